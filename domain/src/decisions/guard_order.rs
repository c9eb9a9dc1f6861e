//! Which missing condition can be supplied now, and which one waits for another.

use super::{GuardId, StepGuard};
use crate::process::GuardState;
use crate::time::UtcMillis;

/// When a condition of a step can be supplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardTurn {
    /// It is met, or not asked for.
    Met,
    Now,
    /// After this condition; for the meeting itself, at its time.
    After(GuardId),
}

/// The condition without which this one cannot be met yet.
fn follows_after(id: GuardId) -> Option<GuardId> {
    use GuardId as G;
    Some(match id {
        G::Convened
        | G::Notice
        | G::Roll
        | G::Held
        | G::Proxies
        | G::RepresentativesShare
        | G::WomenShare
        | G::SupervisorInformed
        | G::DraftDelivered => G::Meeting,
        G::Quorum | G::Ballot | G::Minutes | G::Evidence => G::Held,
        G::Majority => G::Ballot,
        G::Meeting | G::Authorisation | G::NotReserved | G::LegalOpinion | G::TownshipOpinion | G::NoHold => {
            return None;
        }
    })
}

/// When `guard`, one of the conditions of a step, can be supplied.
pub fn guard_turn(guard: &StepGuard, all: &[StepGuard], now: UtcMillis) -> GuardTurn {
    if guard.state != GuardState::Missing {
        return GuardTurn::Met;
    }
    let is_missing = |id: &GuardId| all.iter().any(|other| other.id == *id && other.is_missing());
    match follows_after(guard.id).filter(is_missing) {
        Some(first) => GuardTurn::After(first),
        None if guard.id == GuardId::Held && guard.until.is_some_and(|starts_at| now < starts_at) => {
            GuardTurn::After(GuardId::Held)
        }
        None => GuardTurn::Now,
    }
}
