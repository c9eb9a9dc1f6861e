//! A condition (办结条件) of a step: its state, the missing amount, and who can supply it.
//!
//! Invariant: each names the rule that requires it, so that everybody can check the program.

use super::Origin;
use crate::access::Role;
use crate::time::UtcMillis;
use crate::{reply, words};
use serde::{Deserialize, Serialize};

words! {
    pub enum GuardState {
        Met = "met",
        Missing = "missing",
        /// The case does not need it.
        NotAsked = "not-asked",
    }
}

words! {
    pub enum Unit: "process.unit" {
        People = "people",
        Households = "households",
        Days = "days",
        Votes = "votes",
        Meetings = "meetings",
        Ballots = "ballots",
        Opinions = "opinions",
        Papers = "papers",
        Authorisations = "authorisations",
        /// There must be no holds.
        Holds = "holds",
    }
}

reply! {
    /// The present and the required amount. For proxies and holds, `need` is the maximum.
    #[derive(Copy)]
    pub struct Measure {
        pub have: u32,
        pub need: u32,
        pub unit: Unit,
    }
}

/// A condition; `I` names the conditions of a feature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema), schemars(rename = "GuardOf{I}"))]
pub struct Guard<I> {
    pub id: I,
    pub state: GuardState,
    pub measure: Measure,
    /// Who can supply what is missing.
    pub who: Role,
    pub rule: Origin,
    /// A deadline, or the moment to wait for.
    pub until: Option<UtcMillis>,
}

impl<I> Guard<I> {
    pub fn new(id: I, is_met: bool, measure: Measure, who: Role, rule: Origin) -> Self {
        let state = if is_met { GuardState::Met } else { GuardState::Missing };
        Self { id, state, measure, who, rule, until: None }
    }

    #[must_use]
    pub fn until(self, until: Option<UtcMillis>) -> Self {
        Self { until, ..self }
    }

    #[must_use]
    pub fn not_asked(self) -> Self {
        Self { state: GuardState::NotAsked, until: None, ..self }
    }

    pub fn is_missing(&self) -> bool {
        self.state == GuardState::Missing
    }
}

/// For each role that can supply something missing, the most urgent condition.
pub fn first_of_each<I: Clone>(guards: &[Guard<I>]) -> Vec<Guard<I>> {
    let mut found: Vec<Guard<I>> = vec![];
    for guard in guards.iter().filter(|guard| guard.is_missing()) {
        if found.iter().all(|known| known.who != guard.who) {
            let own = guards.iter().filter(|other| other.who == guard.who);
            found.extend(most_urgent(own).cloned());
        }
    }
    found
}

/// The most urgent missing condition: the one with the nearest deadline, or else the first in order.
pub fn next_missing<I>(guards: &[Guard<I>]) -> Option<&Guard<I>> {
    most_urgent(guards.iter())
}

fn most_urgent<'a, I>(guards: impl Iterator<Item = &'a Guard<I>> + Clone) -> Option<&'a Guard<I>> {
    let missing = guards.filter(|guard| guard.is_missing());
    let due = missing.clone().filter_map(|guard| Some((guard.until?, guard))).min_by_key(|(until, _)| *until);
    due.map(|(_, guard)| guard).or_else(|| missing.clone().next())
}
