//! The outcomes of a meeting: of each agenda item and each further suggestion, or the deadline for recording them.

use crate::ui::{Element, Tone, badge, el, section};
use crate::words::{key, look_up, moment, t, tf};
use domain::matters::MatterOutcome;
use domain::meetings::{Meeting, MeetingOutcome, MeetingOutcomes};

pub fn outcome_words(outcome: MatterOutcome) -> String {
    look_up(&["word.outcome-", outcome.as_str()].concat()).unwrap_or_default()
}

pub fn outcomes_card(one: &Meeting) -> Option<Element> {
    let outcomes = one.outcomes.as_ref()?;
    Some(section("card", t(key::MEETINGS_OUTCOMES)).child(outcome_list(one, outcomes)))
}

pub fn outcome_list(one: &Meeting, outcomes: &MeetingOutcomes) -> Element {
    let due = moment(outcomes.due_at);
    let Some(recorded_at) = outcomes.recorded_at else {
        return el("p", "body faint").child(tf(key::MEETINGS_OUTCOMES_DUE, &[("time", &due)]));
    };
    let said = tf(key::MEETINGS_OUTCOMES_TOLD, &[("time", &moment(recorded_at))]);
    let late = (recorded_at > outcomes.due_at).then(|| tf(key::MEETINGS_OUTCOMES_LATE, &[("time", &due)]));
    let changed = outcomes.changed_at.map(|at| tf(key::MEETINGS_OUTCOMES_CHANGED, &[("time", &moment(at))]));
    let below: Vec<String> = [Some(said), late, changed].into_iter().flatten().collect();
    let rows: Vec<Element> = outcomes.rows.iter().map(|row| line(one, row)).collect();
    el("div", "").child(el("p", "body faint").child(below.join(" · "))).child(el("ul", "").child(rows))
}

fn line(one: &Meeting, row: &MeetingOutcome) -> Element {
    let at = usize::try_from(row.item).unwrap_or_default().checked_sub(1);
    let item = at.and_then(|at| one.agenda.get(at)).map(|item| item.title.to_string());
    let title = match item {
        Some(item) if row.suggestion.is_empty() => item,
        Some(item) => [item, row.suggestion.clone()].join(" · "),
        None => row.suggestion.clone(),
    };
    let tone = if row.outcome == MatterOutcome::Adopted { Tone::Green } else { Tone::Amber };
    let reason = (!row.reason.is_empty()).then(|| el("p", "prose").child(row.reason.clone()));
    let words = el("div", "").child(el("b", "").child(title)).child(reason);
    el("li", "").child(el("div", "cell top-line").child(words).child(badge(tone, outcome_words(row.outcome))))
}
