//! The endpoints of notices.

use super::{Notices, ReadNoticesRequest};
use crate::contract::{Empty, Page};
use crate::ids::CommunityCode;
use crate::sessions::Done;

crate::endpoints! {
    /// Own notices, newest first.
    ListNotices = "notices/list-notices" Get "/api/communities/{community}/notices" {
        place: Community, kind: Read, may: SeeSelf, params: (CommunityCode,), query: Page, body: Empty,
        reply: Notices, refusals: &[]
    }
    /// Mark own notices as read.
    ReadNotices = "notices/read-notices" Post "/api/communities/{community}/notices/read" {
        place: Community, kind: Command, may: SeeSelf, params: (CommunityCode,), query: (), body: ReadNoticesRequest,
        reply: Done, refusals: &[]
    }
}
