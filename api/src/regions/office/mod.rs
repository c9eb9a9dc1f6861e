//! The office of a region (街道、县、市的工作人员): its officers sign in here, and its heads decide who is seated.
//!
//! | Part | File |
//! |---|---|
//! | the operator names the first head | `open.rs` |
//! | who asks | `standing.rs` |
//! | signing in and out | `sign_in.rs` |
//! | the second factor, and the officer's own history | `factor.rs` |
//! | who tries the demonstration | `demonstration.rs` |
//! | seats | `seats.rs` |
//! | the journal | `journal.rs` |
//!
//! Invariant: nothing here has data of a community's people, and nothing sends requests to a community.
//!
//! # Seats
//!
//! An officer has a name, a phone, and a seat as head (负责人) or staff (工作人员), with its days and the number of
//! the document that it rests on. The operator names the first head, and again only when no head's seat is open any
//! more. Heads fill and end the other seats; [`domain::regions`] decides. One person holds one open seat. Triggers
//! keep a seat that was held, and end the sessions of a seat that ends. A phone is forgotten
//! [`OFFICER_PHONE_DAYS`](domain::limits::OFFICER_PHONE_DAYS) days after the last seat.
//!
//! # Signing in
//!
//! Codes, counts, browser marks, tokens and the webhook are those of a community (`sessions`). The region has its own
//! tables, its own budget, and cookies of its own (`linli-officer`, below `/api/regions/<code>`), so that neither
//! kind of object takes the cookies of the other. A session opens while the seat of its officer is in its term. The
//! journal is a chain of the same kind, and the heads read it.
//!
//! The second factor is due from the start of the seat or from the migration, whichever is later. An officer holds
//! two roles: `seated`, and the role of the post. A closed office takes the second role away. With the first one an
//! officer still sees who is signed in, enrols, reads the sign-in history, and signs out. Another head takes a lost
//! factor back. Who did it, and why, stands on the officer's page for
//! [`OFFICER_FACTOR_RESET_TOLD_DAYS`](domain::limits::OFFICER_FACTOR_RESET_TOLD_DAYS) days, in the sign-in history,
//! and in the journal. A head who is alone and lost authenticator and recovery codes can ask nobody before the seat
//! is over: name two.

mod demonstration;
mod factor;
mod journal;
mod open;
mod seats;
mod sign_in;
mod sql;
mod standing;

pub use demonstration::seat_demonstration;
pub use open::open_office;
pub use standing::load_officer_standing;

use crate::answer::HandlerError;
use crate::bind;
use crate::db::Db;
use domain::limits;
use domain::time::{DAY, UtcMillis, day_text};

/// Forgets phones of officers who left long ago, and by trigger their second factors; their names stay with the seats
/// they held. Notes about a factor reset are forgotten as well.
pub fn forget_old(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    db.run(sql::FORGET_RESETS, bind![now.plus(-limits::SIGN_IN_HISTORY_DAYS * DAY)])?;
    let since = now.plus(-limits::OFFICER_PHONE_DAYS * DAY);
    db.run(sql::FORGET_PHONES, bind![day_text(since.day()), since])?;
    Ok(())
}
