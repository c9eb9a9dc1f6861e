//! Which conditions can be supplied now.

use super::*;
use crate::access::Role;
use crate::process::{Ground, Guard, Measure, Origin, Unit};

fn guard(id: GuardId, is_met: bool) -> StepGuard {
    let rule = Origin {
        pack: String::new(),
        version: String::new(),
        ground: Ground::Default,
        source: String::new(),
        article: None,
        verified: true,
    };
    Guard::new(id, is_met, Measure { have: 0, need: 1, unit: Unit::Meetings }, Role::Committee, rule)
}

#[test]
fn a_condition_waits_for_the_one_before_it() {
    use GuardId as G;
    use GuardTurn as T;
    let now = UtcMillis(1_000);
    let (before, after) = (Some(UtcMillis(2_000)), Some(UtcMillis(500)));
    let cases: [(&[GuardId], Option<UtcMillis>, GuardId, GuardTurn); 13] = [
        (&[G::Meeting, G::Convened], None, G::Meeting, T::Now),
        (&[G::Meeting, G::Convened], None, G::Convened, T::After(G::Meeting)),
        (&[G::Convened], None, G::Convened, T::Now),
        (&[G::Meeting, G::Held, G::Quorum], None, G::Quorum, T::After(G::Held)),
        (&[G::Held, G::Minutes], before, G::Minutes, T::After(G::Held)),
        (&[G::Held], before, G::Held, T::After(G::Held)),
        (&[G::Held], Some(now), G::Held, T::Now),
        (&[G::Held], after, G::Held, T::Now),
        (&[G::Minutes], None, G::Minutes, T::Now),
        (&[G::Ballot, G::Majority], None, G::Majority, T::After(G::Ballot)),
        (&[G::Majority], None, G::Majority, T::Now),
        (&[G::Meeting, G::LegalOpinion], None, G::LegalOpinion, T::Now),
        (&[G::Meeting], None, G::Held, T::Met),
    ];
    for (missing, starts_at, asked, expect) in cases {
        let all: Vec<StepGuard> = GuardId::ALL
            .iter()
            .map(|id| guard(*id, !missing.contains(id)).until(starts_at.filter(|_| *id == G::Held)))
            .collect();
        let asked = all.iter().find(|guard| guard.id == asked).unwrap();
        assert_eq!(guard_turn(asked, &all, now), expect, "{missing:?}");
    }
}

/// However many are missing, something can be done, or the time of the meeting is awaited.
#[test]
fn the_first_of_all_can_be_supplied() {
    let all: Vec<StepGuard> = GuardId::ALL.iter().map(|id| guard(*id, false)).collect();
    for one in &all {
        if let GuardTurn::After(first) = guard_turn(one, &all, UtcMillis(0)) {
            assert!(all.iter().any(|guard| guard.id == first), "{:?}", one.id);
        }
    }
    assert_eq!(guard_turn(&all[0], &all, UtcMillis(0)), GuardTurn::Now);
}
