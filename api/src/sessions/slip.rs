//! Slips for signing in: `POST …/members/{member}/sign-in-slips`, its `…/voiding`, and `POST …/sign-in-slips`.
//!
//! Invariant: a slip's code is sent out once, when it is made, and is stored as a keyed hash only. Wrong tries are
//! counted for each network address, as with codes, and nowhere else: against sixty bits no more is needed, and a limit
//! for the whole community would let a stranger block everybody else's slip.

use super::open::{SignInMethod, open_session};
use super::{history, rate_limits, sql};
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Row;
use crate::object::Cx;
use crate::{crypto, notices};
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, MemberId};
use domain::members::role_of;
use domain::notices::NoticeKind;
use domain::sessions::{
    self as rules, Done, EventKind, PrintSlipRequest, Refusal, SignInWithSlipRequest, SignedIn, Slip, SlipCode,
    SlipPrinted, SlipWish, needs_both_factors,
};
use domain::time::{HOUR, day_text, start_of};
use domain::{limits, masking};

crate::handle!(PrintSlip, print_slip);
/// Prints a slip for a member of the roster; it replaces an earlier one.
pub fn print_slip(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &PrintSlipRequest,
) -> HandlerResult<SlipPrinted> {
    let today = day_text(cx.now.day());
    let rows = cx.run(sql::SLIP_FOR, bind![member, today.as_str()])?;
    let Some(row) = rows.first() else { return cx.refuse_absent() };
    cx.allow(&subject(member, row)?)?;
    let by = cx.member()?;
    let worker = cx.first(sql::SLIPS_BY, bind![by, start_of(cx.now.day())])?;
    let (by_name, printed_today) =
        worker.map_or(Ok((String::new(), 0)), |row| Ok::<_, crate::db::DbError>((row.text(0)?, row.count(1)?)))?;
    let wish = SlipWish { by, of: member, needs_both_factors: needs_both(cx, &rows)?, printed_today };
    rules::print_slip(wish)?;
    let slip = SlipCode::from_chance(crypto::random_u64(cx.chance));
    let expires_at = cx.now.plus(limits::SLIP_HOURS * HOUR);
    let replaced = cx.run(sql::VOID_SLIP, bind![member])?.len();
    cx.run(sql::ADD_SLIP, bind![slip_hash(cx, &slip), member, by, cx.now, expires_at])?;
    history::record_event(cx, member, EventKind::SlipPrinted)?;
    let told = serde_json::json!({ "by": by_name, "printed_at": cx.now, "until": expires_at, "reason": body.reason });
    notices::notify_member(cx, member, NoticeKind::SlipPrinted, &told)?;
    let detail = serde_json::json!({ "reason": body.reason, "until": expires_at, "replaced": replaced });
    cx.journal(&member.to_string(), &detail)?;
    Ok(SlipPrinted { slip, name_masked: masking::mask_name(&row.text(3)?), by_name, expires_at })
}

crate::handle!(VoidSlip, void_slip);
/// Voids a slip that was not used yet.
pub fn void_slip(cx: &Cx<'_>, (_, member): (CommunityCode, MemberId), _: &(), _: &Empty) -> HandlerResult<Done> {
    let today = day_text(cx.now.day());
    let rows = cx.run(sql::SLIP_FOR, bind![member, today.as_str()])?;
    let Some(row) = rows.first() else { return cx.refuse_absent() };
    cx.allow(&subject(member, row)?)?;
    let open = cx.first(sql::VOID_SLIP, bind![member])?.map(|row| row.time(0)).transpose()?;
    if open.is_none_or(|expires_at| expires_at <= cx.now) {
        return Err(Refusal::NoSlip.into());
    }
    cx.journal(&member.to_string(), &serde_json::json!({}))?;
    Ok(Done {})
}

crate::handle!(SignInWithSlip, sign_in_with_slip);
/// Signs in with a slip and uses it up. All invalid slips are refused in the same way.
pub fn sign_in_with_slip(
    cx: &Cx<'_>,
    (community,): (CommunityCode,),
    _: &(),
    body: &SignInWithSlipRequest,
) -> HandlerResult<SignedIn> {
    cx.allow(&Subject::Public)?;
    // A try counts whatever its outcome.
    cx.commit_on_refusal();
    rate_limits::count_caller(cx, "try")?;
    let (hash, today) = (slip_hash(cx, &body.slip), day_text(cx.now.day()));
    let rows = cx.run(sql::SLIP, bind![hash, today.as_str()])?;
    let Some(row) = rows.first() else { return Err(Refusal::SlipSpent.into()) };
    let slip = Slip {
        state: row.parsed(9)?,
        expires_at: row.time(10)?,
        has_left: row.flag(5)?,
        needs_both_factors: needs_both(cx, &rows)?,
    };
    rules::open_slip(Some(slip), cx.now)?;
    cx.run(sql::USE_SLIP, bind![hash])?;
    let me = open_session(cx, &community, row.parsed(0)?, SignInMethod::Slip)?;
    Ok(SignedIn { me: Some(me), next: None })
}

/// Ends sessions opened by slips when the member takes an office: the holder of the paper must not get into it.
pub fn end_sessions_by_slip(cx: &Cx<'_>, member: MemberId) -> HandlerResult<()> {
    cx.run(sql::REVOKE_BY_SLIP, bind![cx.now, member])?;
    Ok(())
}

fn subject(member: MemberId, row: &Row) -> HandlerResult<Subject> {
    Ok(Subject::Member { member, household: Some(row.parsed(1)?), grid: Some(row.parsed(2)?) })
}

/// Takes the rows of a member, one for each seat that is not over.
fn needs_both(cx: &Cx<'_>, rows: &[Row]) -> HandlerResult<bool> {
    let (mut roles, mut enrolled) = (vec![], false);
    for row in rows {
        enrolled |= row.flag(6)? && !cx.is_demonstration_phone(&row.text(4)?);
        if let (Some(kind), Some(post)) = (row.maybe_parsed(7)?, row.maybe_parsed(8)?) {
            roles.extend(role_of(kind, post));
        }
    }
    Ok(needs_both_factors(enrolled, roles.into_iter()))
}

fn slip_hash(cx: &Cx<'_>, slip: &SlipCode) -> [u8; 32] {
    crypto::keyed_hash(&cx.secrets.code_pepper, &["slip", slip.as_str()])
}
