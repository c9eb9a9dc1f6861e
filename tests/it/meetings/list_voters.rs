//! `POST …/meetings/{meeting}/attendance`

use crate::people::{DEPUTY, DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::ListVoters;
use domain::ids::MemberId;
use domain::meetings::{ListVotersRequest, ListedVoter};

pub fn list_voters_request(voters: &[MemberId]) -> ListVotersRequest {
    let one = |voter: &MemberId| ListedVoter { voter: (*voter).into(), speaker: None };
    ListVotersRequest { voters: voters.iter().map(one).collect() }
}

#[test]
fn the_paper_list_is_typed_in_whole() {
    let server = shared_server();
    let at = server.opened();
    let (director, deputy) = (server.person(DIRECTOR), server.person(DEPUTY));
    let both = list_voters_request(&[director.member(), deputy.member()]);
    let done = server.call::<ListVoters>(&director, &at, &both);
    assert_eq!((done.added, done.present), (2, 2));
    let again = server.call::<ListVoters>(&server.person(SUPERVISOR), &at, &both);
    assert_eq!((again.added, again.present), (0, 2), "the teller enters the same list");
    let stranger = list_voters_request(&[server.resident().member()]);
    assert_eq!(server.refusal::<ListVoters>(&director, &at, &stranger), (409, "meetings/not-on-roll".into()));
    assert_eq!(
        server.refusal::<ListVoters>(&director, &at, &list_voters_request(&[])),
        (422, "meetings/too-many".into())
    );
    let named = ListVotersRequest {
        voters: vec![ListedVoter { voter: deputy.member().into(), speaker: Some(deputy.member()) }],
    };
    let speaker = server.refusal::<ListVoters>(&director, &at, &named);
    assert_eq!(speaker, (422, "meetings/speaker-does-not-fit".into()));
    assert_eq!(server.refusal::<ListVoters>(&server.resident(), &at, &both), (403, "request/not-allowed".into()));
}
