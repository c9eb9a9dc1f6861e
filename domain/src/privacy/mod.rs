//! Everybody's own data (个人信息): what is held and why, taking a copy, asking for a correction, consents, and closing
//! the account. Source: 个人信息保护法 (PIPL) art. 14–17, 31, 44–47; `rules.md` §9.
//!
//! Invariant: what the law keeps (service records, ledger, journal) stays under a pseudonym when an account is closed;
//! everything else of the person goes. Whoever looks at a full phone number leaves a trace that the person sees.

pub mod endpoints;
mod pack;
mod rules;
mod wire;

pub use pack::Rules;
pub use rules::{
    Asking, Closing, Request, Wanted, carry_out, close, consent, correct, pseudonym, read_wanted, reveal, take_back,
};
pub use wire::*;

crate::refusals! {
    /// Why a step with the own data is refused.
    pub enum Refusal in "privacy" {
        /// The text has changed since it was shown.
        OutdatedText = "outdated-text" 409,
        /// It is so already.
        NothingChanges = "nothing-changes" 409,
        /// Below fourteen the guardian decides, from fourteen on the person.
        NotYoursToDecide = "not-yours-to-decide" 403,
        /// What it should be cannot be read as such a thing.
        NotReadable = "not-readable" 422,
        /// A request for the same field still waits.
        AlreadyAsked = "already-asked" 409,
        AlreadyDecided = "already-decided" 409,
        /// Nobody decides on the own request.
        OwnCase = "own-case" 403,
        /// A phone of another household.
        PhoneTaken = "phone-taken" 409,
        /// Seats are given up first.
        SeatsHeld = "seats-held" 409 { seats: u32 },
        AlreadyClosing = "already-closing" 409,
        NotClosing = "not-closing" 409,
        /// So many looks in one day are enough for one worker.
        TooManyLooks = "too-many-looks" 429 { count_max: u32 },
        /// No phone is known.
        NoPhone = "no-phone" 404,
    }
}
