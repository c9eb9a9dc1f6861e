//! The pages of a volunteer, in three files: activities with sign-up, checking in and out, the volunteer's hours.

mod activities;
mod activity;
mod code_entry;
mod hours;
mod own_place;
mod phase;
mod service;

pub use activities::activities_page;
pub use activity::activity_page;
pub use hours::own_hours;
pub use service::service_page;

use domain::ids::{ActivityId, CommunityCode};

/// The activity in the address; if there is none, an id that no activity has.
fn activity_of_page() -> (CommunityCode, ActivityId) {
    let id = crate::location::path_id("activities");
    (crate::location::current_community(), id.unwrap_or_else(|| ActivityId::from_parts(domain::time::UtcMillis(0), 0)))
}
