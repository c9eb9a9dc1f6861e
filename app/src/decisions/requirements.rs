//! What the present step still lacks, for everybody: what is due first, then how the meeting decides. What is in order,
//! what only the meeting can show, and the sources are folded.

use super::guards::{guard_row, requirement_row, source_row};
use super::rule_words::share_words;
use crate::call::current_time;
use crate::ui::{Element, el, fact, section};
use crate::words::{key, number, t, tf, tn, word_text};
use domain::decisions::{CaseView, GuardId, GuardTurn, StepGuard, guard_turn};
use domain::process::GuardState;

/// The conditions that somebody can supply now.
pub fn due_guards(all: &[StepGuard]) -> impl Iterator<Item = &StepGuard> {
    all.iter().filter(|guard| guard_turn(guard, all, current_time()) == GuardTurn::Now)
}

fn is_later(guard: &StepGuard, all: &[StepGuard]) -> bool {
    matches!(guard_turn(guard, all, current_time()), GuardTurn::After(_))
}

fn find(all: &[StepGuard], id: GuardId) -> Option<&StepGuard> {
    all.iter().find(|guard| guard.id == id)
}

pub fn requirements_card(one: &CaseView) -> Element {
    let due: Vec<Element> = due_guards(&one.guards).map(|guard| guard_row(guard, false)).collect();
    let later: Vec<&StepGuard> = one.guards.iter().filter(|guard| is_later(guard, &one.guards)).collect();
    let met: Vec<&StepGuard> = one.guards.iter().filter(|guard| guard.state == GuardState::Met).collect();
    let count = |rows: usize| i64::try_from(rows).unwrap_or_default();
    let title = match (due.len(), later.len()) {
        (0, 0) => t(key::DECISIONS_NOTHING_MISSING),
        (0, _) => t(key::DECISIONS_READY_TO_MEET),
        (due, _) => tn(key::DECISIONS_MISSING_COUNT, count(due), &[]),
    };
    let counts = [(met.len(), key::DECISIONS_MET_COUNT), (later.len(), key::DECISIONS_LATER_COUNT)];
    let counts = counts.into_iter().filter(|(rows, _)| *rows > 0).map(|(rows, words)| tn(words, count(rows), &[]));
    let counts = counts.collect::<Vec<_>>().join(&t(key::DECISIONS_COUNTS_AND));
    let rows: Vec<Element> = met.into_iter().chain(later).map(requirement_row).collect();
    section("card", title)
        .child((!due.is_empty()).then(|| el("ul", "").child(due)))
        .child((!rows.is_empty()).then(|| fold(counts, el("ul", "").child(rows))))
        .child(fold(t(key::DECISIONS_BASIS), sources(one)))
}

fn fold(summary: String, content: Element) -> Element {
    el("details", "fold").child(el("summary", "cell").child(summary)).child(content)
}

fn sources(one: &CaseView) -> Element {
    let asked = one.guards.iter().filter(|guard| guard.state != GuardState::NotAsked);
    let rules = el("dl", "facts").child(fact(t(key::DECISIONS_RULES), super::packs_words(&one.rules_version)));
    el("div", "")
        .child(el("ul", "").child(asked.map(source_row).collect::<Vec<_>>()))
        .child(el("div", "body").child(rules))
}

/// How the meeting of the step will decide; nothing once it was held.
pub fn meeting_day_card(one: &CaseView) -> Option<Element> {
    find(&one.guards, GuardId::Held).filter(|held| held.is_missing())?;
    let called = find(&one.guards, GuardId::Meeting).is_some_and(|meeting| !meeting.is_missing());
    let entitled = find(&one.guards, GuardId::Roll).filter(|_| called).map_or(0, |roll| roll.measure.have);
    let quorum = find(&one.guards, GuardId::Quorum).filter(|_| entitled > 0).map(|quorum| {
        let (need, entitled) = (number(quorum.measure.need.into()), number(entitled.into()));
        let unit = word_text(quorum.measure.unit);
        tf(key::DECISIONS_DAY_QUORUM, &[("need", &*need), ("entitled", &*entitled), ("unit", &*unit)])
    });
    let passing = one.passing.as_ref().map(|rule| {
        let of_present = rule.of_present.is_yes();
        let words = if of_present { key::DECISIONS_DAY_PRESENT } else { key::DECISIONS_DAY_ENTITLED };
        tf(words, &[("share", &share_words(rule.approval))])
    });
    let lines = [quorum, passing].into_iter().flatten().map(|line| el("p", "").child(line));
    let lines: Vec<Element> = lines.collect();
    (!lines.is_empty()).then(|| section("card", t(key::DECISIONS_DAY)).child(el("div", "body").child(lines)))
}
