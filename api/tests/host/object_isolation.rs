//! The walls between the public and the inside of an object, each tested as if the gate before it let everything
//! through.

use crate::attachments::upload_file_request;
use crate::busy_community::{Actor, BusyCommunity};
use crate::checks::{Street, pending_check};
use crate::community_opening;
use crate::officers::{self, Office};
use crate::test_community::{Person, TestCommunity};
use api::answer::{ObjectRequest, ObjectResponse};
use api::db::Db;
use api::demonstration;
use api::dispatch;
use api::duties;
use api::object::Mode;
use api::regions::{RegionChild, RegionPath};
use domain::communities::OpenCommunityRequest;
use domain::contract::{Endpoint, ShowFile, UploadFile};
use domain::decisions::OpinionVerdict;
use domain::ids::CommunityCode;
use domain::limits::FILE_PROOF_SECONDS;
use domain::regions::{CheckAnswer, OpenOfficeRequest};
use domain::time::SECOND;
use serde::Serialize;

fn asked<T: Serialize>(path: &str, body: &T, inside: bool) -> ObjectRequest {
    let (method, body) = ("POST".to_owned(), serde_json::to_vec(body).unwrap());
    ObjectRequest { method, path: format!("/internal/{path}"), body, inside, ..ObjectRequest::default() }
}

/// Handles a request as the shell passes it on.
fn community(desk: &TestCommunity, request: &ObjectRequest) -> ObjectResponse {
    let trace = "trace".to_owned();
    desk.with_world(|world| {
        if request.inside {
            duties::answer_community(world, request, trace)
        } else {
            dispatch::handle_community(world, request)
        }
    })
}

fn region(office: &Office, request: &ObjectRequest) -> ObjectResponse {
    office.with_world(|world| {
        if request.inside {
            duties::answer_region(world, request, "trace".to_owned())
        } else {
            dispatch::handle_region(world, request)
        }
    })
}

fn dump(office: &Office) -> Vec<String> {
    let tables = ["region", "children", "officers", "officer_seats", "checks", "journal", "due"];
    let all = |table: &&str| {
        let sql: &'static str = format!("select * from {table}").leak();
        format!("{table} {:?}", office.db.run(sql, &[]).unwrap())
    };
    tables.iter().map(all).collect()
}

fn way(key: &str) -> RegionPath {
    let region = demonstration::region_openings().into_iter().find(|region| region.code == officers::STREET).unwrap();
    let (code, name) = ("511402901099".to_owned(), "没有人开通的社区".to_owned());
    let child =
        RegionChild { code, name, kind: None, communities_total: None, communities_open: 0, demonstration: false };
    RegionPath { operator_key: key.to_owned(), region, child, grows: true }
}

fn wrong_key() -> String {
    "x".repeat(40)
}

/// The second wall: without the mark, a path that begins with `/internal/` is not internal, whatever the request
/// carries, even the operator's key.
#[test]
fn the_path_alone_opens_nothing() {
    let (street, opinion) = Street::asked();
    let desk = &street.stage.desk;
    let (verdict, text) = (OpinionVerdict::Agree, "同意".parse().unwrap());
    let answer =
        CheckAnswer { opinion, community: TestCommunity::code(), region: officers::street_path().0, verdict, text };
    let (inside, before) = (desk.dump(), dump(&street.office));
    for request in [
        asked("check-answers", &answer, false),
        asked("open", &community_opening::open_community_request(), false),
        asked("known-files", &[upload_file_request(b"a").file], false),
        asked("open-demonstration", &(), false),
        asked("tell-demonstration", &(), false),
    ] {
        let public = community(desk, &request);
        let unmarked = desk.with_world(|world| duties::answer_community(world, &request, String::new()));
        assert_eq!((public.status, unmarked.status), (404, 404), "{}", request.path);
    }
    assert_eq!(desk.dump(), inside);
    let new = pending_check(crate::checks::of_opinion(77));
    let tree = demonstration::region_openings().remove(0);
    for request in [
        asked("checks", &new, false),
        asked("open", &tree, false),
        asked("lead", &way(&"k".repeat(32)), false),
        asked("open-office", &officers::open_office_request(officers::DEPUTY), false),
        asked("seat-demonstration", &(), false),
        asked("knows/511402901001", &(), false),
    ] {
        let public = region(&street.office, &request);
        let unmarked = street.office.with_world(|world| duties::answer_region(world, &request, String::new()));
        assert_eq!((public.status, unmarked.status), (404, 404), "{}", request.path);
    }
    assert_eq!(dump(&street.office), before);
    // With the mark these requests work; and inside nothing else is answered.
    assert_eq!(community(desk, &asked("check-answers", &answer, true)).status, 200);
    assert_eq!(region(&street.office, &asked("checks", &new, true)).status, 200);
    assert_eq!(region(&street.office, &asked("knows/511402901001", &(), true)).status, 200);
    let home = ObjectRequest {
        method: "GET".to_owned(),
        path: format!("/api/communities/{}", TestCommunity::code()),
        inside: true,
        ..ObjectRequest::default()
    };
    assert_eq!(community(desk, &home).status, 404);
}

/// The third: internal requests too need the operator's key for the operator's acts.
#[test]
fn the_operators_key_is_asked_in_the_object() {
    let desk = TestCommunity::open();
    desk.db.run_script("pragma foreign_keys = off; delete from community").unwrap();
    let (before, right) = (desk.dump(), community_opening::open_community_request());
    let wrong = OpenCommunityRequest { operator_key: wrong_key().parse().unwrap(), ..right.clone() };
    let refused = community(&desk, &asked("open", &wrong, true));
    assert!(refused.status == 403 && refused.body.contains("communities/operator-key-wrong"), "{}", refused.body);
    assert_eq!(desk.dump(), before, "nobody sits anywhere");

    let office = Office::empty();
    let before = dump(&office);
    let stranger = OpenOfficeRequest {
        operator_key: wrong_key().parse().unwrap(),
        ..officers::open_office_request(officers::HEAD)
    };
    for (request, code) in [
        (asked("open-office", &stranger, true), "regions/operator-key-wrong"),
        (asked("lead", &way(&wrong_key()), true), "communities/operator-key-wrong"),
        (asked("lead", &way(""), true), "communities/operator-key-wrong"),
    ] {
        let refused = region(&office, &request);
        assert!(refused.status == 403 && refused.body.contains(code), "{}: {}", request.path, refused.body);
    }
    assert_eq!(dump(&office), before);
    assert_eq!(
        region(&office, &asked("open-office", &officers::open_office_request(officers::HEAD), true)).status,
        200
    );
    assert_eq!(region(&office, &asked("lead", &way(&"k".repeat(32)), true)).status, 200);

    // Where no key is configured, nobody is the operator.
    let mut office = Office::empty();
    office.secrets.operator_key.clear();
    assert_eq!(
        region(&office, &asked("open-office", &officers::open_office_request(officers::HEAD), true)).status,
        403
    );
    assert_eq!(region(&office, &asked("lead", &way(""), true)).status, 403);
}

/// Requests of the demonstration exist in its mode alone.
#[test]
fn production_has_no_demonstration_inside() {
    let mut desk = TestCommunity::open();
    desk.mode = Mode::Production;
    let office = Office::empty();
    office.mode.set(Mode::Production);
    let before = (desk.dump(), dump(&office));
    for path in ["open-demonstration", "tell-demonstration"] {
        assert_eq!(community(&desk, &asked(path, &(), true)).status, 404, "{path}");
    }
    let renamed = demonstration::region_openings().into_iter().find(|region| region.code == officers::STREET);
    let renamed = renamed.map(|mut region| {
        region.children.iter_mut().for_each(|child| child.name.push_str("（改名）"));
        region
    });
    for request in [asked("open", &renamed.unwrap(), true), asked("seat-demonstration", &(), true)] {
        assert_eq!(region(&office, &request).status, 404, "{}", request.path);
    }
    assert_eq!((desk.dump(), dump(&office)), before);
}

/// Registers a file's facts, for a command with this key and proof.
fn register(
    stage: &BusyCommunity,
    who: &Actor,
    bytes: &[u8],
    key: &str,
    stored: Option<String>,
) -> (u16, ObjectRequest) {
    let request =
        TestCommunity::request::<UploadFile>(&who.person, &(TestCommunity::code(),), &(), &upload_file_request(bytes));
    let request = ObjectRequest { key: Some(key.to_owned()), stored, ..request };
    (stage.desk.handle_bare(&request).status, request)
}

/// The fourth: knowing the hash of a paper does not give access to the paper.
#[test]
fn a_file_is_registered_with_the_archives_proof_alone() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (owner, thief) = (&stage.clerk, &stage.volunteer);
    let sheet =
        desk.call::<UploadFile>(&owner.person, &(TestCommunity::code(),), &upload_file_request(b"who signed")).file;
    let sees = |who: &Person| {
        let request =
            TestCommunity::request::<ShowFile>(who, &(TestCommunity::code(), sheet), &(), &domain::contract::Empty {});
        desk.handle(&request).status
    };
    assert_eq!((sees(&owner.person), sees(&thief.person)), (200, 403));
    let before = desk.dump();
    let keys = [(); 8].map(|()| desk.key().to_string());

    let (status, bare) = register(&stage, thief, b"who signed", &keys[0], None);
    assert_eq!(status, 422, "a hash is no file");
    let good = desk.stored(&bare).unwrap();
    // A proof made for another person, for another command, for another file, or in another community.
    let (_, owners) = register(&stage, owner, b"who signed", &keys[1], None);
    let others = desk.stored(&owners).unwrap();
    let (_, another) = register(&stage, thief, b"something else", &keys[0], None);
    for (what, key, stored) in [
        ("the owner's", &keys[0], others.clone()),
        ("the owner's with its key", &keys[1], others),
        ("another command's", &keys[2], good.clone()),
        ("another file's", &keys[0], desk.stored(&another).unwrap()),
        ("invented", &keys[0], format!("{}.{}", desk.now.get().0, "0".repeat(64))),
    ] {
        assert_eq!(register(&stage, thief, b"who signed", key, Some(stored)).0, 422, "{what}");
    }
    let larger = ObjectRequest {
        body: serde_json::to_vec(&domain::archive::UploadFileRequest {
            bytes: 9,
            ..upload_file_request(b"who signed")
        })
        .unwrap(),
        stored: Some(good.clone()),
        ..bare.clone()
    };
    assert_eq!(desk.handle_bare(&larger).status, 422, "its length is the Archive's word as well");
    assert_eq!((desk.dump(), sees(&thief.person)), (before.clone(), 403), "nothing was written");

    // Too late.
    desk.rehearse(|| {
        desk.pass((FILE_PROOF_SECONDS + 1) * SECOND);
        assert_eq!(register(&stage, thief, b"who signed", &keys[0], Some(good.clone())).0, 422);
    });
    // A person who had the Archive store the bytes has the file; the same command again gets the same answer without a
    // proof.
    assert_eq!(register(&stage, thief, b"who signed", &keys[0], Some(good.clone())).0, 200);
    assert_eq!(sees(&thief.person), 200);
    let once = desk.dump();
    assert_eq!(register(&stage, thief, b"who signed", &keys[0], None).0, 200);
    // Nobody else can use the proof, neither with its key nor with another.
    for key in [&keys[0], &keys[3]] {
        let (status, _) = register(&stage, &stage.neighbour, b"who signed", key, Some(good.clone()));
        assert!(matches!(status, 409 | 422), "{status}");
    }
    assert_eq!(desk.dump(), once);
}

/// A proof of one community's Archive is not valid in another, even if a request is routed there.
#[test]
fn a_proof_stays_in_its_community() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let next: CommunityCode = "511402901002".parse().unwrap();
    let request = TestCommunity::request::<UploadFile>(
        &stage.volunteer.person,
        &(TestCommunity::code(),),
        &(),
        &upload_file_request(b"a photo"),
    );
    let request = ObjectRequest { key: Some(desk.key().to_string()), ..request };
    let command = api::archive::proof::command_digest(
        request.key.as_deref(),
        request.cookie.as_deref(),
        request.on_behalf_of.as_deref(),
    );
    let of_next = api::archive::proof::StoredFile::of(&next, &upload_file_request(b"a photo"));
    let stored = Some(api::archive::proof::sign_proof(&desk.secrets, desk.now.get(), &of_next, &command));
    let elsewhere = ObjectRequest { path: UploadFile::url(&(next,), &()), stored: stored.clone(), ..request.clone() };
    for request in [elsewhere, ObjectRequest { stored, ..request }] {
        assert_ne!(desk.handle_bare(&request).status, 200, "{}", request.path);
    }
}
