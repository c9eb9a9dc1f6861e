//! The roster (居民名册), masked, a page at a time: all of it for the committee, the worker's grid for a grid worker.
//!
//! State: the query (`search.rs`). Form by hand: filters of the page.

mod arrival;
mod contact;
mod dialogs;
mod export;
mod leave_roster;
mod needs;
mod search;
mod sign_in_slip;

pub use dialogs::PersonAct;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, SearchRoster, ShowRoster};
use domain::members::import::ExportQuery;
use domain::members::{Language, Print, Roster, RosterOrder, RosterRow, SearchRosterRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;

use dialogs::PersonDialog;
use search::{RosterAsked, RosterSearch};

use super::super::form::{Control, Form};
use super::super::form_values;
use super::super::frame::{OfficeContext, page_head};
use super::super::sheet::{Sheet, badge_span, line_cell, plain_cell, sheet_pager, titled_cell};
use crate::connection::use_connection;
use crate::ui::{Answers, Calls, Element, button, el, empty, loading_once};
use crate::words::{Key, key, t, tf, tn};

pub fn roster_page(desk: OfficeContext) -> Element {
    let search = RosterSearch::from_address();
    let (total, filters, actions) = (search.total, filters(&search), page_actions(&desk, &search));
    let connection = use_connection();
    let content = loading_once(move || {
        let word = search.asked.with(|asked| asked.word.clone());
        // A search is recorded with the worker's name, so none is sent that nobody asked for.
        let asks_again = if word.is_empty() { connection.renewed } else { connection.acted };
        asks_again.track();
        let (query, here) = (search.query(&desk), (desk.code.clone(),));
        let (desk, search) = (desk.clone(), search.clone());
        let show = move |answers: &mut Answers| Some(shown(&answers.next::<ShowRoster>()?, &desk, &search).any());
        let Ok(word) = word.parse() else { return Calls::new(vec![ShowRoster::url(&here, &query)], show) };
        let body = serde_json::to_string(&SearchRosterRequest { word }).unwrap_or_default();
        Calls::asking(SearchRoster::url(&here, &query), body, show)
    });
    let below = el("p", "faint").text_live(move || total.get());
    el("div", "stack").child(page_head(t(key::OFFICE_ROSTER), None, actions).child(below)).child(filters).child(content)
}

fn page_actions(desk: &OfficeContext, search: &RosterSearch) -> Option<Element> {
    if !desk.session.may(Capability::ImportRoster, &Subject::Community) {
        return None;
    }
    let (arriving, exporting, search) = (desk.clone(), desk.clone(), search.clone());
    let arrive = button("button", t(key::OFFICE_ARRIVAL), move || {
        spawn_local(arrival::office_arrival_file(arriving.clone()));
    });
    let export = button("button quiet", t(key::IMPORT_EXPORT), move || {
        let RosterAsked { grid, building, .. } = search.asked.peek(RosterAsked::clone);
        let parts = [search.name_of_grid(), building.as_ref().map(|building| building.as_str().to_owned())];
        let part = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let part = if part.is_empty() { t(key::OFFICE_WHOLE_ROSTER) } else { part };
        let query = ExportQuery { grid, building, after: None };
        spawn_local(export::office_roster_export_file(export::RosterExport { desk: exporting.clone(), query, part }));
    });
    let may_export = desk.session.may(Capability::ExportRoster, &Subject::Community);
    let import = el("a", "button quiet").attr("href", desk.link("roster/import")).child(t(key::IMPORT_TITLE));
    Some(el("div", "actions").child(arrive).child(import).child(may_export.then_some(export)))
}

fn filters(search: &RosterSearch) -> Element {
    let form = Form::new();
    let (asking, choices) = (search.clone(), search.choices.clone());
    let send = move || {
        let word = asking.word.get_untracked();
        if !word.trim().is_empty()
            && let Err(bad) = word.parse::<domain::text::SearchWord>()
        {
            return form.refuse("filter-word", form_values::bad_text_words(bad));
        }
        let grid = asking.grid.get_untracked().parse().ok();
        let before = asking.asked.peek(RosterAsked::clone);
        // A building of the former grid may not be in the new one.
        let building = asking.building.get_untracked().parse().ok().filter(|_| grid == before.grid);
        asking.building.set(building.as_ref().map(ToString::to_string).unwrap_or_default());
        asking.ask(RosterAsked { word: word.trim().to_owned(), grid, building, order: before.order });
    };
    let (grid, building) = (search.grid, search.building);
    let choice = move |name, label: Key, all: Key, mut choices: Vec<(String, String)>, chosen| {
        choices.insert(0, (String::new(), t(all)));
        form.field(name, t(label), None, Control::Choice(choices), chosen)
    };
    let chosen = el("div", "filters").live(move || {
        let (grids, buildings) = choices.get();
        el("div", "filters")
            .child(choice("filter-grid", key::FIELD_MEMBERS_GRID, key::OFFICE_ALL_GRIDS, grids, grid))
            .child(choice("filter-building", key::OFFICE_BUILDING, key::OFFICE_ALL_BUILDINGS, buildings, building))
            .any()
    });
    form.element("filters", send)
        .attr("role", "search")
        .child(form.field("filter-word", t(key::OFFICE_SEARCH_ROSTER), None, Control::Search, search.word))
        .child(chosen)
        .child(form.submit("button quiet", t(key::OFFICE_SEARCH)))
}

fn shown(roster: &Roster, desk: &OfficeContext, search: &RosterSearch) -> Element {
    search.total.set(tn(key::OFFICE_ROSTER_TOTAL, i64::from(roster.total), &[]));
    search.learn(roster);
    if roster.page.rows.is_empty() {
        return empty("search", t(key::OFFICE_NOBODY_FOUND), t(key::OFFICE_NOBODY_NEXT), None);
    }
    let columns = [key::OFFICE_NAME, key::OFFICE_PHONE, key::OFFICE_ADDRESS, key::FIELD_MEMBERS_GRID].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_ROSTER), &[&columns[..], &[None]].concat());
    let asked = search.asked.peek(RosterAsked::clone);
    for (column, order) in [(0, RosterOrder::Name), (2, RosterOrder::Dwelling), (3, RosterOrder::Grid)] {
        let (search, is_current) = (search.clone(), asked.order() == order);
        sheet.sort_by(column, is_current, move || {
            // Found people, and those of a building, stand by their dwellings only.
            search.word.set(String::new());
            search.building.set(String::new());
            let grid = search.asked.peek(|asked| asked.grid);
            search.ask(RosterAsked { grid, order: Some(order), ..RosterAsked::default() });
        });
    }
    for row in &roster.page.rows {
        let grid = roster.grids.iter().find(|grid| grid.id == row.grid);
        sheet.row(vec![
            titled_cell(row.name.clone(), None).child(marks(row)),
            line_cell(el("span", "number").child(row.phone_masked.clone()), None),
            plain_cell(row.address_masked.clone()),
            plain_cell(grid.map(|grid| grid.name.clone()).unwrap_or_default()),
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
    let act = |about: PersonDialog| {
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
        .child(assists.then(|| act(PersonDialog::Assistance)))
        .child((!more.is_empty()).then(|| act(PersonDialog::More(more))))
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
