//! What the stores of a community and its street keep about checks: only their own data, in order, never rewritten.

use crate::checks::{Street, of_opinion, pending_check};
use crate::officers::{Office, street_path};
use crate::test_community::{MORNING, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use api::db::Db;
use api::db::native::Native;
use api::dispatch;
use api::migrations;
use domain::contract::*;
use domain::decisions as d;
use domain::regions::{CheckAnswer, CheckRow, CheckTold, Letter};
use domain::time::DAY;

#[test]
fn only_what_is_ones_own_is_taken() {
    let (street, opinion) = Street::asked();
    // The adviser's opinion, and a question to the street that its office was not told of.
    for (number, of, kind) in [(7u32, "adviser", None), (9, "township", Some("filing"))] {
        let sql = "insert into opinions (id, seq, case_id, \"of\", kind, asked_at, asked_by, due_at)
          select ?1, ?2, case_id, ?3, ?4, asked_at, asked_by, due_at from opinions where id = ?5";
        let values = bind![of_opinion(u128::from(number)), 900 + number, of, kind, opinion];
        street.stage.desk.db.run(sql, values).unwrap();
    }
    let good = CheckAnswer {
        opinion,
        community: TestCommunity::code(),
        region: street_path().0,
        verdict: d::OpinionVerdict::Agree,
        text: "同意".parse().unwrap(),
    };
    let before = street.stage.desk.fingerprint();
    for (what, answer) in [
        ("another street", CheckAnswer { region: "511402902".parse().unwrap(), ..good.clone() }),
        ("the county", CheckAnswer { region: "511402".parse().unwrap(), ..good.clone() }),
        ("another community", CheckAnswer { community: "511402901002".parse().unwrap(), ..good.clone() }),
        ("the adviser's", CheckAnswer { opinion: of_opinion(7), ..good.clone() }),
        ("what no office was told of", CheckAnswer { opinion: of_opinion(9), ..good.clone() }),
        ("nothing that was asked", CheckAnswer { opinion: of_opinion(8), ..good }),
    ] {
        let reply = street.answered(&answer);
        assert!(reply.status == 404 && reply.body.contains("request/not-found"), "{what}: {}", reply.body);
    }
    assert_eq!(street.stage.desk.fingerprint(), before);
    let rows = || street.office.number("select count(*) from checks");
    for (what, told) in [
        (
            "a child of another street",
            CheckTold { community: "511402902001".parse().unwrap(), ..pending_check(of_opinion(1)) },
        ),
        ("no child", CheckTold { community: "511402901777".parse().unwrap(), ..pending_check(of_opinion(2)) }),
    ] {
        let reply = street.arrive(&Letter::Check(told));
        assert_eq!((reply.status, rows()), (404, 1), "{what}: {}", reply.body);
    }
    // An id that another community of the street used first.
    let next_door = "insert into children (code, name) values ('511402901002', '邻居社区')";
    street.office.db.run(next_door, &[]).unwrap();
    let stolen = CheckTold { community: "511402901002".parse().unwrap(), ..pending_check(opinion) };
    assert_eq!((street.arrive(&Letter::Check(stolen)).status, rows()), (404, 1));
    assert_eq!(street.office.internal("checks", b"{}".to_vec()).status, 500, "not a letter");
}

#[test]
fn nobody_from_elsewhere_and_nobody_by_a_public_path() {
    let (street, opinion) = Street::asked();
    let (elsewhere, ..) = Office::open();
    elsewhere.chance.set(1_000_000);
    let other_head = elsewhere.sign_in(crate::officers::HEAD);
    assert_eq!(elsewhere.me(&other_head).name, "示范甲");
    assert_eq!(street.answer(&other_head, opinion), Err("request/not-signed-in".into()));
    for path in ["/internal/checks", "/internal/check-answers", "/internal/knows/511402901001"] {
        let request = ObjectRequest {
            method: "POST".to_owned(),
            path: path.to_owned(),
            body: b"{}".to_vec(),
            ..ObjectRequest::default()
        };
        let public = street.office.with_world(|world| dispatch::handle_region(world, &request));
        assert_eq!((public.status, street.stage.desk.handle(&request).status), (404, 404), "{path}");
    }
}

#[test]
fn the_nearest_due_comes_first_and_what_is_done_page_by_page() {
    let street = Street::open();
    for (number, days) in [(1, 9), (2, 3), (3, 6), (4, 1), (5, 2)] {
        let told = CheckTold { due_at: MORNING.plus(days * DAY), ..pending_check(of_opinion(number)) };
        assert_eq!(street.arrive(&Letter::Check(told)).status, 200);
    }
    for number in [4, 5, 2] {
        street.answer(&street.head, of_opinion(number)).unwrap();
    }
    let page = |after| {
        let query = PageQuery { after, limit: Some(2) };
        let request = TestCommunity::request::<ListChecks>(&street.head, &street_path(), &query, &Empty {});
        TestCommunity::read::<ListChecks>(&street.office.handle(&request)).unwrap()
    };
    let ids = |rows: &[CheckRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    let first = page(None);
    assert_eq!(ids(&first.open), [of_opinion(3), of_opinion(1)]);
    assert_eq!((ids(&first.page.rows), first.open_count), (vec![of_opinion(5), of_opinion(4)], 2));
    let second = page(first.page.next);
    assert_eq!((ids(&second.open), ids(&second.page.rows), second.page.next), (vec![], vec![of_opinion(2)], None));
}

#[test]
fn what_was_asked_and_answered_is_never_rewritten() {
    let (street, opinion) = Street::asked();
    street.answer(&street.head, opinion).unwrap();
    for sql in [
        "update checks set title = 'x'",
        "update checks set due_at = 1",
        "update checks set verdict = 'object'",
        "update checks set answered_at = 1",
        "delete from checks",
    ] {
        let words = street.office.db.run(sql, &[]).unwrap_err().0;
        assert!(words.contains("never") || words.contains("once"), "{sql}: {words}");
    }
    for sql in ["update opinions set asked_at = 1", "update opinions set region = '51'", "delete from opinions"] {
        let words = street.stage.desk.db.run(sql, &[]).unwrap_err().0;
        assert!(words.contains("never"), "{sql}: {words}");
    }
}

#[test]
fn opinions_from_before_are_taken_over() {
    let db = Native::in_memory().unwrap();
    migrations::run_migrations(&db, &migrations::COMMUNITY[..17], MORNING).unwrap();
    db.run_script(
        "pragma foreign_keys = off;
         insert into opinions (id, seq, case_id, \"of\", asked_at, asked_by, due_at, verdict, text, given_at, given_by) values
           ('a', 1, 'c', 'adviser', 1, 'm', 2, 'agree', 'x', 3, 'n'),
           ('b', 2, 'c', 'township', 1, 'm', 2, 'object', 'y', 3, 'm');
         insert into opinions (id, seq, case_id, \"of\", asked_at, asked_by, due_at) values ('d', 3, 'c', 'township', 1, 'm', 2);",
    )
    .unwrap();
    migrations::run_migrations(&db, migrations::COMMUNITY, MORNING).unwrap();
    let rows = db.run(
        "select id || coalesce(kind, '-') || coalesce(way, '-') || coalesce(region, '-') || coalesce(text, '-')
      from opinions order by seq",
        &[],
    );
    let rows: Vec<String> = rows.unwrap().iter().map(|row| row.text(0).unwrap()).collect();
    assert_eq!(rows, ["a---x", "bcheckpaper-y", "dcheck---"]);
    let twice = "insert into opinions (id, seq, case_id, \"of\", kind, asked_at, asked_by, due_at)
      values ('e', 4, 'c', 'township', 'check', 1, 'm', 2)";
    assert!(db.run(twice, &[]).unwrap_err().0.contains("UNIQUE"), "one that waits is not asked for twice");
}
