//! Choosing a person: a search in the roster by name that fills the choice below it.
//!
//! Fields by hand, for `BodyForm::drawn` and for forms by hand: the choice depends on the search.

use domain::contract::{Endpoint, FieldKind, SearchRoster};
use domain::members::{GridRow, RosterQuery, SearchRosterRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::call::read_with;
use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::ui::body_form::{BodyForm, field_label};
use crate::ui::form::{Control, Form};
use crate::ui::form_values::read_value;
use crate::ui::{Element, el};
use crate::words::{call_error, key, t};

/// The search results and the choice.
#[derive(Clone)]
pub struct PersonPicker {
    pub chosen: RwSignal<String>,
    word: RwSignal<String>,
    found: LightSignal<Vec<(String, String)>>,
    /// The grids of the community, known after a search.
    pub grids: LightSignal<Vec<GridRow>>,
}

impl PersonPicker {
    pub fn new() -> Self {
        Self {
            chosen: RwSignal::new(String::new()),
            word: RwSignal::new(String::new()),
            found: LightSignal::new(vec![]),
            grids: LightSignal::new(vec![]),
        }
    }

    /// The name of the chosen person, from the search results.
    pub fn name(&self) -> String {
        let chosen = self.chosen.try_get_untracked().unwrap_or_default();
        let shown = self.found.peek(|found| found.iter().find(|(id, _)| *id == chosen).map(|(_, shown)| shown.clone()));
        shown.and_then(|shown| shown.split(' ').next().map(str::to_owned)).unwrap_or_default()
    }

    /// Lets a dialog ask for a person, as the field `name` of the body.
    pub fn field<E: Endpoint>(&self, form: BodyForm<E>, desk: &OfficeContext, name: &'static str) -> BodyForm<E> {
        let (who, desk, chosen) = (self.clone(), desk.clone(), self.chosen);
        let draw = move |form: Form| who.fields(&desk, form, name, field_label::<E>(name));
        form.drawn(name, draw, move || read_value(&FieldKind::Id, &chosen.get_untracked()))
    }

    /// Search and choice; `name` is the name of the choice.
    pub fn fields(&self, desk: &OfficeContext, form: Form, name: &'static str, label: String) -> Element {
        let word = [name, "-search"].concat();
        let of_search = word.clone();
        let (search, found, chosen) = (self.clone(), self.found.clone(), self.chosen);
        let code = desk.code.clone();
        let button = el("button", "button quiet small")
            .attr("type", "button")
            .on_click(move || search.search(code.clone(), form, of_search.clone()))
            .child(t(key::OFFICE_SEARCH));
        let choice = el("div", "").live(move || {
            let hint = found.with(Vec::is_empty).then(|| t(key::OFFICE_MEMBER_HINT));
            form.field(name, label.clone(), hint, Control::Choice(found.get()), chosen).any()
        });
        el("div", "stack")
            .child(form.field(
                word,
                t(key::OFFICE_SEARCH_ROSTER),
                Some(t(key::OFFICE_SEARCH_HINT)),
                Control::Search,
                self.word,
            ))
            .child(button)
            .child(choice)
    }

    fn search(&self, code: domain::ids::CommunityCode, form: Form, field: String) {
        let Ok(word) = self.word.get_untracked().parse() else { return form.refuse(field, t(key::FORM_MISSING)) };
        let query = RosterQuery { limit: Some(20), ..RosterQuery::default() };
        let this = self.clone();
        spawn_local(async move {
            match read_with::<SearchRoster>((code,), query, &SearchRosterRequest { word }).await {
                Ok(roster) if roster.page.rows.iter().all(|row| row.left) => {
                    form.refuse(field, t(key::OFFICE_NOBODY_FOUND));
                }
                Ok(roster) => {
                    let living = roster.page.rows.iter().filter(|row| !row.left);
                    let shown = |row: &domain::members::RosterRow| {
                        [row.name.as_str(), " ", &row.phone_masked, " ", &row.address_masked].concat()
                    };
                    let people: Vec<_> = living.map(|row| (row.id.to_string(), shown(row))).collect();
                    this.chosen.try_set(people.first().map(|(id, _)| id.clone()).unwrap_or_default());
                    this.grids.set(roster.grids);
                    this.found.set(people);
                }
                Err(error) => form.refuse(field, call_error(&error)),
            }
        });
    }
}
