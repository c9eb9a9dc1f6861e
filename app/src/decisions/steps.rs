//! The six steps as a line of circles, and the same in a sentence.
//!
//! Invariant: the sentence says everything that the picture shows.

use crate::ui::{Element, Tone, badge, el};
use crate::words::{code_text, key, number, tf, word_text};
use domain::decisions::{CaseRow, CaseStatus, CaseStep, DecisionState, decision_state};

/// The six of the name; a township's check comes between the third and the fourth and has no circle of its own.
const SIX: [CaseStep; 6] = [
    CaseStep::Proposal,
    CaseStep::JointDeliberation,
    CaseStep::PartyReview,
    CaseStep::Resolution,
    CaseStep::ResolutionDisclosure,
    CaseStep::ResultDisclosure,
];

/// How many of the six steps a case has completed.
fn done(row: &CaseRow) -> usize {
    let at = match row.step {
        CaseStep::TownshipCheck => CaseStep::Resolution,
        CaseStep::Execution => CaseStep::ResultDisclosure,
        step => step,
    };
    let place = SIX.iter().position(|step| *step == at).unwrap_or(0);
    if row.status == CaseStatus::Resolved { place + 1 } else { place }
}

pub fn step_line(row: &CaseRow) -> Element {
    let done = done(row);
    let runs = matches!(row.status, CaseStatus::Open | CaseStatus::Resolved);
    let line = SIX.iter().enumerate().fold(el("ol", "steps").attr("aria-hidden", "true"), |line, (at, step)| {
        let circle = el("li", if at < done { "done" } else { "" }).child(code_text("decisions.short", step.as_str()));
        line.child(if at == done && runs { circle.attr("aria-current", "step") } else { circle })
    });
    el("div", "").child(line).child(el("p", "unseen").child(sentence(row, done)))
}

fn sentence(row: &CaseRow, done: usize) -> String {
    let count = |count: usize| number(i64::try_from(count).unwrap_or_default());
    let (words, step) = match row.status {
        CaseStatus::Open => (key::DECISIONS_STEPS_TOLD, Some(row.step)),
        CaseStatus::Resolved => (key::DECISIONS_STEPS_NEXT, SIX.get(done).copied()),
        _ => (key::DECISIONS_STEPS_ENDED, Some(row.step)),
    };
    let step = step.map(word_text).unwrap_or_default();
    let state = word_text(row.status);
    tf(words, &[("done", &count(done)), ("now", &count(done + 1)), ("step", &step), ("state", &state)])
}

pub fn case_state(row: &CaseRow) -> Element {
    let state = decision_state(row.status, row.step);
    match state {
        DecisionState::Deciding => badge(Tone::Green, word_text(row.step)),
        DecisionState::Passed | DecisionState::Disclosed => badge(Tone::Blue, word_text(state)),
        _ => badge(Tone::Plain, word_text(state)),
    }
}
