//! The people of the tests: the named people of the demonstration, and residents whom no other test uses.

use crate::scenes::client::{Call, community_code};
use crate::scenes::{Api, World};
use domain::contract::{
    BeginFactor, ChangePhone, ConfirmFactor, Empty, ListDemonstrationAccounts, Problem, RequestCode, SearchRoster,
    ShowInbox, ShowMe, ShowRoster, SignIn,
};
use domain::ids::{CommunityCode, MemberId};
use domain::members::{RosterQuery, RosterRow, SearchRosterRequest};
use domain::sessions::{
    ChangePhoneRequest, ConfirmFactorRequest, FactorKey, Me, NextStep, Phone, SignInCodeRequest, SignInRequest,
};
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub const DIRECTOR: &str = "陈建国";
pub const DEPUTY: &str = "周丽";
pub const SUPERVISOR: &str = "刘志强";
/// Leads the first team.
pub const LEADER: &str = "张敏";
/// Leads the second team.
pub const OTHER_LEADER: &str = "吴桂芳";
/// Works in the first grid.
pub const GRID_WORKER: &str = "赵小燕";

/// Below this number the demonstration gives its people offices and service.
const FIRST_UNTOUCHED: usize = 401;
/// Grid workers live among the others.
const WITH_SEATS: [usize; 2] = [901, 1701];

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    pub cookie: Option<String>,
    me: Option<Me>,
}

/// People who have signed in, so that nobody asks for a second code within the minute.
#[derive(Default)]
pub struct People {
    signed_in: Mutex<HashMap<String, Person>>,
    taken: AtomicUsize,
}

impl Person {
    pub fn guest() -> Self {
        Self::default()
    }

    /// The person whose session this cookie opens.
    pub fn with_cookie(cookie: &str) -> Self {
        Self { cookie: Some(cookie.to_owned()), me: None }
    }

    pub fn me(&self) -> &Me {
        self.me.as_ref().expect("somebody who signed in")
    }

    pub fn member(&self) -> MemberId {
        self.me().member
    }
}

pub fn search_roster_request(word: &str) -> SearchRosterRequest {
    SearchRosterRequest { word: word.parse().expect("a word") }
}

pub fn resident_phone(number: usize) -> Phone {
    format!("1380000{number:04}").parse().expect("a phone")
}

impl<A: Api> World<A> {
    /// One of the named people.
    pub fn person(&self, name: &str) -> Person {
        let mut signed_in = self.people.signed_in.lock().expect("no test failed while signing in");
        if let Some(person) = signed_in.get(name) {
            return person.clone();
        }
        let accounts = self.call::<ListDemonstrationAccounts>(&Person::guest(), &(), &Empty {}).accounts;
        let account = accounts.into_iter().find(|account| account.name == name).expect("a named person");
        let person = self.sign_in(&community_code(), &account.phone.parse().expect("a phone"));
        signed_in.insert(name.to_owned(), person.clone());
        person
    }

    /// A person of the roster without a seat and without any service, signed in.
    pub fn resident(&self) -> Person {
        self.sign_in(&community_code(), &self.next_phone())
    }

    /// A person under age.
    pub fn child(&self) -> MemberId {
        let mut query = RosterQuery { limit: Some(100), ..RosterQuery::default() };
        loop {
            let page = self.query::<ShowRoster>(&self.person(DIRECTOR), &(community_code(),), &query).page;
            if let Some(child) = page.rows.iter().find(|row| row.under_age && !row.left) {
                return child.id;
            }
            assert!(page.next.is_some(), "the demonstration has children");
            query.after = page.next;
        }
    }

    /// Such a resident, who never signs in.
    pub fn member(&self) -> MemberId {
        self.member_of(&self.next_phone())
    }

    pub fn member_of(&self, phone: &Phone) -> MemberId {
        self.row_of(phone).id
    }

    fn row_of(&self, phone: &Phone) -> RosterRow {
        let body = search_roster_request(&phone.as_str()[7..]);
        let mut found = self.call::<SearchRoster>(&self.person(DIRECTOR), &(community_code(),), &body).page;
        assert_eq!(found.rows.len(), 1, "{phone}");
        found.rows.remove(0)
    }

    /// Two people of one household, who share a phone from now on.
    pub fn couple(&self) -> (Phone, [MemberId; 2]) {
        let (mut phone, mut before) = (self.next_phone(), None::<RosterRow>);
        loop {
            let row = self.row_of(&phone);
            if let Some(one) = before.filter(|before| before.household == row.household) {
                let body =
                    ChangePhoneRequest { phone: phone.clone(), reason: crate::scenes::activities::test_reason() };
                self.call::<ChangePhone>(&self.person(DIRECTOR), &(community_code(), one.id), &body);
                let mut two = [one.id, row.id];
                two.sort_unstable();
                return (phone, two);
            }
            before = Some(row);
            phone = self.next_phone();
        }
    }

    /// Signs in up to the right code of a phone that needs a further step.
    pub fn next_step(&self, phone: &Phone) -> NextStep {
        let body = SignInRequest { phone: phone.clone(), code: self.ask_code(&community_code(), phone) };
        self.call::<SignIn>(&Person::guest(), &(community_code(),), &body).next.expect("a next step")
    }

    /// Enrols a second factor for a person who is signed in.
    pub fn enrol(&self, person: &Person) -> (FactorKey, Vec<String>) {
        let here = (community_code(),);
        let begun = self.call::<BeginFactor>(person, &here, &Empty {});
        let key = FactorKey::from_base32(&begun.key).expect("a key");
        let body = ConfirmFactorRequest { code: key.code_at(self.now()) };
        (key, self.call::<ConfirmFactor>(person, &here, &body).recovery_codes)
    }

    pub fn next_phone(&self) -> Phone {
        loop {
            let number = FIRST_UNTOUCHED + self.people.taken.fetch_add(1, Ordering::Relaxed);
            if !WITH_SEATS.contains(&number) {
                return resident_phone(number);
            }
        }
    }

    pub fn ask_code(&self, community: &CommunityCode, phone: &Phone) -> domain::sessions::Code {
        self.request_code(community, phone);
        self.newest_code(community, phone)
    }

    /// The shared server gets so many requests that it may require a proof of work.
    fn request_code(&self, community: &CommunityCode, phone: &Phone) {
        let mut body = SignInCodeRequest::of(phone.clone());
        while let Err(problem) = self.try_call::<RequestCode>(&Person::guest(), &(community.clone(),), &body) {
            body.proof = Some(prove_work(&problem));
        }
    }

    /// The code that was last sent to a phone.
    pub fn newest_code(&self, community: &CommunityCode, phone: &Phone) -> domain::sessions::Code {
        let inbox = self.call::<ShowInbox>(&Person::guest(), &(community.clone(),), &Empty {});
        let message = inbox.messages.iter().find(|message| message.phone == phone.as_str()).expect("a message");
        message.code.parse().expect("a code")
    }

    pub fn sign_in(&self, community: &CommunityCode, phone: &Phone) -> Person {
        let body = SignInRequest { phone: phone.clone(), code: self.ask_code(community, phone) };
        let here = (community.clone(),);
        let answer = self.send(&Call::of::<SignIn>(&Person::guest(), &here, &(), &body));
        let signed_in = answer.read::<SignIn>().unwrap_or_else(|problem| panic!("{phone}: {problem:?}"));
        let me = signed_in.me.expect("nothing more is asked");
        let cookie = answer.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let person = Person { cookie: Some(cookie), me: Some(me) };
        assert_eq!(&self.call::<ShowMe>(&person, &here, &Empty {}), person.me());
        person
    }
}

/// The proof of work that a refusal requires.
pub fn prove_work(asked: &Problem) -> u32 {
    assert_eq!((asked.status, asked.code.as_str()), (428, "sessions/proof-needed"), "{asked:?}");
    let bits = asked.params["bits"].as_u64().and_then(|bits| u32::try_from(bits).ok()).expect("a number of bits");
    let challenge = asked.params["challenge"].as_str().expect("a challenge");
    domain::sessions::proof_of_work::find_proof(challenge, bits, 0..u32::MAX).expect("a proof")
}
