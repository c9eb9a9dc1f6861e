//! The request that opens a community.

use crate::scenes::operator_key;
use crate::scenes::people::resident_phone;
use domain::communities::{CommunityKind, FirstClerk, OpenCommunityRequest, RegionAbove};
use domain::regions::RegionKind;

/// A community in a street of its own, with a first person with this number. The key is that of every test server.
pub fn open_community_request(code: &str, first: usize) -> OpenCommunityRequest {
    let above = |digits: usize, name: &str, kind| RegionAbove {
        code: code[..digits].parse().expect("a region"),
        name: name.parse().expect("a name"),
        kind,
    };
    OpenCommunityRequest {
        operator_key: operator_key().parse().expect("a key"),
        code: code.parse().expect("a code"),
        name: "示范新社区".parse().expect("a name"),
        kind: CommunityKind::Community,
        path: vec![
            above(2, "四川省", RegionKind::Province),
            above(4, "眉山市", RegionKind::City),
            above(6, "东坡区", RegionKind::County),
            above(9, "示范街道", RegionKind::Street),
        ],
        first: FirstClerk { name: "示范一".parse().expect("a name"), phone: resident_phone(first) },
        basis: "示范数据：开通".parse().expect("a reason"),
    }
}
