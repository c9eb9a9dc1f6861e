//! The endpoints of notices.

use super::{Notice, ReadNoticesRequest};
use crate::contract::{Page, PageQuery};
use crate::ids::CommunityCode;
use crate::sessions::Done;

crate::endpoints! {
    /// Own notices, newest first.
    ListNotices = "notices/list-notices" Get "/api/communities/{community}/notices" {
        may: SeeSelf, params: (CommunityCode,), query: PageQuery, reply: Page<Notice>
    }
    /// Mark own notices as read.
    ReadNotices = "notices/read-notices" Post "/api/communities/{community}/notices/read" {
        may: SeeSelf, params: (CommunityCode,), body: ReadNoticesRequest, reply: Done
    }
}
