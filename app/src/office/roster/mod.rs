//! The roster (居民名册), masked, a page at a time: all of it for the committee, the worker's grid for a grid worker.
//!
//! State: the search, and where the earlier pages began.

mod arrival;
mod contact;
mod dialogs;
mod leaving;
mod needs;
mod slip;

pub use arrival::arrive;
pub use dialogs::{Asked, ask_about};

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, SearchRoster, ShowRoster};
use domain::members::{Language, Print, Roster, RosterQuery, RosterRow, RosterSearch};
use leptos::prelude::*;

use dialogs::About;

use super::form::{Control, Form};
use super::frame::{Desk, head};
use super::loading::{Answers, Calls, loading_once};
use super::sheet::{Left, Sheet, badge, begin, empty, lines, pager, titled};
use super::typed;
use crate::connection::use_connection;
use crate::ui::{Element, el};
use crate::watched::Watched;
use crate::words::{key, number, t, tf, tn};

#[derive(Clone)]
struct Search {
    word: RwSignal<String>,
    grid: RwSignal<String>,
    /// The last search: word and grid.
    asked: Watched<(String, String)>,
    before: Left,
    /// The total number, in words, once known.
    total: RwSignal<String>,
    /// The grids to choose from, once known.
    grids: Watched<Vec<(String, String)>>,
}

pub fn page(desk: Desk) -> Element {
    let search = Search {
        word: RwSignal::new(String::new()),
        grid: RwSignal::new(String::new()),
        asked: Watched::new((String::new(), String::new())),
        before: Left::new(vec![]),
        total: RwSignal::new(String::new()),
        grids: Watched::new(vec![]),
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
        let (grid, after, here) = (grid.parse().ok(), begin(&search.before), (desk.code.clone(),));
        let (desk, search) = (desk.clone(), search.clone());
        let show = move |answers: &mut Answers| Some(shown(&answers.next::<ShowRoster>()?, &desk, &search).any());
        let query = RosterQuery { grid, after, limit: None };
        let Ok(word) = word.parse() else { return Calls::new(vec![ShowRoster::url(&here, &query)], show) };
        let body = serde_json::to_string(&RosterSearch { word }).unwrap_or_default();
        Calls::asking(SearchRoster::url(&here, &query), body, show)
    });
    let below = el("p", "faint").text_live(move || total.get());
    let actions = may_import.then(|| {
        let arrives = arriving.clone();
        let arrive = el("button", "button").attr("type", "button").on_click(move || {
            leptos::task::spawn_local(crate::chunks::office_arrival_file(arrives.clone()));
        });
        let import = el("a", "button quiet").attr("href", import_link).child(t(key::IMPORT_TITLE));
        el("div", "actions").child(arrive.child(t(key::OFFICE_ARRIVAL))).child(import)
    });
    el("div", "stack").child(head(t(key::OFFICE_ROSTER), None, actions).child(below)).child(filters).child(content)
}

fn filters(search: &Search) -> Element {
    let form = Form::new(&["word", "grid"], |_| None);
    let (asking, grids, chosen) = (search.clone(), search.grids.clone(), search.grid);
    let send = move || {
        let word = asking.word.get_untracked();
        if !word.trim().is_empty()
            && let Err(bad) = word.parse::<domain::text::SearchWord>()
        {
            return form.refuse("word", typed::wrong(bad));
        }
        asking.before.set(vec![]);
        asking.asked.set((word, asking.grid.get_untracked()));
    };
    let grid = el("div", "field").live(move || {
        let mut choices = grids.get();
        choices.insert(0, (String::new(), t(key::OFFICE_ALL_GRIDS)));
        form.field("grid", t(key::OFFICE_GRID), None, Control::Choice(choices), chosen).any()
    });
    form.element("filters", send)
        .attr("role", "search")
        .child(form.field("word", t(key::OFFICE_SEARCH_ROSTER), None, Control::Search, search.word))
        .child(grid)
        .child(form.submit("button quiet", t(key::OFFICE_SEARCH)))
}

fn shown(roster: &Roster, desk: &Desk, search: &Search) -> Element {
    search.total.set(tn(key::OFFICE_ROSTER_TOTAL, i64::from(roster.total), &[]));
    let grids: Vec<_> = roster.grids.iter().map(|grid| (grid.id.to_string(), grid.name.clone())).collect();
    if search.grids.peek(|known| *known != grids) {
        search.grids.set(grids);
    }
    if roster.members.is_empty() {
        return empty(key::OFFICE_NOBODY_FOUND, key::OFFICE_NOBODY_NEXT, None);
    }
    let columns = [key::OFFICE_NAME, key::OFFICE_PHONE, key::OFFICE_ADDRESS, key::OFFICE_GRID].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_ROSTER), &[&columns[..], &[None]].concat());
    for row in &roster.members {
        let grid = roster.grids.iter().find(|grid| grid.id == row.grid);
        let households = grid.map(|grid| tf(key::OFFICE_HOUSEHOLDS, &[("count", &number(i64::from(grid.households)))]));
        sheet.row(vec![
            titled(row.name.clone(), None).child(marks(row)),
            lines(el("span", "number").child(row.phone_masked.clone()), None),
            lines(row.address_masked.clone(), None),
            lines(grid.map(|grid| grid.name.clone()).unwrap_or_default(), households),
            acts(row, desk),
        ]);
    }
    let last = roster.members.last().map(|row| row.id);
    sheet.done().child(pager(&search.before, last.filter(|_| roster.more).map(|id| id.to_string())))
}

fn acts(row: &RosterRow, desk: &Desk) -> Element {
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
    let button = |about: About| {
        let name = about.name();
        let asked = Asked { desk: desk.clone(), member: row.id, name: row.name.clone(), about };
        el("button", "badge")
            .attr("type", "button")
            .attr("aria-label", label(name))
            .on_click(move || dialogs::open(asked.clone()))
            .child(t(name))
    };
    let may = |capability| desk.session.may(capability, &subject) && !own;
    let assists = may(Capability::Assist) && !row.left;
    let manages = may(Capability::ManageRoster) && !row.left;
    let print = if row.large_print { Print::Large } else { Print::Usual };
    let more = [
        (may(Capability::RevealPhone), About::Phone),
        (may(Capability::PrintSlip) && !row.left, About::Slip),
        (manages, About::AnotherPhone),
        (manages, About::Factor),
        (manages && row.under_age, About::Guardian),
        (manages, About::Needs(row.language, print)),
        (manages, About::Leaving),
    ];
    let more: Vec<About> = more.into_iter().filter(|(may, _)| *may).map(|(_, about)| about).collect();
    el("div", "actions")
        .child(hours)
        .child(assists.then(|| button(About::Assistance)))
        .child((!more.is_empty()).then(|| button(About::More(more))))
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
    [ward, english, large, left].into_iter().flatten().map(|words| badge("badge", words)).collect()
}
