//! Which ballot decides a step (哪一次表决算数): the first that was closed with a quorum, and none after it.
//!
//! Invariant: what a meeting with a quorum decided stands, whatever is put later, at the same meeting or at another one
//! (RC25 art. 27, 29: a quorum, and more than half of those present). Only a ballot that was drafted for the step is looked
//! at here at all.

use super::{Counts, Electorate, Method, Rules, Share, Turnout, VoteOutcome, add_up, outcome};
use crate::ballots::BallotStatus;
use crate::ids::{BallotId, CaseId, MeetingId};
use crate::time::UtcMillis;
use crate::{reply, words};

/// A ballot of a step, from its opening on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BallotFacts {
    pub id: BallotId,
    pub meeting: MeetingId,
    pub method: Method,
    pub is_closed: bool,
    /// 应到 and 实到 of the ballot itself, the larger of opening and closing: whoever is struck while it is open was
    /// there, so that nobody makes a quorum go away afterwards.
    pub entitled: u32,
    pub present: u32,
    pub counts: Counts,
}

words! {
    /// What became of a ballot of a step.
    pub enum BallotEffect {
        /// It decides.
        Decides = "decides",
        /// Still open.
        Open = "open",
        /// Too few were there: a further one may decide (RC25 art. 27, 29).
        NoQuorum = "no-quorum",
        /// More votes than people.
        FiguresWrong = "figures-wrong",
        /// Nobody voted, so nobody said anything.
        NobodyVoted = "nobody-voted",
        /// An earlier one had decided.
        TooLate = "too-late",
        /// It decides nothing but what the meeting does next.
        Free = "free",
    }
}

impl BallotFacts {
    /// The people of the ballot, of a roll of so many.
    pub fn turnout(&self, meeting: &Turnout) -> Turnout {
        let roll = meeting.roll.max(self.entitled);
        Turnout {
            roll,
            struck: roll - self.entitled,
            present: self.present,
            proxies: meeting.proxies.min(self.present),
        }
    }

    /// Taken alone.
    fn effect(&self, quorum: Share) -> BallotEffect {
        let people = self.turnout(&Turnout::default());
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

/// Of each ballot of a step what became of it; they stand in the order of closing, those that are open last.
pub fn effects(quorum: Share, ballots: &[BallotFacts]) -> Vec<BallotEffect> {
    let mut is_decided = false;
    let effect = |ballot: &BallotFacts| {
        let own = ballot.effect(quorum);
        let after = is_decided;
        is_decided |= own == BallotEffect::Decides;
        if after { BallotEffect::TooLate } else { own }
    };
    ballots.iter().map(effect).collect()
}

/// The one that decides.
pub fn deciding(quorum: Share, ballots: &[BallotFacts]) -> Option<&BallotFacts> {
    let effects = effects(quorum, ballots);
    ballots.iter().zip(effects).find(|(_, effect)| *effect == BallotEffect::Decides).map(|(ballot, _)| ballot)
}

/// What was decided, for all that may still come.
pub fn decided(rules: &Rules, of: Electorate, ballots: &[BallotFacts]) -> Option<VoteOutcome> {
    let quorum = rules.share(of, super::Figure::Quorum);
    deciding(quorum, ballots).map(|it| outcome(rules, of, &it.turnout(&Turnout::default()), &it.counts))
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
        /// From the moment of closing.
        pub counts: Option<Counts>,
        pub effect: BallotEffect,
        /// Why the decision was put to the vote once more.
        pub reason: Option<String>,
    }
    /// A meeting that takes the step, or was to take it.
    pub struct StepMeeting {
        pub meeting: MeetingId,
        pub title: String,
        pub status: super::MeetingStatus,
        pub starts_at: UtcMillis,
    }
    /// In a dossier: for what a ballot was drafted, and its people as they count for the decision.
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
