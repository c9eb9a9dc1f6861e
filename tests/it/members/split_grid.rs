//! `POST …/grids/{grid}/split`

use crate::activities::test_reason;
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, GRID_WORKER};
use crate::server::{Mode, Server, new_folder, shared_server};
use crate::template::copy_to;
use domain::contract::{Empty, ReviewGrids, SplitGrid};
use domain::members::SplitGridRequest;

fn body(name: &str, buildings: &[&str]) -> SplitGridRequest {
    let buildings = buildings.iter().map(|building| building.parse().expect("a building")).collect();
    SplitGridRequest { name: name.parse().expect("a name"), buildings, reason: test_reason() }
}

#[test]
fn what_cannot_be_split_off() {
    let server = shared_server();
    let (director, worker) = (server.person(DIRECTOR), server.person(GRID_WORKER));
    let grids = server.call::<ReviewGrids>(&director, &(community_code(),), &Empty {}).grids;
    let at = (community_code(), grids[0].id);
    let all: Vec<&str> = grids[0].buildings.iter().map(|building| building.name.as_str()).collect();
    let first = &all[..1];
    assert_eq!(server.refusal::<SplitGrid>(&worker, &at, &body("新网格", first)), (403, "request/not-allowed".into()));
    for (wanted, expected) in [
        (body("新网格", &[]), (422, "grids/nothing-chosen")),
        (body("新网格", &all), (409, "grids/nothing-left")),
        (body("新网格", &["没有这栋楼"]), (409, "grids/not-of-the-grid")),
        (body(&grids[1].name, first), (409, "grids/name-taken")),
    ] {
        let refused = server.refusal::<SplitGrid>(&director, &at, &wanted);
        assert_eq!(refused, (expected.0, expected.1.to_owned()));
    }
}

/// On a server of its own, because a split is permanent.
#[test]
fn buildings_make_a_grid_once_for_a_key() {
    let data = new_folder();
    copy_to(&data);
    let server = &Server::start(&data, Mode::Demonstration);
    let director = server.person(DIRECTOR);
    let grids = || server.call::<ReviewGrids>(&director, &(community_code(),), &Empty {}).grids;
    let before = grids();
    let wanted = body("新网格", &[&before[0].buildings[0].name]);
    let call = Call::of::<SplitGrid>(&director, &(community_code(), before[0].id), &(), &wanted);
    let done = server.send(&call).read::<SplitGrid>().expect("a new grid");
    assert_eq!(server.send(&call).read::<SplitGrid>().expect("the same answer"), done);
    let after = grids();
    assert_eq!(after.len(), before.len() + 1);
    let new = after.iter().find(|grid| grid.id == done.grid).expect("the new one");
    assert_eq!((new.name.as_str(), new.households), ("新网格", done.households));
    let total = |grids: &[domain::members::GridReview]| grids.iter().map(|grid| grid.households).sum::<u32>();
    assert_eq!(total(&after), total(&before));
}
