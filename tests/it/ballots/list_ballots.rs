//! `GET …/meetings/{meeting}/ballots`

use crate::client::community_code;
use crate::open_meetings::small_meeting;
use crate::people::Person;
use crate::server::fresh_server;
use domain::ballots::Method;
use domain::contract::{Empty, ListBallots};
use domain::ids::MeetingId;
use domain::time::UtcMillis;

#[test]
fn in_order_with_the_result_of_those_that_are_over() {
    let server = fresh_server();
    let (first, second) =
        (server.open_ballot(small_meeting(), Method::Secret), server.draft_ballot(small_meeting(), Method::Hands));
    server.close_small(&first, Method::Secret);
    let rows = server.call::<ListBallots>(&Person::guest(), &(community_code(), small_meeting()), &Empty {}).ballots;
    let shown: Vec<_> = rows.iter().map(|row| (row.ballot, row.tally.map(|tally| tally.total.r#for))).collect();
    assert_eq!(shown, [(first.1, Some(3)), (second.1, None)]);
    let nowhere = (community_code(), MeetingId::from_parts(UtcMillis(1), 1));
    let absent = server.refusal::<ListBallots>(&Person::guest(), &nowhere, &Empty {});
    assert_eq!(absent, (404, "request/not-found".into()));
}
