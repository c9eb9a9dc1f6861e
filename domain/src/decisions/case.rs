//! What a case is, and how its state changes (状态机).
//!
//! Invariant: a case moves forward step by step, by certificates whose outcome is passed, and ends once. A case that
//! has ended takes no command; revoking a resolution is a separate case that names it.

use super::{CaseProcedure, CaseStep, Certificate, Refusal, StepPlan, VoteOutcome};
use crate::words;

words! {
    pub enum CaseStatus: "decisions.status" {
        /// 办理中
        Open = "open",
        /// 已决议: waits for its disclosure.
        Resolved = "resolved",
        /// 退回: sent back to the person who raised the matter.
        Returned = "returned",
        /// 否决: a meeting did not adopt it, or it may not be decided this way.
        Rejected = "rejected",
        /// 中止: overtaken by events.
        Lapsed = "lapsed",
        /// 撤销: a later resolution revoked it. Never stored: it follows from the later resolution.
        Revoked = "revoked",
    }
}

words! {
    /// What became of a decision, as lists say it.
    pub enum DecisionState: "decided" {
        /// 正在决定
        Deciding = "deciding",
        /// 已通过，待公示
        Passed = "passed",
        /// 已公开
        Disclosed = "disclosed",
        /// 未通过
        NotPassed = "not-passed",
        Returned = "returned",
        Lapsed = "lapsed",
        Revoked = "revoked",
    }
}

/// The status that everybody reads: a resolution that a later one revokes is stored as resolved.
pub fn shown_status(stored: CaseStatus, is_revoked: bool) -> CaseStatus {
    if is_revoked { CaseStatus::Revoked } else { stored }
}

/// What became of a case with this status, at this step.
pub fn decision_state(status: CaseStatus, step: CaseStep) -> DecisionState {
    match (status, step) {
        (CaseStatus::Open, _) => DecisionState::Deciding,
        (CaseStatus::Resolved, CaseStep::ResolutionDisclosure | CaseStep::Execution | CaseStep::ResultDisclosure) => {
            DecisionState::Disclosed
        }
        (CaseStatus::Resolved, _) => DecisionState::Passed,
        (CaseStatus::Rejected, _) => DecisionState::NotPassed,
        (CaseStatus::Returned, _) => DecisionState::Returned,
        (CaseStatus::Lapsed, _) => DecisionState::Lapsed,
        (CaseStatus::Revoked, _) => DecisionState::Revoked,
    }
}

words! {
    /// How a case ends without a resolution.
    pub enum Exit: "decisions.exit" {
        Returned = "returned",
        Rejected = "rejected",
        Lapsed = "lapsed",
    }
}

impl Exit {
    pub fn status(self) -> CaseStatus {
        match self {
            Self::Returned => CaseStatus::Returned,
            Self::Rejected => CaseStatus::Rejected,
            Self::Lapsed => CaseStatus::Lapsed,
        }
    }
}

/// A case, as far as its progress goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    pub way: CaseProcedure,
    pub status: CaseStatus,
    /// The present step; the last one when the case has ended.
    pub step: CaseStep,
}

impl Case {
    /// A new case, at the first step of its way.
    pub fn open(way: CaseProcedure) -> Self {
        let first = way.steps().first().map_or(CaseStep::Proposal, |plan| plan.step);
        Self { way, status: CaseStatus::Open, step: first }
    }

    /// The plan of the present step.
    pub fn plan(&self) -> Result<StepPlan, Refusal> {
        self.must_be_open()?;
        self.way.steps().into_iter().find(|plan| plan.step == self.step).ok_or(Refusal::NotAtThisStep)
    }

    /// Refuses a command for any step other than the present one.
    pub fn must_be_at(&self, step: CaseStep) -> Result<StepPlan, Refusal> {
        let plan = self.plan()?;
        if plan.step == step { Ok(plan) } else { Err(Refusal::NotAtThisStep) }
    }

    pub fn must_be_open(&self) -> Result<(), Refusal> {
        if self.status == CaseStatus::Open { Ok(()) } else { Err(Refusal::CaseEnded) }
    }

    /// The case after its present step closed with this certificate.
    pub fn after(self, certificate: &Certificate) -> Result<Self, Refusal> {
        self.must_be_at(certificate.step)?;
        if certificate.outcome == VoteOutcome::NotPassed {
            return Ok(Self { status: CaseStatus::Rejected, ..self });
        }
        let steps = self.way.steps();
        let next = steps.iter().skip_while(|plan| plan.step != self.step).nth(1);
        Ok(match next {
            Some(plan) => Self { step: plan.step, ..self },
            None => Self { status: CaseStatus::Resolved, ..self },
        })
    }

    /// The case after it ended without a resolution. A case that a meeting did not adopt can only be rejected:
    /// `decided` is the result of the present step's ballot.
    pub fn leave(self, exit: Exit, decided: Option<VoteOutcome>) -> Result<Self, Refusal> {
        self.must_be_open()?;
        match decided {
            Some(outcome @ VoteOutcome::NotPassed) if exit != Exit::Rejected => Err(Refusal::StepDecided { outcome }),
            _ => Ok(Self { status: exit.status(), ..self }),
        }
    }
}
