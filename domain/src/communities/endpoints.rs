//! The endpoints of communities.

use super::{
    CommunityOpened, DemonstrationAccounts, Health, HealthRefusal, Home, Inbox, ObjectsChecked, OpenCommunityRequest,
    OpeningRefusal, Today,
};
use crate::ids::CommunityCode;

crate::endpoints! {
    /// Whether the service is up, and which contract it speaks.
    HealthCheck = "communities/health" Get "/api/health" {
        may: SeePublic, params: (), reply: Health
    }
    /// Whether objects can be read: one object of each kind is chosen at random and read.
    CheckObjects = "communities/check-objects" Get "/api/health/objects" {
        may: SeePublic, params: (), reply: ObjectsChecked,
        refusals: HealthRefusal[ObjectDamaged]
    }
    /// People to try the demonstration with.
    ListDemonstrationAccounts = "communities/list-demonstration-accounts" Get "/api/demonstration/accounts" {
        may: UseDemonstration, params: (), reply: DemonstrationAccounts, demonstration: true, offline: Never
    }
    /// Create the demonstration community; a second call changes nothing.
    SeedDemonstration = "communities/seed-demonstration" Post "/api/demonstration/seed" {
        kind: Unkeyed, may: UseDemonstration, params: (), reply: DemonstrationAccounts, demonstration: true
    }
    /// Open a community, with the first person who keeps its roster. Only for the operator of the installation.
    OpenCommunity = "communities/open-community" Post "/api/operator/communities" {
        kind: Unkeyed, may: OpenCommunity, params: (), body: OpenCommunityRequest, reply: CommunityOpened,
        refusals: OpeningRefusal[OperatorKeyWrong, PathWrong, AlreadyOpen]
    }
    /// The community's home page.
    ShowHome = "communities/show-home" Get "/api/communities/{community}" {
        may: SeePublic, params: (CommunityCode,), reply: Home
    }
    /// What waits for the caller today, the most urgent first.
    ShowToday = "communities/show-today" Get "/api/communities/{community}/today" {
        may: SeeSelf, params: (CommunityCode,), reply: Today
    }
    /// Sign-in codes that would have been sent to phones.
    ShowInbox = "communities/show-inbox" Get "/api/communities/{community}/demonstration/inbox" {
        may: UseDemonstration, params: (CommunityCode,), reply: Inbox, demonstration: true, offline: Never
    }
}
