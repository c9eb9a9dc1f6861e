//! What is the reader's own: signing in (a file of its own), the profile with devices and settings, notices, and what
//! keeps the account safe (a file of its own).

mod devices;
mod factor;
mod history;
mod me;
mod notices;
mod phone;
mod preferences;
mod security;
mod sign_in;
mod sign_in_steps;
mod step_up;

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountPage {
    Me,
    Notices,
    Security,
}

pub fn page(page: AccountPage) -> AnyView {
    match page {
        AccountPage::Me => me::me(),
        AccountPage::Notices => notices::notices(),
        // In a file of its own.
        AccountPage::Security => ().into_any(),
    }
}

pub use security::security;
pub use sign_in::sign_in;
pub use step_up::{Again, step_up};
