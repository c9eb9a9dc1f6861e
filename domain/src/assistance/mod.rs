//! Acting for somebody at the counter (代办): a worker opens an assistance for a resident who agreed, and while it is
//! open a few named acts may be done in the resident's name. Source: `rules.md` §8 (BFE23 art. 39: staffed handling
//! stays; proxy entry with the consent recorded).
//!
//! Invariant: an assistance belongs to one worker and one resident, who is never the worker; it ends by the worker, by
//! time, or when the resident leaves, and is never opened again. An act stays as it is; its household may contest it.

pub mod endpoints;
mod pack;
mod rules;
mod wire;

pub use pack::Rules;
pub use rules::{
    Act, AssistanceOpening, Period, is_open, may_answer_contest, may_contest_act, may_end_assistance,
    may_extend_assistance, may_open_assistance,
};
pub use wire::*;

use crate::time::UtcMillis;

crate::refusals! {
    /// Why a step of an assistance is refused.
    pub enum Refusal in "assistance" {
        /// The caller cannot open an assistance for themselves, nor decide on an act that concerns their own household.
        OwnCase = "own-case" 403,
        /// The person has left the community.
        NotAResident = "not-a-resident" 422,
        /// Somebody is already acting for this resident.
        AlreadyOpen = "already-open" 409 { until: UtcMillis },
        /// The worker is still acting for somebody else; end that assistance first.
        AnotherOpen = "another-open" 409 { until: UtcMillis },
        /// The worker has opened the maximum number of assistances for one day.
        TooManyToday = "too-many-today" 429 { count_max: u32 },
        /// The witness of a spoken consent must be neither the worker nor the resident.
        WitnessNotAnother = "witness-not-another" 422 at "proof",
        /// The resident withdrew the consent to spoken assistance: a signature is needed.
        SpokenWithdrawn = "spoken-withdrawn" 409,
        /// The assistance belongs to another worker.
        NotYours = "not-yours" 403,
        /// The assistance has ended.
        Ended = "ended" 409,
        NoMoreExtension = "no-more-extension" 409 { times_max: u32 },
        /// The time in which an act may be contested is over.
        TooLate = "too-late" 409 { days_max: u32 },
        AlreadyContested = "already-contested" 409,
        NotContested = "not-contested" 409,
        AlreadyAnswered = "already-answered" 409,
    }
}
