//! The second factor of a community's people: `POST …/me/factor`, `…/confirmation`, `…/proof`, and
//! `POST …/members/{member}/factor-reset`.
//!
//! Invariant: no answer with a secret is stored, so the first three have no command key.

use super::enrolment::Enrolment;
use super::{passkeys, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::notices;
use domain::access::Subject;
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, MemberId};
use domain::members::Ended;
use domain::notices::NoticeKind;
use domain::sessions::{
    ConfirmFactorWith, Done, FactorBegun, FactorCode, FactorConfirmed, ProveFactorWith, Refusal, ResetFactorOf,
};
use domain::time::day_text;

/// Makes a new key. It is valid only after its confirmation; until then an enrolled one stays.
pub fn begin_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> Answer<FactorBegun> {
    let member = cx.allow_self()?;
    let row = cx.first(sql::PHONE_OF, bind![member, ""])?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    of(cx, member).begin(&row.text(1)?)
}

/// Enrols by the first code, and shows the recovery codes.
pub fn confirm_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ConfirmFactorWith) -> Answer<FactorConfirmed> {
    let member = cx.allow_self()?;
    of(cx, member).confirm(&body.code)
}

/// Proves the second factor in an open session.
pub fn prove_factor(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &ProveFactorWith) -> Answer<Done> {
    let member = cx.allow_self()?;
    of(cx, member).prove_in_session(&body.code)
}

/// Another committee member resets a lost factor: the person enrols a new one. All the person's sessions end.
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
    let passkeys = passkeys::forget_passkeys(cx, member)?;
    let sessions = of(cx, member).take_back(passkeys)?;
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
    Ok(Ended { seats: 0, sessions })
}

/// Proves the factor of a member, or counts the wrong try. Reached only after a right phone code.
pub fn prove(cx: &Cx<'_>, member: MemberId, code: &FactorCode) -> Answer<()> {
    of(cx, member).prove(code)
}

fn of<'c, 'a>(cx: &'c Cx<'a>, member: MemberId) -> Enrolment<'c, 'a> {
    Enrolment::new(cx, member.to_string(), &sql::OF_MEMBERS)
}
