//! Opinions (意见), holds (暂缓) and authorisations (授权): what others than the meetings have to say.
//!
//! Invariant: an opinion is given once, by whoever was asked; a hold is lifted once; an authorisation names its items and
//! its days and is never changed.

use super::{
    AnswerWay, Authorised, Case, CaseItem, CaseStatus, CaseStep, CheckEnd, CheckKind, Figure, OpinionOf, Refusal,
    RuleName, Rules, StepPlan, TownshipCheck,
};
use crate::access::Role;
use crate::calendar::add_working_days;
use crate::limits;
use crate::matters::{CatalogueItem, Flag};
use crate::time::{UtcMillis, end_of};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// An opinion that is asked for now. One that waits is not asked for twice; the township is asked where the way has its
/// check, or to file a resolution; the adviser where the item needs it.
pub fn ask_opinion(case: &Case, item: &CaseItem, of: OpinionOf, asking: Asking<'_>) -> Result<OpinionPlan, Refusal> {
    let kind = match of {
        OpinionOf::Adviser => None,
        OpinionOf::Township => Some(check_kind(case, item)),
    };
    takes_opinion(kind, case.status)?;
    let (is_needed, figure) = match kind {
        None => (item.needs_legal_opinion.is_yes(), Figure::LegalOpinionDays),
        Some(CheckKind::Check) => (case.way.township == TownshipCheck::BeforeResolution, Figure::TownshipDays),
        Some(CheckKind::Filing) => (true, Figure::TownshipDays),
    };
    if !is_needed {
        return Err(Refusal::OpinionNotNeeded);
    }
    if asking.one_waits {
        return Err(Refusal::OpinionAskedAlready);
    }
    if kind == Some(CheckKind::Filing) && asking.is_filed {
        return Err(Refusal::OpinionGivenAlready);
    }
    // Before that the draft may still change.
    if kind == Some(CheckKind::Check) && case.step != CaseStep::TownshipCheck {
        return Err(Refusal::NotAtThisStep);
    }
    let days = asking.rules.number(RuleName::case(figure)).unwrap_or(0);
    Ok(OpinionPlan { kind, due_at: end_of(add_working_days(asking.now.day(), days)) })
}

/// What the street or township is asked for now: what was resolved and has to be filed is filed (VC18 art. 27; RC18 art.
/// 15), everything else is checked.
pub fn check_kind(case: &Case, item: &CaseItem) -> CheckKind {
    let is_resolved = case.status == CaseStatus::Resolved;
    if is_resolved && item.needs_filing.is_yes() { CheckKind::Filing } else { CheckKind::Check }
}

/// An opinion as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpinionPlan {
    /// What the street or township is asked for; nothing of the adviser.
    pub kind: Option<CheckKind>,
    pub due_at: UtcMillis,
}

/// What decides whether an opinion may be asked for, and when it is due.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// One of this kind was asked for and is not given.
    pub one_waits: bool,
    /// The street or township has filed the resolution, and did not object.
    pub is_filed: bool,
    pub rules: &'a Rules,
    pub now: UtcMillis,
}

/// Whether somebody with these roles may enter it: the adviser the own one, the committee the township's from its paper.
pub fn give_opinion(of: OpinionOf, is_given: bool, roles: &[Role]) -> Result<(), Refusal> {
    let by = match of {
        OpinionOf::Adviser => Role::Adviser,
        OpinionOf::Township => Role::Committee,
    };
    if !roles.contains(&by) {
        return Err(Refusal::OpinionOfAnother);
    }
    if is_given { Err(Refusal::OpinionGivenAlready) } else { Ok(()) }
}

/// A case takes opinions while it is open; what was resolved may still be filed.
pub fn takes_opinion(kind: Option<CheckKind>, status: CaseStatus) -> Result<(), Refusal> {
    match (kind, status) {
        (_, CaseStatus::Open) | (Some(CheckKind::Filing), CaseStatus::Resolved) => Ok(()),
        _ => Err(Refusal::CaseEnded),
    }
}

/// What becomes of an answer that comes from the street's or township's office: nothing if it counts, or why it does
/// not. The first answer counts, on whichever way it came; the same one may come twice.
pub fn take_answer(kind: CheckKind, given: Option<AnswerWay>, status: CaseStatus) -> Option<CheckEnd> {
    match given {
        Some(AnswerWay::Office) => None,
        Some(AnswerWay::Paper) => Some(CheckEnd::ByPaper),
        None => takes_opinion(Some(kind), status).err().map(|_| CheckEnd::CaseEnded),
    }
}

/// Whether the assembly can have left this to the representatives (VC18 art. 25; ZJ-VC art. 16): named items of the
/// catalogue, none that the law leaves to the assembly alone (VC18 art. 27; RC18 art. 15), a first and a last day, and no
/// longer than everybody's term.
pub fn authorise(
    given: &Authorised,
    catalogue: &[CatalogueItem],
    today: NaiveDate,
    rules: &Rules,
) -> Result<(), Refusal> {
    let codes: BTreeSet<&str> = given.codes.iter().map(super::CatalogueCode::as_str).collect();
    if codes.is_empty() || codes.len() != given.codes.len() || codes.len() > limits::AUTHORISED_CODES_MAX {
        return Err(Refusal::ItemsWrong { count_max: limits::AUTHORISED_CODES_MAX });
    }
    for code in codes {
        let Some(item) = catalogue.iter().find(|item| item.code == code) else {
            return Err(Refusal::UnknownItem { code: code.to_owned() });
        };
        if item.flags.contains(&Flag::ReservedToAssembly) {
            return Err(Refusal::ReservedToAssembly);
        }
    }
    if given.until < given.from || given.until < today {
        return Err(Refusal::DaysReversed);
    }
    let years_max = rules.number(RuleName::case(Figure::AuthorisationYearsMax)).unwrap_or(0);
    let years = i32::try_from(years_max).unwrap_or(0);
    // The last day of a term is the day before its anniversary; a term from 29 February ends with the month.
    let anniversary = given.from.with_year(given.from.year() + years);
    let end = anniversary.or_else(|| NaiveDate::from_ymd_opt(given.from.year() + years, 3, 1));
    if end.is_none_or(|end| given.until >= end) {
        return Err(Refusal::AuthorisedTooLong { years_max });
    }
    Ok(())
}

/// Whether the draft can be handed to the members now: before they meet about it.
pub fn deliver_draft(case: &Case, starts_at: Option<UtcMillis>, now: UtcMillis) -> Result<StepPlan, Refusal> {
    let plan = case.must_be_at(CaseStep::PartyReview)?;
    let starts_at = starts_at.ok_or(Refusal::NoMeeting)?;
    if now < starts_at { Ok(plan) } else { Err(Refusal::MeetingBegun) }
}
