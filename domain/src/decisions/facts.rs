//! The facts of a step that its guards check: a meeting, a ballot, papers, opinions, holds, authorisations.
//!
//! Invariant: facts only; nothing here judges whether they are sufficient.

use super::{
    BallotFacts, CaseItem, CatalogueCode, Composition, Electorate, MeetingForm, MeetingStatus, MeetingTurnout, Share,
    deciding_ballot,
};
use crate::access::Role;
use crate::ids::{CaseId, MeetingId};
use crate::time::UtcMillis;
use crate::words;
use chrono::NaiveDate;

words! {
    /// What an opinion says (意见结论).
    pub enum OpinionVerdict: "decisions.verdict" {
        Agree = "agree",
        WithChanges = "with-changes",
        Object = "object",
    }
}

words! {
    /// Who gives the opinion.
    pub enum OpinionOf: "decisions.opinion-of" {
        /// 法律顾问
        Adviser = "adviser",
        /// 街道、乡镇: from its office, or on paper that the committee enters.
        Township = "township",
    }
}

words! {
    /// What the street or township is asked for.
    pub enum CheckKind: "decisions.check-kind" {
        /// 审核, before the resolution: an opinion with a time limit.
        Check = "check",
        /// 备案, of a resolution that the law has filed (RC25 art. 31; VC25 art. 31).
        Filing = "filing",
    }
}

words! {
    /// How the answer of the street or township arrived.
    pub enum AnswerWay: "dossier.way" {
        /// On paper, entered by the committee.
        Paper = "paper",
        /// From its office directly.
        Office = "office",
    }
}

words! {
    /// Why the answer of the office is no longer needed.
    pub enum CheckEnd {
        /// The committee entered the paper.
        ByPaper = "by-paper",
        /// The case was resolved, or ended without a resolution.
        CaseEnded = "case-ended",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingFacts {
    pub id: MeetingId,
    pub form: MeetingForm,
    pub electorate: Electorate,
    pub status: MeetingStatus,
    pub announced_at: UtcMillis,
    /// It was announced at short notice, with the reason that the law asks for.
    pub is_urgent: bool,
    pub starts_at: UtcMillis,
    pub opened_at: Option<UtcMillis>,
    /// The roles of the person who convened it.
    pub convened_by: Vec<Role>,
    pub roll_hash: String,
    pub attendance: MeetingTurnout,
    pub composition: Composition,
    /// Proxies without a paper.
    pub unwritten_proxies: u32,
    /// The largest number of people whom one proxy represents.
    pub proxies_of_one_max: u32,
}

impl MeetingFacts {
    /// When it begins or began: the earlier of the announced and the actual time, for the sake of those who came on
    /// time.
    pub fn begins_at(&self) -> UtcMillis {
        self.opened_at.map_or(self.starts_at, |opened_at| opened_at.min(self.starts_at))
    }
}

/// The newest opinion that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpinionFacts {
    pub due_at: UtcMillis,
    pub given: Option<(OpinionVerdict, UtcMillis)>,
}

/// Decisions that the assembly left to the representatives, with the first and last day (授权).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorisationFacts {
    pub codes: Vec<CatalogueCode>,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl AuthorisationFacts {
    pub fn covers(&self, code: &CatalogueCode, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day) && self.codes.contains(code)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepFacts {
    pub case: CaseId,
    pub item: CaseItem,
    pub meeting: Option<MeetingFacts>,
    /// Opened ballots of this step, in the order of closing; including those of meetings linked before.
    pub ballots: Vec<BallotFacts>,
    /// Number of minutes attached.
    pub minutes: u32,
    /// Number of photos and signature sheets.
    pub evidence: u32,
    pub draft_delivered_at: Option<UtcMillis>,
    pub supervisors_informed_at: Option<UtcMillis>,
    pub legal: Option<OpinionFacts>,
    pub township: Option<OpinionFacts>,
    pub authorisations: Vec<AuthorisationFacts>,
    pub open_holds: u32,
    /// The hash of the previous step's certificate; empty for the first step.
    pub previous: String,
}

impl StepFacts {
    /// The ballot by which the step is judged: the one that decides, or else the last one at its meeting. `None` when
    /// another meeting has decided.
    pub fn ballot(&self, quorum: Share) -> Option<&BallotFacts> {
        let here = self.meeting.as_ref()?.id;
        match deciding_ballot(quorum, &self.ballots) {
            Some(ballot) => Some(ballot).filter(|ballot| ballot.meeting == here),
            None => self.ballots.iter().rfind(|ballot| ballot.meeting == here),
        }
    }

    /// The people who count: after closing those of the ballot, before that those of the meeting.
    pub fn attendance(&self, quorum: Share) -> MeetingTurnout {
        let meeting = self.meeting.as_ref().map(|meeting| meeting.attendance).unwrap_or_default();
        let closed = self.ballot(quorum).filter(|ballot| ballot.is_closed);
        closed.map_or(meeting, |ballot| ballot.turnout(&meeting))
    }
}
