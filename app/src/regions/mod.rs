//! Regions: the way down to a community, and the office of people who work for a region.
//!
//! Invariant: officers see only the region's own data; no page here sends requests to a community.

mod checks;
mod chooser;
mod front_door;
mod journal;
mod office;
mod office_seats;
mod officer_sign_in;
mod search;
mod security;

pub use checks::region_checks_page;
pub use chooser::regions_page;
pub use journal::region_journal_page;
pub use office::region_office_page;
pub use officer_sign_in::officer_sign_in;
pub use security::officer_security_page;

use crate::ui::empty;
use crate::words::{key, t};
use domain::ids::RegionCode;
use leptos::prelude::*;

/// Shown instead of an officer's page to people who are not signed in as one.
fn guest() -> AnyView {
    let link = (address(&region_now(), "sign-in"), t(key::OFFICERS_SIGN_IN));
    empty("log-in", t(key::OFFICERS_GUEST), t(key::OFFICERS_GUEST_WHY), Some(link)).any()
}

/// The region in the address; the country if there is none.
fn region() -> RegionCode {
    crate::location::path_id("regions").unwrap_or_else(RegionCode::country)
}

/// The same for event handlers, without tracking.
fn region_now() -> RegionCode {
    untrack(region)
}

/// The address of a page of a region; `""` is the chooser's.
fn address(code: &RegionCode, page: &str) -> String {
    if page.is_empty() {
        ["/regions/", code.as_str()].concat()
    } else {
        ["/regions/", code.as_str(), "/", page].concat()
    }
}
