//! The grids with their households: which are outside 300 to 500, a proposed split of those that are too large, and,
//! for those who keep the roster, renaming and splitting.

use domain::access::{Capability, Subject};
use domain::members::{GridReview, GridSize, GridsReview};

use super::dialogs::{BodyDialog, body_dialog_button};
use super::grid_changes::ReviewedGrid;
use crate::office::frame::OfficeContext;
use crate::office::sheet::faint_text;
use crate::ui::{Element, el};
use crate::words::{Key, key, t, tf};

/// Nothing if every grid fits and the reader may change none.
pub fn grids_card(review: &GridsReview, desk: &OfficeContext) -> Option<Element> {
    let keeps = desk.session.may(Capability::ManageRoster, &Subject::Community);
    let (odd, fitting): (Vec<&GridReview>, Vec<&GridReview>) =
        review.grids.iter().partition(|grid| grid.size != GridSize::Fits);
    let shown: Vec<&GridReview> = if keeps { odd.into_iter().chain(fitting).collect() } else { odd };
    let first = el("div", "head").child(el("h2", "").child(t(key::BODIES_GRIDS)));
    (!shown.is_empty()).then(|| {
        let line = |grid: &GridReview| el("li", "").child(cell(grid, review, desk, keeps));
        let list = shown.into_iter().fold(el("ul", ""), |list, grid| list.child(line(grid)));
        el("section", "card").child(first).child(list)
    })
}

fn cell(grid: &GridReview, review: &GridsReview, desk: &OfficeContext, keeps: bool) -> Element {
    let fits = grid.size == GridSize::Fits;
    let figures = [
        ("name", grid.name.clone()),
        ("households", grid.households.to_string()),
        ("least", review.households_min.to_string()),
        ("most", review.households_max.to_string()),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let words = if fits { key::BODIES_GRID_IS } else { key::BODIES_GRID_SIZE };
    let mut text = el("div", "").child(el("b", "").child(tf(words, &figures)));
    for part in &grid.proposal {
        let households = part.households.to_string();
        let parts = [("first", &*part.first_building), ("last", &*part.last_building), ("households", &*households)];
        text = text.child(faint_text(tf(key::BODIES_GRID_PART, &parts)));
    }
    let no_cut = grid.size == GridSize::TooLarge && grid.proposal.is_empty();
    let text = text.child(no_cut.then(|| faint_text(t(key::BODIES_GRID_NO_CUT))));
    let sign = (!fits).then(|| el("span", "sign amber").attr("aria-hidden", "true"));
    el("div", "cell").child(sign).child(text).child(keeps.then(|| acts(grid, desk)))
}

/// The first part of a proposal stays; the last one is ticked first for a new grid.
fn acts(grid: &GridReview, desk: &OfficeContext) -> Element {
    let last = grid.proposal.last().cloned();
    let rename =
        opener(grid, desk, key::BODIES_GRID_RENAME, |grid| BodyDialog::RenameGrid(ReviewedGrid::of(grid, None)));
    let split = (grid.buildings.len() > 1).then(|| {
        opener(grid, desk, key::BODIES_GRID_SPLIT, move |grid| {
            BodyDialog::SplitGrid(ReviewedGrid::of(grid, last.as_ref()))
        })
    });
    el("div", "actions").child(rename).child(split)
}

fn opener(
    grid: &GridReview,
    desk: &OfficeContext,
    name: Key,
    what: impl Fn(&GridReview) -> BodyDialog + Send + 'static,
) -> Element {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &grid.name)]);
    let grid = grid.clone();
    body_dialog_button(desk, "badge", name, move || what(&grid)).attr("aria-label", label)
}
