//! The four files that are fetched when a page of theirs opens.
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
    office_file(OfficePage) = office::page;
    regions_file(()) = regions::page;
}
