//! Finding a community by its name, in the store of a region.

use crate::officers::{Office, STREET, street_path};
use crate::test_community::{Person, TestCommunity};
use domain::contract::{Empty, FindCommunities};
use domain::limits::FOUND_COMMUNITIES_MAX;
use domain::regions::{FindCommunitiesQuery, FoundCommunities, FoundCommunity};

fn place(number: u32, name: &str) -> FoundCommunity {
    FoundCommunity {
        code: format!("{STREET}{number:03}").parse().unwrap(),
        name: name.to_owned(),
        path: vec![],
        demonstration: true,
    }
}

/// Lists these communities, as their openings do.
fn list(office: &Office, places: Vec<FoundCommunity>) {
    let openings = api::demonstration::region_openings();
    let street = openings.into_iter().find(|region| region.code == STREET).unwrap();
    let opening = api::regions::RegionOpening { children: vec![], places, ..street };
    assert_eq!(office.internal("open", serde_json::to_vec(&opening).unwrap()).status, 200);
}

fn find(office: &Office, word: &str) -> FoundCommunities {
    let query = FindCommunitiesQuery { word: (!word.is_empty()).then(|| word.parse().unwrap()) };
    let request = TestCommunity::request::<FindCommunities>(&Person::default(), &street_path(), &query, &Empty {});
    let answer = office.handle(&request);
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn names(found: &FoundCommunities) -> Vec<&str> {
    found.rows.iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn a_name_is_found_and_a_new_name_replaces_it() {
    let office = Office::empty();
    list(&office, vec![place(101, "河东社区"), place(102, "河西社区")]);
    for (word, expect) in [("河", vec!["河东社区", "河西社区"]), ("东社", vec!["河东社区"]), ("hxsq", vec!["河西社区"])]
    {
        assert_eq!(names(&find(&office, word)), expect, "{word}");
    }
    list(&office, vec![place(101, "朝阳社区")]);
    for (word, expect) in [("朝阳", vec!["朝阳社区"]), ("河东", vec![]), ("hdsq", vec![]), ("河", vec!["河西社区"])]
    {
        assert_eq!(names(&find(&office, word)), expect, "{word}");
    }
}

#[test]
fn so_many_at_once_and_no_more_work_for_more_communities() {
    let office = Office::empty();
    let most = FOUND_COMMUNITIES_MAX;
    let some = |range: core::ops::Range<u32>| range.map(|number| place(number, &format!("示范{number}里"))).collect();
    list(&office, some(101..101 + most));
    for word in ["示", "示范1"] {
        let found = find(&office, word);
        assert_eq!((found.rows.len(), found.more), (most as usize, false), "{word}");
    }
    // The community of the demonstration is the one more.
    assert_eq!((find(&office, "").rows.len(), find(&office, "").more), (most as usize, true));
    list(&office, some(101 + most..101 + 2 * most));
    let work = |word: &str| {
        let before = office.db.work();
        let found = find(&office, word);
        assert_eq!((found.rows.len(), found.more), (most as usize, true), "{word}");
        office.db.work() - before
    };
    let before = ["", "示", "示范"].map(work);
    list(&office, some(101 + 2 * most..999));
    let after = ["", "示", "示范"].map(work);
    for (before, after) in before.into_iter().zip(after) {
        assert!(after <= before + before / 5 + 200, "{before}, then {after}");
    }
}
