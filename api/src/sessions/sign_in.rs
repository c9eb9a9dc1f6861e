//! `POST …/sessions`

use super::open::{SignInMethod, device_mark, device_text, open_session};
use super::rate_limits;
use super::request_code::{DOOR, code_hash, code_key, count_try, use_up};
use super::sql::{self, OwnedCode, PhoneOwner};
use super::stranger_limits::{self, GUESSES};
use crate::answer::HandlerResult;
use crate::bind;
use crate::crypto;
use crate::object::Cx;
use domain::access::Subject;
use domain::ids::CommunityCode;
use domain::limits;
use domain::sessions::{
    CodeVerdict, NextStep, Phone, Refusal, SignInCandidate, SignInRequest, SignedIn, Ticket, judge_code,
};
use domain::time::UtcMillis;

crate::handle!(SignIn, sign_in);
/// Signs in with a code. The sixth wrong try ends the code. If several people share the phone, or a second factor is
/// enrolled, the reply is a ticket instead of a session.
pub fn sign_in(cx: &Cx<'_>, (community,): (CommunityCode,), _: &(), body: &SignInRequest) -> HandlerResult<SignedIn> {
    cx.allow(&Subject::Public)?;
    let (phone, mark) = (&body.phone, device_mark(cx));
    let (known, common) = (code_key(cx, phone, mark), code_key(cx, phone, None));
    let max = limits::PEOPLE_PER_PHONE_MAX;
    let values = bind![phone.as_str(), known, common, mark, max, GUESSES, rate_limits::rate_window(cx.now)];
    let rows: Vec<OwnedCode> = cx.read_all(sql::CODE_AND_PEOPLE, values)?;
    let (key, guesses) = rows.first().map_or((common, 0), |row| (row.key, row.guesses));
    if key == common {
        stranger_limits::let_try(cx, &DOOR, guesses)?;
        rate_limits::count_caller(cx, "try")?;
    }
    // A try counts whatever its outcome.
    cx.commit_on_refusal();
    let code = rows.first().map(|row| &row.code);
    let state = code.map(|code| code.state);
    let matches = code.is_some_and(|code| code.hash == code_hash(cx, phone, &body.code));
    let mut people: Vec<PhoneOwner> = rows.into_iter().filter_map(|row| row.owner).collect();
    if cx.is_demonstration_phone(phone.as_str()) {
        for person in &mut people {
            person.has_factor = false;
        }
    }
    // The code of a phone without an owner was never sent: guessing it reveals no more than a wrong try.
    match judge_code(state, matches && !people.is_empty(), cx.now) {
        CodeVerdict::Refuse(refusal) => return Err(refusal.into()),
        CodeVerdict::CountTry(refusal) => {
            if key == common {
                stranger_limits::count_wrong_try(cx, !people.is_empty())?;
            }
            return wrong_try(cx, phone, key, refusal);
        }
        CodeVerdict::Welcome => {}
    }
    use_up(cx, &key)?;
    match people.as_slice() {
        [person] if !person.has_factor => {
            Ok(SignedIn { me: Some(open_session(cx, &community, person.member, SignInMethod::Code)?), next: None })
        }
        _ => Ok(SignedIn { me: None, next: Some(ticket(cx, phone, people)?) }),
    }
}

fn wrong_try(cx: &Cx<'_>, phone: &Phone, key: [u8; 32], refusal: Refusal) -> HandlerResult<SignedIn> {
    count_try(cx, &key)?;
    let values = bind![cx.now, device_text(cx), phone.as_str(), limits::PEOPLE_PER_PHONE_MAX];
    cx.run(sql::ADD_WRONG_TRY, values)?;
    Err(refusal.into())
}

/// A ticket for all owners of the phone.
fn ticket(cx: &Cx<'_>, phone: &Phone, people: Vec<PhoneOwner>) -> HandlerResult<NextStep> {
    let (ticket, expires_at) = new_ticket(cx)?;
    let chosen = match people.as_slice() {
        [person] => Some(person.member),
        _ => None,
    };
    cx.run(sql::ADD_TICKET, bind![ticket_hash(cx, ticket.as_str()), phone.as_str(), chosen, expires_at])?;
    Ok(next_step(ticket, expires_at, people))
}

/// A ticket, the proof of a right code, and its expiry.
pub fn new_ticket(cx: &Cx<'_>) -> HandlerResult<(Ticket, UtcMillis)> {
    let token = crypto::random_token(cx.chance);
    let ticket =
        token.parse().map_err(|_| crate::answer::HandlerError::Fault("a ticket of another form".to_owned()))?;
    Ok((ticket, cx.now.plus(limits::TICKET_MILLIS)))
}

/// What is still needed: a choice, if there are several people; the second factor, if the only one has enrolled it.
pub fn next_step(ticket: Ticket, expires_at: UtcMillis, people: Vec<PhoneOwner>) -> NextStep {
    let second_factor = matches!(people.as_slice(), [person] if person.has_factor);
    let many = people.len() > 1;
    let candidates = people.into_iter().filter(|_| many);
    let people = candidates.map(|person| SignInCandidate { member: person.member, name: person.name }).collect();
    NextStep { ticket, expires_at, people, second_factor }
}

pub fn ticket_hash(cx: &Cx<'_>, ticket: &str) -> [u8; 32] {
    crypto::keyed_hash(&cx.secrets.session_pepper, &["ticket", ticket])
}
