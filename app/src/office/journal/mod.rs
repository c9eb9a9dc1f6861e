//! The journal (操作日志) for the supervision committee: every change in words, newest first, and the chain of hashes
//! worked out again in this browser.
//!
//! State: the rows read so far, oldest last. Invariant: a row counts as whole only when its hash follows from its
//! content and from the row before it; what this phone cannot check it does not claim.

use domain::contract::{Endpoint, ShowJournal};
use domain::journal::{JournalQuery, JournalRow, Link, link};
use serde_json::{Map, Value};

use super::frame::{Desk, head};
use super::loading::{Calls, loading};
use super::sheet::{Left, badge, begin, empty, faint, pager};
use crate::ui::{Element, el};
use crate::watched::Watched;
use crate::words::{clock, day, key, look_up, minutes, number, t, tf, tn};

pub fn page(desk: Desk) -> Element {
    let before = Left::new(vec![]);
    let expected = Expected::new(vec![]);
    let content = loading(move || {
        let (code, before, expected) = (desk.code.clone(), before.clone(), expected.clone());
        let page = JournalQuery { before: begin(&before), ..JournalQuery::default() };
        Calls::new(vec![ShowJournal::url(&(code,), &page)], move |answers| {
            let journal = answers.next::<ShowJournal>()?;
            Some(shown(&journal.rows, journal.next_before, &before, &expected).any())
        })
    });
    el("div", "stack").child(head(t(key::OFFICE_JOURNAL), Some(t(key::OFFICE_JOURNAL_BELOW)), None)).child(content)
}

/// Sequences with the hash that stands there, by the row above.
type Expected = Watched<Vec<(u64, String)>>;

fn shown(rows: &[JournalRow], next: Option<u64>, before: &Left, expected: &Expected) -> Element {
    let Some((newest, oldest)) = rows.first().zip(rows.last()) else {
        return empty(key::OFFICE_NO_JOURNAL, key::OFFICE_NO_JOURNAL_NEXT, None);
    };
    let links: Vec<Link> = rows.iter().enumerate().map(|(at, row)| link(row, rows.get(at + 1))).collect();
    let wrong = links.iter().filter(|link| **link != Link::Whole).count();
    // The page that was left ended with a row that names the hash this page must begin with.
    let joined = expected.peek(|expected| {
        expected.iter().find(|(seq, _)| *seq == newest.seq).is_none_or(|(_, hash)| *hash == newest.hash)
    });
    expected.update(|expected| expected.push((oldest.seq - 1, oldest.previous_hash.clone())));
    let range = [("from", number(oldest.seq.cast_signed())), ("until", number(newest.seq.cast_signed()))];
    let range = range.each_ref().map(|(name, value)| (*name, value.as_str()));
    let verdict = match (wrong, joined) {
        (0, true) => el("section", "card good").child(el("p", "body").child(tf(key::OFFICE_CHAIN_WHOLE, &range))),
        (0, false) => el("section", "card trouble")
            .attr("role", "alert")
            .child(el("p", "").child(t(key::OFFICE_CHAIN_NOT_JOINED))),
        _ => el("section", "card trouble").attr("role", "alert").child(el("p", "").child(tn(
            key::OFFICE_CHAIN_BROKEN,
            i64::try_from(wrong).unwrap_or_default(),
            &range,
        ))),
    };
    let list =
        rows.iter().zip(links).fold(el("ul", ""), |list, (row, link)| list.child(el("li", "").child(cell(row, link))));
    let card = el("section", "card journal").child(list).child(pager(before, next.map(|next| next.to_string())));
    el("div", "stack").child(verdict).child(card)
}

fn cell(row: &JournalRow, link: Link) -> Element {
    let actor = row.actor_name.clone().unwrap_or_else(|| t(key::OFFICE_SYSTEM));
    let actor = match &row.on_behalf_of_name {
        Some(resident) => tf(key::OFFICE_ROW_FOR, &[("actor", &actor), ("resident", resident)]),
        None => actor,
    };
    let what = look_up(&["journal/", &row.command].concat()).unwrap_or_else(|| row.command.clone());
    let detail: Map<String, Value> = serde_json::from_str(&row.detail).unwrap_or_default();
    let facts = facts(&detail);
    let mark = match link {
        Link::Whole => el("span", "hash").child(tf(
            key::OFFICE_ROW_WHOLE,
            &[("number", &number(row.seq.cast_signed())), ("hash", &shortened(&row.hash))],
        )),
        Link::Changed => badge("badge red", t(key::OFFICE_ROW_CHANGED)),
        Link::Torn => badge("badge red", t(key::OFFICE_ROW_TORN)),
    };
    let full = [
        tf(key::OFFICE_ROW_COMMAND, &[("command", &row.command), ("subject", &row.subject)]),
        row.detail.clone(),
        tf(key::OFFICE_ROW_HASHES, &[("previous", &row.previous_hash), ("hash", &row.hash)]),
    ];
    let summary = el("summary", "faint").child(t(key::OFFICE_ROW_DETAIL));
    let full = full
        .into_iter()
        .fold(el("details", "").child(summary), |details, line| details.child(el("p", "hash").child(line)));
    let details = el("div", "").child(el("b", "").child(tf(key::OFFICE_ROW, &[("actor", &actor), ("what", &what)])));
    let details = details.child((!facts.is_empty()).then(|| faint(facts))).child(mark).child(full);
    let time = el("time", "").child(day(row.at)).child(el("br", "")).child(clock(row.at));
    el("div", "cell top-line").child(time).child(details)
}

/// The facts that people ask for first.
fn facts(detail: &Map<String, Value>) -> String {
    // What people typed is not in the journal, only that something was there.
    let told = |name: &str| detail.get(name).and_then(Value::as_str).filter(|text| *text != "…");
    let text = |name: &str| told(name).map(str::to_owned);
    let length = detail.get("minutes").and_then(Value::as_i64).map(minutes);
    let reason = text("reason").map(|reason| tf(key::OFFICE_BECAUSE, &[("reason", &reason)]));
    [text("title"), length, reason].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn shortened(hash: &str) -> String {
    [hash.get(..8).unwrap_or_default(), "…", hash.get(hash.len().saturating_sub(4)..).unwrap_or_default()].concat()
}
