//! The dialogs that rename a grid and split buildings off it.
//!
//! State: which buildings are ticked; a proposal ticks its own at first.

use domain::contract::{RenameGrid, SplitGrid};
use domain::ids::GridId;
use domain::members::{GridBuilding, GridPart, GridReview};
use serde_json::Value;

use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::ui::body_form::{BodyForm, field_label};
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

pub fn rename_grid_dialog(desk: &OfficeContext, grid: ReviewedGrid) {
    let then = desk.clone();
    BodyForm::<RenameGrid>::new(tf(key::BODIES_GRID_RENAME_TITLE, &[("name", &grid.name)]))
        .submit(t(key::BODIES_GRID_RENAME))
        .starts("name", grid.name)
        .open(&desk.ask, (desk.code.clone(), grid.id), move |_| then.say(t(key::BODIES_GRID_RENAMED)));
}

pub fn split_grid_dialog(desk: &OfficeContext, grid: ReviewedGrid) {
    let then = desk.clone();
    let ticked = LightSignal::new(grid.ticked);
    let (shown, all) = (ticked.clone(), grid.buildings);
    BodyForm::<SplitGrid>::new(tf(key::BODIES_GRID_SPLIT_TITLE, &[("name", &grid.name)]))
        .submit(t(key::BODIES_GRID_SPLIT))
        .text(t(key::BODIES_GRID_SPLIT_WHY))
        .danger()
        .drawn("buildings", move |_| buildings(&all, &shown), move || Ok(Value::from(ticked.peek(Vec::clone))))
        .open(&desk.ask, (desk.code.clone(), grid.id), move |done| {
            let (households, members) = (number(i64::from(done.households)), number(i64::from(done.members)));
            then.say(tf(key::BODIES_GRID_SPLIT_DONE, &[("households", &households), ("members", &members)]));
        });
}

fn buildings(all: &[GridBuilding], ticked: &LightSignal<Vec<String>>) -> Element {
    let legend = el("legend", "").child(field_label::<SplitGrid>("buildings"));
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
