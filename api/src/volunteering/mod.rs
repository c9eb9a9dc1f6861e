//! Volunteer service: SQL and the order of things around the rules of `domain::volunteering`.

mod activities;
mod attendance;
mod check_in;
mod decide;
mod facts;
mod lists;
mod sign_ups;
pub(crate) mod sql;
mod unfinished;
mod view;

pub use activities::{cancel_activity, publish_activity, revise_activity};
pub use attendance::{list_presence, show_attendance};
pub use check_in::{check_in, check_out, show_check_in_key};
pub use decide::{confirm_services, correct_service, reject_service};
pub use lists::{list_activities, list_tasks, list_upcoming};
pub use sign_ups::{give_all_back, sign_up, withdraw_sign_up};
pub use unfinished::list_unfinished;
pub use view::{pending_of, show_activity};
