//! A community that opens with only one person: from there on everything follows from the roster and its seats.

use crate::test_community::{MORNING, Person, TestCommunity};
use api::answer::HandlerError;
use api::crypto::Secrets;
use api::db::native::Native;
use api::object::Mode;
use domain::communities::{CommunityKind, FirstClerk, OpenCommunityRequest, RegionAbove};
use domain::contract::{Empty, ListBodies, ListImports, OpenImport, ReviewBodies, ShowHome, ShowJournal};
use domain::ids::CommunityCode;
use domain::members::import::OpenImportRequest;
use domain::regions::RegionKind;
use domain::time::DAY;
use std::cell::{Cell, RefCell};

pub fn open_community_request() -> OpenCommunityRequest {
    let above =
        |code: &str, name: &str, kind| RegionAbove { code: code.parse().unwrap(), name: name.parse().unwrap(), kind };
    OpenCommunityRequest {
        operator_key: "k".repeat(32).parse().unwrap(),
        code: TestCommunity::code(),
        name: "新社区".parse().unwrap(),
        kind: CommunityKind::Community,
        path: vec![
            above("51", "四川省", RegionKind::Province),
            above("5114", "眉山市", RegionKind::City),
            above("511402", "东坡区", RegionKind::County),
            above("511402901", "苏祠街道", RegionKind::Street),
        ],
        first: FirstClerk { name: "周立".parse().unwrap(), phone: "13900000001".parse().unwrap() },
        basis: "街道办事处的通知".parse().unwrap(),
    }
}

fn chance(bytes: &mut [u8]) {
    thread_local!(static TURN: Cell<u64> = const { Cell::new(1) });
    TURN.set(TURN.get() + 1);
    let mut dice = api::demonstration::Dice::new(TURN.get());
    bytes.fill_with(|| u8::try_from(dice.below(256)).unwrap());
}

/// Only the first person exists. The on-screen inbox is used to sign in.
fn opened() -> TestCommunity {
    let db = Native::in_memory().unwrap();
    api::migrations::run_migrations(&db, api::migrations::COMMUNITY, MORNING).unwrap();
    api::communities::open_community(&db, MORNING, &chance, &open_community_request()).unwrap();
    let secrets = Secrets {
        session_pepper: "session".repeat(8),
        code_pepper: "code".repeat(8),
        check_in_key: "check-in".repeat(8),
        identity_key: "identity".repeat(8),
        operator_key: "k".repeat(32),
    };
    TestCommunity {
        db,
        now: Cell::new(MORNING),
        chance: Cell::new(1),
        secrets,
        mode: Mode::Demonstration,
        marks: RefCell::default(),
    }
}

#[test]
fn the_first_person_brings_the_roster_in() {
    let desk = opened();
    let here = (TestCommunity::code(),);
    let home = desk.call::<ShowHome>(&Person::default(), &here, &Empty {});
    assert_eq!((home.name.as_str(), home.demonstration, home.path.len()), ("新社区", false, 4));
    let bodies = desk.call::<ListBodies>(&Person::default(), &here, &Empty {}).bodies;
    assert_eq!(
        (bodies.len(), bodies[0].name.as_str(), bodies[0].seats[0].name.as_str()),
        (1, "新社区居民委员会", "周立")
    );
    let clerk = desk.sign_in_by("13900000001");
    let import = crate::imports::upload_import(&desk, &clerk, &[crate::imports::person_cells("冯桂兰", "501")]);
    let done = desk.call::<domain::contract::ConfirmImport>(&clerk, &(TestCommunity::code(), import), &Empty {});
    assert_eq!(done.new, 1);
    // Supervision is for others: the first person may not read the community's journal.
    assert_eq!(desk.refusal::<ShowJournal>(&clerk, &here, &Empty {}), "request/not-allowed");
    let journal = desk.texts("select command from journal order by seq", &[]);
    assert_eq!(journal[0], "communities/open-community");
}

#[test]
fn the_first_seat_ends_by_itself() {
    let desk = opened();
    desk.pass((domain::communities::FIRST_SEAT_DAYS + 1) * DAY);
    let clerk = desk.sign_in_by("13900000001");
    assert_eq!(desk.refusal::<ListImports>(&clerk, &(TestCommunity::code(),), &Empty {}), "request/not-allowed");
    let body = OpenImportRequest { file: "a".parse().unwrap(), lines: 1, headings: vec![], columns: vec![] };
    assert_eq!(desk.refusal::<OpenImport>(&clerk, &(TestCommunity::code(),), &body), "request/not-allowed");
}

#[test]
fn it_opens_once() {
    let desk = opened();
    let before = desk.dump();
    assert!(!api::communities::open_community(&desk.db, MORNING, &chance, &open_community_request()).unwrap());
    let other = OpenCommunityRequest {
        first: FirstClerk { name: "别人".parse().unwrap(), phone: "13900000002".parse().unwrap() },
        ..open_community_request()
    };
    let refused = api::communities::open_community(&desk.db, MORNING, &chance, &other);
    assert!(matches!(refused, Err(HandlerError::Problem(problem)) if problem.code == "communities/already-open"));
    let elsewhere =
        OpenCommunityRequest { code: "511402902001".parse::<CommunityCode>().unwrap(), ..open_community_request() };
    let refused = api::communities::open_community(&desk.db, MORNING, &chance, &elsewhere);
    assert!(matches!(refused, Err(HandlerError::Problem(problem)) if problem.code == "communities/path-wrong"));
    assert_eq!(desk.dump(), before, "nothing was changed");
}

/// A village's bodies have names of their own, also when a phone opens their page first.
#[test]
fn the_list_of_bodies_says_whether_it_is_a_villages() {
    for kind in CommunityKind::ALL {
        let desk = opened();
        api::db::Db::run(&desk.db, "update community set kind = ?", api::bind![kind.as_str()]).unwrap();
        let clerk = desk.sign_in_by("13900000001");
        let here = (TestCommunity::code(),);
        let listed = desk.call::<ListBodies>(&Person::default(), &here, &Empty {}).community;
        let reviewed = desk.call::<ReviewBodies>(&clerk, &here, &Empty {}).community;
        assert_eq!((listed, reviewed), (Some(*kind), Some(*kind)));
    }
}
