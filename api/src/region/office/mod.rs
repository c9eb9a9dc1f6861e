//! The office of a region (街道、县、市的工作人员): its officers sign in here, and its heads decide who is seated.
//!
//! | Part | File |
//! |---|---|
//! | the operator names the first head | `open.rs` |
//! | who asks | `standing.rs` |
//! | signing in and out | `sign_in.rs` |
//! | the second factor, and the officer's own history | `factor.rs` |
//! | who tries the demonstration | `shown.rs` |
//! | seats | `seats.rs` |
//! | the journal | `journal.rs` |
//!
//! Invariant: nothing here has data of a community's people, and nothing sends requests to a community.

mod factor;
mod journal;
mod open;
mod seats;
mod shown;
mod sign_in;
mod sql;
mod standing;

pub use factor::{
    begin_officer_factor, confirm_officer_factor, list_officer_sign_ins, prove_officer_factor, reset_officer_factor,
};
pub use journal::show_region_journal;
pub use open::open_office;
pub use seats::{end_officer_seat, fill_officer_seat, list_officers};
pub use shown::seat_demonstration;
pub use sign_in::{
    finish_officer_sign_in, request_officer_code, show_officer_inbox, show_officer_me, sign_in_officer,
    sign_out_officer,
};
pub use standing::load;

use crate::answer::{Answer, Stop};
use crate::bind;
use crate::db::{Db, Row};
use domain::limits;
use domain::members::Day;
use domain::time::{DAY, UtcMillis, day_text};

/// The due row for deleting old data of an office.
pub const PURGE: (&str, &str) = ("purge", "office");

/// Forgets phones of officers who left long ago, and by trigger their second factors; their names stay with the seats
/// they held. Notes about a factor reset are forgotten as well.
pub fn forget_old(db: &dyn Db, now: UtcMillis) -> Result<(), Stop> {
    db.run(sql::FORGET_RESETS, bind![now.plus(-limits::SIGN_IN_HISTORY_DAYS * DAY)])?;
    let since = now.plus(-limits::OFFICER_PHONE_DAYS * DAY);
    db.run(sql::FORGET_PHONES, bind![day_text(since.day()), since])?;
    Ok(())
}

fn of_day(row: &Row, at: usize) -> Answer<Day> {
    Ok(row.parsed(at)?)
}
