//! Random histories of joining, moving, leaving, being seated and losing a seat. Past rolls that are rebuilt later
//! equal those recorded then; and nobody ever has a role without a seat.

use crate::bodies::fill_seat_request;
use crate::busy_community::member_by_phone;
use crate::cases;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::access::Role;
use domain::contract::*;
use domain::ids::{BodyId, MemberId, SeatId};
use domain::members::{
    BodyKind, Day, EndCause, EndSeatRequest, FillSeatRequest, LeaveRosterRequest, Post, RecordRollRequest,
    RecordedRoll, Roll, RollOf, RollQuery, SelectionMethod, role_of, roll_hash,
};
use domain::time::{DAY, HOUR, UtcMillis};
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
enum Step {
    Join {
        household: usize,
        years: i64,
    },
    Move {
        who: usize,
        household: usize,
    },
    Leave {
        who: usize,
    },
    ComeBack {
        who: usize,
    },
    /// A term that begins and ends so many days from now.
    Seat {
        who: usize,
        body: usize,
        post: usize,
        from: i64,
        days: i64,
    },
    End {
        seat: usize,
    },
    Record {
        of: usize,
    },
    Wait {
        hours: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..60usize;
    prop_oneof![
        2 => (0..40usize, 1i64..90).prop_map(|(household, years)| Step::Join { household, years }),
        3 => (who(), 0..40usize).prop_map(|(who, household)| Step::Move { who, household }),
        2 => who().prop_map(|who| Step::Leave { who }),
        1 => who().prop_map(|who| Step::ComeBack { who }),
        5 => (who(), 0..9usize, 0..4usize, -3i64..6, 0i64..9)
            .prop_map(|(who, body, post, from, days)| Step::Seat { who, body, post, from, days }),
        2 => (0..60usize).prop_map(|seat| Step::End { seat }),
        4 => (0..11usize).prop_map(|of| Step::Record { of }),
        5 => (1i64..40).prop_map(|hours| Step::Wait { hours }),
    ]
}

/// A seat as the commands made it: the reference for checking the standing.
#[derive(Debug, Clone)]
struct ExpectedSeat {
    seat: SeatId,
    member: MemberId,
    kind: BodyKind,
    post: Post,
    from: Day,
    until: Day,
    ended: bool,
}

struct RosterTown {
    desk: TestCommunity,
    /// The director, who carries out the steps, and six members whose own standing is checked.
    clerk: Person,
    watched: Vec<(Person, MemberId)>,
    bodies: Vec<(BodyId, BodyKind)>,
    households: Vec<String>,
    recorded: Cell<u32>,
    seated: Cell<u32>,
}

#[derive(Default)]
struct History {
    members: RefCell<Vec<MemberId>>,
    seats: RefCell<Vec<ExpectedSeat>>,
    recorded: RefCell<Vec<(Day, RollOf, RecordedRoll)>>,
}

impl RosterTown {
    fn open() -> Self {
        let desk = TestCommunity::open();
        let clerk = desk.sign_in("陈建国");
        let watched = [40u32, 41, 42, 43, 44, 45].map(|number| {
            let phone = format!("1380000{number:04}");
            (desk.sign_in_by(&phone), member_by_phone(&desk, &phone).0)
        });
        // Births are set, so that there are rolls of adults; nobody has a relative in the household.
        desk.db.run("update members set born_day = '1970-01-01', kinship = 'other'", &[]).unwrap();
        let bodies = desk.db.run("select id, kind from bodies order by id", &[]).unwrap();
        let mut bodies: Vec<_> =
            bodies.iter().map(|row| (row.parsed(0).unwrap(), row.parsed::<BodyKind>(1).unwrap())).collect();
        bodies.retain(|(_, kind)| *kind != BodyKind::GridService);
        let households = desk.texts("select id from households order by id limit 40", &[]);
        Self { desk, clerk, watched: watched.into(), bodies, households, recorded: Cell::new(0), seated: Cell::new(0) }
    }

    fn of(&self, of: usize) -> RollOf {
        match of {
            0 => RollOf::Adults,
            1 => RollOf::Households,
            body => RollOf::Body(self.bodies[body % self.bodies.len()].0),
        }
    }

    fn someone(&self, history: &History, who: usize) -> MemberId {
        let members = history.members.borrow();
        let watched = self.watched.iter().map(|(_, member)| *member);
        let all: Vec<MemberId> = watched.chain(members.iter().copied()).collect();
        all[who % all.len()]
    }

    fn take(&self, history: &History, step: &Step) {
        let (desk, here, clerk) = (&self.desk, (TestCommunity::code(),), &self.clerk);
        match *step {
            Step::Join { household, years } => {
                let id = MemberId::from_parts(
                    desk.now.get(),
                    u128::from(desk.key().to_string().len() as u64 + desk.chance.get()),
                );
                let born = domain::time::day_text(desk.now.get().plus(-years * 365 * DAY).day());
                let sql = "insert into members (id, household, grid, name, joined_at, born_day, kinship)
                    select ?1, id, grid, '新居民', ?2, ?3, 'other' from households where id = ?4";
                let house = self.households[household % 40].as_str();
                desk.db.run(sql, bind![id, desk.now.get(), born, house]).unwrap();
                history.members.borrow_mut().push(id);
            }
            Step::Move { who, household } => {
                let sql = "update members set housed_at = ?1, household = ?2 where id = ?3 and left_at is null";
                let house = self.households[household % 40].as_str();
                desk.db.run(sql, bind![desk.now.get(), house, self.someone(history, who)]).unwrap();
            }
            Step::Leave { who } => {
                // The watched members stay; otherwise they would be signed out and see nothing.
                let Some(member) = history.members.borrow().get(who % 60).copied() else { return };
                let body = LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
                if desk.try_call::<LeaveRoster>(clerk, &(TestCommunity::code(), member), &(), &body).is_ok() {
                    let mut seats = history.seats.borrow_mut();
                    seats.iter_mut().filter(|made| made.member == member).for_each(|made| made.ended = true);
                }
            }
            Step::ComeBack { who } => {
                let Some(member) = history.members.borrow().get(who % 60).copied() else { return };
                desk.pass(1);
                let sql = "update members set housed_at = ?1, left_at = null where id = ?2 and left_at is not null";
                desk.db.run(sql, bind![desk.now.get(), member]).unwrap();
            }
            Step::Seat { who, body, post, from, days } => {
                self.seat(history, self.someone(history, who), body, post, from, days);
            }
            Step::End { seat } => {
                let mut seats = history.seats.borrow_mut();
                let count = seats.len().max(1);
                let Some(made) = seats.get_mut(seat % count) else { return };
                let end = EndSeatRequest::because(EndCause::Resigned, "本人书面提出辞职".parse().unwrap());
                let done = desk.try_call::<EndSeat>(clerk, &(TestCommunity::code(), made.seat), &(), &end);
                made.ended |= done.is_ok();
            }
            Step::Record { of } => {
                let draft = RecordRollRequest { day: Day::of(desk.now.get().day()), of: self.of(of) };
                match desk.try_call::<RecordRoll>(clerk, &here, &(), &draft) {
                    Ok(kept) => history.recorded.borrow_mut().push((draft.day, draft.of, kept)),
                    Err(refused) => assert_eq!(refused.code, "members/roll-already-recorded"),
                }
            }
            Step::Wait { hours } => desk.pass_awake(hours * HOUR),
        }
    }

    fn seat(&self, history: &History, member: MemberId, body: usize, post: usize, from: i64, days: i64) {
        let (desk, (body, kind)) = (&self.desk, self.bodies[body % self.bodies.len()]);
        let post = kind.posts()[post % kind.posts().len()];
        let day = |days: i64| Day::of(desk.now.get().plus(days * DAY).day());
        let wanted = FillSeatRequest {
            from: day(from),
            until: day(from + days),
            how: SelectionMethod::Elected,
            ..fill_seat_request(desk, member, post, 1)
        };
        if let Ok(done) = desk.try_call::<FillSeat>(&self.clerk, &(TestCommunity::code(), body), &(), &wanted) {
            let (from, until, ended) = (wanted.from, wanted.until, false);
            history.seats.borrow_mut().push(ExpectedSeat { seat: done.seat, member, kind, post, from, until, ended });
            self.seated.set(self.seated.get() + 1);
        }
    }

    /// Everybody has exactly the roles of their own seats in their term.
    fn look(&self, history: &History) {
        let today = Day::of(self.desk.now.get().day());
        let seats = history.seats.borrow();
        for (person, member) in &self.watched {
            let me = self.desk.call::<ShowMe>(person, &(TestCommunity::code(),), &Empty {});
            let held: BTreeSet<Role> = me.held.iter().map(|held| held.role).collect();
            let own = seats.iter().filter(|made| made.member == *member && !made.ended);
            let expected: BTreeSet<Role> = own
                .filter(|made| made.from <= today && made.until >= today)
                .filter_map(|made| role_of(made.kind, made.post))
                .collect();
            assert_eq!(held, expected, "{member} on {today}");
        }
    }

    fn roll(&self, day: Day, of: RollOf) -> Roll {
        let query = RollQuery { day: Some(day), of: Some(of), after: None, limit: Some(1) };
        self.desk.try_call::<ShowRoll>(&self.clerk, &(TestCommunity::code(),), &query, &Empty {}).unwrap()
    }

    /// Every recorded roll is rebuilt unchanged, by the query and from the stored copy.
    fn rebuild(&self, history: &History) {
        for (day, of, kept) in history.recorded.borrow().iter() {
            let again = self.roll(*day, *of);
            assert_eq!(
                (&again.hash, again.total),
                (&kept.hash, kept.count),
                "{of} of {day}, recorded at {:?}",
                kept.at
            );
            assert_eq!(again.recorded.as_ref(), Some(kept), "{of} of {day}");
            let members = self.desk.texts("select members from rolls where id = ?", bind![kept.roll]);
            assert_eq!(roll_hash(members[0].lines()), kept.hash);
            self.recorded.set(self.recorded.get() + 1);
        }
    }
}

#[test]
fn rolls_of_the_past_are_rebuilt_as_they_were_recorded() {
    let town = RosterTown::open();
    cases::run_cases(40, &prop::collection::vec(step(), 60..140), |steps| {
        town.desk.rehearse(|| {
            let history = History::default();
            for (number, step) in steps.iter().enumerate() {
                town.take(&history, step);
                if number % 10 == 0 {
                    town.look(&history);
                }
            }
            town.look(&history);
            town.rebuild(&history);
        });
        Ok(())
    });
    println!("{} rolls rebuilt, {} seats filled", town.recorded.get(), town.seated.get());
    assert!(town.recorded.get() > 200 && town.seated.get() > 100, "the histories prove too little");
}

fn page(desk: &TestCommunity, who: &Person, query: &RollQuery) -> Result<Roll, String> {
    desk.try_call::<ShowRoll>(who, &(TestCommunity::code(),), query, &Empty {}).map_err(|problem| problem.code)
}

#[test]
fn a_roll_is_paged_masked_and_whole() {
    let desk = TestCommunity::open();
    let watcher = desk.sign_in("刘志强");
    desk.db.run("update members set born_day = iif(phone = '13800000007', null, '1970-01-01')", &[]).unwrap();
    desk.db.run("update members set born_day = '2010-01-01' where phone = '13800000008'", &[]).unwrap();
    desk.pass_awake(DAY);
    for of in [RollOf::Adults, RollOf::Households] {
        let (mut seen, mut after, mut pages) = (vec![], None, 0);
        let whole = loop {
            let roll = page(&desk, &watcher, &RollQuery { of: Some(of), after, limit: Some(100), day: None }).unwrap();
            assert!(roll.page.rows.iter().all(|row| row.address_masked.ends_with("**")));
            seen.extend(roll.page.rows.iter().map(|row| row.id.clone()));
            after = roll.page.next.clone();
            pages += 1;
            if after.is_none() {
                break roll;
            }
        };
        assert_eq!(seen.len(), whole.total as usize, "{of}");
        assert!(pages > 3 && seen.windows(2).all(|pair| pair[0] < pair[1]), "twice or out of order");
        assert_eq!(roll_hash(seen.iter().map(String::as_str)), whole.hash, "anyone with all pages can check the hash");
        let unknown = u32::from(of == RollOf::Adults);
        assert_eq!(whole.birth_unknown, unknown);
    }
    let residents = desk.rows("select count(*) from members")[0].count(0).unwrap();
    let adults = page(&desk, &watcher, &RollQuery { limit: Some(1), ..RollQuery::default() }).unwrap();
    assert_eq!(adults.total, residents - 2, "one is a child, of one nobody knows");
}

#[test]
fn what_happens_on_a_day_counts_from_the_next() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("陈建国");
    desk.db.run("update members set born_day = '1970-01-01'", &[]).unwrap();
    let day = |days: i64| Some(Day::of(desk.now.get().plus(days * DAY).day()));
    let total = |of, days| {
        page(&desk, &clerk, &RollQuery { of: Some(of), day: day(days), ..RollQuery::default() }).map(|roll| roll.total)
    };
    let today = total(RollOf::Adults, 0).unwrap();
    let gone = member_by_phone(&desk, "13800000060").0;
    let body = LeaveRosterRequest::moved("搬到别的社区".parse().unwrap());
    desk.call::<LeaveRoster>(&clerk, &(TestCommunity::code(), gone), &body);
    assert_eq!(total(RollOf::Adults, 0), Ok(today));
    assert_eq!(total(RollOf::Adults, 1), Err("members/day-ahead".to_owned()));
    let team: BodyId =
        desk.texts("select id from bodies where kind = 'volunteer-team' order by id limit 1", &[])[0].parse().unwrap();
    let wanted = fill_seat_request(&desk, member_by_phone(&desk, "13800000050").0, Post::TeamMember, 300);
    desk.call::<FillSeat>(&clerk, &(TestCommunity::code(), team), &wanted);
    assert_eq!(total(RollOf::Body(team), 0), Ok(2), "a seat counts from the day after it was entered");
    desk.pass_awake(DAY);
    assert_eq!((total(RollOf::Adults, 0), total(RollOf::Adults, -1)), (Ok(today - 1), Ok(today)));
    assert_eq!((total(RollOf::Body(team), 0), total(RollOf::Body(team), -1)), (Ok(3), Ok(2)));
    assert_eq!(total(RollOf::Adults, -4 * 365), Ok(0), "nobody lived here yet");
    let nobody = BodyId::from_parts(UtcMillis(5), 5);
    assert_eq!(total(RollOf::Body(nobody), 0), Err("request/not-found".to_owned()));
}
