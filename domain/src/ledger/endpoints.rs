//! The endpoints of ledger.

use super::HoursStatement;
use crate::contract::Page;
use crate::ids::{CommunityCode, MemberId};

crate::endpoints! {
    /// A member's service statement, newest first.
    ShowHours = "ledger/show-hours" Get "/api/communities/{community}/members/{member}/hours" {
        may: SeeHours, params: (CommunityCode, MemberId), query: Page, reply: HoursStatement, assisted: true
    }
}
