//! A lost store is not mistaken for one in which nothing has happened yet.

use crate::officers::Office;
use crate::test_community::{MORNING, TestCommunity};
use api::db::Db;
use api::db::native::Native;
use api::migrations;
use api::object_kind::{COMMUNITY, REGION, StoreKind};

const CODE: &str = "511402901001";

fn empty(kind: &StoreKind) -> Native {
    let db = Native::in_memory().unwrap();
    migrations::run_migrations(&db, kind.migrations, MORNING).unwrap();
    db
}

fn words(kind: &StoreKind, db: &Native, path: &str) -> String {
    kind.check(db, path).err().unwrap_or_default()
}

#[test]
fn an_empty_store_answers_what_opens_it_and_nothing_else() {
    for (kind, path, answers) in [
        (&COMMUNITY, "/internal/open", true),
        (&COMMUNITY, "/internal/open-demonstration", true),
        (&COMMUNITY, "/internal/known-files", false),
        (&COMMUNITY, "/internal/check-answers", false),
        (&COMMUNITY, "/api/communities/511402901001", false),
        (&COMMUNITY, "/api/communities/511402901001/matters", false),
        (&COMMUNITY, "/api/communities/511402901001/sign-in-codes", false),
        (&REGION, "/internal/open", true),
        (&REGION, "/internal/lead", true),
        (&REGION, "/internal/checks", false),
        (&REGION, "/internal/knows/511402901001", false),
        (&REGION, "/api/regions/511402901", false),
        (&REGION, "/api/regions/511402901/sign-in-codes", false),
        // Nothing is open on a new server, and requests to the country are answered nevertheless.
        (&REGION, "/internal/knows/51", true),
        (&REGION, "/api/regions/0", true),
    ] {
        let said = words(kind, &empty(kind), path);
        assert_eq!(said.is_empty(), answers, "{path}: {said}");
        assert!(answers || said.contains("empty"), "{path}: {said}");
    }
}

#[test]
fn a_store_answers_under_its_own_code_alone() {
    let (desk, office) = (TestCommunity::open(), Office::empty());
    let home = format!("/api/communities/{CODE}");
    assert_eq!(words(&COMMUNITY, &desk.db, &home), "");
    assert_eq!(words(&COMMUNITY, &desk.db, "/internal/known-files"), "");
    assert_eq!(words(&COMMUNITY, &desk.db, "/api/communities/511402901002"), format!("the store is that of {CODE}"));
    assert_eq!(words(&REGION, &office.db, "/api/regions/511402901"), "");
    assert_eq!(words(&REGION, &office.db, "/api/regions/511402"), "the store is that of 511402901");
    let settled = |path: &str| COMMUNITY.check(&desk.db, path);
    assert_eq!((settled(&home), settled("/internal/known-files")), (Ok(true), Ok(false)));
}

#[test]
fn the_log_names_the_object_and_its_file() {
    let desk = TestCommunity::open();
    let name = |db: &Native, path: &str| COMMUNITY.name(db, path, "ab12");
    let expect = format!("community {CODE} (file linli-community/ab12.sqlite)");
    assert_eq!(name(&desk.db, "/api/communities/511402901001/matters"), expect);
    assert_eq!(name(&desk.db, "/internal/known-files"), expect, "by its own word");
    let damaged = empty(&COMMUNITY);
    damaged.run("drop table community", &[]).unwrap();
    assert_eq!(name(&damaged, "/api/communities/511402901001"), expect, "by the path, when the store says nothing");
    assert_eq!(
        name(&damaged, "/internal/known-files"),
        "community of a code unknown (file linli-community/ab12.sqlite)"
    );
}
