//! Announcements of the committee (公告): published for some days to the whole community, to a grid or to the members of a
//! body, and read by those whom they address.
//!
//! Invariant: a published announcement is never rewritten. It can be withdrawn with a reason; a correction is another
//! announcement that names the one before. A statutory one (法定公告), which states its legal basis, stays in the list of
//! every reader; the reader may put away any other one.
//!
//! An announcement is public as soon as it addresses the whole community, so its text is searched first: see
//! [`find_numbers`]. A number of an identity card is always refused. Phone numbers, and names of people of the roster, are
//! refused until the publisher states why they may stand there ([`PersonalData`]).

mod announcing;
pub mod endpoints;
mod numbers;
mod wire;

pub use announcing::{
    AnnouncementState, FoundPersonalData, may_announce_text, may_correct, may_publish_announcement, may_put_away,
    may_withdraw_announcement, state_of,
};
pub use numbers::{FoundNumbers, compact_text, find_numbers};
pub use wire::*;

crate::refusals! {
    /// Why an act on an announcement is refused.
    pub enum Refusal in "announcements" {
        /// The first day lies in the past.
        BeginsInPast = "begins-in-past" 422 at "from",
        /// The last day comes before the first one.
        UntilBeforeFrom = "until-before-from" 422 at "until",
        /// The last day is too far ahead.
        ShownTooLong = "shown-too-long" 422 { days_max: i64 } at "until",
        /// Not exactly what the audience needs is named: a grid for a grid, a body for a body, nothing for everybody; or
        /// what is named does not exist.
        NoSuchAudience = "no-such-audience" 422 at "audience",
        /// The announcement that is corrected does not exist, or addressed others.
        NoSuchFormer = "no-such-former" 422 at "corrects",
        /// Title or text contain a number of an identity card, here masked.
        IdentityNumber = "identity-number" 422 { found: String } at "text",
        /// Title or text contain phone numbers or names, here masked, for which the statement of the publisher gives no
        /// reason.
        PersonalDataFound = "personal-data-found" 422 { found: String } at "personal",
        /// Each announcement reaches everybody whom it addresses.
        TooManyToday = "too-many-today" 429 { count_max: u32 },
        AlreadyWithdrawn = "already-withdrawn" 409,
        /// A statutory announcement cannot be put away.
        StatutoryStays = "statutory-stays" 409,
        /// Only those who were told of an announcement can mark it as read or put it away.
        NotAddressed = "not-addressed" 409,
    }
}
