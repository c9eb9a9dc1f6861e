//! People who act at random: each step of a history is sent as a whole command, and its outcome is remembered.

use crate::busy_community::{activity_request, member_by_phone};
use crate::histories::{Step, WRONG};
use crate::test_community::{MORNING, Person, TestCommunity};
use api::answer::{ObjectRequest, ObjectResponse};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{ActivityId, BodyId, MemberId, SeatId, ServiceId};
use domain::members::{EndCause, EndSeatRequest, LeaveRosterRequest};
use domain::text::Reason;
use domain::time::MINUTE;
use domain::volunteering as v;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Two of the committee, two leaders, a supervisor, a grid worker, six residents of whom the last two may leave.
const PHONES: [u32; 12] = [1, 2, 4, 9, 3, 5, 6, 7, 8, 40, 60, 61];
pub const GUEST: usize = PHONES.len();

pub struct RandomTown {
    pub desk: TestCommunity,
    people: Vec<Person>,
    members: Vec<MemberId>,
    teams: Vec<BodyId>,
    seats: Vec<SeatId>,
    /// How often each command was accepted and refused, over all histories, so that an empty test is noticed.
    pub seen: RefCell<BTreeMap<&'static str, (u32, u32)>>,
    pub replays: Cell<u32>,
}

/// What one history has created so far.
#[derive(Default)]
pub struct History {
    activities: RefCell<Vec<ActivityId>>,
    answered: RefCell<Vec<(ObjectRequest, ObjectResponse)>>,
}

fn reason() -> Reason {
    "照组织者的名单".parse().unwrap()
}

impl RandomTown {
    pub fn open() -> Self {
        let desk = TestCommunity::open();
        let phones = PHONES.map(|number| format!("1380000{number:04}"));
        let mut people: Vec<Person> = phones.iter().map(|phone| desk.sign_in_by(phone)).collect();
        people.push(Person::default());
        let members = phones.iter().map(|phone| member_by_phone(&desk, phone).0).collect();
        let bodies = desk.call::<ListBodies>(&Person::default(), &(TestCommunity::code(),), &Empty {}).bodies;
        let teams: Vec<BodyId> = bodies
            .iter()
            .filter(|body| body.kind == domain::members::BodyKind::VolunteerTeam)
            .map(|body| body.id)
            .collect();
        let members: Vec<MemberId> = members;
        // Those who publish and confirm keep their seats, or histories would soon be over.
        let ends = |member: &MemberId| !members[..4].contains(member);
        let seats =
            bodies.iter().flat_map(|body| body.seats.iter().filter(|seat| ends(&seat.member)).map(|seat| seat.id));
        let seats = seats.collect();
        Self { desk, people, members, teams, seats, seen: RefCell::default(), replays: Cell::new(0) }
    }

    fn send<E: Endpoint<Query = ()>>(
        &self,
        history: &History,
        who: usize,
        params: &E::Params,
        body: &E::Body,
    ) -> Option<E::Reply> {
        let mut request = TestCommunity::request::<E>(&self.people[who], params, &(), body);
        request.key = Some(self.desk.key().to_string());
        let response = self.desk.handle(&request);
        let answer = TestCommunity::read::<E>(&response).ok();
        let mut seen = self.seen.borrow_mut();
        let count = seen.entry(E::SPEC.name).or_default();
        if answer.is_some() {
            count.0 += 1;
        } else {
            count.1 += 1;
        }
        if answer.is_some() {
            history.answered.borrow_mut().push((request, response));
        }
        answer
    }

    /// The newest activities come first: those are still active.
    fn activity(history: &History, at: usize) -> Option<ActivityId> {
        let activities = history.activities.borrow();
        activities.len().checked_sub(at % activities.len().max(1) + 1).and_then(|at| activities.get(at).copied())
    }

    fn report(&self, activity: ActivityId, ago: i64) -> v::AttendanceCodeRequest {
        let key = api::crypto::check_in_key(&self.desk.secrets, TestCommunity::code().as_str(), &activity.to_string());
        let at = self.desk.now.get().plus(-ago * MINUTE);
        v::AttendanceCodeRequest { code: v::code_at(&key, at), at }
    }

    /// Mostly a member for whom the query holds at this activity, so that histories make progress; otherwise any
    /// member.
    fn likely(&self, sql: &'static str, activity: ActivityId, anybody: usize) -> usize {
        let found = self.desk.texts(sql, bind![activity]);
        let likely = found.get(anybody % found.len().max(1)).filter(|_| anybody % 4 != 3);
        likely.and_then(|id| self.members.iter().position(|member| member.to_string() == *id)).unwrap_or(anybody)
    }

    fn service(&self, sql: &'static str, number: usize) -> ServiceId {
        let recent = self.desk.texts(sql, bind![MORNING]);
        recent.get(number % recent.len().max(1)).map_or(ServiceId::from_parts(MORNING, 0), |id| id.parse().unwrap())
    }

    pub fn take(&self, history: &History, step: &Step) {
        let (desk, here) = (&self.desk, (TestCommunity::code(),));
        let now = desk.now.get();
        let of = |at: usize| {
            (TestCommunity::code(), Self::activity(history, at).unwrap_or(ActivityId::from_parts(MORNING, 0)))
        };
        // Mostly an activity where somebody can check in or out now.
        let running = |at: usize| {
            let soon = self.desk.texts(RUNNING, bind![now.plus(50 * MINUTE), now.plus(-90 * MINUTE), MORNING]);
            let found = soon
                .get(at % soon.len().max(1))
                .filter(|_| at < 4)
                .map(|id| (TestCommunity::code(), id.parse().unwrap()));
            found.unwrap_or_else(|| of(at))
        };
        let planned = |team: usize, starts: i64, lasts: i64, capacity| {
            let starts_at = now.plus(starts * MINUTE);
            v::ActivityRequest {
                ends_at: starts_at.plus(lasts * MINUTE),
                ..activity_request(self.teams[team], starts_at, capacity)
            }
        };
        match *step {
            Step::Publish { who, team, starts, lasts, capacity } => {
                let published =
                    self.send::<PublishActivity>(history, who, &here, &planned(team, starts, lasts, capacity));
                history.activities.borrow_mut().extend(published.map(|published| published.activity));
            }
            Step::Revise { who, at, starts, capacity } => {
                self.send::<ReviseActivity>(history, who, &of(at), &planned(at % 2, starts, 60, capacity));
            }
            Step::Cancel { who, at } => {
                self.send::<CancelActivity>(history, who, &of(at), &v::CancelActivityRequest { reason: reason() });
            }
            Step::SignUp { who, at } => drop(self.send::<SignUp>(history, who, &of(at), &Empty {})),
            Step::Withdraw { who, at } => {
                let who = self.likely(EXPECTED, of(at).1, who);
                self.send::<Withdraw>(history, who, &of(at), &Empty {});
            }
            Step::Come { who, at, ago } => {
                let who = self.likely(EXPECTED, running(at).1, who);
                self.send::<CheckIn>(history, who, &running(at), &self.report(running(at).1, ago));
            }
            Step::Go { who, at, ago } => {
                let who = self.likely(PRESENT, running(at).1, who);
                self.send::<CheckOut>(history, who, &running(at), &self.report(running(at).1, ago));
            }
            Step::WrongCode { who, at } => {
                let foreign = self.report(ActivityId::from_parts(MORNING, 1), 0);
                self.send::<CheckIn>(history, who, &of(at), &foreign);
            }
            Step::List { who, at, member, came, stayed } => {
                let member = self.likely(if came % 2 == 0 { EXPECTED } else { PRESENT }, running(at).1, member);
                let checked_in_at = now.plus(came * MINUTE);
                let checked_out_at = checked_in_at.plus(stayed * MINUTE);
                let body = v::ListPresenceRequest {
                    member: self.members[member],
                    checked_in_at,
                    checked_out_at,
                    reason: reason(),
                };
                self.send::<ListPresence>(history, who, &running(at), &body);
            }
            Step::Confirm { who, at, fewer } => self.confirm(history, who, of(at).1, fewer),
            Step::Reject { who, service } => {
                self.send::<RejectService>(
                    history,
                    who,
                    &(TestCommunity::code(), self.service(ANY, service)),
                    &v::RejectServiceRequest { reason: reason() },
                );
            }
            Step::Correct { who, service, minutes } => {
                let body = v::CorrectServiceRequest { minutes, reason: reason() };
                self.send::<CorrectService>(
                    history,
                    who,
                    &(TestCommunity::code(), self.service(CONFIRMED, service)),
                    &body,
                );
            }
            Step::Leave { who, member } => {
                let body = LeaveRosterRequest::moved(reason());
                self.send::<LeaveRoster>(history, who, &(TestCommunity::code(), self.members[member]), &body);
            }
            Step::EndSeat { who, seat } => {
                let at = (TestCommunity::code(), self.seats[seat % self.seats.len()]);
                self.send::<EndSeat>(history, who, &at, &EndSeatRequest::because(EndCause::Resigned, reason()));
            }
            Step::Replay { answered } => self.replay(history, answered),
            Step::Wait { minutes } => desk.pass(minutes * MINUTE),
        }
    }

    fn confirm(&self, history: &History, who: usize, activity: ActivityId, fewer: Option<u32>) {
        let waits = self
            .desk
            .texts("select activity from services where state = 'finished' and checked_in_at >= ?", bind![MORNING]);
        let activity = waits.first().map_or(activity, |id| id.parse().unwrap());
        let sql = "select id from services where activity = ? and state = 'finished' order by id";
        let services: Vec<ServiceId> =
            self.desk.texts(sql, bind![activity]).iter().map(|id| id.parse().unwrap()).collect();
        let mut body = crate::busy_community::BusyCommunity::confirmations(&services);
        for item in &mut body.services {
            (item.minutes, item.reason) = (fewer, fewer.map(|_| reason()));
        }
        self.send::<ConfirmServices>(history, who, &(TestCommunity::code(), activity), &body);
    }

    /// The same request again brings the same answer and changes nothing, unless its sender is signed out by then.
    fn replay(&self, history: &History, number: usize) {
        let answered = history.answered.borrow();
        let Some((request, response)) = answered.get(number % answered.len().max(1)) else { return };
        let count = "select (select count(*) from journal) + (select count(*) from commands)";
        let before = self.desk.rows(count);
        let again = self.desk.handle(request);
        assert!(again == *response || again.status == 401, "{} {} again: {}", request.path, response.body, again.body);
        assert_eq!(self.desk.rows(count), before, "{} happened twice", request.path);
        self.replays.set(self.replays.get() + 1);
    }

    pub fn look(&self) {
        for (what, sql) in WRONG {
            let wrong = self.desk.db.run(sql, &[]).unwrap();
            assert!(wrong.is_empty(), "{what}: {wrong:?}");
        }
    }
}

const EXPECTED: &str = "select member from sign_ups u where activity = ? and state = 'confirmed'
    and not exists (select 1 from services s where s.activity = u.activity and s.member = u.member)";
const RUNNING: &str = "select id from activities where starts_at <= ? and ends_at >= ? and cancelled_at is null
    and published_at >= ? order by id";
const PRESENT: &str = "select member from services where activity = ? and state = 'open'";
const ANY: &str = "select id from services where checked_in_at >= ? order by id";
const CONFIRMED: &str =
    "select id from services where checked_in_at >= ? order by state = 'confirmed' desc, id limit 5";
