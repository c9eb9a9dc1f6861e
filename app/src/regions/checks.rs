//! Questions of communities to the office (审核、备案): the pending ones, nearest deadline first, with a dialog to
//! answer; then the rest.
//!
//! State: the page's answer, and where the pages read so far began. Invariant: of a case only public data of its
//! community is shown; a link leads to its public page.

use super::{address, guest, region, region_now};
use crate::call::current_time;
use crate::load::{Load, load_reply};
use crate::location::community_link;
use crate::ui::body_form::{BodyForm, field_label};
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, Tone, badge, button, cell_words, el, empty, error_panel, live, live_text, nothing, page, pager, section,
    several, show_toast, skeleton,
};
use crate::words::{key, last_day, moment, t, tf, tn, word_choices, word_text};
use domain::access::{Capability, Subject};
use domain::contract::{AnswerCheck, ListChecks, PageQuery, ShowOfficerMe};
use domain::decisions::OpinionVerdict;
use domain::regions::{CheckDraft, CheckRow, CheckState, Checks};
use leptos::prelude::*;
use serde_json::Value;

pub fn region_checks_page() -> AnyView {
    let after = RwSignal::new(Vec::<u64>::new());
    let found = load_reply::<ListChecks>(move || {
        ((region(),), PageQuery { after: after.with(|after| after.last().copied()), limit: None })
    });
    let me = load_reply::<ShowOfficerMe>(|| ((region(),), ()));
    let ask = PageDialog::new();
    let dialog = ask.place();
    // The right to answer is known slightly later than the questions: then the buttons appear.
    let content = live(move || {
        let may = me
            .value()
            .is_some_and(|me| me.standing(current_time().day()).may(Capability::AnswerChecks, &Subject::Region));
        let ask = may.then(|| ask.clone());
        match found.get() {
            None => skeleton(),
            Some(Ok(checks)) => rows(&checks, ask.as_ref(), after, found),
            Some(Err(error)) if error.is("request/not-signed-in") => guest(),
            Some(Err(error)) => error_panel(&error, move || found.again()).any(),
        }
    });
    page(live_text(|| t(key::OFFICERS_CHECKS)))
        .below(live_text(|| t(key::OFFICERS_CHECKS_BELOW)))
        .back(address(&region_now(), "office"))
        .around(vec![content, dialog.any()])
}

/// `ask` is given to officers who may answer.
fn rows(checks: &Checks, ask: Option<&PageDialog>, after: RwSignal<Vec<u64>>, list: Load<Checks>) -> AnyView {
    if checks.open.is_empty() && checks.page.rows.is_empty() {
        return empty("inbox", t(key::OFFICERS_NO_CHECKS), t(key::OFFICERS_NO_CHECKS_NEXT), None).any();
    }
    let is_first = after.with_untracked(Vec::is_empty);
    let open = is_first.then(|| {
        let title = tn(key::OFFICERS_CHECKS_OPEN, checks.open_count.into(), &[]);
        let rows: Vec<Element> = checks.open.iter().map(|row| waiting(row, ask, list)).collect();
        section("card", title).child(el("ul", "").child(rows)).any()
    });
    let done = if checks.page.rows.is_empty() {
        nothing()
    } else {
        let rows: Vec<Element> = checks.page.rows.iter().map(past).collect();
        section("card", t(key::OFFICERS_CHECKS_DONE)).child(el("ul", "").child(rows)).any()
    };
    let pager = pager(after, checks.page.next).any();
    several(open.into_iter().chain([done, pager]))
}

/// The community, the kind of question, and a mark for the demonstration.
fn about(row: &CheckRow) -> String {
    let demonstration = row.demonstration.then(|| t(key::SHELL_DEMONSTRATION));
    let parts = [Some(row.community_name.clone()), Some(word_text(row.kind)), demonstration];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn to_case(row: &CheckRow) -> Element {
    let href = community_link(&row.community, &["cases/", &row.case.to_string()].concat());
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICERS_CHECK_CASE)), ("title", &row.title)]);
    el("a", "button small quiet").attr("href", href).attr("aria-label", label).child(t(key::OFFICERS_CHECK_CASE))
}

fn waiting(row: &CheckRow, ask: Option<&PageDialog>, list: Load<Checks>) -> Element {
    let due = tf(key::OFFICERS_CHECK_DUE, &[("day", &last_day(row.due_at))]);
    let asked = tf(key::OFFICERS_CHECK_ASKED, &[("time", &moment(row.asked_at))]);
    let state = if row.is_overdue(current_time()) {
        badge(Tone::Red, t(key::OFFICERS_CHECK_OVERDUE))
    } else {
        badge(Tone::Amber, word_text(row.state))
    };
    let words = cell_words(row.title.clone(), about(row))
        .child(el("p", "faint").child([due, asked].join(" · ")))
        .child(el("p", "").child(state));
    let opener = ask.cloned().map(|ask| {
        let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICERS_CHECK_ANSWER)), ("title", &row.title)]);
        let one = row.clone();
        let open = move || answer(&one, &ask, list);
        button("button small", t(key::OFFICERS_CHECK_ANSWER), open).attr("aria-label", label)
    });
    let actions = el("div", "actions").child(opener).child(to_case(row));
    el("li", "").child(el("div", "body stack").child(words).child(actions))
}

fn past(row: &CheckRow) -> Element {
    let tone = if row.state == CheckState::Delivered { Tone::Green } else { Tone::Plain };
    let answer = row.answer.as_ref().map(|answer| {
        let verdict = word_text(answer.verdict);
        let line = [verdict, answer.by_name.clone(), moment(answer.at)].join(" · ");
        vec![el("p", "").child(line), el("p", "faint").child(answer.text.clone())]
    });
    let words = cell_words(row.title.clone(), about(row))
        .child(answer)
        .child(el("p", "").child(badge(tone, word_text(row.state))));
    el("li", "").child(el("div", "body stack").child(words).child(el("div", "actions").child(to_case(row))))
}

/// The form for the office's answer: the officer chooses it, nothing is preselected.
fn answer(row: &CheckRow, ask: &PageDialog, list: Load<Checks>) {
    let unchosen = (String::new(), t(key::OFFICERS_CHECK_CHOOSE));
    let verdicts: Vec<_> = [unchosen].into_iter().chain(word_choices::<OpinionVerdict>()).collect();
    let (verdict, draft) = (RwSignal::new(String::new()), row.draft.clone());
    let draw = move |form: Form| {
        let label = field_label::<AnswerCheck>("verdict");
        el("div", "stack")
            .child(draft.as_ref().map(draft_text))
            .child(el("p", "faint").child(t(key::OFFICERS_CHECK_WHY)))
            .child(form.field("verdict", label, None, Control::Choice(verdicts), verdict))
    };
    let read = move || match verdict.get_untracked() {
        chosen if chosen.is_empty() => Err(t(key::FORM_MISSING)),
        chosen => Ok(Value::from(chosen)),
    };
    BodyForm::<AnswerCheck>::new(t(key::OFFICERS_CHECK_ANSWER))
        .text([row.community_name.clone(), word_text(row.kind), row.title.clone()].join(" · "))
        .drawn("verdict", draw, read)
        .open(ask, (region_now(), row.id), move |_| {
            show_toast(t(key::OFFICERS_CHECK_ANSWERED));
            list.again();
        });
}

/// The draft that the community asks about, folded, with its hash.
fn draft_text(draft: &CheckDraft) -> Element {
    let title = tf(key::OFFICERS_CHECK_DRAFT, &[("version", &draft.version.to_string())]);
    let lines: Vec<Element> = draft.text.lines().map(|line| el("p", "").child(line.to_owned())).collect();
    let hash = el("p", "faint").child(t(key::OFFICERS_CHECK_HASH)).child(el("span", "hash").child(draft.hash.clone()));
    el("details", "").child(el("summary", "").child(title)).child(el("div", "prose").child(lines)).child(hash)
}
