//! `POST …/meetings/{meeting}/outcomes`

use super::list_voters::list_voters_request;
use super::write_minutes::write_minutes_request;
use crate::people::{DEPUTY, DIRECTOR, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{
    AdoptMinutes, CloseMeeting, Empty, ListNotices, ListVoters, RecordOutcomes, ShowMeeting, WriteMinutes,
};
use domain::matters::MatterOutcome;
use domain::meetings::{AdoptMinutesRequest, CloseMeetingRequest, OutcomeDraft, RecordOutcomesRequest};
use domain::notices::NoticeKind;

/// The only item of the agenda, adopted in part.
pub fn record_outcomes_request(follows: u32) -> RecordOutcomesRequest {
    let one = OutcomeDraft {
        item: 1,
        suggestion: String::new().parse().expect("a text"),
        outcome: MatterOutcome::Partly,
        reason: "先改一号楼".parse().expect("a reason"),
    };
    RecordOutcomesRequest { outcomes: vec![one], follows }
}

#[test]
fn everybody_reads_what_became_of_it_and_whoever_came_is_told() {
    let server = shared_server();
    let (director, deputy, at) = (server.person(DIRECTOR), server.person(DEPUTY), server.opened());
    server.call::<ListVoters>(&director, &at, &list_voters_request(&[deputy.member()]));
    server.call::<WriteMinutes>(&director, &at, &write_minutes_request("同意改造", 0));
    server.call::<CloseMeeting>(&director, &at, &CloseMeetingRequest { visitors: 0 });
    let early = server.refusal::<RecordOutcomes>(&director, &at, &record_outcomes_request(0));
    assert_eq!(early, (409, "meetings/minutes-not-adopted".into()));
    for signs in [&director, &server.person(SUPERVISOR)] {
        server.call::<AdoptMinutes>(signs, &at, &AdoptMinutesRequest { version: 1 });
    }
    let mut unfounded = record_outcomes_request(0);
    unfounded.outcomes[0].reason = String::new().parse().expect("a text");
    for (draft, status, refusal) in [
        (unfounded, 422, "outcome-reason-missing"),
        (RecordOutcomesRequest { outcomes: vec![], follows: 0 }, 422, "outcomes-incomplete"),
        (record_outcomes_request(3), 409, "outcomes-moved-on"),
    ] {
        let refused = server.refusal::<RecordOutcomes>(&director, &at, &draft);
        assert_eq!(refused, (status, format!("meetings/{refusal}")));
    }
    assert_eq!(server.call::<RecordOutcomes>(&director, &at, &record_outcomes_request(0)).told, 1);
    let shown = server.call::<ShowMeeting>(&Person::guest(), &at, &Empty {}).outcomes.expect("outcomes");
    assert_eq!((shown.version, shown.rows[0].outcome), (1, MatterOutcome::Partly));
    let notices = server.call::<ListNotices>(&deputy, &(at.0.clone(),), &Empty {}).rows;
    let told = notices.iter().any(|notice| {
        notice.kind == NoticeKind::MeetingOutcomes && notice.params["meeting"] == at.1.to_string().as_str()
    });
    assert!(told);
    let denied = server.refusal::<RecordOutcomes>(&server.person(SUPERVISOR), &at, &record_outcomes_request(1));
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
