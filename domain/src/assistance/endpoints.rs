//! The endpoints of assistance.

use super::{
    AnswerContestRequest, Assistance, AssistanceReview, ContestActRequest, OpenAssistanceRequest, OpenUntil, Refusal,
};
use crate::contract::{Page, PageQuery};
use crate::ids::{ActId, AssistanceId, CommunityCode};
use crate::sessions::Done;

crate::endpoints! {
    /// Begin to act for a resident who agreed, for half an hour.
    OpenAssistance = "assistance/open-assistance" Post "/api/communities/{community}/assistances" {
        may: Assist, params: (CommunityCode,), body: OpenAssistanceRequest, reply: OpenUntil,
        refusals: Refusal[OwnCase, NotAResident, AlreadyOpen, AnotherOpen, TooManyToday, WitnessNotAnother,
            SpokenWithdrawn]
    }
    /// Extend the assistance by half an hour, once.
    ExtendAssistance = "assistance/extend-assistance" Post "/api/communities/{community}/assistances/{assistance}/extension" {
        may: Assist, params: (CommunityCode, AssistanceId), reply: OpenUntil,
        refusals: Refusal[NotYours, Ended, NoMoreExtension]
    }
    /// End the assistance; the resident gets the slip.
    EndAssistance = "assistance/end-assistance" Post "/api/communities/{community}/assistances/{assistance}/end" {
        may: Assist, params: (CommunityCode, AssistanceId), reply: Done,
        refusals: Refusal[NotYours, Ended]
    }
    /// One assistance with everything that was done in it: the slip.
    ShowAssistance = "assistance/show-assistance" Get "/api/communities/{community}/assistances/{assistance}" {
        may: SeeAssistance, params: (CommunityCode, AssistanceId), reply: Assistance, offline: Never
    }
    /// What the worker has opened, newest first.
    ListGivenAssistance = "assistance/list-given-assistance" Get "/api/communities/{community}/given-assistance" {
        may: SeeGivenAssistance, params: (CommunityCode,), query: PageQuery, reply: Page<Assistance>, offline: Never
    }
    /// Acts done in the name of the caller's household, newest first.
    ListReceivedAssistance = "assistance/list-received-assistance" Get "/api/communities/{community}/received-assistance" {
        may: SeeSelf, params: (CommunityCode,), query: PageQuery, reply: Page<Assistance>
    }
    /// For the supervision committee: all assistances, counts by worker, and contested acts.
    ReviewAssistance = "assistance/review-assistance" Get "/api/communities/{community}/assistances" {
        may: ReviewAssistance, params: (CommunityCode,), query: PageQuery, reply: AssistanceReview, offline: Never
    }
    /// Contest an act, on behalf of the household that did not want it.
    ContestAct = "assistance/contest-act" Post "/api/communities/{community}/assisted-acts/{act}/contest" {
        may: ContestAct, params: (CommunityCode, ActId), body: ContestActRequest, reply: Done,
        refusals: Refusal[OwnCase, TooLate, AlreadyContested]
    }
    /// Answer a contested act with the finding of the supervision committee.
    AnswerContest = "assistance/answer-contest" Post "/api/communities/{community}/assisted-acts/{act}/answer" {
        may: ReviewAssistance, params: (CommunityCode, ActId), body: AnswerContestRequest, reply: Done,
        refusals: Refusal[OwnCase, NotContested, AlreadyAnswered]
    }
}
