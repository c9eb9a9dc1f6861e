//! `POST …/members/{member}/relatives` and `POST …/members/{member}/relatives/withdrawal`

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{CommunityCode, MemberId};
use domain::members::{DeclareRelativeRequest, SeatRefusal, WithdrawRelativeRequest};
use domain::sessions::Done;

type OfMember = (CommunityCode, MemberId);

crate::handle!(DeclareRelative, declare_relative);
/// Records that two members are near relatives, so that neither supervises the other. Declaring the caller's own
/// relatives is allowed, even expected.
pub fn declare_relative(
    cx: &Cx<'_>,
    (_, member): OfMember,
    _: &(),
    draft: &DeclareRelativeRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    must_exist(cx, member)?;
    must_exist(cx, draft.relative)?;
    if member == draft.relative {
        return Err(SeatRefusal::RelativeOfOneself.into());
    }
    let (one, two) = DeclareRelativeRequest::pair(member, draft.relative);
    if cx.first(sql::RELATIVE, bind![one, two])?.is_some() {
        return Err(SeatRefusal::RelativeAlreadyDeclared.into());
    }
    let kinship = if one == member { draft.kinship } else { draft.kinship.turned() };
    cx.run(sql::DECLARE, bind![one, two, cx.now, kinship.as_str(), cx.member()?])?;
    cx.journal(&member.to_string(), &serde_json::json!({ "relative": draft.relative, "kinship": draft.kinship }))?;
    Ok(Done {})
}

crate::handle!(WithdrawRelative, withdraw_relative);
/// Withdraws a declaration that was wrong, or a marriage that has ended. Nobody may do so in a case of their own.
pub fn withdraw_relative(
    cx: &Cx<'_>,
    (_, member): OfMember,
    _: &(),
    body: &WithdrawRelativeRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    must_exist(cx, member)?;
    let me = cx.member()?;
    if me == member || me == body.relative {
        return Err(SeatRefusal::OwnCase.into());
    }
    let (one, two) = DeclareRelativeRequest::pair(member, body.relative);
    if cx.first(sql::RELATIVE, bind![one, two])?.is_none() {
        return Err(SeatRefusal::RelativeNotDeclared.into());
    }
    cx.run(sql::WITHDRAW, bind![cx.now, me, body.reason.as_str(), one, two])?;
    cx.journal(&member.to_string(), &serde_json::json!({ "relative": body.relative, "reason": body.reason }))?;
    Ok(Done {})
}

fn must_exist(cx: &Cx<'_>, member: MemberId) -> HandlerResult<()> {
    match cx.first(crate::members::sql::MEMBER, bind![member])? {
        Some(_) => Ok(()),
        None => Err(HandlerError::from(RequestError::NotFound)),
    }
}
