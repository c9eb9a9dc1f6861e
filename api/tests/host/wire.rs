//! A request that cannot be read as declared is refused with the place of the error; pages have limits; unchanged pages
//! are not sent again.

use crate::allowed_calls::{AllowedCalls, community_endpoints, reading_endpoints, writing_endpoints};
use crate::host_api::HostApi;
use crate::test_community::TestCommunity;
use api::answer::{ObjectRequest, ObjectResponse};
use domain::contract::*;
use serde_json::{Value, json};
use std::collections::HashMap;
use tests::plain::spec_of;

fn problem(response: &ObjectResponse) -> (u16, String, String) {
    let problem: Problem = serde_json::from_str(&response.body).unwrap();
    (problem.status, problem.code, problem.field.unwrap_or_default())
}

fn malformed(field: &str) -> (u16, String, String) {
    (400, "request/malformed".to_owned(), field.to_owned())
}

/// Bodies that are not as declared, each with the field that the answer must name.
fn broken(body: &Value) -> Vec<(String, Vec<u8>, String)> {
    let text = body.to_string();
    let mut cases: Vec<(String, Vec<u8>, String)> = [
        ("two JSON values", format!("{text}{text}"), "body"),
        ("a value and a comma", format!("{text},"), "body"),
        ("nothing", String::new(), "body"),
        ("cut off", text[..text.len() - 1].to_owned(), ""),
        ("no JSON", "phone=1".to_owned(), "body"),
        ("null", "null".to_owned(), "body"),
        ("a number", "1".to_owned(), "body"),
        ("a list", "[]".to_owned(), "body"),
        ("a list with the values", json!(body.as_object().unwrap().values().collect::<Vec<_>>()).to_string(), "body"),
    ]
    .map(|(what, text, field)| (what.to_owned(), text.into_bytes(), field.to_owned()))
    .to_vec();
    cases.push(("no UTF-8".to_owned(), vec![b'"', 0xff, b'"'], "body".to_owned()));
    let mut unknown = body.clone();
    unknown["unheard_of"] = json!(1);
    cases.push(("an unknown field".to_owned(), unknown.to_string().into_bytes(), "unheard_of".to_owned()));
    for name in body.as_object().unwrap().keys() {
        let mut missing = body.clone();
        missing.as_object_mut().unwrap().remove(name);
        cases.push((format!("without {name}"), missing.to_string().into_bytes(), name.clone()));
        for wrong in [json!(null), json!({}), json!(true), json!(-1.5), json!([[]])] {
            let mut other = body.clone();
            other[name] = wrong.clone();
            cases.push((format!("{name} as {wrong}"), other.to_string().into_bytes(), name.clone()));
        }
        let twice = format!("{{\"{name}\":{},{}", body[name], &text[1..]);
        cases.push((format!("{name} twice"), twice.into_bytes(), name.clone()));
    }
    cases
}

#[test]
fn a_body_that_is_not_as_declared_is_refused_at_its_field() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let mut tried = 0;
    for (id, spec) in writing_endpoints() {
        let request = calls.allowed_request(id);
        let before = desk.fingerprint();
        for (what, body, field) in broken(&serde_json::from_slice(&request.body).unwrap()) {
            let optional: &[&str] = match id {
                // The person and the second factor are optional at first.
                EndpointId::FinishSignIn => &["without member", "without code", "member as null", "code as null"],
                // A ballot decides a case or asks a question of its own.
                EndpointId::DraftBallot | EndpointId::ReviseBallot => &[
                    "without case",
                    "without question",
                    "without reason",
                    "case as null",
                    "question as null",
                    "reason as null",
                ],
                // Some rules hide a post for good.
                EndpointId::HidePost => &["without days", "days as null"],
                // The officers stay unless others are named.
                EndpointId::ReviseMeeting => &["without officers", "officers as null"],
                // Without a phone the earlier one is removed.
                EndpointId::SetSeatContact => &["without phone", "phone as null"],
                _ => &[],
            };
            if optional.contains(&what.as_str()) {
                continue;
            }
            let shown = String::from_utf8_lossy(&body).into_owned();
            let response = desk.handle(&ObjectRequest { body, ..request.clone() });
            assert_eq!(response.status, 400, "{} with {what}: {shown}", spec.name);
            let (status, code, named) = problem(&response);
            assert_eq!((status, code.as_str()), (400, "request/malformed"), "{} with {what}: {shown}", spec.name);
            assert!(
                field.is_empty() || named.starts_with(&field),
                "{} with {what} names {named:?}: {shown}",
                spec.name
            );
            tried += 1;
        }
        assert_eq!(desk.fingerprint(), before, "{}", spec.name);
    }
    println!("{tried} bodies");
}

#[test]
fn values_that_no_clock_and_no_paper_shows_are_refused_at_their_field() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let mut requests = HashMap::new();
    let (far, long) = (json!(9_007_199_254_740_992i64), json!("长".repeat(2001)));
    for (id, field, value) in [
        (EndpointId::PublishActivity, "starts_at", far.clone()),
        (EndpointId::PublishActivity, "ends_at", json!(0)),
        (EndpointId::PublishActivity, "starts_at", json!(i64::MAX)),
        (EndpointId::PublishActivity, "starts_at", json!(i64::MIN)),
        (EndpointId::PublishActivity, "title", json!("楼")),
        (EndpointId::PublishActivity, "title", json!("清\u{200B}理")),
        (EndpointId::PublishActivity, "plan", long),
        (EndpointId::PublishActivity, "body", json!("not an id")),
        (EndpointId::PublishActivity, "capacity", json!(-1)),
        (EndpointId::PublishActivity, "capacity", json!(4_294_967_296i64)),
        (EndpointId::CheckIn, "at", json!(i64::MAX)),
        (EndpointId::CheckIn, "code", json!("12345")),
        (EndpointId::CheckOut, "at", far.clone()),
        (EndpointId::ListPresence, "checked_in_at", far.clone()),
        (EndpointId::ListPresence, "checked_out_at", json!(i64::MIN)),
        (EndpointId::ListPresence, "reason", json!("短")),
        (EndpointId::CancelActivity, "reason", json!("长".repeat(301))),
        (EndpointId::CorrectService, "minutes", json!(-1)),
        (EndpointId::RequestCode, "phone", json!("12800001234")),
        (EndpointId::SignIn, "code", json!("１２３４５６")),
        (EndpointId::FillSeat, "from", json!("2026-2-30")),
        (EndpointId::FillSeat, "until", json!("2200-01-01")),
        (EndpointId::FillSeat, "post", json!("king")),
        (EndpointId::FillSeat, "basis", json!("无")),
        (EndpointId::FillSeat, "duties", json!("长".repeat(501))),
        (EndpointId::CreateBody, "name", json!("会\u{200B}")),
        (EndpointId::EndSeat, "cause", json!("tired")),
        (EndpointId::RecordRoll, "of", json!("body:1")),
        (EndpointId::DeclareRelative, "kinship", json!("other")),
    ] {
        let request = requests.entry(spec_of(id).name).or_insert_with(|| calls.allowed_request(id));
        let mut body: Value = serde_json::from_slice(&request.body).unwrap();
        body[field] = value.clone();
        let request = ObjectRequest { body: body.to_string().into_bytes(), ..request.clone() };
        assert_eq!(problem(&desk.handle(&request)), malformed(field), "{id:?} {field} {value}");
    }
}

type ValueChange<'a> = &'a dyn Fn(&str) -> String;

/// The path with another value of its parameter.
fn with_parameter(spec: &Spec, path: &str, at: usize, change: ValueChange<'_>) -> String {
    let mut values = spec.matches(path).unwrap();
    let changed = change(values[at]);
    values[at] = &changed;
    spec.path_of(&values)
}

#[test]
fn queries_and_paths_are_typed() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let ask = |id, change: &dyn Fn(&mut ObjectRequest)| {
        let mut request = calls.allowed_request(id);
        change(&mut request);
        problem(&desk.handle(&request))
    };
    for (id, query, field) in [
        (EndpointId::ShowHours, "after=x", "after"),
        (EndpointId::ShowHours, "limit=-1", "limit"),
        (EndpointId::ShowHours, "limit=1&limit=2", "query"),
        (EndpointId::ShowJournal, "before=1", "query"),
        (EndpointId::ShowJournal, "person=13800000001", "person"),
        (EndpointId::ShowJournal, "subject=", "subject"),
        (EndpointId::ShowJournal, "from=2026-11-31", "from"),
        (EndpointId::ExportJournal, "before=1", "query"),
        (EndpointId::ExportJournal, "body=1", "body"),
        (EndpointId::ListActivities, "filter=all", "filter"),
        (EndpointId::ListActivities, "after=01ARZ3NDEKTSV4RRFFQ69G5FAV", "after"),
        (EndpointId::ShowRoster, "grid=1", "grid"),
        (EndpointId::ShowRoster, "grid=%FF", "query"),
        (EndpointId::DownloadOwnData, "part=secrets", "part"),
        (EndpointId::ShowMe, "a=1", "query"),
        (EndpointId::ShowRoll, "day=2026-5-3", "day"),
        (EndpointId::ShowRoll, "of=everybody", "of"),
        (EndpointId::ReviewBodies, "body=1", "body"),
        (EndpointId::SignUp, "a=1", "query"),
    ] {
        assert_eq!(ask(id, &|request| query.clone_into(&mut request.query)), malformed(field), "{id:?}?{query}");
    }
    let one = |_: &str| "1".to_owned();
    let other_code = |_: &str| "51140290100x".to_owned();
    let cases: [(EndpointId, ValueChange<'_>, &str); 4] = [
        (EndpointId::ShowActivity, &one, "activity"),
        (EndpointId::ShowActivity, &str::to_lowercase, "activity"),
        (EndpointId::ShowHours, &|_| "me".to_owned(), "member"),
        (EndpointId::ShowHome, &other_code, "community"),
    ];
    for (id, change, field) in cases {
        let with = |request: &mut ObjectRequest| {
            let at = spec_of(id).param_names().iter().position(|name| *name == field).unwrap();
            request.path = with_parameter(spec_of(id), &request.path, at, change);
        };
        assert_eq!(ask(id, &with), malformed(field), "{id:?}");
    }
    for (method, path, expect) in [
        ("GET", "/api/communities/511402901001/unheard-of", (404, "request/not-found")),
        ("GET", "/api/communities/511402901001/", (404, "request/not-found")),
        ("DELETE", "/api/communities/511402901001/me", (405, "request/method-not-allowed")),
        ("POST", "/api/communities/511402901001", (405, "request/method-not-allowed")),
        ("get", "/api/communities/511402901001", (405, "request/method-not-allowed")),
    ] {
        let (status, code, _) = ask(EndpointId::ShowMe, &|request| {
            method.clone_into(&mut request.method);
            path.clone_into(&mut request.path);
        });
        assert_eq!((status, code.as_str()), expect, "{method} {path}");
    }
}

#[test]
fn what_does_not_exist_is_not_found() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let absent = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for (id, spec) in community_endpoints().filter(|(_, spec)| spec.param_names().len() == 2) {
        // Contests, appeals and holds belong to the supervision committee; the committee may do everything else.
        use domain::access::Capability as C;
        let answers = matches!(spec.capability, C::ReviewAssistance | C::DecideAppeals | C::HoldCase);
        let asks = calls.caller(if answers { "supervisor" } else { "committee" });
        let mut request = calls.requests_by(id, asks).remove(0);
        // A file is named by its bytes.
        let absent = if id == EndpointId::ShowFile { &"0".repeat(64) } else { absent };
        request.path = with_parameter(spec, &request.path, 1, &|_| absent.to_owned());
        assert_eq!(problem(&desk.handle(&request)).1, "request/not-found", "{} by {}", spec.name, asks.name);
        if !domain::access::CallerStanding::guest().may_somewhere(spec.capability) {
            request.cookie = None;
            assert_eq!(problem(&desk.handle(&request)).1, "request/not-signed-in", "{} by a guest", spec.name);
        }
    }
}

#[test]
fn pages_have_limits() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    for id in [
        EndpointId::ShowHours,
        EndpointId::ShowJournal,
        EndpointId::ListNotices,
        EndpointId::ListActivities,
        EndpointId::ShowRoster,
        EndpointId::ListSearches,
    ] {
        for (limit, max) in [
            ("", 50),
            ("limit=0", 1),
            ("limit=1", 1),
            ("limit=100", 100),
            ("limit=101", 100),
            ("limit=4294967295", 100),
        ] {
            let mut request = calls.allowed_request(id);
            let grid = if id == EndpointId::ShowRoster { request.query.clone() + "&" } else { String::new() };
            request.query = grid + if id == EndpointId::ListActivities { "filter=past&" } else { "" } + limit;
            let response = desk.handle(&request);
            let body: Value = serde_json::from_str(&response.body).unwrap();
            let rows = body.get("page").unwrap_or(&body)["rows"].as_array().unwrap_or_else(|| panic!("{body}")).len();
            assert!(rows <= max, "{id:?} {limit}: {rows} rows");
            let plenty = matches!(id, EndpointId::ShowRoster | EndpointId::ListActivities);
            assert!(!plenty || rows == max, "{id:?} {limit}: {rows} rows of many");
        }
    }
}

/// An `ETag`, and 304 with it until something changes on the page.
#[test]
fn a_page_that_did_not_change_is_not_sent_again() {
    let desk = &TestCommunity::open();
    let world = HostApi::world(desk);
    let calls = AllowedCalls::open(&world);
    let changes = [
        EndpointId::PublishActivity,
        EndpointId::SignUp,
        EndpointId::CancelActivity,
        EndpointId::EndSeat,
        EndpointId::LeaveRoster,
        EndpointId::ConfirmServices,
    ]
    .map(|id| (id, calls.allowed_request(id)));
    let readers = [&calls.guest, calls.caller("resident")];
    let mut tagged = 0;
    for (id, spec) in reading_endpoints() {
        for who in readers {
            let request = calls.requests_by(id, who).remove(0);
            let first = desk.handle(&request);
            let Some(etag) = first.etag.clone() else { continue };
            tagged += 1;
            let again = ObjectRequest { etag: Some(etag.clone()), ..request.clone() };
            let unchanged = desk.handle(&again);
            assert_eq!(
                (unchanged.status, unchanged.body.as_str(), &unchanged.etag),
                (304, "", &first.etag),
                "{}",
                spec.name
            );
            let other = readers.iter().find(|other| other.name != who.name).unwrap();
            // A tag made from the reply alone may match for another reader, if the page is the same.
            let theirs = ObjectRequest { cookie: other.person.cookie.clone(), ..again.clone() };
            let full = desk.handle(&ObjectRequest { etag: None, ..theirs.clone() });
            let status = desk.handle(&theirs).status;
            assert!(status == 200 || full.body == first.body, "{}: somebody else's page", spec.name);
            for (change, command) in &changes {
                desk.rehearse(|| {
                    assert_eq!(desk.handle(command).status, 200);
                    let fresh = desk.handle(&request);
                    let answer = desk.handle(&again);
                    let same = fresh.body == first.body;
                    assert!(
                        same || answer.status == 200,
                        "{} after {change:?}: 304 for a page that changed",
                        spec.name
                    );
                    assert!(answer.status == 304 || answer.etag != first.etag, "{} after {change:?}", spec.name);
                });
            }
        }
    }
    assert!(tagged >= 7, "{tagged} pages with an ETag");
}
