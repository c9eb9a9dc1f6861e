//! `GET /api/health/objects`

use crate::client::{CODE, Call};
use crate::people::Person;
use crate::server::{Mode, Server, fresh_server, new_folder, shared_server};
use crate::template::{NEIGHBOUR, class_databases, open_database, without_wal};
use domain::communities::ObjectKind;
use domain::contract::{CheckObjects, Empty};

#[test]
fn one_object_of_each_kind_is_looked_at() {
    let server = shared_server();
    let checked = server.call::<CheckObjects>(&Person::guest(), &(), &Empty {});
    let seen: Vec<_> = checked.looked_at.iter().map(|one| (one.kind, one.code.as_str())).collect();
    let regions = ["0", "51", "5114", "511402", "511402901"].map(|code| (ObjectKind::Region, code));
    assert_eq!(seen[..5], regions);
    let community = seen[5].1;
    assert!([CODE, NEIGHBOUR].contains(&community), "{community}");
    assert_eq!(seen[5..], [(ObjectKind::Community, community), (ObjectKind::Archive, community)]);
    assert_eq!(server.send(&Call::post("/api/health/objects", "{}")).refusal().0, 405);
}

#[test]
fn a_server_without_communities_is_well() {
    let server = Server::start(&new_folder(), Mode::Production);
    let checked = server.call::<CheckObjects>(&Person::guest(), &(), &Empty {});
    assert_eq!(checked.looked_at.len(), 1, "the country, which is always real");
}

#[test]
fn the_one_that_cannot_be_read_is_named_here_and_in_the_log() {
    for (class, kind) in [("linli-region", "region"), ("linli-community", "community"), ("linli-archive", "archive")] {
        let mut server = fresh_server();
        server.leave();
        server.kill();
        // Only one community, so that the random choice has no alternative.
        for street in class_databases(&server.data, "linli-region") {
            open_database(&street).execute("delete from children where code = ?1", [NEIGHBOUR]).expect("a region");
        }
        for path in class_databases(&server.data, class) {
            without_wal(&path);
            std::fs::write(&path, b"no database at all, and longer than a header of one hundred bytes is. ".repeat(4))
                .expect("a broken file");
        }
        let server = Server::start(&server.data, Mode::Demonstration);
        let answer = server.send(&Call::get("/api/health/objects"));
        let problem = answer.problem();
        assert_eq!((problem.status, problem.code.as_str()), (503, "communities/object-damaged"), "{class}");
        assert_eq!(problem.params["kind"], kind);
        let code = problem.params["code"].as_str().expect("a code");
        let log = server.log();
        let line = log.lines().find(|line| line.contains("health: ")).unwrap_or_else(|| panic!("{log}"));
        let name = format!("{kind} {code} (file {class}/");
        let file =
            line.split_once(&name).and_then(|(_, rest)| rest.split(')').next()).unwrap_or_else(|| panic!("{line}"));
        assert!(server.data.join("objects").join(class).join(file).is_file(), "{file} is a file of the folder");
    }
}
