//! `GET /api/regions/{region}`

use crate::client::{Call, community_code};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ShowRegion};
use domain::ids::RegionCode;
use domain::regions::RegionKind;

fn region(code: &str) -> (RegionCode,) {
    (code.parse().expect("a region's code"),)
}

#[test]
fn the_way_from_the_country_down_to_the_community() {
    let (server, guest) = (shared_server(), Person::guest());
    for (code, child, kind) in [
        ("0", "51", RegionKind::Province),
        ("51", "5114", RegionKind::City),
        ("5114", "511402", RegionKind::County),
        ("511402", "511402901", RegionKind::Street),
    ] {
        let shown = server.call::<ShowRegion>(&guest, &region(code), &Empty {});
        let child = shown.regions.iter().find(|region| region.code.as_str() == child).expect("a child");
        assert_eq!((child.kind, child.communities_open), (kind, 1), "{code}");
    }
    let street = server.call::<ShowRegion>(&guest, &region("511402901"), &Empty {});
    assert_eq!(street.path.last().map(|region| region.name.as_str()), Some("苏祠街道"));
    assert!(street.communities.iter().any(|community| community.code == community_code() && community.demonstration));
    let answer = server.raw::<ShowRegion>(&guest, &region("5114"));
    assert_eq!(answer.fields(""), "code communities kind name path regions");
    assert_eq!(answer.fields("/regions/0"), "code communities_open communities_total kind name");
    let total: u64 =
        answer.json()["regions"].as_array().into_iter().flatten().filter_map(|r| r["communities_total"].as_u64()).sum();
    assert_eq!(total, 337, "the published number of communities and villages");
}

#[test]
fn a_region_that_its_parent_does_not_know_is_not_found() {
    for wrong in ["99", "5199", "511499", "511402999", "5", "abc", "00"] {
        let answer = shared_server().send(&Call::get(&format!("/api/regions/{wrong}")));
        assert_eq!(answer.refusal(), (404, "request/not-found".into()), "{wrong}");
    }
}
