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

pub use lists::{list_own_tasks, list_own_today, list_upcoming};
pub use sign_ups::give_all_back;
pub use unfinished::list_unfinished;
pub use view::pending_of;
