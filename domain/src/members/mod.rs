//! People and bodies (居民、组织): the roster with households and grids, bodies with seats and terms.
//!
//! Invariant: a role follows from a seat in its term and from nothing else; who has left the community holds no
//! seat and no session.

mod bodies;
mod composition;
mod day;
pub mod endpoints;
mod grid_changes;
mod grids;
pub mod import;
mod initials;
mod needs;
mod pack;
mod person;
mod rolls;
mod roster;
mod seating;
mod seats;

pub use bodies::*;
pub use composition::{Represented, Seat, review, runs_out};
pub use day::Day;
pub use grid_changes::*;
pub use grids::{
    GridBuilding, GridPart, GridReview, GridSize, GridsReview, NO_GRID, grid_size, in_street_order, split,
};
pub use initials::{as_initials, initials};
pub use needs::*;
pub use pack::BodyRules;
pub use person::{BadIdentity, IdentityNumber, Kinship, PersonName, Sex, age_on, is_adult, read_day};
pub use rolls::*;
pub use roster::*;
pub use seating::{Holder, Record, Seating, Side, Vacant, conflicts, end_seat, fill, side_of, takes_over};
pub use seats::*;

use crate::reply;

crate::refusals! {
    /// Why a change of the roster is refused.
    pub enum Refusal in "members" {
        AlreadyLeft = "already-left" 409,
        SeatAlreadyEnded = "seat-already-ended" 409,
        /// Nobody ends the own membership or seat at the counter, or becomes guardian by the own hand: another committee
        /// member does.
        OwnCase = "own-case" 403,
        GuardianOfOneself = "guardian-of-oneself" 422,
        GuardianUnderAge = "guardian-under-age" 422 { years: i32 },
        /// Whoever is of age needs no guardian.
        OfAge = "of-age" 409,
        /// Without a day of birth nobody can tell when the right ends.
        BirthUnknown = "birth-unknown" 409,
    }
}

crate::refusals! {
    /// Why a body, a seat, a relationship or a roll is refused.
    pub enum SeatRefusal in "members" {
        /// Nobody seats oneself, ends the own seat or takes back an own relationship.
        OwnCase = "own-case" 403,
        SeatAlreadyEnded = "seat-already-ended" 409,
        TermNotOver = "term-not-over" 409 { until: String },
        /// A recall names the meeting that decided it.
        BasisMissing = "basis-missing" 422,
        /// A body of the name exists, or there may be one of the kind only.
        BodyExists = "body-exists" 409,
        PostNotOfBody = "post-not-of-body" 422,
        /// A grid worker works in a grid; nobody else does.
        GridNotFitting = "grid-not-fitting" 422,
        MustBeElected = "must-be-elected" 422,
        TermReversed = "term-reversed" 422,
        TermAlreadyOver = "term-already-over" 422,
        TermTooLong = "term-too-long" 422 { years_max: u32 },
        /// The member has left the roster.
        HasLeft = "has-left" 409,
        UnderAge = "under-age" 422 { years: i32 },
        NoVacancy = "no-vacancy" 409,
        NotTheRestOfTheTerm = "not-the-rest-of-the-term" 422 { until: String },
        OverlappingTerm = "overlapping-term" 409 { until: String },
        PostTaken = "post-taken" 409 { until: String },
        BodyFull = "body-full" 409 { most: u32 },
        /// The same person supervises and is supervised.
        OnBothSides = "on-both-sides" 409 { name: String },
        NearRelative = "near-relative" 409 { name: String },
        /// Lives with somebody of the other side, and nobody wrote down how they are related.
        KinshipUnknown = "kinship-unknown" 409 { name: String },
        RelativeOfOneself = "relative-of-oneself" 422,
        RelativeAlreadyDeclared = "relative-already-declared" 409,
        RelativeNotDeclared = "relative-not-declared" 409,
        /// Only a day that has begun has a roll.
        DayAhead = "day-ahead" 422,
        RollAlreadyRecorded = "roll-already-recorded" 409,
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
