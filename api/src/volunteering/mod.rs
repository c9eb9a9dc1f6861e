//! Volunteer service: SQL and the order of things around the rules of `domain::volunteering`.

mod attendance;
mod check_in;
mod decide;
mod facts;
mod lists;
mod open;
mod places;
mod plan;
pub(crate) mod sql;
mod view;

pub use attendance::{list_presence, show_attendance};
pub use check_in::{check_in, check_out, show_check_in_key};
pub use decide::{confirm_services, correct_service, reject_service};
pub use lists::{list_activities, list_tasks, upcoming};
pub use open::unfinished;
pub use places::{give_all_back, sign_up, withdraw};
pub use plan::{cancel_activity, publish_activity, revise_activity};
pub use view::{pending_of, show_activity};
