//! `POST …/meetings/{meeting}/ballots`

use crate::client::{Call, code, new_key};
use crate::halls::{deciding, draft, draft_for, large};
use crate::people::Person;
use crate::server::{fresh, shared};
use domain::ballots::{BallotDraft, BallotStatus, Method, PurposeKind};
use domain::contract::{DraftBallot, Empty, KEY_HEADER, ListBallots, ShowBallot};
use domain::decisions::Asked;
use domain::ids::MeetingId;
use domain::time::UtcMillis;

#[test]
fn the_committee_drafts_and_everybody_reads() {
    let server = shared();
    let (chair, at) = (server.chair(), (code(), large()));
    let key = new_key().to_string();
    let call = Call::of::<DraftBallot>(&chair, &at, &(), &draft(Method::Secret)).with(KEY_HEADER, &key);
    let first = server.send(&call);
    let drafted = first.read::<DraftBallot>().expect("a draft");
    assert_eq!(server.send(&call).text(), first.text(), "the same key brings the same answer");
    let shown = server.call::<ShowBallot>(&Person::guest(), &(code(), drafted.ballot), &Empty {});
    assert_eq!((shown.turnout.status, shown.turnout.revision, shown.public_key), (BallotStatus::Draft, 1, None));
    assert_eq!(shown.question, draft(Method::Secret).question.expect("a question").as_str());
    let resident = server.resident();
    let refusal = |who: &Person, body: &BallotDraft| server.refusal::<DraftBallot>(who, &at, body);
    assert_eq!(refusal(&resident, &draft(Method::Open)), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&Person::guest(), &draft(Method::Open)), (401, "request/not-signed-in".into()));
    let long = BallotDraft { open_minutes: 1441, ..draft(Method::Open) };
    assert_eq!(refusal(&chair, &long), (422, "ballots/open-minutes".into()));
    let nowhere = (code(), MeetingId::from_parts(UtcMillis(1), 1));
    let absent = server.refusal::<DraftBallot>(&chair, &nowhere, &draft(Method::Open));
    assert_eq!(absent, (404, "request/not-found".into()));
}

#[test]
fn a_decision_is_put_once_and_once_more_with_a_reason() {
    let server = fresh();
    let (chair, case) = (server.chair(), server.lost_case());
    let (here, elsewhere) = ((code(), deciding()), (code(), large()));
    let refusal = |at, body: &BallotDraft| server.refusal::<DraftBallot>(&chair, at, body);
    let again = draft_for(case, Some("有人没有听清楚"));
    assert_eq!(refusal(&here, &draft_for(case, None)), (422, "ballots/reason-missing".into()));
    assert_eq!(refusal(&elsewhere, &again), (409, "ballots/case-not-here".into()));
    let worded = BallotDraft { question: draft(Method::Hands).question, ..again.clone() };
    assert_eq!(refusal(&here, &worded), (422, "ballots/question-not-fitting".into()));
    let ballot = server.call::<DraftBallot>(&chair, &here, &again).ballot;
    assert_eq!(refusal(&here, &again), (409, "ballots/case-asked".into()));
    let listed = server.call::<ListBallots>(&Person::guest(), &here, &Empty {});
    assert_eq!((listed.cases[0].was_put, listed.cases[0].is_decided), (Asked::Yes, Asked::Yes));
    let shown = server.call::<ShowBallot>(&Person::guest(), &(code(), ballot), &Empty {});
    assert_eq!((shown.purpose.kind, shown.purpose.case), (PurposeKind::Case, Some(case)));
    assert_eq!(shown.purpose.reason.as_deref(), Some("有人没有听清楚"));
    assert_eq!(shown.question, listed.cases[0].question);
    assert!(shown.question.contains(&listed.cases[0].title));
}
