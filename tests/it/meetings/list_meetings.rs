//! `GET …/meetings`

use crate::client::community_code;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{CancelMeeting, ListMeetings};
use domain::meetings::{CancelMeetingRequest, MeetingFilter, MeetingQuery};

#[test]
fn what_is_to_come_what_is_over_and_the_own() {
    let server = shared_server();
    let (director, guest) = (server.person(DIRECTOR), Person::guest());
    let (stays, goes) = (server.called(), server.called());
    server.call::<CancelMeeting>(&director, &goes, &CancelMeetingRequest { reason: crate::activities::test_reason() });
    let has = |who: &Person, filter, id| {
        let mut query = MeetingQuery { filter: Some(filter), limit: Some(100), ..MeetingQuery::default() };
        loop {
            let page = server.query::<ListMeetings>(who, &(community_code(),), &query);
            if page.rows.iter().any(|row| row.id == id) {
                return true;
            }
            query.after = page.next;
            if query.after.is_none() {
                return false;
            }
        }
    };
    assert!(has(&guest, MeetingFilter::Upcoming, stays.1) && !has(&guest, MeetingFilter::Past, stays.1));
    assert!(has(&guest, MeetingFilter::Past, goes.1) && !has(&guest, MeetingFilter::Upcoming, goes.1));
    assert!(has(&director, MeetingFilter::Mine, stays.1));
    assert!(!has(&server.resident(), MeetingFilter::Mine, stays.1));
}
