//! The pages of a volunteer, in three files: activities with sign-up, checking in and out, the volunteer's hours.

mod activities;
mod activity;
mod code_entry;
mod hours;
mod mine;
mod phase;
mod scan;
mod service;

pub use hours::own_hours;
pub use service::service;

use domain::ids::{ActivityId, CommunityCode};
use leptos::prelude::AnyView;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServePage {
    Activities,
    Activity,
}

pub fn page(page: ServePage) -> AnyView {
    match page {
        ServePage::Activities => activities::activities(),
        ServePage::Activity => activity::activity(),
    }
}

/// The activity in the address; if there is none, an id that no activity has.
fn activity_of_page() -> (CommunityCode, ActivityId) {
    let id = crate::place::after("activities");
    (crate::place::community(), id.unwrap_or_else(|| ActivityId::from_parts(domain::time::UtcMillis(0), 0)))
}
