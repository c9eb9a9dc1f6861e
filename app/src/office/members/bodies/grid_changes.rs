//! The dialogs that rename a grid and split buildings off it.
//!
//! State: which buildings are ticked; a proposal ticks its own at first.

use domain::contract::{RenameGrid, SplitGrid};
use domain::ids::GridId;
use domain::members::{GridBuilding, GridPart, GridReview, RenameGridRequest, SplitGridRequest};
use leptos::prelude::*;

use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::office::sheet::faint_text;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::reason_field;
use crate::ui::{Element, el};
use crate::words::{key, number, t, tf};

/// The grid of the dialog, as in the review.
pub struct ReviewedGrid {
    id: GridId,
    name: String,
    buildings: Vec<GridBuilding>,
    /// Names of the buildings that are ticked at first.
    ticked: Vec<String>,
}

impl ReviewedGrid {
    /// With the buildings of a proposed part ticked, or none.
    pub fn of(grid: &GridReview, part: Option<&GridPart>) -> Self {
        let at = |name: &str| grid.buildings.iter().position(|building| building.name == name);
        let range = part.and_then(|part| Some(at(&part.first_building)?..=at(&part.last_building)?));
        let ticked = range.and_then(|range| grid.buildings.get(range)).unwrap_or_default();
        let ticked = ticked.iter().map(|building| building.name.clone()).collect();
        Self { id: grid.id, name: grid.name.clone(), buildings: grid.buildings.clone(), ticked }
    }
}

const FIELDS: &[&str] = &["name", "reason"];

fn field_of(code: &str) -> Option<&'static str> {
    (code == "grids/name-taken").then_some("name")
}

pub fn rename_grid_dialog(desk: &OfficeContext, grid: ReviewedGrid) {
    let (desk, ask) = (desk.clone(), desk.ask.clone());
    ask.open(tf(key::BODIES_GRID_RENAME_TITLE, &[("name", &grid.name)]), move |ask| {
        let form = Form::new(FIELDS, field_of);
        let (name, reason) = (RwSignal::new(grid.name), RwSignal::new(String::new()));
        let send = move || match (name.get_untracked().parse(), reason.get_untracked().parse()) {
            (Err(bad), _) => form.refuse("name", form_values::bad_text_words(bad)),
            (_, Err(bad)) => form.refuse("reason", form_values::bad_text_words(bad)),
            (Ok(name), Ok(reason)) => {
                let after = desk.clone();
                let body = RenameGridRequest { name, reason };
                let told = tf(key::BODIES_GRID_RENAMED, &[("name", body.name.as_str())]);
                form.send::<RenameGrid>((desk.code.clone(), grid.id), body, move |_| {
                    after.ask.close();
                    after.say(told);
                });
            }
        };
        form.element("stack", send)
            .child(form.field("name", t(key::BODIES_GRID_NAME), None, Control::Text, name))
            .child(reason_field(form, reason))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::BODIES_GRID_RENAME))))
    });
}

pub fn split_grid_dialog(desk: &OfficeContext, grid: ReviewedGrid) {
    let (desk, ask) = (desk.clone(), desk.ask.clone());
    ask.open(tf(key::BODIES_GRID_SPLIT_TITLE, &[("name", &grid.name)]), move |ask| {
        let form = Form::new(FIELDS, field_of);
        let (name, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let ticked = LightSignal::new(grid.ticked);
        let (chosen, id) = (ticked.clone(), grid.id);
        let send = move || match (name.get_untracked().parse(), reason.get_untracked().parse()) {
            (Err(bad), _) => form.refuse("name", form_values::bad_text_words(bad)),
            (_, Err(bad)) => form.refuse("reason", form_values::bad_text_words(bad)),
            (Ok(name), Ok(reason)) => {
                let after = desk.clone();
                let buildings = chosen.peek(|names| names.iter().filter_map(|name| name.parse().ok()).collect());
                let body = SplitGridRequest { name, buildings, reason };
                let called = body.name.clone();
                form.send::<SplitGrid>((desk.code.clone(), id), body, move |done| {
                    after.ask.close();
                    let count = |count: u32| number(i64::from(count));
                    let (households, members) = (count(done.households), count(done.members));
                    let figures = [("name", called.as_str()), ("households", &households), ("members", &members)];
                    after.say(tf(key::BODIES_GRID_SPLIT_DONE, &figures));
                });
            }
        };
        form.element("stack", send)
            .child(faint_text(t(key::BODIES_GRID_SPLIT_WHY)))
            .child(form.field("name", t(key::BODIES_GRID_NEW_NAME), None, Control::Text, name))
            .child(buildings(&grid.buildings, &ticked))
            .child(reason_field(form, reason))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::BODIES_GRID_SPLIT))))
    });
}

fn buildings(all: &[GridBuilding], ticked: &LightSignal<Vec<String>>) -> Element {
    let legend = el("legend", "").child(t(key::BODIES_GRID_BUILDINGS));
    all.iter().fold(el("fieldset", "field").child(legend), |group, building| {
        let (shown, changed, name) = (ticked.clone(), ticked.clone(), building.name.clone());
        let own = name.clone();
        let tick = el("input", "")
            .attr("type", "checkbox")
            .property("checked", move || shown.with(|ticked| ticked.contains(&own)).into())
            .on("change", move |_| {
                changed.update(|ticked| match ticked.iter().position(|other| *other == name) {
                    Some(at) => drop(ticked.remove(at)),
                    None => ticked.push(name.clone()),
                });
            });
        let households = number(i64::from(building.households));
        let words = tf(key::BODIES_GRID_BUILDING, &[("name", &building.name), ("households", &households)]);
        group.child(el("label", "check").child(tick).child(words))
    })
}
