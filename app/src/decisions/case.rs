//! One case: its six steps, what the present one lacks, past decisions with their figures, opinions and holds.

use super::ballots::step_ballots_card;
use super::certificate::certificate_view;
use super::{case_of_page, case_state, guard_list, step_line};
use crate::load::load_reply;
use crate::location::{current_community, local_link};
use crate::ui::{
    Element, cell_link, cell_words, el, fact, live_text, loaded_view, page, section, section_with_link, several,
};
use crate::words::{key, last_day, look_up, moment, number, t, tf, tn, word_text};
use domain::contract::{ShowCase, ShowMatter};
use domain::decisions::{AnswerWay, CaseStatus, CaseView, CheckKind, HoldView, OpinionView};
use domain::matters::MatterView;
use leptos::prelude::*;
use std::sync::Arc;

pub fn case_page((): ()) -> AnyView {
    let found = load_reply::<ShowCase>(move || (case_of_page(), ()));
    let title = live_text(move || found.value().map_or_else(|| t(key::DECISIONS_TITLE), |one| one.row.title.clone()));
    let below = live_text(move || {
        let number = |one: &CaseView| tf(key::DECISIONS_NUMBER, &[("number", &one.row.number.to_string())]);
        found.value().map(|one| number(&one)).unwrap_or_default()
    });
    let content = loaded_view(found, move |one| {
        let parts = [
            Some(stands(&one).any()),
            (!one.guards.is_empty()).then(|| checklist(&one).any()),
            one.end_reason.as_deref().map(|reason| ended(reason).any()),
            Some(draft(&one)),
            step_ballots_card(&one).map(Element::any),
            certificates(&one).map(Element::any),
            opinions(&one).map(Element::any),
            holds(&one).map(Element::any),
            Some(ways_on(&one).any()),
        ];
        several(parts.into_iter().flatten())
    });
    page(title).below(below).back(local_link("cases")).around(content)
}

fn stands(one: &CaseView) -> Element {
    let now = one.steps.iter().find(|step| step.step == one.row.step);
    let meeting = now.and_then(|step| step.meeting).filter(|_| one.row.status == CaseStatus::Open).map(|meeting| {
        cell_link(
            local_link(&["meetings/", &meeting.to_string()].concat()),
            t(key::DECISIONS_TO_MEETING),
            String::new(),
            None,
        )
    });
    let facts = el("dl", "facts")
        .child(fact(t(key::DECISIONS_OPENED), moment(one.row.opened_at)))
        .child(fact(t(key::DECISIONS_RULES), rules(&one.rules_version)))
        .child(one.filing_due.map(|at| fact(t(key::DECISIONS_FILING), last_day(at))));
    el("section", "card")
        .child(step_line(&one.row))
        .child(el("div", "body").child(case_state(&one.row)).child(facts))
        .child(el("ul", "").child(meeting))
}

/// `defaults@2026-11 community-2025@2026-11` in words: the rule packs that are frozen for this case.
fn rules(version: &str) -> String {
    let names = version.split(' ').map(|pack| {
        let name = pack.split('@').next().unwrap_or_default();
        look_up(&["decisions.pack.", name].concat()).unwrap_or_else(|| pack.to_owned())
    });
    names.collect::<Vec<_>>().join(&t(key::DECISIONS_PACK_AND))
}

/// The subject of the decision: the present text, and a link to its discussion.
fn draft(one: &CaseView) -> AnyView {
    let matter = one.matter;
    let found = load_reply::<ShowMatter>(move || ((current_community(), matter), ()));
    loaded_view(found, move |text: Arc<MatterView>| {
        let title = tf(key::DECISIONS_DRAFT, &[("version", &number(text.version.into()))]);
        let link = (local_link(&["matters/", &matter.to_string()].concat()), t(key::DECISIONS_TO_MATTER));
        let said = [("for", text.posts_for), ("against", text.posts_against), ("neutral", text.posts_neutral)];
        let said = said.map(|(name, count)| (name, number(count.into())));
        let said = tf(key::DECISIONS_SAID, &said.each_ref().map(|(name, count)| (*name, count.as_str())));
        let body =
            el("div", "body").child(el("p", "prose").child(text.text.clone())).child(el("p", "faint").child(said));
        section_with_link("card", title, Some(link)).child(body).any()
    })
}

fn checklist(one: &CaseView) -> Element {
    let title = if one.row.missing == 0 {
        t(key::DECISIONS_NOTHING_MISSING)
    } else {
        tn(key::DECISIONS_MISSING_COUNT, one.row.missing.into(), &[])
    };
    section("card", title).child(guard_list(&one.guards))
}

fn ended(reason: &str) -> Element {
    section("card", t(key::DECISIONS_END_REASON)).child(el("div", "body").child(el("p", "").child(reason.to_owned())))
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
