//! `POST …/grids/{grid}/name`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DIRECTOR, GRID_WORKER};
use crate::server::{Mode, Server, new_folder};
use crate::template::copy_to;
use domain::contract::{Empty, RenameGrid, ReviewGrids};
use domain::members::RenameGridRequest;

/// On a server of its own, because other tests know the grids by name.
#[test]
fn a_grid_is_called_otherwise_and_names_stand_once() {
    let data = new_folder();
    copy_to(&data);
    let server = &Server::start(&data, Mode::Demonstration);
    let (director, worker) = (server.person(DIRECTOR), server.person(GRID_WORKER));
    let grids = || server.call::<ReviewGrids>(&director, &(community_code(),), &Empty {}).grids;
    let (first, second) = (grids().swap_remove(0), grids().swap_remove(1));
    let body = |name: &str| RenameGridRequest { name: name.parse().expect("a name"), reason: test_reason() };
    let at = (community_code(), first.id);
    assert_eq!(server.refusal::<RenameGrid>(&worker, &at, &body("某某网格")), (403, "request/not-allowed".into()));
    for name in [&first.name, &second.name] {
        assert_eq!(server.refusal::<RenameGrid>(&director, &at, &body(name)), (409, "grids/name-taken".into()));
    }
    server.call::<RenameGrid>(&director, &at, &body("河东网格"));
    assert_eq!(grids()[0].name, "河东网格");
}
