//! Slips for signing in: `POST …/members/{member}/sign-in-slips`, its `…/voiding`, and `POST …/sign-in-slips`.
//!
//! Invariant: a slip's code is sent out once, when it is made, and is stored as a keyed hash only. Wrong tries are
//! counted for each network address, as with codes, and nowhere else: against sixty bits no more is needed, and a limit
//! for the whole community would let a stranger block everybody else's slip.

use super::open::{SignInMethod, open_session};
use super::sql::{self, SlipOwner};
use super::{history, rate_limits};
use crate::answer::HandlerResult;
use crate::bind;
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
    let rows: Vec<SlipOwner> = cx.read_all(sql::SLIP_FOR, bind![member, today.as_str()])?;
    let Some(owner) = rows.first() else { return cx.refuse_absent() };
    cx.allow(&subject(owner))?;
    let by = cx.member()?;
    let worker = cx.first(sql::SLIPS_BY, bind![by, start_of(cx.now.day())])?;
    let (by_name, printed_today) =
        worker.map_or(Ok((String::new(), 0)), |row| Ok::<_, crate::db::DbError>((row.text(0)?, row.count(1)?)))?;
    let wish = SlipWish { by, of: member, needs_both_factors: needs_both(cx, &rows), printed_today };
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
    Ok(SlipPrinted { slip, name_masked: masking::mask_name(&owner.name), by_name, expires_at })
}

crate::handle!(VoidSlip, void_slip);
/// Voids a slip that was not used yet.
pub fn void_slip(cx: &Cx<'_>, (_, member): (CommunityCode, MemberId), _: &(), _: &Empty) -> HandlerResult<Done> {
    let today = day_text(cx.now.day());
    let rows: Vec<SlipOwner> = cx.read_all(sql::SLIP_FOR, bind![member, today.as_str()])?;
    let Some(owner) = rows.first() else { return cx.refuse_absent() };
    cx.allow(&subject(owner))?;
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
    let rows: Vec<(Slip, SlipOwner)> = cx.read_all(sql::SLIP, bind![hash, today.as_str()])?;
    let (slips, owners): (Vec<Slip>, Vec<SlipOwner>) = rows.into_iter().unzip();
    let (Some(slip), Some(owner)) = (slips.first(), owners.first()) else { return Err(Refusal::SlipSpent.into()) };
    let slip = Slip { needs_both_factors: needs_both(cx, &owners), ..*slip };
    rules::open_slip(Some(slip), cx.now)?;
    cx.run(sql::USE_SLIP, bind![hash])?;
    let me = open_session(cx, &community, owner.member, SignInMethod::Slip)?;
    Ok(SignedIn { me: Some(me), next: None })
}

/// Ends sessions opened by slips when the member takes an office: the holder of the paper must not get into it.
pub fn end_sessions_by_slip(cx: &Cx<'_>, member: MemberId) -> HandlerResult<()> {
    cx.run(sql::REVOKE_BY_SLIP, bind![cx.now, member])?;
    Ok(())
}

fn subject(owner: &SlipOwner) -> Subject {
    Subject::Member { member: owner.member, household: Some(owner.household), grid: Some(owner.grid) }
}

/// Takes the rows of a member, one for each seat that is not over.
fn needs_both(cx: &Cx<'_>, rows: &[SlipOwner]) -> bool {
    let enrolled = rows.iter().any(|row| row.enrolled && !cx.is_demonstration_phone(&row.phone));
    let seats = rows.iter().filter_map(|row| row.seat.as_ref());
    needs_both_factors(enrolled, seats.filter_map(|seat| role_of(seat.kind, seat.post)))
}

fn slip_hash(cx: &Cx<'_>, slip: &SlipCode) -> [u8; 32] {
    crypto::keyed_hash(&cx.secrets.code_pepper, &["slip", slip.as_str()])
}
