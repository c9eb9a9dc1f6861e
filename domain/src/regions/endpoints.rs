//! The endpoints of regions.

use super::{
    AnswerCheckRequest, CheckRefusal, Checks, EndOfficerSeatRequest, FillOfficerSeatRequest, FindCommunitiesQuery,
    FinishOfficerSignInRequest, FoundCommunities, OfficeOpened, OfficerMe, OfficerSeatFilled, OfficerSignedIn,
    Officers, OpenOfficeRequest, Refusal, Region, RegionJournalRow,
};
use crate::communities::Inbox;
use crate::contract::{Page, PageQuery};
use crate::ids::{OfficerId, OpinionId, RegionCode, SeatId};
use crate::members::AccessEnded;
use crate::sessions::{
    self, CodeSent, ConfirmFactorRequest, Done, FactorBegun, FactorConfirmed, ProveFactorRequest, ResetFactorRequest,
    SignInCodeRequest, SignInEvent, SignInRequest,
};

crate::endpoints! {
    /// A region with its children: the community chooser.
    ShowRegion = "regions/show-region" Get "/api/regions/{region}" {
        may: SeePublic, params: (RegionCode,), reply: Region
    }
    /// Communities below a region by a part of their name: the front door's search. At most 20.
    FindCommunities = "regions/find-communities" Get "/api/regions/{region}/communities" {
        may: SeePublic, params: (RegionCode,), query: FindCommunitiesQuery, reply: FoundCommunities
    }
    /// Name the first head of a region's office. Only for the operator of the installation.
    OpenOffice = "regions/open-office" Post "/api/operator/offices" {
        kind: Unkeyed, may: OpenOffice, params: (), body: OpenOfficeRequest, reply: OfficeOpened,
        refusals: Refusal[OperatorKeyWrong, UnknownRegion, OfficeOpen, SeatOpen, TermReversed, TermTooLong,
            OfficeFull]
    }
    /// Sign-in codes that would have been sent to officers' phones.
    ShowOfficerInbox = "regions/show-officer-inbox" Get "/api/regions/{region}/demonstration/inbox" {
        may: UseDemonstration, params: (RegionCode,), reply: Inbox, demonstration: true, offline: Never
    }
    /// Send a one-time code to an officer's phone. The answer is the same whether or not the phone is an officer's.
    RequestOfficerCode = "regions/request-officer-code" Post "/api/regions/{region}/sign-in-codes" {
        kind: Unkeyed, may: SignIn, params: (RegionCode,), body: SignInCodeRequest, reply: CodeSent,
        refusals: sessions::Refusal[TooManyCodes, ProofNeeded]
    }
    /// Sign in as an officer; the answer sets the cookie of this region.
    SignInOfficer = "regions/sign-in-officer" Post "/api/regions/{region}/sessions" {
        kind: Unkeyed, may: SignIn, params: (RegionCode,), body: SignInRequest, reply: OfficerSignedIn,
        refusals: sessions::Refusal[CodeWrong, CodeSpent, TooManyCodes]
    }
    /// Continue signing in after a right code, as an officer with a second factor.
    FinishOfficerSignIn = "regions/finish-officer-sign-in" Post "/api/regions/{region}/sign-in-tickets" {
        kind: Unkeyed, may: SignIn, params: (RegionCode,), body: FinishOfficerSignInRequest, reply: OfficerSignedIn,
        refusals: sessions::Refusal[TooManyCodes, TicketSpent, FactorCodeWrong, FactorLocked, FactorNotEnrolled]
    }
    /// Create a key for an officer's authenticator app. Replacing an enrolled one requires a recent proof of that one.
    BeginOfficerFactor = "regions/begin-officer-factor" Post "/api/regions/{region}/me/factor" {
        kind: Unkeyed, may: ManageOfficerFactor, params: (RegionCode,), reply: FactorBegun, dangerous: true
    }
    /// Enrol: the first code proves that the key arrived. The recovery codes are shown only in this answer.
    ConfirmOfficerFactor = "regions/confirm-officer-factor" Post "/api/regions/{region}/me/factor/confirmation" {
        kind: Unkeyed, may: ManageOfficerFactor, params: (RegionCode,), body: ConfirmFactorRequest,
        reply: FactorConfirmed,
        refusals: sessions::Refusal[FactorCodeWrong, FactorLocked, FactorNotBegun]
    }
    /// Prove the second factor again, for dangerous acts within the next quarter of an hour.
    ProveOfficerFactor = "regions/prove-officer-factor" Post "/api/regions/{region}/me/factor/proof" {
        kind: Unkeyed, may: ManageOfficerFactor, params: (RegionCode,), body: ProveFactorRequest, reply: Done,
        refusals: sessions::Refusal[FactorCodeWrong, FactorLocked, FactorNotEnrolled]
    }
    /// Reset a lost second factor, as another head; the officer is notified and signed out everywhere.
    ResetOfficerFactor = "regions/reset-officer-factor" Post "/api/regions/{region}/officers/{officer}/factor-reset" {
        may: ManageOfficers, params: (RegionCode, OfficerId), body: ResetFactorRequest, reply: AccessEnded,
        refusals: sessions::Refusal[FactorNotEnrolled, OwnCase], dangerous: true
    }
    /// The officer's sign-ins, failed tries and ended sessions, newest first.
    ListOfficerSignIns = "regions/list-officer-sign-ins" Get "/api/regions/{region}/me/sign-ins" {
        may: SeeOfficerSelf, params: (RegionCode,), query: PageQuery, reply: Page<SignInEvent>, offline: Never
    }
    /// Which officer is signed in.
    ShowOfficerMe = "regions/show-officer-me" Get "/api/regions/{region}/me" {
        may: SeeOfficerSelf, params: (RegionCode,), reply: OfficerMe, offline: Never
    }
    /// End the caller's session; the answer removes the cookie.
    SignOutOfficer = "regions/sign-out-officer" Post "/api/regions/{region}/sign-out" {
        kind: Unkeyed, may: SeeOfficerSelf, params: (RegionCode,), reply: Done
    }
    /// Who works for the region, with seats and terms.
    ListOfficers = "regions/list-officers" Get "/api/regions/{region}/officers" {
        may: SeeOffice, params: (RegionCode,), reply: Officers, offline: Never
    }
    /// Give somebody a seat of the region's office.
    FillOfficerSeat = "regions/fill-officer-seat" Post "/api/regions/{region}/officers" {
        may: ManageOfficers, params: (RegionCode,), body: FillOfficerSeatRequest, reply: OfficerSeatFilled,
        refusals: Refusal[OwnCase, SeatOpen, TermReversed, TermAlreadyOver, TermTooLong, OfficeFull], dangerous: true
    }
    /// End a seat of the office before its last day; its holder is signed out.
    EndOfficerSeat = "regions/end-officer-seat" Post "/api/regions/{region}/officer-seats/{seat}/ending" {
        may: ManageOfficers, params: (RegionCode, SeatId), body: EndOfficerSeatRequest, reply: Done,
        refusals: Refusal[OwnCase, SeatOver, LastHead], dangerous: true
    }
    /// Requests of communities to the office: a check of a draft, or the filing of a resolution.
    ListChecks = "regions/list-checks" Get "/api/regions/{region}/checks" {
        may: SeeChecks, params: (RegionCode,), query: PageQuery, reply: Checks, offline: Never
    }
    /// Agree, agree with changes, or object, with a reason. The first answer counts.
    AnswerCheck = "regions/answer-check" Post "/api/regions/{region}/checks/{opinion}" {
        may: AnswerChecks, params: (RegionCode, OpinionId), body: AnswerCheckRequest, reply: Done,
        refusals: CheckRefusal[CheckAnswered, CheckByPaper, CheckCaseEnded], dangerous: true
    }
    /// The journal of the region's office.
    ShowRegionJournal = "regions/show-region-journal" Get "/api/regions/{region}/journal" {
        may: SeeRegionJournal, params: (RegionCode,), query: PageQuery, reply: Page<RegionJournalRow>, offline: Never
    }
}
