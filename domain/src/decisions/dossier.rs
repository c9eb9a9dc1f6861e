//! The dossier (议事档案) of a case: proposal, meetings, votes, certificates and papers in their order, under one hash.
//!
//! Invariant: the content is the same for whoever asks, so that its hash is; it names nobody in full. What only those read
//! who work on the case lies beside it, outside the hash, and hangs on it by hashes of its own.

use super::{
    BadCertificate, BallotFacts, CaseItem, CaseStatus, CaseStep, Certificate, Counts, DossierPurpose, HoldTold,
    HoldView, OpinionTold, OpinionView, PaperView, RuleValue, Way, deciding,
};
use crate::archive::{Attachment, FileId, FileKind, Purpose};
use crate::ballots::{self, BallotStatus, Method, Tally};
use crate::ids::{BallotId, CaseId, CommunityCode, MatterId, MeetingId};
use crate::journal::hex;
use crate::matters::{MatterAnswerRow, MatterSummaryRow, MatterVersion, PreReviewRow};
use crate::meetings::{AdoptedMinutes, Electorate, MeetingForm, MeetingStatus, MinutesSection, ProxyEnd, minutes_hash};
use crate::members::NearKinship;
use crate::reply;
use crate::time::UtcMillis;
use core::fmt::Write;
use serde_json::Value;
use sha2::{Digest, Sha256};

reply! {
    pub struct Dossier {
        pub content: DossierContent,
        /// SHA-256 over the content's canonical text, two hexadecimal digits a byte.
        pub dossier_hash: String,
        /// For whoever works on the case.
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
        pub way: Way,
        pub opened_at: UtcMillis,
        pub ended_at: Option<UtcMillis>,
        /// Why it was left.
        pub end_reason: Option<String>,
        pub revokes: Option<CaseId>,
        pub revoked_by: Option<CaseId>,
        /// Packs and settings that it was opened under, and the hash of all their figures.
        pub rules_version: String,
        pub rule_set: String,
        pub matter: MatterId,
        /// What was proposed and said; nothing where the matter is not public.
        pub proposal: Option<DossierMatter>,
        pub draft_delivered_at: Option<UtcMillis>,
        pub steps: Vec<DossierStep>,
        /// In the order of their announcements, also those that were cancelled.
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
    /// A file by its hash. Its words are not here: of a signature sheet they may name somebody.
    pub struct DossierAttachment {
        pub file: FileId,
        pub kind: FileKind,
        pub purpose: Purpose,
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
        /// When everybody on the roll was told, and days of notice that the rule asked for.
        pub announced_at: UtcMillis,
        pub notice_days: u32,
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
        /// How many there are; the first of them follow.
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
        /// Of a closed ballot with a public list.
        pub list: Option<VoteList>,
        /// For what it was drafted. Left out where it is nothing, so that the hash of a dossier from before does not change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub purpose: Option<DossierPurpose>,
    }
    /// The public list of a ballot: receipts of a secret one, voters of an open one. SHA-256 over one `key choice` a line,
    /// by key; the choice is left out where the public list leaves it out.
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
    /// Names of a meeting in full, and its adopted minutes.
    pub struct DossierPeople {
        pub meeting: MeetingId,
        pub chair: String,
        pub teller: Option<String>,
        pub recorder: Option<String>,
        /// In the order of the content's mandates.
        pub mandates: Vec<MandateNames>,
        pub minutes: Vec<MinutesSection>,
    }
    pub struct MandateNames {
        pub principal: String,
        pub proxy: String,
    }
}

/// What is wrong with a dossier that somebody hands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDossier {
    /// The hash does not follow from the content.
    Changed,
    Certificate(CaseStep, BadCertificate),
    /// A certificate of another case, or one that does not follow the one before.
    ChainBroken(CaseStep),
    /// A certificate says something else than the meeting or the ballot that it names.
    FiguresDiffer(CaseStep),
    /// The certificate names another ballot than the first that was closed with a quorum.
    AnotherBallotDecides(CaseStep),
    /// The words of the minutes are not those under the hash.
    MinutesChanged(MeetingId),
}

impl Dossier {
    /// Puts a content under its hash.
    pub fn seal(content: DossierContent, file: Option<DossierFile>) -> Result<Self, serde_json::Error> {
        let dossier_hash = hash_of(&serde_json::to_value(&content)?);
        Ok(Self { content, dossier_hash, file })
    }

    /// Works out again all that can be from what the dossier says. Nothing: it holds.
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
    /// cannot tell.
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
        // As they are counted: by closing, the open ones last.
        ballots.sort_by_key(|(closed_at, _)| closed_at.map_or(i64::MAX, |at| at.0));
        let ballots: Vec<BallotFacts> = ballots.into_iter().map(|(_, facts)| facts).collect();
        ballots.is_empty() || deciding(quorum, &ballots).is_some_and(|ballot| ballot.id == at.ballot)
    }

    /// Whether meeting and ballot of a certificate stand here with the same roll and the same votes.
    fn agrees_with(&self, certificate: &Certificate) -> bool {
        let Some(at) = &certificate.meeting else { return true };
        let Some(meeting) = self.meetings.iter().find(|meeting| meeting.meeting == at.meeting) else { return false };
        let ballot = meeting.ballots.iter().find(|ballot| ballot.ballot == at.ballot);
        meeting.roll_hash == at.roll_hash
            && meeting.roll_count == at.attendance.roll
            && ballot.and_then(|ballot| ballot.tally).is_some_and(|tally| counted(tally.total) == at.counts)
    }
}

/// What the hash covers: `linli-dossier=1`, then one `path=value` a line for each value that holds no others. A path is the
/// names of fields and the places in lists, from 0, with dots between; fields go by name. A value is written as JSON, an
/// empty list as `[]`: so nothing holds a line break.
pub fn canonical_text(content: &Value) -> String {
    let mut text = String::from("linli-dossier=1\n");
    write_lines("", content, &mut text);
    text
}

fn hash_of(content: &Value) -> String {
    hex(&Sha256::digest(canonical_text(content).as_bytes()))
}

fn write_lines(path: &str, value: &Value, text: &mut String) {
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
        value => {
            let _ = writeln!(text, "{path}={value}");
        }
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
            counts: self.tally.map(|tally| counted(tally.total)).unwrap_or_default(),
        }
    }
}

/// The counts of a ballot as a decision has them.
pub fn counted(counts: ballots::Counts) -> Counts {
    let ballots::Counts { r#for, against, abstain, invalid } = counts;
    Counts { r#for, against, abstain, invalid }
}

impl From<Attachment> for DossierAttachment {
    fn from(attached: Attachment) -> Self {
        let Attachment { file, kind, purpose, at, .. } = attached;
        Self { file, kind, purpose, at }
    }
}

impl VoteList {
    /// Of the public list as one text, one line an entry, without a line break at its end.
    pub fn of(count: u32, lines: &str) -> Self {
        Self { count, hash: hex(&Sha256::digest(lines.as_bytes())) }
    }
}
