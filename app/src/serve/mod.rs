//! What a volunteer does, in three files: activities with their sign-up, checking in and out, the own hours.

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

/// The activity that the address names; one that nobody has where it names none.
fn activity_of_page() -> (CommunityCode, ActivityId) {
    let id = crate::place::after("activities");
    (crate::place::community(), id.unwrap_or_else(|| ActivityId::from_parts(domain::time::UtcMillis(0), 0)))
}
