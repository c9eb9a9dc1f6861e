//! The second factor of a community's people: `POST …/me/factor`, `…/confirmation`, `…/proof`, and
//! `POST …/members/{member}/factor-reset`.
//!
//! Invariant: no answer with a secret is stored, so the first three have no command key.

use super::enrolment::Enrolment;
use super::{passkeys, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MemberId};
use domain::members::AccessEnded;
use domain::notices::NoticeKind;
use domain::sessions::{
    ConfirmFactorRequest, Done, FactorBegun, FactorCode, FactorConfirmed, ProveFactorRequest, Refusal,
    ResetFactorRequest,
};
use domain::time::day_text;

crate::handle!(BeginFactor, begin_factor);
/// Makes a new key. It is valid only after its confirmation; until then an enrolled one stays.
pub fn begin_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<FactorBegun> {
    let member = cx.allow_self()?;
    let row = cx.first(sql::PHONE_OF, bind![member, ""])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    of(cx, member).begin(&row.text(1)?)
}

crate::handle!(ConfirmFactor, confirm_factor);
/// Enrols by the first code, and shows the recovery codes.
pub fn confirm_factor(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &ConfirmFactorRequest,
) -> HandlerResult<FactorConfirmed> {
    let member = cx.allow_self()?;
    of(cx, member).confirm(&body.code)
}

crate::handle!(ProveFactor, prove_factor);
/// Proves the second factor in an open session.
pub fn prove_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ProveFactorRequest) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    of(cx, member).prove_in_session(&body.code)
}

crate::handle!(ResetFactor, reset_factor);
/// Another committee member resets a lost factor: the person enrols a new one. All the person's sessions end.
pub fn reset_factor(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &ResetFactorRequest,
) -> HandlerResult<AccessEnded> {
    cx.allow(&Subject::Community)?;
    let by = cx.member()?;
    if by == member {
        return Err(Refusal::OwnCase.into());
    }
    let person =
        cx.first(sql::PHONE_OF, bind![member, ""])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let passkeys = passkeys::forget_passkeys(cx, member)?;
    let sessions = of(cx, member).take_back(passkeys)?;
    let by_name = cx.first(sql::PHONE_OF, bind![by, ""])?.map_or(Ok(String::new()), |row| row.text(0))?;
    let told = serde_json::json!({ "name": person.text(0)?, "by": by_name, "reason": body.reason });
    notices::notify_member(cx, member, NoticeKind::FactorReset, &told)?;
    let today = day_text(cx.now.day());
    for row in cx.run(sql::SUPERVISORS, bind![today.as_str()])? {
        let supervisor: MemberId = row.parsed(0)?;
        if supervisor != member {
            notices::notify_member(cx, supervisor, NoticeKind::FactorResetOf, &told)?;
        }
    }
    cx.journal(&member.to_string(), &serde_json::json!({ "reason": body.reason, "sessions": sessions }))?;
    Ok(AccessEnded { seats: 0, sessions })
}

/// Proves the factor of a member, or counts the wrong try. Reached only after a right phone code.
pub fn prove_member_factor(cx: &Cx<'_>, member: MemberId, code: &FactorCode) -> HandlerResult<()> {
    of(cx, member).prove(code)
}

fn of<'c, 'a>(cx: &'c Cx<'a>, member: MemberId) -> Enrolment<'c, 'a> {
    Enrolment::new(cx, member.to_string(), &sql::OF_MEMBERS)
}
