//! `pragma integrity_check` of any SQLite must accept a healthy store: no check may depend on the result of
//! `json_valid` for null.

use crate::test_community::MORNING;
use api::db::Db;
use api::db::native::Native;
use api::migrations::{self, Migration};
use std::collections::BTreeMap;

/// Every table, index and trigger as the store has it written.
fn schema(db: &Native) -> BTreeMap<String, String> {
    let rows = db.run("select type || ' ' || name, sql from sqlite_master where sql is not null", &[]).unwrap();
    rows.iter().map(|row| (row.text(0).unwrap(), row.text(1).unwrap())).collect()
}

fn text(db: &Native, sql: &'static str) -> Vec<String> {
    db.run(sql, &[]).unwrap().iter().map(|row| row.text(0).unwrap()).collect()
}

#[test]
fn a_check_of_json_says_nothing_of_what_is_not_there() {
    for migrations in [migrations::COMMUNITY, migrations::REGION, migrations::ARCHIVE] {
        let db = Native::in_memory().unwrap();
        migrations::run_migrations(&db, migrations, MORNING).unwrap();
        for (name, sql) in schema(&db) {
            for line in sql.lines().filter(|line| line.contains("json_valid(")) {
                assert!(line.contains("not null") || line.contains("is null or"), "{name}: {line}");
            }
        }
    }
}

fn of_before() -> (Native, &'static [Migration]) {
    let at = migrations::COMMUNITY.iter().position(|one| one.name == "sound_certificates").unwrap();
    let db = Native::in_memory().unwrap();
    migrations::run_migrations(&db, &migrations::COMMUNITY[..at], MORNING).unwrap();
    (db, &migrations::COMMUNITY[..=at])
}

/// Anything that the migration failed to write again would be missing here.
#[test]
fn steps_written_anew_differ_by_their_check_alone() {
    let (db, until) = of_before();
    let mut before = schema(&db);
    let steps = before.get_mut("table case_steps").unwrap();
    *steps = steps.replace("(json_valid(certificate))", "(certificate is null or json_valid(certificate))");
    migrations::run_migrations(&db, until, MORNING).unwrap();
    let after = schema(&db);
    assert_eq!(after, before);
    assert!(after.len() > 200 && after.contains_key("trigger case_steps_close_once"));
}

#[test]
fn steps_and_papers_from_before_stay_what_they_are() {
    let (db, until) = of_before();
    db.run_script(
        r#"insert into grids values ('g', 'g');
           insert into households (id, grid, building, unit, door) values ('h', 'g', '', '', '');
           insert into members (id, household, grid, name, joined_at) values ('m', 'h', 'g', '王明', 1);
           insert into rule_sets values (printf('%064d', 1), '2026-11', '{}', 1);
           insert into cases (id, seq, matter, title, item_code, needs_legal_opinion, reserved_to_assembly, needs_filing, opening,
               party, township, decider, rule_set, status, step, opened_at, opened_by)
             values ('c', 1, 'x', '加装电梯', 'i', 'no', 'no', 'no', 'apart', 'members', 'none', 'representatives',
               printf('%064d', 1), 'open', 'joint-deliberation', 1, 'm');
           insert into case_steps (case_id, place, step, meeting) values ('c', 1, 'proposal', 'p'), ('c', 2, 'joint-deliberation', null);
           insert into case_papers values ('c', 'proposal', printf('%064d', 2), 'minutes', 2, 'm');
           update case_steps set closed_at = 3, closed_by = 'm', certificate = '{"outcome":"passed"}', certificate_hash = printf('%064d', 3)
             where place = 1;"#,
    )
    .unwrap();
    let steps = "select json_array(case_id, place, step, meeting, closed_at, closed_by, certificate, certificate_hash)
      from case_steps order by place";
    let papers = "select json_array(case_id, step, sha256, kind, at, by) from case_papers";
    let before = (text(&db, steps), text(&db, papers));
    migrations::run_migrations(&db, until, MORNING).unwrap();
    assert_eq!((text(&db, steps), text(&db, papers)), before);
    assert_eq!((before.0.len(), before.1.len()), (2, 1));
    assert!(text(&db, "select \"table\" from pragma_foreign_key_check").is_empty());
    for (wrong, why) in [
        ("update case_steps set meeting = 'q' where place = 1", "never changed"),
        ("delete from case_steps", "never deleted"),
        ("delete from case_papers", "never deleted"),
        ("insert into case_papers values ('c', 'proposal', printf('%064d', 4), 'photo', 4, 'm')", "closed step"),
        ("insert into case_papers values ('c', 'resolution', printf('%064d', 4), 'photo', 4, 'm')", "FOREIGN KEY"),
        (
            "update case_steps set closed_at = 4, closed_by = 'm', certificate = 'x', certificate_hash = printf('%064d', 5) where place = 2",
            "CHECK",
        ),
        ("update case_steps set closed_at = 4 where place = 2", "CHECK"),
    ] {
        let said = db.run(wrong, &[]).unwrap_err().0;
        assert!(said.contains(why), "{wrong}: {said}");
    }
}
