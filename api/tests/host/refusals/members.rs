//! Refusals of members that no other test meets, each by its code.

use crate::bodies::fill_seat_request;
use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::imports::{import_line, import_report, person_cells, upload_import};
use crate::roster::a_child;
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{BodyId, MemberId, SeatId};
use domain::members::import::{DecideLineRequest, DoubtDecision, FillImportRequest, ImportState};
use domain::members::{
    BodyKind, Day, EndCause, EndSeatRequest, FillSeatRequest, LeaveRosterRequest, NameGuardianRequest, Post,
    RecordRollRequest, RollOf, RollQuery, SelectionMethod,
};
use domain::text::Reason;
use domain::time::DAY;

fn reason() -> Reason {
    "户口簿已核对".parse().unwrap()
}

fn member(desk: &TestCommunity, number: u32) -> MemberId {
    member_by_phone(desk, &format!("1380000{number:04}")).0
}

fn body(desk: &TestCommunity, kind: BodyKind) -> BodyId {
    desk.texts("select id from bodies where kind = ? order by id limit 1", bind![kind.as_str()])[0].parse().unwrap()
}

#[test]
fn an_import_is_decided_line_by_line_while_it_waits() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import = upload_import(&desk, &clerk, &[person_cells("冯桂兰", "501")]);
    let at = (TestCommunity::code(), import);
    let decision = DecideLineRequest { line: 2, decision: DoubtDecision::New };
    let decided = || desk.refusal::<DecideLine>(&clerk, &at, &decision);
    assert_eq!(decided(), "imports/not-doubtful", "a line that is clearly new");
    let absent = DecideLineRequest { line: 9, decision: DoubtDecision::New };
    assert_eq!(desk.refusal::<DecideLine>(&clerk, &at, &absent), "request/not-found");
    let gone = (TestCommunity::code(), member(&desk, 61));
    desk.call::<LeaveRoster>(&clerk, &gone, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
    assert_eq!(decided(), "imports/roster-changed");
    desk.call::<DropImport>(&clerk, &at, &Empty {});
    let dropped = import_report(&desk, &clerk, import);
    assert_eq!((dropped.state, dropped.page.rows.len()), (ImportState::Dropped, 0), "its lines are forgotten");
    let lines =
        FillImportRequest { lines: vec![import_line(2, &person_cells("冯桂兰", "501"))].try_into().unwrap() };
    for (what, code) in [
        ("a line is sent", desk.refusal::<FillImport>(&clerk, &at, &lines)),
        ("a line is decided", decided()),
        ("all is confirmed", desk.refusal::<ConfirmImport>(&clerk, &at, &Empty {})),
    ] {
        assert_eq!(code, "imports/not-open", "{what}");
    }
}

#[test]
fn a_seat_fits_its_body_and_its_term() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let filled =
        |of: BodyId, seat: &FillSeatRequest| desk.refusal::<FillSeat>(clerk, &(TestCommunity::code(), of), seat);
    let seat = |post: Post, days: i64| fill_seat_request(desk, member(desk, 50), post, days);
    let (team, service) = (stage.team, body(desk, BodyKind::GridService));
    let (committee, supervision) =
        (body(desk, BodyKind::ResidentsCommittee), body(desk, BodyKind::SupervisionCommittee));
    let with_grid = FillSeatRequest { grid: Some(stage.grid), ..seat(Post::TeamLeader, 100) };
    let appointed = FillSeatRequest { how: SelectionMethod::Appointed, ..seat(Post::Member, 100) };
    let long_over = FillSeatRequest {
        from: "2019-01-01".parse().unwrap(),
        until: "2020-01-01".parse().unwrap(),
        ..seat(Post::TeamLeader, 100)
    };
    let young = fill_seat_request(desk, a_child(desk), Post::TeamLeader, 100);
    for (what, code, expect) in [
        ("a team has no director", filled(team, &seat(Post::Director, 100)), "members/post-not-of-body"),
        ("a grid worker without a grid", filled(service, &seat(Post::GridWorker, 100)), "members/grid-not-fitting"),
        ("a team leader with a grid", filled(team, &with_grid), "members/grid-not-fitting"),
        ("RC25 art. 14: chosen by the residents", filled(committee, &appointed), "members/must-be-elected"),
        ("ends before it begins", filled(team, &seat(Post::TeamLeader, -1)), "members/term-reversed"),
        ("long over", filled(team, &long_over), "members/term-already-over"),
        ("RC25 art. 14: five years", filled(team, &seat(Post::TeamLeader, 6 * 365)), "members/term-too-long"),
        ("forty years", filled(committee, &seat(Post::Member, 40 * 365)), "members/term-too-long"),
        ("RC25 art. 16: a leader is of age", filled(team, &young), "members/under-age"),
        ("a second director", filled(supervision, &seat(Post::Director, 100)), "members/post-taken"),
    ] {
        assert_eq!(code, expect, "{what}");
    }
    // Two more than the three of the demonstration.
    for number in [51, 52] {
        let sql = "insert into seats (id, body, member, post, from_day, until_day)
            values (?, ?, ?, 'member', '2026-01-01', '2099-12-31')";
        desk.db.run(sql, bind![desk.key(), supervision, member(desk, number)]).unwrap();
    }
    assert_eq!(filled(supervision, &seat(Post::Member, 100)), "members/body-full", "JD17: three to five");

    let own = desk.texts("select id from seats where member = ? and ended_at is null", bind![stage.clerk.member()]);
    let own: SeatId = own[0].parse().unwrap();
    let end = EndSeatRequest::because(EndCause::Resigned, reason());
    assert_eq!(desk.refusal::<EndSeat>(clerk, &(TestCommunity::code(), own), &end), "members/own-case");
}

/// Civil Code, art. 17, 27, 34.
#[test]
fn a_guardian_is_another_adult_for_somebody_under_age() {
    let stage = BusyCommunity::open();
    let (desk, clerk, leader) = (&stage.desk, &stage.clerk.person, stage.leader.member());
    let (child, adult, gone, unborn) = (a_child(desk), member(desk, 50), member(desk, 61), member(desk, 52));
    let young = "select id from members where born_day > '2012' and left_at is null and id <> ? order by id limit 1";
    let young: MemberId = desk.texts(young, bind![child])[0].parse().unwrap();
    desk.call::<LeaveRoster>(clerk, &(TestCommunity::code(), gone), &LeaveRosterRequest::moved(reason()));
    desk.db.run("update members set born_day = null where id = ?", bind![unborn]).unwrap();
    for (what, ward, guardian, expect) in [
        ("the caller", child, stage.clerk.member(), "members/own-case"),
        ("the child itself", child, child, "members/guardian-of-oneself"),
        ("a guardian who moved away", child, gone, "members/already-left"),
        ("a ward who moved away", gone, leader, "members/already-left"),
        ("a ward whose birth nobody knows", unborn, leader, "members/birth-unknown"),
        ("a ward of age", adult, leader, "members/of-age"),
        ("a guardian under age", child, young, "members/guardian-under-age"),
    ] {
        let named = NameGuardianRequest { guardian, reason: reason() };
        assert_eq!(desk.refusal::<NameGuardian>(clerk, &(TestCommunity::code(), ward), &named), expect, "{what}");
    }
}

#[test]
fn a_roll_is_recorded_once_and_not_of_tomorrow() {
    let desk = TestCommunity::open();
    let (clerk, watcher, here) = (desk.sign_in("周丽"), desk.sign_in("刘志强"), (TestCommunity::code(),));
    let day = |days: i64| Day::of(desk.now.get().plus(days * DAY).day());
    let tomorrow = RecordRollRequest { day: day(1), of: RollOf::Adults };
    assert_eq!(desk.refusal::<RecordRoll>(&clerk, &here, &tomorrow), "members/day-ahead");
    let past = RecordRollRequest { day: day(-30), of: RollOf::Households };
    let kept = desk.call::<RecordRoll>(&clerk, &here, &past);
    assert_eq!(kept.count, 1_200, "all households of the demonstration");
    let query = RollQuery { day: Some(past.day), of: Some(past.of), ..RollQuery::default() };
    let shown = desk.try_call::<ShowRoll>(&watcher, &here, &query, &Empty {}).unwrap();
    assert_eq!((&shown.hash, shown.total), (&kept.hash, kept.count));
    assert_eq!(shown.recorded, Some(kept));
    assert_eq!(desk.refusal::<RecordRoll>(&clerk, &here, &past), "members/roll-already-recorded");
}
