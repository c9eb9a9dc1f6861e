//! A community in the middle of a day's work: an activity in every state, somebody for every role.
//!
//! For the tests of single features; those of all endpoints take their requests from `allowed_calls.rs`.

use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use domain::access::{CallerStanding, Role, ScopedRole};
use domain::assistance::{ConsentKind, ContestActRequest, OpenAssistanceRequest};
use domain::contract::*;
use domain::ids::{
    ActId, ActivityId, AssistanceId, BodyId, CorrectionId, GridId, HouseholdId, MemberId, SeatId, ServiceId,
};
use domain::time::{DAY, HOUR, MINUTE, UtcMillis};
use domain::volunteering::{self as v, AttendanceCodeRequest, CheckInKey, code_at};

/// A person with the standing that the table of access should find.
#[derive(Debug, Clone)]
pub struct Actor {
    pub name: &'static str,
    pub person: Person,
    pub standing: CallerStanding,
}

impl Actor {
    pub fn member(&self) -> MemberId {
        self.standing.member.unwrap()
    }
}

pub struct BusyCommunity {
    pub desk: TestCommunity,
    pub clerk: Actor,
    pub leader: Actor,
    pub other_leader: Actor,
    pub grid_worker: Actor,
    pub watcher: Actor,
    pub volunteer: Actor,
    pub neighbour: Actor,
    pub team: BodyId,
    pub grid: GridId,
    /// A seat that the clerk may end.
    pub seat: SeatId,
    /// Tomorrow, with a free place.
    pub open: ActivityId,
    /// The day after, with one place, which the volunteer has, and the neighbour waiting.
    pub full: ActivityId,
    /// Now: the volunteer has a place and has not come; the neighbour has come and not gone.
    pub running: ActivityId,
    /// This morning: the volunteer and the neighbour finished.
    pub ended: ActivityId,
    pub finished: Vec<ServiceId>,
    /// Confirmed by the leader: the volunteer's service earlier this morning.
    pub confirmed: ServiceId,
    /// The grid worker acts for the volunteer and read the hours twice on the volunteer's behalf; the second is
    /// contested.
    pub assistance: AssistanceId,
    pub acts: Vec<ActId>,
    /// The volunteer's request for another phone; it is pending.
    pub correction: CorrectionId,
    /// Has requested to close the account, and signed in again to reconsider.
    pub closer: Actor,
}

/// The member, household and grid of somebody by name.
pub fn member_by_phone(desk: &TestCommunity, phone: &str) -> (MemberId, HouseholdId, GridId) {
    let rows =
        api::db::Db::run(&desk.db, "select id, household, grid from members where phone = ?", bind![phone]).unwrap();
    (rows[0].parsed(0).unwrap(), rows[0].parsed(1).unwrap(), rows[0].parsed(2).unwrap())
}

pub fn sign_in_actor(desk: &TestCommunity, name: &'static str, role: Option<Role>) -> Actor {
    let account = api::demonstration::list_accounts().into_iter().find(|account| account.name == name).unwrap();
    let person = desk.sign_in(name);
    let (member, household, grid) = member_by_phone(desk, &account.phone);
    let body = desk.texts("select body from seats where member = ? and post <> 'team-member'", bind![member]);
    let held = role.map(|role| ScopedRole {
        role,
        body: body.first().map(|body| body.parse().unwrap()),
        grid: (role == Role::GridWorker).then_some(grid),
    });
    Actor {
        name,
        person,
        standing: CallerStanding { member: Some(member), household: Some(household), held: held.into_iter().collect() },
    }
}

pub fn activity_request(body: BodyId, starts_at: UtcMillis, capacity: u32) -> v::ActivityRequest {
    v::ActivityRequest {
        title: "清理楼道".parse().unwrap(),
        place: "3号楼".parse().unwrap(),
        plan: "自带手套".parse().unwrap(),
        body,
        starts_at,
        ends_at: starts_at.plus(2 * HOUR),
        capacity,
    }
}

impl BusyCommunity {
    pub fn open() -> Self {
        let desk = TestCommunity::open();
        let clerk = sign_in_actor(&desk, "周丽", Some(Role::Committee));
        let leader = sign_in_actor(&desk, "张敏", Some(Role::Organiser));
        let other_leader = sign_in_actor(&desk, "吴桂芳", Some(Role::Organiser));
        let grid_worker = sign_in_actor(&desk, "赵小燕", Some(Role::GridWorker));
        let watcher = sign_in_actor(&desk, "刘志强", Some(Role::Supervisor));
        let neighbour = sign_in_actor(&desk, "王明", None);
        let volunteer = sign_in_actor(&desk, "李秀英", None);
        let (team, grid) = (leader.standing.held[0].body.unwrap(), grid_worker.standing.held[0].grid.unwrap());
        let here = (TestCommunity::code(),);
        let seat = desk.texts("select id from seats where member = ?", bind![leader.member()])[0].parse().unwrap();

        let now = desk.now.get();
        let publish = |after: i64, capacity| {
            desk.call::<PublishActivity>(&clerk.person, &here, &activity_request(team, now.plus(after), capacity))
                .activity
        };
        let (early, ended, running) = (publish(HOUR, 5), publish(4 * HOUR, 5), publish(8 * HOUR, 5));
        let (open, full) = (publish(DAY, 5), publish(2 * DAY, 1));
        for activity in [early, ended, running, full] {
            for person in [&volunteer, &neighbour] {
                desk.call::<SignUp>(&person.person, &(TestCommunity::code(), activity), &Empty {});
            }
        }
        let kin = domain::members::DeclareRelativeRequest {
            relative: other_leader.member(),
            kinship: domain::members::NearKinship::Sibling,
        };
        desk.call::<DeclareRelative>(&clerk.person, &(TestCommunity::code(), leader.member()), &kin);
        let nobody = SeatId::from_parts(now, 0);
        let nobody_yet = Actor { name: "何玉兰", person: Person::default(), standing: CallerStanding::guest() };
        let service = ServiceId::from_parts(now, 0);
        let mut stage = Self {
            desk,
            clerk,
            leader,
            other_leader,
            grid_worker,
            watcher,
            volunteer,
            neighbour,
            team,
            grid,
            seat,
            open,
            full,
            running,
            ended,
            finished: vec![],
            confirmed: service,
            assistance: AssistanceId::from_parts(now, 0),
            acts: vec![],
            correction: CorrectionId::from_parts(now, 0),
            closer: nobody_yet,
        };
        assert_ne!(stage.seat, nobody);
        stage.work(early, ended, now);
        stage.assist();
        stage.ask_about_own_data();
        stage
    }

    fn work(&mut self, early: ActivityId, ended: ActivityId, morning: UtcMillis) {
        let desk = &self.desk;
        desk.now.set(morning.plus(HOUR));
        let come_and_go = |activity, person: &Actor| {
            let at = (TestCommunity::code(), activity);
            let service = desk.call::<CheckIn>(&person.person, &at, &self.report(activity, desk.now.get())).service;
            desk.pass(50 * MINUTE);
            desk.call::<CheckOut>(&person.person, &at, &self.report(activity, desk.now.get()));
            service
        };
        let confirmed = come_and_go(early, &self.volunteer);
        let all = Self::confirmations(&[confirmed]);
        desk.call::<ConfirmServices>(&self.leader.person, &(TestCommunity::code(), early), &all);
        desk.now.set(morning.plus(4 * HOUR));
        let finished = vec![come_and_go(ended, &self.volunteer), come_and_go(ended, &self.neighbour)];
        desk.now.set(morning.plus(8 * HOUR + 30 * MINUTE));
        let at = (TestCommunity::code(), self.running);
        desk.call::<CheckIn>(&self.neighbour.person, &at, &self.report(self.running, desk.now.get()));
        (self.confirmed, self.finished) = (confirmed, finished);
    }

    fn assist(&mut self) {
        let (desk, worker) = (&self.desk, &self.grid_worker.person);
        let member = self.volunteer.member();
        let body = OpenAssistanceRequest { member, consent: ConsentKind::Spoken, proof: "何玉兰".parse().unwrap() };
        let assistance = desk.call::<OpenAssistance>(worker, &(TestCommunity::code(),), &body).assistance;
        for _ in 0..2 {
            let hours = TestCommunity::request::<ShowHours>(
                worker,
                &(TestCommunity::code(), member),
                &PageQuery::default(),
                &Empty {},
            );
            let request = ObjectRequest { on_behalf_of: Some(assistance.to_string()), ..hours };
            assert_eq!(desk.handle(&request).status, 200);
        }
        let shown = desk.call::<ShowAssistance>(worker, &(TestCommunity::code(), assistance), &Empty {});
        let acts: Vec<ActId> = shown.acts.iter().map(|act| act.id).collect();
        let contest = ContestActRequest { reason: "我没有叫人查".parse().unwrap() };
        desk.call::<ContestAct>(&self.volunteer.person, &(TestCommunity::code(), acts[1]), &contest);
        (self.assistance, self.acts) = (assistance, acts);
    }

    fn ask_about_own_data(&mut self) {
        let (desk, here) = (&self.desk, (TestCommunity::code(),));
        let field = domain::privacy::CorrectionField::Phone;
        let body = domain::privacy::CorrectionRequest { field, wanted: "13900000006".parse().unwrap() };
        desk.call::<RequestCorrection>(&self.volunteer.person, &here, &body);
        let correction = desk.texts("select id from corrections", &[])[0].parse().unwrap();
        // A team member who does not lead a team holds no office.
        let person = desk.sign_in("何玉兰");
        desk.call::<CloseAccount>(&person, &here, &Empty {});
        let closer = sign_in_actor(desk, "何玉兰", None);
        (self.correction, self.closer) = (correction, closer);
    }

    pub fn confirmations(services: &[ServiceId]) -> v::ConfirmServicesRequest {
        let one = |service: &ServiceId| v::ServiceConfirmation { service: *service, minutes: None, reason: None };
        v::ConfirmServicesRequest { services: services.iter().map(one).collect() }
    }

    /// A report by a correct clock, with the code of the moment.
    pub fn report(&self, activity: ActivityId, at: UtcMillis) -> AttendanceCodeRequest {
        let key = self.desk.call::<ShowCheckInKey>(&self.leader.person, &(TestCommunity::code(), activity), &Empty {});
        AttendanceCodeRequest { code: code_at(&CheckInKey::from_hex(&key.key).unwrap(), at), at }
    }
}
