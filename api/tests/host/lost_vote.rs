//! A lost vote stays lost, whatever is put to the vote after it, at the same meeting or at another one.

use crate::busy_community::BusyCommunity;
use crate::case_meetings::{self, WAY, attach_photo};
use crate::several_decisions::{DecisionMeeting, agenda_item};
use crate::test_community::{Person, TestCommunity};
use api::db::Db;
use domain::ballots as b;
use domain::ballots::PurposeKind as Kind;
use domain::contract::*;
use domain::decisions as d;
use domain::decisions::BallotEffect as Effect;
use domain::ids::{BallotId, CaseId, CommunityCode, MeetingId};
use domain::time::MINUTE;

const STEP: d::CaseStep = d::CaseStep::Resolution;

/// A case before its last step, with everything that this needs except a meeting.
fn before_the_resolution(stage: &BusyCommunity) -> CaseId {
    let case = case_meetings::bring_to(stage, WAY, STEP);
    case_meetings::satisfy_requirements(stage, case);
    case
}

fn view(desk: &TestCommunity, case: CaseId) -> d::CaseView {
    desk.call::<ShowCase>(&Person::default(), &(TestCommunity::code(), case), &Empty {})
}

fn resolution(view: &d::CaseView) -> &d::StepView {
    view.steps.iter().find(|step| step.step == STEP).unwrap()
}

/// The ballots of the last step with their effects, and whether a reason was given.
fn listed(view: &d::CaseView) -> Vec<(BallotId, Effect, bool)> {
    resolution(view).ballots.iter().map(|ballot| (ballot.ballot, ballot.effect, ballot.reason.is_some())).collect()
}

fn leave(stage: &BusyCommunity, case: CaseId, exit: d::Exit) -> Result<(), String> {
    let (at, reason) = ((TestCommunity::code(), case), "会上意见不一".parse().unwrap());
    let left = stage.desk.try_call::<LeaveCase>(&stage.clerk.person, &at, &(), &d::LeaveCaseRequest { exit, reason });
    left.map(drop).map_err(|problem| problem.code)
}

/// 5 : 55 against the plan, then 60 : 0 for other questions: the case is not resolved, and can only be closed as lost.
#[test]
fn nothing_that_is_put_afterwards_wins_it() {
    let stage = BusyCommunity::open();
    let (desk, evening) = (&stage.desk, DecisionMeeting::of(&stage, STEP, 10));
    let case = before_the_resolution(&stage);
    let meeting = evening.call(Some(case), vec![agenda_item(None)]).unwrap();
    evening.link(case, meeting).unwrap();
    evening.begin(meeting, 60);
    let lost = evening.draft(meeting, case, None).unwrap();
    assert_eq!(evening.draft(meeting, case, None).unwrap_err().code, "ballots/case-asked");
    evening.vote(lost, 5, 55);
    assert_eq!(evening.votes_missing(case), ["majority"]);
    let home = evening.free(meeting, 0).unwrap();
    evening.vote(home, 60, 0);
    assert_eq!(evening.votes_missing(case), ["majority"], "what decides nothing decides nothing");
    assert_eq!(evening.draft(meeting, case, None).unwrap_err().code, "ballots/reason-missing");
    let again = evening.draft(meeting, case, Some("有人说没有听清楚")).unwrap();
    let more = evening.draft(meeting, case, Some("有人说没有听清楚")).unwrap_err();
    assert_eq!(more.code, "ballots/case-asked", "one at a time");
    offers_it_once_more(desk, (meeting, case), again);
    evening.vote(again, 60, 0);
    assert_eq!(evening.votes_missing(case), ["majority"], "what was lost is not put until it is won");
    evening.end(meeting, 1);
    attach_photo(&stage, case, STEP);
    let refused = evening.closing(case, d::VoteOutcome::Passed).unwrap_err();
    assert_eq!(
        (refused.code.as_str(), &refused.params["outcome"]),
        ("decisions/outcome-differs", &"not-passed".into())
    );

    // Another meeting does not help, nor does leaving without mentioning the vote.
    let other = evening.call(Some(case), vec![agenda_item(None)]).unwrap();
    let refused = evening.link(case, other).unwrap_err();
    assert_eq!((refused.code.as_str(), &refused.params["outcome"]), ("decisions/step-decided", &"not-passed".into()));
    for exit in [d::Exit::Returned, d::Exit::Lapsed] {
        assert_eq!(leave(&stage, case, exit), Err("decisions/step-decided".into()));
    }

    let shown = view(desk, case);
    let put = [(lost, Effect::Decides, false), (home, Effect::Free, false), (again, Effect::TooLate, true)];
    assert_eq!(listed(&shown), put);
    desk.rehearse(|| {
        assert_eq!(leave(&stage, case, d::Exit::Rejected), Ok(()), "a lost decision may be left as rejected");
        let left = view(desk, case);
        assert_eq!((left.row.status, listed(&left)), (d::CaseStatus::Rejected, put.to_vec()));
    });
    let of_meeting = desk.call::<ListBallots>(&Person::default(), &(TestCommunity::code(), meeting), &Empty {}).ballots;
    let purposes: Vec<_> = of_meeting.iter().map(|row| (row.purpose.kind, row.purpose.reason.as_deref())).collect();
    assert_eq!(purposes, [(Kind::Case, None), (Kind::Free, None), (Kind::Case, Some("有人说没有听清楚"))]);
    let title = shown.row.title;
    assert_eq!(of_meeting[0].question, d::question_of(STEP, &title).unwrap().as_str());

    let closed = evening.closing(case, d::VoteOutcome::NotPassed).unwrap();
    assert_eq!((closed.status, closed.certificate.verify()), (d::CaseStatus::Rejected, Ok(())));
    let named = closed.certificate.meeting.unwrap();
    assert_eq!((named.ballot, named.counts.r#for, named.counts.against), (lost, 5, 55));
    let dossier = desk.call::<ShowDossier>(&Person::default(), &(TestCommunity::code(), case), &Empty {});
    assert_eq!(dossier.faults(), vec![]);
    let mut forged = dossier.content.clone();
    let certificate = forged.steps.last_mut().unwrap().certificate.as_mut().unwrap();
    certificate.meeting.as_mut().unwrap().ballot = again;
    let faults = d::Dossier::seal(forged, None).unwrap().faults();
    assert!(faults.contains(&d::BadDossier::AnotherBallotDecides(STEP)), "{faults:?}");
    desk.check_books();
}

/// The meeting lists the decision as put and decided, and a further ballot asks the same question with its reason.
fn offers_it_once_more(desk: &TestCommunity, (meeting, case): (MeetingId, CaseId), again: BallotId) {
    let guest = Person::default();
    let offered = desk.call::<ListBallots>(&guest, &(TestCommunity::code(), meeting), &Empty {}).cases;
    let known: Vec<_> = offered.iter().map(|offer| (offer.case, offer.was_put, offer.is_decided)).collect();
    assert_eq!(known, [(case, d::YesNo::Yes, d::YesNo::Yes)]);
    let drafted = desk.call::<ShowBallot>(&guest, &(TestCommunity::code(), again), &Empty {});
    assert_eq!((drafted.purpose.kind, drafted.purpose.case), (Kind::Case, Some(case)));
    assert_eq!(drafted.purpose.reason.as_deref(), Some("有人说没有听清楚"));
    assert_eq!(drafted.question, offered[0].question);
    assert!(drafted.question.contains(&offered[0].title), "{}", drafted.question);
}

/// Without a quorum nothing was decided: another meeting may take the step, and the first one stays visible. With a
/// quorum it is decided, also at the second meeting.
#[test]
fn a_meeting_with_a_quorum_ends_the_search_for_another() {
    let stage = BusyCommunity::open();
    let (desk, evening) = (&stage.desk, DecisionMeeting::of(&stage, STEP, 10));
    let case = before_the_resolution(&stage);
    let mut meetings = vec![];
    for (come, votes_for, against, effect) in
        [(47, 5, 42, d::BallotEffect::NoQuorum), (60, 5, 55, d::BallotEffect::Decides)]
    {
        let meeting = evening.call(Some(case), vec![agenda_item(None)]).unwrap();
        evening.link(case, meeting).unwrap();
        meetings.push(meeting);
        evening.begin(meeting, come);
        let ballot = evening.draft(meeting, case, None).unwrap();
        evening.vote(ballot, votes_for, against);
        evening.end(meeting, 1);
        let shown = view(desk, case);
        let step = resolution(&shown);
        assert_eq!(step.ballots.last().map(|it| (it.ballot, it.effect)), Some((ballot, effect)));
        assert_eq!(step.meetings.iter().map(|it| it.meeting).collect::<Vec<_>>(), meetings);
    }
    let third = evening.call(Some(case), vec![agenda_item(None)]).unwrap();
    assert_eq!(evening.link(case, third).unwrap_err().code, "decisions/step-decided");
    attach_photo(&stage, case, STEP);
    assert_eq!(evening.closing(case, d::VoteOutcome::Passed).unwrap_err().code, "decisions/outcome-differs");
    let closed = evening.closing(case, d::VoteOutcome::NotPassed).unwrap();
    assert_eq!(closed.certificate.meeting.unwrap().meeting, meetings[1]);
    let dossier = desk.call::<ShowDossier>(&Person::default(), &(TestCommunity::code(), case), &Empty {});
    assert_eq!(dossier.faults(), vec![]);
    let held: Vec<_> = dossier.content.meetings.iter().map(|it| it.meeting).collect();
    assert!(meetings.iter().all(|meeting| held.contains(meeting)), "{held:?}");
}

/// The quorum of a lost vote cannot be undone afterwards.
#[test]
fn who_is_struck_after_the_vote_was_there() {
    let stage = BusyCommunity::open();
    let (desk, evening) = (&stage.desk, DecisionMeeting::of(&stage, STEP, 10));
    let case = before_the_resolution(&stage);
    let meeting = evening.call(Some(case), vec![agenda_item(None)]).unwrap();
    evening.link(case, meeting).unwrap();
    evening.begin(meeting, 60);
    let ballot = evening.draft(meeting, case, None).unwrap();
    evening.vote(ballot, 28, 32);
    // Eight opponents "moved": 28 are more than half of 52.
    let strike = "update meeting_roll set struck_at = 1, struck_cause = 'moved' where meeting = ?1 and voter in (
        select voter from meeting_presence where meeting = ?1 order by voter limit 8)";
    desk.db.run(strike, api::bind![meeting]).unwrap();
    assert_eq!(evening.votes_missing(case), ["majority"]);
    evening.end(meeting, 1);
    attach_photo(&stage, case, STEP);
    let closed = evening.closing(case, d::VoteOutcome::NotPassed).unwrap();
    assert_eq!(closed.certificate.verify(), Ok(()));
}

/// A case is put to the vote only at the meeting that takes its step; the question is made from its title.
#[test]
fn a_ballot_for_a_decision_is_opened_where_its_step_is_taken() {
    let stage = BusyCommunity::open();
    let (desk, evening) = (&stage.desk, DecisionMeeting::of(&stage, d::CaseStep::Proposal, 2));
    let case = case_meetings::open_case(&stage, WAY);
    let meeting = evening.call(Some(case), vec![agenda_item(None)]).unwrap();
    let at = (TestCommunity::code(), meeting);
    let offered = |desk: &TestCommunity| desk.call::<ListBallots>(&Person::default(), &at, &Empty {}).cases;
    let cases = offered(desk);
    assert_eq!((cases.len(), cases[0].case, cases[0].was_put), (1, case, d::YesNo::No));
    // The meeting was called for it, so a ballot may be drafted; it is not linked, so the ballot cannot be opened.
    let ballot = evening.draft(meeting, case, None).unwrap();
    let worded = b::BallotRequest {
        question: Some("是否同意本次会议到此结束".parse().unwrap()),
        ..d::ballot_of_case(case, None, b::Method::Hands, "10".parse().unwrap()).unwrap()
    };
    let head = &evening.head.person;
    let this: (CommunityCode, BallotId) = (TestCommunity::code(), ballot);
    assert_eq!(desk.refusal::<ReviseBallot>(head, &this, &worded), "ballots/question-not-fitting");
    assert_eq!(desk.refusal::<DraftBallot>(head, &at, &worded), "ballots/question-not-fitting");
    evening.begin(meeting, usize::MAX);
    assert!(offered(desk).is_empty(), "a meeting that has begun takes no other step");
    let revision = b::AtRevisionRequest { revision: 1 };
    assert_eq!(desk.refusal::<OpenBallot>(head, &this, &revision), "ballots/case-not-here");
    assert_eq!(evening.draft(meeting, case, None).unwrap_err().code, "ballots/case-not-here");
    desk.call::<DropBallot>(head, &this, &revision);
    evening.vote(evening.free(meeting, 0).unwrap(), 1, 0);
    desk.pass(MINUTE);
    assert_eq!(view(desk, case).steps[0].ballots, vec![]);
}
