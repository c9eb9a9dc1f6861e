//! What is the reader's own: signing in (a file of its own), the profile with devices and settings, and notices.

mod assistance;
mod devices;
mod me;
mod notices;
mod preferences;
mod privacy;
mod sign_in;

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountPage {
    Me,
    Notices,
    Assistance,
    Data,
    Closing,
}

pub fn page(page: AccountPage) -> AnyView {
    match page {
        AccountPage::Me => me::me(),
        AccountPage::Notices => notices::notices(),
        AccountPage::Assistance => assistance::received(),
        // Those have a file of their own.
        AccountPage::Data | AccountPage::Closing => ().into_any(),
    }
}

/// The own data, in a file of its own.
pub fn own_data(page: AccountPage) -> AnyView {
    if page == AccountPage::Closing { privacy::closing() } else { privacy::data() }
}

pub use sign_in::sign_in;
