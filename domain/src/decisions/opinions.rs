//! Opinions (意见), holds (暂缓) and authorisations (授权): acts outside the meetings.
//!
//! Invariant: an opinion is given once, by the person or office that was asked; a hold is lifted once; an authorisation
//! names its items and days and never changes.

use super::{
    AnswerWay, AuthorisationFacts, Case, CaseItem, CaseStatus, CaseStep, CheckEnd, CheckKind, Figure, OpinionOf,
    Refusal, RuleName, Rules, StepPlan, TownshipCheck,
};
use crate::access::Role;
use crate::limits;
use crate::matters::{CatalogueItem, Flag};
use crate::process::{NoAnswer, Question, Term};
use crate::time::UtcMillis;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Whether an opinion may be asked for now. A waiting opinion is not asked for again; the township is asked where the
/// way includes its check, or to file a resolution; the adviser where the item requires it.
pub fn ask_opinion(
    case: &Case,
    item: &CaseItem,
    of: OpinionOf,
    asking: OpinionContext<'_>,
) -> Result<OpinionPlan, Refusal> {
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
    // Before that step the draft may still change.
    if kind == Some(CheckKind::Check) && case.step != CaseStep::TownshipCheck {
        return Err(Refusal::NotAtThisStep);
    }
    let days = asking.rules.number(RuleName::case(figure)).unwrap_or(0);
    Ok(OpinionPlan { kind, due_at: Term::WorkingDays(days).due(asking.now) })
}

/// What the street or township is asked for now: a resolution that must be filed is filed (RC25 art. 31; VC25 art. 31);
/// everything else is checked.
pub fn check_kind(case: &Case, item: &CaseItem) -> CheckKind {
    let is_resolved = case.status == CaseStatus::Resolved;
    if is_resolved && item.needs_filing.is_yes() { CheckKind::Filing } else { CheckKind::Check }
}

/// An opinion to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpinionPlan {
    /// What the street or township is asked for; `None` for the adviser.
    pub kind: Option<CheckKind>,
    pub due_at: UtcMillis,
}

/// The facts that decide whether an opinion may be asked for, and when it is due.
#[derive(Debug, Clone, Copy)]
pub struct OpinionContext<'a> {
    /// An opinion of this kind was asked for and has not been given.
    pub one_waits: bool,
    /// The street or township has filed the resolution without an objection.
    pub is_filed: bool,
    pub rules: &'a Rules,
    pub now: UtcMillis,
}

/// Whether a person with these roles may enter it: advisers enter their own, the committee the township's from its
/// paper.
pub fn give_opinion(of: OpinionOf, is_given: bool, roles: &[Role]) -> Result<(), Refusal> {
    let by = match of {
        OpinionOf::Adviser => Role::Adviser,
        OpinionOf::Township => Role::Committee,
    };
    if !roles.contains(&by) {
        return Err(Refusal::OpinionOfAnother);
    }
    Question::asked(is_given).may_answer().map_err(|_: NoAnswer| Refusal::OpinionGivenAlready)
}

/// A case takes opinions while it is open; a resolved case can still be filed.
pub fn takes_opinion(kind: Option<CheckKind>, status: CaseStatus) -> Result<(), Refusal> {
    match (kind, status) {
        (_, CaseStatus::Open) | (Some(CheckKind::Filing), CaseStatus::Resolved) => Ok(()),
        _ => Err(Refusal::CaseEnded),
    }
}

/// What happens to an answer from the office of the street or township: `None` if it counts, or else why it does not.
/// The first answer counts, however it arrived; the same answer may arrive twice.
pub fn take_answer(kind: CheckKind, given: Option<AnswerWay>, status: CaseStatus) -> Option<CheckEnd> {
    match given {
        Some(AnswerWay::Office) => None,
        Some(AnswerWay::Paper) => Some(CheckEnd::ByPaper),
        None => takes_opinion(Some(kind), status).err().map(|_| CheckEnd::CaseEnded),
    }
}

/// Whether the assembly may leave this to the representatives (RC25 art. 30; VC25 art. 28; ZJ-VC art. 16): named items
/// of the catalogue, none that is reserved to the assembly (VC25 art. 31), a first and a last day, and not longer
/// than a term of office.
pub fn may_authorise(
    given: &AuthorisationFacts,
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
    // The last day of a term is the day before its anniversary; a term from 29 February ends with that month.
    let anniversary = given.from.with_year(given.from.year() + years);
    let end = anniversary.or_else(|| NaiveDate::from_ymd_opt(given.from.year() + years, 3, 1));
    if end.is_none_or(|end| given.until >= end) {
        return Err(Refusal::AuthorisedTooLong { years_max });
    }
    Ok(())
}

/// Whether the draft can be delivered to the members now: only before they meet about it.
pub fn deliver_draft(case: &Case, starts_at: Option<UtcMillis>, now: UtcMillis) -> Result<StepPlan, Refusal> {
    let plan = case.must_be_at(CaseStep::PartyReview)?;
    let starts_at = starts_at.ok_or(Refusal::NoMeeting)?;
    if now < starts_at { Ok(plan) } else { Err(Refusal::MeetingBegun) }
}
