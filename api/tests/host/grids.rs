//! A grid is renamed and split: visibility follows the buildings, and nothing else changes.

use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use domain::contract::*;
use domain::ids::GridId;
use domain::members::{GridReview, RenameGridRequest, RollOf, RollQuery, RosterQuery, SplitGridRequest};
use domain::text::Reason;

fn reason() -> Reason {
    "户数过多，居委会讨论".parse().unwrap()
}

fn naming(name: &str) -> RenameGridRequest {
    RenameGridRequest { name: name.parse().unwrap(), reason: reason() }
}

fn splitting(name: &str, buildings: &[&str]) -> SplitGridRequest {
    let buildings = buildings.iter().map(|building| building.parse().unwrap()).collect();
    SplitGridRequest { name: name.parse().unwrap(), buildings, reason: reason() }
}

fn review_all(desk: &TestCommunity, who: &Person) -> Vec<GridReview> {
    desk.call::<ReviewGrids>(who, &(TestCommunity::code(),), &Empty {}).grids
}

fn review(desk: &TestCommunity, who: &Person, grid: GridId) -> GridReview {
    review_all(desk, who).into_iter().find(|one| one.id == grid).unwrap()
}

#[test]
fn another_name_and_nothing_else() {
    let stage = BusyCommunity::open();
    let (desk, clerk, of) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(), stage.grid));
    let before = review(desk, clerk, stage.grid);
    let others = "select name from grids where id <> ? limit 1";
    let taken = desk.texts(others, bind![stage.grid]).remove(0);
    for name in [taken.as_str(), before.name.as_str()] {
        assert_eq!(desk.refusal::<RenameGrid>(clerk, &of, &naming(name)), "grids/name-taken", "{name}");
    }
    let nowhere = (TestCommunity::code(), "01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap());
    assert_eq!(desk.refusal::<RenameGrid>(clerk, &nowhere, &naming("某某网格")), "request/not-found");
    let worker = &stage.grid_worker.person;
    assert_eq!(desk.refusal::<RenameGrid>(worker, &of, &naming("某某网格")), "request/not-allowed");
    desk.call::<RenameGrid>(clerk, &of, &naming("东片网格"));
    let after = review(desk, clerk, stage.grid);
    assert_eq!(after, GridReview { name: "东片网格".to_owned(), ..before });
}

#[test]
fn whole_buildings_make_a_grid_of_their_own() {
    let stage = BusyCommunity::open();
    let (desk, clerk, of) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(), stage.grid));
    let before = review(desk, clerk, stage.grid);
    let names: Vec<&str> = before.buildings.iter().map(|building| building.name.as_str()).collect();
    assert!(names.len() >= 3, "{names:?}");
    let elsewhere = desk.texts("select building from households where grid <> ? limit 1", bind![stage.grid]).remove(0);
    for (wanted, expected) in [
        (splitting("新网格", &[]), "grids/nothing-chosen"),
        (splitting("新网格", &names), "grids/nothing-left"),
        (splitting("新网格", &[&elsewhere]), "grids/not-of-the-grid"),
        (splitting(&before.name, &names[..1]), "grids/name-taken"),
    ] {
        assert_eq!(desk.refusal::<SplitGrid>(clerk, &of, &wanted), expected);
    }
    let worker = &stage.grid_worker.person;
    assert_eq!(desk.refusal::<SplitGrid>(worker, &of, &splitting("新网格", &names[..1])), "request/not-allowed");

    desk.pass_awake(domain::time::DAY);
    let roll = || {
        let of = |of| RollQuery { of: Some(of), limit: Some(1), ..RollQuery::default() };
        [RollOf::Adults, RollOf::Households].map(|kind| {
            let page = desk.try_call::<ShowRoll>(clerk, &(TestCommunity::code(),), &of(kind), &Empty {}).unwrap();
            (page.total, page.hash)
        })
    };
    let total = |who: &Person, grid| {
        let query = RosterQuery { grid: Some(grid), limit: Some(1), ..RosterQuery::default() };
        desk.try_call::<ShowRoster>(who, &(TestCommunity::code(),), &query, &Empty {}).map(|page| page.total)
    };
    let (rolls, people) = (roll(), total(clerk, stage.grid).unwrap());
    let seats = || desk.texts("select id || member || coalesce(grid, '') from seats order by id", &[]);
    let seated = seats();
    let off = &names[names.len() - 2..];
    let all_before = review_all(desk, clerk);
    let done = desk.call::<SplitGrid>(clerk, &of, &splitting("新网格", off));
    let (old, new) = (review(desk, clerk, stage.grid), review(desk, clerk, done.grid));
    let named = |grid: &GridReview| grid.buildings.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(
        (named(&old), named(&new)),
        (
            names[..names.len() - 2].iter().map(|name| (*name).to_owned()).collect(),
            off.iter().map(|name| (*name).to_owned()).collect(),
        )
    );
    assert_eq!((old.households + new.households, new.households), (before.households, done.households));
    assert_eq!(new.name, "新网格");
    let all = review_all(desk, clerk);
    let households = |grids: &[GridReview]| grids.iter().map(|grid| grid.households).sum::<u32>();
    assert_eq!((all.len(), households(&all)), (all_before.len() + 1, households(&all_before)));
    // Nobody is in two grids or in none: the residents moved with their doors.
    let astray = "select m.id from members m join households h on h.id = m.household where m.grid <> h.grid";
    assert!(desk.texts(astray, &[]).is_empty());
    let (left, gone) = (total(clerk, stage.grid).unwrap(), total(clerk, done.grid).unwrap());
    assert_eq!(left + gone, people);
    assert!(gone > 0 && gone <= done.members);
    // The worker's seat keeps its grid, and the worker sees what is left of it.
    assert_eq!(seats(), seated);
    assert_eq!(total(worker, stage.grid), Ok(left));
    assert!(total(worker, done.grid).is_err(), "nobody looks after the new grid yet");
    assert_eq!(roll(), rolls, "who is entitled has nothing to do with grids");
    desk.check_books();
}
