//! The search that Ctrl-K or `/` opens on every page of the office: pages of the sidebar while somebody types, people
//! when asked. In a file of its own, because most pages are left without it.
//!
//! State: the word, and the people found. Form by hand: Enter takes the first hit, and the arrows go through them all.
//! Invariant: a search of the roster is recorded with the worker's name, so none is sent before it is asked for.

use domain::access::{Capability, Subject};
use domain::contract::SearchRoster;
use domain::members::{RosterQuery, RosterRow, SearchRosterRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::form::{Control, Form};
use super::form_values;
use super::frame::{OfficeContext, key_of};
use super::page_dialog::PageDialog;
use super::sheet::faint_text;
use crate::call::read_with;
use crate::lazy_modules::lazy_modules;
use crate::light_signal::LightSignal;
use crate::location::community_link;
use crate::pages::SIDEBAR;
use crate::ui::{Element, button, el, several};
use crate::words::{call_error, key, t, tf};

lazy_modules! {
    /// The search over pages and people.
    office_palette_file(OfficeContext) -> () = open_palette, "office";
}

/// People on one page of results.
const FOUND_MAX: u32 = 20;
const FIELD: &str = "palette";

#[derive(Clone)]
struct Palette {
    desk: OfficeContext,
    ask: PageDialog,
    form: Form,
    word: RwSignal<String>,
    /// The last search, with the people it found.
    found: LightSignal<Option<(String, Vec<RosterRow>)>>,
}

pub fn open_palette(desk: OfficeContext) {
    let opening = desk.ask.clone();
    opening.open(t(key::OFFICE_PALETTE), move |ask| {
        let (word, found) = (RwSignal::new(String::new()), LightSignal::new(None));
        let palette = Palette { desk, ask: ask.clone(), form: Form::new(), word, found };
        let (form, hits) = (palette.form, palette.clone());
        form.element("stack", || {
            if let Some(first) = hits_shown().into_iter().next() {
                first.click();
            }
        })
        .on("keydown", |event| {
            if let Some(way) = arrow(&key_of(&event)) {
                event.prevent_default();
                go_on(way);
            }
        })
        .child(form.field(FIELD, t(key::OFFICE_PALETTE_WORD), Some(t(key::OFFICE_PALETTE_HINT)), Control::Search, word))
        .child(el("div", "hits stack").attr("aria-live", "polite").live(move || several(hits.hits().map(Element::any))))
        .child(ask.closing())
    });
}

impl Palette {
    /// What fits the word, best first.
    fn hits(&self) -> impl Iterator<Item = Element> + use<> {
        let word = self.word.get().trim().to_owned();
        let people = self.found.with(|found| found.as_ref().filter(|(asked, _)| *asked == word).cloned());
        let searched = people.is_some();
        let people: Vec<Element> = people.map_or_else(Vec::new, |(_, rows)| {
            if rows.is_empty() { vec![faint_text(t(key::OFFICE_NOBODY_FOUND))] } else { self.people(&rows) }
        });
        let small = word.to_lowercase();
        let session = self.desk.session;
        let pages = SIDEBAR.iter().filter(|(page, ..)| page.is_for(session)).filter_map(|(page, name, _)| {
            let name = t(*name);
            let address = community_link(&self.desk.code, page.path());
            name.to_lowercase().contains(&small).then(|| self.link(name, address))
        });
        let may_search = !word.is_empty() && !searched && session.may_somewhere(Capability::SeeRoster);
        let asking = self.clone();
        let search = may_search.then(|| {
            let name = tf(key::OFFICE_PALETTE_PEOPLE, &[("word", &word)]);
            button("button quiet block", name, move || asking.search())
        });
        people.into_iter().chain(pages.collect::<Vec<_>>()).chain(search)
    }

    fn people(&self, rows: &[RosterRow]) -> Vec<Element> {
        let hit = |row: &RosterRow| {
            let subject = Subject::Member { member: row.id, household: Some(row.household), grid: Some(row.grid) };
            let words = [row.name.as_str(), " ", &row.phone_masked, " ", &row.address_masked].concat();
            let words = if row.left { [&words, " ", &t(key::OFFICE_HAS_LEFT)].concat() } else { words };
            if !self.desk.session.may(Capability::SeeHours, &subject) {
                return el("p", "").child(words);
            }
            self.link(words, self.desk.link(&["hours/", &row.id.to_string()].concat()))
        };
        rows.iter().map(hit).collect()
    }

    fn link(&self, name: String, address: String) -> Element {
        let ask = self.ask.clone();
        el("a", "button quiet block").attr("href", address).on_click(move || ask.close()).child(name)
    }

    fn search(&self) {
        let asked = self.word.get_untracked().trim().to_owned();
        let word = match asked.parse() {
            Ok(word) => word,
            Err(bad) => return self.form.refuse(FIELD, form_values::bad_text_words(bad)),
        };
        let (code, form, found) = (self.desk.code.clone(), self.form, self.found.clone());
        let query = RosterQuery { limit: Some(FOUND_MAX), ..RosterQuery::default() };
        spawn_local(async move {
            match read_with::<SearchRoster>((code,), query, &SearchRosterRequest { word }).await {
                Ok(roster) => found.set(Some((asked, roster.page.rows))),
                Err(error) => form.refuse(FIELD, call_error(&error)),
            }
        });
    }
}

fn hits_shown() -> Vec<HtmlElement> {
    let Ok(list) = document().query_selector_all(".hits a, .hits button") else { return vec![] };
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}

/// Whether a key goes on (`true`) or back in the list.
fn arrow(key: &str) -> Option<bool> {
    match key {
        "ArrowDown" => Some(true),
        "ArrowUp" => Some(false),
        _ => None,
    }
}

/// From the field to the first hit, and from hit to hit.
fn go_on(forward: bool) {
    let hits = hits_shown();
    let active = document().active_element();
    let here = hits.iter().position(|hit| active.as_ref().is_some_and(|active| hit.is_same_node(Some(active))));
    let next = match (here, forward) {
        (None, true) => Some(0),
        (None, false) => None,
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    };
    if let Some(hit) = next.and_then(|next| hits.get(next)) {
        let _ = hit.focus();
    }
}
