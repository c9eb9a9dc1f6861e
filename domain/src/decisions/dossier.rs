//! The dossier (议事档案) of a case: proposal, meetings, votes, certificates and papers in order, under one hash.
//!
//! Invariant: the content is the same for every reader, so that its hash is the same; it contains no full names. Data
//! for those who work on the case is outside the hash, and is linked to the content by hashes of its own.

use super::{
    BadCertificate, BallotFacts, CaseItem, CaseProcedure, CaseStatus, CaseStep, Certificate, DossierPurpose, HoldTold,
    HoldView, OpinionTold, OpinionView, PaperView, RuleValue, VoteCounts, deciding_ballot,
};
use crate::archive::{Attachment, FileId, FileKind, FilePurpose};
use crate::ballots::{self, BallotStatus, Method, Tally};
use crate::ids::{BallotId, CaseId, CommunityCode, MatterId, MeetingId};
use crate::journal::to_hex;
use crate::matters::{MatterAnswerRow, MatterSummaryRow, MatterVersion, PreReviewRow};
use crate::meetings::{AdoptedMinutes, Electorate, MeetingForm, MeetingStatus, MinutesSection, ProxyEnd, minutes_hash};
use crate::members::NearKinship;
use crate::process::CanonicalText;
use crate::reply;
use crate::time::UtcMillis;
use serde_json::Value;
use sha2::{Digest, Sha256};

reply! {
    pub struct Dossier {
        pub content: DossierContent,
        /// SHA-256 of the canonical text of the content, in hexadecimal digits.
        pub dossier_hash: String,
        /// Only for those who work on the case.
        pub file: Option<DossierFile>,
    }
    pub struct DossierContent {
        pub community: CommunityCode,
        pub case: CaseId,
        pub number: u64,
        pub title: String,
        pub status: CaseStatus,
        pub step: CaseStep,
        pub item: CaseItem,
        pub way: CaseProcedure,
        pub opened_at: UtcMillis,
        pub ended_at: Option<UtcMillis>,
        /// Why the case ended without a resolution.
        pub end_reason: Option<String>,
        pub revokes: Option<CaseId>,
        pub revoked_by: Option<CaseId>,
        /// The packs and settings under which the case was opened, and the hash of all their figures.
        pub rules_version: String,
        pub rule_set: String,
        pub matter: MatterId,
        /// The proposal and its discussion; empty where the matter is not public.
        pub proposal: Option<DossierMatter>,
        pub draft_delivered_at: Option<UtcMillis>,
        pub steps: Vec<DossierStep>,
        /// In the order of their announcements, including cancelled ones.
        pub meetings: Vec<DossierMeeting>,
        pub opinions: Vec<OpinionView>,
        pub holds: Vec<HoldView>,
        pub papers: Vec<PaperView>,
    }
    pub struct DossierMatter {
        pub title: String,
        pub item: String,
        pub proposed_at: UtcMillis,
        pub cosigned: u32,
        pub cosigners: u32,
        pub reviews: Vec<PreReviewRow>,
        pub versions: Vec<MatterVersion>,
        pub discussed_until: Option<UtcMillis>,
        pub posts_for: u32,
        pub posts_against: u32,
        pub posts_neutral: u32,
        pub summary: Option<MatterSummaryRow>,
        pub answer: Option<MatterAnswerRow>,
        /// In the order of attaching.
        pub files: Vec<DossierAttachment>,
    }
    /// A file, identified by its hash. Its description is left out: that of a signature sheet may name somebody.
    pub struct DossierAttachment {
        pub file: FileId,
        pub kind: FileKind,
        pub purpose: FilePurpose,
        pub at: UtcMillis,
    }
    pub struct DossierStep {
        pub step: CaseStep,
        pub meeting: Option<MeetingId>,
        pub supervisors_informed_at: Option<UtcMillis>,
        pub closed_at: Option<UtcMillis>,
        pub certificate: Option<Certificate>,
    }
    pub struct DossierMeeting {
        pub meeting: MeetingId,
        pub form: MeetingForm,
        pub electorate: Electorate,
        pub status: MeetingStatus,
        pub title: String,
        pub place: String,
        /// When everybody on the roll was notified, and the days of notice that the rule required.
        pub announced_at: UtcMillis,
        pub notice_days: u32,
        /// Why people were told at short notice. Left out when empty, so that the hashes of older dossiers do not change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub urgent: Option<String>,
        pub starts_at: UtcMillis,
        pub opened_at: Option<UtcMillis>,
        pub closed_at: Option<UtcMillis>,
        pub cancelled_reason: Option<String>,
        /// SHA-256 over the frozen roll.
        pub roll_hash: String,
        pub roll_count: u32,
        pub struck: u32,
        pub present: u32,
        pub proxies: u32,
        pub visitors: u32,
        /// Masked, as are all names here.
        pub chair: String,
        pub teller: Option<String>,
        pub recorder: Option<String>,
        /// How many mandates there are; the list contains the first of them.
        pub mandates_count: u32,
        pub mandates: Vec<DossierMandate>,
        pub ballots: Vec<DossierBallot>,
        pub minutes: Option<AdoptedMinutes>,
        /// Materials, photos and signature sheets, in the order of attaching.
        pub files: Vec<DossierAttachment>,
    }
    pub struct DossierMandate {
        pub principal: String,
        pub proxy: String,
        pub kinship: NearKinship,
        pub ended: Option<ProxyEnd>,
    }
    pub struct DossierBallot {
        pub ballot: BallotId,
        pub question: String,
        pub method: Method,
        pub rule: String,
        pub status: BallotStatus,
        pub opened_at: Option<UtcMillis>,
        pub closed_at: Option<UtcMillis>,
        pub entitled: u32,
        pub present: u32,
        pub tally: Option<Tally>,
        /// Only of a closed ballot with a public list.
        pub list: Option<VoteList>,
        /// What the ballot was drafted for. Left out when empty, so that the hashes of older dossiers do not change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub purpose: Option<DossierPurpose>,
    }
    /// The public list of a ballot: the receipts of a secret ballot, or the voters of a vote by name. SHA-256 of one
    /// `key choice` for each line, sorted by key; the choice is left out where the public list leaves it out.
    pub struct VoteList {
        pub count: u32,
        pub hash: String,
    }
    pub struct DossierFile {
        pub opened_by: String,
        pub meetings: Vec<DossierPeople>,
        pub opinions: Vec<OpinionTold>,
        pub holds: Vec<HoldTold>,
    }
    /// The full names of a meeting, and its adopted minutes.
    pub struct DossierPeople {
        pub meeting: MeetingId,
        pub chair: String,
        pub teller: Option<String>,
        pub recorder: Option<String>,
        /// In the order of the mandates in the content.
        pub mandates: Vec<MandateNames>,
        pub minutes: Vec<MinutesSection>,
    }
    pub struct MandateNames {
        pub principal: String,
        pub proxy: String,
    }
}

/// What is wrong with a dossier that somebody passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDossier {
    /// The hash does not match the content.
    Changed,
    Certificate(CaseStep, BadCertificate),
    /// A certificate of another case, or one that does not follow the previous certificate.
    ChainBroken(CaseStep),
    /// A certificate contradicts the meeting or the ballot that it names.
    FiguresDiffer(CaseStep),
    /// The certificate names a ballot other than the first one closed with a quorum.
    AnotherBallotDecides(CaseStep),
    /// The text of the minutes does not match the hash.
    MinutesChanged(MeetingId),
}

impl Dossier {
    /// Computes the hash of a content.
    pub fn seal(content: DossierContent, file: Option<DossierFile>) -> Result<Self, serde_json::Error> {
        let dossier_hash = hash_of(&serde_json::to_value(&content)?);
        Ok(Self { content, dossier_hash, file })
    }

    /// Recomputes everything that the dossier allows. Returns no faults when the dossier is consistent.
    pub fn faults(&self) -> Vec<BadDossier> {
        let mut faults = vec![];
        let again = serde_json::to_value(&self.content).map(|content| hash_of(&content));
        if again.ok().as_deref() != Some(self.dossier_hash.as_str()) {
            faults.push(BadDossier::Changed);
        }
        let mut previous = "";
        for certificate in self.content.steps.iter().filter_map(|step| step.certificate.as_ref()) {
            let step = certificate.step;
            faults.extend(certificate.verify().err().map(|why| BadDossier::Certificate(step, why)));
            if certificate.case != self.content.case || certificate.previous != previous {
                faults.push(BadDossier::ChainBroken(step));
            }
            if !self.content.agrees_with(certificate) {
                faults.push(BadDossier::FiguresDiffer(step));
            }
            if !self.content.decides(certificate) {
                faults.push(BadDossier::AnotherBallotDecides(step));
            }
            previous = &certificate.hash;
        }
        for people in self.file.iter().flat_map(|file| &file.meetings) {
            let meeting = self.content.meetings.iter().find(|meeting| meeting.meeting == people.meeting);
            let stated = meeting.and_then(|meeting| meeting.minutes.as_ref()).map(|minutes| minutes.hash.as_str());
            if !people.minutes.is_empty() && stated != Some(minutes_hash(&people.minutes).as_str()) {
                faults.push(BadDossier::MinutesChanged(people.meeting));
            }
        }
        faults
    }
}

impl DossierContent {
    /// Whether the ballot of a certificate is the one that decides. Dossiers from before ballots named what they decide
    /// cannot show this.
    fn decides(&self, certificate: &Certificate) -> bool {
        let Some(at) = &certificate.meeting else { return true };
        let RuleValue::Share(quorum) = at.quorum.value else { return true };
        let of_step = |purpose: &DossierPurpose| purpose.case == self.case && purpose.step == certificate.step;
        let ballots = self.meetings.iter().flat_map(|meeting| {
            meeting.ballots.iter().filter_map(|ballot| {
                let purpose = ballot.purpose.as_ref().filter(|purpose| of_step(purpose))?;
                Some((ballot.closed_at, ballot.facts(meeting.meeting, purpose)))
            })
        });
        let mut ballots: Vec<_> = ballots.collect();
        // In the order of counting: by time of closing, open ballots last.
        ballots.sort_by_key(|(closed_at, _)| closed_at.map_or(i64::MAX, |at| at.0));
        let ballots: Vec<BallotFacts> = ballots.into_iter().map(|(_, facts)| facts).collect();
        ballots.is_empty() || deciding_ballot(quorum, &ballots).is_some_and(|ballot| ballot.id == at.ballot)
    }

    /// Whether the meeting and ballot of a certificate are in the dossier with the same roll and the same votes.
    fn agrees_with(&self, certificate: &Certificate) -> bool {
        let Some(at) = &certificate.meeting else { return true };
        let Some(meeting) = self.meetings.iter().find(|meeting| meeting.meeting == at.meeting) else { return false };
        let ballot = meeting.ballots.iter().find(|ballot| ballot.ballot == at.ballot);
        meeting.roll_hash == at.roll_hash
            && meeting.roll_count == at.attendance.roll
            && ballot.and_then(|ballot| ballot.tally).is_some_and(|tally| convert_counts(tally.total) == at.counts)
    }
}

/// The text that the hash covers: `linli-dossier=1`, then one `path=value` for each line and each value without inner
/// values. A path consists of field names and list positions, counted from 0, joined by dots; fields are sorted by
/// name. A value is written as JSON, an empty list as `[]`, so that no value contains a line break.
pub fn canonical_text(content: &Value) -> String {
    canonical(content).into_text()
}

fn canonical(content: &Value) -> CanonicalText {
    let mut text = CanonicalText::new("linli-dossier=1");
    write_lines("", content, &mut text);
    text
}

fn hash_of(content: &Value) -> String {
    canonical(content).hash()
}

fn write_lines(path: &str, value: &Value, text: &mut CanonicalText) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { [path, ".", name].concat() };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(name, _)| *name);
            for (name, value) in fields {
                write_lines(&below(name), value, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (at, value) in items.iter().enumerate() {
                write_lines(&below(&at.to_string()), value, text);
            }
        }
        value => text.line(path, value),
    }
}

impl DossierBallot {
    fn facts(&self, meeting: MeetingId, purpose: &DossierPurpose) -> BallotFacts {
        BallotFacts {
            id: self.ballot,
            meeting,
            method: self.method,
            is_closed: self.status == BallotStatus::Closed,
            entitled: purpose.entitled,
            present: purpose.present,
            counts: self.tally.map(|tally| convert_counts(tally.total)).unwrap_or_default(),
        }
    }
}

/// The counts of a ballot, as decisions use them.
pub fn convert_counts(counts: ballots::Counts) -> VoteCounts {
    let ballots::Counts { r#for, against, abstain, invalid } = counts;
    VoteCounts { r#for, against, abstain, invalid }
}

impl From<Attachment> for DossierAttachment {
    fn from(attached: Attachment) -> Self {
        let Attachment { file, kind, purpose, at, .. } = attached;
        Self { file, kind, purpose, at }
    }
}

impl VoteList {
    /// From the public list as one text: one line for each entry, without a line break at its end.
    pub fn of(count: u32, lines: &str) -> Self {
        Self { count, hash: to_hex(&Sha256::digest(lines.as_bytes())) }
    }
}
