//! Changing a phone: `POST …/members/{member}/phone` at the counter, `POST …/me/phone-codes` and `POST …/me/phone` by
//! the member.
//!
//! Invariant: requesting a code for a new phone reveals nothing about it; its owner is looked up only after the code
//! has proved possession.

use super::request_code::{code_hash, code_reply, compare_code, count_try, hand_over, refuse_too_soon, use_up};
use super::{history, rate_limits, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::{crypto, notices};
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{CommunityCode, MemberId};
use domain::members::AccessEnded;
use domain::notices::NoticeKind;
use domain::sessions::{
    self as rules, ChangeOwnPhoneRequest, ChangePhoneRequest, Code, CodeSent, CodeVerdict, Done, EventKind, Phone,
    PhoneChange, PhoneCodeRequest, judge_code,
};
use domain::{limits, masking};

crate::handle!(ChangePhone, change_phone);
/// The committee enters another phone for a member who lost the old one.
pub fn change_phone(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &ChangePhoneRequest,
) -> HandlerResult<AccessEnded> {
    cx.allow(&Subject::Community)?;
    rules::change_phone(facts(cx, member, &body.phone)?)?;
    let sessions = set_phone(cx, member, &body.phone)?;
    let masked = masking::mask_phone(body.phone.as_str());
    let told = serde_json::json!({ "phone": masked, "reason": body.reason });
    notices::notify_member(cx, member, NoticeKind::PhoneChanged, &told)?;
    let detail = serde_json::json!({ "phone": masked, "reason": body.reason, "sessions": sessions });
    cx.journal(&member.to_string(), &detail)?;
    Ok(AccessEnded { seats: 0, sessions: u32::try_from(sessions).unwrap_or(u32::MAX) })
}

/// Changes the phone by another person's hand: the holder of the old one is signed out everywhere. Returns the number
/// of ended sessions.
pub fn set_phone(cx: &Cx<'_>, member: MemberId, phone: &Phone) -> HandlerResult<usize> {
    cx.run(sql::SET_PHONE, bind![phone.as_str(), member])?;
    let sessions = cx.run(sql::REVOKE_ALL, bind![cx.now, member])?.len();
    history::record_event(cx, member, EventKind::PhoneChanged)?;
    Ok(sessions)
}

crate::handle!(RequestPhoneCode, request_phone_code);
/// Sends a code to the member's new phone.
pub fn request_phone_code(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &PhoneCodeRequest,
) -> HandlerResult<CodeSent> {
    let member = cx.allow_self()?;
    rules::may_change_own_phone(opened_by_slip(cx)?)?;
    let key = bind_key(cx, member, &body.phone);
    refuse_too_soon(cx, &key)?;
    rate_limits::limit_rate(cx, &format!("new phone by {member}"), limits::NEW_PHONE_CODES_PER_HOUR)?;
    let phone =
        domain::journal::to_hex(&crypto::keyed_hash(&cx.secrets.code_pepper, &["new phone", body.phone.as_str()]));
    rate_limits::limit_rate(cx, &format!("new phone {phone}"), limits::SIGN_IN_CODES_PER_PHONE_HOUR)?;
    rate_limits::limit_rate(cx, "new phones", limits::NEW_PHONE_CODES_PER_COMMUNITY_HOUR)?;
    let code = Code::from_chance(crypto::random_u64(cx.chance));
    cx.run(sql::SAVE_CODE, bind![key, code_hash(cx, &body.phone, &code), cx.now])?;
    hand_over(cx, &body.phone, &code)?;
    Ok(code_reply(cx))
}

crate::handle!(ChangeOwnPhone, change_own_phone);
/// Changes the member's own phone; all other sessions end.
pub fn change_own_phone(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ChangeOwnPhoneRequest) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    // Before the code is compared: no try is counted for a session that may not change the phone with any code.
    let by_slip = opened_by_slip(cx)?;
    rules::may_change_own_phone(by_slip)?;
    let key = bind_key(cx, member, &body.phone);
    let (state, matches) = compare_code(cx, &key, &body.phone, &body.code)?;
    match judge_code(state, matches, cx.now) {
        CodeVerdict::Refuse(refusal) => return Err(refusal.into()),
        CodeVerdict::CountTry(refusal) => {
            count_try(cx, &key)?;
            return Err(refusal.into());
        }
        CodeVerdict::Welcome => {}
    }
    rules::change_own_phone(facts(cx, member, &body.phone)?, by_slip)?;
    let session = cx.session().ok_or_else(|| HandlerError::Fault("a member without a session".to_owned()))?;
    use_up(cx, &key)?;
    cx.run(sql::SET_PHONE, bind![body.phone.as_str(), member])?;
    cx.run(sql::REVOKE_OTHERS, bind![cx.now, member, session])?;
    history::record_event(cx, member, EventKind::PhoneChanged)?;
    let told = serde_json::json!({ "phone": masking::mask_phone(body.phone.as_str()) });
    notices::notify_member(cx, member, NoticeKind::OwnPhoneChanged, &told)?;
    cx.journal(&member.to_string(), &told)?;
    Ok(Done {})
}

fn facts(cx: &Cx<'_>, of: MemberId, phone: &Phone) -> HandlerResult<PhoneChange> {
    let row = cx
        .first(sql::PHONE_OF, bind![of, phone.as_str()])?
        .ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    Ok(PhoneChange { by: cx.member()?, of, same: row.text(1)? == phone.as_str(), elsewhere: row.flag(2)? })
}

fn opened_by_slip(cx: &Cx<'_>) -> HandlerResult<bool> {
    let Some(session) = cx.session() else { return Ok(false) };
    let Some(row) = cx.first(sql::BY_SLIP, bind![session])? else { return Ok(false) };
    Ok(row.flag(0)?)
}

/// A code for a new phone is good for this member and this purpose: it signs nobody in.
fn bind_key(cx: &Cx<'_>, member: MemberId, phone: &Phone) -> [u8; 32] {
    crypto::keyed_hash(&cx.secrets.code_pepper, &["new phone", &member.to_string(), phone.as_str()])
}
