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
mod lists;
mod live_counts;
mod minutes;
mod open_and_close;
mod outcomes;
mod proxies;
mod records;
mod remind;
mod roll;
pub(crate) mod sql;
mod view;

pub use announce::{announce_meeting, cancel_meeting, invite_guest, revise_meeting};
pub use attendance::{list_voters, show_meeting_attendance, show_meeting_roll};
pub use check_in::{check_in_at_meeting, show_meeting_key};
pub use dossier::of_dossier;
pub use facts::{LoadedMeeting, form_subject, load_meeting};
pub use lists::{list_meetings, of_case, of_matter};
pub use live_counts::follow_meeting;
pub use minutes::{adopt_minutes, show_minutes, write_minutes};
pub use open_and_close::{close_meeting, open_meeting};
pub use outcomes::record_outcomes;
pub use proxies::{list_proxies, name_proxy, withdraw_proxy};
pub use records::{add_materials, add_records};
pub use remind::{outcomes_owed, to_come};
pub use roll::{EntitledVoter, RollComposition, check_entitlement, freeze_roll, load_composition, represented_voters};
pub use view::show_meeting;
