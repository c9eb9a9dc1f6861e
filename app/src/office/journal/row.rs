//! One row: who did what when, how it was checked, everything recorded, and buttons for related queries.

use domain::ids::MemberId;
use domain::journal::{JournalObjectKind, JournalRow, Link};
use domain::time::UtcMillis;
use serde_json::{Map, Value};

use super::search::{Filter, JournalSearch};
use crate::location::{community_link, current_community};
use crate::office::sheet::{badge_span, faint_text};
use crate::ui::{Element, button, el};
use crate::words::{clock, day, key, look_up, minutes, number, t, tf};

pub fn journal_cell(row: &JournalRow, link: Link, asking: &JournalSearch) -> Element {
    let actor = row.actor_name.clone().unwrap_or_else(|| t(key::OFFICE_SYSTEM));
    let actor = match &row.on_behalf_of_name {
        Some(resident) => tf(key::OFFICE_ROW_FOR, &[("actor", &actor), ("resident", resident)]),
        None => actor,
    };
    let shown = JournalRowView {
        seq: row.seq,
        at: row.at,
        actor,
        command: &row.command,
        subject: &row.subject,
        detail: &row.detail,
        previous_hash: &row.previous_hash,
        hash: &row.hash,
        about: object_line(row),
    };
    journal_row_view(shown, link, |title| narrower(row, title, asking))
}

/// The object by its name, and a link to its page where there is one. The person who acted is in the title already.
fn object_line(row: &JournalRow) -> Option<Element> {
    let about = row.about.as_ref().filter(|about| row.actor.is_none_or(|actor| actor.to_string() != about.id))?;
    let path = match about.kind {
        JournalObjectKind::Activity => "activities/",
        JournalObjectKind::Announcement => "announcements/",
        JournalObjectKind::Ballot => "ballots/",
        JournalObjectKind::Case => "cases/",
        JournalObjectKind::Matter => "matters/",
        JournalObjectKind::Meeting => "meetings/",
        JournalObjectKind::Assistance | JournalObjectKind::Body | JournalObjectKind::Member => {
            return Some(el("span", "").child(about.title.clone()));
        }
    };
    let href = community_link(&current_community(), &[path, &about.id].concat());
    Some(el("p", "").child(el("a", "").attr("href", href).child(about.title.clone())))
}

/// A row in words, of any kind of object.
pub struct JournalRowView<'r> {
    pub seq: u64,
    pub at: UtcMillis,
    /// In words, including the resident acted for.
    pub actor: String,
    pub command: &'r str,
    pub subject: &'r str,
    pub detail: &'r str,
    pub previous_hash: &'r str,
    pub hash: &'r str,
    /// The object by its name; without it the name in the facts is shown.
    pub about: Option<Element>,
}

/// `narrower` makes the buttons for related queries, given the row's title.
pub fn journal_row_view(
    mut row: JournalRowView<'_>,
    link: Link,
    narrower: impl FnOnce(&str) -> Option<Element>,
) -> Element {
    let what = look_up(&["journal/", row.command].concat()).unwrap_or_else(|| row.command.to_owned());
    let detail: Map<String, Value> = crate::json::parse_json(row.detail).unwrap_or_default();
    let about = row.about.take();
    let facts = facts(&detail, about.is_none());
    let mark = match link {
        Link::Whole => el("span", "hash").child(tf(
            key::OFFICE_ROW_WHOLE,
            &[("number", &number(row.seq.cast_signed())), ("hash", &shorten_hash(row.hash))],
        )),
        Link::Changed => badge_span("badge red", t(key::OFFICE_ROW_CHANGED)),
        Link::Torn => badge_span("badge red", t(key::OFFICE_ROW_TORN)),
    };
    let title = tf(key::OFFICE_ROW, &[("actor", &row.actor), ("what", &what)]);
    let narrower = narrower(&title);
    let details = el("div", "").child(el("b", "").child(title)).child(about);
    let details =
        details.child((!facts.is_empty()).then(|| faint_text(facts))).child(mark).child(everything(&row, narrower));
    let time = el("time", "").child(day(row.at)).child(el("br", "")).child(clock(row.at));
    el("div", "cell top-line").child(time).child(details)
}

fn everything(row: &JournalRowView<'_>, narrower: Option<Element>) -> Element {
    let lines = [
        tf(key::OFFICE_ROW_COMMAND, &[("command", row.command), ("subject", row.subject)]),
        row.detail.to_owned(),
        tf(key::OFFICE_ROW_HASHES, &[("previous", row.previous_hash), ("hash", row.hash)]),
    ];
    let summary = el("summary", "faint").child(t(key::OFFICE_ROW_DETAIL));
    let all = el("details", "").child(summary).child(narrower);
    lines.into_iter().fold(all, |all, line| all.child(el("p", "hash").child(line)))
}

/// Buttons for related queries, except those that are set already.
fn narrower(row: &JournalRow, title: &str, asking: &JournalSearch) -> Option<Element> {
    let mut buttons = vec![];
    let asked = asking.filter.peek(Filter::clone);
    for (person, name) in [(row.actor, &row.actor_name), (row.on_behalf_of, &row.on_behalf_of_name)] {
        let Some((person, name)) = person.zip(name.clone()) else { continue };
        if asked.person.as_ref().is_none_or(|(known, _)| *known != person) {
            let words = tf(key::JOURNAL_THIS_PERSON, &[("name", &name)]);
            buttons.push(press(words, title, asking, move |filter| filter.person = Some(named(person, &name))));
        }
    }
    if let Ok(subject) = row.subject.parse()
        && asked.subject.as_ref() != Some(&subject)
    {
        let words = t(key::JOURNAL_THIS_MATTER);
        buttons.push(press(words, title, asking, move |filter| filter.subject = Some(subject.clone())));
    }
    (!buttons.is_empty()).then(|| el("div", "actions").child(buttons))
}

fn named(person: MemberId, name: &str) -> (MemberId, String) {
    (person, name.to_owned())
}

fn press(words: String, title: &str, asking: &JournalSearch, change: impl Fn(&mut Filter) + Send + 'static) -> Element {
    let asking = asking.clone();
    let label = tf(key::SHELL_ACTION_OF, &[("action", &words), ("title", title)]);
    button("badge", words, move || asking.change(&change)).attr("aria-label", label)
}

/// The most important facts.
fn facts(detail: &Map<String, Value>, with_title: bool) -> String {
    // The journal stores no typed text, only that there was some.
    let told = |name: &str| detail.get(name).and_then(Value::as_str).filter(|text| *text != "…");
    let text = |name: &str| told(name).map(str::to_owned);
    let length = detail.get("minutes").and_then(Value::as_i64).map(minutes);
    let reason = text("reason").map(|reason| tf(key::OFFICE_BECAUSE, &[("reason", &reason)]));
    [text("title").filter(|_| with_title), length, reason].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The beginning and the end of a hash or an id; a short one stays as it is.
pub fn shorten_hash(text: &str) -> String {
    if text.len() <= 16 {
        return text.to_owned();
    }
    [text.get(..8).unwrap_or_default(), "…", text.get(text.len().saturating_sub(4)..).unwrap_or_default()].concat()
}
