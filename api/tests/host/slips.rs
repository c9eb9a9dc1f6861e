//! A slip for signing in: who may get one, what it opens, and everything that ends it.

use crate::bodies::fill_seat_request;
use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::factor::enrol_factor;
use crate::sign_in::SPARE_PHONE;
use crate::test_community::{Person, TestCommunity, cookie_pair};
use api::answer::{ObjectRequest, ObjectResponse};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::members::{LeaveRosterRequest, Post};
use domain::notices::Notice;
use domain::sessions::{
    ChangeOwnPhoneRequest, ChangePhoneRequest, EventKind, PhoneCodeRequest, PrintSlipRequest, SignInRequest,
    SignInWithSlipRequest, SlipCode, SlipPrinted,
};
use domain::time::HOUR;

fn here() -> (CommunityCode,) {
    (TestCommunity::code(),)
}

pub fn slip_request() -> PrintSlipRequest {
    PrintSlipRequest { reason: "收不到短信，女儿来帮忙".parse().unwrap() }
}

pub fn print_slip(desk: &TestCommunity, worker: &Person, member: MemberId) -> SlipPrinted {
    desk.call::<PrintSlip>(worker, &(TestCommunity::code(), member), &slip_request())
}

pub fn bring_slip(desk: &TestCommunity, browser: &Person, slip: &SlipCode, address: &str) -> ObjectResponse {
    let mut request =
        TestCommunity::request::<SignInWithSlip>(browser, &here(), &(), &SignInWithSlipRequest { slip: slip.clone() });
    request.address = Some(address.to_owned());
    "a daughter's phone".clone_into(&mut request.device);
    desk.handle(&request)
}

pub fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map_or("ok".to_owned(), |problem| problem.code)
}

fn opens(desk: &TestCommunity, slip: &SlipCode) -> String {
    code_of(&bring_slip(desk, &Person::default(), slip, "192.0.2.1"))
}

fn notices(desk: &TestCommunity, person: &Person) -> Vec<Notice> {
    desk.call::<ListNotices>(person, &here(), &Empty {}).rows
}

#[test]
fn for_whom_who_may_print_one() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (clerk, worker) = (&stage.clerk.person, &stage.grid_worker.person);
    let of = |sql: &'static str| -> MemberId { desk.texts(sql, bind![stage.grid]).remove(0).parse().unwrap() };
    let own_grid = of(
        "select id from members where grid = ? and left_at is null and id not in (select member from seats) limit 1",
    );
    let elsewhere = of(
        "select id from members where grid <> ? and left_at is null and id not in (select member from seats) limit 1",
    );
    let by_phone = |phone: &str| self::member_by_phone(desk, phone).0;
    let enrolled = desk.sign_in_by("13800000062");
    enrol_factor(desk, &enrolled);
    let mover = by_phone("13800000063");
    let leave = LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
    desk.call::<LeaveRoster>(clerk, &(TestCommunity::code(), mover), &leave);
    let coming = by_phone("13800000064");
    desk.db
        .run(
            "insert into seats (id, body, member, post, from_day, until_day, how)
             select '01H00000000000000000000001', body, ?, post, '2026-12-20', '2029-12-20', 'elected'
             from seats where member = ? limit 1",
            bind![coming, stage.clerk.member()],
        )
        .unwrap();
    for (name, by, member, expect) in [
        ("a worker for their own grid", worker, own_grid, "ok"),
        ("a worker for another grid", worker, elsewhere, "request/not-allowed"),
        ("the committee for any grid", clerk, elsewhere, "ok"),
        ("a team's leader signs in with a phone alone", clerk, stage.leader.member(), "ok"),
        ("a resident", &stage.volunteer.person, own_grid, "request/not-allowed"),
        ("a team's leader", &stage.leader.person, own_grid, "request/not-allowed"),
        ("who watches", &stage.watcher.person, own_grid, "request/not-allowed"),
        ("a guest", &Person::default(), own_grid, "request/not-signed-in"),
        ("for oneself", clerk, stage.clerk.member(), "sessions/own-case"),
        ("for the director", clerk, by_phone("13800000001"), "sessions/slip-needs-factor"),
        ("for a grid worker", clerk, stage.grid_worker.member(), "sessions/slip-needs-factor"),
        ("for who watches", clerk, stage.watcher.member(), "sessions/slip-needs-factor"),
        ("for who enrolled a factor", clerk, by_phone("13800000062"), "sessions/slip-needs-factor"),
        ("for who is elected and not in office yet", clerk, coming, "sessions/slip-needs-factor"),
        ("for who has left", clerk, mover, "request/not-found"),
        ("for nobody", clerk, MemberId::from_parts(desk.now.get(), 7), "request/not-found"),
        ("for nobody, by a worker", worker, MemberId::from_parts(desk.now.get(), 7), "request/not-allowed"),
    ] {
        let before = desk.fingerprint();
        let found = desk.try_call::<PrintSlip>(by, &(TestCommunity::code(), member), &(), &slip_request());
        let found = found.map_or_else(|problem| problem.code, |_| "ok".to_owned());
        assert_eq!(found, expect, "{name}");
        assert_eq!(desk.fingerprint() == before, expect != "ok", "{name}: refused, and something was written");
    }
    desk.check_books();
}

#[test]
fn a_slip_opens_once_and_everybody_concerned_can_see_it() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let member = stage.volunteer.member();
    let printed = print_slip(desk, &stage.grid_worker.person, member);
    assert_eq!((printed.name_masked.as_str(), printed.by_name.as_str()), ("李**", "赵小燕"));
    assert_eq!(printed.expires_at, desk.now.get().plus(72 * HOUR));
    // The code is stored nowhere, not even in a kept answer; nor is the reason in the journal.
    let (typed, whole) = (printed.slip.shown(), printed.slip.as_str().to_owned());
    assert_eq!(typed.len(), 14, "{typed}");
    for row in desk.dump() {
        assert!(!row.contains(&typed) && !row.contains(&whole), "the code in {row}");
        assert!(!row.starts_with("journal") || !row.contains("收不到短信"), "what was typed in {row}");
    }
    let journal = "select actor || ' ' || subject from journal where command = 'sessions/print-slip'";
    assert_eq!(desk.texts(journal, &[]), [format!("{} {member}", stage.grid_worker.member())]);
    let told = notices(desk, &stage.volunteer.person).remove(0);
    assert_eq!(told.kind.as_str(), "slip-printed");
    for (name, expect) in [
        ("by", serde_json::json!("赵小燕")),
        ("printed_at", serde_json::json!(desk.now.get())),
        ("until", serde_json::json!(printed.expires_at)),
        ("reason", serde_json::json!("收不到短信，女儿来帮忙")),
    ] {
        assert_eq!(told.params[name], expect, "{name}");
    }

    let response = bring_slip(desk, &Person::default(), &printed.slip, "192.0.2.1");
    assert_eq!(response.status, 200, "{}", response.body);
    let signed_in: domain::sessions::SignedIn = serde_json::from_str(&response.body).unwrap();
    let (me, next) = (signed_in.me.unwrap(), signed_in.next);
    assert_eq!((me.member, next), (member, None));
    let person = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    assert_eq!(desk.call::<ShowMe>(&person, &here(), &Empty {}), me);
    // As with a code: the browser gets a mark, a notice tells of a new device, the history and the list of devices show
    // it.
    assert!(cookie_pair(response.device_cookie.as_deref()).starts_with("linli-device="));
    assert_eq!(notices(desk, &person)[0].kind.as_str(), "new-device");
    let events = desk.call::<ListSignIns>(&person, &here(), &Empty {}).rows;
    let newest: Vec<_> = events[..2].iter().map(|event| (event.kind, event.device.as_str())).collect();
    assert_eq!(newest, [(EventKind::BySlip, "a daughter's phone"), (EventKind::SlipPrinted, "")]);
    let devices = desk.call::<ListSessions>(&person, &here(), &Empty {}).sessions;
    assert_eq!(devices[0].device, "a daughter's phone");
    assert_eq!(desk.rows("select 1 from journal where command = 'sessions/sign-in-with-slip'").len(), 1);
    // A slip works once, also when the same person uses it again.
    let again = bring_slip(desk, &person, &printed.slip, "192.0.2.1");
    assert_eq!((code_of(&again).as_str(), again.set_cookie), ("sessions/slip-spent", None));
    desk.check_books();
}

#[test]
fn a_slip_is_typed_as_people_type_it() {
    let desk = TestCommunity::open();
    let slip = print_slip(&desk, &desk.sign_in("周丽"), member_by_phone(&desk, SPARE_PHONE).0).slip;
    let typed = slip.shown().to_lowercase().replace('-', " ");
    let body = SignInWithSlipRequest { slip };
    let request = TestCommunity::request::<SignInWithSlip>(&Person::default(), &here(), &(), &body);
    let request = ObjectRequest { body: format!(r#"{{"slip":"{typed}"}}"#).into_bytes(), ..request };
    assert_eq!(code_of(&desk.handle(&request)), "ok", "{typed}");
}

/// The holder of the paper may read and sign up, but not move the account to another phone.
#[test]
fn what_a_slip_opened_changes_no_phone() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let slip = print_slip(desk, &stage.clerk.person, stage.volunteer.member()).slip;
    let response = bring_slip(desk, &Person::default(), &slip, "192.0.2.1");
    let by_slip = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    let new = "13911110009";
    let ask = PhoneCodeRequest { phone: new.parse().unwrap() };
    assert_eq!(desk.refusal::<RequestPhoneCode>(&by_slip, &here(), &ask), "sessions/not-by-slip");
    assert!(
        desk.texts("select code from demonstration_inbox where phone = ?", bind![new]).is_empty(),
        "no code is sent"
    );
    // The owner requests a code from an ordinary session; the slip's session cannot use it, and it stays valid.
    desk.call::<RequestPhoneCode>(&stage.volunteer.person, &here(), &ask);
    let code = desk.texts("select code from demonstration_inbox where phone = ?", bind![new]).remove(0);
    let change = ChangeOwnPhoneRequest { phone: new.parse().unwrap(), code: code.parse().unwrap() };
    assert_eq!(desk.refusal::<ChangeOwnPhone>(&by_slip, &here(), &change), "sessions/not-by-slip");
    desk.call::<ChangeOwnPhone>(&stage.volunteer.person, &here(), &change);
    assert_eq!(desk.refusal::<ShowMe>(&by_slip, &here(), &Empty {}), "request/not-signed-in");
    desk.check_books();
}

#[test]
fn the_mark_of_a_browser_is_good_for_codes_afterwards() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let slip = print_slip(desk, &stage.clerk.person, member_by_phone(desk, SPARE_PHONE).0).slip;
    let response = bring_slip(desk, &Person::default(), &slip, "192.0.2.1");
    let first: domain::sessions::SignedIn = serde_json::from_str(&response.body).unwrap();
    // The very first sign-in gives no notice; printing the slip does.
    assert_eq!(first.me.unwrap().notices_unread, 1);
    let mark = cookie_pair(response.device_cookie.as_deref());
    desk.pass(61_000);
    let body =
        SignInRequest { phone: SPARE_PHONE.parse().unwrap(), code: desk.ask_code(SPARE_PHONE, Some(mark.clone())) };
    let me = desk.call::<SignIn>(&Person { cookie: Some(mark) }, &here(), &body).me.unwrap();
    assert_eq!(me.notices_unread, 1, "a known device is no news");
    desk.pass(61_000);
    let body = SignInRequest { phone: SPARE_PHONE.parse().unwrap(), code: desk.ask_code(SPARE_PHONE, None) };
    let me = desk.call::<SignIn>(&Person::default(), &here(), &body).me.unwrap();
    assert_eq!(me.notices_unread, 2, "another one is, to a person who had signed in with a slip");
}

#[test]
fn whatever_ends_a_slip_the_answer_is_the_same() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let clerk = &stage.clerk.person;
    // Not one of the people for trying the demonstration: their factors are not required.
    let sql = "select phone from members where grid = ? and phone between '13800000100' and '13800000300'
        and id not in (select member from seats) limit 1";
    let phone = desk.texts(sql, bind![stage.grid]).remove(0);
    let (person, of) = (desk.sign_in_by(&phone), (TestCommunity::code(), member_by_phone(desk, &phone).0));
    let slip = print_slip(desk, clerk, of.1).slip;
    let run = |sql: &'static str| {
        desk.db.run(sql, bind![of.1]).unwrap();
    };
    let change =
        |phone: &str| ChangePhoneRequest { phone: phone.parse().unwrap(), reason: "换了号码".parse().unwrap() };
    let nothing = || ();
    let ends: [(&str, &dyn Fn()); 12] = [
        ("used", &|| assert_eq!(opens(desk, &slip), "ok")),
        ("taken back by a worker of the grid", &|| {
            desk.call::<VoidSlip>(&stage.grid_worker.person, &of, &Empty {});
        }),
        ("a newer one", &|| {
            print_slip(desk, clerk, of.1);
        }),
        ("three days", &|| desk.pass(limits::SLIP_HOURS * HOUR)),
        ("another phone by the committee", &|| {
            desk.call::<ChangePhone>(clerk, &of, &change("13911110005"));
        }),
        ("another phone by an import or by whatever", &|| run("update members set phone = null where id = ?")),
        ("a departure", &|| {
            desk.call::<LeaveRoster>(clerk, &of, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
        }),
        ("the account is to be closed", &|| {
            desk.call::<CloseAccount>(&person, &here(), &Empty {});
        }),
        ("a second factor", &|| {
            enrol_factor(desk, &person);
        }),
        ("an office", &|| {
            run("insert into seats (id, body, member, post, from_day, until_day, how)
             select '01H00000000000000000000002', s.body, ?, 'member', s.from_day, s.until_day, 'elected'
             from seats s join bodies b on b.id = s.body where b.kind = 'residents-committee' limit 1");
        }),
        ("another slip altogether", &nothing),
        ("the purge", &|| {
            desk.pass(limits::SLIP_HOURS * HOUR + 1);
            api::duties::run_due(&desk.db, desk.now.get()).unwrap();
            assert!(desk.rows("select 1 from sign_in_slips").is_empty(), "a slip outlives its time");
        }),
    ];
    let mut answers = vec![];
    for (name, end) in ends {
        desk.rehearse(|| {
            end();
            let brought = if name == "another slip altogether" { SlipCode::from_chance(7) } else { slip.clone() };
            let sessions = desk.rows("select id from sessions").len();
            let answer = bring_slip(desk, &Person::default(), &brought, "192.0.2.1");
            assert_eq!(code_of(&answer), "sessions/slip-spent", "{name}");
            assert_eq!((answer.set_cookie.as_ref(), answer.device_cookie.as_ref()), (None, None), "{name}");
            assert_eq!(desk.rows("select id from sessions").len(), sessions, "{name}");
            answers.push((answer.status, answer.body));
        });
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "the answers can be told apart: {answers:?}");
    // And without any of these it opens, until the last moment.
    desk.pass(limits::SLIP_HOURS * HOUR - 1);
    assert_eq!(opens(desk, &slip), "ok");
}

#[test]
fn an_older_slip_does_not_come_back_when_the_newer_one_ends() {
    let stage = BusyCommunity::open();
    let (desk, clerk, of) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(), stage.volunteer.member()));
    let no_slip =
        |case: &str| assert_eq!(desk.refusal::<VoidSlip>(clerk, &of, &Empty {}), "sessions/no-slip", "{case}");
    no_slip("none was printed");
    let (old, new) = (print_slip(desk, clerk, of.1).slip, print_slip(desk, clerk, of.1).slip);
    desk.rehearse(|| {
        assert_eq!(opens(desk, &old), "sessions/slip-spent");
        let response = bring_slip(desk, &Person::default(), &new, "192.0.2.1");
        let signed_in: domain::sessions::SignedIn = serde_json::from_str(&response.body).unwrap();
        assert_eq!(signed_in.me.unwrap().member, of.1);
        no_slip("it was used");
    });
    desk.call::<VoidSlip>(clerk, &of, &Empty {});
    assert_eq!((opens(desk, &old), opens(desk, &new)), ("sessions/slip-spent".into(), "sessions/slip-spent".into()));
    assert!(desk.db.run("update sign_in_slips set state = 'open' where member = ?", bind![of.1]).is_err());
    no_slip("it was voided");
    print_slip(desk, clerk, of.1);
    desk.pass_awake(limits::SLIP_HOURS * HOUR);
    no_slip("it expired");
    let elsewhere = desk.texts("select id from members where grid <> ? limit 1", bind![stage.grid]).remove(0);
    let there = (TestCommunity::code(), elsewhere.parse().unwrap());
    assert_eq!(desk.refusal::<VoidSlip>(&stage.grid_worker.person, &there, &Empty {}), "request/not-allowed");
}

#[test]
fn who_takes_office_leaves_behind_what_paper_opened() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let member = stage.volunteer.member();
    let printed = print_slip(desk, &stage.clerk.person, member).slip;
    let response = bring_slip(desk, &Person::default(), &printed, "192.0.2.1");
    let by_slip = Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) };
    let alive = |person: &Person| desk.try_call::<ShowMe>(person, &here(), &(), &Empty {}).is_ok();
    for (name, kind, post, ends) in [
        ("in a team", "volunteer-team", Post::TeamMember, false),
        ("of a grid", "grid-service", Post::GridWorker, true),
    ] {
        desk.rehearse(|| {
            let body = desk.texts("select id from bodies where kind = ? limit 1", bind![kind]).remove(0);
            let mut wanted = fill_seat_request(desk, member, post, 300);
            if post == Post::GridWorker {
                wanted.how = domain::members::SelectionMethod::Appointed;
                wanted.grid = Some(stage.grid);
            }
            desk.call::<FillSeat>(&stage.clerk.person, &(TestCommunity::code(), body.parse().unwrap()), &wanted);
            assert_eq!(alive(&by_slip), !ends, "{name}");
            assert!(alive(&stage.volunteer.person), "{name}: a code opened this one");
        });
    }
}
