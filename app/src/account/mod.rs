//! The reader's own pages: the profile with devices and settings, and notices; in files of their own signing in, acts
//! on the reader's behalf, the reader's data, closing the account, and security.

mod assistance;
mod code_form;
mod devices;
mod factor;
mod history;
mod me;
mod notices;
mod offered;
mod passkeys;
mod phone;
mod preferences;
mod privacy;
mod proof;
mod security;
mod sign_in;
mod sign_in_slip;
mod sign_in_steps;
mod step_up;
mod webauthn;

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
        // These have files of their own.
        AccountPage::Assistance | AccountPage::Data | AccountPage::Closing | AccountPage::Security => ().into_any(),
    }
}

pub use assistance::received_assistance;
pub use code_form::{CodeForm, Ways};
pub use factor::{Ways as FactorWays, card as factor_card};
pub use history::{PAGE_ROWS as HISTORY_ROWS, card as history_card};
pub use offered::{Offered, offered};
pub use privacy::{Copied, CopyOf, closing, own_copy, own_data};
pub use security::security;
pub use sign_in::sign_in;
pub use sign_in_steps::steps;
pub use step_up::{Again, step_up};
