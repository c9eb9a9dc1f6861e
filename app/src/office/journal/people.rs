//! Finding people whom the journal names; supervisors have no roster to search in.

use domain::contract::FindJournalPeople;
use domain::ids::CommunityCode;
use domain::journal::FindJournalPeopleRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::search::JournalSearch;
use crate::call::read_with;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, el};
use crate::words::{call_error, key, t};

/// The search word, the button, and the people found.
pub fn person_fields(code: CommunityCode, asking: &JournalSearch, form: Form) -> Vec<Element> {
    let (finding, people, chosen) = (asking.clone(), asking.people.clone(), asking.person);
    let word = form.field("word", t(key::JOURNAL_FIND), None, Control::Search, asking.word);
    let button = el("button", "button quiet")
        .attr("type", "button")
        .on_click(move || find_people(code.clone(), &finding, form))
        .child(t(key::JOURNAL_FIND_PERSON));
    let choice = el("div", "field").live(move || {
        let mut choices = people.get();
        choices.insert(0, (String::new(), t(key::JOURNAL_EVERYBODY)));
        form.field("person", t(key::JOURNAL_PERSON), None, Control::Choice(choices), chosen).any()
    });
    vec![word, button, choice]
}

pub fn find_people(code: CommunityCode, asking: &JournalSearch, form: Form) {
    let Ok(word) = asking.word.get_untracked().parse() else { return form.refuse("word", t(key::FORM_MISSING)) };
    let asking = asking.clone();
    spawn_local(async move {
        match read_with::<FindJournalPeople>((code,), (), &FindJournalPeopleRequest { word }).await {
            Ok(found) if found.people.is_empty() => form.refuse("word", t(key::JOURNAL_NOBODY)),
            Ok(found) => {
                let shown = |name: String, address: &str| [name.as_str(), " ", address].concat();
                let people = found.people.into_iter();
                let people: Vec<_> = people
                    .map(|person| (person.member.to_string(), shown(person.name, &person.address_masked)))
                    .collect();
                let first = people.first().map(|(id, _)| id.clone()).unwrap_or_default();
                asking.people.set(people);
                asking.person.try_set(first);
                asking.word.try_set(String::new());
            }
            Err(error) => form.refuse("word", call_error(&error)),
        }
    });
}
