//! `GET …/meetings/{meeting}/minutes`

use super::write_minutes::write_minutes_request;
use crate::people::{DEPUTY, DIRECTOR};
use crate::server::shared_server;
use domain::contract::{Empty, ShowMinutes, WriteMinutes};
use domain::meetings::MinutesQuery;

#[test]
fn the_agenda_is_the_skeleton_and_every_version_stays() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    let empty = server.call::<ShowMinutes>(&director, &at, &Empty {});
    assert_eq!((empty.version, empty.sections.len(), empty.sections[0].title.as_str()), (0, 2, "照明改造"));
    server.call::<WriteMinutes>(&director, &at, &write_minutes_request("讨论照明", 0));
    server.call::<WriteMinutes>(&director, &at, &write_minutes_request("同意改造", 1));
    let newest = server.call::<ShowMinutes>(&server.person(DEPUTY), &at, &Empty {});
    assert_eq!((newest.version, newest.sections[0].text.as_str(), newest.adopted), (2, "同意改造", None));
    let first = server.query::<ShowMinutes>(&director, &at, &MinutesQuery { version: Some(1) });
    assert_eq!(first.sections[0].text, "讨论照明");
    let resident = server.refusal::<ShowMinutes>(&server.resident(), &at, &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()), "not before two people have signed");
}
