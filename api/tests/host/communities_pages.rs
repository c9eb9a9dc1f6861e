//! The pages that anybody reads of a community: its home page, and the inbox of a demonstration.

use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use domain::communities::OfficeHolder;
use domain::contract::{ConfirmServices, Empty, RequestCode, ShowHome, ShowInbox};
use domain::members::Post;
use domain::sessions::{Code, SignInCodeRequest};

#[test]
fn the_home_page_names_the_place_its_offices_and_the_next_activities() {
    let desk = TestCommunity::open();
    let home = desk.call::<ShowHome>(&Person::default(), &(TestCommunity::code(),), &Empty {});
    assert_eq!((&home.code, home.demonstration), (&TestCommunity::code(), true));
    let path: Vec<&str> = home.path.iter().map(|region| region.name.as_str()).collect();
    assert_eq!(path, ["四川省", "眉山市", "东坡区", "苏祠街道"]);
    assert!(!home.upcoming.is_empty() && home.upcoming.is_sorted_by_key(|row| row.ends_at));
    let leads = |office: &&OfficeHolder| office.body_name == "苏祠志愿服务队" && office.post == Post::TeamLeader;
    assert_eq!(home.offices.iter().find(leads).unwrap().name, "张敏");
}

#[test]
fn what_was_served_this_year_counts_at_once() {
    let stage = BusyCommunity::open();
    let home = || stage.desk.call::<ShowHome>(&Person::default(), &(TestCommunity::code(),), &Empty {});
    let before = home();
    let (at, all) = ((TestCommunity::code(), stage.ended), BusyCommunity::confirmations(&stage.finished));
    let done = stage.desk.call::<ConfirmServices>(&stage.leader.person, &at, &all);
    assert!(done.count == 2 && done.minutes > 0, "{done:?}");
    let after = home();
    assert_eq!(after.services_this_year, before.services_this_year + done.count);
    assert_eq!(after.service_minutes_this_year, before.service_minutes_this_year + i64::from(done.minutes));
}

#[test]
fn the_inbox_holds_codes_for_phones_of_the_roster_only() {
    let desk = TestCommunity::open();
    let (guest, here) = (Person::default(), (TestCommunity::code(),));
    let (known, unknown) = ("13800000501", "13900000001");
    for phone in [known, unknown] {
        desk.call::<RequestCode>(&guest, &here, &SignInCodeRequest::of(phone.parse().unwrap()));
    }
    let messages = desk.call::<ShowInbox>(&guest, &here, &Empty {}).messages;
    let message = messages.iter().find(|message| message.phone == known).unwrap();
    assert!(message.code.parse::<Code>().is_ok());
    assert!(messages.iter().all(|message| message.phone != unknown));
}
