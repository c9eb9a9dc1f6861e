//! A page of rows with its verdict.

use domain::contract::Page;
use domain::journal::{ChainRow, JournalRow, Link, check_link};

use super::row::journal_cell;
use super::search::{ExpectedHashes, JournalSearch};
use crate::office::sheet::sheet_pager;
use crate::ui::{Element, el, empty};
use crate::words::{key, number, t, tf, tn};

pub fn journal_rows_list(journal: &Page<JournalRow>, asking: &JournalSearch) -> Element {
    let rows = &journal.rows;
    let is_part = asking.filter.peek(|filter| !filter.is_empty());
    if rows.is_empty() {
        return if is_part {
            empty("search", t(key::JOURNAL_NOTHING_FITS), t(key::JOURNAL_NOTHING_FITS_NEXT), None)
        } else {
            empty("history", t(key::OFFICE_NO_JOURNAL), t(key::OFFICE_NO_JOURNAL_NEXT), None)
        };
    }
    let own = |row: &JournalRow| if row.is_whole() { Link::Whole } else { Link::Changed };
    let links: Vec<Link> = if is_part {
        rows.iter().map(own).collect()
    } else {
        rows.iter().enumerate().map(|(at, row)| check_link(row, rows.get(at + 1))).collect()
    };
    let wrong = links.iter().filter(|link| **link != Link::Whole).count();
    let verdict = if is_part { of_part(rows.len(), wrong) } else { of_neighbours(rows, wrong, &asking.expected) };
    let list = rows
        .iter()
        .zip(links)
        .fold(el("ul", ""), |list, (row, link)| list.child(el("li", "").child(journal_cell(row, link, asking))));
    let next = journal.next.map(|next| next.to_string());
    let card = el("section", "card journal").child(list).child(sheet_pager(&asking.after, next));
    el("div", "stack").child(verdict).child(card)
}

/// Consecutive rows of a journal, a community's or a region's.
pub fn of_neighbours<R: ChainRow>(rows: &[R], wrong: usize, expected: &ExpectedHashes) -> Element {
    let Some((newest, oldest)) = rows.first().zip(rows.last()) else { return el("div", "") };
    // The last row of the previous page names the hash that this page must begin with.
    let joined = expected.peek(|expected| {
        expected.iter().find(|(seq, _)| *seq == newest.seq()).is_none_or(|(_, hash)| hash == newest.hash())
    });
    expected.update(|expected| expected.push((oldest.seq() - 1, oldest.previous_hash().to_owned())));
    let range = [("from", number(oldest.seq().cast_signed())), ("until", number(newest.seq().cast_signed()))];
    let range = range.each_ref().map(|(name, value)| (*name, value.as_str()));
    match (wrong, joined) {
        (0, true) => good_card(tf(key::OFFICE_CHAIN_WHOLE, &range)),
        (0, false) => trouble_card(t(key::OFFICE_CHAIN_NOT_JOINED)),
        _ => trouble_card(tn(key::OFFICE_CHAIN_BROKEN, count(wrong), &range)),
    }
}

/// Rows that are not consecutive: only the content of each can be checked.
fn of_part(rows: usize, wrong: usize) -> Element {
    if wrong == 0 {
        good_card(tn(key::JOURNAL_PART_WHOLE, count(rows), &[]))
    } else {
        trouble_card(tn(key::JOURNAL_PART_BROKEN, count(wrong), &[]))
    }
}

pub fn good_card(words: String) -> Element {
    el("section", "card good").child(el("p", "body").child(words))
}

pub fn trouble_card(words: String) -> Element {
    el("section", "card trouble").attr("role", "alert").child(el("p", "").child(words))
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or_default()
}
