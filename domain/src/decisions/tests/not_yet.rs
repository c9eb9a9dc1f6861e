//! Missing conditions that nobody could meet before, apart from those that somebody has failed.

use super::guards::{Change, meeting_mut, set_people};
use super::*;

/// The missing conditions after a change: those that are due, then those that are not yet.
fn told_apart(change: Change) -> (String, String) {
    let plan = plan_of(WAY, CaseStep::Resolution);
    let mut facts = ready(&plan);
    change(&mut facts);
    let found = super::evaluate_guards(&plan, &facts, &village(), now());
    let is_later = |guard: &&StepGuard| matches!(guard_turn(guard, &found, now()), GuardTurn::After(_));
    let (later, due): (Vec<&StepGuard>, Vec<&StepGuard>) =
        found.iter().filter(|guard| guard.is_missing()).partition(is_later);
    let names = |guards: Vec<&StepGuard>| guards.iter().map(|guard| guard.id.as_str()).collect::<Vec<_>>().join(" ");
    (names(due), names(later))
}

/// Before the meeting: nobody came, nothing was voted, nothing was written.
fn announced(facts: &mut StepFacts) {
    set_people(facts, 30, 0);
    meeting_mut(facts).status = MeetingStatus::Announced;
    facts.ballots.clear();
    (facts.minutes, facts.evidence) = (0, 0);
}

#[test]
fn what_waits_for_another_condition_has_not_failed() {
    let cases: [(&str, Change, &str, &str); 7] = [
        ("nothing", |_| (), "", ""),
        (
            "no meeting is called",
            |facts| {
                announced(facts);
                facts.meeting = None;
            },
            "meeting",
            "convened notice roll held quorum representatives-share women-share supervisor-informed ballot majority \
             minutes evidence",
        ),
        ("its hour has come", announced, "held", "quorum ballot majority minutes evidence"),
        (
            "it is called too late",
            |facts| {
                announced(facts);
                meeting_mut(facts).announced_at = starts_at().plus(-6 * DAY);
            },
            "notice held",
            "quorum ballot majority minutes evidence",
        ),
        (
            "it was held, and too few came",
            |facts| {
                announced(facts);
                meeting_mut(facts).status = MeetingStatus::Closed;
            },
            "quorum ballot minutes evidence",
            "majority",
        ),
        ("too few agreed", |facts| facts.ballots[0].counts.r#for = 12, "majority", ""),
        ("a hold", |facts| facts.open_holds = 1, "no-hold", ""),
    ];
    for (what, change, due, later) in cases {
        assert_eq!(told_apart(change), (due.to_owned(), later.to_owned()), "{what}");
    }
}
