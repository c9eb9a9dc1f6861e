//! A community's public face: what anybody sees on its home page.

pub mod endpoints;
mod health;
mod opening;
mod today;

pub use health::*;
pub use opening::*;
pub use today::*;

use crate::decisions::{CaseStep, DecisionState};
use crate::ids::{CaseId, CommunityCode, MeetingId};
use crate::matters::MatterRow;
use crate::meetings::MeetingForm;
use crate::members::Post;
use crate::regions::RegionName;
use crate::time::UtcMillis;
use crate::volunteering::ActivityRow;
use crate::{reply, words};

words! {
    pub enum CommunityKind {
        /// 社区
        Community = "community",
        /// 村
        Village = "village",
    }
}

reply! {
    /// The home page for everybody.
    pub struct Home {
        pub code: CommunityCode,
        pub name: String,
        pub kind: CommunityKind,
        /// Names from the province down to the street or township.
        pub path: Vec<RegionName>,
        /// 示范数据: nobody in it exists.
        pub demonstration: bool,
        /// The next activities, soonest first.
        pub upcoming: Vec<ActivityRow>,
        /// Confirmed service in the whole community this year.
        pub service_minutes_this_year: i64,
        /// Confirmed records of this year: one person at one activity counts once (人次).
        pub services_this_year: u32,
        pub offices: Vec<OfficeHolder>,
        /// Open cases; the case with the earliest meeting first.
        pub deciding: Vec<OpenDecision>,
        /// The decision that ended last, by a resolution or without one. Absent in answers stored before this field existed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub decided: Option<LatestDecision>,
        /// Matters under discussion, newest first.
        pub discussing: Vec<MatterRow>,
    }
    /// An open case with its present step.
    pub struct OpenDecision {
        pub case: CaseId,
        pub number: u64,
        pub title: String,
        pub step: CaseStep,
        /// The meeting of the present step, once it is called.
        pub meeting: Option<MeetingId>,
        pub form: Option<MeetingForm>,
        pub starts_at: Option<UtcMillis>,
    }
    /// A decision that has ended.
    pub struct LatestDecision {
        pub case: CaseId,
        pub title: String,
        pub state: DecisionState,
        pub ended_at: UtcMillis,
    }
    /// Who holds an office, as posted on the paper notice board.
    pub struct OfficeHolder {
        pub body_name: String,
        pub post: Post,
        pub name: String,
        /// Of a grid worker. These three are absent in answers stored before the fields existed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub grid_name: Option<String>,
        /// The telephone of the office, never the holder's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub phone: Option<String>,
        /// When somebody answers there; empty if unknown.
        #[serde(default)]
        pub hours: String,
    }
    /// The demonstration inbox: sign-in codes that would have been sent to phones.
    pub struct Inbox { pub messages: Vec<InboxMessage> }
    pub struct InboxMessage {
        pub phone: String,
        pub code: String,
        pub at: UtcMillis,
    }
    /// Accounts for trying the demonstration; these people do not exist.
    pub struct DemonstrationAccounts {
        pub accounts: Vec<DemonstrationAccount>,
        /// Officers who work for the regions above the demonstration.
        pub officers: Vec<DemonstrationOfficer>,
    }
    pub struct DemonstrationAccount {
        pub community: CommunityCode,
        pub community_name: String,
        pub role: crate::access::Role,
        pub name: String,
        pub phone: String,
    }
    pub struct DemonstrationOfficer {
        pub region: crate::ids::RegionCode,
        pub region_name: String,
        pub post: crate::regions::OfficerPost,
        pub name: String,
        pub phone: String,
    }
    pub struct Health {
        pub status: String,
        /// The contract that this API implements.
        pub contract: u32,
        pub now: crate::time::UtcMillis,
    }
}
