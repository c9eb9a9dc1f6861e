//! `GET …/meetings/{meeting}/roll`

use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ShowMeeting, ShowMeetingRoll};
use domain::meetings::VoterQuery;
use domain::members::roll_hash;

#[test]
fn page_by_page_it_is_what_was_hashed() {
    let server = shared_server();
    let (watcher, at) = (server.person(SUPERVISOR), server.called());
    let public = server.call::<ShowMeeting>(&watcher, &at, &Empty {});
    let mut query = VoterQuery { limit: Some(2), ..VoterQuery::default() };
    let mut ids = vec![];
    loop {
        let page = server.query::<ShowMeetingRoll>(&watcher, &at, &query).page;
        ids.extend(page.rows.iter().map(|row| row.voter.to_string()));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(ids.len(), public.roll_count as usize);
    assert_eq!(roll_hash(ids.iter().map(String::as_str)), public.roll_hash, "anybody who may see it can check it");
    let director = server.call::<ShowMeetingRoll>(&server.person(DIRECTOR), &at, &Empty {});
    assert!(director.page.rows.iter().any(|row| row.name == DIRECTOR && row.post.is_some()));
    let resident = server.refusal::<ShowMeetingRoll>(&server.resident(), &at, &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
