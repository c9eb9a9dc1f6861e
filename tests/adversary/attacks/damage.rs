//! Files of one community damaged while the server is stopped, and disks that are full or read-only.
//!
//! Invariant: damage is reported with a trace, the log names the object under that trace, no empty answer is given as
//! if it were valid, and the community next door continues to work.

mod disk;

use crate::server::{Mode, Server, ServerSettings, new_folder};
use crate::table::{Attack, Form, Tally};
use crate::template::{community_database, copy_folder, copy_to};
use std::fs::{read, remove_file, write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tests::scenes::NEIGHBOUR;
use tests::scenes::client::{CODE, Call, HttpAnswer};

pub const ATTACKS: &[Attack] = &[
    Attack { group: "damage", name: ".sqlite removed: no empty community is shown", run: |_| damaged(removed, LOST) },
    Attack { group: "damage", name: ".sqlite cut to nothing", run: |_| damaged(emptied, LOST) },
    Attack { group: "damage", name: ".sqlite cut to half", run: |_| damaged(halved, LOST) },
    Attack { group: "damage", name: "header overwritten", run: |_| damaged(headless, LOST) },
    Attack { group: "damage", name: "every ninth page is garbage", run: |_| damaged(ninth_page, IN_PART) },
    Attack { group: "damage", name: "the log (-wal) is garbage", run: |_| damaged(garbage_log, WELL) },
    Attack {
        group: "damage",
        name: "metadata.sqlite is garbage: it is named, or all is served",
        run: disk::garbage_metadata,
    },
    Attack { group: "damage", name: "the folder is read-only: it is named", run: disk::read_only },
    Attack {
        group: "damage",
        name: "disk full: nothing acknowledged is lost, and it works again",
        run: disk::full_disk,
    },
    Attack { group: "damage", name: "control: an empty list would be seen", run: empty_list },
    Attack { group: "damage", name: "control: a fault that nobody logs would be seen", run: silent },
];

#[derive(Clone, Copy)]
struct Expected {
    whole: bool,
    fault: bool,
}

const LOST: Expected = Expected { whole: false, fault: true };
/// Content of whole pages may be read.
const IN_PART: Expected = Expected { whole: true, fault: true };
const WELL: Expected = Expected { whole: true, fault: false };

/// The folder of a server that was stopped in order: no log beside the databases.
fn base() -> &'static Path {
    static BASE: OnceLock<PathBuf> = OnceLock::new();
    BASE.get_or_init(|| {
        let data = new_folder();
        copy_to(&data);
        let mut server = Server::start(&data, Mode::Demonstration);
        server.leave();
        for code in [CODE, NEIGHBOUR] {
            assert_eq!(server.send(&Call::get(&format!("/api/communities/{code}"))).status, 200);
        }
        server.stop();
        data
    })
}

fn removed(path: &Path) {
    remove_file(path).expect("the database");
}

fn emptied(path: &Path) {
    write(path, b"").expect("the database");
}

fn halved(path: &Path) {
    let bytes = read(path).expect("the database");
    write(path, &bytes[..bytes.len() / 2]).expect("the database");
}

fn headless(path: &Path) {
    let mut bytes = read(path).expect("the database");
    bytes[..100].fill(0x5A);
    write(path, bytes).expect("the database");
}

fn ninth_page(path: &Path) {
    let mut bytes = read(path).expect("the database");
    bytes.chunks_mut(4096).skip(8).step_by(9).for_each(|page| page.fill(0x5A));
    write(path, bytes).expect("the database");
}

fn garbage_log(path: &Path) {
    write(format!("{}-wal", path.display()), [0x5A; 40_000]).expect("the folder");
}

const PAGES: [&str; 6] = ["", "/matters", "/meetings", "/activities", "/cases", "/bodies"];

fn damaged(harm: fn(&Path), expected: Expected) -> Tally {
    let data = new_folder();
    copy_folder(base(), &data);
    let database = community_database(&data);
    let _ = remove_file(format!("{}-wal", database.display()));
    let stem = database.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    harm(&database);
    let mut tally = Tally::default();
    let mut server = match Server::try_start(&data, Mode::Demonstration, &ServerSettings::default()) {
        Ok(server) => server,
        Err(words) => {
            tally.count(false, || format!("no server at all: {words}"));
            return tally;
        }
    };
    server.leave();
    let home = |code: &str, page: &str| Call::get(&format!("/api/communities/{code}{page}"));
    let ask = Call::post(&format!("/api/communities/{CODE}/sign-in-codes"), r#"{"phone":"13800000500"}"#);
    let mut calls: Vec<Call> = PAGES.iter().map(|page| home(CODE, page)).collect();
    calls.push(ask);
    let answers: Vec<(Call, HttpAnswer)> = calls.into_iter().map(|call| (call.clone(), server.send(&call))).collect();
    let next_door = server.send(&home(NEIGHBOUR, ""));
    tally.count(next_door.status == 200, || format!("next door: {} {}", next_door.status, next_door.text()));
    server.stop();
    let log = server.log();
    for (call, answer) in &answers {
        let outcome = judge(answer, &log, &stem, expected);
        tally.count(outcome.is_ok(), || format!("{} {}: {}", call.method, call.url, outcome.unwrap_err()));
    }
    let _ = std::fs::remove_dir_all(&data);
    tally
}

fn judge(answer: &HttpAnswer, log: &str, file: &str, expected: Expected) -> Result<(), String> {
    let said = || format!("{} {}", answer.status, answer.text().chars().take(120).collect::<String>());
    if answer.status == 200 {
        return if expected.whole { Ok(()) } else { Err(format!("as if nothing had happened: {}", said())) };
    }
    if !expected.fault {
        return Err(said());
    }
    if answer.status != 500 || answer.header("content-type") != "application/problem+json" {
        return Err(format!("no fault as a problem document: {}", said()));
    }
    let trace = answer.json()["trace"].as_str().unwrap_or_default().to_owned();
    let line = log.lines().find(|line| !trace.is_empty() && line.contains(&trace));
    match line {
        None => Err(format!("no line of the log has the trace {trace:?}")),
        Some(line) if line.contains(CODE) || line.contains(file) => Ok(()),
        Some(line) => Err(format!("the log does not say which object: {line}")),
    }
}

fn answer_of(status: u16, content_type: &str, body: &str) -> HttpAnswer {
    let mut headers = ureq::http::HeaderMap::new();
    headers.insert("content-type", content_type.parse().expect("a header"));
    HttpAnswer { status, headers, body: body.as_bytes().to_vec() }
}

fn empty_list(_: Form) -> Tally {
    let mut tally = Tally::default();
    let answer = answer_of(200, "application/json", r#"{"rows":[],"next":null}"#);
    tally.count(judge(&answer, "", "file", LOST).is_ok(), String::new);
    tally.must_breach("an empty list")
}

fn silent(_: Form) -> Tally {
    let mut tally = Tally::default();
    let (kind, body) = ("application/problem+json", r#"{"trace":"0123456789abcdef"}"#);
    for (status, kind, log) in [
        (500, kind, ""),
        (500, kind, "0123456789abcdef: SQLITE_CORRUPT"),
        (500, "text/plain", "0123456789abcdef: SQLITE_CORRUPT community 511402901001"),
        (404, kind, "0123456789abcdef: SQLITE_CORRUPT community 511402901001"),
    ] {
        tally.count(judge(&answer_of(status, kind, body), log, "file", LOST).is_ok(), String::new);
    }
    tally.must_breach("a fault without a line")
}
