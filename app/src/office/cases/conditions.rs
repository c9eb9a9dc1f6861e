//! The conditions of a step in three groups: what can be supplied now, what comes later, what is there.
//!
//! Invariant: a condition that nobody can supply yet is not shown as a fault.

use domain::access::Role;
use domain::decisions::{CaseView, GuardId, GuardTurn, OpinionOf, OpinionView, StepGuard, guard_turn};

use crate::call::current_time;
use crate::decisions::{guard_list, guard_title, origin_words, signed_row};
use crate::office::sheet::{due_words, faint_text};
use crate::ui::{Element, el, section};
use crate::words::{Key, code_text, key, last_day, t, tf, tn, word_text};

pub fn conditions_card(one: &CaseView) -> Option<Element> {
    let (mut now, mut later, mut met) = (vec![], vec![], vec![]);
    for guard in &one.guards {
        match guard_turn(guard, &one.guards, current_time()) {
            GuardTurn::Met => met.push(guard.clone()),
            GuardTurn::Now => now.push(guard),
            GuardTurn::After(first) => later.push(waiting(guard, first)),
        }
    }
    let asked = |guard: &&StepGuard| waiting_opinion(guard.id, one).is_some();
    let (asked, now): (Vec<&StepGuard>, Vec<&StepGuard>) = now.into_iter().partition(asked);
    let asked: Vec<Element> = asked.into_iter().filter_map(|guard| answering(guard, one)).collect();
    let now: Vec<StepGuard> = now.into_iter().cloned().collect();
    let groups = [
        group(key::OFFICE_CONDITIONS_NOW, !(now.is_empty() && asked.is_empty()), guard_list(&now).child(asked)),
        group(key::OFFICE_CONDITIONS_LATER, !later.is_empty(), el("ul", "").child(later)),
        group(key::OFFICE_CONDITIONS_MET, !met.is_empty(), guard_list(&met)),
    ];
    (!one.guards.is_empty())
        .then(|| section("card", lacking_words(one)).child(groups.into_iter().flatten().collect::<Vec<_>>()))
}

/// `本环节还有 3 项未完成`, or that nothing is missing.
pub fn lacking_words(one: &CaseView) -> String {
    match one.row.missing {
        0 => t(key::DECISIONS_NOTHING_MISSING),
        missing => tn(key::DECISIONS_MISSING_COUNT, missing.into(), &[]),
    }
}

/// The opinion that was asked for and is not given yet, for the condition of an opinion.
pub fn waiting_opinion(id: GuardId, one: &CaseView) -> Option<&OpinionView> {
    let of = match id {
        GuardId::TownshipOpinion => OpinionOf::Township,
        GuardId::LegalOpinion => OpinionOf::Adviser,
        _ => return None,
    };
    one.opinions.iter().find(|opinion| opinion.of == of && opinion.given_at.is_none())
}

fn group(name: Key, any: bool, list: Element) -> Option<Element> {
    any.then(|| el("div", "").child(el("h3", "cell plain").child(t(name))).child(list))
}

fn row(sign: &'static str, title: String, lines: Vec<String>) -> Element {
    let words = el("div", "").child(el("b", "").child(title));
    signed_row(sign, lines.into_iter().fold(words, |words, line| words.child(faint_text(line))))
}

/// A condition for which it is too early.
fn waiting(guard: &StepGuard, first: GuardId) -> Element {
    let until = guard.until.map(due_words);
    let after = until.unwrap_or_else(|| tf(key::OFFICE_CONDITION_AFTER, &[("first", &word_text(first))]));
    let who = tf(key::DECISIONS_WHO, &[("who", &code_text("role", guard.who.as_str()))]);
    row("sign plain", word_text(guard.id), vec![after, who])
}

/// An opinion that somebody was asked for: whose turn it is, and until when.
fn answering(guard: &StepGuard, one: &CaseView) -> Option<Element> {
    let opinion = waiting_opinion(guard.id, one)?;
    let region = opinion.region.as_ref().map(|region| region.name.clone());
    let who = region.unwrap_or_else(|| match opinion.of {
        OpinionOf::Adviser => code_text("role", Role::Adviser.as_str()),
        OpinionOf::Township => t(key::OFFICE_THE_TOWNSHIP),
    });
    let turn = tf(key::OFFICE_WAITS_FOR_ANSWER, &[("who", &who), ("date", &last_day(opinion.due_at))]);
    Some(row("sign amber", guard_title(guard), vec![turn, origin_words(&guard.rule)]))
}
