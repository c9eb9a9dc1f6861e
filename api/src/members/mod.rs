//! The roster and the bodies.

pub(crate) mod import;
mod roster;
mod seats;
pub(crate) mod sql;

pub use roster::{leave_roster, show_roster};
pub use seats::{end_seat, list_bodies};
