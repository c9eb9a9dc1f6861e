//! The query of the journal, set by the form above it or by a button on one of its rows.
//!
//! Invariant: the form always shows the present query, however it was set; a new query begins at the newest row.

use domain::ids::{BodyId, MemberId};
use domain::journal::{JournalExportQuery, JournalQuery, SubjectText};
use domain::members::Day;
use leptos::prelude::*;

use crate::light_signal::LightSignal;
use crate::office::sheet::PageStack;

/// The conditions on rows, with the names of the person and the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub person: Option<(MemberId, String)>,
    pub body: Option<(BodyId, String)>,
    pub subject: Option<SubjectText>,
    pub from: Option<Day>,
    pub until: Option<Day>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn query(&self) -> JournalQuery {
        JournalQuery {
            person: self.person.as_ref().map(|(person, _)| *person),
            body: self.body.as_ref().map(|(body, _)| *body),
            subject: self.subject.clone(),
            from: self.from,
            until: self.until,
            ..JournalQuery::default()
        }
    }

    /// The same for the export.
    pub fn export(&self) -> JournalExportQuery {
        let JournalQuery { person, body, subject, from, until, .. } = self.query();
        JournalExportQuery { person, body, subject, from, until, after: None }
    }
}

/// Sequences with the hash that each must have, according to the row above.
pub type ExpectedHashes = LightSignal<Vec<(u64, String)>>;
type Text = RwSignal<String>;
/// Values with their labels.
pub type Choices = LightSignal<Vec<(String, String)>>;

#[derive(Clone)]
pub struct JournalSearch {
    /// The present query.
    pub filter: LightSignal<Filter>,
    pub after: PageStack,
    pub expected: ExpectedHashes,
    /// The last search results.
    pub people: Choices,
    pub bodies: Choices,
    // The content of the form.
    pub word: Text,
    pub person: Text,
    pub body: Text,
    pub from: Text,
    pub until: Text,
}

impl JournalSearch {
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            filter: LightSignal::new(Filter::default()),
            after: PageStack::new(vec![]),
            expected: LightSignal::new(vec![]),
            people: LightSignal::new(vec![]),
            bodies: LightSignal::new(vec![]),
            word: text(),
            person: text(),
            body: text(),
            from: text(),
            until: text(),
        }
    }

    /// Starts a new query.
    pub fn ask(&self, filter: Filter) {
        self.tell_form(&filter);
        self.after.set(vec![]);
        self.expected.set(vec![]);
        self.filter.set(filter);
    }

    /// Starts the same query with a change.
    pub fn change(&self, change: impl FnOnce(&mut Filter)) {
        let mut filter = self.filter.peek(Filter::clone);
        change(&mut filter);
        self.ask(filter);
    }

    fn tell_form(&self, filter: &Filter) {
        if let Some((person, name)) = &filter.person {
            let id = person.to_string();
            if self.people.peek(|people| people.iter().all(|(known, _)| *known != id)) {
                self.people.set(vec![(id, name.clone())]);
            }
        }
        let id = |id: Option<String>| id.unwrap_or_default();
        self.person.set(id(filter.person.as_ref().map(|(person, _)| person.to_string())));
        self.body.set(id(filter.body.as_ref().map(|(body, _)| body.to_string())));
        self.from.set(id(filter.from.map(String::from)));
        self.until.set(id(filter.until.map(String::from)));
    }
}

/// The label of a value among choices.
pub fn name_of(choices: &Choices, value: &str) -> String {
    choices.peek(|all| all.iter().find(|(known, _)| known == value).map(|(_, name)| name.clone())).unwrap_or_default()
}
