//! Random histories of whole commands by random people. Whatever they do and in whatever order: there is never a fault,
//! the counters are right, the books balance, nobody is in two places, and an old key brings the old answer.

use crate::cases;
use crate::random_town::{GUEST, History, RandomTown};
use proptest::prelude::*;

#[derive(Debug, Clone)]
pub enum Step {
    Publish {
        who: usize,
        team: usize,
        starts: i64,
        lasts: i64,
        capacity: u32,
    },
    Revise {
        who: usize,
        at: usize,
        starts: i64,
        capacity: u32,
    },
    Cancel {
        who: usize,
        at: usize,
    },
    SignUp {
        who: usize,
        at: usize,
    },
    Withdraw {
        who: usize,
        at: usize,
    },
    /// With the code of some minutes ago, as from a phone without a network.
    Come {
        who: usize,
        at: usize,
        ago: i64,
    },
    Go {
        who: usize,
        at: usize,
        ago: i64,
    },
    WrongCode {
        who: usize,
        at: usize,
    },
    List {
        who: usize,
        at: usize,
        member: usize,
        came: i64,
        stayed: i64,
    },
    Confirm {
        who: usize,
        at: usize,
        fewer: Option<u32>,
    },
    Reject {
        who: usize,
        service: usize,
    },
    Correct {
        who: usize,
        service: usize,
        minutes: u32,
    },
    Leave {
        who: usize,
        member: usize,
    },
    EndSeat {
        who: usize,
        seat: usize,
    },
    Replay {
        answered: usize,
    },
    Wait {
        minutes: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let anybody = || 0..=GUEST;
    let office = || prop_oneof![4 => 0..2usize, 4 => 0..4usize, 1 => 0..=GUEST];
    let at = || 0..5usize;
    prop_oneof![
        3 => (office(), 0..2usize, 5i64..90, 10i64..180, 1u32..5)
            .prop_map(|(who, team, starts, lasts, capacity)| Step::Publish { who, team, starts, lasts, capacity }),
        1 => (office(), at(), -5i64..90, 1u32..6).prop_map(|(who, at, starts, capacity)| Step::Revise { who, at, starts, capacity }),
        1 => (office(), at()).prop_map(|(who, at)| Step::Cancel { who, at }),
        8 => (anybody(), at()).prop_map(|(who, at)| Step::SignUp { who, at }),
        2 => (anybody(), at()).prop_map(|(who, at)| Step::Withdraw { who, at }),
        8 => (anybody(), at(), 0i64..40).prop_map(|(who, at, ago)| Step::Come { who, at, ago }),
        8 => (anybody(), at(), 0i64..40).prop_map(|(who, at, ago)| Step::Go { who, at, ago }),
        1 => (anybody(), at()).prop_map(|(who, at)| Step::WrongCode { who, at }),
        4 => (office(), at(), 0..GUEST, -60i64..5, 0i64..80)
            .prop_map(|(who, at, member, came, stayed)| Step::List { who, at, member, came, stayed }),
        5 => (office(), at(), prop::option::weighted(0.3, 1u32..9)).prop_map(|(who, at, fewer)| Step::Confirm { who, at, fewer }),
        1 => (office(), 0..30usize).prop_map(|(who, service)| Step::Reject { who, service }),
        3 => (office(), 0..30usize, 0u32..800).prop_map(|(who, service, minutes)| Step::Correct { who, service, minutes }),
        1 => (0..3usize, GUEST - 3..GUEST).prop_map(|(who, member)| Step::Leave { who, member }),
        1 => (0..3usize, 0..40usize).prop_map(|(who, seat)| Step::EndSeat { who, seat }),
        3 => (0..200usize).prop_map(|answered| Step::Replay { answered }),
        8 => (1i64..45).prop_map(|minutes| Step::Wait { minutes }),
    ]
}

/// How every history begins: two activities, one of them full with people waiting.
fn morning() -> Vec<Step> {
    let publish = |team, starts, capacity| Step::Publish { who: 0, team, starts, lasts: 90, capacity };
    let sign_up = |at| move |who| Step::SignUp { who, at };
    let (first, second) = ((4..9).map(sign_up(1)), (5..11).map(sign_up(0)));
    [publish(0, 10, 6), publish(1, 150, 3)].into_iter().chain(first).chain(second).collect()
}

/// Queries for states that must not exist. 1795136400000 is the morning on which the histories begin.
pub const WRONG: [(&str, &str); 9] = [
    ("a counter that does not count", "select id, signed_up, waiting, confirmed_people, confirmed_minutes from activities a where
        signed_up <> (select count(*) from sign_ups where activity = a.id and state = 'confirmed')
        or waiting <> (select count(*) from sign_ups where activity = a.id and state = 'waiting')
        or confirmed_people <> (select count(*) from services where activity = a.id and minutes > 0)
        or confirmed_minutes <> (select coalesce(sum(minutes), 0) from services where activity = a.id)"),
    ("somebody waits while a place is free", "select id from activities where waiting > 0 and signed_up < capacity and cancelled_at is null"),
    ("somebody overtook the waiting list", "select w.activity, w.member, c.member from sign_ups w join sign_ups c on c.activity = w.activity
        join activities a on a.id = w.activity
        where w.state = 'waiting' and c.state = 'confirmed' and c.place_no > w.place_no and a.starts_at >= 1795136400000"),
    ("one person in two places", "select a.id, b.id from services a join services b on b.member = a.member and b.id > a.id
        where a.checked_in_at >= 1795136400000 and b.checked_in_at >= 1795136400000 and a.state <> 'rejected' and b.state <> 'rejected'
        and a.checked_in_at < b.checked_out_at and b.checked_in_at < a.checked_out_at"),
    ("minutes that are not in the ledger", "select s.id, s.minutes from services s where s.checked_in_at >= 1795136400000 and s.minutes <>
        coalesce((select sum(iif(c.kind = 'source', t.amount, -t.amount)) from transfers t join accounts c on c.id = t.debit where t.service = s.id), 0)"),
    ("posted twice", "select service from transfers where purpose = 'service' group by service having count(*) > 1"),
    ("a day longer than a day may count", "select member, sum(minutes) from services where checked_in_at >= 1795136400000
        group by member, (checked_in_at + 28800000) / 86400000 having sum(minutes) > 720"),
    ("decided by the volunteer", "select id from services where decided_by = member"),
    ("somebody who left holds something", "select m.id from members m where m.left_at is not null and (
        exists (select 1 from seats where member = m.id and ended_at is null)
        or exists (select 1 from sessions where member = m.id and revoked_at is null))"),
];

#[test]
fn any_history_leaves_everything_true() {
    let town = RandomTown::open();
    cases::run_cases(60, &prop::collection::vec(step(), 40..120), |steps| {
        town.desk.rehearse(|| {
            let history = History::default();
            for step in &morning() {
                town.take(&history, step);
            }
            for (number, step) in steps.iter().enumerate() {
                town.take(&history, step);
                if number % 6 == 0 {
                    town.look();
                }
                if number % 25 == 0 {
                    town.desk.check_books();
                }
            }
            town.look();
            town.desk.check_books();
        });
        Ok(())
    });
    let seen = town.seen.borrow();
    println!("{seen:?} (accepted, refused); {} replays", town.replays.get());
    for (name, (accepted, refused)) in seen.iter() {
        assert!(
            *accepted > 0 && *refused > 0,
            "{name}: {accepted} accepted, {refused} refused: the histories prove too little"
        );
    }
    assert!(town.replays.get() > 50);
}
