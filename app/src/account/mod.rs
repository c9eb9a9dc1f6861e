//! What is the reader's own: signing in, the profile with devices and settings, and notices.

mod devices;
mod me;
mod notices;
mod preferences;
mod sign_in;

use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountPage {
    SignIn,
    Me,
    Notices,
}

pub fn page(page: AccountPage) -> AnyView {
    match page {
        AccountPage::SignIn => sign_in::page(),
        AccountPage::Me => me::page(),
        AccountPage::Notices => notices::page(),
    }
}
