//! The second factor of an officer: `POST …/me/factor`, `…/confirmation`, `…/proof`, and
//! `POST …/officers/{officer}/factor-reset`; and `GET …/me/sign-ins`, the officer's sign-in history.
//!
//! Invariant: the second factor and its proof are the same as in a community (`sessions::Enrolment`). A region has no
//! notices: who reset a factor, and why, is shown on the officer's own page and in the officer's history.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::sessions::{Enrolment, OF_OFFICERS, sign_ins_of};
use domain::access::Subject;
use domain::contract::{Empty, Page, PageQuery, RequestError};
use domain::ids::{OfficerId, RegionCode};
use domain::members::AccessEnded;
use domain::sessions::{
    ConfirmFactorRequest, Done, FactorBegun, FactorConfirmed, ProveFactorRequest, Refusal, ResetFactorRequest,
    SignInEvent,
};

crate::handle!(BeginOfficerFactor, begin_officer_factor);
/// Makes a new key. It is valid only after its confirmation; until then an enrolled one stays.
pub fn begin_officer_factor(cx: &Cx<'_>, _: (RegionCode,), _: &(), _: &Empty) -> HandlerResult<FactorBegun> {
    cx.allow(&Subject::Region)?;
    let officer = cx.officer()?;
    let row = cx.first(sql::OFFICER, bind![officer])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    officer_enrolment(cx, officer).begin(&row.text(1)?)
}

crate::handle!(ConfirmOfficerFactor, confirm_officer_factor);
/// Enrols by the first code, and shows the recovery codes.
pub fn confirm_officer_factor(
    cx: &Cx<'_>,
    _: (RegionCode,),
    _: &(),
    body: &ConfirmFactorRequest,
) -> HandlerResult<FactorConfirmed> {
    cx.allow(&Subject::Region)?;
    officer_enrolment(cx, cx.officer()?).confirm(&body.code)
}

crate::handle!(ProveOfficerFactor, prove_officer_factor);
/// Proves the second factor in an open session.
pub fn prove_officer_factor(cx: &Cx<'_>, _: (RegionCode,), _: &(), body: &ProveFactorRequest) -> HandlerResult<Done> {
    cx.allow(&Subject::Region)?;
    officer_enrolment(cx, cx.officer()?).prove_in_session(&body.code)
}

crate::handle!(ResetOfficerFactor, reset_officer_factor);
/// Another head resets a lost factor: the officer enrols a new one. All the officer's sessions end.
pub fn reset_officer_factor(
    cx: &Cx<'_>,
    (_, officer): (RegionCode, OfficerId),
    _: &(),
    body: &ResetFactorRequest,
) -> HandlerResult<AccessEnded> {
    cx.allow(&Subject::Region)?;
    let by = cx.officer()?;
    if by == officer {
        return Err(Refusal::OwnCase.into());
    }
    if cx.first(sql::OFFICER, bind![officer])?.is_none() {
        return Err(RequestError::NotFound.into());
    }
    let sessions = officer_enrolment(cx, officer).take_back(0)?;
    cx.run(sql::ADD_RESET, bind![officer, by, body.reason.as_str(), cx.now])?;
    cx.journal(&officer.to_string(), &serde_json::json!({ "reason": body.reason, "sessions": sessions }))?;
    Ok(AccessEnded { seats: 0, sessions })
}

crate::handle!(ListOfficerSignIns, list_officer_sign_ins);
/// The officer's own sign-in history.
pub fn list_officer_sign_ins(
    cx: &Cx<'_>,
    _: (RegionCode,),
    query: &PageQuery,
    _: &Empty,
) -> HandlerResult<Page<SignInEvent>> {
    cx.allow(&Subject::Region)?;
    sign_ins_of(cx, &OF_OFFICERS, &cx.officer()?.to_string(), query)
}

/// An officer's second factor.
pub fn officer_enrolment<'c, 'a>(cx: &'c Cx<'a>, officer: OfficerId) -> Enrolment<'c, 'a> {
    Enrolment::new(cx, officer.to_string(), &OF_OFFICERS)
}
