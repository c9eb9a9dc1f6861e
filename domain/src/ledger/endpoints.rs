//! The endpoints of ledger.

use super::HoursStatement;
use crate::contract::{Empty, Page};
use crate::ids::{CommunityCode, MemberId};

crate::endpoints! {
    /// A member's service statement, newest first.
    ShowHours = "ledger/show-hours" Get "/api/communities/{community}/members/{member}/hours" {
        place: Community, kind: Read, may: SeeHours, params: (CommunityCode, MemberId), query: Page, body: Empty,
        reply: HoursStatement, refusals: &[], assisted: true
    }
}
