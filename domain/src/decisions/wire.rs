//! What goes over the wire about decisions.

use super::{
    AnswerWay, CaseItem, CaseProcedure, CaseStatus, CaseStep, CatalogueCode, Certificate, CheckKind, Decider,
    Electorate, Exit, FirstSteps, OpinionOf, OpinionVerdict, PartyBody, RuleName, RuleValue, Share, StepBallot,
    StepGuard, StepMeeting, TownshipCheck, VoteOutcome, YesNo,
};
use crate::archive::FileId;
use crate::contract::Page;
use crate::ids::{AuthorisationId, CaseId, HoldId, MatterId, MeetingId, OpinionId};
use crate::members::Day;
use crate::regions::RegionName;
use crate::text::{Line, Reason, Text};
use crate::time::UtcMillis;
use crate::{body, limits, reply, words};

/// The text of an opinion.
pub type OpinionText = Text<2, { limits::OPINION_CHARS_MAX }>;
/// The meeting of the assembly and its date.
pub type AuthorisationBasis = Line<{ limits::AUTHORISATION_BASIS_CHARS_MIN }, { limits::BASIS_CHARS_MAX }>;

words! {
    /// What a paper of a step shows (佐证材料).
    pub enum PaperKind: "decisions.paper" {
        /// 会议记录
        Minutes = "minutes",
        /// 照片
        Photo = "photo",
        /// 签到签名表
        SignatureSheet = "signature-sheet",
    }
}

body! {
    pub struct OpenCaseRequest {
        /// A discussed matter. The case takes its title, and its catalogue item decides what the case needs.
        pub matter: MatterId,
        pub opening: FirstSteps,
        pub party: PartyBody,
        pub township: TownshipCheck,
        pub decider: Decider,
        /// The resolution that this case would revoke; none or one.
        pub revokes: Vec<CaseId>,
    }
    pub struct LinkMeetingRequest {
        pub step: CaseStep,
        pub meeting: MeetingId,
    }
    pub struct CloseStepRequest {
        pub step: CaseStep,
        /// The outcome that the person who closes the step expects.
        pub outcome: VoteOutcome,
    }
    pub struct LeaveCaseRequest {
        pub exit: Exit,
        pub reason: Reason,
    }
    pub struct AskOpinionRequest { pub of: OpinionOf }
    pub struct GiveOpinionRequest {
        pub verdict: OpinionVerdict,
        pub text: OpinionText,
    }
    pub struct AttachPaperRequest {
        pub step: CaseStep,
        pub kind: PaperKind,
        /// A file that the caller uploaded before.
        pub file: FileId,
    }
    pub struct HoldRequest { pub reason: Reason }
    pub struct RecordAuthorisationRequest {
        pub codes: Vec<CatalogueCode>,
        pub from: Day,
        pub until: Day,
        pub basis: AuthorisationBasis,
    }
    /// What the community sets for itself (社区自定规则).
    pub struct SetRuleRequest {
        pub name: RuleName,
        pub value: RuleValue,
        /// The decision of the assembly on which the setting is based.
        pub basis: AuthorisationBasis,
    }
}

impl OpenCaseRequest {
    pub fn way(&self) -> CaseProcedure {
        CaseProcedure { opening: self.opening, party: self.party, township: self.township, decider: self.decider }
    }
}

reply! {
    pub struct CaseOpened { pub case: CaseId }
    pub struct OpinionAsked {
        pub opinion: OpinionId,
        pub due_at: UtcMillis,
    }
    pub struct HoldRaised { pub hold: HoldId }
    pub struct AuthorisationRecorded { pub authorisation: AuthorisationId }
    /// The result of closing a step.
    pub struct StepClosed {
        pub certificate: Certificate,
        pub status: CaseStatus,
        /// The next step; the same step when the case has ended.
        pub step: CaseStep,
    }
    /// The board: open cases, the nearest deadline first; then cases that have ended, newest first.
    pub struct Cases {
        /// On the first page only.
        pub open: Vec<CaseRow>,
        /// Cases that have ended.
        pub page: Page<CaseRow>,
    }
    pub struct CaseRow {
        pub id: CaseId,
        pub number: u64,
        pub title: String,
        pub status: CaseStatus,
        pub step: CaseStep,
        pub opened_at: UtcMillis,
        pub ended_at: Option<UtcMillis>,
        /// How many conditions of the present step are missing.
        pub missing: u32,
        /// The missing condition with the nearest deadline, or else the first one.
        pub next: Option<StepGuard>,
        /// For each role, the first missing condition that it can supply.
        pub waits_for: Vec<StepGuard>,
    }
    /// One case as everybody may see it.
    pub struct CaseView {
        pub row: CaseRow,
        pub matter: MatterId,
        pub item: CaseItem,
        pub way: CaseProcedure,
        pub rules_version: String,
        pub steps: Vec<StepView>,
        /// The conditions of the present step; empty when the case has ended.
        pub guards: Vec<StepGuard>,
        /// How the meeting of the present step decides; `None` when no meeting does, or the case has ended.
        pub passing: Option<PassingRule>,
        pub opinions: Vec<OpinionView>,
        pub holds: Vec<HoldView>,
        pub revokes: Option<CaseId>,
        pub revoked_by: Option<CaseId>,
        /// Why the case ended without a resolution.
        pub end_reason: Option<String>,
        /// The deadline for filing the resolution with the street or township, where required.
        pub filing_due: Option<UtcMillis>,
        /// Only for those who work on the case.
        pub file: Option<CaseFile>,
    }
    /// How many must be for a draft.
    pub struct PassingRule {
        pub approval: Share,
        /// Counted among those present; otherwise among all who are entitled.
        pub of_present: YesNo,
    }
    pub struct StepView {
        pub step: CaseStep,
        pub electorate: Electorate,
        pub with: Option<CaseStep>,
        pub meeting: Option<MeetingId>,
        /// In the order of linking: the last one takes the step now.
        pub meetings: Vec<StepMeeting>,
        /// The ballots about it, in the order of closing, and which one decides.
        pub ballots: Vec<StepBallot>,
        pub closed_at: Option<UtcMillis>,
        pub certificate: Option<Certificate>,
    }
    pub struct OpinionView {
        pub id: OpinionId,
        pub of: OpinionOf,
        pub asked_at: UtcMillis,
        pub due_at: UtcMillis,
        pub verdict: Option<OpinionVerdict>,
        pub given_at: Option<UtcMillis>,
        /// What the street or township is asked for. This and the following fields are left out when empty, so that the
        /// hashes of older dossiers do not change.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<CheckKind>,
        /// The region whose office was asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub region: Option<RegionName>,
        /// When the request arrived at the office.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub received_at: Option<UtcMillis>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub way: Option<AnswerWay>,
    }
    pub struct HoldView {
        pub id: HoldId,
        pub raised_at: UtcMillis,
        pub lifted_at: Option<UtcMillis>,
    }
    pub struct CaseFile {
        pub opened_by: String,
        pub opinions: Vec<OpinionTold>,
        pub holds: Vec<HoldTold>,
        pub papers: Vec<PaperView>,
    }
    pub struct OpinionTold {
        pub id: OpinionId,
        pub by: String,
        pub text: String,
    }
    pub struct HoldTold {
        pub id: HoldId,
        pub raised_by: String,
        pub reason: String,
        pub lifted_by: Option<String>,
        pub lift_reason: Option<String>,
    }
    pub struct PaperView {
        pub step: CaseStep,
        pub kind: PaperKind,
        pub file: FileId,
        pub at: UtcMillis,
    }
    /// The rules in force here today, and what the assembly left to the representatives.
    pub struct RulesView {
        pub rules: super::Rules,
        pub authorisations: Vec<AuthorisationView>,
        /// For each rule that the community set, the newest setting.
        pub settings: Vec<SettingView>,
    }
    pub struct SettingView {
        pub name: RuleName,
        pub value: RuleValue,
        pub basis: String,
        pub set_at: UtcMillis,
        /// `no`: a newer law requires more and applies instead.
        pub holds: YesNo,
    }
    pub struct RuleSet {
        /// Names and versions under which new cases begin.
        pub version: String,
    }
    pub struct AuthorisationView {
        pub id: AuthorisationId,
        pub codes: Vec<String>,
        pub from: Day,
        pub until: Day,
        pub basis: String,
    }
}
