//! The roster (居民名册), masked, a page at a time: all of it for the committee, the worker's grid for a grid worker.
//!
//! State: the search, and where the earlier pages began. Form by hand: filters of the page.

mod arrival;
mod contact;
mod dialogs;
mod leave_roster;
mod needs;
mod sign_in_slip;

pub use dialogs::PersonAct;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, SearchRoster, ShowRoster};
use domain::members::{Language, Print, Roster, RosterQuery, RosterRow, SearchRosterRequest};
use leptos::prelude::*;

use dialogs::PersonDialog;

use super::super::form::{Control, Form};
use super::super::form_values;
use super::super::frame::{OfficeContext, page_head};
use super::super::sheet::{PageStack, Sheet, badge_span, line_cell, page_begin, sheet_pager, titled_cell};
use crate::connection::use_connection;
use crate::light_signal::LightSignal;
use crate::ui::{Answers, Calls, Element, el, empty, loading_once};
use crate::words::{key, number, t, tf, tn};

#[derive(Clone)]
struct Search {
    word: RwSignal<String>,
    grid: RwSignal<String>,
    /// The last search: word and grid.
    asked: LightSignal<(String, String)>,
    after: PageStack,
    /// The total number, in words, once known.
    total: RwSignal<String>,
    /// The grids to choose from, once known.
    grids: LightSignal<Vec<(String, String)>>,
}

pub fn roster_page(desk: OfficeContext) -> Element {
    let search = Search {
        word: RwSignal::new(String::new()),
        grid: RwSignal::new(String::new()),
        asked: LightSignal::new((String::new(), String::new())),
        after: PageStack::new(vec![]),
        total: RwSignal::new(String::new()),
        grids: LightSignal::new(vec![]),
    };
    let (total, filters) = (search.total, filters(&search));
    let may_import = desk.session.may(Capability::ImportRoster, &Subject::Community);
    let (import_link, arriving) = (desk.link("roster/import"), desk.clone());
    let connection = use_connection();
    let content = loading_once(move || {
        let (word, grid) = search.asked.get();
        // A search is recorded with the worker's name, so none is sent that nobody asked for.
        let asks_again = if word.is_empty() { connection.renewed } else { connection.acted };
        asks_again.track();
        let (grid, after, here) = (grid.parse().ok(), page_begin(&search.after), (desk.code.clone(),));
        let (desk, search) = (desk.clone(), search.clone());
        let show = move |answers: &mut Answers| Some(shown(&answers.next::<ShowRoster>()?, &desk, &search).any());
        let query = RosterQuery { grid, after, ..RosterQuery::default() };
        let Ok(word) = word.parse() else { return Calls::new(vec![ShowRoster::url(&here, &query)], show) };
        let body = serde_json::to_string(&SearchRosterRequest { word }).unwrap_or_default();
        Calls::asking(SearchRoster::url(&here, &query), body, show)
    });
    let below = el("p", "faint").text_live(move || total.get());
    let actions = may_import.then(|| {
        let arrives = arriving.clone();
        let arrive = el("button", "button").attr("type", "button").on_click(move || {
            leptos::task::spawn_local(arrival::office_arrival_file(arrives.clone()));
        });
        let import = el("a", "button quiet").attr("href", import_link).child(t(key::IMPORT_TITLE));
        el("div", "actions").child(arrive.child(t(key::OFFICE_ARRIVAL))).child(import)
    });
    el("div", "stack").child(page_head(t(key::OFFICE_ROSTER), None, actions).child(below)).child(filters).child(content)
}

fn filters(search: &Search) -> Element {
    let form = Form::new();
    let (asking, grids, chosen) = (search.clone(), search.grids.clone(), search.grid);
    let send = move || {
        let word = asking.word.get_untracked();
        if !word.trim().is_empty()
            && let Err(bad) = word.parse::<domain::text::SearchWord>()
        {
            return form.refuse("filter-word", form_values::bad_text_words(bad));
        }
        asking.after.set(vec![]);
        asking.asked.set((word, asking.grid.get_untracked()));
    };
    let grid = el("div", "field").live(move || {
        let mut choices = grids.get();
        choices.insert(0, (String::new(), t(key::OFFICE_ALL_GRIDS)));
        form.field("filter-grid", t(key::FIELD_MEMBERS_GRID), None, Control::Choice(choices), chosen).any()
    });
    form.element("filters", send)
        .attr("role", "search")
        .child(form.field("filter-word", t(key::OFFICE_SEARCH_ROSTER), None, Control::Search, search.word))
        .child(grid)
        .child(form.submit("button quiet", t(key::OFFICE_SEARCH)))
}

fn shown(roster: &Roster, desk: &OfficeContext, search: &Search) -> Element {
    search.total.set(tn(key::OFFICE_ROSTER_TOTAL, i64::from(roster.total), &[]));
    let grids: Vec<_> = roster.grids.iter().map(|grid| (grid.id.to_string(), grid.name.clone())).collect();
    if search.grids.peek(|known| *known != grids) {
        search.grids.set(grids);
    }
    if roster.page.rows.is_empty() {
        return empty("search", t(key::OFFICE_NOBODY_FOUND), t(key::OFFICE_NOBODY_NEXT), None);
    }
    let columns = [key::OFFICE_NAME, key::OFFICE_PHONE, key::OFFICE_ADDRESS, key::FIELD_MEMBERS_GRID].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_ROSTER), &[&columns[..], &[None]].concat());
    for row in &roster.page.rows {
        let grid = roster.grids.iter().find(|grid| grid.id == row.grid);
        let households = grid.map(|grid| tf(key::OFFICE_HOUSEHOLDS, &[("count", &number(i64::from(grid.households)))]));
        sheet.row(vec![
            titled_cell(row.name.clone(), None).child(marks(row)),
            line_cell(el("span", "number").child(row.phone_masked.clone()), None),
            line_cell(row.address_masked.clone(), None),
            line_cell(grid.map(|grid| grid.name.clone()).unwrap_or_default(), households),
            acts(row, desk),
        ]);
    }
    sheet.done().child(sheet_pager(&search.after, roster.page.next.map(|id| id.to_string())))
}

fn acts(row: &RosterRow, desk: &OfficeContext) -> Element {
    let subject = Subject::Member { member: row.id, household: Some(row.household), grid: Some(row.grid) };
    let own = desk.session.me_now().is_some_and(|me| me.member == row.id);
    let label = |name| tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &row.name)]);
    let hours = desk.session.may(Capability::SeeHours, &subject).then(|| {
        let path = ["hours/", &row.id.to_string()].concat();
        el("a", "badge green")
            .attr("href", desk.link(&path))
            .attr("aria-label", label(key::OFFICE_HOURS))
            .child(t(key::OFFICE_HOURS))
    });
    let button = |about: PersonDialog| {
        let name = about.name();
        let asked = PersonAct { desk: desk.clone(), member: row.id, name: row.name.clone(), about };
        el("button", "badge")
            .attr("type", "button")
            .attr("aria-label", label(name))
            .on_click(move || dialogs::open_person_dialog(asked.clone()))
            .child(t(name))
    };
    let may = |capability| desk.session.may(capability, &subject) && !own;
    let assists = may(Capability::Assist) && !row.left;
    let manages = may(Capability::ManageRoster) && !row.left;
    let print = if row.large_print { Print::Large } else { Print::Usual };
    let more = [
        (may(Capability::RevealPhone), PersonDialog::Phone),
        (may(Capability::PrintSlip) && !row.left, PersonDialog::Slip),
        (manages, PersonDialog::AnotherPhone),
        (manages, PersonDialog::Factor),
        (manages && row.under_age, PersonDialog::Guardian),
        (manages, PersonDialog::Needs(row.language, print)),
        (manages, PersonDialog::Leaving),
    ];
    let more: Vec<PersonDialog> = more.into_iter().filter(|(may, _)| *may).map(|(_, about)| about).collect();
    el("div", "actions")
        .child(hours)
        .child(assists.then(|| button(PersonDialog::Assistance)))
        .child((!more.is_empty()).then(|| button(PersonDialog::More(more))))
}

/// What the worker should know before speaking or printing.
fn marks(row: &RosterRow) -> Vec<Element> {
    let ward = row.under_age.then(|| match &row.guardian_name {
        Some(guardian) => tf(key::OFFICE_WARD_OF, &[("guardian", guardian)]),
        None => t(key::OFFICE_NO_GUARDIAN),
    });
    let english = (row.language == Language::English).then(|| t(key::ME_LANGUAGE_EN));
    let large = row.large_print.then(|| t(key::OFFICE_PRINT_LARGE));
    let left = row.left.then(|| t(key::OFFICE_HAS_LEFT));
    [ward, english, large, left].into_iter().flatten().map(|words| badge_span("badge", words)).collect()
}
