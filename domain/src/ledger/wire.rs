//! A statement of an account, paged by sequence, each row with its running total.

use super::TransferPurpose;
use crate::contract::Page;
use crate::ids::{ActivityId, MemberId, TransferId};
use crate::reply;
use crate::time::UtcMillis;

reply! {
    /// One page of a member's service statement, newest first.
    pub struct HoursStatement {
        pub member: MemberId,
        pub name: String,
        /// Minutes recorded in the ledger.
        pub total_minutes: i64,
        pub page: Page<HoursEntry>,
        /// Service that was measured but is not yet in the ledger.
        pub pending: Vec<crate::volunteering::ServiceView>,
    }
    pub struct HoursEntry {
        pub seq: u64,
        pub transfer: TransferId,
        pub at: UtcMillis,
        pub purpose: TransferPurpose,
        /// Positive or, for a correction, negative.
        pub minutes: i64,
        /// The balance after this entry.
        pub total_minutes: i64,
        pub activity: Option<ActivityId>,
        pub title: Option<String>,
        /// When the service took place.
        pub served_on: Option<UtcMillis>,
        /// Why it was corrected.
        pub reason: Option<String>,
        /// The transfer that this one corrects.
        pub corrects: Option<TransferId>,
    }
}
