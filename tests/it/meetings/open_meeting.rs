//! `POST …/meetings/{meeting}/opening`

use crate::people::{DEPUTY, DIRECTOR};
use crate::server::shared_server;
use domain::contract::{Empty, OpenMeeting};
use domain::meetings::{AnnounceMeetingRequest, Electorate};
use domain::time::HOUR;

#[test]
fn the_chair_opens_once_and_in_time() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.called());
    let other = server.refusal::<OpenMeeting>(&server.person(DEPUTY), &at, &Empty {});
    assert_eq!(other, (403, "request/not-allowed".into()), "another of the committee is not the chair");
    let opened = server.call::<OpenMeeting>(&director, &at, &Empty {});
    assert!(opened.entitled > 3, "{opened:?}");
    assert_eq!(server.refusal::<OpenMeeting>(&director, &at, &Empty {}), (409, "meetings/already-open".into()));
    let good = server.talk(Electorate::JointCommittees);
    let later = server.announce(&AnnounceMeetingRequest { starts_at: server.now().plus(2 * HOUR), ..good });
    assert_eq!(server.refusal::<OpenMeeting>(&director, &later, &Empty {}), (409, "meetings/too-early-to-open".into()));
}
