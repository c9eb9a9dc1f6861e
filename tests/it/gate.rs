//! What the gate refuses before an object is woken, and what it passes unchanged.

use crate::server::{Server, fresh_server, shared_server};
use domain::contract::*;
use domain::limits::{BODY_BYTES_MAX, URL_BYTES_MAX};
use domain::volunteering::ActivityQuery;
use std::io::{Read, Write};
use std::net::TcpStream;
use tests::scenes::activities::TEAM;
use tests::scenes::client::{CODE, Call, HttpAnswer, community_code, new_key};
use tests::scenes::people::{DIRECTOR, Person};

/// A valid command, and a read that shows whether it had an effect.
fn sign_up() -> (&'static Server, Call, impl Fn() -> u32) {
    let server = shared_server();
    let (person, at) = (server.resident(), server.publish(TEAM, 5));
    let call = Call::of::<SignUp>(&person, &at, &(), &Empty {});
    let taken = move || server.call::<ShowActivity>(&Person::guest(), &at, &Empty {}).row.signed_up;
    (server, call, taken)
}

/// Sends raw bytes that a client would correct; returns status and body of the answer.
pub fn send_raw(server: &Server, head: &str, body: &[u8]) -> (u16, String) {
    let address = server.api.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("a connection");
    let head = format!("{head}\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("the head is sent");
    // The server may answer and close before it has read an unwanted body.
    let _ = stream.write_all(body);
    let mut answer = vec![];
    let _ = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("no status: {text:?}")), text)
}

#[test]
fn a_command_comes_from_our_own_pages_or_from_no_browser() {
    let (server, good, taken) = sign_up();
    let own = server.api.address.clone();
    for (header, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:1"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let answer = server.send(&good.clone().with(header, value));
        assert_eq!(answer.refusal(), (403, "request/cross-origin".into()), "{header}: {value}");
    }
    assert_eq!(taken(), 0);
    let own_page = good.with("origin", &own).with("sec-fetch-site", "same-origin");
    assert_eq!(server.send(&own_page).status, 200);
    assert_eq!(taken(), 1);
}

#[test]
fn a_form_is_no_command() {
    let (server, good, taken) = sign_up();
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let answer = server.send(&good.clone().with("content-type", kind));
        assert_eq!(answer.refusal(), (415, "request/not-json".into()), "{kind}");
    }
    assert_eq!(server.send(&good.clone().without("content-type")).status, 415);
    assert_eq!(taken(), 0);
    assert_eq!(server.send(&good.with("content-type", "Application/JSON; charset=utf-8")).status, 200);
}

#[test]
fn a_stale_app_is_told_to_reload_and_its_command_waits() {
    let (server, good, taken) = sign_up();
    let stale = good.clone().with(CONTRACT_HEADER, "0");
    assert_eq!(server.send(&stale).refusal(), (409, "request/stale-app".into()));
    assert_eq!(taken(), 0);
    assert_eq!(
        server.send(&good.with(CONTRACT_HEADER, &CONTRACT.to_string())).status,
        200,
        "the same key after the update"
    );
}

#[test]
fn a_body_has_an_end_declared_or_not() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let cookie = director.cookie.expect("a cookie");
    let path = format!("/api/communities/{CODE}/activities");
    let head = |length: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nContent-Type: application/json\r\nCookie: {cookie}\r\nIdempotency-Key: {}\r\n{length}",
            new_key()
        )
    };
    for (bytes, status, code) in
        [(BODY_BYTES_MAX, 400, "request/malformed"), (BODY_BYTES_MAX + 1, 413, "request/too-large")]
    {
        let body = vec![b' '; bytes];
        let declared = send_raw(server, &head(&format!("Content-Length: {bytes}")), &body);
        assert!(declared.0 == status && declared.1.contains(code), "{bytes} declared: {declared:?}");
        let mut chunked = format!("{bytes:x}\r\n").into_bytes();
        chunked.extend_from_slice(&body);
        chunked.extend_from_slice(b"\r\n0\r\n\r\n");
        let measured = send_raw(server, &head("Transfer-Encoding: chunked"), &chunked);
        assert!(measured.0 == status && measured.1.contains(code), "{bytes} in chunks: {measured:?}");
    }
}

#[test]
fn an_address_has_an_end() {
    let server = shared_server();
    let longer = URL_BYTES_MAX + 1 - server.api.address.len();
    for url in [format!("/{}", "a".repeat(longer - 1)), format!("/api/health?{}", "a".repeat(longer))] {
        let answer = server.send(&Call::get(&url));
        assert_eq!(answer.refusal(), (414, "request/url-too-long".into()), "{} bytes", url.len());
    }
    let page = format!("/{}", "a".repeat(URL_BYTES_MAX - server.api.address.len() - 1));
    assert_eq!(server.send(&Call::get(&page)).status, 200, "{} bytes open the app", page.len());
}

#[test]
fn unknown_methods_and_paths() {
    let server = shared_server();
    let me = format!("/api/communities/{CODE}/me");
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
        let answer = server.send(&Call { method, ..Call::get(&me) });
        assert_eq!(answer.refusal(), (405, "request/method-not-allowed".into()), "{method}");
    }
    for path in
        ["/api/", "/api/nothing", "/api/communities", &format!("{me}/"), &format!("{me}/more"), "/api/internal/open"]
    {
        let answer = server.send(&Call::get(path));
        assert_eq!(answer.refusal(), (404, "request/not-found".into()), "{path}");
    }
    let (status, _) = send_raw(server, &format!("BREW {me} HTTP/1.1"), b"");
    assert!((400..=501).contains(&status) && status != 500, "{status}");
}

/// The answer of a street's office comes from its object. Nobody can send one from outside.
#[test]
fn what_objects_tell_each_other_nobody_tells_from_outside() {
    let server = shared_server();
    let head = server.street_head();
    for path in ["/internal/checks", "/internal/check-answers", "/internal/open", "/internal/knows/511402901001"] {
        let inside = [&format!("/api{path}"), &format!("/api/communities/{CODE}{path}"), path];
        let through = format!("/api/regions/511402901{path}");
        for url in inside.into_iter().map(AsRef::as_ref).chain([through.as_str()]) {
            for call in [Call::get(url), Call::post(url, "{}"), Call::post(url, "{}").by(&head)] {
                assert_eq!(server.send(&call).refusal(), (404, "request/not-found".into()), "{} {url}", call.method);
            }
        }
    }
}

#[test]
fn a_forged_code_wakes_nothing() {
    let server = fresh_server();
    let director = server.person(DIRECTOR);
    server.call::<ShowHome>(&Person::guest(), &(community_code(),), &Empty {});
    server.call::<ShowRegion>(&Person::guest(), &("0".parse().expect("the country"),), &Empty {});
    let before = server.object_files();
    assert!(before.len() >= 7, "two communities and the way down to them: {before:?}");
    for number in 0..40 {
        for url in [
            format!("/api/communities/5114029017{number:02}"),
            format!("/api/communities/9{number:011}/me"),
            format!("/api/communities/511402{number:06}/journal"),
            format!("/api/regions/5{number:03}"),
            format!("/api/regions/{number:09}"),
        ] {
            let answer = server.send(&Call::get(&url).by(&director));
            assert_eq!(answer.refusal(), (404, "request/not-found".into()), "{url}");
        }
        let post = Call::post(&format!("/api/communities/5114029018{number:02}/activities"), "{}").by(&director);
        assert_eq!(server.send(&post).status, 404);
    }
    assert_eq!(server.object_files(), before);
}

#[test]
fn what_a_body_may_hold_is_declared() {
    let server = shared_server();
    let (director, team) = (server.person(DIRECTOR), server.team(TEAM));
    let draft = server.draft(team, 5);
    let good = serde_json::to_value(&draft).expect("a draft is JSON");
    let with = |name: &str, value: serde_json::Value| {
        let mut body = good.clone();
        body[name] = value;
        body.to_string()
    };
    let published = |body: &str| -> HttpAnswer {
        let call = Call::of::<PublishActivity>(&director, &(community_code(),), &(), &draft);
        server.send(&Call { body: Some(body.as_bytes().to_vec()), ..call })
    };
    for (body, field) in [
        (with("colour", 1.into()), "colour"),
        (with("capacity", "five".into()), "capacity"),
        (with("capacity", (-1).into()), "capacity"),
        (with("title", "清".into()), "title"),
        (with("title", "清\u{200B}理楼道".into()), "title"),
        (with("body", "nobody".into()), "body"),
        (with("starts_at", i64::MAX.into()), "starts_at"),
        (r#"{"place":"3号楼"}"#.to_owned(), "title"),
        ("[]".to_owned(), "body"),
        ("{".to_owned(), "body"),
        (format!("{good}{good}"), "body"),
        (String::new(), "body"),
    ] {
        let problem = published(&body).declared_problem(&PublishActivity::SPEC);
        assert_eq!((problem.status, problem.code.as_str()), (400, "request/malformed"), "{body}");
        assert_eq!(problem.field.as_deref(), Some(field), "{body}");
    }
    assert_eq!(published("\u{FEFF}{}").status, 400);
    assert_eq!(published(&good.to_string()).status, 200);
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let server = fresh_server();
    let (guest, director, here) = (Person::guest(), server.person(DIRECTOR), (community_code(),));
    let list = |who: &Person, etag: &str| {
        server.send(
            &Call::of::<ListActivities>(who, &here, &ActivityQuery::default(), &Empty {}).with("if-none-match", etag),
        )
    };
    let twice = || {
        let first = list(&guest, "\"none\"");
        let again = list(&guest, first.header("etag"));
        (first, again)
    };
    // An ETag is valid for at most a half-hour of the clock: if one ended in between, the next one will not.
    let (first, again) = Some(twice()).filter(|(_, again)| again.status == 304).unwrap_or_else(twice);
    let etag = first.header("etag").to_owned();
    assert_eq!((first.status, etag.is_empty(), first.header("cache-control")), (200, false, "public, no-cache"));
    assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, etag.as_str()));
    let own = list(&director, &etag);
    assert_eq!(
        (own.status, own.header("cache-control")),
        (200, "private, no-store"),
        "another person's page is another page"
    );
    server.publish(TEAM, 5);
    assert_eq!(list(&guest, &etag).status, 200, "something was published");
}

#[test]
fn the_document_is_the_committed_one() {
    let server = shared_server();
    let answer = server.send(&Call::get("/api/openapi.json"));
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json; charset=utf-8"));
    let committed =
        std::fs::read(crate::build_paths::project_root().join("docs/openapi.json")).expect("docs/openapi.json");
    assert!(answer.body == committed, "the built API serves another document: cargo xtask build");
}

#[test]
fn every_answer_of_the_api_is_marked() {
    let (server, guest) = (shared_server(), Person::guest());
    let me = Call::of::<ShowMe>(&server.person(DIRECTOR), &(community_code(),), &(), &Empty {});
    let home = Call::of::<ShowHome>(&guest, &(community_code(),), &(), &Empty {});
    for (call, cache) in [
        (Call::get("/api/health"), "private, no-store"),
        (Call::get("/api/nothing"), "private, no-store"),
        (home, "public, no-cache"),
        (me, "private, no-store"),
    ] {
        let answer = server.send(&call);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{}", call.url);
        assert_eq!(answer.header("cache-control"), cache, "{}", call.url);
    }
}
