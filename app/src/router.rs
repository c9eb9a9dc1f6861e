//! The page for an address, and moving between pages without loading the document again.
//!
//! State: the address, and the page that is shown. Invariant: the previous page stays on the screen, alive, until the
//! next one's code has arrived; then the old one's signals end with it. Own code instead of a router crate, because
//! that would cost this app a sixth of its first load.

use crate::account::AccountPage;
use crate::chunks;
use crate::office::OfficePage;
use crate::regions::RegionPage;
use crate::serve::ServePage;
use crate::{home, not_open, place, start};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

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
    Serve(ServePage),
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
        ["c", _, "activities"] => PageId::Serve(ServePage::Activities),
        ["c", _, rest @ ..] => match rest {
            ["sign-in"] => PageId::SignIn,
            ["matters", "new"] => PageId::Propose,
            ["matters", _] => PageId::Matter,
            ["meetings"] => PageId::Meetings,
            ["meetings", _] => PageId::Meeting,
            ["ballots", _] => PageId::Ballot,
            ["cases"] => PageId::Cases,
            ["cases", _] => PageId::Case,
            ["activities", _] => PageId::Serve(ServePage::Activity),
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
        PageId::Start => start::start(),
        PageId::NotFound => not_open::not_found(),
        PageId::Home => home::home(),
        PageId::Matters => chunks::matters_file(()).await,
        PageId::Matter => chunks::matter_file(()).await,
        PageId::Propose => chunks::propose_file(()).await,
        PageId::Meetings => chunks::meetings_file(()).await,
        PageId::Meeting => chunks::meeting_file(()).await,
        PageId::Ballot => chunks::ballot_file(()).await,
        PageId::Cases => chunks::cases_file(()).await,
        PageId::Case => chunks::case_file(()).await,
        PageId::Requests => not_open::requests(),
        PageId::Regions => chunks::regions_file(()).await,
        PageId::Communities => chunks::communities_file(()).await,
        PageId::Poster => chunks::poster_file(()).await,
        PageId::Dossier => chunks::dossier_file(()).await,
        PageId::OfficerSignIn => chunks::officers_file(RegionPage::SignIn).await,
        PageId::RegionOffice => chunks::officers_file(RegionPage::Office).await,
        PageId::OfficerSecurity => chunks::officer_security_file(()).await,
        PageId::RegionChecks => chunks::officer_checks_file(()).await,
        PageId::RegionJournal => chunks::officer_journal_file(()).await,
        // A scanned code leads to the activity's address and means checking in there.
        PageId::Serve(ServePage::Activity) if place::query("code").is_some() => chunks::service_file(()).await,
        PageId::Serve(page) => chunks::serve_file(page).await,
        PageId::Service => chunks::service_file(()).await,
        PageId::Hours => chunks::hours_file(()).await,
        PageId::SignIn => chunks::sign_in_file(()).await,
        PageId::Account(page) => match page {
            AccountPage::Me | AccountPage::Notices => chunks::account_file(page).await,
            AccountPage::Assistance => chunks::received_assistance_file(()).await,
            AccountPage::Data => chunks::own_data_file(()).await,
            AccountPage::Closing => chunks::closing_file(()).await,
            AccountPage::Security => chunks::security_file(()).await,
        },
        PageId::Office(page) => match page {
            OfficePage::Tasks | OfficePage::Activities | OfficePage::Roster => chunks::office_desk_file(page).await,
            OfficePage::Import => chunks::office_import_file(page).await,
            OfficePage::ImportReport => chunks::office_import_report_file(page).await,
            OfficePage::Bodies => chunks::office_bodies_file(page).await,
            OfficePage::Rolls => chunks::office_rolls_file(page).await,
            OfficePage::New | OfficePage::Edit => chunks::office_plan_file(page).await,
            OfficePage::Attendance => chunks::office_attendance_file(page).await,
            OfficePage::Code | OfficePage::MeetingCode => chunks::office_code_file(page).await,
            OfficePage::Meetings | OfficePage::Announce => chunks::office_meetings_file(page).await,
            OfficePage::Meeting => chunks::office_meeting_file(page).await,
            OfficePage::Catalogue => chunks::office_catalogue_file(page).await,
            OfficePage::Rules => chunks::office_rules_file(page).await,
            OfficePage::Cases => chunks::office_cases_file(page).await,
            OfficePage::Case => chunks::office_case_file(page).await,
            OfficePage::Hours => chunks::office_hours_file(page).await,
            OfficePage::Journal => chunks::office_journal_file(page).await,
            OfficePage::Corrections | OfficePage::Reveals => chunks::office_data_file(page).await,
            OfficePage::Matters | OfficePage::Moderation => chunks::office_deliberation_file(page).await,
            OfficePage::Assist | OfficePage::Assisting | OfficePage::AssistReview => {
                chunks::office_assist_file(page).await
            }
        },
    }
}

#[derive(Clone, Copy)]
struct Router {
    path: RwSignal<String>,
}

// There is one address and one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<Router>> = const { Cell::new(None) });

thread_local!(static FIRST: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) });

/// Runs once, when the first page is complete.
pub fn when_a_page_stands(run: impl FnOnce() + 'static) {
    FIRST.set(Some(Box::new(run)));
}

/// The path of the address, followed.
pub fn path() -> Signal<String> {
    CURRENT.get().expect("the app has begun to listen").path.into()
}

/// Goes to an address of the app.
pub fn go(address: &str) {
    leave(address, false);
}

/// Goes to an address of the app in place of the current one: "back" does not return to it.
pub fn replace(address: &str) {
    leave(address, true);
}

fn leave(address: &str, in_place: bool) {
    let Ok(history) = window().history() else { return };
    let null = wasm_bindgen::JsValue::NULL;
    let done = if in_place {
        history.replace_state_with_url(&null, "", Some(address))
    } else {
        history.push_state_with_url(&null, "", Some(address))
    };
    if done.is_err() {
        let _ = window().location().set_href(address);
        return;
    }
    if follow() && !in_place {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Takes over the browser's address; returns whether the path has changed.
fn follow() -> bool {
    let Some(router) = CURRENT.get() else { return false };
    let now = current_path();
    let changed = router.path.with_untracked(|path| *path != now);
    if changed {
        router.path.set(now);
    }
    changed
}

fn current_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Begins to listen to the browser's buttons and to links.
pub fn provide() {
    CURRENT.set(Some(Router { path: RwSignal::new(current_path()) }));
    window_event_listener_untyped("popstate", |_| {
        follow();
    });
    let clicked = Closure::<dyn FnMut(web_sys::MouseEvent)>::new(|event| {
        if let Some(address) = link_of(&event) {
            event.prevent_default();
            go(&address);
        }
    });
    let _ = document().add_event_listener_with_callback("click", clicked.as_ref().unchecked_ref());
    clicked.forget();
}

/// The address of a link within the app that was clicked without modifiers; all other clicks are left to the browser.
fn link_of(event: &web_sys::MouseEvent) -> Option<String> {
    let plain = event.button() == 0 && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    if !plain || event.default_prevented() {
        return None;
    }
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link: web_sys::HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let foreign = ["target", "download", "rel"].iter().any(|name| link.has_attribute(name));
    let location = window().location();
    let path = link.pathname();
    if foreign || location.origin().ok()? != link.origin() || path.starts_with("/api/") || path.contains('.') {
        return None;
    }
    Some([path, link.search(), link.hash()].concat())
}

/// The page of the address, in the place of this view.
pub fn outlet() -> AnyView {
    let wanted = Memo::new(|_| path().with(|path| page_of(path)));
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
            ("/c/511402901001/activities", PageId::Serve(ServePage::Activities)),
            ("/c/511402901001/activities/01J", PageId::Serve(ServePage::Activity)),
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
