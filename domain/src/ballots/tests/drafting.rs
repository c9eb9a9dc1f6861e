//! Drafting a ballot, also for a decision.

use super::*;

#[test]
fn drafting() {
    let place = QuestionContext { items: 2, case: None };
    let asked = BallotRequest {
        case: None,
        question: Some("是否同意本次会议到此结束".parse().unwrap()),
        reason: None,
        method: Method::Secret,
        rule: "assembly-majority".parse().unwrap(),
        item: 0,
        open_minutes: "5".parse().unwrap(),
    };
    assert_eq!(may_draft_ballot(&asked, place, 39, false), Ok(()));
    assert_eq!(may_draft_ballot(&asked, place, 40, false), Err(Refusal::TooMany { count_max: 40 }));
    assert_eq!(may_draft_ballot(&asked, place, 0, true), Err(Refusal::MeetingNotOpen));
    assert_eq!(may_revise_ballot(&ballot(Method::Open), place, &asked), Err(Refusal::NotDraft));
    let drafted = BallotState { status: BallotStatus::Draft, ..ballot(Method::Open) };
    for (item, expect) in [(0, Ok(())), (2, Ok(())), (3, Err(Refusal::ItemNotNamed { items: 2 }))] {
        let body = BallotRequest { item, ..asked.clone() };
        assert_eq!(may_draft_ballot(&body, place, 0, false), expect, "item {item}");
        assert_eq!(may_revise_ballot(&drafted, place, &body), expect, "item {item}");
    }
    for (name, state, revision, expect) in [
        ("the draft", drafted, 3, Ok(())),
        ("another than the page showed", drafted, 2, Err(Refusal::StalePage { revision: 3 })),
        ("open", ballot(Method::Open), 3, Err(Refusal::NotDraft)),
        ("closed", BallotState { status: BallotStatus::Closed, ..drafted }, 3, Err(Refusal::NotDraft)),
    ] {
        assert_eq!(may_drop_ballot(&state, revision), expect, "{name}");
    }
}

/// One ballot for each case and meeting; a further one needs a reason; the program writes the question.
#[test]
fn drafting_for_a_decision() {
    let here = CaseHere { is_taken_here: true, item: 2, is_asked: false, was_put: false };
    let again = CaseHere { was_put: true, ..here };
    let asked = BallotRequest {
        case: Some(crate::ids::CaseId::from_parts(NOW, 1)),
        question: None,
        reason: None,
        method: Method::Secret,
        rule: "approval".parse().unwrap(),
        item: 0,
        open_minutes: "5".parse().unwrap(),
    };
    let because = BallotRequest { reason: Some("上一次到会的人不够".parse().unwrap()), ..asked.clone() };
    let item = |item| BallotRequest { item, ..asked.clone() };
    let worded = BallotRequest { question: Some("是否同意这个方案".parse().unwrap()), ..asked.clone() };
    let elsewhere = CaseHere { is_taken_here: false, ..again };
    let drafted = BallotState { status: BallotStatus::Draft, ..ballot(Method::Open) };
    for (what, body, case, expect) in [
        ("the first", &asked, Some(here), Ok(())),
        ("under its item", &item(2), Some(here), Ok(())),
        ("under another item", &item(1), Some(here), Err(Refusal::ItemNotNamed { items: 3 })),
        ("with a question of somebody's own", &worded, Some(here), Err(Refusal::QuestionNotFitting)),
        (
            "a free one without a question",
            &BallotRequest { case: None, ..asked.clone() },
            None,
            Err(Refusal::QuestionNotFitting),
        ),
        ("at a meeting that takes no step of it", &because, Some(elsewhere), Err(Refusal::CaseNotHere)),
        ("while another waits", &because, Some(CaseHere { is_asked: true, ..again }), Err(Refusal::CaseAsked)),
        ("once more without a word", &asked, Some(again), Err(Refusal::ReasonMissing)),
        ("once more with a reason", &because, Some(again), Ok(())),
    ] {
        let place = QuestionContext { items: 3, case };
        assert_eq!(may_draft_ballot(body, place, 1, false), expect, "{what}");
        assert_eq!(may_revise_ballot(&drafted, place, body), expect, "{what}");
    }
    for (what, case, reason, expect) in [
        ("the first", here, None, Ok(())),
        ("the step is not taken here any more", elsewhere, Some("原因"), Err(Refusal::CaseNotHere)),
        ("another was closed meanwhile", again, None, Err(Refusal::ReasonMissing)),
        ("once more", again, Some("原因"), Ok(())),
    ] {
        assert_eq!(may_put_case(case, reason), expect, "{what}");
    }
}
