//! What the roster's page asks for, and how the address keeps it.
//!
//! Invariant: the searched word is not in the address, because names and numbers do not belong there.

use domain::ids::GridId;
use domain::members::{Building, Roster, RosterOrder, RosterQuery};
use leptos::prelude::*;

use crate::light_signal::LightSignal;
use crate::location::query_value;
use crate::navigation::{path_signal, replace_address};
use crate::office::frame::OfficeContext;
use crate::office::sheet::{PageStack, page_begin};

/// The last query.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RosterAsked {
    pub word: String,
    pub grid: Option<GridId>,
    pub building: Option<Building>,
    pub order: Option<RosterOrder>,
}

impl RosterAsked {
    /// The order that the answer is in.
    pub fn order(&self) -> RosterOrder {
        let others = self.word.is_empty() && self.building.is_none();
        self.order.filter(|_| others).unwrap_or(RosterOrder::Dwelling)
    }
}

/// Values with their labels.
type Choices = Vec<(String, String)>;

#[derive(Clone)]
pub struct RosterSearch {
    // The content of the form.
    pub word: RwSignal<String>,
    pub grid: RwSignal<String>,
    pub building: RwSignal<String>,
    pub asked: LightSignal<RosterAsked>,
    pub after: PageStack,
    /// The total number, in words, once known.
    pub total: RwSignal<String>,
    /// The grids and the buildings to choose from, once known.
    pub choices: LightSignal<(Choices, Choices)>,
}

impl RosterSearch {
    /// Begins with what the address says.
    pub fn from_address() -> Self {
        let text = |name| query_value(name).unwrap_or_default();
        let (grid, building) = (text("grid"), text("building"));
        let asked = RosterAsked {
            word: String::new(),
            grid: grid.parse().ok(),
            building: building.parse().ok(),
            order: text("order").parse().ok(),
        };
        let after = text("pages").split('.').filter(|page| !page.is_empty()).map(str::to_owned).collect();
        Self {
            word: RwSignal::new(String::new()),
            grid: RwSignal::new(grid),
            building: RwSignal::new(building),
            asked: LightSignal::new(asked),
            after: PageStack::new(after),
            total: RwSignal::new(String::new()),
            choices: LightSignal::new((vec![], vec![])),
        }
    }

    /// Starts a query at its first page.
    pub fn ask(&self, asked: RosterAsked) {
        self.after.set(vec![]);
        self.asked.set(asked);
    }

    /// Follows the query and the page, and keeps both in the address.
    pub fn query(&self, desk: &OfficeContext) -> RosterQuery {
        let RosterAsked { grid, building, order, .. } = self.asked.get();
        let kept = RosterQuery { grid, building, order, ..RosterQuery::default() };
        let mut address = [desk.link("roster"), domain::contract::Query::text(&kept)].concat();
        let pages = self.after.with(|pages| pages.join("."));
        if !pages.is_empty() {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.extend(["pages=", &pages]);
        }
        // The list may be asked once more while another page is being opened.
        if path_signal().get_untracked() == desk.link("roster") {
            replace_address(&address);
        }
        RosterQuery { after: page_begin(&self.after), ..kept }
    }

    /// The name of the grid that is shown; `None` for all.
    pub fn name_of_grid(&self) -> Option<String> {
        let grid = self.asked.peek(|asked| asked.grid)?.to_string();
        self.choices.peek(|(grids, _)| grids.iter().find(|(id, _)| *id == grid).map(|(_, name)| name.clone()))
    }

    /// Takes over the grids and buildings that an answer names.
    pub fn learn(&self, roster: &Roster) {
        let grids = roster.grids.iter().map(|grid| (grid.id.to_string(), grid.name.clone())).collect();
        let buildings = roster.buildings.iter().map(|name| (name.clone(), name.clone())).collect();
        let known = (grids, buildings);
        if self.choices.peek(|old| *old != known) {
            self.choices.set(known);
        }
    }
}
