//! The administrative tree (街道、县、市、省): each region knows its children, and the officers (工作人员) who hold a seat there.
//!
//! | Part | File |
//! |---|---|
//! | who may sit, for how long, and which role follows | `officers.rs` |
//! | officers over the wire | `wire.rs` |
//! | finding a community by its name | `search.rs` |
//! | what communities ask the office for, and its answers | `checks.rs` |
//! | the letters of both | `letters.rs` |
//! | when a message to another object is sent again | `letter_retries.rs` |
//!
//! Invariant: a code is valid only if its parent confirms it; the gate climbs the tree before it wakes an object. A
//! region has no data about the people who live in it.

mod checks;
pub mod endpoints;
mod letter_retries;
mod letters;
mod officers;
mod search;
mod wire;

pub use checks::*;
pub use letter_retries::next_telling;
pub use letters::*;
pub use officers::{
    OfficerPost, Refusal, SeatEndingFacts, SeatFillingFacts, held_roles, may_end_seat, may_fill_seat, role_of,
    take_office,
};
pub use search::*;
pub use wire::*;

use crate::ids::{CommunityCode, RegionCode};
use crate::{reply, words};

words! {
    pub enum RegionKind {
        Country = "country",
        Province = "province",
        City = "city",
        County = "county",
        /// 街道
        Street = "street",
        /// 乡、镇
        Township = "township",
    }
}

reply! {
    /// A region and the places directly below it.
    pub struct Region {
        pub code: RegionCode,
        pub name: String,
        pub kind: RegionKind,
        /// Names from the country down to this region.
        pub path: Vec<RegionName>,
        pub regions: Vec<ChildRegion>,
        pub communities: Vec<ChildCommunity>,
    }
    pub struct RegionName {
        pub code: RegionCode,
        pub name: String,
    }
    pub struct ChildRegion {
        pub code: RegionCode,
        pub name: String,
        pub kind: RegionKind,
        /// Number of communities and villages that exist there, if the figure is published.
        pub communities_total: Option<u32>,
        /// Number of these that are open here.
        pub communities_open: u32,
    }
    pub struct ChildCommunity {
        pub code: CommunityCode,
        pub name: String,
        /// 示范数据: nobody in it exists.
        pub demonstration: bool,
    }
}
