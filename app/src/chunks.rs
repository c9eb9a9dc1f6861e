//! The files that are fetched when a page of theirs opens.
//!
//! Invariant: one split point a file; what a page is comes as a word, so that all pages of a file share its code.
//! Without the feature `split` everything is one module, as the tests on the host build it.

use crate::account::AccountPage;
use crate::office::{Entering, MakeForm, OfficePage};
use crate::outbox::Outbox;
use crate::serve::ServePage;
use crate::{account, office, outbox, regions, serve};
use leptos::prelude::*;

macro_rules! files {
    ($($(#[$about:meta])* $name:ident($given:ty) -> $reply:ty = $path:path;)+) => {$(
        $(#[$about])*
        #[cfg(feature = "split")]
        #[lazy]
        pub fn $name(given: $given) -> $reply {
            $path(given)
        }

        $(#[$about])*
        #[cfg(not(feature = "split"))]
        pub async fn $name(given: $given) -> $reply {
            $path(given)
        }
    )+};
}

files! {
    sign_in_file(()) -> AnyView = account::sign_in;
    account_file(AccountPage) -> AnyView = account::page;
    own_data_file(AccountPage) -> AnyView = account::own_data;
    security_file(()) -> AnyView = account::security;
    /// Asks for the second factor, and does then what waits for it.
    step_up_file(account::Again) -> () = account::step_up;
    serve_file(ServePage) -> AnyView = serve::page;
    service_file(()) -> AnyView = serve::service;
    hours_file(()) -> AnyView = serve::own_hours;
    office_desk_file(OfficePage) -> AnyView = office::desk;
    office_bodies_file(OfficePage) -> AnyView = office::bodies;
    office_plan_file(OfficePage) -> AnyView = office::plan;
    office_attendance_file(OfficePage) -> AnyView = office::attend;
    office_code_file(OfficePage) -> AnyView = office::code;
    office_hours_file(OfficePage) -> AnyView = office::hours;
    office_import_file(OfficePage) -> AnyView = office::bring;
    /// The rows of a spreadsheet.
    spreadsheet_file(Vec<u8>) -> Option<Vec<(u32, Vec<String>)>> = office::spreadsheet_rows;
    office_journal_file(OfficePage) -> AnyView = office::journal;
    office_assist_file(OfficePage) -> AnyView = office::assist;
    office_data_file(OfficePage) -> AnyView = office::data;
    regions_file(()) -> AnyView = regions::regions;
    /// The form for presence from the organiser's list.
    office_enter_file(Entering) -> MakeForm = office::enter;
    /// The dark modules of a QR code as one path, and how many modules its side has.
    qr_file(String) -> Option<(String, usize)> = office::qr_path;
    /// Takes over what waits in this phone, and sends it.
    outbox_file(Outbox) -> () = outbox::send;
}
