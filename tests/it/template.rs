//! A data folder made once and copied for each server: the demonstration as the API seeds it, four activities of
//! three days ago with room for everybody and two meetings (示范数据), and a second community with the same people.
//!
//! Invariant: only these activities and meetings, the second community's entry in its street and its copied database
//! were written without the API; all of it satisfies the store's own constraints.

use crate::server::{Mode, Server, new_folder};
use domain::contract::{Empty, ListCases, SeedDemonstration, ShowCase, ShowHome};
use domain::decisions::CaseStep;
use domain::time::UtcMillis;
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tests::scenes::activities::add_past_activities;
use tests::scenes::client::{Call, community_code};
use tests::scenes::open_meetings::add_meetings;
use tests::scenes::people::Person;
use tests::scenes::{NEIGHBOUR, neighbour_code};

struct Template {
    data: PathBuf,
    opened_at: UtcMillis,
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(make)
}

/// When the demonstration was seeded.
pub fn opened_at() -> UtcMillis {
    template().opened_at
}

pub fn copy_to(data: &Path) {
    copy_folder(&template().data, data);
}

pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the template").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else if entry.file_name() != "workerd.log" {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

fn make() -> Template {
    let data = new_folder();
    let guest = Person::guest();
    let mut server = Server::start(&data, Mode::Demonstration);
    server.call::<SeedDemonstration>(&guest, &(), &Empty {});
    let opened_at = server.now();
    tests::scenes::offices::wait_for_result("the street is asked", || is_street_told(&server).then_some(()));
    server.kill();
    let first = only(class_databases(&data, "linli-community"), "community");
    let community = open_database(&first);
    add_past_activities(&community, opened_at);
    add_meetings(&community, opened_at);
    drop(community);
    open_neighbour(&data);

    // A first request makes the neighbour's object create its own empty file, which then gets the contents of the first
    // one.
    let mut server = Server::start(&data, Mode::Demonstration);
    let asked = Call::of::<ShowHome>(&guest, &(neighbour_code(),), &(), &Empty {});
    assert_eq!(server.send(&asked).status, 500, "a community whose street says that it is open");
    server.kill();
    let second =
        only(class_databases(&data, "linli-community").into_iter().filter(|path| *path != first).collect(), "second");
    fill(&first, &second);

    // The template outlives its servers, whose folders are removed with them.
    let kept = new_folder();
    copy_folder(&data, &kept);
    Template { data: kept, opened_at }
}

/// Whether the demonstration's check has arrived at its street, so that no message is on its way any more.
fn is_street_told(server: &Server) -> bool {
    let guest = Person::guest();
    let open = server.call::<ListCases>(&guest, &(community_code(),), &Empty {}).open;
    let Some(case) = open.iter().find(|row| row.step == CaseStep::TownshipCheck) else { return false };
    let shown = server.call::<ShowCase>(&guest, &(community_code(), case.id), &Empty {});
    shown.opinions.iter().any(|opinion| opinion.received_at.is_some())
}

/// The databases of one class of objects, without its register of alarms.
pub fn class_databases(data: &Path, class: &str) -> Vec<PathBuf> {
    let folder = data.join("objects").join(class);
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "sqlite") && !path.ends_with("metadata.sqlite"))
        .collect()
}

/// Names of the databases of all objects.
pub fn object_files(data: &Path) -> Vec<String> {
    let mut names: Vec<String> = ["linli-community", "linli-region", "linli-archive"]
        .iter()
        .flat_map(|class| class_databases(data, class))
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The database of the demonstration community.
pub fn community_database(data: &Path) -> PathBuf {
    let of_code = |path: &PathBuf| {
        let found = open_database(path).query_row("select code from community", [], |row| row.get::<_, String>(0));
        found.is_ok_and(|code| code == tests::scenes::client::CODE)
    };
    only(class_databases(data, "linli-community").into_iter().filter(of_code).collect(), "demonstration community")
}

pub fn open_database(path: &Path) -> Connection {
    Connection::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The state after an orderly stop, where everything is folded into the file itself; for tests that damage it.
pub fn without_wal(path: &Path) {
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
}

fn only(mut paths: Vec<PathBuf>, what: &str) -> PathBuf {
    assert_eq!(paths.len(), 1, "{what}: {paths:?}");
    paths.remove(0)
}

fn open_neighbour(data: &Path) {
    let mut changed = 0;
    for path in class_databases(data, "linli-region") {
        changed += open_database(&path)
            .execute(
                "insert into children (code, name, communities_open, demonstration)
                 select ?1, '示范邻社区', 1, 1 from region where code = ?2",
                params![NEIGHBOUR, neighbour_code().parent().as_str()],
            )
            .expect("a region");
    }
    assert_eq!(changed, 1, "one street has the neighbour");
}

fn fill(first: &Path, second: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", second.display()));
    }
    let text = second.to_string_lossy().into_owned();
    open_database(first).execute("vacuum into ?1", params![text]).expect("a copy of the database");
    let db = open_database(second);
    db.execute("update community set code = ?1, name = '示范邻社区'", params![NEIGHBOUR]).expect("its own code");
}
