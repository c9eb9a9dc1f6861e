//! `POST …/meetings/{meeting}/outcomes`

use super::list_voters::lines;
use super::write_minutes::minutes;
use crate::people::{DEPUTY, DIRECTOR, Person, SUPERVISOR};
use crate::server::shared;
use domain::contract::{
    AdoptMinutes, CloseMeeting, Empty, ListNotices, ListVoters, RecordOutcomes, ShowMeeting, WriteMinutes,
};
use domain::matters::Outcome;
use domain::meetings::{MeetingClosing, MinutesAdoption, OutcomeDraft, OutcomesDraft};
use domain::notices::NoticeKind;

/// The only item of the agenda, adopted in part.
pub fn outcomes(follows: u32) -> OutcomesDraft {
    let one = OutcomeDraft {
        item: 1,
        suggestion: String::new().parse().expect("a text"),
        outcome: Outcome::Partly,
        reason: "先改一号楼".parse().expect("a reason"),
    };
    OutcomesDraft { outcomes: vec![one], follows }
}

#[test]
fn everybody_reads_what_became_of_it_and_whoever_came_is_told() {
    let server = shared();
    let (director, deputy, at) = (server.person(DIRECTOR), server.person(DEPUTY), server.opened());
    server.call::<ListVoters>(&director, &at, &lines(&[deputy.member()]));
    server.call::<WriteMinutes>(&director, &at, &minutes("同意改造", 0));
    server.call::<CloseMeeting>(&director, &at, &MeetingClosing { visitors: 0 });
    let early = server.refusal::<RecordOutcomes>(&director, &at, &outcomes(0));
    assert_eq!(early, (409, "meetings/minutes-not-adopted".into()));
    for signs in [&director, &server.person(SUPERVISOR)] {
        server.call::<AdoptMinutes>(signs, &at, &MinutesAdoption { version: 1 });
    }
    let mut unfounded = outcomes(0);
    unfounded.outcomes[0].reason = String::new().parse().expect("a text");
    for (draft, status, refusal) in [
        (unfounded, 422, "outcome-reason-missing"),
        (OutcomesDraft { outcomes: vec![], follows: 0 }, 422, "outcomes-incomplete"),
        (outcomes(3), 409, "outcomes-moved-on"),
    ] {
        let refused = server.refusal::<RecordOutcomes>(&director, &at, &draft);
        assert_eq!(refused, (status, format!("meetings/{refusal}")));
    }
    assert_eq!(server.call::<RecordOutcomes>(&director, &at, &outcomes(0)).told, 1);
    let shown = server.call::<ShowMeeting>(&Person::guest(), &at, &Empty {}).outcomes.expect("outcomes");
    assert_eq!((shown.version, shown.rows[0].outcome), (1, Outcome::Partly));
    let notices = server.call::<ListNotices>(&deputy, &(at.0.clone(),), &Empty {}).notices;
    let told = notices.iter().any(|notice| {
        notice.kind == NoticeKind::MeetingOutcomes && notice.params["meeting"] == at.1.to_string().as_str()
    });
    assert!(told);
    let denied = server.refusal::<RecordOutcomes>(&server.person(SUPERVISOR), &at, &outcomes(1));
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
