//! The seats of the office; for a head the forms for filling and ending one.

use super::office::officer_post_words;
use super::region_now;
use crate::call::current_time;
use crate::load::{Load, load_reply};
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::{self, PageDialog};
use crate::ui::{Element, button, cell_words, el, loaded_view, nothing, section, several, show_toast};
use crate::words::{day, key, t, tf};
use domain::access::{Capability, Subject};
use domain::contract::{EndOfficerSeat, FillOfficerSeat, ListOfficers, ResetOfficerFactor};
use domain::members::Day;
use domain::regions::{EndOfficerSeatRequest, FillOfficerSeatRequest, OfficerMe, OfficerPost, OfficerRow, Officers};
use domain::sessions::ResetFactorRequest;
use domain::time::DAY;
use leptos::prelude::*;
use std::sync::Arc;

const FIELDS: &[&str] = &["name", "phone", "post", "from", "until", "basis"];
/// The initial last day of the form: two years after today. It may be changed.
const TERM_DAYS: i64 = 2 * 365;

fn field_of(code: &str) -> Option<&'static str> {
    Some(match code.strip_prefix("regions/")? {
        "own-case" | "seat-open" => "phone",
        "term-reversed" | "term-already-over" | "term-too-long" => "until",
        _ => return None,
    })
}

pub fn officer_seats_card(me: &OfficerMe, ask: PageDialog) -> AnyView {
    let list = load_reply::<ListOfficers>(|| ((region_now(),), ()));
    let manages = me.standing(current_time().day()).may(Capability::ManageOfficers, &Subject::Region);
    let own = me.seat;
    let opener = manages.then(|| {
        let ask = ask.clone();
        let open = move || ask.open(t(key::OFFICERS_FILL), move |ask| fill(ask, list));
        el("p", "body").child(button("button quiet", t(key::OFFICERS_FILL), open))
    });
    let rows = loaded_view(list, move |officers: Arc<Officers>| {
        let today = Day::of(current_time().day());
        let is_open = |row: &&OfficerRow| row.ended_at.is_none() && row.until >= today;
        let open: Vec<Element> = officers
            .officers
            .iter()
            .filter(is_open)
            .map(|row| {
                let end = (manages && row.seat != own).then(|| end(row, ask.clone(), list));
                let reset = (manages && row.seat != own && row.has_factor).then(|| reset(row, ask.clone(), list));
                el("li", "").child(el("div", "cell").child(cell_words(heading(row), line(row))).child(reset).child(end))
            })
            .collect();
        let past: Vec<Element> = officers
            .officers
            .iter()
            .filter(|row| !is_open(row))
            .map(|row| el("li", "").child(el("div", "cell").child(cell_words(heading(row), line(row)))))
            .collect();
        let past = if past.is_empty() {
            nothing()
        } else {
            let title = el("summary", "cell").child(t(key::OFFICERS_PAST));
            el("details", "").child(title).child(el("ul", "").child(past)).any()
        };
        several([el("ul", "").child(open).any(), past])
    });
    section("card", t(key::OFFICERS_SEATS)).child(rows).child(opener).any()
}

fn heading(row: &OfficerRow) -> String {
    [row.name.as_str(), &officer_post_words(row.post)].join(" · ")
}

fn line(row: &OfficerRow) -> String {
    let term = tf(key::OFFICERS_UNTIL, &[("from", &row.from.to_string()), ("until", &row.until.to_string())]);
    let ended = row.ended_at.map(|at| tf(key::OFFICERS_ENDED, &[("day", &day(at))]));
    let parts = [Some(term), ended, Some(row.phone_masked.clone()), Some(row.basis.clone())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Asks once, with a reason, and ends the seat.
fn end(row: &OfficerRow, ask: PageDialog, list: Load<Officers>) -> Element {
    let (seat, name) = (row.seat, row.name.clone());
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICERS_END)), ("title", &name)]);
    let open = move || {
        let title = tf(key::OFFICERS_END_TITLE, &[("name", &name)]);
        let closing = ask.clone();
        page_dialog::ask_reason(&ask, title, t(key::OFFICERS_END_WHY), t(key::OFFICERS_END), move |form, reason| {
            let closing = closing.clone();
            form.send::<EndOfficerSeat>((region_now(), seat), EndOfficerSeatRequest { reason }, move |_| {
                closing.close();
                show_toast(t(key::OFFICERS_SEAT_ENDED));
                list.again();
            });
        });
    };
    button("badge", t(key::OFFICERS_END), open).attr("aria-label", label)
}

/// Asks once, with a reason, and resets a lost second factor.
fn reset(row: &OfficerRow, ask: PageDialog, list: Load<Officers>) -> Element {
    let (officer, name) = (row.officer, row.name.clone());
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICERS_RESET)), ("title", &name)]);
    let open = move || {
        let title = tf(key::OFFICERS_RESET_TITLE, &[("name", &name)]);
        let closing = ask.clone();
        page_dialog::ask_reason(
            &ask,
            title,
            t(key::OFFICERS_RESET_WHY),
            t(key::OFFICERS_RESET),
            move |form, reason| {
                let closing = closing.clone();
                form.send::<ResetOfficerFactor>((region_now(), officer), ResetFactorRequest { reason }, move |_| {
                    closing.close();
                    show_toast(t(key::OFFICERS_RESET_DONE));
                    list.again();
                });
            },
        );
    };
    button("badge", t(key::OFFICERS_RESET), open).attr("aria-label", label)
}

type Text = RwSignal<String>;

fn fill(ask: PageDialog, list: Load<Officers>) -> Element {
    let form = Form::new(FIELDS, field_of);
    let text = |begin: String| RwSignal::new(begin);
    let today = Day::of(current_time().day());
    let last = Day::of(current_time().plus(TERM_DAYS * DAY).day());
    let typed_in = [
        text(String::new()),
        text(String::new()),
        text(OfficerPost::Staff.as_str().to_owned()),
        text(today.to_string()),
        text(last.to_string()),
        text(String::new()),
    ];
    let closing = ask.clone();
    let send = move || match read(&typed_in) {
        Err((field, words)) => form.refuse(field, words),
        Ok(wanted) => {
            let (closing, name) = (closing.clone(), wanted.name.to_string());
            form.send::<FillOfficerSeat>((region_now(),), wanted, move |_| {
                closing.close();
                show_toast(tf(key::OFFICERS_FILLED, &[("name", &name)]));
                list.again();
            });
        }
    };
    let posts = OfficerPost::ALL.iter().map(|one| (one.as_str().to_owned(), officer_post_words(*one))).collect();
    let hint = Some(t(key::OFFICERS_BASIS_HINT));
    let [name, phone, post_of, from, until, basis] = typed_in;
    form.element("stack", send)
        .child(form.field("name", t(key::OFFICERS_NAME), None, Control::Text, name))
        .child(form.field("phone", t(key::OFFICERS_PHONE), None, Control::Text, phone))
        .child(form.field("post", t(key::OFFICERS_POST), None, Control::Choice(posts), post_of))
        .child(form.field("from", t(key::OFFICERS_FROM), None, Control::Day, from))
        .child(form.field("until", t(key::OFFICERS_LAST_DAY), None, Control::Day, until))
        .child(form.field("basis", t(key::OFFICERS_BASIS), hint, Control::Text, basis))
        .child(form.refusal())
        .child(ask.buttons(form.submit("button", t(key::OFFICERS_FILL))))
}

fn read([name, phone, post, from, until, basis]: &[Text; 6]) -> Result<FillOfficerSeatRequest, (&'static str, String)> {
    let missing = |field| move |_| (field, t(key::OFFICE_MISSING));
    let day = |field, text: &Text| text.get_untracked().parse::<Day>().map_err(missing(field));
    Ok(FillOfficerSeatRequest {
        name: name.get_untracked().parse().map_err(|bad| ("name", form_values::bad_text_words(bad)))?,
        phone: phone.get_untracked().parse().map_err(|_| ("phone", t(key::SIGN_IN_PHONE_WRONG)))?,
        post: post.get_untracked().parse().map_err(missing("post"))?,
        from: day("from", from)?,
        until: day("until", until)?,
        basis: basis.get_untracked().parse().map_err(|bad| ("basis", form_values::bad_text_words(bad)))?,
    })
}
