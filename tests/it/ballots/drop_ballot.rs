//! `POST …/ballots/{ballot}/dropping`

use crate::open_meetings::{AT, DRAFTED, large_meeting};
use crate::people::Person;
use crate::server::shared_server;
use domain::ballots::Method;
use domain::contract::{DropBallot, Empty, ShowBallot};

#[test]
fn a_draft_is_taken_back_and_what_was_opened_stays() {
    let server = shared_server();
    let (chair, draft) = (server.chair(), server.draft_ballot(large_meeting(), Method::Open));
    let refusal = |who: &Person, body| server.refusal::<DropBallot>(who, &draft, body);
    assert_eq!(refusal(&server.resident(), &DRAFTED), (403, "request/not-allowed".into()));
    assert_eq!(refusal(&Person::guest(), &DRAFTED), (401, "request/not-signed-in".into()));
    assert_eq!(refusal(&chair, &AT), (409, "ballots/stale-page".into()));
    server.call::<DropBallot>(&chair, &draft, &DRAFTED);
    let gone = server.refusal::<ShowBallot>(&chair, &draft, &Empty {});
    assert_eq!(gone, (404, "request/not-found".into()));
    let open = server.open_ballot(large_meeting(), Method::Open);
    let stays = server.refusal::<DropBallot>(&chair, &open, &AT);
    assert_eq!(stays, (409, "ballots/not-draft".into()));
}
