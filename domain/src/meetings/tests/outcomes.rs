//! Outcomes of a consultative meeting.

use super::*;
use crate::matters::MatterOutcome as O;
use crate::time::{end_of, start_of};

fn said(item: u32, suggestion: &str, outcome: O, reason: &str) -> OutcomeDraft {
    OutcomeDraft { item, suggestion: suggestion.parse().unwrap(), outcome, reason: reason.parse().unwrap() }
}

#[test]
fn every_item_is_answered_once_after_the_minutes_with_a_reason_where_not_adopted() {
    use MeetingForm as F;
    use MeetingStatus as S;
    let both = || vec![said(1, "", O::Adopted, ""), said(2, "", O::Not, "资金没有着落")];
    let with = |more: OutcomeDraft| both().into_iter().chain([more]).collect::<Vec<_>>();
    let plain = (F::OpenTalk, S::Closed, true, 0);
    for (name, (form, status, minutes_adopted, newest), outcomes, follows, expect) in [
        // SH-RC art. 23.
        ("as it is asked for", plain, both(), 0, Ok(())),
        ("a hearing", (F::Hearing, S::Closed, true, 0), both(), 0, Ok(())),
        ("with a further suggestion", plain, with(said(0, "门口装雨棚", O::Partly, "先装北门")), 0, Ok(())),
        ("with a suggestion on an item", plain, with(said(2, "分两期做", O::Adopted, "")), 0, Ok(())),
        ("mended", (F::OpenTalk, S::Closed, true, 2), both(), 2, Ok(())),
        ("decided by vote", (F::RepresentativesMeeting, S::Closed, true, 0), both(), 0, Err(Refusal::DecidesByVote)),
        ("still open", (F::OpenTalk, S::Open, false, 0), both(), 0, Err(Refusal::NotClosedYet)),
        ("called off", (F::OpenTalk, S::Cancelled, false, 0), both(), 0, Err(Refusal::IsCancelled)),
        ("without minutes", (F::OpenTalk, S::Closed, false, 0), both(), 0, Err(Refusal::MinutesNotAdopted)),
        ("an item left out", plain, both()[..1].to_vec(), 0, Err(Refusal::OutcomesIncomplete { item: 2 })),
        (
            "an item twice",
            plain,
            with(said(1, "", O::Not, "后来不采纳")),
            0,
            Err(Refusal::OutcomesIncomplete { item: 1 }),
        ),
        (
            "an item that is none",
            plain,
            with(said(3, "再议", O::Adopted, "")),
            0,
            Err(Refusal::OutcomesIncomplete { item: 3 }),
        ),
        ("nothing further", plain, with(said(0, "", O::Adopted, "")), 0, Err(Refusal::OutcomesIncomplete { item: 0 })),
        (
            "not adopted and no reason",
            plain,
            with(said(0, "门口装雨棚", O::Not, "不行")),
            0,
            Err(Refusal::OutcomeReasonMissing { item: 0 }),
        ),
        (
            "on an old version",
            (F::OpenTalk, S::Closed, true, 2),
            both(),
            1,
            Err(Refusal::OutcomesMovedOn { version: 2 }),
        ),
        (
            "one version too many",
            (F::OpenTalk, S::Closed, true, limits::OUTCOME_VERSIONS_MAX),
            both(),
            limits::OUTCOME_VERSIONS_MAX,
            Err(Refusal::TooMany { most: limits::OUTCOME_VERSIONS_MAX }),
        ),
    ] {
        let known = OutcomesKnown { form, state: state(status), agenda_items: 2, minutes_adopted, newest };
        assert_eq!(record_outcomes(&known, &RecordOutcomesRequest { outcomes, follows }), expect, "{name}");
    }
    let many = (0..=limits::SUGGESTIONS_MAX + 18).map(|_| said(0, "门口装雨棚", O::Adopted, ""));
    let outcomes: Vec<_> = both().into_iter().chain(many).collect();
    let known =
        OutcomesKnown { form: F::Talk, state: state(S::Closed), agenda_items: 2, minutes_adopted: true, newest: 0 };
    let expect = Err(Refusal::TooMany { most: 30 });
    assert_eq!(record_outcomes(&known, &RecordOutcomesRequest { outcomes, follows: 0 }), expect);
}

#[test]
fn they_are_due_some_working_days_after_the_minutes() {
    let rules = Rules::current();
    assert_eq!(rules.outcome_working_days, 15);
    // A Thursday.
    let adopted_at = start_of("2026-11-26".parse().unwrap());
    let due = outcomes_due(adopted_at, rules);
    assert_eq!(due, end_of("2026-12-17".parse().unwrap()));
}
