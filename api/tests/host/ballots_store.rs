//! Migration of ballots from before they named their case: those that can be attributed keep deciding.

use api::db::native::Native;
use api::db::{Db, DbError};
use api::migrations::{self, COMMUNITY};
use domain::time::UtcMillis;

const NOW: UtcMillis = UtcMillis(1_700_000_000_000);

/// Scripts are constants; those of a test are built at run time.
fn script(db: &Native, text: String) -> Result<(), DbError> {
    db.run_script(text.leak())
}

/// A store of the version before with these rows, migrated.
fn store(rows: &str) -> Native {
    let db = Native::in_memory().unwrap();
    let at = COMMUNITY.iter().position(|migration| migration.name == "bound_ballots").unwrap();
    migrations::run_migrations(&db, &COMMUNITY[..at], NOW).unwrap();
    db.run_script("pragma foreign_keys = off;").unwrap();
    script(&db, rows.to_owned()).unwrap();
    migrations::run_migrations(&db, COMMUNITY, NOW).unwrap();
    db
}

/// A case that is open at its resolution, which this meeting takes.
fn case(id: &str, seq: u32, meeting: &str, status: &str) -> String {
    let ended = if status == "open" { "null" } else { "9" };
    format!(
        "insert into cases (id, seq, matter, title, item_code, needs_legal_opinion, reserved_to_assembly, needs_filing, opening,
           party, township, decider, rule_set, status, step, opened_at, opened_by, ended_at)
         values ('{id}', {seq}, 'x', '充电车棚', 'x', 'no', 'no', 'no', 'apart', 'members', 'none', 'representatives', 'r', 'open',
           'resolution', 1, 'a', null);
         insert into case_steps (case_id, place, step, meeting, linked_at) values ('{id}', 4, 'resolution', '{meeting}', 5);
         update cases set status = '{status}', ended_at = {ended} where id = '{id}' and '{status}' <> 'open';"
    )
}

fn meeting(id: &str, seq: u32, agenda: &str) -> String {
    format!(
        "insert into meetings (id, seq, form, electorate, title, agenda, place, starts_at, notice_days, status, announced_at,
           roll_hash, roll_count, chair, convened_by, rules_version)
         values ('{id}', {seq}, 'representatives-meeting', 'representatives', 'x', '{agenda}', 'x', 5, 0, 'announced', 1, '', 0, 'a',
           'a', 'x');"
    )
}

fn ballot(id: &str, meeting: &str, question: &str, item: u32, closed_at: Option<u32>) -> String {
    let closed = closed_at.map_or_else(|| "'draft', null, null, null".to_owned(), |at| format!("'closed', 1, 2, {at}"));
    format!(
        "insert into ballots (id, meeting, question, method, rule, item, open_minutes, drafted_by, drafted_at, status, opened_at,
           closes_at, closed_at) values ('{id}', '{meeting}', '{question}', 'hands', 'x', {item}, 1, 'a', 1, {closed});"
    )
}

/// Each ballot with its case, its step, and whether it decides nothing.
fn bound(db: &Native) -> Vec<String> {
    let sql = "select id || ' ' || coalesce(case_id, '-') || ' ' || coalesce(step, '-') || ' ' || free from ballots order by id";
    db.run(sql, &[]).unwrap().iter().map(|row| row.text(0).unwrap()).collect()
}

#[test]
fn what_can_be_told_apart_goes_on_deciding() {
    for (what, rows, expect) in [
        (
            "the only one",
            [meeting("m", 1, "[]"), case("c", 1, "m", "open"), ballot("a", "m", "是否同意", 0, Some(3))],
            &["a c resolution 0"][..],
        ),
        (
            "the only one, still a draft",
            [meeting("m", 1, "[]"), case("c", 1, "m", "open"), ballot("a", "m", "是否同意", 0, None)],
            &["a c - 0"],
        ),
        (
            "of several those that name the case",
            [
                meeting("m", 1, "[]") + &case("c", 1, "m", "open"),
                ballot("a", "m", "是否同意议程", 0, Some(3))
                    + &ballot("b", "m", "是否同意2号院充电车棚方案", 0, Some(4)),
                ballot("d", "m", "是否散会", 0, Some(5)) + &ballot("e", "m", "再议一次", 0, None),
            ],
            &["a - - 0", "b c resolution 0", "d - - 0", "e - - 1"],
        ),
        (
            "of several that name nothing all, so that the first with a quorum decides",
            [
                meeting("m", 1, "[]") + &case("c", 1, "m", "open"),
                ballot("a", "m", "是否同意方案", 0, Some(3)),
                ballot("b", "m", "是否散会", 0, Some(4)),
            ],
            &["a c resolution 0", "b c resolution 0"],
        ),
        (
            "where the agenda names decisions, by their items",
            [
                meeting("m", 1, r#"[{"title":"x"},{"case":"c"},{"case":"o"}]"#) + &case("c", 1, "m", "open"),
                ballot("a", "m", "是否散会", 1, Some(3)) + &ballot("b", "m", "是否同意", 2, Some(4)),
                ballot("d", "m", "是否同意", 3, Some(5)),
            ],
            &["a - - 0", "b c resolution 0", "d - - 0"],
        ),
        (
            "what was decided stands as its certificate says",
            [meeting("m", 1, "[]"), case("c", 1, "m", "rejected"), ballot("a", "m", "是否同意", 0, Some(3))],
            &["a - - 0"],
        ),
        (
            "a meeting for no case",
            [meeting("m", 1, "[]"), case("c", 1, "n", "open"), ballot("a", "m", "是否同意", 0, Some(3))],
            &["a - - 0"],
        ),
    ] {
        assert_eq!(bound(&store(&rows.concat())), expect, "{what}");
    }
}

/// A meeting that was replaced by another is in the journal, and its decision is not forgotten.
#[test]
fn a_meeting_that_was_linked_before_is_found_again() {
    let linked = r#"insert into journal (seq, at, command, subject, detail, previous_hash, hash) values
        (1, 4, 'decisions/link-meeting', 'c', '{"step":"resolution","meeting":"m"}', zeroblob(32), randomblob(32));"#;
    let rows = [
        meeting("m", 1, "[]"),
        meeting("n", 2, "[]"),
        case("c", 1, "n", "open"),
        linked.to_owned(),
        ballot("a", "m", "是否同意", 0, Some(3)),
    ];
    let db = store(&rows.concat());
    assert_eq!(bound(&db), ["a c resolution 0"]);
    let meetings = db.run("select meeting || linked_at from case_meetings order by linked_at", &[]).unwrap();
    assert_eq!(meetings.iter().map(|row| row.text(0).unwrap()).collect::<Vec<_>>(), ["m4", "n5"]);
}

/// The store refuses what the rules refuse.
#[test]
fn what_decides_is_not_moved() {
    let rows = [meeting("m", 1, "[]"), case("c", 1, "m", "open"), ballot("a", "m", "是否同意", 0, Some(3))];
    let db = store(&rows.concat());
    for (sql, words) in [
        ("update ballots set case_id = null", "does not change"),
        ("update ballots set reason = 'x'", "does not change"),
        ("delete from case_meetings", "never deleted"),
        ("update case_meetings set linked_at = 1", "never changed"),
        (
            "update case_steps set closed_at = 1, certificate = '{\"meeting\":{\"ballot\":\"z\"}}', certificate_hash = hex(zeroblob(32))",
            "drafted for it",
        ),
    ] {
        let refused = db.run(sql, &[]).unwrap_err().0;
        assert!(refused.contains(words), "{sql}: {refused}");
    }
    let again = |id: &str, reason: &str| {
        format!(
            "insert into ballots (id, meeting, question, method, rule, open_minutes, drafted_by, drafted_at, case_id, step, reason)
             values ('{id}', 'm', 'x', 'hands', 'x', 1, 'a', 1, 'c', 'resolution', {reason})"
        )
    };
    let open = "update ballots set status = 'open', opened_at = 2, closes_at = 3 where id = 'b'";
    script(&db, again("b", "null")).unwrap();
    assert!(db.run(open, &[]).unwrap_err().0.contains("with a reason"));
    assert!(script(&db, again("d", "'原因'")).unwrap_err().0.contains("another ballot"));
    db.run("delete from ballots where id = 'b'", &[]).unwrap();
    script(&db, again("b", "'原因'")).unwrap();
    db.run(open, &[]).unwrap();
}
