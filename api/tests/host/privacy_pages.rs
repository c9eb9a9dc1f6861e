//! Personal data as people read it: the register, the copy of a resident, the preview of closing, corrections as they
//! are written, and the list of searches.

use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use domain::contract::*;
use domain::members::SearchRosterRequest;
use domain::notices::NoticeKind;
use domain::privacy::*;

#[test]
fn anybody_reads_what_is_held_and_why() {
    let desk = TestCommunity::open();
    let register = desk.call::<ShowRegister>(&Person::default(), &(TestCommunity::code(),), &Empty {});
    assert!(register.categories.len() >= 14);
    let identity = register.categories.iter().find(|one| one.code == "identity").unwrap();
    assert!(identity.sensitive && identity.retention_days.is_some());
    assert_eq!(register.consents.len(), Topic::ALL.len());
}

#[test]
fn a_resident_who_signed_up_once_takes_home_what_there_is() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let resident = desk.sign_in_by("13800000501");
    desk.call::<SignUp>(&resident, &(TestCommunity::code(), stage.open), &Empty {});
    let member = desk.call::<ShowMe>(&resident, &(TestCommunity::code(),), &Empty {}).member;
    let rows = |part| {
        let query = DataQuery { part: Some(part), after: None };
        let at = (TestCommunity::code(), member);
        desk.try_call::<DownloadOwnData>(&resident, &at, &query, &Empty {}).unwrap().page.rows
    };
    let held: Vec<DataPart> = DataPart::ALL.iter().copied().filter(|part| !rows(*part).is_empty()).collect();
    let expected = [
        DataPart::Profile,
        DataPart::Stays,
        DataPart::SignUps,
        DataPart::Sessions,
        DataPart::SignIns,
        DataPart::Journal,
    ];
    assert_eq!(held, expected);
    assert_eq!(rows(DataPart::Profile)[0]["phone"], "13800000501");
    assert_eq!(rows(DataPart::Journal)[0]["command"], "volunteering/sign-up", "the newest first");
}

#[test]
fn the_preview_of_closing_tells_what_goes_and_what_the_law_keeps() {
    let stage = BusyCommunity::open();
    let preview = stage.desk.call::<ShowClosing>(&stage.neighbour.person, &(TestCommunity::code(),), &Empty {});
    assert!(preview.erased.iter().any(|code| code == "contact"));
    assert!(preview.kept.contains(&DataPart::Journal) && !preview.kept.contains(&DataPart::Sessions));
    assert_eq!((preview.seats, preview.cooling_off_days, preview.closes_at), (0, 7, None));
}

fn ask_correction(stage: &BusyCommunity, field: CorrectionField, wanted: &str) -> Result<(), String> {
    let body = CorrectionRequest { field, wanted: wanted.parse().unwrap() };
    let here = (TestCommunity::code(),);
    let asked = stage.desk.try_call::<RequestCorrection>(&stage.neighbour.person, &here, &(), &body);
    asked.map(|_| ()).map_err(|problem| problem.code)
}

/// The neighbour's waiting request about a field, as the committee sees it.
fn correction_task(stage: &BusyCommunity, field: CorrectionField) -> CorrectionTask {
    let tasks = stage.desk.call::<ListCorrections>(&stage.clerk.person, &(TestCommunity::code(),), &Empty {}).requests;
    let is_asked = |task: &CorrectionTask| task.member == stage.neighbour.member() && task.request.field == field;
    tasks.into_iter().find(is_asked).unwrap()
}

#[test]
fn a_correction_is_asked_for_once_as_people_write_it() {
    let stage = BusyCommunity::open();
    let asked_already = Err("privacy/already-asked".to_owned());
    assert_eq!(ask_correction(&stage, CorrectionField::BornDay, "1953年7月4日"), Ok(()));
    assert_eq!(ask_correction(&stage, CorrectionField::BornDay, "1953-07-05"), asked_already);
    assert_eq!(ask_correction(&stage, CorrectionField::Phone, "139 9999 1234"), Ok(()));
    let phone = correction_task(&stage, CorrectionField::Phone);
    assert_eq!(phone.now.as_deref(), Some("138****0007"));
    assert_eq!((phone.request.wanted.as_deref(), phone.own), (Some("139****1234"), false));
    assert_eq!(correction_task(&stage, CorrectionField::BornDay).request.wanted.as_deref(), Some("1953年7月4日"));
}

#[test]
fn a_corrected_name_is_shown_at_once_and_told() {
    let stage = BusyCommunity::open();
    let (desk, neighbour, here) = (&stage.desk, &stage.neighbour.person, (TestCommunity::code(),));
    assert_eq!(ask_correction(&stage, CorrectionField::Name, "示范改名"), Ok(()));
    let this = (TestCommunity::code(), correction_task(&stage, CorrectionField::Name).request.id);
    let body = DecideCorrectionRequest {
        outcome: CorrectionOutcome::Applied,
        reason: "已核对身份证件".parse().unwrap(),
    };
    desk.call::<DecideCorrection>(&stage.clerk.person, &this, &body);
    assert_eq!(desk.call::<ShowMe>(neighbour, &here, &Empty {}).name, "示范改名");
    assert_eq!(desk.call::<ListNotices>(neighbour, &here, &Empty {}).rows[0].kind, NoticeKind::CorrectionApplied);
}

#[test]
fn searches_of_one_worker_come_page_by_page() {
    let stage = BusyCommunity::open();
    let (desk, here, worker) = (&stage.desk, (TestCommunity::code(),), &stage.grid_worker);
    for (who, word) in [(worker, "甲乙"), (worker, "丙丁"), (&stage.clerk, "庚辛"), (worker, "戊己")] {
        let body = SearchRosterRequest { word: word.parse().unwrap() };
        desk.call::<SearchRoster>(&who.person, &here, &body);
    }
    let page = |after| {
        let query = SearchesQuery { worker: Some(worker.member()), after, limit: Some(2), ..SearchesQuery::default() };
        desk.try_call::<ListSearches>(&stage.watcher.person, &here, &query, &Empty {}).unwrap()
    };
    let words = |page: &Page<SearchRow>| page.rows.iter().map(|row| row.word.clone().unwrap()).collect::<Vec<_>>();
    let first = page(None);
    assert_eq!((words(&first), first.next), (vec!["戊己".to_owned(), "丙丁".to_owned()], Some(first.rows[1].seq)));
    let second = page(first.next);
    assert_eq!((words(&second), second.next), (vec!["甲乙".to_owned()], None));
    assert!(first.rows.iter().chain(&second.rows).all(|row| row.worker == worker.member()));
    assert_eq!(desk.call::<ListSearches>(&stage.watcher.person, &here, &Empty {}).rows.len(), 4);
}
