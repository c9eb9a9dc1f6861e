//! What is kept of officers who sign in: their history, the demonstration's accounts, and the register of tables.

use crate::office_factor::enrol_officer;
use crate::officers::{CLERK, NOBODY, Office, officer_seat_request, street_path};
use crate::test_community::{Person, TestCommunity};
use api::db::Db;
use api::object::Mode;
use domain::contract::*;
use domain::limits;
use domain::regions::OfficerPost;

#[test]
fn the_history_is_the_own_and_paged() {
    let (office, head, _, clerk) = Office::open();
    for _ in 0..3 {
        office.sign_in(CLERK);
    }
    let page = |after, who: &Person| {
        let request = TestCommunity::request::<ListOfficerSignIns>(
            who,
            &street_path(),
            &PageQuery { after, limit: Some(2) },
            &Empty {},
        );
        TestCommunity::read::<ListOfficerSignIns>(&office.handle(&request)).unwrap()
    };
    let (mut seen, mut after, mut pages) = (vec![], None, 0);
    loop {
        let Page { rows, next } = page(after, &clerk);
        seen.extend(rows.into_iter().map(|event| event.seq));
        (after, pages) = (next, pages + 1);
        if after.is_none() {
            break;
        }
    }
    assert_eq!(pages, 2, "the second page is full and says that it is the last");
    assert!(seen.len() == 4 && seen.is_sorted_by(|one, next| one > next), "{seen:?}");
    assert!(page(None, &head).rows.iter().all(|event| !seen.contains(&event.seq)));
}

#[test]
fn the_demonstrations_officers_sit_once_and_never_in_production() {
    for (mode, expect) in [(Mode::Production, 404), (Mode::Demonstration, 200)] {
        let office = Office::empty();
        office.mode.set(mode);
        for _ in 0..2 {
            assert_eq!(office.internal("seat-demonstration", vec![]).status, expect);
        }
        assert_eq!(office.number("select count(*) from officers"), if expect == 200 { 2 } else { 0 }, "{mode:?}");
    }
    // Where somebody is seated already, no invented officer is added.
    let (office, ..) = Office::open();
    assert_eq!(office.internal("seat-demonstration", vec![]).status, 200);
    assert_eq!(office.number("select count(*) from officers"), 3);
}

/// All visitors sign in with these accounts: what one of them enrols locks nobody out.
#[test]
fn whoever_tries_the_demonstration_keeps_nobody_out_of_it() {
    let office = Office::empty();
    office.internal("seat-demonstration", vec![]);
    let shown = api::demonstration::list_officers();
    let head = shown.iter().find(|shown| shown.region == street_path().0 && shown.post == OfficerPost::Head).unwrap();
    let (first, second) = (office.sign_in(&head.phone), office.sign_in(&head.phone));
    enrol_officer(&office, &first);
    office.pass(limits::STEP_UP_MILLIS);
    let body = officer_seat_request(NOBODY, OfficerPost::Staff, 0, 30);
    assert_eq!(office.refusal::<FillOfficerSeat>(&first, &street_path(), &body), "sessions/step-up-needed");
    office.sign_in(&head.phone);
    office.call::<FillOfficerSeat>(&second, &street_path(), &body);
}

/// Every table of a region that names an officer belongs to a category of the register; PIPL art. 17.
#[test]
fn the_register_tells_of_every_table_about_officers() {
    let office = Office::empty();
    let codes: Vec<&str> =
        domain::privacy::Rules::current().officers.iter().map(|category| category.code.as_str()).collect();
    let about = |table: &str| {
        Some(match table {
            "officers" => "contact",
            "officer_seats" => "seats",
            "factors" | "recovery_codes" => "factors",
            "sessions" | "sign_in_tickets" => "sessions",
            "sign_in_events" | "factor_resets" => "sign-ins",
            // They name the officer who gave an answer.
            "journal" | "commands" | "checks" => "journal",
            // Public, or without anybody's name: codes, counts and messages are deleted within hours.
            "region" | "children" | "places" | "place_words" | "schema_version" | "due" | "rates" | "sign_in_codes"
            | "outgoing" | "file_size" | "blanks"
            // In a demonstration only.
            | "demonstration_inbox" => return None,
            other => panic!("what is {other} in the register?"),
        })
    };
    let tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'";
    let mut told: Vec<&str> = vec![];
    for row in office.db.run(tables, &[]).unwrap() {
        told.extend(about(&row.text(0).unwrap()));
    }
    told.sort_unstable();
    told.dedup();
    assert_eq!(told, codes);
}
