//! The office of a region (街道、县、市的工作人员): its officers sign in here, and its heads say who sits.
//!
//! | Part | File |
//! |---|---|
//! | the operator names the first head | `open.rs` |
//! | who asks | `standing.rs` |
//! | signing in and out | `sign_in.rs` |
//! | seats | `seats.rs` |
//! | the journal | `journal.rs` |
//!
//! Invariant: nothing here knows of a community's people, and nothing asks a community.

mod journal;
mod open;
mod seats;
mod sign_in;
mod sql;
mod standing;

pub use journal::show_region_journal;
pub use open::open_office;
pub use seats::{end_officer_seat, fill_officer_seat, list_officers};
pub use sign_in::{request_officer_code, show_officer_inbox, show_officer_me, sign_in_officer, sign_out_officer};
pub use standing::load;

use crate::answer::{Answer, Stop};
use crate::bind;
use crate::db::{Db, Row};
use domain::limits;
use domain::members::Day;
use domain::time::{DAY, UtcMillis, day_text};

/// The due time at which what is old here goes.
pub const PURGE: (&str, &str) = ("purge", "office");

/// Phones of those who left long ago are forgotten; their names stay beside the seats they held.
pub fn forget_phones(db: &dyn Db, now: UtcMillis) -> Result<(), Stop> {
    let since = now.plus(-limits::OFFICER_PHONE_DAYS * DAY);
    db.run(sql::FORGET_PHONES, bind![day_text(since.day()), since])?;
    Ok(())
}

fn of_day(row: &Row, at: usize) -> Answer<Day> {
    Ok(row.parsed(at)?)
}
