//! Every parameter of every endpoint with every byte and every trick that a path could hold.

use crate::object_isolation::{Wire, rows_after_end, written_rows};
use crate::server::fresh_server;
use domain::contract::{ENDPOINTS, Empty, Problem, Responder, ShowHome, find_endpoint, is_plain};
use std::sync::atomic::{AtomicUsize, Ordering};
use tests::scenes::client::community_code;
use tests::scenes::people::{DIRECTOR, Person};

/// Encodings and segments of more than one byte.
const TRICKS: [&str; 30] = [
    "..",
    ".",
    "...",
    "%2e",
    "%2E",
    "%2e%2e",
    "%2E%2E",
    ".%2e",
    "%2f",
    "%2F",
    "%5c",
    "%5C",
    "%00",
    "%09",
    "%0a",
    "%0d%0a",
    "%20",
    "%23",
    "%3f",
    "%3b",
    "%252e%252e",
    "%255c",
    "%u002e",
    "..;",
    "\\..\\",
    "\\..\\..\\",
    "/../",
    "//",
    "\u{FF0E}\u{FF0E}",
    "..\\..\\..\\..\\internal\\open",
];

/// The part of an address that a server reads as the path: workerd resolves neither steps upwards nor encodings.
fn as_read(target: &[u8]) -> Option<&str> {
    let end = target.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(target.len());
    std::str::from_utf8(&target[..end]).ok().filter(|path| is_plain(path))
}

/// Every byte that no endpoint needs and every trick, in every parameter of every endpoint, by a person with rights:
/// the answer comes from the matched endpoint, or there is none. No command has a key here, so any write came another
/// way.
#[test]
fn every_parameter_of_every_endpoint_is_what_was_matched() {
    let server = fresh_server();
    let (director, head) = (server.person(DIRECTOR), server.street_head());
    server.call::<ShowHome>(&Person::guest(), &(community_code(),), &Empty {});
    let before = written_rows(&server.data);
    let bytes =
        (0..=127_u8).filter(|byte| !byte.is_ascii_alphanumeric() && !b"-_".contains(byte)).map(|byte| vec![byte]);
    let tricks: Vec<Vec<u8>> = bytes.chain(TRICKS.map(|trick| trick.as_bytes().to_vec())).collect();
    let mut jobs = vec![];
    for (_, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.place != Responder::Gate) {
        for at in 0..spec.param_names().len() {
            jobs.push((spec, at));
        }
    }
    let (next, refused, answered) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut wire = Wire::to(&server);
        while let Some((spec, at)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let who = if spec.place == Responder::Region { &head } else { &director };
            let cookie = who.cookie.as_deref().expect("a cookie");
            let headers = format!("Content-Type: application/json\r\nCookie: {cookie}\r\n");
            for (trick, alone) in tricks.iter().flat_map(|trick| [(trick, false), (trick, true)]) {
                let target = with(spec.path, *at, trick, alone);
                let body = if spec.method.as_str() == "GET" { "" } else { "{}" };
                let (status, told) = wire.send(spec.method.as_str(), &target, &headers, body);
                let shown = String::from_utf8_lossy(&target).into_owned();
                let problem = serde_json::from_str::<Problem>(&told).ok();
                let read = as_read(&target).and_then(|path| find_endpoint(spec.method.as_str(), path).ok());
                // The part before a question mark is an address of the contract.
                if let Some((_, read, _)) = read {
                    let is_own = status < 400 || problem.as_ref().is_some_and(|problem| read.may_answer(problem));
                    let may_succeed = read.method.as_str() == "GET" || status >= 400;
                    assert!(is_own && status != 500 && may_succeed, "{shown}: {status} {told}");
                    answered.fetch_add(1, Ordering::Relaxed);
                } else {
                    // Also not by another method.
                    let code = problem.map(|problem| problem.code);
                    let gone = matches!(code.as_deref(), Some("request/not-found" | "request/method-not-allowed"));
                    // Bytes that HTTP itself does not accept are refused before the gate, without JSON.
                    let is_no_request = code.is_none() && matches!(status, 400..=499 | 501);
                    assert!(gone || is_no_request, "{shown}: {status} {told}");
                    refused.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(work);
        }
    });
    let (refused, answered) = (refused.into_inner(), answered.into_inner());
    assert!(refused > 40_000 && answered < refused / 20, "{refused} refused, {answered} answered");
    assert_eq!(rows_after_end(server), before);
}

/// The template's address with valid values, and the trick in one of them: in its middle, or instead of it.
fn with(template: &str, at: usize, trick: &[u8], alone: bool) -> Vec<u8> {
    let mut number = 0;
    let mut target = vec![];
    for part in template.split('/').skip(1) {
        target.push(b'/');
        let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
            target.extend_from_slice(part.as_bytes());
            continue;
        };
        let good = match name {
            "community" => "511402901001",
            "region" => "511402901",
            "file" => "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
            _ => "01KB2Q8Z6T3W9M4E7R5Y0C1D2F",
        };
        let (start, end) = good.split_at(good.len() / 2);
        if number == at && alone {
            target.extend_from_slice(trick);
        } else if number == at {
            target.extend_from_slice(&[start.as_bytes(), trick, end.as_bytes()].concat());
        } else {
            target.extend_from_slice(good.as_bytes());
        }
        number += 1;
    }
    target
}
