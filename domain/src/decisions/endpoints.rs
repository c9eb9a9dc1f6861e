//! The endpoints of decisions.

use super::Dossier;
use super::{
    AskOpinionRequest, AttachPaperRequest, AuthorisationRecorded, CaseOpened, CaseView, Cases, CloseStepRequest,
    GiveOpinionRequest, HoldRaised, HoldRequest, LeaveCaseRequest, LinkMeetingRequest, OpenCaseRequest, OpinionAsked,
    RecordAuthorisationRequest, Refusal, RuleSet, RulesView, SetRuleRequest, StepClosed,
};
use crate::archive::with_attaching;
use crate::contract::{Empty, Page};
use crate::ids::{CaseId, CommunityCode, HoldId, OpinionId};
use crate::sessions::Done;

crate::endpoints! {
    /// Open a case about a discussed matter, under the rules of today.
    OpenCase = "decisions/open-case" Post "/api/communities/{community}/cases" {
        place: Community, kind: Command, may: ManageCase, params: (CommunityCode,), query: (), body: OpenCaseRequest,
        reply: CaseOpened, refusals: Refusal::ALL
    }
    /// The board: open cases with what they lack, then cases that have ended.
    ListCases = "decisions/list-cases" Get "/api/communities/{community}/cases" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: Page, body: Empty,
        reply: Cases, refusals: &[]
    }
    /// One case: steps, conditions, certificates.
    ShowCase = "decisions/show-case" Get "/api/communities/{community}/cases/{case}" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode, CaseId), query: (), body: Empty,
        reply: CaseView, refusals: &[]
    }
    /// Link the meeting that takes the present step; the supervision committee is notified.
    LinkMeeting = "decisions/link-meeting" Post "/api/communities/{community}/cases/{case}/meeting" {
        place: Community, kind: Command, may: ManageCase, params: (CommunityCode, CaseId), query: (),
        body: LinkMeetingRequest, reply: Done, refusals: Refusal::ALL
    }
    /// Deliver the draft to everybody on the roll of the members' meeting.
    DeliverDraft = "decisions/deliver-draft" Post "/api/communities/{community}/cases/{case}/draft" {
        place: Community, kind: Command, may: ManageCase, params: (CommunityCode, CaseId), query: (), body: Empty,
        reply: Done, refusals: Refusal::ALL
    }
    /// Attach minutes, a photo or a signature sheet to the present step: a file that was uploaded before.
    AttachPaper = "decisions/attach-paper" Post "/api/communities/{community}/cases/{case}/papers" {
        place: Community, kind: Command, may: ManageCase, params: (CommunityCode, CaseId), query: (),
        body: AttachPaperRequest, reply: Done, refusals: with_attaching!(Refusal)
    }
    /// Close the present step when no condition is missing; its decision is then final.
    CloseStep = "decisions/close-step" Post "/api/communities/{community}/cases/{case}/step" {
        place: Community, kind: Command, may: ManageCase, params: (CommunityCode, CaseId), query: (),
        body: CloseStepRequest, reply: StepClosed, refusals: Refusal::ALL, dangerous: true
    }
    /// End a case without a resolution: return, reject or lapse it.
    LeaveCase = "decisions/leave-case" Post "/api/communities/{community}/cases/{case}/exit" {
        place: Community, kind: Command, may: ManageCase, params: (CommunityCode, CaseId), query: (),
        body: LeaveCaseRequest, reply: Done, refusals: Refusal::ALL, dangerous: true
    }
    /// Ask for the opinion of the adviser, or of the street or township, whose office is notified.
    AskOpinion = "decisions/ask-opinion" Post "/api/communities/{community}/cases/{case}/opinions" {
        place: Community, kind: Command, may: ManageCase, params: (CommunityCode, CaseId), query: (),
        body: AskOpinionRequest, reply: OpinionAsked, refusals: Refusal::ALL
    }
    /// Give an opinion: advisers their own; the committee enters the township's from its paper.
    GiveOpinion = "decisions/give-opinion" Post "/api/communities/{community}/opinions/{opinion}" {
        place: Community, kind: Command, may: GiveOpinion, params: (CommunityCode, OpinionId), query: (),
        body: GiveOpinionRequest, reply: Done, refusals: Refusal::ALL
    }
    /// Halt a case until the hold is lifted.
    RaiseHold = "decisions/raise-hold" Post "/api/communities/{community}/cases/{case}/holds" {
        place: Community, kind: Command, may: HoldCase, params: (CommunityCode, CaseId), query: (),
        body: HoldRequest, reply: HoldRaised, refusals: Refusal::ALL
    }
    LiftHold = "decisions/lift-hold" Post "/api/communities/{community}/holds/{hold}/lift" {
        place: Community, kind: Command, may: HoldCase, params: (CommunityCode, HoldId), query: (),
        body: HoldRequest, reply: Done, refusals: Refusal::ALL
    }
    /// Record which decisions the assembly left to the representatives.
    RecordAuthorisation = "decisions/record-authorisation" Post "/api/communities/{community}/authorisations" {
        place: Community, kind: Command, may: RecordAuthorisation, params: (CommunityCode,), query: (),
        body: RecordAuthorisationRequest, reply: AuthorisationRecorded, refusals: Refusal::ALL
    }
    /// Set a community rule that is stricter than the general one.
    SetRule = "decisions/set-rule" Post "/api/communities/{community}/rules" {
        place: Community, kind: Command, may: RecordAuthorisation, params: (CommunityCode,), query: (), body: SetRuleRequest,
        reply: RuleSet, refusals: Refusal::ALL, dangerous: true
    }
    /// The rules in force here today, each with its source and whether the source was verified.
    ShowRules = "decisions/show-rules" Get "/api/communities/{community}/rules" {
        place: Community, kind: Read, may: SeeCaseFile, params: (CommunityCode,), query: (), body: Empty,
        reply: RulesView, refusals: &[]
    }
    /// Everything about one case, in order, under one hash.
    ShowDossier = "decisions/show-dossier" Get "/api/communities/{community}/cases/{case}/dossier" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode, CaseId), query: (), body: Empty,
        reply: Dossier, refusals: &[]
    }
}
