//! The endpoints of privacy.

use super::{
    ClosesAt, ClosingPreview, ConsentDecision, CorrectionDecision, CorrectionRequest, Corrections, DataPage, DataQuery,
    OwnData, Refusal, Register, RevealFor, RevealQuery, Revealed, Reveals, Searches, SearchesQuery,
};
use crate::contract::Empty;
use crate::ids::{CommunityCode, CorrectionId, MemberId};
use crate::sessions::Done;

crate::endpoints! {
    /// What is held of residents, why, on which ground and how long, and the consent texts in force.
    ShowRegister = "privacy/show-register" Get "/api/communities/{community}/privacy-register" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: (), body: Empty,
        reply: Register, refusals: &[]
    }
    /// What is held of oneself, or of a ward under age, in short.
    ShowOwnData = "privacy/show-own-data" Get "/api/communities/{community}/members/{member}/data" {
        place: Community, kind: Read, may: SeeOwnData, params: (CommunityCode, MemberId), query: (), body: Empty,
        reply: OwnData, refusals: &[]
    }
    /// A copy of everything, part by part.
    DownloadOwnData = "privacy/download-own-data" Get "/api/communities/{community}/members/{member}/data-copy" {
        place: Community, kind: Read, may: SeeOwnData, params: (CommunityCode, MemberId), query: DataQuery,
        body: Empty, reply: DataPage, refusals: &[]
    }
    /// Give or withdraw a consent.
    DecideConsent = "privacy/decide-consent" Post "/api/communities/{community}/members/{member}/consents" {
        place: Community, kind: Command, may: SeeOwnData, params: (CommunityCode, MemberId), query: (),
        body: ConsentDecision, reply: Done, refusals: Refusal::ALL
    }
    /// Ask for something of the own data to be corrected.
    RequestCorrection = "privacy/request-correction" Post "/api/communities/{community}/correction-requests" {
        place: Community, kind: Command, may: ManageOwnData, params: (CommunityCode,), query: (),
        body: CorrectionRequest, reply: Done, refusals: Refusal::ALL
    }
    /// Requests for correction that wait, the earliest first.
    ListCorrections = "privacy/list-corrections" Get "/api/communities/{community}/correction-requests" {
        place: Community, kind: Read, may: DecideCorrection, params: (CommunityCode,), query: (), body: Empty,
        reply: Corrections, refusals: &[]
    }
    /// Apply a correction, or refuse it with a reason.
    DecideCorrection = "privacy/decide-correction" Post "/api/communities/{community}/correction-requests/{correction}/decision" {
        place: Community, kind: Command, may: DecideCorrection, params: (CommunityCode, CorrectionId), query: (),
        body: CorrectionDecision, reply: Done, refusals: Refusal::ALL, dangerous: true
    }
    /// What closing the own account would erase and what the law keeps.
    ShowClosing = "privacy/show-closing" Get "/api/communities/{community}/closing" {
        place: Community, kind: Read, may: ManageOwnData, params: (CommunityCode,), query: (), body: Empty,
        reply: ClosingPreview, refusals: &[]
    }
    /// Ask for the own account to be closed; it can be taken back for some days.
    CloseAccount = "privacy/close-account" Post "/api/communities/{community}/closing" {
        place: Community, kind: Unkeyed, may: ManageOwnData, params: (CommunityCode,), query: (), body: Empty,
        reply: ClosesAt, refusals: Refusal::ALL
    }
    /// The account stays after all.
    TakeBackClosing = "privacy/take-back-closing" Post "/api/communities/{community}/closing/withdrawal" {
        place: Community, kind: Command, may: ManageOwnData, params: (CommunityCode,), query: (), body: Empty,
        reply: Done, refusals: Refusal::ALL
    }
    /// A phone in full, with a reason that its owner can read.
    RevealPhone = "privacy/reveal-phone" Post "/api/communities/{community}/members/{member}/phone-reveal" {
        place: Community, kind: Unkeyed, may: RevealPhone, params: (CommunityCode, MemberId), query: (),
        body: RevealFor, reply: Revealed, refusals: Refusal::ALL, dangerous: true
    }
    /// Who looked at whose phone, when and why.
    ListReveals = "privacy/list-reveals" Get "/api/communities/{community}/reveals" {
        place: Community, kind: Read, may: SeeReveals, params: (CommunityCode,), query: RevealQuery, body: Empty,
        reply: Reveals, refusals: &[]
    }
    /// Who looked for whom in the roster, newest first.
    ListSearches = "privacy/list-searches" Get "/api/communities/{community}/searches" {
        place: Community, kind: Read, may: SeeReveals, params: (CommunityCode,), query: SearchesQuery, body: Empty,
        reply: Searches, refusals: &[]
    }
}
