//! People and bodies (居民、组织): the roster with households and grids, bodies with seats and terms.
//!
//! Invariant: a role follows from a seat in its term and from nothing else; who has left the community holds no
//! seat and no session.

mod bodies;
pub mod import;
mod person;
mod roster;

pub use bodies::*;
pub use person::{BadIdentity, IdentityNumber, Kinship, PersonName, Sex, age_on, is_adult, read_day};
pub use roster::*;

use crate::reply;

crate::refusals! {
    /// Why a change of the roster is refused.
    pub enum Refusal in "members" {
        AlreadyLeft = "already-left" 409,
        SeatAlreadyEnded = "seat-already-ended" 409,
        /// Nobody ends the own membership or seat at the counter: another committee member does.
        OwnCase = "own-case" 403,
    }
}

/// Whether somebody may leave or lose a seat by this hand.
pub fn end(already: bool, own: bool, refusal: Refusal) -> Result<(), Refusal> {
    if own {
        return Err(Refusal::OwnCase);
    }
    if already { Err(refusal) } else { Ok(()) }
}

reply! {
    pub struct Ended {
        /// Seats that ended with it.
        pub seats: u32,
        /// Devices that were signed out.
        pub sessions: u32,
    }
}
