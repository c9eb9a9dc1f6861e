//! The endpoints of privacy.

use super::{
    ClosesAt, ClosingPreview, CorrectionRequest, Corrections, DataPage, DataQuery, DecideConsentRequest,
    DecideCorrectionRequest, OwnData, PhoneRevealed, Refusal, Register, RevealPhoneRequest, RevealQuery, RevealRow,
    SearchRow, SearchesQuery,
};
use crate::contract::Page;
use crate::ids::{CommunityCode, CorrectionId, MemberId};
use crate::sessions::Done;

crate::endpoints! {
    /// The categories of residents' data, with reason, legal ground and period, and the consent texts in force.
    ShowRegister = "privacy/show-register" Get "/api/communities/{community}/privacy-register" {
        may: SeePublic, params: (CommunityCode,), reply: Register
    }
    /// A summary of the data held about oneself, or about a ward under age.
    ShowOwnData = "privacy/show-own-data" Get "/api/communities/{community}/members/{member}/data" {
        may: SeeOwnData, params: (CommunityCode, MemberId), reply: OwnData, offline: Never
    }
    /// A copy of all data held about oneself or a ward, part by part.
    DownloadOwnData = "privacy/download-own-data" Get "/api/communities/{community}/members/{member}/data-copy" {
        may: SeeOwnData, params: (CommunityCode, MemberId), query: DataQuery, reply: DataPage, offline: Never
    }
    /// Give or withdraw a consent.
    DecideConsent = "privacy/decide-consent" Post "/api/communities/{community}/members/{member}/consents" {
        may: SeeOwnData, params: (CommunityCode, MemberId), body: DecideConsentRequest, reply: Done,
        refusals: Refusal[OutdatedText, NothingChanges, NotYoursToDecide]
    }
    /// Ask for the correction of an item of one's own data.
    RequestCorrection = "privacy/request-correction" Post "/api/communities/{community}/correction-requests" {
        may: ManageOwnData, params: (CommunityCode,), body: CorrectionRequest, reply: Done,
        refusals: Refusal[NotReadable, AlreadyAsked]
    }
    /// Requests for correction that wait, the earliest first.
    ListCorrections = "privacy/list-corrections" Get "/api/communities/{community}/correction-requests" {
        may: DecideCorrection, params: (CommunityCode,), reply: Corrections
    }
    /// Apply a correction, or refuse it with a reason.
    DecideCorrection = "privacy/decide-correction" Post "/api/communities/{community}/correction-requests/{correction}/decision" {
        may: DecideCorrection, params: (CommunityCode, CorrectionId), body: DecideCorrectionRequest, reply: Done,
        refusals: Refusal[AlreadyDecided, OwnCase, PhoneTaken], dangerous: true
    }
    /// What closing the caller's account would erase, and what the law keeps.
    ShowClosing = "privacy/show-closing" Get "/api/communities/{community}/closing" {
        may: ManageOwnData, params: (CommunityCode,), reply: ClosingPreview
    }
    /// Ask for the closing of one's own account; it can be withdrawn for some days.
    CloseAccount = "privacy/close-account" Post "/api/communities/{community}/closing" {
        kind: Unkeyed, may: ManageOwnData, params: (CommunityCode,), reply: ClosesAt,
        refusals: Refusal[SeatsHeld, AlreadyClosing]
    }
    /// Withdraw the request to close the account.
    TakeBackClosing = "privacy/take-back-closing" Post "/api/communities/{community}/closing/withdrawal" {
        may: ManageOwnData, params: (CommunityCode,), reply: Done,
        refusals: Refusal[NotClosing]
    }
    /// Reveal a full phone number, with a reason that its owner can read.
    RevealPhone = "privacy/reveal-phone" Post "/api/communities/{community}/members/{member}/phone-reveal" {
        kind: Unkeyed, may: RevealPhone, params: (CommunityCode, MemberId), body: RevealPhoneRequest,
        reply: PhoneRevealed,
        refusals: Refusal[TooManyLooks, NoPhone], dangerous: true
    }
    /// Who revealed whose phone number, when and why.
    ListReveals = "privacy/list-reveals" Get "/api/communities/{community}/reveals" {
        may: SeeReveals, params: (CommunityCode,), query: RevealQuery, reply: Page<RevealRow>
    }
    /// Who searched for whom in the roster, newest first.
    ListSearches = "privacy/list-searches" Get "/api/communities/{community}/searches" {
        may: SeeReveals, params: (CommunityCode,), query: SearchesQuery, reply: Page<SearchRow>
    }
}
