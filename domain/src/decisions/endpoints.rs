//! The endpoints of decisions.

use super::Dossier;
use super::{
    AskOpinionRequest, AttachPaperRequest, AuthorisationRecorded, CaseOpened, CaseView, Cases, CloseStepRequest,
    GiveOpinionRequest, HoldRaised, HoldRequest, LeaveCaseRequest, LinkMeetingRequest, OpenCaseRequest, OpinionAsked,
    RecordAuthorisationRequest, Refusal, RuleSet, RulesView, SetRuleRequest, StepClosed,
};
use crate::contract::PageQuery;
use crate::ids::{CaseId, CommunityCode, HoldId, OpinionId};
use crate::sessions::Done;

crate::endpoints! {
    /// Open a case about a discussed matter, under the rules of today.
    OpenCase = "decisions/open-case" Post "/api/communities/{community}/cases" {
        may: ManageCase, params: (CommunityCode,), body: OpenCaseRequest, reply: CaseOpened,
        refusals: Refusal[NotOneAndTheSame, BranchTooSmall, ReservedToAssembly, TooManyOpen, NothingToRevoke,
            NoMatter, MatterNotDiscussed, MatterInCase]
    }
    /// The board: open cases with what they lack, then cases that have ended.
    ListCases = "decisions/list-cases" Get "/api/communities/{community}/cases" {
        may: SeePublic, params: (CommunityCode,), query: PageQuery, reply: Cases
    }
    /// One case: steps, conditions, certificates.
    ShowCase = "decisions/show-case" Get "/api/communities/{community}/cases/{case}" {
        may: SeePublic, params: (CommunityCode, CaseId), reply: CaseView
    }
    /// Link the meeting that takes the present step; the supervision committee is notified.
    LinkMeeting = "decisions/link-meeting" Post "/api/communities/{community}/cases/{case}/meeting" {
        may: ManageCase, params: (CommunityCode, CaseId), body: LinkMeetingRequest, reply: Done,
        refusals: Refusal[NotAtThisStep, CaseEnded, MeetingNotFitting, MeetingBegun, MeetingTaken, StepDecided,
            MeetingGoingOn, NoMeeting]
    }
    /// Deliver the draft to everybody on the roll of the members' meeting.
    DeliverDraft = "decisions/deliver-draft" Post "/api/communities/{community}/cases/{case}/draft" {
        may: ManageCase, params: (CommunityCode, CaseId), reply: Done,
        refusals: Refusal[NotAtThisStep, CaseEnded, MeetingBegun, NoMeeting]
    }
    /// Attach minutes, a photo or a signature sheet to the present step: a file that was uploaded before.
    AttachPaper = "decisions/attach-paper" Post "/api/communities/{community}/cases/{case}/papers" {
        may: ManageCase, params: (CommunityCode, CaseId), body: AttachPaperRequest, reply: Done,
        refusals: Refusal[NotAtThisStep, CaseEnded, PaperNotTaken, TooManyPapers]
            and crate::archive::Refusal[NoSuchFile]
    }
    /// Close the present step when no condition is missing; its decision is then final.
    CloseStep = "decisions/close-step" Post "/api/communities/{community}/cases/{case}/step" {
        may: ManageCase, params: (CommunityCode, CaseId), body: CloseStepRequest, reply: StepClosed,
        refusals: Refusal[StepNotReady, OutcomeDiffers, NotAtThisStep, CaseEnded], dangerous: true
    }
    /// End a case without a resolution: return, reject or lapse it.
    LeaveCase = "decisions/leave-case" Post "/api/communities/{community}/cases/{case}/exit" {
        may: ManageCase, params: (CommunityCode, CaseId), body: LeaveCaseRequest, reply: Done,
        refusals: Refusal[CaseEnded, StepDecided], dangerous: true
    }
    /// Ask for the opinion of the adviser, or of the street or township, whose office is notified.
    AskOpinion = "decisions/ask-opinion" Post "/api/communities/{community}/cases/{case}/opinions" {
        may: ManageCase, params: (CommunityCode, CaseId), body: AskOpinionRequest, reply: OpinionAsked,
        refusals: Refusal[NotAtThisStep, CaseEnded, OpinionNotNeeded, OpinionAskedAlready, OpinionGivenAlready]
    }
    /// Give an opinion: advisers their own; the committee enters the township's from its paper.
    GiveOpinion = "decisions/give-opinion" Post "/api/communities/{community}/opinions/{opinion}" {
        may: GiveOpinion, params: (CommunityCode, OpinionId), body: GiveOpinionRequest, reply: Done,
        refusals: Refusal[CaseEnded, OpinionOfAnother, OpinionGivenAlready]
    }
    /// Halt a case until the hold is lifted.
    RaiseHold = "decisions/raise-hold" Post "/api/communities/{community}/cases/{case}/holds" {
        may: HoldCase, params: (CommunityCode, CaseId), body: HoldRequest, reply: HoldRaised,
        refusals: Refusal[CaseEnded]
    }
    LiftHold = "decisions/lift-hold" Post "/api/communities/{community}/holds/{hold}/lift" {
        may: HoldCase, params: (CommunityCode, HoldId), body: HoldRequest, reply: Done,
        refusals: Refusal[HoldLifted]
    }
    /// Record which decisions the assembly left to the representatives.
    RecordAuthorisation = "decisions/record-authorisation" Post "/api/communities/{community}/authorisations" {
        may: RecordAuthorisation, params: (CommunityCode,), body: RecordAuthorisationRequest,
        reply: AuthorisationRecorded,
        refusals: Refusal[ReservedToAssembly, ItemsWrong, UnknownItem, DaysReversed, AuthorisedTooLong]
    }
    /// Set a community rule that is stricter than the general one.
    SetRule = "decisions/set-rule" Post "/api/communities/{community}/rules" {
        may: RecordAuthorisation, params: (CommunityCode,), body: SetRuleRequest, reply: RuleSet,
        refusals: Refusal[NoSuchRule, WeakerThanFloor], dangerous: true
    }
    /// The rules in force here today, each with its source and whether the source was verified.
    ShowRules = "decisions/show-rules" Get "/api/communities/{community}/rules" {
        may: SeeCaseFile, params: (CommunityCode,), reply: RulesView
    }
    /// Everything about one case, in order, under one hash.
    ShowDossier = "decisions/show-dossier" Get "/api/communities/{community}/cases/{case}/dossier" {
        may: SeePublic, params: (CommunityCode, CaseId), reply: Dossier
    }
}
