//! `POST …/meetings/{meeting}/ballots`

use crate::client::{Call, community_code, new_key};
use crate::open_meetings::{ballot_request, deciding_meeting, draft_for, large_meeting};
use crate::people::Person;
use crate::server::{fresh_server, shared_server};
use domain::ballots::{BallotRequest, BallotStatus, Method, PurposeKind};
use domain::contract::{DraftBallot, Empty, KEY_HEADER, ListBallots, ShowBallot};
use domain::decisions::YesNo;
use domain::ids::MeetingId;
use domain::time::UtcMillis;

#[test]
fn the_committee_drafts_and_everybody_reads() {
    let server = shared_server();
    let (chair, at) = (server.chair(), (community_code(), large_meeting()));
    let key = new_key().to_string();
    let call = Call::of::<DraftBallot>(&chair, &at, &(), &ballot_request(Method::Secret)).with(KEY_HEADER, &key);
    let first = server.send(&call);
    let drafted = first.read::<DraftBallot>().expect("a draft");
    assert_eq!(server.send(&call).text(), first.text(), "the same key brings the same answer");
    let shown = server.call::<ShowBallot>(&Person::guest(), &(community_code(), drafted.ballot), &Empty {});
    assert_eq!((shown.turnout.status, shown.turnout.revision, shown.public_key), (BallotStatus::Draft, 1, None));
    assert_eq!(shown.question, ballot_request(Method::Secret).question.expect("a question").as_str());
    let resident = server.resident();
    let refusal = |who: &Person, body: &BallotRequest| server.refusal::<DraftBallot>(who, &at, body);
    assert_eq!(refusal(&resident, &ballot_request(Method::Open)), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&Person::guest(), &ballot_request(Method::Open)), (401, "request/not-signed-in".into()));
    let long = BallotRequest { open_minutes: 1441, ..ballot_request(Method::Open) };
    assert_eq!(refusal(&chair, &long), (422, "ballots/open-minutes".into()));
    let nowhere = (community_code(), MeetingId::from_parts(UtcMillis(1), 1));
    let absent = server.refusal::<DraftBallot>(&chair, &nowhere, &ballot_request(Method::Open));
    assert_eq!(absent, (404, "request/not-found".into()));
}

#[test]
fn a_decision_is_put_once_and_once_more_with_a_reason() {
    let server = fresh_server();
    let (chair, case) = (server.chair(), server.lost_case());
    let (here, elsewhere) = ((community_code(), deciding_meeting()), (community_code(), large_meeting()));
    let refusal = |at, body: &BallotRequest| server.refusal::<DraftBallot>(&chair, at, body);
    let again = draft_for(case, Some("有人没有听清楚"));
    assert_eq!(refusal(&here, &draft_for(case, None)), (422, "ballots/reason-missing".into()));
    assert_eq!(refusal(&elsewhere, &again), (409, "ballots/case-not-here".into()));
    let worded = BallotRequest { question: ballot_request(Method::Hands).question, ..again.clone() };
    assert_eq!(refusal(&here, &worded), (422, "ballots/question-not-fitting".into()));
    let ballot = server.call::<DraftBallot>(&chair, &here, &again).ballot;
    assert_eq!(refusal(&here, &again), (409, "ballots/case-asked".into()));
    let listed = server.call::<ListBallots>(&Person::guest(), &here, &Empty {});
    assert_eq!((listed.cases[0].was_put, listed.cases[0].is_decided), (YesNo::Yes, YesNo::Yes));
    let shown = server.call::<ShowBallot>(&Person::guest(), &(community_code(), ballot), &Empty {});
    assert_eq!((shown.purpose.kind, shown.purpose.case), (PurposeKind::Case, Some(case)));
    assert_eq!(shown.purpose.reason.as_deref(), Some("有人没有听清楚"));
    assert_eq!(shown.question, listed.cases[0].question);
    assert!(shown.question.contains(&listed.cases[0].title));
}
