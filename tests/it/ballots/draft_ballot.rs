//! `POST …/meetings/{meeting}/ballots`

use crate::client::{Call, code, new_key};
use crate::halls::{draft, large};
use crate::people::Person;
use crate::server::shared;
use domain::ballots::{BallotDraft, BallotStatus, Method};
use domain::contract::{DraftBallot, Empty, KEY_HEADER, ShowBallot};
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
    assert_eq!(shown.question, draft(Method::Secret).question.as_str());
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
