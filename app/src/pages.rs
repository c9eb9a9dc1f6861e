//! All pages: the address of each, its lazy module, and the outlet that shows it.
//!
//! State: the page that is shown. Invariant: the previous page stays on the screen, alive, until the next one's code has
//! arrived; then the old one's signals end with it. Nothing below this file imports it: features go from page to page
//! by address ([`crate::navigation`]).
//!
//! Views have one type, so that a new page in the same place would be patched into the old one. The outlet alternates
//! between two branches, and therefore builds each page from nothing.

use crate::lazy_modules::lazy_modules;
use crate::navigation::path_signal;
use crate::office::OfficePage;
use crate::regions::RegionPage;
use crate::sessions::AccountPage;
use crate::volunteering::VolunteeringPage;
use crate::{
    communities, decisions, dossier, home, location, matters, meetings, office, placeholder_pages, regions, sessions,
    start, volunteering,
};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::time::Duration;

lazy_modules! {
    sign_in_file(()) -> AnyView = sessions::sign_in, "security";
    account_file(AccountPage) -> AnyView = sessions::account_module, "communities";
    received_assistance_file(()) -> AnyView = sessions::received_assistance, "assistance";
    own_data_file(()) -> AnyView = sessions::own_data, "privacy";
    closing_file(()) -> AnyView = sessions::account_closing_page, "privacy";
    security_file(()) -> AnyView = sessions::security_page, "security";
    matters_file(()) -> AnyView = matters::matters_page, "matters";
    matter_file(()) -> AnyView = matters::matter_page, "matters";
    propose_file(()) -> AnyView = matters::propose_page, "matters";
    meetings_file(()) -> AnyView = meetings::meetings_page, "meetings";
    meeting_file(()) -> AnyView = meetings::meeting_page, "meetings kinship";
    ballot_file(()) -> AnyView = meetings::ballot_page, "meetings";
    cases_file(()) -> AnyView = decisions::cases_page, "decisions";
    case_file(()) -> AnyView = decisions::case_page, "decisions";
    serve_file(VolunteeringPage) -> AnyView = volunteering::volunteering_module;
    service_file(()) -> AnyView = volunteering::service_page;
    hours_file(()) -> AnyView = volunteering::own_hours;
    office_desk_file(OfficePage) -> AnyView = office::desk_module, "office matters meetings decisions";
    office_bodies_file(OfficePage) -> AnyView = office::bodies_module, "office bodies kinship";
    office_rolls_file(OfficePage) -> AnyView = office::rolls_module, "office bodies";
    office_plan_file(OfficePage) -> AnyView = office::activity_editor_module, "office";
    office_attendance_file(OfficePage) -> AnyView = office::attendance_module, "office";
    office_code_file(OfficePage) -> AnyView = office::code_module, "office";
    office_hours_file(OfficePage) -> AnyView = office::hours_module, "office";
    office_import_file(OfficePage) -> AnyView = office::import_module, "office import";
    office_import_report_file(OfficePage) -> AnyView = office::import_report_module, "office import";
    office_journal_file(OfficePage) -> AnyView = office::journal_module, "office journal";
    office_assist_file(OfficePage) -> AnyView = office::assistance_module, "office assistance";
    office_data_file(OfficePage) -> AnyView = office::privacy_module, "office privacy assistance";
    office_deliberation_file(OfficePage) -> AnyView = office::deliberation_module, "office matters deliberation";
    office_meetings_file(OfficePage) -> AnyView = office::meetings_module, "office meetings chairing";
    office_meeting_file(OfficePage) -> AnyView = office::meeting_module, "office meetings chairing kinship";
    office_catalogue_file(OfficePage) -> AnyView = office::catalogue_module, "office catalogue";
    office_rules_file(OfficePage) -> AnyView = office::rules_module, "office decisions rules";
    office_cases_file(OfficePage) -> AnyView = office::case_board_module, "office decisions board";
    office_case_file(OfficePage) -> AnyView = office::case_module, "office decisions board";
    regions_file(()) -> AnyView = regions::regions_page;
    communities_file(()) -> AnyView = communities::communities_page, "communities";
    poster_file(()) -> AnyView = communities::poster_page, "communities";
    /// Signing in as an officer, and the office of a region.
    officers_file(RegionPage) -> AnyView = regions::officers_module, "office officers security";
    /// An officer's second factor and sign-in history.
    officer_security_file(()) -> AnyView = regions::officer_security_page, "officers security";
    /// Questions of communities to the office of a region.
    officer_checks_file(()) -> AnyView = regions::region_checks_page, "office officers decisions";
    /// The journal of a region's office.
    officer_journal_file(()) -> AnyView = regions::region_journal_page, "office officers";
    /// Everything about one case, to read and print.
    dossier_file(()) -> AnyView = dossier::dossier_page, "dossier";
}

/// All pages. The ids of a page are in the address, which the page tracks by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageId {
    Start,
    NotFound,
    Home,
    Matters,
    Matter,
    Propose,
    Meetings,
    Meeting,
    Ballot,
    Cases,
    Case,
    Requests,
    Regions,
    /// Own communities.
    Communities,
    Poster,
    OfficerSignIn,
    RegionOffice,
    OfficerSecurity,
    RegionJournal,
    RegionChecks,
    Serve(VolunteeringPage),
    Service,
    Hours,
    SignIn,
    Account(AccountPage),
    Office(OfficePage),
    Dossier,
}

/// The page of an address.
fn page_of(path: &str) -> PageId {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] | ["matters" | "serve" | "requests" | "me"] => PageId::Start,
        ["regions", _] => PageId::Regions,
        ["communities"] => PageId::Communities,
        ["regions", _, "sign-in"] => PageId::OfficerSignIn,
        ["regions", _, "office"] => PageId::RegionOffice,
        ["regions", _, "security"] => PageId::OfficerSecurity,
        ["regions", _, "journal"] => PageId::RegionJournal,
        ["regions", _, "checks"] => PageId::RegionChecks,
        ["c", _] => PageId::Home,
        ["c", _, "matters"] => PageId::Matters,
        ["c", _, "requests"] => PageId::Requests,
        ["c", _, "activities"] => PageId::Serve(VolunteeringPage::Activities),
        ["c", _, rest @ ..] => match rest {
            ["sign-in"] => PageId::SignIn,
            ["matters", "new"] => PageId::Propose,
            ["matters", _] => PageId::Matter,
            ["meetings"] => PageId::Meetings,
            ["meetings", _] => PageId::Meeting,
            ["ballots", _] => PageId::Ballot,
            ["cases"] => PageId::Cases,
            ["cases", _] => PageId::Case,
            ["activities", _] => PageId::Serve(VolunteeringPage::Activity),
            ["activities", _, "service"] => PageId::Service,
            ["cases", _, "dossier"] => PageId::Dossier,
            ["hours"] => PageId::Hours,
            ["poster"] => PageId::Poster,
            ["me"] => PageId::Account(AccountPage::Me),
            ["notices"] => PageId::Account(AccountPage::Notices),
            ["me", "data"] | ["me", "data", _] => PageId::Account(AccountPage::Data),
            ["me", "closing"] => PageId::Account(AccountPage::Closing),
            ["me", "assistance"] => PageId::Account(AccountPage::Assistance),
            ["security"] => PageId::Account(AccountPage::Security),
            ["office", rest @ ..] => office_page_of(rest).map_or(PageId::NotFound, PageId::Office),
            _ => PageId::NotFound,
        },
        _ => PageId::NotFound,
    }
}

fn office_page_of(parts: &[&str]) -> Option<OfficePage> {
    Some(match parts {
        [] => OfficePage::Tasks,
        ["activities"] => OfficePage::Activities,
        ["activities", "new"] => OfficePage::New,
        ["activities", _] | ["activities", _, "attendance"] => OfficePage::Attendance,
        ["activities", _, "edit"] => OfficePage::Edit,
        ["activities", _, "code"] => OfficePage::Code,
        ["roster"] => OfficePage::Roster,
        ["roster", "import"] => OfficePage::Import,
        ["roster", "import", _] => OfficePage::ImportReport,
        ["bodies"] => OfficePage::Bodies,
        ["rolls"] => OfficePage::Rolls,
        ["journal"] => OfficePage::Journal,
        ["hours", _] => OfficePage::Hours,
        ["assist"] => OfficePage::Assist,
        ["assist", _] => OfficePage::Assisting,
        ["assistance"] => OfficePage::AssistReview,
        ["corrections"] => OfficePage::Corrections,
        ["reveals"] => OfficePage::Reveals,
        ["matters"] => OfficePage::Matters,
        ["moderation"] => OfficePage::Moderation,
        ["meetings"] => OfficePage::Meetings,
        ["meetings", "new"] => OfficePage::Announce,
        ["meetings", _] => OfficePage::Meeting,
        ["meetings", _, "code"] => OfficePage::MeetingCode,
        ["catalogue"] => OfficePage::Catalogue,
        ["rules"] => OfficePage::Rules,
        ["cases"] => OfficePage::Cases,
        ["cases", _] => OfficePage::Case,
        _ => return None,
    })
}

async fn view_of(page: PageId) -> AnyView {
    match page {
        PageId::Start => start::start_page(),
        PageId::NotFound => placeholder_pages::not_found(),
        PageId::Home => home::home_page(),
        PageId::Matters => matters_file(()).await,
        PageId::Matter => matter_file(()).await,
        PageId::Propose => propose_file(()).await,
        PageId::Meetings => meetings_file(()).await,
        PageId::Meeting => meeting_file(()).await,
        PageId::Ballot => ballot_file(()).await,
        PageId::Cases => cases_file(()).await,
        PageId::Case => case_file(()).await,
        PageId::Requests => placeholder_pages::requests_page(),
        PageId::Regions => regions_file(()).await,
        PageId::Communities => communities_file(()).await,
        PageId::Poster => poster_file(()).await,
        PageId::Dossier => dossier_file(()).await,
        PageId::OfficerSignIn => officers_file(RegionPage::SignIn).await,
        PageId::RegionOffice => officers_file(RegionPage::Office).await,
        PageId::OfficerSecurity => officer_security_file(()).await,
        PageId::RegionChecks => officer_checks_file(()).await,
        PageId::RegionJournal => officer_journal_file(()).await,
        // A scanned code leads to the activity's address and means checking in there.
        PageId::Serve(VolunteeringPage::Activity) if location::query_value("code").is_some() => service_file(()).await,
        PageId::Serve(page) => serve_file(page).await,
        PageId::Service => service_file(()).await,
        PageId::Hours => hours_file(()).await,
        PageId::SignIn => sign_in_file(()).await,
        PageId::Account(page) => match page {
            AccountPage::Me | AccountPage::Notices => account_file(page).await,
            AccountPage::Assistance => received_assistance_file(()).await,
            AccountPage::Data => own_data_file(()).await,
            AccountPage::Closing => closing_file(()).await,
            AccountPage::Security => security_file(()).await,
        },
        PageId::Office(page) => match page {
            OfficePage::Tasks | OfficePage::Activities | OfficePage::Roster => office_desk_file(page).await,
            OfficePage::Import => office_import_file(page).await,
            OfficePage::ImportReport => office_import_report_file(page).await,
            OfficePage::Bodies => office_bodies_file(page).await,
            OfficePage::Rolls => office_rolls_file(page).await,
            OfficePage::New | OfficePage::Edit => office_plan_file(page).await,
            OfficePage::Attendance => office_attendance_file(page).await,
            OfficePage::Code | OfficePage::MeetingCode => office_code_file(page).await,
            OfficePage::Meetings | OfficePage::Announce => office_meetings_file(page).await,
            OfficePage::Meeting => office_meeting_file(page).await,
            OfficePage::Catalogue => office_catalogue_file(page).await,
            OfficePage::Rules => office_rules_file(page).await,
            OfficePage::Cases => office_cases_file(page).await,
            OfficePage::Case => office_case_file(page).await,
            OfficePage::Hours => office_hours_file(page).await,
            OfficePage::Journal => office_journal_file(page).await,
            OfficePage::Corrections | OfficePage::Reveals => office_data_file(page).await,
            OfficePage::Matters | OfficePage::Moderation => office_deliberation_file(page).await,
            OfficePage::Assist | OfficePage::Assisting | OfficePage::AssistReview => office_assist_file(page).await,
        },
    }
}

thread_local!(static FIRST: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) });

/// Runs once, when the first page is complete.
pub fn when_a_page_stands(run: impl FnOnce() + 'static) {
    FIRST.set(Some(Box::new(run)));
}

/// The page of the address, in the place of this view.
pub fn page_outlet() -> AnyView {
    let wanted = Memo::new(|_| path_signal().with(|path| page_of(path)));
    let arrived = StoredValue::new_local(None::<AnyView>);
    let turn = RwSignal::new(0u32);
    let before = StoredValue::new_local(None::<Owner>);
    let parent = Owner::current().unwrap_or_default();
    Effect::new(move |_| {
        let page = wanted.get();
        let owner = parent.with(Owner::new);
        let view = owner.with(|| ScopedFuture::new(view_of(page)));
        spawn_local(async move {
            let view = view.await;
            // The reader moved on while the code was loading.
            if wanted.try_get_untracked() != Some(page) {
                owner.cleanup();
                return;
            }
            arrived.set_value(Some(view));
            turn.update(|turn| *turn += 1);
            let old = before.try_update_value(|before| before.replace(owner)).flatten();
            if let Some(first) = FIRST.take() {
                set_timeout(first, Duration::ZERO);
            }
            // The old page's signals end once it is off the screen.
            request_animation_frame(move || {
                if let Some(old) = old {
                    old.cleanup();
                }
            });
        });
    });
    // Two branches in turn, so that a new page is always built. In one branch its elements would be patched from those
    // of the previous page, including typed text.
    (move || {
        let even = turn.get().is_multiple_of(2);
        let view = arrived.try_update_value(Option::take).flatten();
        if even { Either::Left(view) } else { Either::Right(view) }
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_a_page() {
        for (path, page) in [
            ("/", PageId::Start),
            ("/me", PageId::Start),
            ("/regions/0", PageId::Regions),
            ("/regions", PageId::NotFound),
            ("/communities", PageId::Communities),
            ("/communities/else", PageId::NotFound),
            ("/c/511402901001/poster", PageId::Poster),
            ("/c/511402901001", PageId::Home),
            ("/c/511402901001/", PageId::Home),
            ("/c/511402901001/sign-in", PageId::SignIn),
            ("/c/511402901001/security", PageId::Account(AccountPage::Security)),
            ("/c/511402901001/activities", PageId::Serve(VolunteeringPage::Activities)),
            ("/c/511402901001/activities/01J", PageId::Serve(VolunteeringPage::Activity)),
            ("/c/511402901001/activities/01J/service", PageId::Service),
            ("/c/511402901001/activities/01J/else", PageId::NotFound),
            ("/c/511402901001/office", PageId::Office(OfficePage::Tasks)),
            ("/c/511402901001/office/activities/new", PageId::Office(OfficePage::New)),
            ("/c/511402901001/office/activities/01J", PageId::Office(OfficePage::Attendance)),
            ("/c/511402901001/office/activities/01J/code", PageId::Office(OfficePage::Code)),
            ("/c/511402901001/office/hours/01J", PageId::Office(OfficePage::Hours)),
            ("/c/511402901001/cases/01J/dossier", PageId::Dossier),
            ("/c/511402901001/me/data", PageId::Account(AccountPage::Data)),
            ("/c/511402901001/me/data/01J", PageId::Account(AccountPage::Data)),
            ("/c/511402901001/me/assistance", PageId::Account(AccountPage::Assistance)),
            ("/c/511402901001/office/assist/01J", PageId::Office(OfficePage::Assisting)),
            ("/c/511402901001/office/rules", PageId::Office(OfficePage::Rules)),
            ("/c/511402901001/office/catalogue", PageId::Office(OfficePage::Catalogue)),
            ("/c/511402901001/office/else", PageId::NotFound),
            ("/regions/511402901", PageId::Regions),
            ("/regions/511402901/sign-in", PageId::OfficerSignIn),
            ("/regions/511402901/office", PageId::RegionOffice),
            ("/regions/511402901/security", PageId::OfficerSecurity),
            ("/regions/511402901/journal", PageId::RegionJournal),
            ("/regions/511402901/checks", PageId::RegionChecks),
            ("/regions/511402901/else", PageId::NotFound),
            ("/else", PageId::NotFound),
        ] {
            assert_eq!(page_of(path), page, "{path}");
        }
    }
}
