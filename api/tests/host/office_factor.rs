//! The second factor of officers: enrolling, signing in with it, proving it again, losing it, and an office without it.

use crate::officers::{
    CLERK, DEPUTY, HEAD, NOBODY, Office, end_officer_seat_request, officer_seat_request, street_path,
};
use crate::test_community::{MORNING, Person, TestCommunity, cookie_pair};
use api::answer::{ObjectRequest, ObjectResponse};
use api::db::Db;
use api::duties;
use api::object::Mode;
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::ids::{CommandKey, OfficerId, OpinionId, RegionCode};
use domain::limits;
use domain::regions::{FinishOfficerSignInRequest, OfficerMe, OfficerPost, OfficerSignedIn};
use domain::sessions::{
    ConfirmFactorRequest, EventKind, FactorKey, NextStep, ProveFactorRequest, ResetFactorRequest, Ticket,
};
use domain::time::{DAY, SECOND, UtcMillis};

pub fn reset_factor_request() -> ResetFactorRequest {
    ResetFactorRequest { reason: "手机丢了，当面核对过身份".parse().unwrap() }
}

fn nobodys_ticket() -> Ticket {
    "0".repeat(64).parse().unwrap()
}

/// A request for each endpoint of the second factor, by any caller.
pub fn office_factor_sample(id: E, who: &Person) -> ObjectRequest {
    match id {
        E::FinishOfficerSignIn => {
            let body = FinishOfficerSignInRequest { ticket: nobodys_ticket(), code: "123456".parse().unwrap() };
            TestCommunity::request::<FinishOfficerSignIn>(who, &street_path(), &(), &body)
        }
        E::ConfirmOfficerFactor => {
            let body = ConfirmFactorRequest { code: "123456".parse().unwrap() };
            TestCommunity::request::<ConfirmOfficerFactor>(who, &street_path(), &(), &body)
        }
        E::ProveOfficerFactor => {
            let body = ProveFactorRequest { code: "123456".parse().unwrap() };
            TestCommunity::request::<ProveOfficerFactor>(who, &street_path(), &(), &body)
        }
        E::ResetOfficerFactor => {
            let of = (street_path().0, OfficerId::from_parts(UtcMillis(1), 1));
            TestCommunity::request::<ResetOfficerFactor>(who, &of, &(), &reset_factor_request())
        }
        other => panic!("{other:?} has no sample here"),
    }
}

pub fn enrol_officer(office: &Office, who: &Person) -> (FactorKey, Vec<String>) {
    let begun = office.call::<BeginOfficerFactor>(who, &street_path(), &Empty {});
    let key = FactorKey::from_base32(&begun.key).unwrap();
    let body = ConfirmFactorRequest { code: key.code_at(office.now.get()) };
    (key, office.call::<ConfirmOfficerFactor>(who, &street_path(), &body).recovery_codes)
}

/// Signs in up to the right phone code.
fn first_step(office: &Office, phone: &str) -> NextStep {
    office.pass(61_000);
    office.ask(&Person::default(), phone).unwrap();
    let response = office.try_sign_in(&Person::default(), phone, &office.code(phone).unwrap());
    assert!(response.status == 200 && response.set_cookie.is_none(), "no session before the second factor");
    let signed: OfficerSignedIn = serde_json::from_str(&response.body).unwrap();
    assert!(signed.me.is_none());
    signed.next.unwrap()
}

fn second_step(office: &Office, next: &NextStep, code: &str) -> ObjectResponse {
    let body = FinishOfficerSignInRequest { ticket: next.ticket.clone(), code: code.parse().unwrap() };
    office.handle(&TestCommunity::request::<FinishOfficerSignIn>(&Person::default(), &street_path(), &(), &body))
}

fn said(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

fn wrong(key: FactorKey, office: &Office) -> String {
    let near = [-1, 0, 1].map(|steps| key.code_at(office.now.get().plus(steps * 30 * SECOND)));
    let far = ["111111", "222222", "333333", "444444"];
    far.iter().find(|code| near.iter().all(|near| near.as_str() != **code)).unwrap().to_string()
}

fn of(who: &OfficerMe) -> (RegionCode, OfficerId) {
    (street_path().0, who.officer)
}

#[test]
fn signing_in_takes_both_factors() {
    let (office, _, _, clerk) = Office::open();
    let (key, codes) = enrol_officer(&office, &clerk);
    assert_eq!(codes.len(), limits::RECOVERY_CODES);
    let next = first_step(&office, CLERK);
    assert!(next.second_factor && next.people.is_empty());
    assert_eq!(said(&second_step(&office, &next, &wrong(key, &office))), "sessions/factor-code-wrong");
    let shown = key.code_at(office.now.get());
    let response = second_step(&office, &next, shown.as_str());
    assert_eq!(response.status, 200, "{}", response.body);
    let signed: OfficerSignedIn = serde_json::from_str(&response.body).unwrap();
    assert!(signed.next.is_none() && signed.me.unwrap().second_factor.enrolled);
    let again = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    assert!(office.me(&again).second_factor.enrolled);
    assert_eq!(said(&second_step(&office, &next, shown.as_str())), "sessions/ticket-spent", "a ticket opens once");
    let next = first_step(&office, CLERK);
    assert_eq!(said(&second_step(&office, &next, &codes[0])), "ok");
    let next = first_step(&office, CLERK);
    assert_eq!(said(&second_step(&office, &next, &codes[0])), "sessions/factor-code-wrong", "each code once");
    office.pass(limits::TICKET_MILLIS);
    assert_eq!(said(&second_step(&office, &next, &codes[1])), "sessions/ticket-spent", "five minutes");
    // Neither the store nor a kept answer contains the codes or the key.
    let kept = ["select * from recovery_codes", "select * from factors", "select answer from commands"]
        .map(|sql| format!("{:?}", office.db.run(sql, &[]).unwrap()));
    assert!(codes.iter().all(|code| !kept.concat().contains(&code.replace('-', ""))));
    assert!(!kept.concat().contains(&key.to_base32()));
}

/// The code on the screen shows the authenticator app only the masked phone.
#[test]
fn a_key_that_is_not_confirmed_counts_for_nothing() {
    let (office, _, _, clerk) = Office::open();
    let begun = office.call::<BeginOfficerFactor>(&clerk, &street_path(), &Empty {});
    assert!(FactorKey::from_base32(&begun.key).is_some());
    assert_eq!(begun.uri, format!("otpauth://totp/Linli:137****0003?secret={}&issuer=Linli", begun.key));
    let factor = office.me(&clerk).second_factor;
    assert!(!factor.enrolled && !factor.overdue && factor.due_at.is_some(), "{factor:?}");
}

#[test]
fn a_recovery_code_proves_once() {
    let (office, _, _, clerk) = Office::open();
    let prove = |code: &str| {
        let body = ProveFactorRequest { code: code.parse().unwrap() };
        office.try_call::<ProveOfficerFactor>(&clerk, &street_path(), &body).map(|_| ()).map_err(|problem| problem.code)
    };
    assert_eq!(prove("123456"), Err("sessions/factor-not-enrolled".to_owned()));
    let (_, codes) = enrol_officer(&office, &clerk);
    assert_eq!(prove(&codes[3]), Ok(()));
    assert_eq!(prove(&codes[3]), Err("sessions/factor-code-wrong".to_owned()));
}

#[test]
fn six_wrong_codes_lock_one_officers_factor_and_nobody_elses() {
    let (office, head, _, clerk) = Office::open();
    let (key, codes) = enrol_officer(&office, &clerk);
    let (heads, _) = enrol_officer(&office, &head);
    let next = first_step(&office, CLERK);
    for _ in 1..limits::FACTOR_TRIES_MAX {
        assert_eq!(said(&second_step(&office, &next, &wrong(key, &office))), "sessions/factor-code-wrong");
    }
    assert_eq!(said(&second_step(&office, &next, &wrong(key, &office))), "sessions/factor-locked");
    assert_eq!(said(&second_step(&office, &next, &codes[0])), "sessions/factor-locked", "also for a right one");
    let others = first_step(&office, HEAD);
    assert_eq!(said(&second_step(&office, &others, heads.code_at(office.now.get()).as_str())), "ok");
    assert!(office.me(&clerk).second_factor.enrolled, "who is signed in stays so");
    office.pass(limits::FACTOR_LOCK_MILLIS);
    assert_eq!(said(&second_step(&office, &first_step(&office, CLERK), &codes[0])), "ok");
}

/// A ticket is worthless when the seat ends between the two steps.
#[test]
fn a_ticket_is_as_good_as_the_seat() {
    let (office, head, _, clerk) = Office::open();
    let (key, _) = enrol_officer(&office, &clerk);
    let next = first_step(&office, CLERK);
    office.call::<EndOfficerSeat>(&head, &office.seat_of(&clerk), &end_officer_seat_request());
    let shown = key.code_at(office.now.get());
    assert_eq!(said(&second_step(&office, &next, shown.as_str())), "sessions/ticket-spent");
}

#[test]
fn dangerous_acts_need_a_fresh_proof_and_then_take_the_same_key() {
    let (office, head, deputy, clerk) = Office::open();
    enrol_officer(&office, &clerk);
    let (key, _) = enrol_officer(&office, &head);
    let (clerks, deputys) = (office.me(&clerk), office.seat_of(&deputy));
    let dangerous: Vec<_> = ENDPOINTS
        .iter()
        .filter(|(_, spec)| spec.place == Responder::Region && spec.dangerous)
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(dangerous.len(), 5, "{dangerous:?}");
    for (at, id) in dangerous.into_iter().enumerate() {
        let mut request = match id {
            E::ResetOfficerFactor => {
                TestCommunity::request::<ResetOfficerFactor>(&head, &of(&clerks), &(), &reset_factor_request())
            }
            E::FillOfficerSeat => TestCommunity::request::<FillOfficerSeat>(
                &head,
                &street_path(),
                &(),
                &officer_seat_request(NOBODY, OfficerPost::Staff, 0, 30),
            ),
            E::EndOfficerSeat => {
                TestCommunity::request::<EndOfficerSeat>(&head, &deputys, &(), &end_officer_seat_request())
            }
            E::BeginOfficerFactor => {
                TestCommunity::request::<BeginOfficerFactor>(&head, &street_path(), &(), &Empty {})
            }
            E::AnswerCheck => {
                let opinion = OpinionId::from_parts(MORNING, 1);
                let asked = serde_json::to_vec(&crate::checks::pending_check(opinion)).unwrap();
                assert_eq!(office.internal("checks", asked).status, 200);
                TestCommunity::request::<AnswerCheck>(
                    &head,
                    &(street_path().0, opinion),
                    &(),
                    &crate::checks::agreeing_answer(),
                )
            }
            other => panic!("{other:?} is not tried here"),
        };
        request.key = Some(CommandKey::from_parts(office.now.get(), 700 + at as u128).to_string());
        office.pass(limits::STEP_UP_MILLIS);
        let rows = office.number("select max(seq) from journal");
        assert_eq!(said(&office.handle(&request)), "sessions/step-up-needed", "{id:?}");
        assert_eq!(office.number("select max(seq) from journal"), rows, "{id:?}: refused, and something happened");
        let body = ProveFactorRequest { code: String::from(key.code_at(office.now.get())).parse().unwrap() };
        office.call::<ProveOfficerFactor>(&head, &street_path(), &body);
        let response = office.handle(&request);
        assert_eq!(response.status, 200, "{id:?}: {}", response.body);
    }
    // A caller without the right gets that refusal and nothing about factors; a caller without a factor needs no proof.
    let (office, head, _, clerk) = Office::open();
    enrol_officer(&office, &clerk);
    office.pass(limits::STEP_UP_MILLIS);
    let body = officer_seat_request(NOBODY, OfficerPost::Staff, 0, 30);
    assert_eq!(office.refusal::<FillOfficerSeat>(&clerk, &street_path(), &body), "request/not-allowed");
    office.call::<FillOfficerSeat>(&head, &street_path(), &body);
}

#[test]
fn a_lost_factor_is_taken_back_by_another_head_and_the_officer_is_told() {
    let (office, head, _, clerk) = Office::open();
    let (heads, clerks) = (office.me(&head), office.me(&clerk));
    let reset = |who: &Person, whose: &OfficerMe| {
        office.refusal::<ResetOfficerFactor>(who, &of(whose), &reset_factor_request())
    };
    assert_eq!(reset(&head, &clerks), "sessions/factor-not-enrolled");
    enrol_officer(&office, &clerk);
    enrol_officer(&office, &head);
    let shown = |who: &Person| {
        let all = office.call::<ListOfficers>(who, &street_path(), &Empty {}).officers;
        all.into_iter().filter(|row| row.has_factor).map(|row| row.officer).collect::<Vec<_>>()
    };
    assert_eq!(shown(&head).len(), 2);
    assert_eq!(reset(&head, &heads), "sessions/own-case");
    assert_eq!(reset(&clerk, &heads), "request/not-allowed");
    assert_eq!(office.call::<ResetOfficerFactor>(&head, &of(&clerks), &reset_factor_request()).sessions, 1);
    assert_eq!(shown(&head), [heads.officer]);
    assert_eq!(
        office.refusal::<ShowOfficerMe>(&clerk, &street_path(), &Empty {}),
        "request/not-signed-in",
        "the lost phone"
    );
    assert_eq!(office.number("select count(*) from recovery_codes"), 10, "only the head's");
    let again = office.sign_in(CLERK);
    let told = office.me(&again).factor_reset.unwrap();
    assert_eq!((told.by_name.as_str(), told.reason.as_str()), ("示范甲", reset_factor_request().reason.as_str()));
    assert_eq!(office.me(&head).factor_reset, None);
    let events = office.call::<ListOfficerSignIns>(&again, &street_path(), &Empty {}).rows;
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    let expect = [
        EventKind::NewDevice,
        EventKind::FactorReset,
        EventKind::EndedByOffice,
        EventKind::FactorEnrolled,
        EventKind::NewDevice,
    ];
    assert_eq!(kinds, expect);
    assert_eq!(events[1].device, "", "the head's browser is not the officer's");
    let row = office.db.run("select detail from journal where command = 'regions/reset-officer-factor'", &[]).unwrap();
    assert_eq!(row[0].text(0).unwrap(), r#"{"reason":"…","sessions":1}"#, "no words of people");
    assert!(office.db.run("update factor_resets set reason = ''", &[]).is_err(), "it is not rewritten");
    office.pass(limits::OFFICER_FACTOR_RESET_TOLD_DAYS * DAY);
    office.db.run_script("update sessions set expires_at = 9e12").unwrap();
    office.keep_awake();
    assert_eq!(office.me(&again).factor_reset, None, "told long enough");
    office.pass(limits::SIGN_IN_HISTORY_DAYS * DAY);
    duties::run_due(&office.db, office.now.get()).unwrap();
    assert_eq!(office.number("select count(*) from factor_resets"), 0);
}

#[test]
fn without_a_factor_an_office_closes_after_fourteen_days() {
    let (office, head, _, clerk) = Office::open();
    let introduced =
        office.db.run("select applied_at from schema_version where name = 'officer_factors'", &[]).unwrap();
    let from = domain::time::start_of(crate::officers::day_offset(0).date());
    let due = introduced[0].time(0).unwrap().max(from).plus(limits::FACTOR_ENROL_DAYS * DAY);
    office.mode.set(Mode::Production);
    let list =
        |who: &Person| office.try_call::<ListOfficers>(who, &street_path(), &Empty {}).map_err(|refused| refused.code);
    for (at, expect) in [(due.plus(-1), None), (due, Some("sessions/factor-overdue"))] {
        office.now.set(at);
        office.keep_awake();
        assert_eq!(list(&clerk).err().as_deref(), expect, "{at:?}");
        let me = office.me(&clerk);
        let factor = &me.second_factor;
        assert_eq!((factor.enrolled, factor.due_at, factor.overdue), (false, Some(due), expect.is_some()));
        let knows = me.standing(at.day()).may_somewhere(domain::access::Capability::SeeOffice);
        assert_eq!(knows, expect.is_none(), "the app asks the same table");
    }
    let end = office.refusal::<EndOfficerSeat>(&head, &office.seat_of(&clerk), &end_officer_seat_request());
    assert_eq!(end, "sessions/factor-overdue");
    let journal = office.refusal::<ShowRegionJournal>(&clerk, &street_path(), &Empty {});
    assert_eq!(journal, "request/not-allowed", "nothing of factors to who has no such right");
    // The officer's own data stays open, and enrolling opens the office at once.
    office.call::<ListOfficerSignIns>(&clerk, &street_path(), &Empty {});
    enrol_officer(&office, &clerk);
    assert!(list(&clerk).is_ok() && list(&head).is_err());
    let out = office.handle(&crate::officers::region_sample(E::SignOutOfficer, &head));
    assert_eq!(out.status, 200, "{}", out.body);
    // A demonstration never closes an office.
    office.mode.set(Mode::Demonstration);
    let head = office.sign_in(HEAD);
    assert!(list(&head).is_ok() && !office.me(&head).second_factor.overdue);
}

#[test]
fn whoever_signs_in_too_late_comes_no_further_than_to_enrol() {
    let (office, ..) = Office::open();
    office.pass(20 * DAY);
    let code = {
        office.ask(&Person::default(), DEPUTY).unwrap();
        office.code(DEPUTY).unwrap()
    };
    office.mode.set(Mode::Production);
    let response = office.try_sign_in(&Person::default(), DEPUTY, &code);
    let signed: OfficerSignedIn = serde_json::from_str(&response.body).unwrap();
    assert!(signed.me.unwrap().second_factor.overdue);
    let deputy = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    assert_eq!(office.refusal::<ListOfficers>(&deputy, &street_path(), &Empty {}), "sessions/factor-overdue");
    enrol_officer(&office, &deputy);
    office.call::<ListOfficers>(&deputy, &street_path(), &Empty {});
}

/// An officer whose phone is forgotten has no factor either.
#[test]
fn a_factor_goes_with_the_phone() {
    let (office, head, _, clerk) = Office::open();
    enrol_officer(&office, &clerk);
    let factors =
        || office.number("select count(*) from factors") + office.number("select count(*) from recovery_codes");
    assert_eq!(factors(), 11);
    office.call::<EndOfficerSeat>(&head, &office.seat_of(&clerk), &end_officer_seat_request());
    office.pass(limits::OFFICER_PHONE_DAYS * DAY - DAY);
    duties::run_due(&office.db, office.now.get()).unwrap();
    assert_eq!(factors(), 11);
    office.pass(2 * DAY);
    duties::run_due(&office.db, office.now.get()).unwrap();
    assert_eq!(factors(), 0);
}
