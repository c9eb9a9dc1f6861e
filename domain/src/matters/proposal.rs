//! Proposing, co-signing and the pre-review (动议、附议、议事预审).
//!
//! Invariant: nobody reviews their own proposal, and a returned proposal may be edited and submitted again.

use super::{Item, Matter, Refusal, Rules, ShownAs, Stage, VerdictKind, Viewer};
use crate::process::{NoAnswer, Question, Term};
use crate::time::UtcMillis;

/// The facts that decide whether a proposal is accepted.
#[derive(Debug, Clone, Copy)]
pub struct ProposalFacts<'a> {
    /// The item of the catalogue; `None` for an unknown code.
    pub item: Option<Item<'a>>,
    pub shown: ShownAs,
    /// This person's proposals that are still open.
    pub open: u32,
    /// Proposed since midnight.
    pub today: u32,
}

/// A decision of the pre-review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreReviewDecision {
    pub kind: VerdictKind,
    pub has_destination: bool,
    /// Days of the discussion of an accepted matter; `None`: the number of the pack.
    pub days: Option<u32>,
}

/// The first stage of a proposal, and the number of co-signers that it needs.
pub fn may_propose(asked: &ProposalFacts<'_>, rules: &Rules) -> Result<(Stage, u32), Refusal> {
    let item = asked.item.ok_or(Refusal::UnknownItem)?;
    if item.named_only && asked.shown == ShownAs::Anonymous {
        return Err(Refusal::NameNeeded);
    }
    if asked.today >= rules.proposals_per_day {
        return Err(Refusal::TooManyToday { count_max: rules.proposals_per_day });
    }
    if asked.open >= rules.open_proposals_max {
        return Err(Refusal::TooManyOpen { count_max: rules.open_proposals_max });
    }
    Ok((if item.cosigners == 0 { Stage::PreReview } else { Stage::Collecting }, item.cosigners))
}

/// The stage after one more co-signer.
pub fn may_cosign(matter: &Matter, viewer: &Viewer) -> Result<Stage, Refusal> {
    if matter.stored != Stage::Collecting {
        return Err(Refusal::NotCollecting);
    }
    if viewer.member == Some(matter.proposer) {
        return Err(Refusal::OwnCase);
    }
    if viewer.has_cosigned {
        return Err(Refusal::AlreadyCosigned);
    }
    Ok(if matter.cosigned + 1 >= matter.cosigners { Stage::PreReview } else { Stage::Collecting })
}

/// Whether the viewer may take a co-signature back: as long as signatures are collected.
pub fn take_back_cosignature(matter: &Matter, viewer: &Viewer) -> Result<(), Refusal> {
    if matter.stored != Stage::Collecting {
        return Err(Refusal::NotCollecting);
    }
    if viewer.has_cosigned { Ok(()) } else { Err(Refusal::NotCosigned) }
}

/// The stage of a matter after its pre-review.
pub fn pre_review(
    matter: &Matter,
    viewer: &Viewer,
    verdict: &PreReviewDecision,
    rules: &Rules,
) -> Result<Stage, Refusal> {
    may_pre_review(matter, viewer)?;
    match verdict.kind {
        VerdictKind::Return => Ok(Stage::Returned),
        VerdictKind::Route if !verdict.has_destination => Err(Refusal::DestinationMissing),
        VerdictKind::Route => Ok(Stage::Routed),
        VerdictKind::Accept => {
            let (days_min, days_max) = (rules.discussion_days_min, rules.discussion_days_max);
            let days = verdict.days.unwrap_or(rules.discussion_days);
            let fits = (days_min..=days_max).contains(&days);
            if fits { Ok(Stage::Discussing) } else { Err(Refusal::DaysOutOfBounds { days_min, days_max }) }
        }
    }
}

/// Whether the viewer, who holds an office, may decide the pre-review of this matter.
pub fn may_pre_review(matter: &Matter, viewer: &Viewer) -> Result<(), Refusal> {
    let review =
        Question { is_own: matter.is_own(viewer), is_asked: matter.stored == Stage::PreReview, is_answered: false };
    review.may_answer().map_err(|refused| match refused {
        NoAnswer::OwnCase => Refusal::OwnCase,
        NoAnswer::NotAsked | NoAnswer::AlreadyAnswered => Refusal::NotInPreReview,
    })
}

/// The deadline for the pre-review of a proposal submitted at this moment.
pub fn answer_due(handed_in_at: UtcMillis, rules: &Rules) -> UtcMillis {
    Term::WorkingDays(rules.pre_review_working_days).due(handed_in_at)
}

/// Until when a discussion that begins now is open: whole days, to the end of the last day.
pub fn discussion_until(now: UtcMillis, days: Option<u32>, rules: &Rules) -> UtcMillis {
    Term::Days(days.unwrap_or(rules.discussion_days)).due(now)
}

/// Whether the proposer may submit an edited text.
pub fn may_revise_matter(matter: &Matter) -> Result<(), Refusal> {
    if matter.stored == Stage::Returned { Ok(()) } else { Err(Refusal::NotReturned) }
}

/// Whether the proposer may withdraw it: as long as nobody has discussed it.
pub fn take_back_matter(matter: &Matter) -> Result<(), Refusal> {
    match matter.stored {
        Stage::Collecting | Stage::PreReview | Stage::Returned => Ok(()),
        Stage::Withdrawn => Err(Refusal::AlreadyWithdrawn),
        Stage::Routed | Stage::Done => Err(Refusal::AlreadyClosed),
        Stage::Discussing | Stage::Discussed | Stage::Deciding => Err(Refusal::UnderDiscussion),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Office;
    use super::super::stage::tests::{NOW, matter, person, viewer};
    use super::*;
    use crate::time::end_of;

    #[test]
    fn who_may_propose() {
        let rules = Rules::current();
        let alone = Item { cosigners: 0, named_only: false, code: "pets" };
        let asked = ProposalFacts { item: Some(alone), shown: ShownAs::Anonymous, open: 0, today: 0 };
        let five = Item { cosigners: 5, ..alone };
        let named = Item { named_only: true, ..alone };
        for (name, asked, expect) in [
            ("alone", asked, Ok((Stage::PreReview, 0))),
            ("with co-signers", ProposalFacts { item: Some(five), ..asked }, Ok((Stage::Collecting, 5))),
            ("no such item", ProposalFacts { item: None, ..asked }, Err(Refusal::UnknownItem)),
            ("without a name", ProposalFacts { item: Some(named), ..asked }, Err(Refusal::NameNeeded)),
            ("with it", ProposalFacts { item: Some(named), shown: ShownAs::Named, ..asked }, Ok((Stage::PreReview, 0))),
            ("the last of the day", ProposalFacts { today: 1, ..asked }, Ok((Stage::PreReview, 0))),
            ("proposals_per_day", ProposalFacts { today: 2, ..asked }, Err(Refusal::TooManyToday { count_max: 2 })),
            ("open_proposals_max", ProposalFacts { open: 3, ..asked }, Err(Refusal::TooManyOpen { count_max: 3 })),
        ] {
            assert_eq!(may_propose(&asked, rules), expect, "{name}");
        }
    }

    #[test]
    fn co_signers_until_there_are_enough() {
        let open = matter(Stage::Collecting);
        let last = Matter { cosigned: 1, ..open };
        for (name, matter, viewer, expect) in [
            ("the first of two", open, viewer(2), Ok(Stage::Collecting)),
            ("the second", last, viewer(2), Ok(Stage::PreReview)),
            ("the proposer", open, viewer(1), Err(Refusal::OwnCase)),
            ("twice", open, Viewer { has_cosigned: true, ..viewer(2) }, Err(Refusal::AlreadyCosigned)),
            ("too late", matter(Stage::PreReview), viewer(2), Err(Refusal::NotCollecting)),
        ] {
            assert_eq!(may_cosign(&matter, &viewer), expect, "{name}");
        }
        let signed = Viewer { has_cosigned: true, ..viewer(2) };
        for (name, matter, viewer, expect) in [
            ("a co-signer", last, signed, Ok(())),
            ("somebody else", last, viewer(3), Err(Refusal::NotCosigned)),
            ("handed in", matter(Stage::PreReview), signed, Err(Refusal::NotCollecting)),
        ] {
            assert_eq!(take_back_cosignature(&matter, &viewer), expect, "{name} takes it back");
        }
    }

    #[test]
    fn a_pre_review_and_its_term() {
        let rules = Rules::current();
        let clerk = Viewer { office: Some(Office::Committee), ..viewer(3) };
        let at_home = Viewer { household: viewer(1).household, ..clerk };
        let verdict = |kind| PreReviewDecision { kind, has_destination: true, days: None };
        let (accept, back) = (verdict(VerdictKind::Accept), verdict(VerdictKind::Return));
        let bounds = Err(Refusal::DaysOutOfBounds { days_min: 7, days_max: 60 });
        let waits = matter(Stage::PreReview);
        for (name, matter, viewer, verdict, expect) in [
            ("accepted", waits, clerk, accept, Ok(Stage::Discussing)),
            (
                "for as short as may be",
                waits,
                clerk,
                PreReviewDecision { days: Some(7), ..accept },
                Ok(Stage::Discussing),
            ),
            ("shorter", waits, clerk, PreReviewDecision { days: Some(6), ..accept }, bounds.clone()),
            ("longer", waits, clerk, PreReviewDecision { days: Some(61), ..accept }, bounds),
            ("returned", waits, clerk, back, Ok(Stage::Returned)),
            ("routed", waits, clerk, verdict(VerdictKind::Route), Ok(Stage::Routed)),
            (
                "routed nowhere",
                waits,
                clerk,
                PreReviewDecision { has_destination: false, ..verdict(VerdictKind::Route) },
                Err(Refusal::DestinationMissing),
            ),
            ("their own", Matter { proposer: person(3), ..waits }, clerk, accept, Err(Refusal::OwnCase)),
            ("of their own household", waits, at_home, back, Err(Refusal::OwnCase)),
            ("twice", matter(Stage::Returned), clerk, accept, Err(Refusal::NotInPreReview)),
        ] {
            assert_eq!(pre_review(&matter, &viewer, &verdict, rules), expect, "{name}");
        }
        // From a Friday: five working days are the next Friday.
        assert_eq!(answer_due(NOW, rules), end_of("2026-11-27".parse().unwrap()));
        assert_eq!(discussion_until(NOW, Some(7), rules), end_of("2026-11-27".parse().unwrap()));
        assert_eq!(discussion_until(NOW, None, rules), end_of("2026-11-30".parse().unwrap()));
    }

    #[test]
    fn taking_back_and_handing_in_again() {
        for stage in Stage::ALL {
            let (again, back) = (may_revise_matter(&matter(*stage)).is_ok(), take_back_matter(&matter(*stage)).is_ok());
            let expect = match stage {
                Stage::Returned => (true, true),
                Stage::Collecting | Stage::PreReview => (false, true),
                _ => (false, false),
            };
            assert_eq!((again, back), expect, "{stage}");
        }
    }
}
