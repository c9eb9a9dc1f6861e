//! The endpoints of communities.

use super::{
    CommunityOpened, DemonstrationAccounts, Health, HealthRefusal, Home, Inbox, ObjectsChecked, OpenCommunityRequest,
    OpeningRefusal,
};
use crate::contract::Empty;
use crate::ids::CommunityCode;

crate::endpoints! {
    /// Whether the service is up, and which contract it speaks.
    HealthCheck = "communities/health" Get "/api/health" {
        place: Gate, kind: Read, may: SeePublic, params: (), query: (), body: Empty, reply: Health, refusals: &[]
    }
    /// Whether objects can be read: one object of each kind is chosen at random and read.
    CheckObjects = "communities/check-objects" Get "/api/health/objects" {
        place: Gate, kind: Read, may: SeePublic, params: (), query: (), body: Empty, reply: ObjectsChecked,
        refusals: HealthRefusal::ALL
    }
    /// People to try the demonstration with.
    ListDemonstrationAccounts = "communities/list-demonstration-accounts" Get "/api/demonstration/accounts" {
        place: Gate, kind: Read, may: UseDemonstration, params: (), query: (), body: Empty,
        reply: DemonstrationAccounts, refusals: &[], demonstration: true
    }
    /// Create the demonstration community; a second call changes nothing.
    SeedDemonstration = "communities/seed-demonstration" Post "/api/demonstration/seed" {
        place: Gate, kind: Unkeyed, may: UseDemonstration, params: (), query: (), body: Empty,
        reply: DemonstrationAccounts, refusals: &[], demonstration: true
    }
    /// Open a community, with the first person who keeps its roster. Only for the operator of the installation.
    OpenCommunity = "communities/open-community" Post "/api/operator/communities" {
        place: Gate, kind: Unkeyed, may: OpenCommunity, params: (), query: (), body: OpenCommunityRequest,
        reply: CommunityOpened, refusals: OpeningRefusal::ALL
    }
    /// The community's home page.
    ShowHome = "communities/show-home" Get "/api/communities/{community}" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: (), body: Empty,
        reply: Home, refusals: &[]
    }
    /// Sign-in codes that would have been sent to phones.
    ShowInbox = "communities/show-inbox" Get "/api/communities/{community}/demonstration/inbox" {
        place: Community, kind: Read, may: UseDemonstration, params: (CommunityCode,), query: (), body: Empty,
        reply: Inbox, refusals: &[], demonstration: true
    }
}
