//! One case. A decided one begins with its result; an open one with the draft, then what it waits for, what the reader
//! can do, and what is missing. Past votes, certificates, opinions and holds follow.

use super::ballots::step_ballots_card;
use super::certificate::certificate_view;
use super::guards::{guard_title, guard_until, helper_words, meeting_words};
use super::requirements::{due_guards, meeting_day_card, requirements_card};
use super::result::result_card;
use super::{case_of_page, case_state, packs_words, step_line};
use crate::load::load_reply;
use crate::location::{current_community, local_link};
use crate::sharing::{SharedPage, sharing_buttons};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, cell_link, cell_words, el, fact, live_text, loaded_view, page, section, section_with_link, several,
};
use crate::words::{key, last_day, moment, number, t, tf, word_text};
use domain::contract::{ShowCase, ShowMatter};
use domain::decisions::{AnswerWay, CaseStatus, CaseView, CheckKind, GuardId, HoldView, OpinionView, StepMeeting};
use domain::matters::MatterView;
use leptos::prelude::*;
use std::sync::Arc;

pub fn case_page() -> AnyView {
    let found = load_reply::<ShowCase>(move || (case_of_page(), ()));
    let title = live_text(move || found.value().map_or_else(|| t(key::DECISIONS_TITLE), |one| one.row.title.clone()));
    let below = live_text(move || {
        let number = |one: &CaseView| tf(key::DECISIONS_NUMBER, &[("number", &one.row.number.to_string())]);
        found.value().map(|one| number(&one)).unwrap_or_default()
    });
    let ask = PageDialog::new();
    let dialogs = ask.place().any();
    let content = loaded_view(found, move |one| {
        let is_open = one.row.status == CaseStatus::Open;
        let parts = [
            result_card(&one).map(Element::any),
            Some(draft(&one)),
            Some(stands(&one).any()),
            ways_to_act(&one).map(Element::any),
            sharing_buttons(&SharedPage::Case(one.clone()), &ask).map(Element::any),
            meeting_day_card(&one).map(Element::any),
            is_open.then(|| requirements_card(&one).any()),
            step_ballots_card(&one).map(Element::any),
            certificates(&one).map(Element::any),
            opinions(&one).map(Element::any),
            holds(&one).map(Element::any),
            Some(ways_on(&one).any()),
        ];
        several(parts.into_iter().flatten())
    });
    page(title).below(below).back(local_link("cases")).around(vec![content, dialogs])
}

/// Where it stands: the six steps, and what the present one waits for.
fn stands(one: &CaseView) -> Element {
    let is_open = one.row.status == CaseStatus::Open;
    let facts = el("dl", "facts")
        .child(fact(t(key::DECISIONS_OPENED), moment(one.row.opened_at)))
        .child((!is_open).then(|| fact(t(key::DECISIONS_RULES), packs_words(&one.rules_version))))
        .child(one.filing_due.map(|at| fact(t(key::DECISIONS_FILING), last_day(at))));
    let waits = is_open.then(|| el("p", "").child(waits_for(one)));
    section("card", t(if is_open { key::DECISIONS_NOW } else { key::DECISIONS_WAY }))
        .child(step_line(&one.row))
        .child(el("div", "body").child(case_state(&one.row)).child(waits).child(facts))
}

/// The first condition that somebody can supply; when none is left, the meeting.
fn waits_for(one: &CaseView) -> String {
    let held = one.guards.iter().find(|guard| guard.id == GuardId::Held && guard.is_missing());
    match due_guards(&one.guards).next() {
        Some(guard) => {
            let what = tf(key::DECISIONS_WAITS_WHO, &[("who", &helper_words(guard)), ("what", &guard_title(guard))]);
            [Some(what), guard_until(guard)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        None => held.and_then(meeting_words).unwrap_or_else(|| t(key::DECISIONS_NOTHING_MISSING)),
    }
}

/// What the reader can do: come to the meeting of the step, and say something.
fn ways_to_act(one: &CaseView) -> Option<Element> {
    if one.row.status != CaseStatus::Open {
        return None;
    }
    let now = one.steps.iter().find(|step| step.step == one.row.step)?;
    let meeting = now.meeting.map(|meeting| {
        let held = now.meetings.iter().find(|held| held.meeting == meeting);
        let when = held.map(|held| [moment(held.starts_at), answers(held)].concat()).unwrap_or_default();
        let href = local_link(&["meetings/", &meeting.to_string()].concat());
        cell_link(href, t(key::DECISIONS_TO_MEETING), when, None)
    });
    let matter = local_link(&["matters/", &one.matter.to_string()].concat());
    let matter = cell_link(matter, t(key::DECISIONS_TO_MATTER), String::new(), None);
    Some(section("card", t(key::DECISIONS_MY_ACTS)).child(el("ul", "").child(meeting).child(matter)))
}

/// How many say that they will come to the meeting; empty before anybody did.
fn answers(held: &StepMeeting) -> String {
    let words = [("coming", held.coming), ("away", held.not_coming)].map(|(name, count)| (name, number(count.into())));
    if held.coming + held.not_coming == 0 {
        return String::new();
    }
    tf(key::DECISIONS_ANSWERS, &words.each_ref().map(|(name, count)| (*name, count.as_str())))
}

/// The subject of the decision: the present text. Once it is decided, a link to its discussion, which is among the
/// reader's acts before.
fn draft(one: &CaseView) -> AnyView {
    let (matter, is_open) = (one.matter, one.row.status == CaseStatus::Open);
    let found = load_reply::<ShowMatter>(move || ((current_community(), matter), ()));
    loaded_view(found, move |text: Arc<MatterView>| {
        let title = tf(key::DECISIONS_DRAFT, &[("version", &number(text.version.into()))]);
        let link = (local_link(&["matters/", &matter.to_string()].concat()), t(key::DECISIONS_TO_MATTER));
        let said = [("for", text.posts_for), ("against", text.posts_against), ("neutral", text.posts_neutral)];
        let said = said.map(|(name, count)| (name, number(count.into())));
        let said = tf(key::DECISIONS_SAID, &said.each_ref().map(|(name, count)| (*name, count.as_str())));
        let body =
            el("div", "body").child(el("p", "prose").child(text.text.clone())).child(el("p", "faint").child(said));
        section_with_link("card", title, Some(link).filter(|_| !is_open)).child(body).any()
    })
}

fn certificates(one: &CaseView) -> Option<Element> {
    let rows: Vec<Element> =
        one.steps.iter().filter_map(|step| step.certificate.as_ref()).map(certificate_view).collect();
    (!rows.is_empty()).then(|| section("card", t(key::DECISIONS_CERTIFICATES)).child(el("ol", "").child(rows)))
}

fn opinions(one: &CaseView) -> Option<Element> {
    let told = |opinion: &OpinionView| {
        one.file.as_ref()?.opinions.iter().find(|told| told.id == opinion.id).map(|told| told.text.clone())
    };
    let rows: Vec<Element> = one
        .opinions
        .iter()
        .map(|opinion| {
            let state = match (opinion.verdict, opinion.given_at) {
                (Some(verdict), Some(at)) => [word_text(verdict), moment(at)].join(" · "),
                _ => tf(key::DECISIONS_OPINION_DUE, &[("date", &last_day(opinion.due_at))]),
            };
            let title = match opinion.kind {
                Some(CheckKind::Filing) => word_text(CheckKind::Filing),
                _ => word_text(opinion.of),
            };
            let words = cell_words(title, state).child(at_the_office(opinion));
            let words = words.child(told(opinion).map(|text| el("p", "").child(text)));
            el("li", "").child(el("div", "cell top-line").child(words))
        })
        .collect();
    (!rows.is_empty()).then(|| section("card", t(key::DECISIONS_OPINIONS)).child(el("ul", "").child(rows)))
}

/// When the office of the street or township was asked, and the state of that.
pub fn at_the_office(opinion: &OpinionView) -> Option<Element> {
    let region = opinion.region.as_ref()?;
    let asked = tf(key::DECISIONS_OFFICE_ASKED, &[("region", &region.name), ("time", &moment(opinion.asked_at))]);
    let state = match (opinion.way, opinion.received_at) {
        (Some(AnswerWay::Office), _) => t(key::DECISIONS_OFFICE_ANSWERED),
        (Some(AnswerWay::Paper), _) => t(key::DECISIONS_OFFICE_PAPER),
        (None, Some(at)) => tf(key::DECISIONS_OFFICE_RECEIVED, &[("time", &moment(at))]),
        (None, None) => t(key::DECISIONS_OFFICE_SENT),
    };
    Some(el("span", "faint").child([asked, state].join(" · ")))
}

fn holds(one: &CaseView) -> Option<Element> {
    let told = |hold: &HoldView| {
        one.file.as_ref()?.holds.iter().find(|told| told.id == hold.id).map(|told| told.reason.clone())
    };
    let rows: Vec<Element> = one
        .holds
        .iter()
        .map(|hold| {
            let state = match hold.lifted_at {
                Some(at) => tf(key::DECISIONS_LIFTED, &[("time", &moment(at))]),
                None => tf(key::DECISIONS_HELD_SINCE, &[("time", &moment(hold.raised_at))]),
            };
            let words = cell_words(t(key::DECISIONS_HOLD), state);
            let words = words.child(told(hold).map(|text| el("p", "").child(text)));
            el("li", "").child(el("div", "cell top-line").child(words))
        })
        .collect();
    (!rows.is_empty()).then(|| section("card", t(key::DECISIONS_HOLDS)).child(el("ul", "").child(rows)))
}

fn ways_on(one: &CaseView) -> Element {
    let office = one.file.is_some().then(|| {
        let href = local_link(&["office/cases/", &one.row.id.to_string()].concat());
        cell_link(href, t(key::DECISIONS_TO_OFFICE), t(key::DECISIONS_TO_OFFICE_BELOW), None)
    });
    let dossier = local_link(&["cases/", &one.row.id.to_string(), "/dossier"].concat());
    let dossier = cell_link(dossier, t(key::DECISIONS_PRINT), t(key::DECISIONS_PRINT_BELOW), None);
    let rows = el("ul", "").child(office).child(dossier);
    el("section", "card no-print").child(rows)
}
