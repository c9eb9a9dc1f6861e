//! The roster (居民名册): a page of it, and how somebody leaves it.

use crate::ids::{GridId, HouseholdId, MemberId};
use crate::text::{Reason, SearchWord};
use crate::{body, query, reply};

query! {
    /// A page of the roster by name.
    pub struct RosterQuery {
        grid: GridId = "string",
        /// Part of a name, a building, or the last digits of a phone.
        word: SearchWord = "string",
        /// The last member of the page before.
        after: MemberId = "string",
        limit: u32 = "integer",
    }
}

body! {
    pub struct LeaveRoster { pub reason: Reason }
}

reply! {
    /// A page of the roster, with phones and doors masked.
    pub struct Roster {
        pub members: Vec<RosterRow>,
        pub more: bool,
        /// Members in the whole list, without the search word.
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
    }
    pub struct GridRow {
        pub id: GridId,
        pub name: String,
        pub households: u32,
    }
}
