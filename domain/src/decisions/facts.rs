//! What is known of a step when its guards are asked: a meeting, a ballot, papers, opinions, holds, authorisations.
//!
//! Invariant: facts only; nothing here says whether they are enough.

use super::{
    BallotFacts, CaseItem, CatalogueCode, Composition, Electorate, MeetingForm, MeetingStatus, Share, Turnout, deciding,
};
use crate::access::Role;
use crate::ids::{CaseId, MeetingId};
use crate::time::UtcMillis;
use crate::words;
use chrono::NaiveDate;

words! {
    /// What an opinion says (意见结论).
    pub enum OpinionVerdict {
        Agree = "agree",
        WithChanges = "with-changes",
        Object = "object",
    }
}

words! {
    /// Whose opinion it is.
    pub enum OpinionOf {
        /// 法律顾问
        Adviser = "adviser",
        /// 街道、乡镇, from its office, or on paper that the committee enters.
        Township = "township",
    }
}

words! {
    /// What the street or township is asked for.
    pub enum CheckKind {
        /// 审核, before the resolution: an opinion with a time limit.
        Check = "check",
        /// 备案, of a resolution that the law has filed (VC18 art. 27).
        Filing = "filing",
    }
}

words! {
    /// On which way the answer of the street or township came.
    pub enum AnswerWay {
        /// On paper, which the committee entered.
        Paper = "paper",
        /// From its office, without a hand in between.
        Office = "office",
    }
}

words! {
    /// Why the office's answer is not wanted any more.
    pub enum CheckEnd {
        /// The committee entered the paper.
        ByPaper = "by-paper",
        /// The case was decided or left.
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
    pub starts_at: UtcMillis,
    pub opened_at: Option<UtcMillis>,
    /// Roles of whoever convened it.
    pub convened_by: Vec<Role>,
    pub roll_hash: String,
    pub attendance: Turnout,
    pub composition: Composition,
    /// Proxies without a paper.
    pub unwritten_proxies: u32,
    /// For how many the busiest proxy stands.
    pub proxies_of_one_max: u32,
}

impl MeetingFacts {
    /// When it begins, or began: earlier than announced is what counts, for whoever came on time.
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

/// What the assembly left to the representatives, with its first and last day (授权).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authorised {
    pub codes: Vec<CatalogueCode>,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl Authorised {
    pub fn covers(&self, code: &CatalogueCode, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day) && self.codes.contains(code)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepFacts {
    pub case: CaseId,
    pub item: CaseItem,
    pub meeting: Option<MeetingFacts>,
    /// Of this step, opened, in the order of closing; also those of meetings that were linked before.
    pub ballots: Vec<BallotFacts>,
    /// Minutes that were entered.
    pub minutes: u32,
    /// Photos and signature sheets.
    pub evidence: u32,
    pub draft_delivered_at: Option<UtcMillis>,
    pub supervisors_informed_at: Option<UtcMillis>,
    pub legal: Option<OpinionFacts>,
    pub township: Option<OpinionFacts>,
    pub authorisations: Vec<Authorised>,
    pub open_holds: u32,
    /// The hash of the step before; empty for the first.
    pub previous: String,
}

impl StepFacts {
    /// By which ballot the step is judged: the one that decides, else the last that was put at its meeting. None where
    /// another meeting than this one has decided.
    pub fn ballot(&self, quorum: Share) -> Option<&BallotFacts> {
        let here = self.meeting.as_ref()?.id;
        match deciding(quorum, &self.ballots) {
            Some(ballot) => Some(ballot).filter(|ballot| ballot.meeting == here),
            None => self.ballots.iter().rfind(|ballot| ballot.meeting == here),
        }
    }

    /// Who counts: the people of that ballot from its closing on, before that those of the meeting.
    pub fn attendance(&self, quorum: Share) -> Turnout {
        let meeting = self.meeting.as_ref().map(|meeting| meeting.attendance).unwrap_or_default();
        let closed = self.ballot(quorum).filter(|ballot| ballot.is_closed);
        closed.map_or(meeting, |ballot| ballot.turnout(&meeting))
    }
}
