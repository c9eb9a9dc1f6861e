//! Acts of the object's alarm, each at its time and once.

use crate::test_community::{MORNING, Person, TestCommunity};
use api::bind;
use api::db::Db;
use api::due;
use api::duties;
use domain::contract::*;
use domain::limits;
use domain::sessions::SignInCodeRequest;
use domain::time::{DAY, HOUR, MINUTE};

#[test]
fn housekeeping_comes_every_day_and_once_a_day() {
    let desk = TestCommunity::open();
    assert_eq!(due::next_due(&desk.db).unwrap(), Some(MORNING.plus(DAY)));
    for (after, acts) in
        [(0, 0), (DAY - 1, 0), (DAY, 3), (DAY, 0), (2 * DAY - 1, 0), (2 * DAY, 3), (9 * DAY, 3), (9 * DAY + HOUR, 0)]
    {
        assert_eq!(duties::run_due(&desk.db, MORNING.plus(after)).unwrap(), acts, "after {after}");
    }
    // Apart from rewriting of tables, which happens at night and not in this run.
    let next = desk.rows("select min(at) from due where kind <> 'rewrite'").remove(0).int(0).unwrap();
    assert_eq!(next, MORNING.plus(10 * DAY).0);
    let rows = desk.rows("select actor is null from journal where command = 'due/purge-commands'");
    assert!(rows.len() == 3 && rows.iter().all(|row| row.flag(0).unwrap()), "by the system itself");
    desk.check_books();
}

#[test]
fn asking_for_codes_does_not_put_housekeeping_off() {
    let desk = TestCommunity::open();
    for number in 0..30 {
        desk.pass(2 * HOUR);
        let body = SignInCodeRequest::of(format!("139000000{number:02}").parse().unwrap());
        desk.call::<RequestCode>(&Person::default(), &(TestCommunity::code(),), &body);
        duties::run_due(&desk.db, desk.now.get()).unwrap();
    }
    let old = desk.rows("select count(*) from sign_in_codes").remove(0).int(0).unwrap();
    assert!(old <= 13, "{old} codes were kept: nothing was purged for days");
}

#[test]
fn what_is_purged_and_what_stays() {
    let desk = TestCommunity::open();
    let person = desk.sign_in("李秀英");
    let begun = desk.now.get();
    for (subject, table, keeps) in [
        ("sign-in", "select count(*) from sign_in_codes", HOUR),
        ("sign-in", "select count(*) from sessions", (limits::SESSION_DAYS + 1) * DAY),
    ] {
        let left = |after: i64| {
            desk.rehearse(|| {
                desk.db.run("update due set at = ? where subject = ?", bind![begun.plus(after), subject]).unwrap();
                duties::run_due(&desk.db, begun.plus(after)).unwrap();
                desk.rows(table)[0].int(0).unwrap()
            })
        };
        assert_eq!((left(keeps), left(keeps + 1)), (1, 0), "{table}");
    }
    let _ = person;
    desk.rehearse(|| {
        duties::run_due(&desk.db, begun.plus(DAY)).unwrap();
        assert!(desk.rows("select 1 from rates").is_empty(), "counters of yesterday");
    });
}

#[test]
fn a_time_that_a_newer_version_left_does_not_ring_for_ever() {
    let desk = TestCommunity::open();
    desk.db
        .run("insert into due (kind, subject, at) values ('unheard-of', 'x', ?)", bind![MORNING.plus(MINUTE)])
        .unwrap();
    assert_eq!(due::next_due(&desk.db).unwrap(), Some(MORNING.plus(MINUTE)));
    assert_eq!(duties::run_due(&desk.db, MORNING.plus(MINUTE)).unwrap(), 1);
    assert_eq!(due::next_due(&desk.db).unwrap(), Some(MORNING.plus(DAY)));
}

#[test]
fn a_crash_in_the_middle_of_housekeeping_leaves_it_due() {
    let desk = TestCommunity::open();
    let at = MORNING.plus(DAY);
    for after in 1..8 {
        desk.rehearse(|| {
            desk.db.fail_after(Some(after));
            assert!(duties::run_due(&desk.db, at).is_err(), "after {after}");
            desk.db.fail_after(None);
            assert_eq!(due::next_due(&desk.db).unwrap(), Some(at), "after {after}: what was not done is still due");
            assert!(duties::run_due(&desk.db, at).unwrap() > 0);
            assert_eq!(due::next_due(&desk.db).unwrap(), Some(at.plus(DAY)));
            assert_eq!(desk.rows("select 1 from journal where command = 'due/purge-commands'").len(), 1, "once");
            desk.check_books();
        });
    }
}
