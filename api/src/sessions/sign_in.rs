//! `POST …/sessions` and `GET …/me`

use super::request_code::{code_hash, phone_hash};
use super::{rates, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::crypto;
use domain::access::{Standing, Subject};
use domain::ids::{CommunityCode, HouseholdId, MemberId, SessionId};
use domain::limits;
use domain::masking;
use domain::members::role_of;
use domain::sessions::{CodeState, HeldRole, Me, Refusal, SignInWith, Verdict, judge};
use domain::time::{DAY, day_text};

/// Signs in with a code. The sixth wrong try ends the code.
pub fn sign_in(cx: &Cx<'_>, (community,): (CommunityCode,), _: &(), body: &SignInWith) -> Answer<Me> {
    cx.allow(&Subject::Public)?;
    // A try counts whatever comes of it.
    cx.keep_writes();
    if let Some(address) = &cx.request.address {
        let address = domain::journal::hex(&crypto::keyed(&cx.secrets.code_pepper, &["address", address]));
        rates::count(cx, &format!("try {address}"), limits::SIGN_IN_PER_ADDRESS_HOUR)?;
    }
    let phone_hash = phone_hash(cx, &body.phone);
    let stored = cx.first(sql::CODE, bind![phone_hash])?;
    let (state, matches) = match &stored {
        None => (None, false),
        Some(row) => (
            Some(CodeState { sent_at: row.time(0)?, wrong_tries: row.count(1)?, used: row.flag(2)? }),
            row.hash(3)? == code_hash(cx, &body.phone, &body.code),
        ),
    };
    match judge(state, matches, cx.now) {
        Verdict::Refuse(refusal) => return Err(refusal.into()),
        Verdict::CountTry(refusal) => {
            cx.run(sql::COUNT_TRY, bind![phone_hash])?;
            return Err(refusal.into());
        }
        Verdict::Welcome => {}
    }
    // The code of a phone that nobody has was never sent: whoever guessed it learns no more than from a wrong one.
    let Some(row) = cx.first(sql::MEMBER_BY_PHONE, bind![body.phone.as_str()])? else {
        cx.run(sql::COUNT_TRY, bind![phone_hash])?;
        return Err(match judge(state, false, cx.now) {
            Verdict::CountTry(refusal) | Verdict::Refuse(refusal) => refusal.into(),
            Verdict::Welcome => Refusal::CodeWrong.into(),
        });
    };
    cx.run(sql::USE_CODE, bind![phone_hash])?;
    let session = open_session(cx, &community, row.parsed(0)?, row.parsed(1)?)?;
    cx.journal(&session.to_string(), &serde_json::json!({}))?;
    me(cx)
}

fn open_session(cx: &Cx<'_>, community: &CommunityCode, member: MemberId, household: HouseholdId) -> Answer<SessionId> {
    let token = crypto::random_token(cx.chance);
    let session = cx.new_id(SessionId::from_parts);
    let hash = crypto::keyed(&cx.secrets.session_pepper, &[&token]);
    let expires_at = cx.now.plus(limits::SESSION_DAYS * DAY);
    let device: String = cx.request.device.chars().take(120).collect();
    cx.run(sql::ADD_SESSION, bind![session, hash, member, cx.now, cx.now, expires_at, device])?;
    cx.run(sql::MAKE_ROOM, bind![cx.now, member, limits::SESSIONS_PER_MEMBER_MAX])?;
    cx.set_session_cookie(community.as_str(), &token, limits::SESSION_DAYS * DAY / 1000);
    cx.set_caller(Standing { member: Some(member), household: Some(household), held: vec![] }, Some(session));
    Ok(session)
}

/// Who is signed in.
pub fn show_me(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &domain::contract::Empty) -> Answer<Me> {
    cx.allow_self()?;
    me(cx)
}

fn me(cx: &Cx<'_>) -> Answer<Me> {
    let member = cx.member()?;
    let session = cx.session().ok_or_else(|| Stop::Fault("a member without a session".to_owned()))?;
    let row =
        cx.first(sql::PROFILE, bind![member])?.ok_or_else(|| Stop::Fault("a session without a member".to_owned()))?;
    Ok(Me {
        member,
        name: row.text(0)?,
        phone_masked: masking::phone(&row.maybe_text(1)?.unwrap_or_default()),
        household: row.parsed(2)?,
        session,
        held: held(cx, member)?,
        notices_unread: row.count(3)?,
    })
}

fn held(cx: &Cx<'_>, member: MemberId) -> Answer<Vec<HeldRole>> {
    let today = day_text(cx.now.day());
    let mut held = vec![];
    for row in cx.run(sql::HELD, bind![member, today.as_str(), today.as_str()])? {
        let Some(role) = role_of(row.parsed(0)?, row.parsed(1)?) else { continue };
        held.push(HeldRole {
            role,
            post: row.text(1)?,
            body: row.maybe_parsed(2)?,
            body_name: row.maybe_text(3)?,
            grid: row.maybe_parsed(4)?,
            grid_name: row.maybe_text(5)?,
        });
    }
    Ok(held)
}
