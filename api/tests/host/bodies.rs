//! Bodies and seats with their SQL: elections and by-elections, hand-overs, conflicts of relatives, and notices.

use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::access::Role;
use domain::communities::CommunityKind;
use domain::contract::*;
use domain::ids::{BodyId, MemberId, SeatId};
use domain::members::{
    AccessEnded, BodiesQuery, BodyKind, BodyReview, BodyWarningCode, CreateBodyRequest, Day, EndCause, EndSeatRequest,
    FillSeatRequest, GridSize, LeaveRosterRequest, Post, SelectionMethod,
};
use domain::text::Reason;
use domain::time::{DAY, UtcMillis};

pub fn body_of_kind(desk: &TestCommunity, kind: BodyKind) -> BodyId {
    desk.texts("select id from bodies where kind = ? order by id limit 1", bind![kind.as_str()])[0].parse().unwrap()
}

pub fn numbered_member(desk: &TestCommunity, number: u32) -> MemberId {
    member_by_phone(desk, &format!("1380000{number:04}")).0
}

pub fn seat_of(desk: &TestCommunity, of: MemberId) -> SeatId {
    desk.texts("select id from seats where member = ? and ended_at is null", bind![of])[0].parse().unwrap()
}

/// An election to a post, from today on for so many days.
pub fn fill_seat_request(desk: &TestCommunity, member: MemberId, post: Post, days: i64) -> FillSeatRequest {
    let today = desk.now.get();
    FillSeatRequest {
        member,
        post,
        from: Day::of(today.day()),
        until: Day::of(today.plus(days * DAY).day()),
        how: SelectionMethod::Elected,
        basis: "2026年11月18日居民会议".parse().unwrap(),
        duties: "联系一号楼到五号楼".parse().unwrap(),
        grid: None,
    }
}

pub fn test_reason() -> Reason {
    "本人书面提出辞职".parse().unwrap()
}

pub fn review_body(desk: &TestCommunity, who: &Person, of: BodyId) -> BodyReview {
    let query = BodiesQuery { body: Some(of) };
    let found = desk.try_call::<ReviewBodies>(who, &(TestCommunity::code(),), &query, &Empty {}).unwrap();
    found.bodies.into_iter().next().unwrap()
}

pub fn warning_codes(review: &BodyReview) -> Vec<BodyWarningCode> {
    review.warnings.iter().map(|warning| warning.code).collect()
}

/// Not "138" alone, because an identifier may contain it.
fn has_phone(text: &str) -> bool {
    ["1380000", "138*", "138…"].iter().any(|phone| text.contains(phone))
}

/// Moves a member to another household, with this kinship to its head.
pub fn house_together(desk: &TestCommunity, who: MemberId, with: MemberId, kinship: Option<&str>) {
    let sql =
        "update members set housed_at = ?1, kinship = ?2, household = (select household from members where id = ?3)
        where id = ?4";
    desk.db.run(sql, bind![desk.now.get(), kinship, with, who]).unwrap();
}

#[test]
fn a_by_election_takes_over_the_rest_of_a_term_and_what_was_left() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let committee = body_of_kind(desk, BodyKind::ResidentsCommittee);
    let (gone, next) = (numbered_member(desk, 201), numbered_member(desk, 50));
    desk.db.run("update members set born_day = null where id = ?", bind![next]).unwrap();
    let until = desk.texts("select until_day from seats where member = ?", bind![gone])[0].parse().unwrap();
    let filled =
        FillSeatRequest { how: SelectionMethod::ByElected, until, ..fill_seat_request(desk, next, Post::Member, 1) };
    let here = (TestCommunity::code(), committee);
    assert_eq!(desk.refusal::<FillSeat>(clerk, &here, &filled), "members/no-vacancy");
    let end = EndSeatRequest {
        handover: "电梯加装的材料在二号柜".parse().unwrap(),
        ..EndSeatRequest::because(EndCause::Resigned, test_reason())
    };
    desk.call::<EndSeat>(clerk, &(TestCommunity::code(), seat_of(desk, gone)), &end);
    let before = review_body(desk, clerk, committee);
    assert_eq!((before.vacancies.len(), before.seats.len()), (1, 4));
    let left = &before.vacancies[0];
    assert_eq!((left.post, left.until, left.handover.cause), (Post::Member, until, Some(EndCause::Resigned)));
    assert!(warning_codes(&before).contains(&BodyWarningCode::TooFew), "{:?}", before.warnings);
    let whole_term =
        FillSeatRequest { how: SelectionMethod::ByElected, ..fill_seat_request(desk, next, Post::Member, 5 * 365) };
    assert_eq!(desk.refusal::<FillSeat>(clerk, &here, &whole_term), "members/not-the-rest-of-the-term");
    let done = desk.call::<FillSeat>(clerk, &here, &filled);
    assert_eq!(done.took_over.as_ref().map(|left| left.note.as_str()), Some("电梯加装的材料在二号柜"));
    assert!(done.birth_unknown, "nobody knows the birth day");
    let after = review_body(desk, clerk, committee);
    assert_eq!((after.vacancies.len(), after.seats.len()), (0, 5));
    let new = after.seats.iter().find(|seat| seat.member == next).unwrap();
    assert_eq!(
        (new.how, new.took_over.is_some(), new.duties.as_str()),
        (Some(SelectionMethod::ByElected), true, "联系一号楼到五号楼")
    );
    let me = desk.call::<ShowMe>(&desk.sign_in_by("13800000050"), &(TestCommunity::code(),), &Empty {});
    assert!(me.held.iter().any(|held| held.role == Role::Committee), "the role follows from the seat at once");
    assert_eq!(desk.refusal::<FillSeat>(clerk, &here, &filled), "members/no-vacancy", "one rest, one successor");
    let again = FillSeatRequest { how: SelectionMethod::Elected, ..filled };
    assert_eq!(desk.refusal::<FillSeat>(clerk, &here, &again), "members/overlapping-term");
    desk.check_books();
}

#[test]
fn a_role_begins_and_ends_with_its_seat_at_the_next_request() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let (person, of) = (desk.sign_in_by("13800000050"), numbered_member(desk, 50));
    let roles = || {
        let held = desk.call::<ShowMe>(&person, &here, &Empty {}).held;
        held.iter().map(|held| held.role).collect::<Vec<_>>()
    };
    let own_team = BodiesQuery { body: Some(stage.team) };
    let refusals = || {
        let tasks = desk.try_call::<ListTasks>(&person, &here, &(), &Empty {}).err();
        let team = desk.try_call::<ReviewBodies>(&person, &here, &own_team, &Empty {}).err();
        [tasks, team].map(|problem| problem.map(|problem| problem.code))
    };
    let refused = [Some("request/not-allowed".to_owned()), Some("request/not-allowed".to_owned())];
    assert_eq!((roles(), refusals()), (vec![], refused.clone()));
    let leader = fill_seat_request(desk, of, Post::TeamLeader, 300);
    let seat = desk.call::<FillSeat>(clerk, &(TestCommunity::code(), stage.team), &leader).seat;
    assert_eq!((roles(), refusals()), (vec![Role::Organiser], [None, None]));
    let team = review_body(desk, &person, stage.team);
    let own = team.seats.iter().find(|seat| seat.member == of).unwrap();
    assert_eq!((own.id, own.duties.as_str()), (seat, "联系一号楼到五号楼"));
    let end = EndSeatRequest::because(EndCause::Resigned, test_reason());
    let ended = desk.call::<EndSeat>(clerk, &(TestCommunity::code(), seat), &end);
    assert_eq!(ended, AccessEnded { seats: 1, sessions: 0 });
    assert_eq!((roles(), refusals()), (vec![], refused), "signed in as before, without the role");
}

#[test]
fn a_departure_says_why_its_seats_ended() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let gone = stage.other_leader.member();
    let left = LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
    desk.call::<LeaveRoster>(&stage.clerk.person, &(TestCommunity::code(), gone), &left);
    assert_eq!(desk.texts("select ended_cause from seats where member = ?", bind![gone]), ["moved"]);
    let back = fill_seat_request(desk, gone, Post::TeamLeader, 300);
    let here = (TestCommunity::code(), stage.team);
    assert_eq!(desk.refusal::<FillSeat>(&stage.clerk.person, &here, &back), "members/has-left");
}

#[test]
fn a_recall_names_its_meeting_and_a_term_ends_when_it_is_over() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let at = (TestCommunity::code(), seat_of(desk, numbered_member(desk, 202)));
    let recall = EndSeatRequest::because(EndCause::Recalled, test_reason());
    assert_eq!(desk.refusal::<EndSeat>(clerk, &at, &recall), "members/basis-missing");
    let over = EndSeatRequest::because(EndCause::TermOver, test_reason());
    assert_eq!(desk.refusal::<EndSeat>(clerk, &at, &over), "members/term-not-over");
    desk.rehearse(|| {
        desk.pass(4 * 365 * DAY);
        let clerk = desk.sign_in("周丽");
        // The clerk's own term is over too: nobody of the old committee has any right left.
        assert_eq!(desk.refusal::<EndSeat>(&clerk, &at, &over), "request/not-allowed");
    });
    let recall = EndSeatRequest { basis: "2026年11月19日居民会议".parse().unwrap(), ..recall };
    desk.call::<EndSeat>(clerk, &at, &recall);
    assert_eq!(desk.refusal::<EndSeat>(clerk, &at, &recall), "members/seat-already-ended");
}

#[test]
fn one_committee_and_one_name() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    for (kind, name, expect) in [
        (BodyKind::ResidentsCommittee, "第二居民委员会", Some("members/body-exists")),
        (BodyKind::SupervisionCommittee, "第二监督委员会", Some("members/body-exists")),
        (BodyKind::VolunteerTeam, "苏祠志愿服务队", Some("members/body-exists")),
        (BodyKind::VolunteerTeam, "夜巡志愿服务队", None),
        (BodyKind::ResidentUnit, "东坡区实验小学", None),
        (BodyKind::VolunteerTeam, "东坡区实验小学", Some("members/body-exists")),
    ] {
        let draft = CreateBodyRequest { kind, name: name.parse().unwrap() };
        let found = desk.try_call::<CreateBody>(clerk, &here, &(), &draft).map_err(|problem| problem.code);
        assert_eq!(found.err().as_deref(), expect, "{kind} {name}");
    }
    let listed = desk.call::<ListBodies>(&Person::default(), &here, &Empty {}).bodies;
    assert_eq!(listed.iter().filter(|body| body.name == "东坡区实验小学").count(), 1, "everybody sees it");
}

#[test]
fn offices_are_public_and_phones_are_not() {
    let (desk, here) = (TestCommunity::open(), (TestCommunity::code(),));
    let response = desk.handle(&TestCommunity::request::<ListBodies>(&Person::default(), &here, &(), &Empty {}));
    assert!(!has_phone(&response.body), "no phone, masked or not: {}", response.body);
    let listed = TestCommunity::read::<ListBodies>(&response).unwrap();
    assert_eq!(listed.community, Some(CommunityKind::Community));
    let committee = listed.bodies.iter().find(|body| body.kind == BodyKind::ResidentsCommittee).unwrap();
    let director = committee.seats.iter().find(|seat| seat.post == Post::Director).unwrap();
    assert_eq!(director.name, "陈建国");
    assert_eq!(listed.bodies.iter().filter(|body| body.kind == BodyKind::VolunteerTeam).count(), 2);
}

#[test]
fn the_office_sees_all_bodies_in_the_order_of_their_kinds() {
    let desk = TestCommunity::open();
    for name in ["陈建国", "刘志强"] {
        let bodies = desk.call::<ReviewBodies>(&desk.sign_in(name), &(TestCommunity::code(),), &Empty {}).bodies;
        assert!(bodies.is_sorted_by_key(|body| body.kind), "{name}");
        let committee = bodies.iter().find(|body| body.kind == BodyKind::ResidentsCommittee).unwrap();
        assert_eq!(committee.seats.len(), 5, "{name}");
        assert!(committee.seats.iter().all(|seat| seat.from < seat.until), "{name}");
    }
}

#[test]
fn nobody_seats_oneself_and_no_seat_without_a_body() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let here = (TestCommunity::code(), stage.team);
    let own = fill_seat_request(desk, stage.clerk.member(), Post::TeamLeader, 100);
    assert_eq!(desk.refusal::<FillSeat>(clerk, &here, &own), "members/own-case");
    // A second record of the clerk with the same identity number.
    let hash = [7u8; 32];
    let twin = numbered_member(desk, 51);
    let same = "update members set identity_hash = ?1 where id = ?2";
    desk.db.run(same, bind![hash, twin]).unwrap();
    desk.db.run("update members set left_at = 1 where id = ?", bind![numbered_member(desk, 52)]).unwrap();
    desk.db.run(same, bind![hash, numbered_member(desk, 52)]).unwrap();
    let through = fill_seat_request(desk, twin, Post::TeamLeader, 100);
    desk.rehearse(|| {
        let phone = "update members set phone = '13800000002' where id = ?";
        desk.db.run(phone, bind![twin]).unwrap();
        assert_eq!(desk.refusal::<FillSeat>(clerk, &here, &through), "members/own-case", "the clerk's phone");
    });
    desk.call::<FillSeat>(clerk, &here, &through);
    let nobody = fill_seat_request(desk, MemberId::from_parts(UtcMillis(5), 5), Post::TeamLeader, 100);
    assert_eq!(desk.refusal::<FillSeat>(clerk, &here, &nobody), "request/not-found");
    let nowhere = FillSeatRequest {
        grid: Some(domain::ids::GridId::from_parts(UtcMillis(5), 5)),
        ..fill_seat_request(desk, numbered_member(desk, 53), Post::GridWorker, 100)
    };
    let service = (TestCommunity::code(), body_of_kind(desk, BodyKind::GridService));
    assert_eq!(desk.refusal::<FillSeat>(clerk, &service, &nowhere), "request/not-found");
}

#[test]
fn who_leads_a_team_sees_what_was_left_there_and_nowhere_else() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let team = review_body(desk, &stage.leader.person, stage.team);
    assert!(team.open_activities >= 2 && team.unconfirmed_services >= 2, "{team:?}");
    let own = BodiesQuery { body: Some(stage.team) };
    let request = TestCommunity::request::<ReviewBodies>(&stage.leader.person, &here, &own, &Empty {});
    let shown = desk.handle(&request).body;
    assert!(shown.contains("张敏"), "the leader's seat: {shown}");
    assert!(!has_phone(&shown), "no phone, not even a masked one: {shown}");
    let other = BodiesQuery { body: stage.other_leader.standing.held[0].body };
    for query in [other, BodiesQuery::default()] {
        let refused = desk.try_call::<ReviewBodies>(&stage.leader.person, &here, &query, &Empty {}).unwrap_err();
        assert_eq!(refused.code, "request/not-allowed");
    }
    let absent = BodiesQuery { body: Some(BodyId::from_parts(UtcMillis(5), 5)) };
    let refused = desk.try_call::<ReviewBodies>(&stage.clerk.person, &here, &absent, &Empty {}).unwrap_err();
    assert_eq!(refused.code, "request/not-found");
}

#[test]
fn a_grid_that_is_too_large_can_be_cut_between_buildings() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let before = desk.call::<ReviewGrids>(&stage.clerk.person, &here, &Empty {});
    assert_eq!((before.households_min, before.households_max, before.grids.len()), (300, 500, 3));
    for grid in &before.grids {
        assert_eq!((grid.households, grid.size, grid.proposal.len()), (400, GridSize::Fits, 0), "{}", grid.name);
    }
    let grow = "insert into households (id, grid, building, unit, door)
        select 'more' || id, grid, '9' || building, unit, door from households where grid = ?";
    desk.db.run(grow, bind![stage.grid]).unwrap();
    let after = desk.call::<ReviewGrids>(&stage.clerk.person, &here, &Empty {});
    let grid = after.grids.iter().find(|grid| grid.id == stage.grid).unwrap();
    assert_eq!((grid.size, grid.households, grid.proposal.len()), (GridSize::TooLarge, 800, 2));
    assert_eq!(grid.proposal.iter().map(|part| part.households).sum::<u32>(), 800);
}

/// A store of the version before keeps its bodies and seats.
#[test]
fn bodies_from_before_stay_what_they_are() {
    let db = api::db::native::Native::in_memory().unwrap();
    let (old, new) = api::migrations::COMMUNITY.split_at(2);
    api::migrations::run_migrations(&db, old, UtcMillis(1)).unwrap();
    db.run_script(
        "insert into grids values ('g', 'g'); insert into households (id, grid, building, unit, door) values ('h', 'g', '', '', '');
         insert into members (id, household, grid, name, joined_at) values ('m', 'h', 'g', '王明', 1);
         insert into bodies (id, kind, name) values ('b', 'supervision-committee', '监委会');
         insert into seats (id, body, member, post, from_day, until_day, ended_at) values ('s', 'b', 'm', 'director', '2020-01-01', '2025-01-01', 5);",
    )
    .unwrap();
    assert_eq!(new[0].version, 3);
    api::migrations::run_migrations(&db, api::migrations::COMMUNITY, UtcMillis(2)).unwrap();
    let row = &db
        .run("select b.kind, s.post, s.ended_at, s.seated_at from seats s join bodies b on b.id = s.body", &[])
        .unwrap()[0];
    assert_eq!(row.text(0).unwrap() + " " + &row.text(1).unwrap(), "supervision-committee director");
    assert_eq!((row.int(2), row.int(3)), (Ok(5), Ok(0)));
    for wrong in [
        "update seats set member = 'm', until_day = '2026-01-01'",
        "update seats set ended_at = null",
        "delete from seats",
        "insert into bodies (id, kind, name) values ('c', 'parliament', 'x')",
        "insert into bodies (id, kind, name) values ('c', 'supervision-committee', 'x')",
        "insert into seats (id, body, member, post, from_day, until_day) values ('t', 'b', 'm', 'king', '2020-01-01', '2025-01-01')",
        "insert into seats (id, body, member, post, from_day, until_day, follows) values ('t', 'b', 'm', 'member', '2020-01-01', '2025-01-01', 's')",
    ] {
        assert!(db.run(wrong, &[]).is_err(), "{wrong}");
    }
}
