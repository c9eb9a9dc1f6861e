//! In which order the votes of a closed secret ballot lie in the file. A query cannot tell: the table is sorted by its
//! key, and only the cells of its page tell what was written first.

use crate::ballot_meeting::BallotMeeting;
use crate::busy_community::{Actor, sign_in_actor};
use crate::sqlite_pages::{self, Folder};
use crate::test_community::TestCommunity;
use api::db::native::Native;
use domain::access::Role;
use domain::ballots::{Choice, Method};
use std::collections::BTreeSet;

#[test]
fn closing_writes_the_votes_in_the_order_of_their_receipts() {
    let folder = Folder::new("ballots-order");
    let desk = TestCommunity::open_on(Native::in_file(&folder.file()).unwrap());
    let chair = sign_in_actor(&desk, "周丽", Some(Role::Committee));
    let teller = sign_in_actor(&desk, "刘志强", Some(Role::Supervisor));
    let [leader, worker, one, two] = ["张敏", "赵小燕", "李秀英", "王明"].map(|name| sign_in_actor(&desk, name, None));
    let voters = [&chair, &teller, &leader, &worker, &one, &two];
    let hall = BallotMeeting::hold(&desk, (chair.clone(), teller.clone()), &voters.map(Actor::member));
    let ballot = hall.open(Method::Secret);
    let mut receipts = BTreeSet::new();
    for who in voters {
        let token = hall.token(ballot, who);
        hall.cast(ballot, token, Choice::For);
        receipts.insert(token.0.receipt().0);
    }
    hall.close(ballot);
    desk.db.checkpoint().unwrap();
    let file = sqlite_pages::read_copy(&folder.file()).file;
    // The first receipt from the beginning of a cell is its own; the cells after it in the page are older.
    let receipt_of = |cell: &sqlite_pages::Cell| cell.bytes.windows(32).find_map(|part| receipts.get(part)).copied();
    let cells = sqlite_pages::table_cells(&file, "ballot_cast");
    let written: Vec<[u8; 32]> = cells.iter().filter_map(receipt_of).collect();
    assert_eq!(written, receipts.iter().copied().collect::<Vec<_>>(), "the oldest cell has the first receipt");
}
