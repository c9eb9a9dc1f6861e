//! Which ballot decides a step (哪一次表决算数): the first one closed with a quorum; later ones do not count.
//!
//! Invariant: a decision of a meeting with a quorum is final, whatever is put to the vote later, at the same meeting or
//! at another one (RC25 art. 27, 29: a quorum, and more than half of those present). Only ballots drafted for the step
//! are considered here.

use super::{Electorate, MeetingTurnout, Method, Rules, Share, VoteCounts, VoteOutcome, add_up, judge_votes};
use crate::ballots::BallotStatus;
use crate::ids::{BallotId, CaseId, MeetingId};
use crate::time::UtcMillis;
use crate::{reply, words};

/// A ballot of a step, once it has been opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BallotFacts {
    pub id: BallotId,
    pub meeting: MeetingId,
    pub method: Method,
    pub is_closed: bool,
    /// 应到 and 实到 of the ballot itself, each the larger number of opening and closing: a voter removed from the roll
    /// while the ballot is open was present, so that nobody can remove a quorum afterwards.
    pub entitled: u32,
    pub present: u32,
    pub counts: VoteCounts,
}

words! {
    /// The effect of a ballot of a step.
    pub enum BallotEffect: "decisions.effect" {
        /// It decides.
        Decides = "decides",
        /// Still open.
        Open = "open",
        /// Too few people were present: a further ballot may decide (RC25 art. 27, 29).
        NoQuorum = "no-quorum",
        /// More votes than people.
        FiguresWrong = "figures-wrong",
        /// Nobody voted, so nothing was decided.
        NobodyVoted = "nobody-voted",
        /// An earlier ballot had already decided.
        TooLate = "too-late",
        /// A free question: it decides only what the meeting does next.
        Free = "free",
    }
}

impl BallotFacts {
    /// The people of the ballot; the roll comes from the meeting.
    pub fn turnout(&self, meeting: &MeetingTurnout) -> MeetingTurnout {
        let roll = meeting.roll.max(self.entitled);
        MeetingTurnout {
            roll,
            struck: roll - self.entitled,
            present: self.present,
            proxies: meeting.proxies.min(self.present),
        }
    }

    /// The effect of this ballot alone.
    fn effect(&self, quorum: Share) -> BallotEffect {
        let people = self.turnout(&MeetingTurnout::default());
        if !self.is_closed {
            BallotEffect::Open
        } else if !add_up(&people, &self.counts) {
            BallotEffect::FiguresWrong
        } else if !quorum.is_reached(self.present, self.entitled) {
            BallotEffect::NoQuorum
        } else if self.counts.given() == 0 {
            BallotEffect::NobodyVoted
        } else {
            BallotEffect::Decides
        }
    }
}

/// The effect of each ballot of a step. The ballots are sorted by time of closing, open ones last.
pub fn ballot_effects(quorum: Share, ballots: &[BallotFacts]) -> Vec<BallotEffect> {
    let mut is_decided = false;
    let effect = |ballot: &BallotFacts| {
        let own = ballot.effect(quorum);
        let after = is_decided;
        is_decided |= own == BallotEffect::Decides;
        if after { BallotEffect::TooLate } else { own }
    };
    ballots.iter().map(effect).collect()
}

/// The ballot that decides.
pub fn deciding_ballot(quorum: Share, ballots: &[BallotFacts]) -> Option<&BallotFacts> {
    let effects = ballot_effects(quorum, ballots);
    ballots.iter().zip(effects).find(|(_, effect)| *effect == BallotEffect::Decides).map(|(ballot, _)| ballot)
}

/// What was decided; later ballots do not change it.
pub fn step_outcome(rules: &Rules, of: Electorate, ballots: &[BallotFacts]) -> Option<VoteOutcome> {
    let quorum = rules.share(of, super::Figure::Quorum);
    deciding_ballot(quorum, ballots)
        .map(|it| judge_votes(rules, of, &it.turnout(&MeetingTurnout::default()), &it.counts))
}

reply! {
    /// A ballot of a step as the case's page lists it.
    pub struct StepBallot {
        pub ballot: BallotId,
        pub meeting: MeetingId,
        pub question: String,
        pub status: BallotStatus,
        pub entitled: u32,
        pub present: u32,
        /// Present only after closing.
        pub counts: Option<VoteCounts>,
        pub effect: BallotEffect,
        /// Why the decision was put to the vote again.
        pub reason: Option<String>,
    }
    /// A meeting that takes the step, or was meant to take it.
    pub struct StepMeeting {
        pub meeting: MeetingId,
        pub title: String,
        pub status: super::MeetingStatus,
        pub starts_at: UtcMillis,
        /// Voters of the roll, and how many of them said that they will come or will not; 0 in answers stored before
        /// these fields existed.
        #[serde(default)]
        pub entitled: u32,
        #[serde(default)]
        pub coming: u32,
        #[serde(default)]
        pub not_coming: u32,
    }
    /// In a dossier: the purpose of a ballot, and its people as they count for the decision.
    pub struct DossierPurpose {
        pub case: CaseId,
        pub step: super::CaseStep,
        /// The version of the matter that was put to the vote.
        pub version: Option<u32>,
        pub reason: Option<String>,
        pub entitled: u32,
        pub present: u32,
    }
}
