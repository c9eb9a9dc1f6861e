//! Lists of matters by stage and reader, and what is similar to a new one.

use crate::busy_community::BusyCommunity;
use crate::matters::{accepted_matter, proposed_matter, returned_matter};
use crate::test_community::{Person, TestCommunity};
use domain::contract::*;
use domain::ids::MatterId;
use domain::matters::*;
use domain::time::DAY;

fn listed(stage: &BusyCommunity, who: &Person, query: &MattersQuery) -> Vec<MatterId> {
    let page = stage.desk.try_call::<ListMatters>(who, &(TestCommunity::code(),), query, &Empty {}).unwrap();
    page.rows.iter().map(|row| row.id).collect()
}

#[test]
fn lists_by_stage_and_by_reader() {
    let stage = BusyCommunity::open();
    let (desk, guest) = (&stage.desk, Person::default());
    let (waits, open, back) =
        (proposed_matter(&stage, &stage.volunteer), accepted_matter(&stage), returned_matter(&stage));
    let by = |stage: Stage| MattersQuery { stage: Some(stage), ..MattersQuery::default() };
    for (who, query, has) in [
        (&guest, MattersQuery::default(), [false, true, false]),
        (&stage.leader.person, MattersQuery::default(), [true, true, false]),
        (&stage.clerk.person, MattersQuery::default(), [true, true, true]),
        (&guest, by(Stage::PreReview), [false; 3]),
        (&stage.leader.person, by(Stage::PreReview), [true, false, false]),
        (&stage.leader.person, by(Stage::Returned), [false; 3]),
        (&guest, by(Stage::Discussing), [false, true, false]),
        (&guest, by(Stage::Discussed), [false; 3]),
        (
            &stage.volunteer.person,
            MattersQuery { of: Some(MattersOf::Mine), ..MattersQuery::default() },
            [true, false, true],
        ),
    ] {
        let found = listed(&stage, who, &query);
        assert_eq!([waits, open, back].map(|id| found.contains(&id)), has, "{query:?}");
    }
    assert_eq!(listed(&stage, &guest, &by(Stage::PreReview)), [], "and none of the demonstration");
    desk.pass_awake(11 * DAY);
    assert!(listed(&stage, &guest, &by(Stage::Discussed)).contains(&open));
    assert!(!listed(&stage, &guest, &by(Stage::Discussing)).contains(&open));
    // Page by page, without repeating or omitting any.
    let all = listed(&stage, &guest, &MattersQuery::default());
    let (mut paged, mut after) = (vec![], None);
    loop {
        let query = MattersQuery { after, limit: Some(2), ..MattersQuery::default() };
        let page = desk.try_call::<ListMatters>(&guest, &(TestCommunity::code(),), &query, &Empty {}).unwrap();
        paged.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, all);
    let mine = MattersQuery { of: Some(MattersOf::Mine), ..MattersQuery::default() };
    assert_eq!(listed(&stage, &stage.volunteer.person, &mine), [back, waits], "and nobody else's");
    let refused = desk.try_call::<ListMatters>(&guest, &(TestCommunity::code(),), &mine, &Empty {}).unwrap_err();
    assert_eq!(refused.code, "request/not-signed-in");
}

#[test]
fn what_is_like_it_is_found_while_typing() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let typed = |title: &str| FindSimilarRequest { title: title.parse().unwrap(), text: "".parse().unwrap() };
    let found = desk.call::<FindSimilar>(&stage.volunteer.person, &here, &typed("我们楼想加装电梯"));
    let nearest = &found.matters[0];
    assert_eq!((nearest.title.as_str(), nearest.item.as_str()), ("5号楼2单元加装电梯", "lifts"));
    assert_eq!(desk.call::<FindSimilar>(&stage.volunteer.person, &here, &typed("修理健身器材")).matters, []);
    for _ in 2..domain::limits::SIMILAR_PER_HOUR {
        desk.call::<FindSimilar>(&stage.volunteer.person, &here, &typed(""));
    }
    assert_eq!(desk.refusal::<FindSimilar>(&stage.volunteer.person, &here, &typed("")), "request/too-many");
    assert!(desk.dump().iter().all(|row| !row.contains("我们楼想")), "nothing that was typed is kept");
}
