//! What is the reader's own: signing in (a file of its own), the profile with devices and settings, and notices.

mod devices;
mod me;
mod notices;
mod preferences;
mod sign_in;

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountPage {
    Me,
    Notices,
}

pub fn page(page: AccountPage) -> AnyView {
    match page {
        AccountPage::Me => me::me(),
        AccountPage::Notices => notices::notices(),
    }
}

pub use sign_in::sign_in;
