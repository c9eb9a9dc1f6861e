//! Tables for a desk that become cells on a phone.
//!
//! Invariant: each cell names its column, so nothing is lost when the head is not seen; the explicit roles keep it
//! a table for screen readers whatever the layout is.

use std::str::FromStr;

use crate::light_signal::LightSignal;
use crate::ui::{Child, Element, button, el};
use crate::words::{Key, key, last_day, moment, t, tf};
use domain::time::{UtcMillis, start_of};

/// A table being built; the first column is the row's title, a column without a name holds buttons.
pub struct Sheet {
    columns: Vec<String>,
    heads: Vec<Element>,
    rows: Vec<Element>,
    label: String,
}

impl Sheet {
    pub fn new(label: String, columns: &[Option<Key>]) -> Self {
        let columns: Vec<String> = columns.iter().map(|column| column.map(t).unwrap_or_default()).collect();
        let heads = columns.iter().map(|name| head_of(name)).collect();
        Self { columns, heads, rows: vec![], label }
    }

    /// Lets the head of a column sort the list; `is_current` if it is sorted by this column.
    pub fn sort_by(&mut self, column: usize, is_current: bool, press: impl FnMut() + Send + 'static) {
        let head = head_cell().child(button("", self.columns[column].clone(), press));
        self.heads[column] = if is_current { head.attr("aria-sort", "ascending") } else { head };
    }

    /// `cells` in the order of the columns.
    pub fn row(&mut self, cells: Vec<Element>) {
        let mut row = el("tr", "").attr("role", "row");
        for (at, cell) in cells.into_iter().enumerate() {
            let mut td = el("td", "").attr("role", "cell");
            let label = self.columns.get(at).map(String::as_str).unwrap_or_default();
            if at > 0 && !label.is_empty() {
                td = td.attr("data-label", label.to_owned());
            }
            row = row.child(td.child(cell));
        }
        self.rows.push(row);
    }

    pub fn done(self) -> Element {
        let head = el("tr", "").attr("role", "row").child(self.heads);
        let table = el("table", "cells")
            .attr("role", "table")
            .attr("aria-label", self.label.clone())
            .child(el("thead", "").attr("role", "rowgroup").child(head))
            .child(el("tbody", "").attr("role", "rowgroup").child(self.rows));
        el("div", "sheet").attr("tabindex", "0").attr("role", "region").attr("aria-label", self.label).child(table)
    }
}

fn head_cell() -> Element {
    el("th", "").attr("role", "columnheader").attr("scope", "col")
}

fn head_of(column: &str) -> Element {
    head_cell().child(if column.is_empty() {
        el("span", "unseen").child(t(key::OFFICE_ACTIONS))
    } else {
        el("span", "").child(column.to_owned())
    })
}

/// A cell of one bold line with a fainter one below it.
pub fn titled_cell(title: impl Child, below: impl Into<Option<String>>) -> Element {
    el("div", "").child(el("b", "").child(title)).child(below.into().map(faint_text))
}

/// A cell of one line with a fainter one below it.
pub fn line_cell(line: impl Child, below: impl Into<Option<String>>) -> Element {
    el("div", "").child(el("span", "").child(line)).child(below.into().map(faint_text))
}

pub fn plain_cell(text: String) -> Element {
    el("div", "").child(text)
}

pub fn faint_text(text: String) -> Element {
    el("span", "faint").child(text)
}

/// A deadline at midnight as its last day; another moment, such as the beginning of a meeting, with its hour.
pub fn due_words(at: UtcMillis) -> String {
    if at == start_of(at.day()) { last_day(at) } else { moment(at) }
}

pub fn badge_span(class: &'static str, text: String) -> Element {
    el("span", class).child(text)
}

/// The last row of each earlier page of a list.
pub type PageStack = LightSignal<Vec<String>>;

/// Where the present page begins.
pub fn page_begin<Id: FromStr>(left: &PageStack) -> Option<Id> {
    left.with(|left| left.last()?.parse().ok())
}

/// Buttons to the next page of a list and back.
pub fn sheet_pager(before: &PageStack, next: Option<String>) -> Option<Element> {
    let pages = before.peek(Vec::len);
    let (back, forth) = (before.clone(), before.clone());
    (pages > 0 || next.is_some()).then(|| {
        let button = |name| el("button", "button small quiet").attr("type", "button").child(t(name));
        let back = (pages > 0)
            .then(|| button(key::SHELL_PAGE_BACK).on_click(move || back.update(|left| left.truncate(pages - 1))));
        let forth = next
            .map(|next| button(key::SHELL_PAGE_NEXT).on_click(move || forth.update(|left| left.push(next.clone()))));
        let number = tf(key::OFFICE_PAGE, &[("number", &(pages + 1).to_string())]);
        el("div", "pager").child(faint_text(number)).child(el("div", "actions").child(back).child(forth))
    })
}
