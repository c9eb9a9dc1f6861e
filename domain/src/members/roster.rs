//! The roster (居民名册): a page of it, and how somebody leaves it.

use super::{Building, Language, LeaveCause};
use crate::contract::Page;
use crate::ids::{GridId, HouseholdId, MemberId};
use crate::text::{Reason, SearchWord};
use crate::{body, query, reply, words};

words! {
    /// The order of the roster.
    pub enum RosterOrder {
        /// By building, unit and door, each as a number where it has one.
        Dwelling = "dwelling",
        /// By the name in pinyin.
        Name = "name",
        /// By grid, and within it by dwelling.
        Grid = "grid",
    }
}

query! {
    /// A page of the roster.
    pub struct RosterQuery {
        grid: GridId = "string",
        /// One building, always in the order of its dwellings.
        building: Building = "string",
        /// By dwelling when not given. A search is always in that order.
        order: RosterOrder = "string",
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
        /// Number of members in the whole list of the grid and the building, without the search word.
        pub total: u32,
        pub grids: Vec<GridRow>,
        /// The names of the buildings, of the grid if one was asked for.
        pub buildings: Vec<String>,
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
