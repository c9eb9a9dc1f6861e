//! `POST …/activities/{activity}/sign-ups`

use crate::activities::{TEAM, activity_request, past_activity};
use crate::client::{Call, community_code, new_key};
use crate::server::shared_server;
use domain::contract::{Empty, KEY_HEADER, SignUp};
use domain::volunteering::{PlaceState, SignedUp};

#[test]
fn a_place_then_the_waiting_list() {
    let server = shared_server();
    let at = server.publish(TEAM, 1);
    let (first, second) = (server.resident(), server.resident());
    let confirmed = SignedUp { place: PlaceState::Confirmed, position: None };
    assert_eq!(server.call::<SignUp>(&first, &at, &Empty {}), confirmed);
    let waiting = SignedUp { place: PlaceState::Waiting, position: Some(1) };
    assert_eq!(server.call::<SignUp>(&second, &at, &Empty {}), waiting);
    assert_eq!(server.refusal::<SignUp>(&first, &at, &Empty {}), (409, "volunteering/already-signed-up".into()));
    let ended = server.refusal::<SignUp>(&first, &(community_code(), past_activity(0)), &Empty {});
    assert_eq!(ended, (409, "volunteering/ended".into()));
}

#[test]
fn two_activities_at_once_are_one_too_many() {
    let server = shared_server();
    let person = server.resident();
    let one = server.draft(server.team(TEAM), 5);
    server.call::<SignUp>(&person, &server.publish_draft(&one), &Empty {});
    let same_time = server.publish_draft(&activity_request(one.body, one.starts_at.plus(60_000), 5));
    let problem = server.try_call::<SignUp>(&person, &same_time, &Empty {}).expect_err("a clash");
    assert_eq!(problem.code, "volunteering/overlapping-sign-up");
    assert_eq!(problem.params["title"], one.title.as_str());
}

#[test]
fn the_key_brings_the_same_answer_and_no_other_content() {
    let server = shared_server();
    let (person, other) = (server.resident(), server.resident());
    let (at, elsewhere) = (server.publish(TEAM, 5), server.publish(TEAM, 5));
    let key = new_key().to_string();
    let call = |who, at| Call::of::<SignUp>(who, at, &(), &Empty {}).with(KEY_HEADER, &key);
    let first = server.send(&call(&person, &at));
    assert_eq!(first.read::<SignUp>().map(|place| place.place), Ok(PlaceState::Confirmed));
    let again = server.send(&call(&person, &at));
    assert_eq!((again.status, again.text()), (first.status, first.text()));
    let reused = (409, "request/key-reused".to_owned());
    assert_eq!(server.send(&call(&person, &elsewhere)).refusal(), reused, "another activity");
    assert_eq!(server.send(&call(&other, &at)).refusal(), reused, "another person");
}

#[test]
fn a_command_names_its_key() {
    let server = shared_server();
    let (person, at) = (server.resident(), server.publish(TEAM, 5));
    let call = Call::of::<SignUp>(&person, &at, &(), &Empty {});
    for call in [call.clone().without(KEY_HEADER), call.with(KEY_HEADER, "once")] {
        let problem = server.send(&call).read::<SignUp>().expect_err("no key");
        assert_eq!((problem.status, problem.field.as_deref()), (400, Some(KEY_HEADER)));
    }
}
