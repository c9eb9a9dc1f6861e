//! `GET …/meetings/{meeting}/ballots`

use crate::client::code;
use crate::halls::small;
use crate::people::Person;
use crate::server::fresh;
use domain::ballots::Method;
use domain::contract::{Empty, ListBallots};
use domain::ids::MeetingId;
use domain::time::UtcMillis;

#[test]
fn in_order_with_the_result_of_those_that_are_over() {
    let server = fresh();
    let (first, second) = (server.open_ballot(small(), Method::Secret), server.draft_ballot(small(), Method::Hands));
    server.close_small(&first, Method::Secret);
    let rows = server.call::<ListBallots>(&Person::guest(), &(code(), small()), &Empty {}).ballots;
    let shown: Vec<_> = rows.iter().map(|row| (row.ballot, row.tally.map(|tally| tally.total.r#for))).collect();
    assert_eq!(shown, [(first.1, Some(3)), (second.1, None)]);
    let nowhere = (code(), MeetingId::from_parts(UtcMillis(1), 1));
    let absent = server.refusal::<ListBallots>(&Person::guest(), &nowhere, &Empty {});
    assert_eq!(absent, (404, "request/not-found".into()));
}
