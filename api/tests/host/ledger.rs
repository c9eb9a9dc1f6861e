//! The ledger's triggers compared with the model in `domain::ledger::model`, and everything that SQL must refuse.

use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::cases;
use crate::test_community::{MORNING, TestCommunity};
use api::bind;
use api::db::native::Native;
use api::db::{Db, DbError};
use domain::contract::*;
use domain::ids::{AccountId, ActivityId, TransferId};
use domain::ledger::TransferPurpose;
use domain::ledger::model::{Model, Transfer};
use proptest::prelude::*;
use std::cell::Cell;

/// The source, four members, and one account that does not exist.
const ACCOUNTS: usize = 6;
/// Error texts of the triggers and of SQLite itself; any other failure is a fault of the test.
const REFUSALS: [&str; 6] = [
    "overdrawn",
    "a correction corrects an original between its own accounts",
    "a correction takes back no more than there is",
    "CHECK constraint failed: amount",
    "CHECK constraint failed: debit <> credit",
    "FOREIGN KEY constraint failed",
];

fn account(number: usize) -> AccountId {
    AccountId::from_parts(MORNING, 1_000 + number as u128)
}

fn transfer_id(number: usize) -> TransferId {
    TransferId::from_parts(MORNING, 1_000 + number as u128)
}

/// A ledger of its own, with the whole schema and only its five owners.
fn books() -> Native {
    let db = Native::in_memory().unwrap();
    api::migrations::run_migrations(&db, api::migrations::COMMUNITY, MORNING).unwrap();
    db.run_script(
        "insert into grids values ('g', '网格'); insert into households (id, grid, building, unit, door) values ('h', 'g', '1号楼', '1单元', '101');
         insert into members (id, household, grid, name, joined_at) values
           ('m1', 'h', 'g', '甲', 0), ('m2', 'h', 'g', '乙', 0), ('m3', 'h', 'g', '丙', 0), ('m4', 'h', 'g', '丁', 0);",
    )
    .unwrap();
    let add = "insert into accounts (id, unit, kind, owner, floor) values (?, 'service-minutes', ?, ?, ?)";
    db.run(add, bind![account(0), "source", None::<i64>, None::<i64>]).unwrap();
    for (number, owner) in (1..).zip(["m1", "m2", "m3", "m4"]) {
        db.run(add, bind![account(number), "member", owner, 0i64]).unwrap();
    }
    db
}

fn post(db: &Native, number: usize, transfer: &Transfer) -> Result<(), DbError> {
    let corrects = transfer.corrects.map(transfer_id);
    let (purpose, reason) =
        if corrects.is_some() { ("correction", Some("核对后更正")) } else { ("service", None) };
    let sql = "insert into transfers (id, unit, debit, credit, amount, purpose, at, made_by, corrects, reason)
        values (?, 'service-minutes', ?, ?, ?, ?, 0, 'm1', ?, ?)";
    let (debit, credit) = (account(transfer.debit), account(transfer.credit));
    db.run(sql, bind![transfer_id(number), debit, credit, transfer.amount, purpose, corrects, reason]).map(|_| ())
}

/// Sum zero, the model's balances, and running totals that add up from the first entry to the last.
fn agree(db: &Native, model: &Model) -> Result<(), TestCaseError> {
    let mut sum = 0;
    for row in db.run("select id, balance, entries from accounts order by id", &[]).unwrap() {
        let number = (0..ACCOUNTS).find(|number| account(*number).to_string() == row.text(0).unwrap()).unwrap();
        prop_assert_eq!(row.int(1).unwrap(), model.balance(number), "balance of {}", number);
        sum += row.int(1).unwrap();
        let entries = db
            .run("select seq, amount, balance from entries where account = ? order by seq", bind![account(number)])
            .unwrap();
        prop_assert_eq!(entries.len(), row.count(2).unwrap() as usize);
        let mut total = 0;
        for (expected, entry) in (1..).zip(&entries) {
            total += entry.int(1).unwrap();
            prop_assert_eq!((entry.int(0).unwrap(), entry.int(2).unwrap()), (expected, total));
        }
        prop_assert_eq!(total, model.balance(number));
    }
    prop_assert_eq!(sum, 0);
    Ok(())
}

fn transfer() -> impl Strategy<Value = (Transfer, bool)> {
    let amount = prop_oneof![8 => 1i64..200, 1 => -2i64..1, 1 => Just(domain::limits::SAFE_INTEGER_MAX)];
    let corrects = prop::option::weighted(0.4, 0usize..40);
    (prop_oneof![Just(0), 0..ACCOUNTS], 0..ACCOUNTS, amount, corrects, any::<bool>())
        .prop_map(|(debit, credit, amount, corrects, fitting)| (Transfer { debit, credit, amount, corrects }, fitting))
}

#[test]
fn the_books_agree_with_the_model_at_every_step() {
    let db = books();
    let (posts, corrections, refusals) = (Cell::new(0), Cell::new(0), Cell::new(0));
    cases::run_cases(300, &prop::collection::vec(transfer(), 1..40), |history| {
        db.run_script("savepoint history").unwrap();
        let mut model = Model { floors: [vec![None], vec![Some(0); ACCOUNTS - 2]].concat(), transfers: vec![] };
        let outcome = history.into_iter().try_for_each(|(mut transfer, fitting)| {
            // Half of the corrections name the accounts that they correct, so that many of them are taken.
            transfer.corrects =
                transfer.corrects.filter(|_| !model.transfers.is_empty()).map(|at| at % (model.transfers.len() + 1));
            if let Some(first) = transfer.corrects.filter(|_| fitting).and_then(|at| model.transfers.get(at)) {
                let back = transfer.debit < ACCOUNTS / 2;
                (transfer.debit, transfer.credit) =
                    if back { (first.credit, first.debit) } else { (first.debit, first.credit) };
            }
            let number = model.transfers.len();
            let taken = model.post(transfer);
            let posted = post(&db, number, &transfer);
            prop_assert_eq!(taken.is_ok(), posted.is_ok(), "{:?}: model {:?}, store {:?}", transfer, taken, posted);
            let counter = if posted.is_err() {
                &refusals
            } else if transfer.corrects.is_some() {
                &corrections
            } else {
                &posts
            };
            counter.set(counter.get() + 1);
            if let Err(error) = posted {
                prop_assert!(REFUSALS.iter().any(|words| error.0.contains(words)), "{error}");
            }
            agree(&db, &model)
        });
        db.run_script("rollback to history; release history").unwrap();
        outcome
    });
    println!("{posts:?} transfers, {corrections:?} corrections, {refusals:?} refusals");
    assert!(posts.get() > 300 && corrections.get() > 100 && refusals.get() > 300, "the histories prove too little");
}

#[test]
fn nothing_in_the_books_can_be_changed_or_slipped_in() {
    let stage = BusyCommunity::open();
    let db = &stage.desk.db;
    let attempts: [(&'static str, &str); 36] = [
        ("update transfers set amount = amount + 1", "a transfer is never changed"),
        ("update transfers set reason = 'x'", "a transfer is never changed"),
        ("update transfers set seq = seq", "a transfer is never changed"),
        ("delete from transfers", "a transfer is never deleted"),
        ("delete from transfers where seq = (select max(seq) from transfers)", "a transfer is never deleted"),
        ("replace into transfers select * from transfers where seq = 1", "a transfer is never changed"),
        ("update or replace transfers set seq = 1 where seq = 2", "a transfer is never changed"),
        ("update entries set amount = amount + 1", "an entry is never changed"),
        ("update entries set balance = 0", "an entry is never changed"),
        ("update entries set account = (select max(id) from accounts)", "an entry is never changed"),
        ("delete from entries", "an entry is never deleted"),
        (
            "insert into entries select account, seq + 1, transfer, amount, balance + amount from entries limit 1",
            "an entry follows",
        ),
        ("insert into entries select id, entries + 1, 1, 5, balance + 5 from accounts limit 1", "an entry follows"),
        (
            "insert into entries select a.id, a.entries + 1, t.seq, t.amount, a.balance + t.amount from accounts a join transfers t on t.credit = a.id order by t.seq desc limit 1",
            "an entry follows",
        ),
        ("replace into entries select * from entries limit 1", "an entry follows"),
        ("update accounts set balance = balance + 1", "a balance follows from its entries"),
        ("update accounts set balance = 0", "a balance follows from its entries"),
        ("update accounts set entries = entries - 1", "a balance follows from its entries"),
        ("update accounts set floor = null where kind = 'member'", "a balance follows from its entries"),
        ("update accounts set id = id || 'x'", "a balance follows from its entries"),
        (
            "update accounts set owner = (select max(id) from members) where kind = 'member'",
            "a balance follows from its entries",
        ),
        (
            "update accounts set kind = 'source', owner = null where kind = 'member'",
            "a balance follows from its entries",
        ),
        ("delete from accounts", "an account is never deleted"),
        (
            "insert into accounts (id, unit, kind, owner, floor, balance) select 'x', 'service-minutes', 'member', max(id), 0, 5 from members",
            "an account starts empty",
        ),
        ("insert into accounts (id, unit, kind) values ('x', 'service-minutes', 'source')", "an account exists once"),
        ("insert into accounts (id, unit, kind) values ('x', 'yuan', 'source')", "CHECK constraint failed"),
        ("update journal set detail = '{}'", "the journal is never changed"),
        ("update journal set at = at where seq = 1", "the journal is never changed"),
        ("delete from journal", "the journal is never deleted"),
        ("delete from journal where seq = (select max(seq) from journal)", "the journal is never deleted"),
        (
            "insert into journal select max(seq) + 2, 0, null, null, 'x', 'x', '{}', (select hash from journal order by seq desc limit 1), zeroblob(32) from journal",
            "the journal only grows at its end",
        ),
        (
            "insert into journal select max(seq) + 1, 0, null, null, 'x', 'x', '{}', zeroblob(32), zeroblob(32) from journal",
            "the journal only grows at its end",
        ),
        ("replace into journal select * from journal where seq = 1", "the journal only grows at its end"),
        (
            "replace into accounts (id, unit, kind, owner, floor) select id, unit, kind, owner, floor from accounts where owner is not null",
            "an account exists once",
        ),
        (
            "replace into accounts (id, unit, kind, owner) select 'x', unit, kind, owner from accounts where owner is not null",
            "an account exists once",
        ),
        (
            "insert into journal select 0, 0, null, null, 'x', 'x', '{}', zeroblob(32), zeroblob(32)",
            "the journal only grows at its end",
        ),
    ];
    let before = stage.desk.fingerprint();
    for (sql, words) in attempts {
        stage.desk.rehearse(|| {
            let error = db.run(sql, &[]).expect_err(sql);
            assert!(error.0.contains(words), "{sql}: {error}");
        });
        assert_eq!(stage.desk.fingerprint(), before, "{sql}");
    }
}

#[test]
fn records_of_service_only_go_forward() {
    let stage = BusyCommunity::open();
    for (sql, words) in [
        (
            "update services set state = 'finished', decided_by = null, decided_at = null, minutes = 0 where state = 'confirmed'",
            "never goes back",
        ),
        ("update services set state = 'open', checked_out_at = null where state = 'finished'", "never goes back"),
        ("update services set state = 'rejected', minutes = 0 where state = 'confirmed'", "never goes back"),
        ("delete from services", "rejected, not deleted"),
        (
            "replace into services (id, activity, member, state, checked_in_at, checked_in_by, in_difference_millis, in_received_at) select 'x', activity, member, 'open', 0, 'code', 0, 0 from services",
            "exists once",
        ),
        (
            "replace into services (id, activity, member, state, checked_in_at, checked_in_by, in_difference_millis, in_received_at) select s.id, a.id, s.member, 'open', 0, 'code', 0, 0 from services s join activities a on a.signed_up = 0",
            "exists once",
        ),
        ("delete from sign_ups", "withdrawn, not deleted"),
        ("update services set minutes = 5 where state = 'finished'", "CHECK constraint failed"),
        ("update services set checked_out_at = checked_in_at - 1 where state = 'finished'", "CHECK constraint failed"),
        ("update activities set capacity = 0 where signed_up > 0", "CHECK constraint failed"),
        ("update activities set signed_up = -1", "CHECK constraint failed"),
    ] {
        stage.desk.rehearse(|| {
            let error = stage.desk.db.run(sql, &[]).expect_err(sql);
            assert!(error.0.contains(words), "{sql}: {error}");
        });
    }
}

/// Posts this many minutes one by one to a member, as confirmations would.
fn history(desk: &TestCommunity, phone: &str, count: i64) {
    let (member, _, _) = member_by_phone(desk, phone);
    let own = desk.texts("select id from accounts where owner = ?", bind![member]);
    let account = own.first().map_or_else(|| AccountId::from_parts(MORNING, 7).to_string(), Clone::clone);
    if own.is_empty() {
        let add = "insert into accounts (id, unit, kind, owner, floor) values (?, 'service-minutes', 'member', ?, 0)";
        desk.db.run(add, bind![account.as_str(), member]).unwrap();
    }
    for number in 0..count {
        let activity = desk.texts("select id from activities order by id limit 1", &[]).remove(0);
        let id = TransferId::from_parts(MORNING, 5_000 + u128::from(number.unsigned_abs())).to_string();
        let at = number * 60_000;
        // A service of its own each, at an activity of its own.
        desk.db.run(
            "insert into activities (id, body, title, place, plan, starts_at, ends_at, capacity, rule_pack, published_by, published_at)
             select ?, body, title, place, plan, starts_at, ends_at, capacity, rule_pack, published_by, published_at from activities where id = ?",
            bind![id.as_str(), activity],
        ).unwrap();
        desk.db.run(
            "insert into services (id, activity, member, state, checked_in_at, checked_in_by, in_difference_millis, in_received_at, checked_out_at, decided_by, decided_at)
             values (?1, ?1, ?2, 'confirmed', ?3, 'code', 0, ?3, ?3, ?2, ?3)",
            bind![id.as_str(), member, at],
        ).unwrap();
        desk.db.run(
            "insert into transfers (id, unit, debit, credit, amount, purpose, at, made_by, service)
             values (?1, 'service-minutes', (select id from accounts where kind = 'source'), ?2, 1, 'service', ?3, ?4, ?1)",
            bind![id.as_str(), account.as_str(), at, member],
        ).unwrap();
    }
}

#[test]
fn a_page_of_the_statement_costs_the_same_after_a_long_history() {
    let desk = TestCommunity::open();
    let person = desk.sign_in("何玉兰");
    let member = member_by_phone(&desk, "13800000008").0;
    let cost = |count: i64| {
        desk.rehearse(|| {
            history(&desk, "13800000008", count);
            let (statements, work) = (desk.db.statements(), desk.db.work());
            let page = PageQuery { after: None, limit: Some(20) };
            let statement =
                desk.try_call::<ShowHours>(&person, &(TestCommunity::code(), member), &page, &Empty {}).unwrap();
            let entries = &statement.page.rows;
            assert_eq!(entries.len(), 20);
            assert_eq!(statement.page.next, Some(entries[19].seq));
            assert!(entries.windows(2).all(|pair| pair[0].total_minutes == pair[1].total_minutes + pair[0].minutes));
            assert_eq!(entries[0].total_minutes, statement.total_minutes);
            (desk.db.statements() - statements, desk.db.work() - work)
        })
    };
    let (short, long) = (cost(50), cost(5_000));
    println!("50 entries: {short:?} statements and steps; 5,000: {long:?}");
    assert_eq!(short.0, long.0);
    assert!(long.1 <= short.1 + short.1 / 5, "{short:?} grew to {long:?}");
}

#[test]
fn a_statement_paged_from_end_to_beginning_is_the_whole_statement() {
    let desk = TestCommunity::open();
    let person = desk.sign_in("何玉兰");
    history(&desk, "13800000008", 123);
    let at = (TestCommunity::code(), member_by_phone(&desk, "13800000008").0);
    for limit in [1, 7, 50, 100] {
        let (mut after, mut seqs) = (None, vec![]);
        loop {
            let page = PageQuery { after, limit: Some(limit) };
            let statement = desk.try_call::<ShowHours>(&person, &at, &page, &Empty {}).unwrap();
            seqs.extend(statement.page.rows.iter().map(|entry| entry.seq));
            after = statement.page.next;
            if after.is_none() {
                break;
            }
        }
        let all: Vec<u64> = (1..=seqs[0]).rev().collect();
        assert!(seqs.len() >= 123 && seqs == all, "limit {limit}: {} entries", seqs.len());
    }
}

#[test]
fn a_statement_names_its_activities_and_what_is_not_decided_yet() {
    let stage = BusyCommunity::open();
    let (desk, volunteer) = (&stage.desk, &stage.volunteer);
    let own = (TestCommunity::code(), volunteer.member());
    let hours = || desk.call::<ShowHours>(&volunteer.person, &own, &Empty {});
    let (before, service) = (hours(), stage.finished[0]);
    let pending = before.pending.iter().find(|pending| pending.id == service).unwrap();
    assert_eq!((pending.activity, pending.measured_minutes), (stage.ended, 50));

    let confirmations = BusyCommunity::confirmations(&[service]);
    desk.call::<ConfirmServices>(&stage.leader.person, &(TestCommunity::code(), stage.ended), &confirmations);
    let after = hours();
    let early: ActivityId =
        desk.texts("select activity from services where id = ?", bind![stage.confirmed])[0].parse().unwrap();
    let (entries, total) = (&after.page.rows, before.total_minutes);
    let rows: Vec<_> =
        entries[..2].iter().map(|entry| (entry.purpose, entry.minutes, entry.total_minutes, entry.activity)).collect();
    assert_eq!(
        rows,
        [
            (TransferPurpose::Service, 50, total + 50, Some(stage.ended)),
            (TransferPurpose::Service, 50, total, Some(early))
        ]
    );
    assert_eq!(entries[0].seq, entries[1].seq + 1);
    assert_eq!((after.total_minutes, after.pending.len()), (total + 50, before.pending.len() - 1));
    assert_eq!(desk.call::<ShowHours>(&stage.watcher.person, &own, &Empty {}), after, "the supervisor sees the same");

    let page = |after| {
        let query = PageQuery { after, limit: Some(1) };
        desk.try_call::<ShowHours>(&volunteer.person, &own, &query, &Empty {}).unwrap().page
    };
    let first = page(None);
    assert_eq!((first.rows.as_slice(), first.next), (&entries[..1], Some(entries[0].seq)));
    assert_eq!(page(first.next).rows, entries[1..2]);
}
