//! Seats of a region's office: who takes one, how it ends, what is recorded about it, and what is deleted in time.

use crate::officers::{
    CLERK, DEPUTY, HEAD, NOBODY, Office, day_offset, end_officer_seat_request, officer_seat_request,
    open_office_request, region_sample, street_path,
};
use crate::test_community::MORNING;
use crate::test_community::TestCommunity;
use api::db::Db;
use api::duties;
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::ids::{CommandKey, SeatId};
use domain::regions::{FillOfficerSeatRequest, OfficerPost, OpenOfficeRequest};
use domain::time::DAY;

#[test]
fn who_takes_a_seat_and_who_ends_it() {
    let (office, head, deputy, clerk) = Office::open();
    let seated = office.call::<ListOfficers>(&clerk, &street_path(), &Empty {}).officers;
    let posts: Vec<_> = seated.iter().map(|row| (row.name.as_str(), row.post)).collect();
    let heads_first = [("示范甲", OfficerPost::Head), ("示范2", OfficerPost::Head), ("示范3", OfficerPost::Staff)];
    assert_eq!(posts, heads_first, "as a member of the staff sees them");
    let fill = |body: &FillOfficerSeatRequest| {
        office.try_call::<FillOfficerSeat>(&head, &street_path(), body).map_err(|problem| problem.code)
    };
    for (what, body, expect) in [
        ("oneself", officer_seat_request(HEAD, OfficerPost::Staff, 0, 9), "regions/own-case"),
        ("sits already", officer_seat_request(CLERK, OfficerPost::Head, 0, 9), "regions/seat-open"),
        (
            "sits already, by another name",
            FillOfficerSeatRequest {
                name: "别人".parse().unwrap(),
                ..officer_seat_request(CLERK, OfficerPost::Head, 0, 9)
            },
            "regions/seat-open",
        ),
        ("reversed", officer_seat_request(NOBODY, OfficerPost::Staff, 5, 4), "regions/term-reversed"),
        ("over", officer_seat_request(NOBODY, OfficerPost::Staff, -9, -1), "regions/term-already-over"),
        ("too long", officer_seat_request(NOBODY, OfficerPost::Staff, 0, 4000), "regions/term-too-long"),
    ] {
        assert_eq!(fill(&body).unwrap_err(), expect, "{what}");
    }
    let sole = office.seat_of(&head);
    assert_eq!(office.refusal::<EndOfficerSeat>(&head, &sole, &end_officer_seat_request()), "regions/own-case");
    let clerks = office.seat_of(&clerk);
    office.call::<EndOfficerSeat>(&head, &office.seat_of(&deputy), &end_officer_seat_request());
    assert_eq!(office.refusal::<EndOfficerSeat>(&head, &sole, &end_officer_seat_request()), "regions/last-head");
    office.call::<EndOfficerSeat>(&head, &clerks, &end_officer_seat_request());
    assert_eq!(office.refusal::<EndOfficerSeat>(&head, &clerks, &end_officer_seat_request()), "regions/seat-over");
    let nowhere = (street_path().0, SeatId::from_parts(MORNING, 7));
    assert_eq!(office.refusal::<EndOfficerSeat>(&head, &nowhere, &end_officer_seat_request()), "request/not-found");
    // The same person comes back with the same id; a phone that was passed on belongs to a new person.
    let back = fill(&officer_seat_request(CLERK, OfficerPost::Staff, 0, 9)).unwrap();
    assert_eq!(office.me(&office.sign_in(CLERK)).officer, back.officer);
    let other = FillOfficerSeatRequest {
        name: "接任".parse().unwrap(),
        ..officer_seat_request(DEPUTY, OfficerPost::Staff, 0, 9)
    };
    fill(&other).unwrap();
    assert_eq!(office.me(&office.sign_in(DEPUTY)).name, "接任");
    let rows = office.call::<ListOfficers>(&head, &street_path(), &Empty {}).officers;
    let shown: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.ended_at.is_some())).collect();
    assert_eq!(shown[0], ("示范甲", false));
    assert_eq!(shown.iter().filter(|row| row.1).count(), 2, "{shown:?}");
    assert!(rows.iter().all(|row| row.phone_masked.contains('*')), "{rows:?}");
    assert!(!serde_json::to_string(&rows).unwrap().contains("1370000"), "no phone: {rows:?}");
}

#[test]
fn what_was_held_is_never_rewritten() {
    let (office, head, _, clerk) = Office::open();
    let refused = |sql: &'static str| office.db.run(sql, &[]).unwrap_err().0;
    for sql in [
        "update officer_seats set until_day = '2099-01-01'",
        "update officer_seats set post = 'head'",
        "delete from officer_seats",
        "update journal set detail = '{}'",
        "delete from journal",
        "insert into journal (seq, at, command, subject, detail, previous_hash, hash)
           values (99, 1, 'x', '', '{}', zeroblob(32), zeroblob(32))",
        "insert into officer_seats (id, officer, post, from_day, until_day, basis, filled_at)
           select 'x', officer, 'head', from_day, until_day, '', filled_at from officer_seats",
        "insert into officer_seats (id, officer, post, from_day, until_day, basis, filled_by, filled_at)
           select 'x', officer, 'head', '2020-01-01', '2020-01-02', '', officer, 1 from officer_seats limit 1",
    ] {
        let words = refused(sql);
        assert!(!words.contains("syntax") && !words.contains("no such"), "{sql}: {words}");
    }
    office.call::<EndOfficerSeat>(&head, &office.seat_of(&clerk), &end_officer_seat_request());
    let words =
        refused("update officer_seats set ended_at = null, ended_reason = null, ended_by = null where ended_at > 0");
    assert!(words.contains("never rewritten"), "{words}");
}

#[test]
fn the_operator_names_a_head_only_where_there_is_none() {
    let office = Office::empty();
    let elsewhere = OpenOfficeRequest { region: "511402".parse().unwrap(), ..open_office_request(HEAD) };
    let answer = office.internal("open-office", serde_json::to_vec(&elsewhere).unwrap());
    assert!(answer.body.contains("regions/unknown-region"), "{}", answer.body);
    for (what, phone, expect) in [
        ("the first", HEAD, (200, "")),
        ("the same again", HEAD, (200, "")),
        ("another", DEPUTY, (409, "regions/office-open")),
    ] {
        assert_eq!(office.name_head(phone), (expect.0, expect.1.to_owned()), "{what}");
    }
    let again = office.internal("open-office", serde_json::to_vec(&open_office_request(HEAD)).unwrap());
    assert_eq!(again.body, r#"{"new":false}"#, "the operator is told that nothing changed");
    assert_eq!(office.number("select count(*) from officer_seats"), 1);
    assert_eq!(office.number("select count(*) from journal where command = 'regions/open-office'"), 1);
    // Opening the tree again does not touch the office; after a term ran out the operator may seat a head again.
    office.now.set(MORNING.plus(366 * DAY));
    let late = OpenOfficeRequest { until: day_offset(400), ..open_office_request(DEPUTY) };
    assert_eq!(office.internal("open-office", serde_json::to_vec(&late).unwrap()).status, 200);
    assert_eq!(office.me(&office.sign_in(DEPUTY)).until, day_offset(400));
}

#[test]
fn the_journal_is_a_chain_that_heads_read() {
    let (office, head, ..) = Office::open();
    let page = office.call::<ShowRegionJournal>(&head, &street_path(), &Empty {});
    let commands: Vec<_> = page.rows.iter().rev().map(|row| row.command.as_str()).collect();
    assert_eq!(
        commands,
        [
            "regions/open-office",
            "regions/sign-in-officer",
            "regions/fill-officer-seat",
            "regions/fill-officer-seat",
            "regions/sign-in-officer",
            "regions/sign-in-officer",
        ]
    );
    let mut previous = domain::journal::FIRST_PREVIOUS;
    for row in page.rows.iter().rev() {
        assert_eq!(row.previous_hash, domain::journal::to_hex(&previous));
        let actor = row.actor.map(|actor| actor.to_string()).unwrap_or_default();
        previous = domain::journal::hash_row(
            &previous,
            &domain::journal::HashedRow {
                seq: row.seq,
                at: row.at,
                actor: &actor,
                on_behalf_of: "",
                command: &row.command,
                subject: &row.subject,
                detail: &row.detail,
            },
        );
        assert_eq!(row.hash, domain::journal::to_hex(&previous), "{}", row.seq);
        assert!(!row.detail.contains("137"), "no phone: {}", row.detail);
    }
    assert_eq!(page.rows[0].actor_name.as_deref(), Some("示范3"));
    assert_eq!((page.rows[5].actor, page.next), (None, None), "the operator");
    assert!(!serde_json::to_string(&page).unwrap().contains("1370000"), "no phone: {page:?}");
}

#[test]
fn heads_read_the_journal_page_by_page() {
    let (office, head, ..) = Office::open();
    let all = office.call::<ShowRegionJournal>(&head, &street_path(), &Empty {}).rows;
    let (mut rows, mut nexts, mut after) = (vec![], vec![], None);
    loop {
        let query = PageQuery { after, limit: Some(2) };
        let request = TestCommunity::request::<ShowRegionJournal>(&head, &street_path(), &query, &Empty {});
        let page = TestCommunity::read::<ShowRegionJournal>(&office.handle(&request)).unwrap();
        assert_eq!(page.rows.len(), 2);
        rows.extend(page.rows);
        nexts.push(page.next);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((rows, nexts), (all, vec![Some(5), Some(3), None]));
}

#[test]
fn the_same_key_fills_one_seat() {
    let (office, head, ..) = Office::open();
    let mut request = region_sample(E::FillOfficerSeat, &head);
    request.key = Some(CommandKey::from_parts(MORNING, 77).to_string());
    let (first, second) = (office.handle(&request), office.handle(&request));
    assert_eq!((first.status, &first.body), (200, &second.body));
    assert_eq!(office.number("select count(*) from officer_seats"), 4);
    request.body = serde_json::to_vec(&officer_seat_request(NOBODY, OfficerPost::Head, 0, 30)).unwrap();
    assert!(office.handle(&request).body.contains("request/key-reused"));
}

#[test]
fn what_is_old_goes_and_the_seats_stay() {
    let (office, head, deputy, clerk) = Office::open();
    office.call::<EndOfficerSeat>(&head, &office.seat_of(&clerk), &end_officer_seat_request());
    let phones = || office.number("select count(*) from officers where phone is not null");
    let _ = deputy;
    office.pass(DAY);
    duties::run_due(&office.db, office.now.get()).unwrap();
    assert_eq!(phones(), 3);
    for table in ["select count(*) from rates", "select count(*) from sign_in_codes"] {
        assert_eq!(office.number(table), 0, "{table}");
    }
    for (days, left) in [(179, 3), (181, 2), (100 + 179, 2), (100 + 182, 1), (365 + 182, 0)] {
        office.now.set(MORNING.plus(days * DAY));
        duties::run_due(&office.db, office.now.get()).unwrap();
        assert_eq!(phones(), left, "after {days} days");
    }
    assert_eq!(office.number("select count(*) from officer_seats"), 3);
    assert_eq!(office.number("select count(*) from sessions") + office.number("select count(*) from commands"), 0);
}
