//! Acting in a resident's name over HTTP: the gate passes the header to the object, with a command and with a read.
//!
//! The rules are tested on the host, in `api/tests/host/assistance.rs`.

use crate::server::shared_server;
use domain::contract::{Empty, KEY_HEADER, ON_BEHALF_HEADER, PageQuery, ShowActivity, ShowHours, SignUp};
use domain::volunteering::PlaceState;
use tests::scenes::activities::TEAM;
use tests::scenes::client::{Call, community_code, new_key};
use tests::scenes::people::{DEPUTY, Person};

#[test]
fn an_act_with_the_header_is_the_residents_and_the_header_is_content() {
    let server = shared_server();
    let (worker, resident, at) = (server.person(DEPUTY), server.resident(), server.publish(TEAM, 1));
    let assistance = server.assist(&worker, resident.member());
    let key = new_key().to_string();
    let take = Call::of::<SignUp>(&worker, &at, &(), &Empty {}).with(KEY_HEADER, &key);
    let for_them = take.clone().with(ON_BEHALF_HEADER, &assistance.to_string());
    let first = server.send(&for_them);
    assert_eq!(first.read::<SignUp>().map(|place| place.place), Ok(PlaceState::Confirmed));
    assert_eq!(server.send(&for_them).text(), first.text(), "the same key brings the same answer");
    assert_eq!(server.send(&take).refusal(), (409, "request/key-reused".into()));
    let mine = |who: &Person| server.call::<ShowActivity>(who, &at, &Empty {}).mine.and_then(|mine| mine.place);
    assert_eq!((mine(&resident), mine(&worker)), (Some(PlaceState::Confirmed), None));

    // The worker may read these hours also without the header; only with it the read is an act.
    let acts = server.act(&worker, assistance, resident.member()).acts;
    let commands: Vec<&str> = acts.iter().map(|act| act.command.as_str()).collect();
    assert_eq!(commands, ["volunteering/sign-up", "ledger/show-hours"]);
    let read = Call::of::<ShowHours>(&worker, &(community_code(), resident.member()), &PageQuery::default(), &Empty {});
    let unreadable = server.send(&read.with(ON_BEHALF_HEADER, "x")).read::<ShowHours>().expect_err("no id");
    assert_eq!((unreadable.status, unreadable.field.as_deref()), (400, Some(ON_BEHALF_HEADER)));
}
