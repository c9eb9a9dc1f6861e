//! What is the reader's own: signing in (a file of its own), the profile with devices and settings, notices, and what
//! keeps the account safe (a file of its own).

mod assistance;
mod devices;
mod factor;
mod history;
mod me;
mod notices;
mod phone;
mod preferences;
mod privacy;
mod security;
mod sign_in;
mod sign_in_steps;
mod step_up;

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountPage {
    Me,
    Notices,
    Assistance,
    Data,
    Closing,
    Security,
}

pub fn page(page: AccountPage) -> AnyView {
    match page {
        AccountPage::Me => me::me(),
        AccountPage::Notices => notices::notices(),
        AccountPage::Assistance => assistance::received(),
        // Those have files of their own.
        AccountPage::Data | AccountPage::Closing | AccountPage::Security => ().into_any(),
    }
}

/// The own data, in a file of its own.
pub fn own_data(page: AccountPage) -> AnyView {
    if page == AccountPage::Closing { privacy::closing() } else { privacy::data() }
}

pub use security::security;
pub use sign_in::sign_in;
pub use step_up::{Again, step_up};
