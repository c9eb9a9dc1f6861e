//! The journal of a region's office, for its heads: newest first, the hashes recomputed in this browser.
//!
//! State: the ends of the pages read so far. Invariant: a row counts as intact only if its hash follows from its
//! content and from the row before it, as in a community's journal.

use super::{address, guest, region, region_now};
use crate::light_signal::LightSignal;
use crate::load::load_reply;
use crate::office::journal::{ExpectedHashes, JournalRowView, journal_row_view, of_neighbours};
use crate::ui::{Element, el, empty, error_panel, live, live_text, page, pager, skeleton};
use crate::words::{key, t};
use domain::contract::{Page, PageQuery, ShowRegionJournal};
use domain::journal::{Link, check_link};
use domain::regions::RegionJournalRow;
use leptos::prelude::*;

pub fn region_journal_page() -> AnyView {
    let after = RwSignal::new(Vec::<u64>::new());
    let expected: ExpectedHashes = LightSignal::new(vec![]);
    let found = load_reply::<ShowRegionJournal>(move || {
        ((region(),), PageQuery { after: after.with(|after| after.last().copied()), limit: None })
    });
    let rows = live(move || match found.get() {
        None => skeleton(),
        Some(Ok(journal)) => rows(&journal, after, &expected).any(),
        Some(Err(error)) if error.is("request/not-signed-in") => guest(),
        Some(Err(error)) => error_panel(&error, move || found.again()).any(),
    });
    page(live_text(|| t(key::OFFICE_JOURNAL)))
        .below(live_text(|| t(key::OFFICE_JOURNAL_BELOW)))
        .back(address(&region_now(), "office"))
        .around(vec![rows])
}

fn rows(journal: &Page<RegionJournalRow>, after: RwSignal<Vec<u64>>, expected: &ExpectedHashes) -> Element {
    let rows = &journal.rows;
    if rows.is_empty() {
        return empty("history", t(key::OFFICE_NO_JOURNAL), t(key::OFFICE_NO_JOURNAL_NEXT), None);
    }
    let links: Vec<Link> = rows.iter().enumerate().map(|(at, row)| check_link(row, rows.get(at + 1))).collect();
    let wrong = links.iter().filter(|link| **link != Link::Whole).count();
    let list = rows.iter().zip(links).fold(el("ul", ""), |list, (row, link)| list.child(cell(row, link)));
    let pager = pager(after, journal.next);
    el("div", "stack")
        .child(of_neighbours(rows, wrong, expected))
        .child(el("section", "card journal").child(list))
        .child(pager)
}

fn cell(row: &RegionJournalRow, link: Link) -> Element {
    let shown = JournalRowView {
        seq: row.seq,
        at: row.at,
        actor: row.actor_name.clone().unwrap_or_else(|| t(key::OFFICE_SYSTEM)),
        command: &row.command,
        subject: &row.subject,
        detail: &row.detail,
        previous_hash: &row.previous_hash,
        hash: &row.hash,
        about: None,
    };
    el("li", "").child(journal_row_view(shown, link, |_| None))
}
