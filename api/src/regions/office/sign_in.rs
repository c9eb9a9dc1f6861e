//! `POST …/sign-in-codes`, `POST …/sessions`, `POST …/sign-in-tickets`, `POST …/sign-out` and `GET …/me` of a region.
//!
//! Invariant: no answer reveals whether a phone is an officer's. A phone belongs to one officer, so no person is chosen
//! after the right code; the second factor is required where one is enrolled.

use super::factor;
use super::sql::{self, SeatedOfficer};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::{Cx, today_text};
use crate::sessions::{
    NewSession, PhoneFacts, SignInDoor, code_key, compare_code, count_caller, count_guesses, count_try,
    count_wrong_try, device_mark, device_text, let_try, new_ticket, second_factor, send_code, ticket_hash, use_up,
};
use crate::{communities, due};
use domain::access::{CallerStanding, Subject};
use domain::communities::Inbox;
use domain::contract::{Empty, RequestError};
use domain::ids::{OfficerId, RegionCode, SessionId};
use domain::limits;
use domain::process::DueKind;
use domain::regions::{FinishOfficerSignInRequest, OfficerMe, OfficerSignedIn, held_roles, role_of};
use domain::sessions::budget::OF_A_REGION;
use domain::sessions::{
    CodeSent, CodeVerdict, Done, Factors, NextStep, Phone, Refusal, SecondFactor, SignInCodeRequest, SignInRequest,
    factor_due, judge_code,
};
use domain::time::{DAY, UtcMillis};

const DOOR: SignInDoor = SignInDoor { budget: OF_A_REGION, purge: due::PURGE_OFFICE };

crate::handle!(RequestOfficerCode, request_officer_code);
/// Sends a code, if the phone belongs to an officer with a seat today.
pub fn request_officer_code(
    cx: &Cx<'_>,
    _: (RegionCode,),
    _: &(),
    body: &SignInCodeRequest,
) -> HandlerResult<CodeSent> {
    cx.allow(&Subject::Public)?;
    let found = LoadedPhone::of(cx, &body.phone)?;
    // Strangers may request codes where there is no office: what they leave must be deleted all the same.
    due::set_due(cx.db, DueKind::Purge, due::PURGE_OFFICE, cx.now.plus(DAY))?;
    let holder = PhoneFacts { mark: found.mark, is_somebodys: found.officer.is_some(), is_known: found.is_known };
    send_code(cx, &DOOR, body, &holder)
}

crate::handle!(SignInOfficer, sign_in_officer);
pub fn sign_in_officer(
    cx: &Cx<'_>,
    (region,): (RegionCode,),
    _: &(),
    body: &SignInRequest,
) -> HandlerResult<OfficerSignedIn> {
    cx.allow(&Subject::Public)?;
    let found = LoadedPhone::of(cx, &body.phone)?;
    if !found.is_known {
        let_try(cx, &DOOR, count_guesses(cx)?)?;
        count_caller(cx, "try")?;
    }
    // A try counts whatever its outcome.
    cx.commit_on_refusal();
    let key = code_key(cx, &body.phone, found.mark.filter(|_| found.is_known));
    let (state, matches) = compare_code(cx, &key, &body.phone, &body.code)?;
    let officer = match (judge_code(state, matches && found.officer.is_some(), cx.now), found.officer) {
        (CodeVerdict::Welcome, Some(officer)) => officer,
        (CodeVerdict::Welcome, None) => return Err(HandlerError::Fault("a code opened for nobody".to_owned())),
        (CodeVerdict::Refuse(refusal), _) => return Err(refusal.into()),
        (CodeVerdict::CountTry(refusal), _) => {
            count_try(cx, &key)?;
            if !found.is_known {
                count_wrong_try(cx, found.officer.is_some())?;
            }
            cx.run(sql::ADD_WRONG_TRY, bind![cx.now, device_text(cx), body.phone.as_str()])?;
            return Err(refusal.into());
        }
    };
    use_up(cx, &key)?;
    if found.has_factor && !cx.is_demonstration_phone(body.phone.as_str()) {
        let (ticket, expires_at) = new_ticket(cx)?;
        cx.run(sql::ADD_TICKET, bind![ticket_hash(cx, ticket.as_str()), officer, expires_at])?;
        let next = NextStep { ticket, expires_at, people: vec![], second_factor: true };
        return Ok(OfficerSignedIn { me: None, next: Some(next) });
    }
    let me = open(cx, region, officer, None)?;
    Ok(OfficerSignedIn { me: Some(me), next: None })
}

crate::handle!(FinishOfficerSignIn, finish_officer_sign_in);
/// Proves the second factor after a right code. Wrong ones are counted, and the ticket stays until it expires.
pub fn finish_officer_sign_in(
    cx: &Cx<'_>,
    (region,): (RegionCode,),
    _: &(),
    body: &FinishOfficerSignInRequest,
) -> HandlerResult<OfficerSignedIn> {
    cx.allow(&Subject::Public)?;
    let hash = ticket_hash(cx, body.ticket.as_str());
    let row = cx.first(sql::TICKET, bind![hash, cx.now, today_text(cx.now)])?;
    cx.commit_on_refusal();
    let Some(row) = row else {
        count_caller(cx, "try")?;
        return Err(Refusal::TicketSpent.into());
    };
    if !cx.now.is_before_end(row.time(1)?, limits::TICKET_MILLIS) {
        return Err(Refusal::TicketSpent.into());
    }
    let officer = row.parsed(0)?;
    factor::officer_enrolment(cx, officer).prove(&body.code)?;
    cx.run(sql::USE_TICKET, bind![hash])?;
    let me = open(cx, region, officer, Some(cx.now))?;
    Ok(OfficerSignedIn { me: Some(me), next: None })
}

/// Signs an officer in on this browser.
fn open(cx: &Cx<'_>, region: RegionCode, officer: OfficerId, proved_at: Option<UtcMillis>) -> HandlerResult<OfficerMe> {
    let new = NewSession::make(cx, region.as_str());
    let device = device_text(cx);
    let values = bind![new.id, new.token_hash, officer, cx.now, new.expires_at, device, new.mark_hash, proved_at];
    cx.run(sql::ADD_SESSION, values)?;
    cx.run(sql::MAKE_ROOM, bind![cx.now, officer, limits::SESSIONS_PER_MEMBER_MAX])?;
    let me = me(cx, region, officer, new.id)?;
    let role = role_of(me.post, me.from.date(), me.until.date(), cx.now.day());
    let held = role.map(|role| held_roles(role, me.second_factor.overdue)).unwrap_or_default();
    cx.set_officer(CallerStanding { held, ..CallerStanding::guest() }, officer, new.id);
    cx.journal(&new.id.to_string(), &serde_json::json!({}))?;
    Ok(me)
}

crate::handle!(ShowOfficerMe, show_officer_me);
/// The signed-in officer.
pub fn show_officer_me(cx: &Cx<'_>, (region,): (RegionCode,), _: &(), _: &Empty) -> HandlerResult<OfficerMe> {
    cx.allow(&Subject::Region)?;
    let session = cx.session().ok_or_else(|| HandlerError::Fault("an officer without a session".to_owned()))?;
    me(cx, region, cx.officer()?, session)
}

crate::handle!(SignOutOfficer, sign_out_officer);
/// Ends the session of the request and deletes the cookie.
pub fn sign_out_officer(cx: &Cx<'_>, (region,): (RegionCode,), _: &(), _: &Empty) -> HandlerResult<Done> {
    cx.allow(&Subject::Region)?;
    let session = cx.session().ok_or_else(|| HandlerError::Fault("an officer without a session".to_owned()))?;
    cx.run(sql::REVOKE, bind![cx.now, session])?;
    cx.journal(&session.to_string(), &serde_json::json!({}))?;
    cx.set_session_cookie(region.as_str(), "", 0);
    Ok(Done {})
}

crate::handle!(ShowOfficerInbox, show_officer_inbox);
/// The codes that would have been sent, in a demonstration.
pub fn show_officer_inbox(cx: &Cx<'_>, _: (RegionCode,), _: &(), _: &Empty) -> HandlerResult<Inbox> {
    communities::load_inbox(cx)
}

/// The result of looking up a phone.
struct LoadedPhone {
    officer: Option<OfficerId>,
    has_factor: bool,
    mark: Option<[u8; 32]>,
    is_known: bool,
}

impl LoadedPhone {
    fn of(cx: &Cx<'_>, phone: &Phone) -> HandlerResult<Self> {
        let mark = device_mark(cx);
        let row = cx.first(sql::PHONE, bind![phone.as_str(), mark, today_text(cx.now)])?;
        let row = row.ok_or_else(|| HandlerError::Fault("a question without an answer".to_owned()))?;
        Ok(Self { officer: row.maybe_parsed(0)?, has_factor: row.flag(1)?, mark, is_known: row.flag(2)? })
    }
}

fn me(cx: &Cx<'_>, region: RegionCode, officer: OfficerId, session: SessionId) -> HandlerResult<OfficerMe> {
    let told_since = cx.now.plus(-limits::OFFICER_FACTOR_RESET_TOLD_DAYS * DAY);
    let seated: Option<SeatedOfficer> = cx.read_first(sql::WHO, bind![officer, today_text(cx.now), told_since])?;
    let seated = seated.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let term = seated.term;
    let due_at = factor_due(term.from.date(), term.introduced_at.unwrap_or(cx.now));
    // A region has no passkeys.
    let factors = Factors { app: term.has_factor, staff: true, ..Factors::default() };
    let nothing = SecondFactor { enrolled: false, passkey: false, due_at: None, overdue: false };
    Ok(OfficerMe {
        officer,
        region,
        name: seated.name,
        phone_masked: seated.phone_masked,
        session,
        seat: seated.seat,
        post: term.post,
        from: term.from,
        until: term.until,
        second_factor: second_factor(cx, factors, Some(due_at)).unwrap_or(nothing),
        factor_reset: seated.factor_reset,
    })
}
