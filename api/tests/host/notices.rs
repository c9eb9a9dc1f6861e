//! Notices to one member: their order, their pages, and which of them were read.

use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{MemberId, NoticeId};
use domain::notices::{NoticeKind, ReadNoticesRequest};
use domain::time::HOUR;
use domain::volunteering::ListPresenceRequest;

/// A resident without a seat, for whom the demonstration has no notice.
const RESIDENT: &str = "13800000401";

/// An unread notice for somebody, so that reading it changes something.
pub fn leave_a_notice(desk: &TestCommunity, to: MemberId) {
    let id = NoticeId::from_parts(desk.now.get().plus(-HOUR), 1);
    let sql = "insert into notices (id, member, at, kind, params) values (?, ?, ?, 'moved-up', '{}')";
    desk.db.run(sql, bind![id, to, desk.now.get()]).unwrap();
}

/// That resident, signed in, with two notices: the leader entered two hours from the list and then confirmed them.
fn notified_resident(stage: &BusyCommunity) -> Person {
    let (desk, leader, at) = (&stage.desk, &stage.leader.person, (TestCommunity::code(), stage.ended));
    let starts_at = desk.call::<ShowActivity>(leader, &at, &Empty {}).row.starts_at;
    let body = ListPresenceRequest {
        member: member_by_phone(desk, RESIDENT).0,
        checked_in_at: starts_at,
        checked_out_at: starts_at.plus(2 * HOUR),
        reason: "按纸质签到表补录".parse().unwrap(),
    };
    let service = desk.call::<ListPresence>(leader, &at, &body).service;
    desk.call::<ConfirmServices>(leader, &at, &BusyCommunity::confirmations(&[service]));
    desk.sign_in_by(RESIDENT)
}

#[test]
fn notices_come_newest_first_and_page_by_page() {
    let stage = BusyCommunity::open();
    let (desk, here, person) = (&stage.desk, (TestCommunity::code(),), notified_resident(&stage));
    let all = desk.call::<ListNotices>(&person, &here, &Empty {}).rows;
    let told: Vec<_> = all.iter().map(|notice| (notice.kind, notice.activity, notice.read)).collect();
    let of = |kind| (kind, Some(stage.ended), false);
    assert_eq!(told, [of(NoticeKind::ServiceConfirmed), of(NoticeKind::PresenceListed)]);
    assert_eq!(all[0].params["minutes"], 120);
    let page = |after| {
        let query = PageQuery { after, limit: Some(1) };
        desk.try_call::<ListNotices>(&person, &here, &query, &Empty {}).unwrap()
    };
    let first = page(None);
    assert_eq!(first.rows, all[..1]);
    let second = page(first.next);
    assert_eq!((second.rows.as_slice(), second.next), (&all[1..], None), "the last page says so");
}

#[test]
fn what_came_after_the_last_read_one_stays_unread() {
    let stage = BusyCommunity::open();
    let (desk, here, person) = (&stage.desk, (TestCommunity::code(),), notified_resident(&stage));
    let list = || desk.call::<ListNotices>(&person, &here, &Empty {}).rows;
    desk.call::<ReadNotices>(&person, &here, &ReadNoticesRequest { seq: list()[1].seq });
    let read: Vec<bool> = list().iter().map(|notice| notice.read).collect();
    assert_eq!(read, [false, true]);
    assert_eq!(desk.call::<ShowMe>(&person, &here, &Empty {}).notices_unread, 1);
}
