//! Further cases whose step a meeting takes, when it is called for one: each becomes an item of its agenda and gets a
//! ballot of its own.

use domain::decisions::{CaseRow, CaseStatus};
use domain::ids::CaseId;
use domain::limits;
use domain::meetings::{AgendaItem, StepWord};

use crate::light_signal::LightSignal;
use crate::ui::form::tick;
use crate::ui::{Element, el};
use crate::words::{key, t};

#[derive(Clone)]
pub struct DecisionPicker {
    own: Option<CaseRow>,
    others: Vec<CaseRow>,
    ticked: LightSignal<Vec<String>>,
}

impl DecisionPicker {
    /// `open` are all open cases; the meeting is called for one of them at a step.
    pub fn new(open: Vec<CaseRow>, called_for: Option<CaseId>, step: Option<&StepWord>) -> Self {
        let at_step =
            |row: &CaseRow| row.status == CaseStatus::Open && step.is_some_and(|it| it.as_str() == row.step.as_str());
        let (own, others): (Vec<CaseRow>, Vec<CaseRow>) =
            open.into_iter().filter(at_step).partition(|row| Some(row.id) == called_for);
        let others = if own.is_empty() { vec![] } else { others };
        Self { own: own.into_iter().next(), others, ticked: LightSignal::new(vec![]) }
    }

    /// The items to be added to the agenda: none if there is only one case.
    pub fn items(&self) -> Vec<AgendaItem> {
        let ticked = self.ticked.peek(Vec::clone);
        let chosen = self.others.iter().filter(|row| ticked.contains(&row.id.to_string()));
        let chosen: Vec<&CaseRow> = chosen.collect();
        if chosen.is_empty() {
            return vec![];
        }
        let item = |row: &CaseRow| {
            let title = row.title.parse().ok()?;
            Some(AgendaItem { title, minutes: limits::AGENDA_MINUTES_USUAL, case: Some(row.id) })
        };
        self.own.iter().chain(chosen).filter_map(item).collect()
    }

    pub fn ticks(&self) -> Option<Element> {
        if self.others.is_empty() {
            return None;
        }
        let legend = el("legend", "").child(t(key::OFFICE_DECIDED_TOO));
        let group = el("fieldset", "field").child(legend);
        let group = self
            .others
            .iter()
            .fold(group, |group, row| group.child(tick(row.id.to_string(), row.title.clone(), &self.ticked)));
        Some(group.child(el("p", "faint").child(t(key::OFFICE_DECIDED_TOO_HINT))))
    }
}
