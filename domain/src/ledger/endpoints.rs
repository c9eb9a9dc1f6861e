//! The endpoints of ledger.

use super::HoursStatement;
use crate::contract::PageQuery;
use crate::ids::{CommunityCode, MemberId};

crate::endpoints! {
    /// A member's service statement, newest first.
    ShowHours = "ledger/show-hours" Get "/api/communities/{community}/members/{member}/hours" {
        may: SeeHours, params: (CommunityCode, MemberId), query: PageQuery, reply: HoursStatement, assisted: true
    }
}
