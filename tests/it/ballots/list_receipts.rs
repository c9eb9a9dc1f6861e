//! `GET …/ballots/{ballot}/receipts`

use crate::open_meetings::small_meeting;
use crate::people::Person;
use crate::server::shared_server;
use domain::ballots::{Choice, Method, ReceiptQuery};
use domain::contract::{Empty, ListReceipts};

#[test]
fn every_vote_can_be_found_by_its_receipt_when_it_is_over() {
    let server = shared_server();
    let (guest, ballot) = (Person::guest(), server.open_ballot(small_meeting(), Method::Secret));
    let early = server.refusal::<ListReceipts>(&guest, &ballot, &Empty {});
    assert_eq!(early, (409, "ballots/not-closed".into()));
    assert_eq!(server.close_small(&ballot, Method::Secret).total.r#for, 3);
    let all = server.call::<ListReceipts>(&guest, &ballot, &Empty {}).rows;
    assert!(all.len() == 3 && all.iter().all(|row| row.choice == Some(Choice::For)));
    assert!(all.is_sorted_by_key(|row| row.receipt));
    let first = server.query::<ListReceipts>(&guest, &ballot, &ReceiptQuery { after: None, limit: Some(2) });
    let rest = ReceiptQuery { after: first.next, limit: Some(2) };
    let rest = server.query::<ListReceipts>(&guest, &ballot, &rest);
    assert_eq!((rest.rows, rest.next), (all[2..].to_vec(), None));
    let open = server.open_ballot(small_meeting(), Method::Open);
    let other = server.refusal::<ListReceipts>(&guest, &open, &Empty {});
    assert_eq!(other, (409, "ballots/other-method".into()));
}
