//! People and bodies (居民、组织): the roster with households and grids, bodies with seats and terms.
//!
//! Invariant: a role follows only from a current seat; a person who has left the community holds no seat and no
//! session.
//!
//! # Bodies, seats and rolls
//!
//! `domain/rules/members.json` says which bodies there are, how many people sit on each, and for how long.
//! `seating.rs` decides who may take a seat. Two records with the same identity hash or the same phone count as one
//! person, so nobody takes a seat under a second record. A seat that was held is never changed or deleted (triggers):
//! it ends, with a cause and with a hand-over. A finding that the law does not forbid, such as too few women among
//! the representatives or a grid of the wrong size, is a warning with its figures (`composition.rs`, `grids.rs`).
//!
//! When a grid is split, households and residents change the grid together, and seats keep theirs. No roll depends on
//! grids.
//!
//! A roll is hashed over its sorted ids. A recorded roll and the same roll rebuilt later are equal; a property test
//! walks random histories to show it.

mod bodies;
mod composition;
mod day;
pub mod endpoints;
mod grid_changes;
mod grids;
pub mod import;
mod initials;
mod needs;
mod office_phone;
mod pack;
mod person;
mod rolls;
mod roster;
mod seating;
mod seats;
mod sort_keys;

pub use bodies::*;
pub use composition::{Constituency, SeatInTerm, review_composition, runs_out};
pub use day::Day;
pub use grid_changes::*;
pub use grids::{
    GridBuilding, GridPart, GridReview, GridSize, GridsReview, NO_GRID, grid_size, in_street_order, propose_split,
};
pub use initials::{as_initials, name_initials};
pub use needs::*;
pub use office_phone::*;
pub use pack::BodyRules;
pub use person::{BadIdentity, IdentityNumber, Kinship, PersonName, Sex, age_on, is_adult, read_day};
pub use rolls::*;
pub use roster::*;
pub use seating::{
    Holder, Record, SeatingFacts, Side, VacantSeat, end_seat, find_conflicts, may_fill_seat, side_of, takes_over,
};
pub use seats::*;
pub use sort_keys::{building_keys, dwelling_key, name_key, street_key};

use crate::reply;

crate::refusals! {
    /// Why a change of the roster is refused.
    pub enum Refusal in "members" {
        AlreadyLeft = "already-left" 409,
        /// Committee members cannot end their own membership at the counter, nor name themselves guardian:
        /// another committee member must do it.
        OwnCase = "own-case" 403 at "member",
        GuardianOfOneself = "guardian-of-oneself" 422 at "guardian",
        GuardianUnderAge = "guardian-under-age" 422 { years: i32 } at "guardian",
        /// A person of age has no guardian.
        OfAge = "of-age" 409,
        /// Without a day of birth the end of guardianship is unknown.
        BirthUnknown = "birth-unknown" 409,
    }
}

crate::refusals! {
    /// Why a body, a seat, a relationship or a roll is refused.
    pub enum SeatRefusal in "members" {
        /// Nobody may seat themselves, end their own seat, or withdraw their own relationship.
        OwnCase = "own-case" 403 at "member",
        SeatAlreadyEnded = "seat-already-ended" 409,
        TermNotOver = "term-not-over" 409 { until: String } at "cause",
        /// A recall must name the meeting that decided it.
        BasisMissing = "basis-missing" 422 at "basis",
        /// A body with this name exists, or only one of this kind is allowed.
        BodyExists = "body-exists" 409 at "name",
        PostNotOfBody = "post-not-of-body" 422 at "post",
        /// Only a grid worker has a grid, and must have one.
        GridNotFitting = "grid-not-fitting" 422 at "grid",
        MustBeElected = "must-be-elected" 422 at "how",
        TermReversed = "term-reversed" 422 at "until",
        TermAlreadyOver = "term-already-over" 422 at "until",
        TermTooLong = "term-too-long" 422 { years_max: u32 } at "until",
        /// The member has left the roster.
        HasLeft = "has-left" 409 at "member",
        UnderAge = "under-age" 422 { years: i32 } at "member",
        NoVacancy = "no-vacancy" 409 at "how",
        NotTheRestOfTheTerm = "not-the-rest-of-the-term" 422 { until: String } at "until",
        OverlappingTerm = "overlapping-term" 409 { until: String } at "member",
        PostTaken = "post-taken" 409 { until: String } at "post",
        BodyFull = "body-full" 409 { most: u32 },
        /// The person would supervise and be supervised.
        OnBothSides = "on-both-sides" 409 { name: String } at "member",
        NearRelative = "near-relative" 409 { name: String } at "member",
        /// The person lives with somebody of the other side, and their relationship is not recorded.
        KinshipUnknown = "kinship-unknown" 409 { name: String } at "member",
        RelativeOfOneself = "relative-of-oneself" 422 at "relative",
        RelativeAlreadyDeclared = "relative-already-declared" 409 at "relative",
        RelativeNotDeclared = "relative-not-declared" 409,
        /// There is no roll for a day that has not begun.
        DayAhead = "day-ahead" 422,
        /// A resident signs in with this phone.
        PrivatePhone = "private-phone" 409 at "phone",
        RollAlreadyRecorded = "roll-already-recorded" 409,
    }
}

/// Whether the caller may enter that somebody has left the roster.
pub fn may_leave(has_left: bool, own: bool) -> Result<(), Refusal> {
    if own {
        return Err(Refusal::OwnCase);
    }
    if has_left { Err(Refusal::AlreadyLeft) } else { Ok(()) }
}

reply! {
    pub struct AccessEnded {
        /// Seats that ended with it.
        pub seats: u32,
        /// Devices that were signed out.
        pub sessions: u32,
    }
}
