//! Nobody outside can talk to the inside of an object: addresses that two parsers could read differently, sent over raw
//! sockets, so that no client corrects them.

use crate::server::{Mode, Server, fresh_server, new_folder};
use crate::template::{class_databases, open_database};
use domain::archive::{FileId, FileKind, UploadFileRequest};
use domain::contract::{Empty, KEY_HEADER, ShowClosing, ShowFile, ShowRegion};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use tests::scenes::client::{Call, community_code, new_key};
use tests::scenes::offices::{open_office_request, region_path};
use tests::scenes::people::{DEPUTY, DIRECTOR, Person};

/// One connection, which is reopened whenever the server closes it.
pub struct Wire<'s> {
    server: &'s Server,
    stream: Option<TcpStream>,
}

impl<'s> Wire<'s> {
    pub fn to(server: &'s Server) -> Self {
        Self { server, stream: None }
    }

    /// Sends a target unchanged; returns status and body of the answer.
    pub fn send(&mut self, method: &str, target: &[u8], headers: &str, body: &str) -> (u16, String) {
        let address = self.server.api.address.trim_start_matches("http://");
        let rest = format!(" HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len());
        let request = [method.as_bytes(), b" ", target, rest.as_bytes()].concat();
        // A connection that was kept may have been closed in the meantime.
        for kept in [true, false] {
            let stream = match self.stream.take().filter(|_| kept) {
                Some(stream) => Ok(stream),
                None => TcpStream::connect(address),
            };
            let mut stream = stream.expect("a connection");
            let _ = stream.set_nodelay(true);
            if stream.write_all(&request).is_ok()
                && let Some((status, text, stays)) = answer(&mut stream)
            {
                self.stream = stays.then_some(stream);
                return (status, text);
            }
        }
        panic!("no answer to {:?}", String::from_utf8_lossy(target))
    }
}

/// Status, body, and whether the connection stays open.
fn answer(stream: &mut TcpStream) -> Option<(u16, String, bool)> {
    let mut bytes = vec![];
    let mut piece = [0; 16 * 1024];
    loop {
        let head_end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
        if let Some(at) = head_end {
            let head = String::from_utf8_lossy(&bytes[..at]).to_ascii_lowercase();
            let status = head.split(' ').nth(1)?.parse().ok()?;
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
            let stays = length.is_some() && !head.contains("connection: close");
            if length.is_some_and(|length| bytes.len() >= at + length) {
                return Some((status, String::from_utf8_lossy(&bytes[at..]).into_owned(), stays));
            }
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) if head_end.is_some() => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let status = text.split(' ').nth(1)?.parse().ok()?;
                return Some((status, text, false));
            }
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
        }
    }
}

/// Everything that requests could have changed, by store: rows of each table that a command or an inside request
/// writes.
pub fn written_rows(data: &Path) -> Vec<String> {
    // What an object does by itself at its due time comes at any moment.
    const JOURNAL: &str = "journal where command not like 'due/%'";
    const TABLES: [(&str, &[&str]); 3] = [
        (
            "linli-community",
            &["community", "members", "seats", "opinions", "files", "file_uploads", JOURNAL, "closings"],
        ),
        ("linli-region", &["region", "children", "officers", "officer_seats", "checks", JOURNAL]),
        ("linli-archive", &["origin", "blobs"]),
    ];
    let mut all = vec![];
    for (class, tables) in TABLES {
        for file in class_databases(data, class) {
            let db = open_database(&file);
            let names =
                "select group_concat(name, ' ') from (select code || ' ' || name as name from children order by code)";
            let names = db.query_row(names, [], |row| row.get::<_, Option<String>>(0)).ok().flatten();
            let counts: Vec<i64> = tables
                .iter()
                .map(|table| {
                    let sql = format!("select count(*) from {table}");
                    db.query_row(&sql, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{sql}: {error}"))
                })
                .collect();
            all.push(format!("{class} {:?} {counts:?} {names:?}", file.file_name()));
        }
    }
    all.sort();
    all
}

/// The content of the stores after the server has ended.
pub fn rows_after_end(mut server: Server) -> Vec<String> {
    server.leave();
    server.kill();
    let left = written_rows(&server.data);
    std::fs::remove_dir_all(&server.data).expect("its own folder");
    left
}

const UP: [&str; 12] = [
    "..\\..\\..\\..\\",
    "..\\..\\..\\..\\..\\..\\",
    "..%5c..%5c..%5c..%5c",
    "..%5C..%5C..%5C..%5C",
    "%2e%2e\\%2e%2e\\%2e%2e\\%2e%2e\\",
    "%2E%2E\\.%2e\\%2e.\\..\\",
    "..%2f..%2f..%2f..%2f",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/",
    "../../../../",
    "%252e%252e%255c%252e%252e%255c",
    ".\\..\\.\\..\\..\\..\\",
    "..;\\..;\\..;\\..;\\",
];

/// The exact requests of past attacks through these addresses, each in every spelling, by a guest, by a resident, by a
/// head.
#[test]
fn no_way_leads_inside() {
    let server = fresh_server();
    let guest = Person::guest();
    let (director, head) = (server.person(DIRECTOR), server.street_head());
    let now = server.now();
    let (check, here) = (server.waiting_check(), community_code().parent());
    let stranger = open_office_request(now, &region_path("5114").0, 7701);
    let invented = serde_json::json!({
        "opinion": "01KB2Q8Z6T3W9M4E7R5Y0C1D2F", "community": community_code(), "case": "01KB2Q8Z6T3W9M4E7R5Y0C1D2G", "title": "编造",
        "kind": "check", "draft": null, "asked_at": now, "due_at": now, "ended": null,
    });
    let answer = serde_json::json!({
        "opinion": check.id, "community": community_code(), "region": here, "verdict": "agree", "text": "同意",
    });
    let child = serde_json::json!({
        "code": "511402901099", "name": "没有人开通的社区", "kind": null, "communities_total": null, "communities_open": 0,
        "demonstration": false,
    });
    let renamed = serde_json::json!({
        "code": here, "name": "苏祠街道", "kind": "street", "path": [], "children": [
            { "code": community_code(), "name": "改名社区", "kind": null, "communities_total": null, "communities_open": 9, "demonstration": false },
        ],
    });
    let way = serde_json::json!({
        "operator_key": stranger.operator_key, "region": renamed, "child": child, "grows": true,
    });
    let opened = tests::scenes::communities::open_community_request(community_code().as_str(), 9001);
    let community = format!("/api/communities/{}", community_code());
    let street = format!("/api/regions/{here}");
    let (opinions, meetings) = (format!("{community}/opinions/"), format!("{community}/meetings/"));
    let checks = format!("{street}/checks/");
    let (opinions, meetings, checks) = (opinions.as_str(), meetings.as_str(), checks.as_str());
    let city = "/api/regions/5114/checks/";
    let tried: Vec<(&str, &str, &str, String)> = vec![
        ("GET", meetings, "open-demonstration", String::new()),
        ("GET", meetings, "known-files", String::new()),
        ("POST", opinions, "open-demonstration", "{}".to_owned()),
        ("POST", opinions, "check-answers", answer.to_string()),
        ("POST", opinions, "known-files", "[]".to_owned()),
        ("POST", opinions, "open", serde_json::to_string(&opened).expect("JSON")),
        ("POST", city, "open-office", serde_json::to_string(&stranger).expect("JSON")),
        ("POST", checks, "lead", way.to_string()),
        ("POST", checks, "open", renamed.to_string()),
        ("POST", checks, "checks", invented.to_string()),
        ("POST", city, "seat-demonstration", "{}".to_owned()),
        ("POST", checks, "knows\\511402901001", "{}".to_owned()),
    ];
    let before = written_rows(&server.data);
    let mut wire = Wire::to(&server);
    for (method, start, inside, body) in &tried {
        for up in UP {
            for who in [&guest, &director, &head] {
                let cookie = who.cookie.as_ref().map_or(String::new(), |cookie| format!("Cookie: {cookie}\r\n"));
                let headers = format!(
                    "Content-Type: application/json\r\n{KEY_HEADER}: {}\r\nx-linli-inside: 1\r\nx-linli-stored: 1\r\n{cookie}",
                    new_key()
                );
                let target = format!("{start}{up}internal\\{inside}");
                let (status, told) = wire.send(method, target.as_bytes(), &headers, body);
                assert!(matches!(status, 400 | 404), "{method} {target}: {status} {told}");
                let target = format!("{start}{up}internal/{inside}");
                let (status, told) = wire.send(method, target.as_bytes(), &headers, body);
                assert!(matches!(status, 400 | 404 | 405), "{method} {target}: {status} {told}");
            }
        }
    }
    drop(wire);
    // Before anybody signs in to check.
    assert_eq!(written_rows(&server.data), before);
    let shown = server.call::<ShowRegion>(&guest, &(here,), &Empty {});
    assert_eq!(
        shown.communities.iter().map(|child| child.name.as_str()).collect::<Vec<_>>(),
        ["三苏社区", "示范邻社区"]
    );
    assert_eq!(server.case_of(&check).opinions.iter().filter(|opinion| opinion.given_at.is_some()).count(), 0);
    assert!(server.newest_officer_code(&region_path("5114"), 7701).is_none());
}

/// A hash from a public dossier, sent as if its bytes had been stored.
#[test]
fn nobody_registers_a_paper_of_somebody_else() {
    let server = fresh_server();
    let (owner, thief) = (server.person(DEPUTY), server.resident());
    let kept = server.bring(&owner, tests::scenes::archive::test_photo(77));
    let seen = |file| server.send(&Call::of::<ShowFile>(&thief, &(community_code(), file), &(), &Empty {})).status;
    assert_eq!(seen(kept.file), 403);
    let never = FileId::of(b"bytes that nobody stored");
    let before = written_rows(&server.data);
    let cookie = thief.cookie.clone().expect("a cookie");
    let mut wire = Wire::to(&server);
    for (file, bytes) in [(kept.file, kept.bytes), (never, 8)] {
        let facts = serde_json::to_string(&UploadFileRequest { file, kind: FileKind::Jpeg, bytes }).expect("JSON");
        for way in ["opinions/..\\..\\", "opinions/%2e%2e/", "matters/..\\", "opinions/..%5c..%5c", ""] {
            for files in [format!("{}\\files", community_code()), "files".to_owned()] {
                let target = format!("/api/communities/{}/{way}{files}", community_code());
                let headers = format!(
                    "Content-Type: application/json\r\n{KEY_HEADER}: {}\r\nx-linli-stored: 1\r\nCookie: {cookie}\r\n",
                    new_key()
                );
                let (status, told) = wire.send("POST", target.as_bytes(), &headers, &facts);
                assert!(matches!(status, 400 | 404 | 405 | 415), "{target}: {status} {told}");
            }
        }
    }
    drop(wire);
    assert_eq!((seen(kept.file), seen(never)), (403, 403));
    assert_eq!(rows_after_end(server), before);
}

/// A command that the gate matched as one endpoint and the object answered as another.
#[test]
fn an_encoded_step_up_is_no_ballot() {
    let server = fresh_server();
    let director = server.person(DIRECTOR);
    let before = server.call::<ShowClosing>(&director, &(community_code(),), &Empty {});
    let cookie = director.cookie.clone().expect("a cookie");
    for value in ["%2e%2e", "%2E%2E", ".%2e", "%2e.", "%2e", "..\\", "x\\..\\..", "01KB2Q8Z6T3W9M4E7R5Y0C1D2F\\..\\.."]
    {
        let target = format!("/api/communities/{}/ballots/{value}/closing", community_code());
        let headers = format!("Content-Type: application/json\r\n{KEY_HEADER}: {}\r\nCookie: {cookie}\r\n", new_key());
        let (status, told) = Wire::to(&server).send("POST", target.as_bytes(), &headers, "{}");
        assert!(matches!(status, 400 | 404 | 405), "{target}: {status} {told}");
    }
    assert_eq!(
        server.call::<ShowClosing>(&director, &(community_code(),), &Empty {}),
        before,
        "no account is being closed"
    );
}

/// Production, with a tree that its operator opened.
#[test]
fn production_has_no_way_inside_either() {
    let data = new_folder();
    let server = Server::start(&data, Mode::Production);
    let guest = Person::guest();
    let body = tests::scenes::communities::open_community_request("511402001003", 9001);
    server.call::<domain::contract::OpenCommunity>(&guest, &(), &body);
    let before = written_rows(&server.data);
    let stranger =
        serde_json::to_string(&open_office_request(server.now(), &region_path("511402001").0, 7702)).expect("JSON");
    let mut wire = Wire::to(&server);
    for up in UP {
        for (target, body) in [
            (format!("/api/regions/511402001/checks/{up}internal\\open-office"), stranger.as_str()),
            (format!("/api/communities/511402001003/opinions/{up}internal\\open-demonstration"), "{}"),
            (format!("/api/communities/511402001003/opinions/{up}internal\\known-files"), "[]"),
            (format!("/api/regions/511402001/checks/{up}internal\\knows\\511402001003"), "{}"),
        ] {
            let (status, told) = wire.send("POST", target.as_bytes(), "Content-Type: application/json\r\n", body);
            assert!(matches!(status, 400 | 404), "{target}: {status} {told}");
        }
    }
    drop(wire);
    assert_eq!(rows_after_end(server), before);
}
