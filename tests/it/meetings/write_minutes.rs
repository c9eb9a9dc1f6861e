//! `POST …/meetings/{meeting}/minutes`

use crate::people::{DEPUTY, DIRECTOR};
use crate::server::shared_server;
use domain::contract::{Empty, ShowMinutes, WriteMinutes};
use domain::meetings::WriteMinutesRequest;

pub fn write_minutes_request(text: &str, follows: u32) -> WriteMinutesRequest {
    WriteMinutesRequest { texts: vec![text.parse().expect("a text"), String::new().parse().expect("a text")], follows }
}

#[test]
fn every_version_follows_the_one_before() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    assert_eq!(server.call::<WriteMinutes>(&director, &at, &write_minutes_request("讨论照明", 0)).version, 1);
    assert_eq!(server.call::<WriteMinutes>(&director, &at, &write_minutes_request("同意改造", 1)).version, 2);
    for (draft, status, refusal) in [
        (write_minutes_request("另写一份", 1), 409, "minutes-moved-on"),
        (write_minutes_request("", 2), 422, "minutes-empty"),
        (WriteMinutesRequest { texts: vec![], follows: 2 }, 422, "sections-do-not-fit"),
    ] {
        let refused = server.refusal::<WriteMinutes>(&director, &at, &draft);
        assert_eq!(refused, (status, format!("meetings/{refusal}")));
    }
    let other = server.refusal::<WriteMinutes>(&server.person(DEPUTY), &at, &write_minutes_request("同意", 2));
    assert_eq!(other, (403, "request/not-allowed".into()));
    let early = server.refusal::<WriteMinutes>(&director, &server.called(), &write_minutes_request("同意", 0));
    assert_eq!(early, (409, "meetings/not-open-yet".into()));
    assert_eq!(server.call::<ShowMinutes>(&director, &at, &Empty {}).versions.len(), 2);
}
