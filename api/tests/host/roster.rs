//! Who sees whom: the roster by role and grid, masked, sorted and searched; guardians and needs.

use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use api::duties;
use domain::contract::*;
use domain::ids::MemberId;
use domain::members::{
    Language, LeaveCause, LeaveRosterRequest, NameGuardianRequest, NoteNeedsRequest, Print, Roster, RosterOrder,
    RosterQuery, SearchRosterRequest,
};
use domain::privacy::{SearchRow, SearchesQuery};
use domain::time::DAY;

fn reason() -> domain::text::Reason {
    "户口簿已核对".parse().unwrap()
}

/// A minor of the demonstration.
pub fn a_child(desk: &TestCommunity) -> MemberId {
    desk.texts("select id from members where born_day > '2012' and left_at is null order by id limit 1", &[])[0]
        .parse()
        .unwrap()
}

fn search_page(stage: &BusyCommunity, who: &Person, query: &RosterQuery, word: &str) -> Result<Roster, String> {
    let body = SearchRosterRequest { word: word.parse().unwrap() };
    stage.desk.try_call::<SearchRoster>(who, &(TestCommunity::code(),), query, &body).map_err(|problem| problem.code)
}

fn search(stage: &BusyCommunity, who: &Person, word: &str) -> Result<Roster, String> {
    search_page(stage, who, &RosterQuery { limit: Some(100), ..RosterQuery::default() }, word)
}

fn roster(stage: &BusyCommunity, who: &Person, query: &RosterQuery) -> Result<Roster, String> {
    stage.desk.try_call::<ShowRoster>(who, &(TestCommunity::code(),), query, &Empty {}).map_err(|problem| problem.code)
}

#[test]
fn a_grid_worker_sees_the_own_grid_and_nothing_else() {
    let stage = BusyCommunity::open();
    let grids: Vec<domain::ids::GridId> =
        stage.desk.texts("select id from grids order by id", &[]).iter().map(|id| id.parse().unwrap()).collect();
    let other = *grids.iter().find(|grid| **grid != stage.grid).unwrap();
    let (worker, clerk) = (&stage.grid_worker.person, &stage.clerk.person);
    let own = roster(&stage, worker, &RosterQuery::default()).unwrap();
    assert!(!own.page.rows.is_empty() && own.page.rows.iter().all(|row| row.grid == stage.grid));
    assert_eq!(own.grids.len(), 1);
    let named = RosterQuery { grid: Some(stage.grid), ..RosterQuery::default() };
    assert_eq!(roster(&stage, worker, &named), Ok(own.clone()), "without a grid it is their own");
    let theirs = RosterQuery { grid: Some(other), ..RosterQuery::default() };
    assert_eq!(roster(&stage, worker, &theirs), Err("request/not-allowed".to_owned()));
    // Paging with a search word after a member of another grid never shows members of another grid.
    let stranger = stage.desk.texts("select min(id) from members where grid = ?", bind![other])[0].parse().unwrap();
    let sly = RosterQuery { after: Some(stranger), limit: Some(100), ..RosterQuery::default() };
    assert!(search_page(&stage, worker, &sly, "王").unwrap().page.rows.iter().all(|row| row.grid == stage.grid));
    assert_eq!(search_page(&stage, worker, &theirs, "王"), Err("request/not-allowed".to_owned()));
    let found = search(&stage, worker, "w").unwrap().page.rows;
    assert!(!found.is_empty() && found.iter().all(|row| row.grid == stage.grid), "by initials too");
    let all = roster(&stage, clerk, &RosterQuery::default()).unwrap();
    assert!(all.total > own.total && all.grids.len() == 3);
    let part = roster(&stage, clerk, &theirs).unwrap();
    assert!(part.page.rows.iter().all(|row| row.grid == other) && part.total < all.total);
    let totals: u32 = grids
        .iter()
        .map(|grid| roster(&stage, clerk, &RosterQuery { grid: Some(*grid), ..RosterQuery::default() }).unwrap().total)
        .sum();
    assert_eq!(totals, all.total);
}

/// The ids of the roster in the order of a column.
fn sorted_by(stage: &BusyCommunity, column: &str) -> Vec<MemberId> {
    let sql = format!("select id from members where left_cause is not 'mistake' order by {column}, id");
    stage.desk.texts(sql.leak(), &[]).iter().map(|id| id.parse().unwrap()).collect()
}

/// All pages of a query, small ones, so that many of them end within a house or among people of one name.
fn all_pages(stage: &BusyCommunity, who: &Person, query: &RosterQuery) -> Vec<domain::members::RosterRow> {
    let (mut rows, mut query) = (vec![], RosterQuery { limit: Some(97), ..query.clone() });
    loop {
        let Roster { page, .. } = roster(stage, who, &query).unwrap();
        rows.extend(page.rows);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return rows,
        }
    }
}

#[test]
fn the_roster_stands_in_each_order_and_by_building() {
    let stage = BusyCommunity::open();
    let (clerk, worker) = (&stage.clerk.person, &stage.grid_worker.person);
    let ids = |rows: &[domain::members::RosterRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    assert!(stage.desk.texts("select id from members where dwelling_key = '' or name_key = ''", &[]).is_empty());
    for (order, column) in [
        (RosterOrder::Dwelling, "dwelling_key"),
        (RosterOrder::Name, "name_key"),
        (RosterOrder::Grid, "grid, dwelling_key"),
    ] {
        let query = RosterQuery { order: Some(order), ..RosterQuery::default() };
        assert_eq!(ids(&all_pages(&stage, clerk, &query)), sorted_by(&stage, column), "{order}");
        let own = all_pages(&stage, worker, &query);
        let all = all_pages(&stage, clerk, &RosterQuery { grid: Some(stage.grid), ..query });
        assert!(!own.is_empty() && own.iter().all(|row| row.grid == stage.grid), "{order}");
        assert_eq!(ids(&own), ids(&all), "{order}");
    }
    let first = roster(&stage, clerk, &RosterQuery::default()).unwrap();
    let own = roster(&stage, worker, &RosterQuery::default()).unwrap();
    assert!(
        own.buildings.iter().all(|name| first.buildings.contains(name)) && own.buildings.len() < first.buildings.len()
    );
    let named = stage.desk.texts("select distinct building from households", &[]);
    assert_eq!(named.len(), first.buildings.len());
    let mut sum = 0;
    for building in &first.buildings {
        let query = RosterQuery { building: Some(building.parse().unwrap()), ..RosterQuery::default() };
        let rows = all_pages(&stage, clerk, &query);
        let start = building.as_str();
        assert!(rows.iter().all(|row| row.address_masked.starts_with(start)), "{building}");
        sum += roster(&stage, clerk, &query).unwrap().total;
        if !own.buildings.contains(building) {
            assert!(all_pages(&stage, worker, &query).is_empty(), "{building} lies in another grid");
        }
    }
    assert_eq!(sum, first.total);
    // Somebody who moves, or gets another name, stands in the new place at once or after the next daily run.
    let moved = first.page.rows[0].id;
    stage.desk.db.run("update members set name = '宗宗宗' where id = ?", bind![moved]).unwrap();
    assert_eq!(
        stage.desk.texts("select id from members where dwelling_key = '' and name_key = ''", &[]),
        [moved.to_string()]
    );
    assert_eq!(ids(&all_pages(&stage, clerk, &RosterQuery::default())).iter().filter(|id| **id == moved).count(), 1);
}

#[test]
fn the_roster_is_paged_masked_and_searched() {
    let stage = BusyCommunity::open();
    let clerk = &stage.clerk.person;
    let mut seen = vec![];
    let mut after = None;
    loop {
        let query = RosterQuery { after, limit: Some(100), ..RosterQuery::default() };
        let Roster { page, total, .. } = roster(&stage, clerk, &query).unwrap();
        assert!(page.rows.len() <= 100);
        for row in &page.rows {
            assert!(row.phone_masked.len() == 11 && row.phone_masked.starts_with("138****"), "{row:?}");
            assert!(row.address_masked.ends_with("单元**"), "{row:?}");
        }
        seen.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            assert_eq!(seen.len(), total as usize);
            break;
        }
    }
    let (mut once, in_order) = (seen.clone(), sorted_by(&stage, "dwelling_key"));
    once.sort_unstable();
    once.dedup();
    assert!(once.len() == seen.len() && seen == in_order, "twice or out of order");
    for (word, expect) in [
        ("李秀英", true),
        ("0006", true),
        ("13800000006", true),
        ("lxy", true),
        ("LX", true),
        ("xy", false),
        ("06", false),
        ("没有这人", false),
    ] {
        let found = search(&stage, clerk, word).unwrap();
        assert_eq!(found.page.rows.iter().any(|row| row.name == "李秀英"), expect, "{word}");
    }
    for word in ["'", "' or 1=1 --", "%", "_", "\\"] {
        let found = search(&stage, clerk, word).unwrap();
        assert!(found.page.rows.is_empty(), "{word} is data");
    }
}

#[test]
fn who_looked_for_whom_is_kept_and_seen() {
    let stage = BusyCommunity::open();
    let (clerk, worker, watcher) = (&stage.clerk, &stage.grid_worker, &stage.watcher.person);
    let here = (TestCommunity::code(),);
    let found = search(&stage, &clerk.person, "李秀英").unwrap();
    search(&stage, &worker.person, "没有这人").unwrap();
    let listed = |query: &SearchesQuery| stage.desk.try_call::<ListSearches>(watcher, &here, query, &Empty {}).unwrap();
    let told = |all: &Page<SearchRow>| all.rows.iter().map(|row| (row.word.clone(), row.hits)).collect::<Vec<_>>();
    let (hit, miss) = ((Some("李秀英".to_owned()), 1), (Some("没有这人".to_owned()), 0));
    let all = listed(&SearchesQuery::default());
    assert_eq!(told(&all), [miss.clone(), hit.clone()]);
    assert_eq!([all.rows[0].worker_name.as_str(), all.rows[1].worker_name.as_str()], ["赵小燕", "周丽"]);
    assert!(all.rows[0].grid_name.is_some() && all.rows[1].grid_name.is_none() && !all.rows[0].many);
    for (query, expected) in [
        (SearchesQuery { worker: Some(worker.member()), ..SearchesQuery::default() }, vec![miss.clone()]),
        (SearchesQuery { member: Some(found.page.rows[0].id), ..SearchesQuery::default() }, vec![hit.clone()]),
        (SearchesQuery { member: Some(worker.member()), ..SearchesQuery::default() }, vec![]),
        (SearchesQuery { after: Some(all.rows[0].seq), ..SearchesQuery::default() }, vec![hit]),
        (SearchesQuery { limit: Some(1), ..SearchesQuery::default() }, vec![miss]),
    ] {
        assert_eq!(told(&listed(&query)), expected, "{query:?}");
    }
    // A worker searches for a hundred neighbours in an afternoon.
    for _ in 0..100 {
        search(&stage, &clerk.person, "王").unwrap();
    }
    let newest = |stage: &BusyCommunity| {
        let one = SearchesQuery { limit: Some(1), ..SearchesQuery::default() };
        stage.desk.try_call::<ListSearches>(watcher, &here, &one, &Empty {}).unwrap().rows.remove(0)
    };
    assert!(newest(&stage).many, "the hundred and first of the day");
    let desk = &stage.desk;
    let day = desk.now.get().plus(179 * DAY);
    duties::run_due(&desk.db, day).unwrap();
    assert_eq!(desk.rows("select 1 from searches").len(), 102, "half a year is not over");
    duties::run_due(&desk.db, day.plus(3 * DAY)).unwrap();
    assert!(desk.rows("select 1 from searches union all select 1 from search_hits").is_empty(), "kept too long");
}

#[test]
fn the_roster_shows_the_needs_that_somebody_noted() {
    let stage = BusyCommunity::open();
    let (desk, clerk, member) = (&stage.desk, &stage.clerk.person, stage.volunteer.member());
    let needs = || {
        let found = search(&stage, clerk, "13800000006").unwrap().page.rows;
        let row = found.into_iter().find(|row| row.id == member).unwrap();
        (row.language, row.large_print)
    };
    assert_eq!(needs(), (Language::Chinese, false));
    let noted = NoteNeedsRequest { language: Language::English, print: Print::Large };
    desk.call::<NoteNeeds>(clerk, &(TestCommunity::code(), member), &noted);
    assert_eq!(needs(), (Language::English, true));
}

/// A death ends seats with its own cause; the person is no longer head of a household or anybody's guardian.
#[test]
fn who_died_heads_no_household_and_answers_for_nobody() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (clerk, leader) = (&stage.clerk.person, stage.leader.member());
    let child = a_child(desk);
    desk.db
        .run("update households set head = ?1 where id = (select household from members where id = ?1)", bind![leader])
        .unwrap();
    let named = NameGuardianRequest { guardian: leader, reason: reason() };
    desk.call::<NameGuardian>(clerk, &(TestCommunity::code(), child), &named);
    let shown = search(&stage, clerk, &desk.texts("select name from members where id = ?", bind![child])[0]).unwrap();
    let row = shown.page.rows.iter().find(|row| row.id == child).unwrap();
    assert!(row.under_age && row.guardian_name.is_some());
    let died = LeaveRosterRequest { cause: LeaveCause::Died, reason: reason() };
    let ended = desk.call::<LeaveRoster>(clerk, &(TestCommunity::code(), leader), &died);
    assert!(ended.seats > 0);
    assert_eq!(desk.texts("select distinct ended_cause from seats where member = ?", bind![leader]), ["died"]);
    assert_eq!(desk.texts("select left_cause from members where id = ?", bind![leader]), ["died"]);
    assert!(desk.texts("select id from households where head = ?", bind![leader]).is_empty());
    assert!(desk.texts("select id from members where guardian = ?", bind![leader]).is_empty());
}

/// A change of guardian is told to those concerned: the new one, the one before, and everybody of the household, each
/// once. Only the present guardian sees the ward's data.
#[test]
fn another_guardian_is_no_secret() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let clerk = &stage.clerk.person;
    let child = a_child(desk);
    let name = |guardian| {
        let named = NameGuardianRequest { guardian, reason: reason() };
        desk.call::<NameGuardian>(clerk, &(TestCommunity::code(), child), &named);
    };
    let told = |member| {
        let kinds = "select kind from notices where member = ? and kind like 'guardian-%' order by seq";
        desk.texts(kinds, bind![member])
    };
    let (first, second) = (stage.leader.member(), stage.volunteer.member());
    let household = "select id from members where left_at is null
         and household = (select household from members where id = ?) order by id";
    let household: Vec<MemberId> = desk.texts(household, bind![child]).iter().map(|id| id.parse().unwrap()).collect();
    assert!(household.contains(&child) && !household.contains(&first) && !household.contains(&second));
    let at = (TestCommunity::code(), child);
    let seen = |guardian: &Person| {
        let data = desk.try_call::<ShowOwnData>(guardian, &at, &(), &Empty {});
        data.map(|data| data.member).map_err(|problem| problem.code)
    };
    let refused = Err("request/not-allowed".to_owned());
    assert_eq!(seen(&stage.leader.person), refused, "not yet");
    name(first);
    assert_eq!(told(first), ["guardian-named"]);
    assert_eq!(seen(&stage.leader.person), Ok(child));
    name(second);
    assert_eq!(told(first), ["guardian-named", "guardian-ended"]);
    assert_eq!((seen(&stage.leader.person), seen(&stage.volunteer.person)), (refused, Ok(child)));
    assert_eq!(told(second), ["guardian-named"]);
    for member in household {
        assert_eq!(told(member), ["guardian-in-household"; 2], "{member}");
    }
    let ended = desk.call::<ListNotices>(&stage.leader.person, &(TestCommunity::code(),), &Empty {}).rows.remove(0);
    assert_eq!(ended.params["guardian"], desk.texts("select name from members where id = ?", bind![second])[0]);
    let details = "select detail from journal where command = 'members/name-guardian' order by seq";
    assert!(desk.texts(details, &[])[1].contains(&first.to_string()), "the journal keeps who it was before");
    // Naming the same guardian again notifies nobody else.
    name(second);
    assert_eq!((told(second).len(), told(first).len(), told(child).len()), (2, 2, 2));
}
