//! Damaged data: a store that was lost, cut, overwritten or cannot grow causes a fault with a trace, and the log names
//! the store; the others continue to work. Healthy stores pass the checks of the runbook with the `sqlite3` of a
//! distribution.

use crate::server::{Mode, Server, ServerSettings, fresh_server, new_folder};
use crate::template::{class_databases, community_database, copy_to, without_wal};
use domain::contract::{
    Empty, Endpoint, HealthCheck, ListMatters, RenameGrid, RequestCode, ReviewGrids, ShowHome, ShowRegion,
};
use domain::members::RenameGridRequest;
use domain::sessions::SignInCodeRequest;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::scenes::activities::test_reason;
use tests::scenes::client::{CODE, Call, HttpAnswer, community_code};
use tests::scenes::neighbour_code;
use tests::scenes::people::{DIRECTOR, Person};

/// A copy of the demonstration with a damaged file, before the server starts.
fn served_after(damage: impl FnOnce(&Path)) -> Server {
    let data = new_folder();
    copy_to(&data);
    damage(&data);
    Server::start(&data, Mode::Demonstration)
}

/// A fault, as the contract defines it, and the log line to which its trace leads.
fn fault(server: &Server, answer: &HttpAnswer) -> String {
    assert_eq!(answer.status, 500, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.text());
    let trace = answer.problem().trace.expect("a trace");
    let log = server.log();
    log.lines().find(|line| line.contains(&trace)).unwrap_or_else(|| panic!("no {trace} in {log}")).to_owned()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[test]
fn a_community_whose_store_is_gone_or_broken_answers_faults_and_is_named() {
    let cut = |path: &Path, bytes: u64| {
        std::fs::File::options().write(true).open(path).and_then(|file| file.set_len(bytes)).expect("a file cut");
    };
    for what in ["removed", "emptied", "cut", "overwritten"] {
        let mut file = PathBuf::new();
        let server = served_after(|data| {
            file = community_database(data);
            without_wal(&file);
            match what {
                "removed" => std::fs::remove_file(&file).expect("removed"),
                "emptied" => cut(&file, 0),
                "cut" => cut(&file, file.metadata().expect("a file").len() / 2),
                _ => std::fs::write(&file, vec![0xA5; 65_536]).expect("overwritten"),
            }
        });
        let guest = Person::guest();
        let phone = server.next_phone();
        for call in [
            Call::of::<ShowHome>(&guest, &(community_code(),), &(), &Empty {}),
            Call::of::<ListMatters>(
                &guest,
                &(community_code(),),
                &<ListMatters as Endpoint>::Query::default(),
                &Empty {},
            ),
            Call::of::<RequestCode>(&guest, &(community_code(),), &(), &SignInCodeRequest::of(phone.clone())),
        ] {
            let line = fault(&server, &server.send(&call));
            let name = format!("community {CODE} (file linli-community/{})", name_of(&file));
            assert!(line.contains(&name), "{what}: {line}");
        }
        server.call::<ShowHome>(&guest, &(neighbour_code(),), &Empty {});
        server.call::<HealthCheck>(&guest, &(), &Empty {});
        let rows = rusqlite::Connection::open(&file)
            .and_then(|db| db.query_row("select count(*) from sign_in_codes", [], |row| row.get::<_, i64>(0)));
        assert!(matches!(rows, Ok(0) | Err(_)), "{what}: no code was made");
    }
}

#[test]
fn a_street_whose_store_is_gone_is_named_by_whoever_asks_for_its_communities() {
    let mut file = PathBuf::new();
    let server = served_after(|data| {
        let street = |path: &PathBuf| {
            rusqlite::Connection::open(path)
                .and_then(|db| db.query_row("select code from region", [], |row| row.get::<_, String>(0)))
                .is_ok_and(|code| code == "511402901")
        };
        file = class_databases(data, "linli-region").into_iter().find(street).expect("the street's store");
        without_wal(&file);
        std::fs::remove_file(&file).expect("removed");
    });
    let guest = Person::guest();
    let line = fault(&server, &server.send(&Call::of::<ShowHome>(&guest, &(community_code(),), &(), &Empty {})));
    assert!(line.contains("region 511402901"), "{line}");
    let log = server.log();
    assert!(log.contains(&name_of(&file)), "{log}");
    let at = ("511402901".parse().expect("a region"),);
    let line = fault(&server, &server.send(&Call::of::<ShowRegion>(&guest, &at, &(), &Empty {})));
    assert!(line.contains("region 511402901 (file linli-region/"), "{line}");
    let county = ("511402".parse().expect("a region"),);
    server.call::<ShowRegion>(&guest, &county, &Empty {});
}

#[test]
fn a_file_that_cannot_grow_is_a_fault_with_a_trace_and_what_was_read_is_still_read() {
    let data = new_folder();
    copy_to(&data);
    // Two megabytes: room for signing in, and for some dozens of commands.
    let around = ServerSettings { file_blocks_max: Some(4096), ..ServerSettings::default() };
    let server = Server::start_with(&data, Mode::Demonstration, &around);
    let (guest, director) = (Person::guest(), server.person(DIRECTOR));
    let grid = server.call::<ReviewGrids>(&director, &(community_code(),), &Empty {}).grids.swap_remove(0).id;
    let full = (0..400).find_map(|number: u32| {
        let body =
            RenameGridRequest { name: format!("河东网格{number}").parse().expect("a name"), reason: test_reason() };
        let answer = server.send(&Call::of::<RenameGrid>(&director, &(community_code(), grid), &(), &body));
        (answer.status != 200).then_some(answer)
    });
    let line = fault(&server, &full.expect("the disk is full at some time"));
    assert!(line.contains(&format!("community {CODE} (file linli-community/")), "{line}");
    server.call::<ShowHome>(&guest, &(community_code(),), &Empty {});
    server.call::<ShowHome>(&guest, &(neighbour_code(),), &Empty {});
}

/// A server starts without its register of alarms, and an object is in the new one from its next command.
#[test]
fn alarms_are_set_again_after_their_register_was_lost() {
    let mut register = PathBuf::new();
    let mut file = PathBuf::new();
    let server = served_after(|data| {
        file = community_database(data);
        register = data.join("objects/linli-community/metadata.sqlite");
        assert!(register.is_file(), "the alarms of communities stand elsewhere now");
        without_wal(&register);
        std::fs::remove_file(&register).expect("removed");
    });
    server.person(DIRECTOR);
    let id = name_of(&file).trim_end_matches(".sqlite").to_owned();
    tests::scenes::offices::wait_for_result("the alarm stands in the register", || {
        let db = rusqlite::Connection::open(&register).ok()?;
        let sql = "select scheduled_time from _cf_ALARM where actor_id = ?1";
        db.query_row(sql, [&id], |row| row.get::<_, i64>(0)).ok().filter(|at| *at > 0)
    });
}

/// One request as raw bytes that no client would send.
fn raw(server: &Server, request: &str) -> String {
    let address = server.api.address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = vec![];
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn odd_methods_are_refused_without_a_word_in_the_log() {
    let server = fresh_server();
    let before = server.log();
    for (method, target, status) in [
        ("TRACE", "/api/health", "405"),
        ("PROPFIND", "/api/health", "405"),
        ("BREW", "/api/health", "501"),
        ("DELETE", "/api/communities/511402901001", "405"),
    ] {
        let answer = raw(&server, &format!("{method} {target} HTTP/1.1\r\nhost: linli\r\nconnection: close\r\n\r\n"));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{method}: {answer}");
    }
    // A tunnel is opened to nowhere: it ends at once and carries nothing.
    let answer = raw(&server, "CONNECT example.org:443 HTTP/1.1\r\nhost: example.org\r\n\r\n");
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    assert_eq!(server.log(), before);
}

/// The start of a server looks for it by this name (`xtask/src/data.rs`, docs/runbook.md).
#[test]
fn the_countrys_file_has_the_name_that_is_written_down() {
    let data = new_folder();
    copy_to(&data);
    let named = |path: &PathBuf| {
        rusqlite::Connection::open(path)
            .and_then(|db| db.query_row("select code from region", [], |row| row.get::<_, String>(0)))
            .is_ok_and(|code| code == "0")
    };
    let country = class_databases(&data, "linli-region").into_iter().find(named).expect("the country's store");
    let runbook =
        std::fs::read_to_string(crate::build_paths::project_root().join("docs/runbook.md")).expect("the runbook");
    assert!(runbook.contains(&format!("objects/linli-region/{}", name_of(&country))), "{}", country.display());
    std::fs::remove_file(&country).expect("removed");
    let server = Server::start(&data, Mode::Demonstration);
    assert_eq!(
        server.refusal::<ShowHome>(&Person::guest(), &(community_code(),), &Empty {}).0,
        404,
        "what the runbook says of it"
    );
}

fn sqlite3(file: &Path, statements: &[&str]) -> String {
    let output = Command::new("sqlite3").arg("-bail").arg(file).args(statements).output();
    let output = output.expect("sqlite3 is needed: sudo apt-get install sqlite3 (cargo xtask test does it)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The checks that the runbook tells an operator; a healthy store must not look damaged to an older SQLite.
#[test]
fn the_runbooks_checks_call_a_healthy_store_healthy() {
    let data = new_folder();
    copy_to(&data);
    let communities = class_databases(&data, "linli-community");
    assert_eq!(communities.len(), 2);
    for file in communities {
        let told = sqlite3(
            &file,
            &[
                "pragma integrity_check",
                "pragma foreign_key_check",
                "select 'sum of ' || unit, sum(balance) from accounts group by unit",
                "select 'broken links', sum(previous_hash <> coalesce((select hash from journal p where p.seq = j.seq - 1), zeroblob(32))) from journal j",
                "select 'open steps', count(*) > 0 from case_steps where certificate is null",
            ],
        );
        assert_eq!(told, "ok\nsum of service-minutes|0\nbroken links|0\nopen steps|1\n", "{}", file.display());
    }
    for class in ["linli-region", "linli-archive"] {
        for file in class_databases(&data, class) {
            let told = sqlite3(&file, &["pragma integrity_check", "pragma foreign_key_check"]);
            assert_eq!(told, "ok\n", "{}", file.display());
        }
    }
}
