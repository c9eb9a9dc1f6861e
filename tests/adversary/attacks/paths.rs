//! Paths that mean one thing to the gate and another to the object behind it, sent as raw bytes on a socket.
//!
//! Invariant: an attempt held if it was refused and afterwards every row of every object is unchanged. Rows are
//! compared after the server has stopped; only counters of attempts may change.

mod rows;
mod tricks;

use crate::server::{Mode, Server, fresh_server};
use crate::table::{Attack, Form, Tally};
use domain::contract::{ENDPOINTS, HttpMethod, Responder, Spec};
use rows::Rows;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tests::scenes::client::{CODE, Call, community_code};
use tests::scenes::people::{DIRECTOR, Person};
use tricks::{internal_requests, path_tricks};

pub const ATTACKS: &[Attack] = &[
    Attack { group: "paths", name: "to /internal/ of an object, each by its own request", run: reproductions },
    Attack { group: "paths", name: "every trick in every parameter of every endpoint", run: generated },
    Attack { group: "paths", name: "control: the same check before paths that are allowed", run: allowed },
    Attack { group: "paths", name: "control: one row more is seen", run: one_row_more },
];

const AT_ONCE: usize = 4;
const STREET: &str = "511402901";
/// An id of the usual form.
const ID: &str = "01KA000000000000000000000A";

/// Status and body; `None` when the connection was closed without an answer.
fn raw(server: &Server, method: &str, path: &[u8], who: &Person, body: &str) -> Option<(u16, String)> {
    let address = server.api.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    let cookie = who.cookie.as_ref().map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
    let mut request = [method.as_bytes(), b" ", path, b" HTTP/1.1\r\n"].concat();
    write!(request, "Host: {address}\r\nConnection: close\r\n{cookie}").ok()?;
    if method == "POST" {
        let (length, key) = (body.len(), tests::scenes::client::new_key());
        write!(request, "Content-Type: application/json\r\nContent-Length: {length}\r\nIdempotency-Key: {key}\r\n")
            .ok()?;
    }
    write!(request, "\r\n{}", if method == "POST" { body } else { "" }).ok()?;
    stream.write_all(&request).ok()?;
    let mut answer = vec![];
    let _ = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1)?.parse().ok()?;
    Some((status, text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()))
}

/// Refused, or answered only with the app's own page.
fn is_refused(answer: Option<&(u16, String)>) -> bool {
    answer.is_none_or(|(status, body)| matches!(status, 300..500) || (*status == 200 && is_page(body)))
}

fn is_page(body: &str) -> bool {
    body.trim_start().to_ascii_lowercase().starts_with("<!doctype html")
}

fn told(path: &[u8], answer: Option<&(u16, String)>) -> String {
    let (status, body) = answer.cloned().unwrap_or_default();
    format!("{}: {status} {}", path.escape_ascii(), body.chars().take(80).collect::<String>())
}

/// The report's own requests: each alone on a fresh folder, with its effect.
fn reproductions(_: Form) -> Tally {
    let mut tally = Tally::default();
    let resident_only = [format!("/api/communities/{CODE}/opinions/..\\..\\{CODE}\\files")];
    let mut requests = vec![];
    for (place, name, body) in internal_requests() {
        let prefix = match place {
            Responder::Region => format!("/api/regions/{STREET}/checks/"),
            _ => format!("/api/communities/{CODE}/opinions/"),
        };
        for up in ["..\\..\\..\\..\\", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/", "..%5c..%5c..%5c..%5c"] {
            requests.push(("POST", format!("{prefix}{up}internal\\{name}"), body.clone()));
        }
    }
    requests.push((
        "GET",
        format!("/api/communities/{CODE}/meetings/..\\..\\..\\..\\internal\\open-demonstration"),
        String::new(),
    ));
    requests.push(("POST", format!("/api/communities/{CODE}/ballots/%2e%2e/closing"), "{}".to_owned()));
    let uploaded =
        r#"{"file":"0000000000000000000000000000000000000000000000000000000000000000","kind":"pdf","bytes":10}"#;
    requests.extend(resident_only.map(|path| ("POST", path, uploaded.to_owned())));
    let mut server = fresh_server();
    server.leave();
    let (people, data) = ([Person::guest(), server.resident()], server.data.clone());
    server.stop();
    let mut before = Rows::of(&data);
    for (method, path, body) in &requests {
        let mut server = Server::start(&data, Mode::Demonstration);
        server.leave();
        let answers = people.each_ref().map(|who| raw(&server, method, path.as_bytes(), who, body));
        server.stop();
        let after = Rows::of(&data);
        let changed = before.changed(&after);
        for answer in &answers {
            let held = is_refused(answer.as_ref()) && changed.is_empty();
            tally.count(held, || format!("{}; changed: {changed:?}", told(path.as_bytes(), answer.as_ref())));
        }
        before = after;
    }
    let _ = std::fs::remove_dir_all(&data);
    tally
}

/// The path of an endpoint with usual values, split before and after the value of one parameter.
fn around(spec: &Spec, at: usize) -> (String, String, usize) {
    let mut depth = 0;
    let (mut before, mut after, mut seen) = (String::new(), String::new(), 0);
    for part in spec.path.split('/').skip(1) {
        let is_parameter = part.starts_with('{');
        if is_parameter && seen == at {
            depth = before.split('/').count() - 1;
            before.push('/');
            seen += 1;
            continue;
        }
        let value = match part {
            "{community}" => CODE,
            "{region}" => STREET,
            _ if is_parameter => ID,
            _ => part,
        };
        seen += usize::from(is_parameter);
        let into = if seen > at { &mut after } else { &mut before };
        into.push('/');
        into.push_str(value);
    }
    (before, after, depth)
}

fn generated(form: Form) -> Tally {
    let mut server = fresh_server();
    server.leave();
    let data = server.data.clone();
    let people = [Person::guest(), server.resident(), server.person(DIRECTOR)];
    server.stop();
    let before = Rows::of(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    server.leave();
    let internal = internal_requests();
    let mut attempts = vec![];
    for (_, spec) in ENDPOINTS {
        for at in 0..spec.param_names().len() {
            let (head, tail, depth) = around(spec, at);
            let inside = internal.iter().filter(|(place, _, _)| *place == spec.place || spec.place == Responder::Gate);
            let inside: Vec<_> = inside.collect();
            for (number, trick) in path_tricks(depth).into_iter().enumerate() {
                let targets = form.of(1, inside.len());
                for target in 0..targets {
                    let (_, name, body) = inside[(number + at + spec.path.len() + target) % inside.len()];
                    let path = [head.as_bytes(), &trick(name), tail.as_bytes()].concat();
                    attempts.push((spec.method, path, body, (number + target) % people.len()));
                }
            }
        }
    }
    let mut tally = Tally::default();
    let one = |(method, path, body, who): &(HttpMethod, Vec<u8>, &String, usize)| {
        raw(&server, method.as_str(), path, &people[*who], body)
    };
    let answers: Vec<Option<(u16, String)>> = std::thread::scope(|scope| {
        let parts = attempts.chunks(attempts.len().div_ceil(AT_ONCE));
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("the attempts")).collect()
    });
    for ((_, path, _, _), answer) in attempts.iter().zip(&answers) {
        tally.count(is_refused(answer.as_ref()), || told(path, answer.as_ref()));
    }
    server.stop();
    let changed = before.changed(&Rows::of(&data));
    tally.count(changed.is_empty(), || format!("rows changed: {changed:?}"));
    let _ = std::fs::remove_dir_all(&data);
    tally
}

fn allowed(_: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    for path in ["", "/meetings", "/activities", "/cases"] {
        let path = format!("/api/communities/{CODE}{path}");
        let answer = raw(&server, "GET", path.as_bytes(), &Person::guest(), "");
        tally.count(is_refused(answer.as_ref()), String::new);
    }
    tally.must_breach("allowed paths")
}

fn one_row_more(_: Form) -> Tally {
    let mut server = fresh_server();
    server.leave();
    let (who, data) = (server.resident(), server.data.clone());
    server.stop();
    let before = Rows::of(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    let at = (community_code(),);
    server.leave();
    let body = domain::privacy::CorrectionRequest {
        field: domain::privacy::CorrectionField::Name,
        wanted: "示范数据丙".parse().expect("a name"),
    };
    server.send(&Call::of::<domain::contract::RequestCorrection>(&who, &at, &(), &body));
    server.stop();
    let mut tally = Tally::default();
    tally.count(before.changed(&Rows::of(&data)).is_empty(), String::new);
    let _ = std::fs::remove_dir_all(&data);
    tally.must_breach("a row more")
}
