//! The endpoints of regions.

use super::{
    EndOfficerSeat, FillOfficerSeat, OfficeOpened, OfficeOpening, OfficerMe, OfficerSeatFilled, Officers, Refusal,
    Region, RegionJournal,
};
use crate::communities::Inbox;
use crate::contract::{Empty, Page};
use crate::ids::{RegionCode, SeatId};
use crate::sessions::{self, CodeRequest, CodeSent, Done, SignInWith};

crate::endpoints! {
    /// A region with its children: the community chooser.
    ShowRegion = "regions/show-region" Get "/api/regions/{region}" {
        place: Region, kind: Read, may: SeePublic, params: (RegionCode,), query: (), body: Empty,
        reply: Region, refusals: &[]
    }
    /// Name the first head of a region's office; for the operator of the installation.
    OpenOffice = "regions/open-office" Post "/api/operator/offices" {
        place: Gate, kind: Unkeyed, may: OpenOffice, params: (), query: (), body: OfficeOpening,
        reply: OfficeOpened, refusals: Refusal::ALL
    }
    /// Codes that would have been sent to officers' phones.
    ShowOfficerInbox = "regions/show-officer-inbox" Get "/api/regions/{region}/demonstration/inbox" {
        place: Region, kind: Read, may: UseDemonstration, params: (RegionCode,), query: (), body: Empty,
        reply: Inbox, refusals: &[], demonstration: true
    }
    /// Send a one-time code to an officer's phone. The answer is the same whether or not the phone is an officer's.
    RequestOfficerCode = "regions/request-officer-code" Post "/api/regions/{region}/sign-in-codes" {
        place: Region, kind: Unkeyed, may: SignIn, params: (RegionCode,), query: (), body: CodeRequest,
        reply: CodeSent, refusals: sessions::Refusal::ALL
    }
    /// Sign in as an officer; the answer sets the cookie of this region.
    SignInOfficer = "regions/sign-in-officer" Post "/api/regions/{region}/sessions" {
        place: Region, kind: Unkeyed, may: SignIn, params: (RegionCode,), query: (), body: SignInWith,
        reply: OfficerMe, refusals: sessions::Refusal::ALL
    }
    /// Which officer is signed in.
    ShowOfficerMe = "regions/show-officer-me" Get "/api/regions/{region}/me" {
        place: Region, kind: Read, may: SeeOffice, params: (RegionCode,), query: (), body: Empty,
        reply: OfficerMe, refusals: &[]
    }
    /// End the own session; the answer takes the cookie back.
    SignOutOfficer = "regions/sign-out-officer" Post "/api/regions/{region}/sign-out" {
        place: Region, kind: Unkeyed, may: SeeOffice, params: (RegionCode,), query: (), body: Empty,
        reply: Done, refusals: &[]
    }
    /// Who works for the region, with seats and terms.
    ListOfficers = "regions/list-officers" Get "/api/regions/{region}/officers" {
        place: Region, kind: Read, may: SeeOffice, params: (RegionCode,), query: (), body: Empty,
        reply: Officers, refusals: &[]
    }
    /// Somebody takes a seat of the region's office.
    FillOfficerSeatOf = "regions/fill-officer-seat" Post "/api/regions/{region}/officers" {
        place: Region, kind: Command, may: ManageOfficers, params: (RegionCode,), query: (),
        body: FillOfficerSeat, reply: OfficerSeatFilled, refusals: Refusal::ALL
    }
    /// A seat of the office ends before its last day; whoever held it is signed out.
    EndOfficerSeatAt = "regions/end-officer-seat" Post "/api/regions/{region}/officer-seats/{seat}/ending" {
        place: Region, kind: Command, may: ManageOfficers, params: (RegionCode, SeatId), query: (),
        body: EndOfficerSeat, reply: Done, refusals: Refusal::ALL
    }
    /// What was done in the region's office.
    ShowRegionJournal = "regions/show-region-journal" Get "/api/regions/{region}/journal" {
        place: Region, kind: Read, may: SeeRegionJournal, params: (RegionCode,), query: Page, body: Empty,
        reply: RegionJournal, refusals: &[]
    }
}
