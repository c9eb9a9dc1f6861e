//! Meetings: SQL and the order of steps around the rules of `domain::meetings`.
//!
//! Invariant: the entitlement of everybody who is about to take part is checked again. A voter who lost it since the
//! roll was frozen is struck at that point, also when the command is then refused ([`check_entitlement`]).
//!
//! One statement writes the roll from everybody who is entitled at that moment, and one more notifies all of them.
//! Group and branch of a consultation stand in the meeting's row; freezing and striking read them there.
//!
//! `meetings/follow-meeting` answers once, and over a WebSocket again whenever the counts have changed. The answer is
//! the one that a guest gets, so it cannot contain personal data.

mod announce;
mod attendance;
mod check_in;
mod dossier;
mod facts;
mod invitations;
mod lists;
mod live_counts;
pub(crate) mod minutes;
mod open_and_close;
mod outcomes;
mod proxies;
mod records;
mod remind;
mod roll;
pub(crate) mod sql;
mod view;
mod withdrawal;

pub use dossier::of_dossier;
pub use facts::{LoadedMeeting, form_subject, load_meeting};
pub use lists::{list_coming_for, of_case, of_matter};
pub use remind::{outcomes_owed, to_come};
pub use roll::{
    EntitledVoter, RollComposition, check_entitlement, check_entitlements, freeze_roll, load_composition,
    represented_voters,
};
