//! Offices of regions for tests. Each test has a region of the demonstration's tree for itself.

use crate::scenes::client::{Call, community_code};
use crate::scenes::people::{DEPUTY, Person};
use crate::scenes::{Api, World, operator_key};
use domain::contract::{
    BeginOfficerFactor, ConfirmOfficerFactor, Empty, FillOfficerSeat, ListChecks, OpenOffice, RequestOfficerCode,
    ShowCase, ShowOfficerInbox, ShowOfficerMe, SignInOfficer,
};
use domain::decisions::CaseView;
use domain::ids::{RegionCode, SeatId};
use domain::members::Day;
use domain::regions::{CheckRow, FillOfficerSeatRequest, FirstHead, OfficerMe, OfficerPost, OpenOfficeRequest};
use domain::sessions::{Code, ConfirmFactorRequest, FactorKey, NextStep, Phone, SignInCodeRequest, SignInRequest};
use domain::time::{DAY, UtcMillis};
use std::time::{Duration, Instant};

/// A message that did not arrive at once is sent again within half a minute.
const PATIENCE: Duration = Duration::from_mins(1);

pub fn region_path(code: &str) -> (RegionCode,) {
    (code.parse().expect("a region's code"),)
}

/// Phone numbers that nobody in any community has.
pub fn officer_phone(number: usize) -> Phone {
    format!("1377000{number:04}").parse().expect("a phone")
}

fn day(now: UtcMillis, days: i64) -> Day {
    Day::of(now.plus(days * DAY).day())
}

/// Polls for a result that appears by itself.
pub fn wait_for_result<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
    }
}

pub fn open_office_request(now: UtcMillis, region: &RegionCode, number: usize) -> OpenOfficeRequest {
    OpenOfficeRequest {
        operator_key: operator_key().parse().expect("a key"),
        region: region.clone(),
        first: FirstHead { name: format!("示范{number}").parse().expect("a name"), phone: officer_phone(number) },
        until: day(now, 300),
        basis: "示范〔2026〕1号".parse().expect("a basis"),
    }
}

/// A seat of one hundred days that begins today.
pub fn officer_seat_request(now: UtcMillis, number: usize, post: OfficerPost) -> FillOfficerSeatRequest {
    FillOfficerSeatRequest {
        name: format!("示范{number}").parse().expect("a name"),
        phone: officer_phone(number),
        post,
        from: day(now, 0),
        until: day(now, 100),
        basis: "示范〔2026〕2号".parse().expect("a basis"),
    }
}

/// The numbers of the demonstration's officers: the heads of its street and of its county.
pub const STREET_HEAD: usize = 9901;
pub const COUNTY_HEAD: usize = 9903;

impl<A: Api> World<A> {
    /// Shared by all tests of one server, so that nobody asks for a second code within the minute.
    pub fn street_head(&self) -> Person {
        self.scene.street_head.get_or_init(|| self.officer(&(community_code().parent(),), STREET_HEAD)).clone()
    }

    /// The first head, named by the operator and signed in.
    pub fn open_office(&self, here: &(RegionCode,), number: usize) -> Person {
        self.call::<OpenOffice>(&Person::guest(), &(), &open_office_request(self.now(), &here.0, number));
        self.officer(here, number)
    }

    /// An officer whom the head seats; returns the seat.
    pub fn seat_officer(&self, head: &Person, here: &(RegionCode,), number: usize, post: OfficerPost) -> SeatId {
        self.call::<FillOfficerSeat>(head, here, &officer_seat_request(self.now(), number, post)).seat
    }

    /// Signs an officer in.
    pub fn officer(&self, here: &(RegionCode,), number: usize) -> Person {
        let body = SignInRequest { phone: officer_phone(number), code: self.ask_officer_code(here, number) };
        let answer = self.send(&Call::of::<SignInOfficer>(&Person::guest(), here, &(), &body));
        let signed = answer.read::<SignInOfficer>().unwrap_or_else(|problem| panic!("{number}: {problem:?}"));
        assert!(signed.me.is_some(), "{number} is asked for a second factor");
        Person::with_cookie(answer.header("set-cookie").split(';').next().expect("a cookie"))
    }

    pub fn ask_officer_code(&self, here: &(RegionCode,), number: usize) -> Code {
        self.call::<RequestOfficerCode>(&Person::guest(), here, &SignInCodeRequest::of(officer_phone(number)));
        self.newest_officer_code(here, number).expect("a message")
    }

    pub fn newest_officer_code(&self, here: &(RegionCode,), number: usize) -> Option<Code> {
        let inbox = self.call::<ShowOfficerInbox>(&Person::guest(), here, &Empty {});
        let message = inbox.messages.into_iter().find(|message| message.phone == officer_phone(number).as_str())?;
        message.code.parse().ok()
    }

    /// A member of the staff of the demonstration's street, signed in.
    pub fn clerk(&self, number: usize) -> Person {
        let here = (community_code().parent(),);
        self.seat_officer(&self.street_head(), &here, number, OfficerPost::Staff);
        self.officer(&here, number)
    }

    /// Enrols a second factor for an officer who is signed in.
    pub fn enrol_officer(&self, person: &Person, here: &(RegionCode,)) -> (FactorKey, Vec<String>) {
        let begun = self.call::<BeginOfficerFactor>(person, here, &Empty {});
        let key = FactorKey::from_base32(&begun.key).expect("a key");
        let body = ConfirmFactorRequest { code: key.code_at(self.now()) };
        (key, self.call::<ConfirmOfficerFactor>(person, here, &body).recovery_codes)
    }

    /// A member of the street's staff with a second factor who signs in again on the same browser, up to the right
    /// code.
    pub fn clerk_enrolled_and_back(&self, number: usize) -> (Vec<String>, NextStep) {
        let here = (community_code().parent(),);
        self.seat_officer(&self.street_head(), &here, number, OfficerPost::Staff);
        let body = SignInRequest { phone: officer_phone(number), code: self.ask_officer_code(&here, number) };
        let answer = self.send(&Call::of::<SignInOfficer>(&Person::guest(), &here, &(), &body));
        let cookies = answer.headers.get_all("set-cookie");
        let cookies: Vec<&str> = cookies.iter().filter_map(|value| value.to_str().ok()).collect();
        let pairs: Vec<&str> = cookies.iter().filter_map(|cookie| cookie.split(';').next()).collect();
        let person = Person::with_cookie(&pairs.join("; "));
        let (_, codes) = self.enrol_officer(&person, &here);
        self.call::<RequestOfficerCode>(&person, &here, &SignInCodeRequest::of(officer_phone(number)));
        let code = self.newest_officer_code(&here, number).expect("a message");
        let body = SignInRequest { phone: officer_phone(number), code };
        (codes, self.call::<SignInOfficer>(&person, &here, &body).next.expect("a next step"))
    }

    /// The demonstration's check, once it has arrived at its street.
    pub fn waiting_check(&self) -> CheckRow {
        let (head, here) = (self.street_head(), (community_code().parent(),));
        let look = || self.call::<ListChecks>(&head, &here, &Empty {}).open.into_iter().next();
        wait_for_result("the check arrives at the street", look)
    }

    /// The case of a check, as the committee sees it.
    pub fn case_of(&self, check: &CheckRow) -> CaseView {
        self.call::<ShowCase>(&self.person(DEPUTY), &(community_code(), check.case), &Empty {})
    }

    pub fn officer_me(&self, who: &Person, here: &(RegionCode,)) -> OfficerMe {
        self.call::<ShowOfficerMe>(who, here, &Empty {})
    }
}
