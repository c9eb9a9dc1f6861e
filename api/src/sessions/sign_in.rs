//! `POST …/sessions`

use super::open::{By, device_mark, device_text, open};
use super::request_code::{DOOR, code_hash, code_key, count_try, use_up};
use super::strangers::{self, GUESSES};
use super::{rates, sql};
use crate::answer::Answer;
use crate::bind;
use crate::community::Cx;
use crate::crypto;
use crate::db::{DbError, Row};
use domain::access::Subject;
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::sessions::{Candidate, CodeState, NextStep, Phone, Refusal, SignInWith, SignedIn, Ticket, Verdict, judge};
use domain::time::UtcMillis;

/// Signs in with a code. The sixth wrong try ends the code. If several people share the phone, or a second factor is
/// enrolled, the reply is a ticket instead of a session.
pub fn sign_in(cx: &Cx<'_>, (community,): (CommunityCode,), _: &(), body: &SignInWith) -> Answer<SignedIn> {
    cx.allow(&Subject::Public)?;
    let (phone, mark) = (&body.phone, device_mark(cx));
    let (known, common) = (code_key(cx, phone, mark), code_key(cx, phone, None));
    let max = limits::PEOPLE_PER_PHONE_MAX;
    let values = bind![phone.as_str(), known, common, mark, max, GUESSES, rates::window(cx.now)];
    let rows = cx.run(sql::CODE_AND_PEOPLE, values)?;
    let (key, guesses) = rows.first().map_or(Ok((common, 0)), |row| Ok::<_, DbError>((row.hash(0)?, row.count(8)?)))?;
    if key == common {
        strangers::let_try(cx, &DOOR, guesses)?;
        rates::count_caller(cx, "try")?;
    }
    // A try counts whatever its outcome.
    cx.keep_writes();
    let (state, matches) = match rows.first() {
        None => (None, false),
        Some(row) => (
            Some(CodeState { sent_at: row.time(1)?, wrong_tries: row.count(2)?, used: row.flag(3)? }),
            row.hash(4)? == code_hash(cx, phone, &body.code),
        ),
    };
    let people = rows.iter().map(Person::read).collect::<Answer<Vec<_>>>()?;
    let mut people: Vec<Person> = people.into_iter().flatten().collect();
    if cx.is_shown_around(phone.as_str()) {
        for person in &mut people {
            person.has_factor = false;
        }
    }
    // The code of a phone without an owner was never sent: guessing it reveals no more than a wrong try.
    match judge(state, matches && !people.is_empty(), cx.now) {
        Verdict::Refuse(refusal) => return Err(refusal.into()),
        Verdict::CountTry(refusal) => {
            if key == common {
                strangers::count_wrong_try(cx, !people.is_empty())?;
            }
            return wrong_try(cx, phone, key, refusal);
        }
        Verdict::Welcome => {}
    }
    use_up(cx, &key)?;
    match people.as_slice() {
        [person] if !person.has_factor => {
            Ok(SignedIn { me: Some(open(cx, &community, person.member, By::Code)?), next: None })
        }
        _ => Ok(SignedIn { me: None, next: Some(ticket(cx, phone, people)?) }),
    }
}

fn wrong_try(cx: &Cx<'_>, phone: &Phone, key: [u8; 32], refusal: Refusal) -> Answer<SignedIn> {
    count_try(cx, &key)?;
    let values = bind![cx.now, device_text(cx), phone.as_str(), limits::PEOPLE_PER_PHONE_MAX];
    cx.run(sql::ADD_WRONG_TRY, values)?;
    Err(refusal.into())
}

/// An owner of the phone.
pub struct Person {
    pub member: MemberId,
    pub name: String,
    pub has_factor: bool,
}

impl Person {
    fn read(row: &Row) -> Answer<Option<Self>> {
        let Some(member) = row.maybe_parsed(5)? else { return Ok(None) };
        Ok(Some(Self { member, name: row.text(6)?, has_factor: row.flag(7)? }))
    }
}

/// A ticket for all owners of the phone.
fn ticket(cx: &Cx<'_>, phone: &Phone, people: Vec<Person>) -> Answer<NextStep> {
    let (ticket, expires_at) = new_ticket(cx)?;
    let chosen = match people.as_slice() {
        [person] => Some(person.member),
        _ => None,
    };
    cx.run(sql::ADD_TICKET, bind![ticket_hash(cx, ticket.as_str()), phone.as_str(), chosen, expires_at])?;
    Ok(next_step(ticket, expires_at, people))
}

/// A ticket, the proof of a right code, and its expiry.
pub fn new_ticket(cx: &Cx<'_>) -> Answer<(Ticket, UtcMillis)> {
    let token = crypto::random_token(cx.chance);
    let ticket = token.parse().map_err(|_| crate::answer::Stop::Fault("a ticket of another form".to_owned()))?;
    Ok((ticket, cx.now.plus(limits::TICKET_MILLIS)))
}

/// What is still needed: a choice, if there are several people; the second factor, if the only one has enrolled it.
pub fn next_step(ticket: Ticket, expires_at: UtcMillis, people: Vec<Person>) -> NextStep {
    let second_factor = matches!(people.as_slice(), [person] if person.has_factor);
    let many = people.len() > 1;
    let candidates = people.into_iter().filter(|_| many);
    let people = candidates.map(|person| Candidate { member: person.member, name: person.name }).collect();
    NextStep { ticket, expires_at, people, second_factor }
}

pub fn ticket_hash(cx: &Cx<'_>, ticket: &str) -> [u8; 32] {
    crypto::keyed(&cx.secrets.session_pepper, &["ticket", ticket])
}
