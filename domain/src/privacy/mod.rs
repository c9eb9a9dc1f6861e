//! A person's own data (个人信息): what is held and why, taking a copy, asking for a correction, consents, and closing
//! the account. Source: 个人信息保护法 (PIPL) art. 14–17, 31, 44–47; `rules.md` §9.
//!
//! Invariant: when an account is closed, records that the law requires (service records, ledger, journal) stay under a
//! pseudonym, and all other data of the person is erased. Every look at a full phone number is recorded, and the person
//! sees the record.

pub mod endpoints;
mod pack;
mod rules;
mod wire;

pub use pack::Rules;
pub use rules::{
    ClosingAccount, ConsentFacts, CorrectionState, FieldCorrection, carry_out, make_pseudonym, may_close_account,
    may_decide_consent, may_decide_correction, may_reveal_phone, read_wanted, take_back,
};
pub use wire::*;

crate::refusals! {
    /// Why an act on personal data is refused.
    pub enum Refusal in "privacy" {
        /// The text has changed since it was shown.
        OutdatedText = "outdated-text" 409,
        /// The decision is already in force.
        NothingChanges = "nothing-changes" 409,
        /// Below fourteen the guardian decides, from fourteen on the person.
        NotYoursToDecide = "not-yours-to-decide" 403,
        /// The wanted value is not valid for the field.
        NotReadable = "not-readable" 422,
        /// A request for the same field is still waiting.
        AlreadyAsked = "already-asked" 409,
        AlreadyDecided = "already-decided" 409,
        /// Nobody may decide on their own request.
        OwnCase = "own-case" 403,
        /// The phone belongs to another household.
        PhoneTaken = "phone-taken" 409,
        /// Seats must be given up first.
        SeatsHeld = "seats-held" 409 { seats: u32 },
        AlreadyClosing = "already-closing" 409,
        NotClosing = "not-closing" 409,
        /// The worker has reached the maximum number of revealed phone numbers for one day.
        TooManyLooks = "too-many-looks" 429 { count_max: u32 },
        /// No phone number is known.
        NoPhone = "no-phone" 404,
    }
}
