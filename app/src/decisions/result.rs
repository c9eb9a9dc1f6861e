//! How a decision went: the outcome in a word, the figures of the vote that decided, and the reason where it did not
//! pass.

use crate::ui::{Element, el, figure};
use crate::words::{day, key, number, t, tf, tn, word_text};
use domain::decisions::{CaseView, CertifiedMeeting, DecisionState, StepView, decision_state, unit_of};

/// Nothing while the case is open.
pub fn result_card(one: &CaseView) -> Option<Element> {
    let state = decision_state(one.row.status, one.row.step);
    let (sign, title) = match state {
        DecisionState::Deciding => return None,
        DecisionState::Passed | DecisionState::Disclosed => ("sign", t(key::DECISIONS_RESULT_PASSED)),
        DecisionState::NotPassed => ("sign plain", t(key::DECISIONS_RESULT_NOT_PASSED)),
        _ => ("sign plain", word_text(state)),
    };
    let step = one.steps.iter().find(|step| step.step == one.row.step);
    let held = step.and_then(|step| Some((step, step.certificate.as_ref()?.meeting.as_ref()?)));
    let people = held.map(|(step, at)| el("span", "faint").child(people(one, step, at)));
    let head = el("div", "").child(el("h2", "").child(title)).child(people);
    let reason = one.end_reason.as_ref().map(|why| el("p", "body").child(why.clone()));
    let card = el("section", "card")
        .child(el("div", "cell").child(el("span", sign).attr("aria-hidden", "true")).child(head))
        .child(held.map(|(_, at)| votes(at, state)));
    Some(card.child(reason))
}

fn people(one: &CaseView, step: &StepView, at: &CertifiedMeeting) -> String {
    let meeting = step.meetings.iter().find(|held| held.meeting == at.meeting);
    let date = meeting.map(|held| held.starts_at).or(one.row.ended_at).map(day).unwrap_or_default();
    let (present, entitled) = (number(at.attendance.present.into()), number(at.attendance.entitled().into()));
    let unit = word_text(unit_of(at.electorate));
    let figures = [("date", &*date), ("present", &*present), ("entitled", &*entitled), ("unit", &*unit)];
    tf(key::DECISIONS_RESULT_PEOPLE, &figures)
}

fn votes(at: &CertifiedMeeting, state: DecisionState) -> Vec<Element> {
    let (counts, needed) = (&at.counts, at.votes_needed());
    let count = |count: u32| number(count.into());
    let names = [key::DECISIONS_RESULT_FOR, key::DECISIONS_RESULT_AGAINST, key::DECISIONS_RESULT_ABSTAIN];
    let given = [counts.r#for, counts.against, counts.abstain];
    let figures = names
        .into_iter()
        .zip(given)
        .fold(el("dl", "figures"), |list, (name, votes)| list.child(figure(t(name), count(votes))));
    let words = if state == DecisionState::NotPassed { key::DECISIONS_RESULT_LOST } else { key::DECISIONS_RESULT_WON };
    let said = tf(words, &[("for", &count(counts.r#for)), ("need", &count(needed))]);
    let silent = i64::from(at.attendance.present) - i64::try_from(counts.given()).unwrap_or_default();
    let silent = (silent > 0).then(|| tn(key::DECISIONS_RESULT_SILENT, silent, &[]));
    let invalid = (counts.invalid > 0).then(|| tn(key::DECISIONS_RESULT_INVALID, counts.invalid.into(), &[]));
    let lines = [silent, invalid].into_iter().flatten().map(|line| el("p", "faint").child(line));
    let body = el("div", "body").child(el("p", "").child(said)).child(lines.collect::<Vec<_>>());
    vec![figures, body]
}
