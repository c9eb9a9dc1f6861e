//! Files that are fetched when one of their pages or dialogs opens, and the texts that come with them.
//!
//! Invariant: one split point for each file; the page is passed as a value, so that all pages of a file share its code.
//! The string at the end of a line names its texts under `public/locales/<language>/pages/`; those of the first load
//! are always there. Without the feature `split` everything is one module, as the tests on the host build it.

use crate::account::AccountPage;
use crate::office::OfficePage;
use crate::outbox::{Outbox, Reason};
use crate::regions::RegionPage;
use crate::serve::ServePage;
use crate::words;
use crate::{account, communities, decisions, dossier, files, matters, meetings, office, outbox, qr, regions, serve};
use leptos::prelude::*;
use std::pin::Pin;
use wasm_bindgen_futures::JsFuture;

macro_rules! files {
    ($($(#[$about:meta])* $name:ident($given:ty) -> $reply:ty = $path:path $(, $texts:literal)?;)+) => {$(
        #[cfg(feature = "split")]
        mod $name {
            use super::*;

            #[lazy($name)]
            pub fn file(given: $given) -> $reply {
                $path(given)
            }
        }

        $(#[$about])*
        pub async fn $name(given: $given) -> $reply {
            #[cfg(feature = "split")]
            let file = $name::__preload_file();
            #[cfg(not(feature = "split"))]
            let file = std::future::ready(());
            arrived(concat!($($texts)?), Box::pin(file)).await;
            #[cfg(feature = "split")]
            return $name::file(given).await;
            #[cfg(not(feature = "split"))]
            $path(given)
        }
    )+};
}

/// Waits for a file and for its texts, which are requested at the same time.
async fn arrived(texts: &str, file: Pin<Box<dyn Future<Output = ()>>>) {
    let texts = Some(texts).filter(|names| !names.is_empty()).and_then(words::begin);
    file.await;
    if let Some(texts) = texts {
        let _ = JsFuture::from(texts).await;
    }
}

files! {
    sign_in_file(()) -> AnyView = account::sign_in, "security";
    account_file(AccountPage) -> AnyView = account::page, "communities";
    received_assistance_file(()) -> AnyView = account::received_assistance, "assistance";
    own_data_file(()) -> AnyView = account::own_data, "privacy";
    /// All data held about a person, fetched part by part.
    own_copy_file(account::CopyOf) -> account::Copied = account::own_copy, "privacy";
    closing_file(()) -> AnyView = account::closing, "privacy";
    security_file(()) -> AnyView = account::security, "security";
    /// Asks for the second factor, and then does what waits for it.
    step_up_file(account::Again) -> () = account::step_up, "security";
    matters_file(()) -> AnyView = matters::list, "matters";
    matter_file(()) -> AnyView = matters::matter, "matters";
    /// The dialogs about a post.
    post_act_file(matters::PostAct) -> () = matters::act_on_post;
    /// Choosing photos and documents, sending and attaching them.
    attach_file(files::Attaching) -> () = files::attach, "files";
    propose_file(()) -> AnyView = matters::propose, "matters";
    meetings_file(()) -> AnyView = meetings::list, "meetings";
    meeting_file(()) -> AnyView = meetings::meeting, "meetings kinship";
    ballot_file(()) -> AnyView = meetings::ballot, "meetings";
    /// The arithmetic of a secret ballot.
    ballot_token_file(meetings::token::Step) -> meetings::token::Stepped = meetings::token::step;
    cases_file(()) -> AnyView = decisions::list, "decisions";
    case_file(()) -> AnyView = decisions::case, "decisions";
    serve_file(ServePage) -> AnyView = serve::page;
    service_file(()) -> AnyView = serve::service;
    hours_file(()) -> AnyView = serve::own_hours;
    office_desk_file(OfficePage) -> AnyView = office::desk, "office matters meetings decisions";
    /// The dialogs about a person of the roster.
    office_person_file(office::Asked) -> () = office::ask_about, "office assistance privacy";
    /// A new person in the roster.
    office_arrival_file(office::Desk) -> () = office::arrive, "office import";
    office_bodies_file(OfficePage) -> AnyView = office::bodies, "office bodies kinship";
    /// The dialogs about bodies and their seats.
    office_body_file((office::Desk, office::BodyDialog)) -> () = office::ask_of_body, "office bodies kinship";
    office_rolls_file(OfficePage) -> AnyView = office::rolls, "office bodies";
    office_plan_file(OfficePage) -> AnyView = office::plan, "office";
    office_attendance_file(OfficePage) -> AnyView = office::attend, "office";
    /// The form for presence from the organiser's list.
    office_enter_file(office::Entering) -> () = office::enter, "office";
    office_code_file(OfficePage) -> AnyView = office::code, "office";
    office_hours_file(OfficePage) -> AnyView = office::hours, "office";
    office_import_file(OfficePage) -> AnyView = office::bring, "office import";
    office_import_report_file(OfficePage) -> AnyView = office::brought, "office import";
    /// A chosen file: its columns, and sending its lines.
    office_columns_file(office::Chosen) -> () = office::look_into, "office import";
    /// The rows of a spreadsheet.
    office_spreadsheet_file(Vec<u8>) -> Option<Vec<(u32, Vec<String>)>> = office::spreadsheet_rows;
    office_journal_file(OfficePage) -> AnyView = office::journal, "office journal";
    /// The whole journal, or the filtered part: fetched page by page, checked, and saved as a file.
    office_journal_export_file(office::Taking) -> office::Taken = office::take_out;
    office_assist_file(OfficePage) -> AnyView = office::assist, "office assistance";
    office_data_file(OfficePage) -> AnyView = office::data, "office privacy assistance";
    office_deliberation_file(OfficePage) -> AnyView = office::deliberation, "office matters deliberation";
    office_meetings_file(OfficePage) -> AnyView = office::meetings, "office meetings chairing";
    office_meeting_file(OfficePage) -> AnyView = office::run_meeting, "office meetings chairing kinship";
    office_catalogue_file(OfficePage) -> AnyView = office::catalogue, "office catalogue";
    office_rules_file(OfficePage) -> AnyView = office::rules, "office decisions rules";
    office_cases_file(OfficePage) -> AnyView = office::cases, "office decisions board";
    office_case_file(OfficePage) -> AnyView = office::case, "office decisions board";
    /// The dialogs about a case: opinions, a hold, closing its step, leaving it.
    office_case_act_file(office::CaseAct) -> () = office::act_on_case, "office decisions board";
    /// The dialogs about a meeting: guests, mandates, dropping drafts.
    office_meeting_act_file(office::MeetingAct) -> () = office::act_on_meeting, "office meetings chairing kinship";
    /// Papers and counts of a ballot.
    office_count_file(office::Counting) -> () = office::count, "office meetings chairing";
    /// The dark modules of a QR code as one path, and how many modules its side has.
    qr_file(String) -> Option<(String, usize)> = qr::path;
    regions_file(()) -> AnyView = regions::regions;
    communities_file(()) -> AnyView = communities::chooser, "communities";
    poster_file(()) -> AnyView = communities::poster, "communities";
    /// Signing in as an officer, and the office of a region.
    officers_file(RegionPage) -> AnyView = regions::officers, "office officers security";
    /// An officer's second factor and sign-in history.
    officer_security_file(()) -> AnyView = regions::security, "officers security";
    /// Questions of communities to the office of a region.
    officer_checks_file(()) -> AnyView = regions::checks, "office officers decisions";
    /// The journal of a region's office.
    officer_journal_file(()) -> AnyView = regions::journal, "office officers";
    /// Everything about one case, to read and print.
    dossier_file(()) -> AnyView = dossier::dossier, "dossier";
    /// Checks a dossier, or saves it as a file.
    dossier_work_file(dossier::Work) -> Vec<String> = dossier::work;
    /// Loads what waits in this phone, and sends it.
    outbox_file((Outbox, Reason)) -> () = outbox::send;
}
