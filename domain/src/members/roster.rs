//! The roster (居民名册): a page of it, and how somebody leaves it.

use super::{Language, LeaveCause};
use crate::contract::Page;
use crate::ids::{GridId, HouseholdId, MemberId};
use crate::text::{Reason, SearchWord};
use crate::{body, query, reply};

query! {
    /// A page of the roster.
    pub struct RosterQuery {
        grid: GridId = "string",
        /// What the page before gave as `next`; without it the first page.
        after: MemberId = "string",
        limit: u32 = "integer",
    }
}

body! {
    pub struct LeaveRosterRequest {
        pub cause: LeaveCause,
        pub reason: Reason,
    }
    /// In the body and not in the address, because names and numbers must not appear in logs of addresses.
    pub struct SearchRosterRequest {
        /// Part of a name, its initials in pinyin, a building, or at least three of the last digits of a phone number.
        pub word: SearchWord,
    }
}

impl LeaveRosterRequest {
    /// Somebody moved away.
    pub fn moved(reason: Reason) -> Self {
        Self { cause: LeaveCause::Moved, reason }
    }
}

reply! {
    /// A page of the roster, with masked phone numbers and doors.
    pub struct Roster {
        pub page: Page<RosterRow, MemberId>,
        /// Number of members in the whole list, without the search word.
        pub total: u32,
        pub grids: Vec<GridRow>,
    }
    pub struct RosterRow {
        pub id: MemberId,
        pub name: String,
        pub phone_masked: String,
        pub address_masked: String,
        pub household: HouseholdId,
        pub grid: GridId,
        pub left: bool,
        pub under_age: bool,
        /// The guardian of a person under age.
        pub guardian_name: Option<String>,
        pub language: Language,
        pub large_print: bool,
    }
    pub struct GridRow {
        pub id: GridId,
        pub name: String,
        pub households: u32,
    }
}
