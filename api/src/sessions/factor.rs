//! The second factor: `POST …/me/factor`, `…/confirmation`, `…/proof`, and `POST …/members/{member}/factor-reset`.
//!
//! Invariant: the key leaves once, when it is made; recovery codes leave once, when it is confirmed. None of these
//! answers is kept, so the first three are no keyed commands.

use super::{sql, sql::FACTOR};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::db::Row;
use crate::{crypto, notices, seal};
use domain::access::Subject;
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, MemberId, SessionId};
use domain::members::Ended;
use domain::notices::NoticeKind;
use domain::sessions::{
    ConfirmFactorWith, Done, EventKind, FactorBegun, FactorCode, FactorConfirmed, FactorKey, FactorTries,
    FactorVerdict, ProveFactorWith, RecoveryCode, Refusal, ResetFactorOf, judge_factor,
};
use domain::time::day_text;
use domain::{limits, masking};

/// The name under which authenticator apps list it.
const ISSUER: &str = "Linli";

/// Makes a new key. It counts from its confirmation on; until then an enrolled one stays.
pub fn begin_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> Answer<FactorBegun> {
    let member = cx.allow_self()?;
    let mut bytes = [0u8; 20];
    (cx.chance)(&mut bytes);
    let key = FactorKey::from_chance(bytes);
    let sealed = seal::seal(cx.secrets, &context(&member.to_string()), &key.to_base32(), cx.chance)
        .ok_or_else(|| Stop::Fault("a key could not be sealed".to_owned()))?;
    let row = cx.first(sql::PHONE_OF, bind![member, ""])?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    cx.run(sql::BEGIN, bind![member, sealed, cx.now])?;
    let uri = key.uri(ISSUER, &masking::phone(&row.text(1)?));
    Ok(FactorBegun { key: key.to_base32(), uri, expires_at: cx.now.plus(limits::FACTOR_BEGUN_MILLIS) })
}

/// Enrols by the first code, and shows the recovery codes.
pub fn confirm_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ConfirmFactorWith) -> Answer<FactorConfirmed> {
    let member = cx.allow_self()?;
    let row = cx.first(FACTOR, bind![member])?.ok_or_else(|| Stop::from(Refusal::FactorNotBegun))?;
    let begun_at = row.maybe_time(5)?.filter(|at| cx.now.since(*at) < limits::FACTOR_BEGUN_MILLIS);
    if begun_at.is_none() {
        return Err(Refusal::FactorNotBegun.into());
    }
    let step = key_of(cx, &row, 4, member)?.and_then(|key| key.accepted_step(&body.code, 0, cx.now));
    judged(cx, member, &row, step.is_some())?;
    cx.run(sql::ENROL, bind![cx.now, step.unwrap_or_default(), member])?;
    cx.run(sql::FORGET_RECOVERY, bind![member])?;
    let mut recovery_codes = vec![];
    while recovery_codes.len() < limits::RECOVERY_CODES {
        let code = RecoveryCode::from_chance(crypto::random_u64(cx.chance));
        cx.run(sql::ADD_RECOVERY, bind![member, recovery_hash(cx, member, &code)])?;
        recovery_codes.push(code.shown());
    }
    cx.run(sql::PROVED, bind![cx.now, own_session(cx)?])?;
    tell_history(cx, member, EventKind::FactorEnrolled)?;
    cx.journal(&member.to_string(), &serde_json::json!({}))?;
    Ok(FactorConfirmed { recovery_codes })
}

/// Proves the second factor in a session that is open already.
pub fn prove_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ProveFactorWith) -> Answer<Done> {
    let member = cx.allow_self()?;
    prove(cx, member, &body.code)?;
    cx.run(sql::PROVED, bind![cx.now, own_session(cx)?])?;
    Ok(Done {})
}

/// Another committee member takes a lost factor back: the person enrols a new one. All their sessions end.
pub fn reset_factor(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &ResetFactorOf,
) -> Answer<Ended> {
    cx.allow(&Subject::Community)?;
    let by = cx.member()?;
    if by == member {
        return Err(Refusal::OwnCase.into());
    }
    let person = cx.first(sql::PHONE_OF, bind![member, ""])?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    let row = cx.first(FACTOR, bind![member])?;
    if row.map_or(Ok(None), |row| row.maybe_blob(0).map(|key| key.map(|_| ())))?.is_none() {
        return Err(Refusal::FactorNotEnrolled.into());
    }
    cx.run(sql::FORGET_RECOVERY, bind![member])?;
    cx.run(sql::FORGET_FACTOR, bind![member])?;
    let sessions = cx.run(sql::REVOKE_ALL, bind![cx.now, member])?.len();
    tell_history(cx, member, EventKind::FactorReset)?;
    let by_name = cx.first(sql::PHONE_OF, bind![by, ""])?.map_or(Ok(String::new()), |row| row.text(0))?;
    let told = serde_json::json!({ "name": person.text(0)?, "by": by_name, "reason": body.reason });
    notices::inform(cx, member, NoticeKind::FactorReset, &told)?;
    let today = day_text(cx.now.day());
    for row in cx.run(sql::SUPERVISORS, bind![today.as_str()])? {
        let supervisor: MemberId = row.parsed(0)?;
        if supervisor != member {
            notices::inform(cx, supervisor, NoticeKind::FactorResetOf, &told)?;
        }
    }
    cx.journal(&member.to_string(), &serde_json::json!({ "reason": body.reason, "sessions": sessions }))?;
    Ok(Ended { seats: 0, sessions: u32::try_from(sessions).unwrap_or(u32::MAX) })
}

/// Proves the factor of a member, or counts the wrong try. Only who has typed a right phone code comes here.
pub fn prove(cx: &Cx<'_>, member: MemberId, code: &FactorCode) -> Answer<()> {
    let row = cx.first(FACTOR, bind![member])?.ok_or_else(|| Stop::from(Refusal::FactorNotEnrolled))?;
    let key = key_of(cx, &row, 0, member)?.ok_or_else(|| Stop::from(Refusal::FactorNotEnrolled))?;
    // While it is locked, nothing is looked at: a recovery code would be used up.
    judge_lock(cx, &row)?;
    let (matches, step) = match code {
        FactorCode::Shown(code) => {
            let step = key.accepted_step(code, row.int(1)?, cx.now);
            (step.is_some(), step.unwrap_or_default())
        }
        FactorCode::Recovery(code) => {
            let values = bind![cx.now, member, recovery_hash(cx, member, code)];
            (!cx.run(sql::USE_RECOVERY, values)?.is_empty(), 0)
        }
    };
    judged(cx, member, &row, matches)?;
    cx.run(sql::FACTOR_PROVED, bind![step, member])?;
    Ok(())
}

fn tries(row: &Row) -> Answer<FactorTries> {
    Ok(FactorTries { wrong_tries: row.count(2)?, locked_until: row.maybe_time(3)? })
}

fn judge_lock(cx: &Cx<'_>, row: &Row) -> Answer<()> {
    match judge_factor(tries(row)?, true, cx.now) {
        FactorVerdict::Refuse(refusal) => Err(refusal.into()),
        _ => Ok(()),
    }
}

/// Goes on when the try was right; counts it otherwise.
fn judged(cx: &Cx<'_>, member: MemberId, row: &Row, matches: bool) -> Answer<()> {
    match judge_factor(tries(row)?, matches, cx.now) {
        FactorVerdict::Proved => Ok(()),
        FactorVerdict::Refuse(refusal) => Err(refusal.into()),
        FactorVerdict::CountTry(tries, refusal) => {
            cx.keep_writes();
            cx.run(sql::FACTOR_TRY, bind![tries.wrong_tries, tries.locked_until, member])?;
            tell_history(cx, member, EventKind::WrongSecondCode)?;
            Err(refusal.into())
        }
    }
}

fn key_of(cx: &Cx<'_>, row: &Row, at: usize, member: MemberId) -> Answer<Option<FactorKey>> {
    let Some(sealed) = row.maybe_blob(at)? else { return Ok(None) };
    let text = seal::open(cx.secrets, &context(&member.to_string()), sealed);
    let key = text.and_then(|text| FactorKey::from_base32(&text));
    key.map(Some).ok_or_else(|| Stop::Fault("a sealed key does not open".to_owned()))
}

fn context(member: &str) -> [&str; 2] {
    ["factor", member]
}

fn recovery_hash(cx: &Cx<'_>, member: MemberId, code: &RecoveryCode) -> [u8; 32] {
    crypto::keyed(&cx.secrets.code_pepper, &["recovery", &member.to_string(), code.as_str()])
}

fn own_session(cx: &Cx<'_>) -> Answer<SessionId> {
    cx.session().ok_or_else(|| Stop::Fault("a member without a session".to_owned()))
}

fn tell_history(cx: &Cx<'_>, member: MemberId, kind: EventKind) -> Answer<()> {
    super::history::add(cx, member, kind)
}
