//! A region's office: its officers sign in there and nowhere else, and its heads decide who is seated.

use crate::test_community::{MORNING, Person, TestCommunity, cookie_pair};
use api::answer::{ObjectRequest, ObjectResponse};
use api::bind;
use api::crypto::Secrets;
use api::db::Db;
use api::db::native::Native;
use api::dispatch;
use api::object::{Mode, ObjectEnv};
use api::{duties, migrations};
use domain::access::{CallerStanding, Capability, Subject};
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::ids::{CommandKey, OpinionId, RegionCode, SeatId};
use domain::members::Day;
use domain::regions::{
    EndOfficerSeatRequest, FillOfficerSeatRequest, FirstHead, OfficerMe, OfficerPost, OpenOfficeRequest,
};
use domain::sessions::{SignInCodeRequest, SignInRequest};
use domain::time::{DAY, HOUR, UtcMillis};
use std::cell::Cell;
use tests::refusals::note_answer;

pub const STREET: &str = "511402901";
/// The first head, a second one, a staff member, and a phone without an owner.
pub const HEAD: &str = "13700000001";
pub const DEPUTY: &str = "13700000002";
pub const CLERK: &str = "13700000003";
pub const NOBODY: &str = "13700000009";

pub fn street_path() -> (RegionCode,) {
    (STREET.parse().unwrap(),)
}

pub fn day_offset(days: i64) -> Day {
    Day::of(MORNING.plus(days * DAY).day())
}

pub fn open_office_request(phone: &str) -> OpenOfficeRequest {
    OpenOfficeRequest {
        operator_key: "k".repeat(32).parse().unwrap(),
        region: street_path().0,
        first: FirstHead { name: "示范甲".parse().unwrap(), phone: phone.parse().unwrap() },
        until: day_offset(365),
        basis: "示范〔2026〕1号".parse().unwrap(),
    }
}

pub fn officer_seat_request(phone: &str, post: OfficerPost, from: i64, until: i64) -> FillOfficerSeatRequest {
    let name = format!("示范{}", &phone[10..]);
    FillOfficerSeatRequest {
        name: name.parse().unwrap(),
        phone: phone.parse().unwrap(),
        post,
        from: day_offset(from),
        until: day_offset(until),
        basis: "示范〔2026〕2号".parse().unwrap(),
    }
}

pub fn end_officer_seat_request() -> EndOfficerSeatRequest {
    EndOfficerSeatRequest { reason: "调到别处工作".parse().unwrap() }
}

/// A request for each endpoint of a region's office.
pub fn region_sample(id: E, who: &Person) -> ObjectRequest {
    let phone = HEAD.parse().unwrap();
    match id {
        E::OpenOffice => TestCommunity::request::<OpenOffice>(who, &(), &(), &open_office_request(HEAD)),
        E::RequestOfficerCode => {
            TestCommunity::request::<RequestOfficerCode>(who, &street_path(), &(), &SignInCodeRequest::of(phone))
        }
        E::SignInOfficer => {
            let body = SignInRequest { phone, code: "123456".parse().unwrap() };
            TestCommunity::request::<SignInOfficer>(who, &street_path(), &(), &body)
        }
        E::FinishOfficerSignIn | E::ConfirmOfficerFactor | E::ProveOfficerFactor | E::ResetOfficerFactor => {
            crate::office_factor::office_factor_sample(id, who)
        }
        E::FillOfficerSeat => TestCommunity::request::<FillOfficerSeat>(
            who,
            &street_path(),
            &(),
            &officer_seat_request(NOBODY, OfficerPost::Staff, 0, 30),
        ),
        E::EndOfficerSeat => {
            let at = (street_path().0, SeatId::from_parts(MORNING, 1));
            TestCommunity::request::<EndOfficerSeat>(who, &at, &(), &end_officer_seat_request())
        }
        E::AnswerCheck => {
            let at = (street_path().0, OpinionId::from_parts(MORNING, 1));
            TestCommunity::request::<AnswerCheck>(who, &at, &(), &crate::checks::agreeing_answer())
        }
        _ => crate::host_api::plain_object_request(id, STREET, who),
    }
}

pub struct Office {
    pub db: Native,
    pub now: Cell<UtcMillis>,
    pub chance: Cell<u64>,
    pub secrets: Secrets,
    pub mode: Cell<Mode>,
}

impl Office {
    /// The street of the demonstration, with an empty office.
    pub fn empty() -> Self {
        let db = Native::in_memory().unwrap();
        migrations::run_migrations(&db, migrations::REGION, MORNING).unwrap();
        let secrets = Secrets {
            session_pepper: "session".repeat(8),
            code_pepper: "code".repeat(8),
            check_in_key: "check-in".repeat(8),
            identity_key: "identity".repeat(8),
            operator_key: "k".repeat(32),
        };
        let office =
            Self { db, now: Cell::new(MORNING), chance: Cell::new(1), secrets, mode: Cell::new(Mode::Demonstration) };
        let street = api::demonstration::region_openings().into_iter().find(|region| region.code == STREET).unwrap();
        assert_eq!(office.internal("open", serde_json::to_vec(&street).unwrap()).status, 200);
        office
    }

    /// With its first head, a second one, and a staff member.
    pub fn open() -> (Self, Person, Person, Person) {
        let office = Self::empty();
        assert_eq!(office.name_head(HEAD).0, 200);
        let head = office.sign_in(HEAD);
        office.call::<FillOfficerSeat>(&head, &street_path(), &officer_seat_request(DEPUTY, OfficerPost::Head, 0, 100));
        office.call::<FillOfficerSeat>(&head, &street_path(), &officer_seat_request(CLERK, OfficerPost::Staff, 0, 100));
        let (deputy, clerk) = (office.sign_in(DEPUTY), office.sign_in(CLERK));
        (office, head, deputy, clerk)
    }

    pub fn with_world<T>(&self, run: impl FnOnce(&ObjectEnv<'_>) -> T) -> T {
        let chance = |bytes: &mut [u8]| {
            let mut dice = api::demonstration::Dice::new(self.chance.replace(self.chance.get() + 1));
            bytes.fill_with(|| u8::try_from(dice.below(256)).unwrap());
        };
        let (now, mode) = (self.now.get(), self.mode.get());
        run(&ObjectEnv { db: &self.db, now, chance: &chance, secrets: &self.secrets, mode })
    }

    pub fn internal(&self, what: &str, body: Vec<u8>) -> ObjectResponse {
        let request = ObjectRequest {
            method: "POST".to_owned(),
            path: format!("/internal/{what}"),
            body,
            inside: true,
            ..ObjectRequest::default()
        };
        self.with_world(|world| duties::answer_region(world, &request, "trace".to_owned()))
    }

    /// Names a head as the operator; returns the answer.
    pub fn name_head(&self, phone: &str) -> (u16, String) {
        let response = self.internal("open-office", serde_json::to_vec(&open_office_request(phone)).unwrap());
        let problem = serde_json::from_str::<Problem>(&response.body);
        (response.status, problem.map(|problem| problem.code).unwrap_or_default())
    }

    pub fn handle(&self, request: &ObjectRequest) -> ObjectResponse {
        let response = self.with_world(|world| dispatch::handle_region(world, request));
        note_answer(&request.method, &request.path, response.status, response.body.as_bytes());
        response
    }

    pub fn try_call<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> Result<E::Reply, Problem> {
        let mut request = TestCommunity::request::<E>(who, params, &E::Query::default(), body);
        self.chance.set(self.chance.get() + 1);
        request.key = Some(CommandKey::from_parts(self.now.get(), u128::from(self.chance.get())).to_string());
        TestCommunity::read::<E>(&self.handle(&request))
    }

    pub fn call<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> E::Reply {
        self.try_call::<E>(who, params, body).unwrap_or_else(|problem| panic!("{}: {problem:?}", E::SPEC.name))
    }

    pub fn refusal<E: Endpoint>(&self, who: &Person, params: &E::Params, body: &E::Body) -> String {
        match self.try_call::<E>(who, params, body) {
            Ok(_) => panic!("{} was not refused", E::SPEC.name),
            Err(problem) => problem.code,
        }
    }

    pub fn pass(&self, millis: i64) {
        self.now.set(self.now.get().plus(millis));
    }

    /// Marks all sessions as just used: none rests too long.
    pub fn keep_awake(&self) {
        self.db.run("update sessions set last_seen_at = ?", bind![self.now.get()]).unwrap();
    }

    /// The newest code that would have been sent to the phone.
    pub fn code(&self, phone: &str) -> Option<String> {
        let inbox = self.call::<ShowOfficerInbox>(&Person::default(), &street_path(), &Empty {}).messages;
        inbox.into_iter().find(|message| message.phone == phone).map(|message| message.code)
    }

    pub fn ask(&self, who: &Person, phone: &str) -> Result<domain::sessions::CodeSent, Problem> {
        self.try_call::<RequestOfficerCode>(who, &street_path(), &SignInCodeRequest::of(phone.parse().unwrap()))
    }

    pub fn try_sign_in(&self, who: &Person, phone: &str, code: &str) -> ObjectResponse {
        let body = SignInRequest { phone: phone.parse().unwrap(), code: code.parse().unwrap() };
        self.handle(&TestCommunity::request::<SignInOfficer>(who, &street_path(), &(), &body))
    }

    pub fn sign_in(&self, phone: &str) -> Person {
        self.pass(61_000);
        self.ask(&Person::default(), phone).unwrap();
        let response = self.try_sign_in(&Person::default(), phone, &self.code(phone).unwrap());
        assert_eq!(response.status, 200, "{}", response.body);
        Person { cookie: Some(cookie_pair(response.set_cookie.as_deref())) }
    }

    pub fn me(&self, who: &Person) -> OfficerMe {
        self.call::<ShowOfficerMe>(who, &street_path(), &Empty {})
    }

    pub fn seat_of(&self, who: &Person) -> (RegionCode, SeatId) {
        (street_path().0, self.me(who).seat)
    }

    pub fn number(&self, sql: &'static str) -> i64 {
        self.db.run(sql, &[]).unwrap()[0].int(0).unwrap()
    }
}

/// Guests, staff and heads at every endpoint of the region: exactly as the table of access says.
#[test]
fn everybody_may_what_the_table_says() {
    let (office, head, deputy, clerk) = Office::open();
    let standing = |who: &Person| office.me(who).standing(office.now.get().day());
    let forged = Person { cookie: Some(format!("linli-officer={}", "0".repeat(64))) };
    let callers = [
        (Person::default(), CallerStanding::guest()),
        (forged, CallerStanding::guest()),
        (clerk.clone(), standing(&clerk)),
        (head.clone(), standing(&head)),
    ];
    let asked = serde_json::to_vec(&crate::checks::pending_check(OpinionId::from_parts(MORNING, 1))).unwrap();
    assert_eq!(office.internal("checks", asked).status, 200);
    let (deputys, mut cells) = (office.seat_of(&deputy), [0, 0]);
    let of_deputy = (street_path().0, office.me(&deputy).officer);
    for (id, spec) in ENDPOINTS.iter().filter(|(id, spec)| spec.place == Responder::Region && *id != E::SignOutOfficer)
    {
        for (who, standing) in &callers {
            let mut request = match id {
                E::ShowRegion => TestCommunity::request::<ShowRegion>(who, &street_path(), &(), &Empty {}),
                E::EndOfficerSeat => {
                    TestCommunity::request::<EndOfficerSeat>(who, &deputys, &(), &end_officer_seat_request())
                }
                E::ResetOfficerFactor => TestCommunity::request::<ResetOfficerFactor>(
                    who,
                    &of_deputy,
                    &(),
                    &crate::office_factor::reset_factor_request(),
                ),
                _ => region_sample(*id, who),
            };
            request.key = Some(CommandKey::from_parts(MORNING, 900 + cells[0] + cells[1]).to_string());
            let response = office.handle(&request);
            let code = serde_json::from_str::<Problem>(&response.body).map(|problem| problem.code).unwrap_or_default();
            let subject = if spec.capability == Capability::SeePublic { Subject::Public } else { Subject::Region };
            let expect = match (standing.may(spec.capability, &subject), standing.is_guest()) {
                (true, _) => None,
                (false, true) => Some("request/not-signed-in"),
                (false, false) => Some("request/not-allowed"),
            };
            let cell = format!("{} by {standing:?}: {} {}", spec.name, response.status, response.body);
            assert!(response.status < 500, "{cell} {:?}", response.log);
            match expect {
                None => assert!(!code.starts_with("request/"), "{cell}"),
                Some(denied) => assert_eq!(code, denied, "{cell}"),
            }
            cells[usize::from(expect.is_some())] += 1;
        }
    }
    assert_eq!(cells, [44, 28], "allowed and denied");
}

#[test]
fn a_community_and_a_region_do_not_take_each_others_cookies() {
    let (office, head, ..) = Office::open();
    let desk = TestCommunity::open();
    let director = desk.sign_in("陈建国");
    let value = |who: &Person| who.cookie.as_deref().unwrap().split_once('=').unwrap().1.to_owned();
    let named = |name: &str, who: &Person| Person { cookie: Some(format!("{name}={}", value(who))) };
    assert!(head.cookie.as_deref().unwrap().starts_with("linli-officer="));
    for (what, who) in [
        ("a community's cookie", director.clone()),
        ("its token under the other name", named("linli-officer", &director)),
        ("an officer's token under the community's name", named("linli", &head)),
    ] {
        assert_eq!(office.refusal::<ShowOfficerMe>(&who, &street_path(), &Empty {}), "request/not-signed-in", "{what}");
        assert_eq!(office.refusal::<ListOfficers>(&who, &street_path(), &Empty {}), "request/not-signed-in", "{what}");
    }
    for (what, who) in [
        ("an officer's cookie", head.clone()),
        ("its token under the community's name", named("linli", &head)),
        ("a member's token under the officer's name", named("linli-officer", &director)),
    ] {
        assert_eq!(
            desk.refusal::<ShowMe>(&who, &(TestCommunity::code(),), &Empty {}),
            "request/not-signed-in",
            "{what}"
        );
    }
    let both = Person { cookie: Some([head.cookie.unwrap(), director.cookie.unwrap()].join("; ")) };
    assert_eq!(office.me(&both).name, "示范甲");
    assert_eq!(desk.call::<ShowMe>(&both, &(TestCommunity::code(),), &Empty {}).name, "陈建国");
}

#[test]
fn an_officer_is_told_the_seat_and_a_masked_phone() {
    let (office, head, ..) = Office::open();
    let me = office.me(&head);
    assert_eq!((me.name.as_str(), me.post, me.phone_masked.as_str()), ("示范甲", OfficerPost::Head, "137****0001"));
    assert!(!serde_json::to_string(&me).unwrap().contains(HEAD));
    let standing = me.standing(office.now.get().day());
    assert!(standing.may_somewhere(Capability::ManageOfficers) && !standing.may_somewhere(Capability::SeeRoster));
}

#[test]
fn a_session_ends_with_the_seat_the_term_and_rest() {
    let (office, head, deputy, clerk) = Office::open();
    let signed_in = |who: &Person| office.try_call::<ShowOfficerMe>(who, &street_path(), &Empty {}).is_ok();
    assert!(signed_in(&clerk) && signed_in(&deputy));
    office.call::<EndOfficerSeat>(&head, &office.seat_of(&clerk), &end_officer_seat_request());
    assert!(!signed_in(&clerk), "the seat was ended");
    office.ask(&Person::default(), CLERK).unwrap_err();
    office.pass(61_000);
    office.ask(&Person::default(), CLERK).unwrap();
    let before = office.number("select count(*) from demonstration_inbox where phone = '13700000003'");
    assert_eq!(before, 1, "no code goes to a person without a seat");

    let awake = |until: UtcMillis| {
        office.now.set(until);
        office.db.run("update sessions set last_seen_at = ? where revoked_at is null", bind![until]).unwrap();
    };
    let last_day = domain::time::start_of(day_offset(100).date());
    office.db.run("update sessions set expires_at = expires_at + 86400000 * 200", &[]).unwrap();
    awake(last_day.plus(DAY - 1));
    assert!(signed_in(&deputy), "on the last day");
    awake(last_day.plus(DAY));
    assert!(!signed_in(&deputy), "the term is over");
    assert!(signed_in(&head));
    office.pass(12 * HOUR - 1);
    assert!(signed_in(&head));
    office.pass(12 * HOUR);
    assert!(!signed_in(&head), "rested half a day");
    let ends = "select group_concat(ended_because) from (select ended_because from sessions where revoked_at is not null order by revoked_at)";
    assert_eq!(office.db.run(ends, &[]).unwrap()[0].text(0).unwrap(), "seat-ended,rested-too-long");
}

#[test]
fn a_seat_to_come_opens_nothing_yet() {
    let (office, head, ..) = Office::open();
    office.call::<FillOfficerSeat>(&head, &street_path(), &officer_seat_request(NOBODY, OfficerPost::Head, 2, 50));
    office.ask(&Person::default(), NOBODY).unwrap();
    assert_eq!(office.code(NOBODY), None);
    office.now.set(domain::time::start_of(day_offset(2).date()));
    assert_eq!(office.me(&office.sign_in(NOBODY)).post, OfficerPost::Head);
}

#[test]
fn a_region_answers_for_itself_only_and_as_before() {
    let office = Office::empty();
    for (id, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.place != Responder::Region) {
        let path = spec.path.replace("{community}", "511402901001");
        let request = ObjectRequest { method: spec.method.as_str().to_owned(), path, ..ObjectRequest::default() };
        assert_eq!(office.handle(&request).status, 404, "{id:?}");
    }
    let request = TestCommunity::request::<ShowRegion>(&Person::default(), &street_path(), &(), &Empty {});
    let shown = office.handle(&request);
    assert!(shown.status == 200 && shown.public && shown.etag.is_some());
    let again = office.handle(&ObjectRequest { etag: shown.etag, ..request });
    assert_eq!((again.status, again.public, again.body.as_str()), (304, true, ""));
    let wrong = TestCommunity::request::<ShowRegion>(&Person::default(), &("511402".parse().unwrap(),), &(), &Empty {});
    assert_eq!(office.handle(&wrong).status, 404);
}
