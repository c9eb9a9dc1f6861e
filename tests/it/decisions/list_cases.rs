//! `GET …/cases`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DEPUTY, Person};
use crate::server::fresh_server;
use domain::contract::{Empty, LeaveCase, ListCases};
use domain::decisions::{CaseStatus, Exit, GuardId, LeaveCaseRequest};

#[test]
fn everybody_sees_what_is_open_and_what_has_ended() {
    let server = fresh_server();
    let before = server.call::<ListCases>(&Person::guest(), &(community_code(),), &Empty {});
    let (open, left) = (server.open_case(), server.open_case());
    let body = LeaveCaseRequest { exit: Exit::Lapsed, reason: test_reason() };
    server.call::<LeaveCase>(&server.person(DEPUTY), &left, &body);
    let board = server.call::<ListCases>(&Person::guest(), &(community_code(),), &Empty {});
    assert_eq!((board.open.len(), board.page.rows.len()), (before.open.len() + 1, before.page.rows.len() + 1));
    let ours = board.open.iter().find(|row| row.id == open.1).expect("the open one");
    assert_eq!(ours.next.as_ref().map(|guard| guard.id), Some(GuardId::Meeting));
    assert_eq!((board.page.rows[0].id, board.page.rows[0].status), (left.1, CaseStatus::Lapsed));
}
