//! The files that are fetched when a page of theirs opens.
//!
//! Invariant: one split point a file; what a page is comes as a word, so that all pages of a file share its code.

use crate::account::AccountPage;
use crate::office::OfficePage;
use crate::serve::ServePage;
use crate::{account, office, regions, serve};
use leptos::prelude::*;

macro_rules! files {
    ($($name:ident($page:ty) = $view:path;)+) => {$(
        #[cfg(feature = "split")]
        #[lazy]
        pub fn $name(page: $page) -> AnyView {
            $view(page)
        }

        #[cfg(not(feature = "split"))]
        pub async fn $name(page: $page) -> AnyView {
            $view(page)
        }
    )+};
}

files! {
    account_file(AccountPage) = account::page;
    serve_file(ServePage) = serve::page;
    office_desk_file(OfficePage) = office::desk;
    office_plan_file(OfficePage) = office::plan;
    office_attendance_file(OfficePage) = office::attend;
    office_code_file(OfficePage) = office::code;
    office_hours_file(OfficePage) = office::hours;
    office_journal_file(OfficePage) = office::journal;
    regions_file(()) = regions::page;
}

/// The dark modules of a QR code as one path, and how many modules its side has.
#[cfg(feature = "split")]
#[lazy]
pub fn qr_file(text: String) -> Option<(String, usize)> {
    office::qr_path(&text)
}

#[cfg(not(feature = "split"))]
pub async fn qr_file(text: String) -> Option<(String, usize)> {
    office::qr_path(&text)
}
