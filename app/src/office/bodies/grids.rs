//! Grids outside 300 to 500 households, and how one that is too large could be cut.

use domain::members::{GridReview, GridSize, GridsReview};

use crate::office::sheet::faint;
use crate::ui::{Element, el};
use crate::words::{key, t, tf};

/// Nothing when every grid fits.
pub fn card(review: &GridsReview) -> Option<Element> {
    let odd: Vec<&GridReview> = review.grids.iter().filter(|grid| grid.size != GridSize::Fits).collect();
    let first = el("div", "head").child(el("h2", "").child(t(key::BODIES_GRIDS)));
    (!odd.is_empty()).then(|| {
        let list = odd.into_iter().fold(el("ul", ""), |list, grid| list.child(el("li", "").child(cell(grid, review))));
        el("section", "card").child(first).child(list)
    })
}

fn cell(grid: &GridReview, review: &GridsReview) -> Element {
    let figures = [
        ("name", grid.name.clone()),
        ("households", grid.households.to_string()),
        ("least", review.households_min.to_string()),
        ("most", review.households_max.to_string()),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut text = el("div", "").child(el("b", "").child(tf(key::BODIES_GRID_SIZE, &figures)));
    for part in &grid.proposal {
        let households = part.households.to_string();
        let parts = [("first", &*part.first_building), ("last", &*part.last_building), ("households", &*households)];
        text = text.child(faint(tf(key::BODIES_GRID_PART, &parts)));
    }
    let no_cut = grid.size == GridSize::TooLarge && grid.proposal.is_empty();
    let text = text.child(no_cut.then(|| faint(t(key::BODIES_GRID_NO_CUT))));
    el("div", "cell").child(el("span", "sign amber").attr("aria-hidden", "true")).child(text)
}
