//! `POST /api/operator/communities`

use crate::client::Call;
use crate::people::{Person, resident_phone};
use crate::server::{Mode, SECRETS, Server, fresh_server, new_folder};
use domain::communities::{CommunityKind, FirstClerk, OpenCommunityRequest, RegionAbove};
use domain::contract::{Empty, OpenCommunity, ShowHome, ShowRegion};
use domain::ids::CommunityCode;
use domain::regions::RegionKind;

/// The key that every test server is given.
fn key() -> String {
    SECRETS[4].repeat(4)
}

/// A community in a street of its own, with a first person with this number.
pub fn open_community_request(code: &str, first: usize) -> OpenCommunityRequest {
    let above = |digits: usize, name: &str, kind| RegionAbove {
        code: code[..digits].parse().expect("a region"),
        name: name.parse().expect("a name"),
        kind,
    };
    OpenCommunityRequest {
        operator_key: key().parse().expect("a key"),
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

#[test]
fn a_real_community_opens_on_an_empty_production() {
    let server = Server::start(&new_folder(), Mode::Production);
    let guest = Person::guest();
    let code: CommunityCode = "511402001003".parse().expect("a code");
    assert_eq!(server.refusal::<ShowHome>(&guest, &(code.clone(),), &Empty {}).0, 404);
    let body = open_community_request(code.as_str(), 9001);
    assert_eq!(server.call::<OpenCommunity>(&guest, &(), &body).code, code);
    assert_eq!(server.call::<ShowHome>(&guest, &(code.clone(),), &Empty {}).name, "示范新社区");
    // The path to it is known from the country down.
    let mut region = domain::ids::RegionCode::country();
    for next in ["51", "5114", "511402", "511402001"] {
        let here = server.call::<ShowRegion>(&guest, &(region,), &Empty {});
        let child = here.regions.iter().find(|child| child.code.as_str() == next).expect("the next region");
        assert_eq!(child.communities_open, 1, "{next}");
        region = child.code.clone();
    }
    let street = server.call::<ShowRegion>(&guest, &(region,), &Empty {});
    assert_eq!(street.communities.len(), 1);
    // A second community in the street is counted; the same one again is not.
    server.call::<OpenCommunity>(&guest, &(), &open_community_request("511402001004", 9002));
    server.call::<OpenCommunity>(&guest, &(), &body);
    let county = server.call::<ShowRegion>(&guest, &("511402".parse().expect("a region"),), &Empty {});
    assert_eq!(county.regions[0].communities_open, 2);
    let other = OpenCommunityRequest { first: open_community_request("511402001003", 9003).first, ..body };
    assert_eq!(server.refusal::<OpenCommunity>(&guest, &(), &other), (409, "communities/already-open".into()));
}

#[test]
fn nobody_else_opens_and_nothing_is_left() {
    let server = fresh_server();
    let guest = Person::guest();
    let files = server.object_files();
    let wrong = OpenCommunityRequest {
        operator_key: "x".repeat(40).parse().expect("a key"),
        ..open_community_request("511402001003", 9001)
    };
    assert_eq!(server.refusal::<OpenCommunity>(&guest, &(), &wrong), (403, "communities/operator-key-wrong".into()));
    let elsewhere = OpenCommunityRequest {
        code: "511402002003".parse().expect("a code"),
        ..open_community_request("511402001003", 9001)
    };
    assert_eq!(server.refusal::<OpenCommunity>(&guest, &(), &elsewhere), (422, "communities/path-wrong".into()));
    let call = Call::post("/api/operator/communities", "{}");
    assert_eq!(server.send(&call).refusal(), (400, "request/malformed".into()));
    assert_eq!(server.object_files(), files, "no object was made");
}
