//! The form that filters the journal, and the present filters, each of which can be removed.
//!
//! Form by hand: it makes a query and sends no command.

use domain::contract::Problem;
use domain::ids::CommunityCode;
use leptos::prelude::*;

use super::people;
use super::row::shorten_hash;
use super::search::{Filter, JournalSearch, name_of};
use crate::ui::form::{Control, Form};
use crate::ui::{Element, button, el, nothing};
use crate::words::{key, refusal, t, tf};

pub fn journal_filter_form(code: CommunityCode, asking: &JournalSearch) -> Element {
    let form = Form::new();
    let (sender, here) = (asking.clone(), code.clone());
    let send = move || {
        // A typed name without a search must not be ignored.
        if !sender.word.get_untracked().trim().is_empty() {
            return people::find_people(here.clone(), &sender, form);
        }
        match read(&sender) {
            Ok(filter) => sender.ask(filter),
            Err((field, words)) => form.refuse(field, words),
        }
    };
    let (bodies, chosen) = (asking.bodies.clone(), asking.body);
    let body = el("div", "field").live(move || {
        let mut choices = bodies.get();
        choices.insert(0, (String::new(), t(key::JOURNAL_ALL_BODIES)));
        form.field("body", t(key::JOURNAL_BODY), None, Control::Choice(choices), chosen).any()
    });
    form.element("filters", send)
        .attr("role", "search")
        .child(people::person_fields(code, asking, form))
        .child(body)
        .child(form.field("from", t(key::JOURNAL_FROM), None, Control::Day, asking.from))
        .child(form.field("until", t(key::JOURNAL_UNTIL), None, Control::Day, asking.until))
        .child(form.submit("button", t(key::JOURNAL_SHOW)))
}

/// Reads the form; the matter is chosen on a row and stays.
fn read(asking: &JournalSearch) -> Result<Filter, (&'static str, String)> {
    let (person, body) = (asking.person.get_untracked(), asking.body.get_untracked());
    let day = |field, text: RwSignal<String>| match text.get_untracked() {
        text if text.is_empty() => Ok(None),
        text => text.parse().map(Some).map_err(|_| (field, t(key::JOURNAL_NO_DAY))),
    };
    let filter = Filter {
        person: person.parse().ok().map(|id| (id, name_of(&asking.people, &person))),
        body: body.parse().ok().map(|id| (id, name_of(&asking.bodies, &body))),
        subject: asking.filter.peek(|filter| filter.subject.clone()),
        from: day("from", asking.from)?,
        until: day("until", asking.until)?,
    };
    match filter.query().asked() {
        Ok(_) => Ok(filter),
        Err(reversed) => Err(("until", refusal(&Problem::from(reversed)))),
    }
}

type Part = (String, fn(&mut Filter));

fn parts(filter: &Filter) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![];
    if let Some((_, name)) = &filter.person {
        parts.push((tf(key::JOURNAL_ONLY_PERSON, &[("name", name)]), |filter| filter.person = None));
    }
    if let Some((_, name)) = &filter.body {
        parts.push((tf(key::JOURNAL_ONLY_BODY, &[("name", name)]), |filter| filter.body = None));
    }
    if let Some(subject) = &filter.subject {
        let subject = shorten_hash(subject.as_str());
        parts.push((tf(key::JOURNAL_ONLY_SUBJECT, &[("subject", &subject)]), |filter| filter.subject = None));
    }
    if let Some(day) = filter.from {
        parts.push((tf(key::JOURNAL_ONLY_FROM, &[("day", &day.to_string())]), |filter| filter.from = None));
    }
    if let Some(day) = filter.until {
        parts.push((tf(key::JOURNAL_ONLY_UNTIL, &[("day", &day.to_string())]), |filter| filter.until = None));
    }
    parts
}

/// The present filters; a press removes one.
pub fn active_filters(asking: &JournalSearch) -> Element {
    let asking = asking.clone();
    el("div", "").live(move || {
        let parts = asking.filter.with(parts);
        if parts.is_empty() {
            return nothing();
        }
        let buttons = parts.into_iter().fold(el("div", "actions"), |row, (words, without)| {
            let asking = asking.clone();
            let label = tf(key::JOURNAL_WITHOUT, &[("filter", &words)]);
            let cross = el("span", "").attr("aria-hidden", "true").child("×".to_owned());
            let press = button("badge blue", words, move || asking.change(without)).attr("aria-label", label);
            row.child(press.child(cross))
        });
        let all = asking.clone();
        let all = button("button small quiet", t(key::JOURNAL_CLEAR), move || all.ask(Filter::default()));
        buttons.child(all).any()
    })
}
