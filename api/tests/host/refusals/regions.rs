//! Refusals of a region's office that no other test meets, each by its code.

use crate::office_factor::reset_factor_request;
use crate::officers::{
    CLERK, DEPUTY, NOBODY, Office, day_offset, officer_seat_request, open_office_request, street_path,
};
use crate::test_community::{MORNING, Person, TestCommunity};
use api::answer::{ObjectRequest, ObjectResponse};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::limits;
use domain::regions::{FinishOfficerSignInRequest, OfficerPost, OfficerSignedIn, OpenOfficeRequest};
use domain::sessions::{ConfirmFactorRequest, FactorKey, ProveFactorRequest, SignInRequest, Ticket};
use domain::time::{DAY, SECOND};

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

/// A code that the app of this key does not show about now.
fn wrong_code(key: FactorKey, office: &Office) -> &'static str {
    let near = [-1, 0, 1].map(|steps| key.code_at(office.now.get().plus(steps * 30 * SECOND)));
    let codes = ["111111", "222222", "333333", "444444"];
    codes.into_iter().find(|code| near.iter().all(|near| near.as_str() != *code)).unwrap()
}

/// As many seats as an office has, of people without a phone, until the end of 2030.
fn fill_office(office: &Office) {
    let people = "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?1)
        insert into officers (id, name) select printf('01ARZ3NDEKTSV4RT%010d', i), '示范数据' from n";
    office.db.run(people, bind![limits::OFFICERS_PER_REGION_MAX]).unwrap();
    let seats = "insert into officer_seats (id, officer, post, from_day, until_day, basis, filled_at)
        select id, id, 'staff', '2026-01-01', '2030-12-31', '示范数据', ? from officers where phone is null";
    office.db.run(seats, bind![office.now.get()]).unwrap();
}

#[test]
fn an_office_has_so_many_seats() {
    let (office, head, ..) = Office::open();
    fill_office(&office);
    let seat = officer_seat_request(NOBODY, OfficerPost::Staff, 0, 30);
    assert_eq!(office.refusal::<FillOfficerSeat>(&head, &street_path(), &seat), "regions/office-full");
}

/// What the region answers to the gate, which checks the operator's key and hands the answer on; the gate itself runs
/// in workerd only.
#[test]
fn the_operator_is_refused_by_the_region() {
    let named = |office: &Office, opening: &OpenOfficeRequest| {
        code_of(&office.internal("open-office", serde_json::to_vec(opening).unwrap()))
    };
    let until = |phone: &str, days: i64| OpenOfficeRequest { until: day_offset(days), ..open_office_request(phone) };
    let key = OpenOfficeRequest { operator_key: "x".repeat(32).parse().unwrap(), ..open_office_request(DEPUTY) };
    let elsewhere = OpenOfficeRequest { region: "511402".parse().unwrap(), ..open_office_request(DEPUTY) };
    let empty = Office::empty();
    let (office, head, ..) = Office::open();
    for (what, code, expect) in [
        ("another key", named(&empty, &key), "regions/operator-key-wrong"),
        ("another region", named(&empty, &elsewhere), "regions/unknown-region"),
        ("until yesterday", named(&empty, &until(DEPUTY, -1)), "regions/term-reversed"),
        ("over ten years", named(&empty, &until(DEPUTY, 4000)), "regions/term-too-long"),
        ("beside a head", named(&office, &until(NOBODY, 365)), "regions/office-open"),
    ] {
        assert_eq!(code, expect, "{what}");
    }
    let staff = officer_seat_request(NOBODY, OfficerPost::Staff, 0, 500);
    office.call::<FillOfficerSeat>(&head, &street_path(), &staff);
    // The terms of both heads are over.
    office.now.set(MORNING.plus(366 * DAY));
    assert_eq!(named(&office, &until(NOBODY, 700)), "regions/seat-open", "a member of the staff");
    fill_office(&office);
    assert_eq!(named(&office, &until(DEPUTY, 700)), "regions/office-full");
}

#[test]
fn six_wrong_codes_lock_a_factor_that_is_confirmed_or_proved() {
    let (office, _, deputy, clerk) = Office::open();
    let begin = |who: &Person| {
        let begun = office.call::<BeginOfficerFactor>(who, &street_path(), &Empty {});
        FactorKey::from_base32(&begun.key).unwrap()
    };
    let confirm = |code: &str| {
        let body = ConfirmFactorRequest { code: code.parse().unwrap() };
        office.refusal::<ConfirmOfficerFactor>(&clerk, &street_path(), &body)
    };
    let prove = |code: &str| {
        let body = ProveFactorRequest { code: code.parse().unwrap() };
        office.refusal::<ProveOfficerFactor>(&deputy, &street_path(), &body)
    };
    assert_eq!(confirm("111111"), "sessions/factor-not-begun");
    let (begun, enrolled) = (begin(&clerk), begin(&deputy));
    let first = ConfirmFactorRequest { code: enrolled.code_at(office.now.get()) };
    office.call::<ConfirmOfficerFactor>(&deputy, &street_path(), &first);
    for number in 1..limits::FACTOR_TRIES_MAX {
        assert_eq!(confirm(wrong_code(begun, &office)), "sessions/factor-code-wrong", "{number}");
        assert_eq!(prove(wrong_code(enrolled, &office)), "sessions/factor-code-wrong", "{number}");
    }
    assert_eq!(confirm(wrong_code(begun, &office)), "sessions/factor-locked");
    assert_eq!(prove(wrong_code(enrolled, &office)), "sessions/factor-locked");
}

/// The factor is reset between the two steps of signing in.
#[test]
fn a_ticket_does_not_replace_a_factor_that_was_reset() {
    let (office, head, _, clerk) = Office::open();
    let begun = office.call::<BeginOfficerFactor>(&clerk, &street_path(), &Empty {});
    let key = FactorKey::from_base32(&begun.key).unwrap();
    let first = ConfirmFactorRequest { code: key.code_at(office.now.get()) };
    office.call::<ConfirmOfficerFactor>(&clerk, &street_path(), &first);
    let of = (street_path().0, office.me(&clerk).officer);
    office.pass(61_000);
    office.ask(&Person::default(), CLERK).unwrap();
    let response = office.try_sign_in(&Person::default(), CLERK, &office.code(CLERK).unwrap());
    let signed: OfficerSignedIn = serde_json::from_str(&response.body).unwrap();
    office.call::<ResetOfficerFactor>(&head, &of, &reset_factor_request());
    let code = String::from(key.code_at(office.now.get())).parse().unwrap();
    let finish = FinishOfficerSignInRequest { ticket: signed.next.unwrap().ticket, code };
    let refused = office.refusal::<FinishOfficerSignIn>(&Person::default(), &street_path(), &finish);
    assert_eq!(refused, "sessions/factor-not-enrolled");
}

#[test]
fn one_network_has_so_many_tries_in_an_hour() {
    let (office, ..) = Office::open();
    let guest = Person::default();
    let sign_in = SignInRequest { phone: NOBODY.parse().unwrap(), code: "000000".parse().unwrap() };
    let sign_in = TestCommunity::request::<SignInOfficer>(&guest, &street_path(), &(), &sign_in);
    let ticket: Ticket = "0".repeat(64).parse().unwrap();
    let finish = FinishOfficerSignInRequest { ticket, code: "123456".parse().unwrap() };
    let finish = TestCommunity::request::<FinishOfficerSignIn>(&guest, &street_path(), &(), &finish);
    for (what, request, address, first) in [
        ("a code of nobody", sign_in, "192.0.2.7", "sessions/code-wrong"),
        ("a ticket of nobody", finish, "192.0.2.8", "sessions/ticket-spent"),
    ] {
        let request = ObjectRequest { address: Some(address.to_owned()), ..request };
        for number in 0..limits::SIGN_IN_PER_ADDRESS_HOUR {
            assert_eq!(code_of(&office.handle(&request)), first, "{what} {number}");
        }
        assert_eq!(code_of(&office.handle(&request)), "sessions/too-many-codes", "{what}");
    }
}
