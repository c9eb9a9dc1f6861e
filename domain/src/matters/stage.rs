//! The stages of a matter, and who may do what in each.
//!
//! Invariant: `discussing` becomes `discussed` at its deadline, whatever is stored; [`acts`] offers only acts that
//! their rules accept.

use super::{MatterAct, Office, Refusal, Stage, attachments, proposal};
use crate::ids::{HouseholdId, MemberId};
use crate::limits;
use crate::time::UtcMillis;

/// A matter, as the rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter {
    pub proposer: MemberId,
    pub household: HouseholdId,
    /// As it is stored.
    pub stored: Stage,
    pub cosigned: u32,
    pub cosigners: u32,
    /// Until when its discussion is open; set when it is accepted.
    pub until: Option<UtcMillis>,
    pub versions: u32,
    pub is_summarised: bool,
}

/// The person who looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Viewer {
    pub member: Option<MemberId>,
    pub household: Option<HouseholdId>,
    /// The caller's office, the one that decides first.
    pub office: Option<Office>,
    pub is_supervisor: bool,
    pub has_cosigned: bool,
}

/// A discussion has ended when its deadline has passed, whatever is stored.
pub fn stage_at(stored: Stage, until: Option<UtcMillis>, now: UtcMillis) -> Stage {
    match (stored, until) {
        (Stage::Discussing, Some(until)) if until <= now => Stage::Discussed,
        (stored, _) => stored,
    }
}

impl Matter {
    /// The stage at this moment.
    pub fn stage(&self, now: UtcMillis) -> Stage {
        stage_at(self.stored, self.until, now)
    }

    /// Whether the proposal is the viewer's own or of the viewer's household.
    pub fn is_own(&self, viewer: &Viewer) -> bool {
        viewer.member == Some(self.proposer) || viewer.household == Some(self.household)
    }
}

/// Whether this viewer may read a matter: one that was never accepted is for residents; one that was returned or
/// withdrawn is for its proposer and those who handle it.
pub fn may_see(stage: Stage, viewer: &Viewer, is_proposer: bool) -> bool {
    let deals = viewer.office.is_some() || viewer.is_supervisor;
    match stage {
        Stage::Discussing | Stage::Discussed | Stage::Deciding | Stage::Done | Stage::Routed => true,
        Stage::Collecting | Stage::PreReview => viewer.member.is_some(),
        Stage::Returned | Stage::Withdrawn => is_proposer || deals,
    }
}

/// Whether the public may read a matter at this stage.
pub fn is_public(stage: Stage) -> bool {
    may_see(stage, &Viewer::default(), false)
}

/// Whether the committee may write a further version of the text.
pub fn may_add_version(matter: &Matter, is_same_text: bool, now: UtcMillis) -> Result<(), Refusal> {
    if !matches!(matter.stage(now), Stage::Discussing | Stage::Discussed) {
        return Err(Refusal::NotDiscussing);
    }
    if matter.versions >= limits::MATTER_VERSIONS_MAX {
        return Err(Refusal::TooManyVersions { count_max: limits::MATTER_VERSIONS_MAX });
    }
    if is_same_text { Err(Refusal::SameText) } else { Ok(()) }
}

/// Whether the discussion may be summarised: once, and only after it has ended.
pub fn may_summarise(matter: &Matter, now: UtcMillis) -> Result<(), Refusal> {
    match matter.stage(now) {
        Stage::Discussing => Err(Refusal::StillDiscussing { until: matter.until.unwrap_or(now) }),
        Stage::Discussed if matter.is_summarised => Err(Refusal::AlreadySummarised),
        Stage::Discussed => Ok(()),
        Stage::Deciding | Stage::Done => Err(Refusal::AlreadyClosed),
        _ => Err(Refusal::NotDiscussing),
    }
}

/// Whether the committee may answer the matter, which closes it.
pub fn may_answer_matter(matter: &Matter, now: UtcMillis) -> Result<(), Refusal> {
    match matter.stage(now) {
        Stage::Discussing => Err(Refusal::StillDiscussing { until: matter.until.unwrap_or(now) }),
        Stage::Discussed | Stage::Deciding if !matter.is_summarised => Err(Refusal::SummaryMissing),
        Stage::Discussed | Stage::Deciding => Ok(()),
        Stage::Done => Err(Refusal::AlreadyClosed),
        _ => Err(Refusal::NotDiscussing),
    }
}

/// What this viewer may do with it now.
pub fn offered_acts(matter: &Matter, viewer: &Viewer, now: UtcMillis) -> Vec<MatterAct> {
    let Some(member) = viewer.member else { return vec![] };
    let is_proposer = member == matter.proposer;
    let is_committee = viewer.office == Some(Office::Committee);
    let offered = |act: &MatterAct| match act {
        MatterAct::Cosign => proposal::may_cosign(matter, viewer).is_ok(),
        MatterAct::WithdrawCosignature => proposal::take_back_cosignature(matter, viewer).is_ok(),
        MatterAct::Revise => is_proposer && proposal::may_revise_matter(matter).is_ok(),
        MatterAct::Withdraw => is_proposer && proposal::take_back_matter(matter).is_ok(),
        MatterAct::PreReview => viewer.office.is_some() && proposal::may_pre_review(matter, viewer).is_ok(),
        MatterAct::Enclose => (is_proposer || is_committee) && attachments::enclose_in_matter(matter, now).is_ok(),
        MatterAct::Post => matter.stage(now) == Stage::Discussing,
        MatterAct::AddVersion => is_committee && may_add_version(matter, false, now).is_ok(),
        MatterAct::Summarise => is_committee && may_summarise(matter, now).is_ok(),
        MatterAct::Answer => is_committee && may_answer_matter(matter, now).is_ok(),
    };
    MatterAct::ALL.iter().copied().filter(offered).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::time::DAY;

    pub const NOW: UtcMillis = UtcMillis(1_795_136_400_000);

    pub fn person(number: u128) -> MemberId {
        MemberId::from_parts(NOW, number)
    }

    pub fn matter(stored: Stage) -> Matter {
        Matter {
            proposer: person(1),
            household: HouseholdId::from_parts(NOW, 1),
            stored,
            cosigned: 0,
            cosigners: 2,
            until: Some(NOW.plus(DAY)),
            versions: 1,
            is_summarised: false,
        }
    }

    pub fn viewer(number: u128) -> Viewer {
        let household = Some(HouseholdId::from_parts(NOW, number));
        Viewer { member: Some(person(number)), household, ..Viewer::default() }
    }

    #[test]
    fn a_discussion_ends_by_its_moment() {
        let open = matter(Stage::Discussing);
        let until = NOW.plus(DAY);
        for (name, at, stage, summed_up) in [
            ("the last moment", until.plus(-1), Stage::Discussing, Err(Refusal::StillDiscussing { until })),
            ("the moment", until, Stage::Discussed, Ok(())),
        ] {
            assert_eq!((open.stage(at), may_summarise(&open, at)), (stage, summed_up), "{name}");
        }
        let summed = Matter { is_summarised: true, ..open };
        assert_eq!(may_summarise(&summed, until), Err(Refusal::AlreadySummarised));
        assert_eq!(may_answer_matter(&open, until), Err(Refusal::SummaryMissing));
        assert_eq!(may_answer_matter(&summed, until), Ok(()));
        assert_eq!(may_answer_matter(&summed, NOW), Err(Refusal::StillDiscussing { until }), "nobody closes early");
        assert_eq!(may_answer_matter(&Matter { stored: Stage::Done, ..summed }, until), Err(Refusal::AlreadyClosed));
        assert_eq!(may_add_version(&open, true, NOW), Err(Refusal::SameText));
        assert_eq!(may_add_version(&matter(Stage::PreReview), false, NOW), Err(Refusal::NotDiscussing));
        let full = Matter { versions: limits::MATTER_VERSIONS_MAX, ..open };
        assert!(matches!(may_add_version(&full, false, NOW), Err(Refusal::TooManyVersions { .. })));
    }

    #[test]
    fn who_reads_what() {
        let (guest, neighbour) = (Viewer::default(), viewer(2));
        let clerk = Viewer { office: Some(Office::Committee), ..viewer(3) };
        for stage in Stage::ALL {
            let seen = [(&guest, false), (&neighbour, false), (&neighbour, true), (&clerk, false)]
                .map(|(viewer, own)| may_see(*stage, viewer, own));
            let expect = match stage {
                Stage::Returned | Stage::Withdrawn => [false, false, true, true],
                Stage::Collecting | Stage::PreReview => [false, true, true, true],
                _ => [true; 4],
            };
            assert_eq!(seen, expect, "{stage}");
        }
    }

    #[test]
    fn what_is_offered_by_stage() {
        use MatterAct as A;
        let clerk = Viewer { office: Some(Office::Committee), ..viewer(3) };
        let secretary = Viewer { office: Some(Office::PartyCommittee), ..viewer(4) };
        let ended = Matter { until: Some(NOW), ..matter(Stage::Discussing) };
        let summed = Matter { is_summarised: true, ..ended };
        for (name, matter, viewer, expect) in [
            ("a neighbour may co-sign", matter(Stage::Collecting), viewer(2), vec![A::Cosign]),
            (
                "once, and may take it back",
                matter(Stage::Collecting),
                Viewer { has_cosigned: true, ..viewer(2) },
                vec![A::WithdrawCosignature],
            ),
            ("the proposer may withdraw", matter(Stage::PreReview), viewer(1), vec![A::Withdraw, A::Enclose]),
            ("or mend what came back", matter(Stage::Returned), viewer(1), vec![A::Revise, A::Withdraw, A::Enclose]),
            ("the committee reviews", matter(Stage::PreReview), clerk, vec![A::PreReview, A::Enclose]),
            ("or the party branch", matter(Stage::PreReview), secretary, vec![A::PreReview]),
            (
                "nobody their own",
                matter(Stage::PreReview),
                Viewer { office: Some(Office::Committee), ..viewer(1) },
                vec![A::Withdraw, A::Enclose],
            ),
            ("everybody speaks", matter(Stage::Discussing), viewer(2), vec![A::Post]),
            ("the organiser writes", matter(Stage::Discussing), clerk, vec![A::Enclose, A::Post, A::AddVersion]),
            ("the branch does not", matter(Stage::Discussing), secretary, vec![A::Post]),
            ("then it is summed up", ended, clerk, vec![A::AddVersion, A::Summarise]),
            ("and answered", summed, clerk, vec![A::AddVersion, A::Answer]),
            ("a guest reads", matter(Stage::Discussing), Viewer::default(), vec![]),
        ] {
            assert_eq!(offered_acts(&matter, &viewer, NOW), expect, "{name}");
        }
    }
}
