//! The volunteer's file: an activity with its sign-up, checking in and out, the own hours.

mod activities;
mod activity;
mod code_entry;
mod hours;
mod mine;
mod phase;
mod scan;
mod service;

use domain::ids::{ActivityId, CommunityCode};
use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServePage {
    Activities,
    Activity,
    Service,
    Hours,
}

pub fn page(page: ServePage) -> AnyView {
    match page {
        ServePage::Activities => activities::page(),
        // A scanned code leads to the activity's address and means its check-in.
        ServePage::Activity if crate::place::query("code").is_some() => service::page(),
        ServePage::Activity => activity::page(),
        ServePage::Service => service::page(),
        ServePage::Hours => hours::page(),
    }
}

/// The activity that the address names; one that nobody has where it names none.
fn activity_of_page() -> (CommunityCode, ActivityId) {
    let id = crate::place::after("activities");
    (crate::place::community(), id.unwrap_or_else(|| ActivityId::from_parts(domain::time::UtcMillis(0), 0)))
}
