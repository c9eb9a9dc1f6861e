//! Activities and services for tests; each test has its own.

use crate::scenes::client::community_code;
use crate::scenes::people::{DIRECTOR, LEADER, OTHER_LEADER, Person};
use crate::scenes::{Api, World};
use domain::contract::{ConfirmServices, Empty, ListBodies, ListPresence, PublishActivity};
use domain::ids::{ActivityId, BodyId, CommunityCode, MemberId, ServiceId};
use domain::text::Reason;
use domain::time::{DAY, HOUR, MINUTE, UtcMillis, start_of};
use domain::volunteering::{ActivityRequest, ConfirmServicesRequest, ListPresenceRequest, ServiceConfirmation};
use rusqlite::{Connection, params};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

pub const TEAM: &str = "苏祠志愿服务队";
pub const OTHER_TEAM: &str = "银龄互助队";

/// Hours that are used already: two activities at the same time would refuse each other's volunteers.
#[derive(Default)]
pub struct Counters {
    hours: AtomicI64,
    /// The first head of the street above the demonstration.
    pub street_head: OnceLock<Person>,
}

/// An activity of three days ago with room for five hundred, written into the template; even numbers belong to the
/// first team, odd ones to the second.
pub fn past_activity(number: u32) -> ActivityId {
    ActivityId::from_parts(UtcMillis(1_700_000_000_000), u128::from(number))
}

pub const PAST_ACTIVITIES: u32 = 4;

pub fn test_reason() -> Reason {
    "按纸质签到表补录".parse().expect("a reason")
}

impl<A: Api> World<A> {
    pub fn team(&self, name: &str) -> BodyId {
        let bodies = self.call::<ListBodies>(&Person::guest(), &(community_code(),), &Empty {}).bodies;
        bodies.iter().find(|body| body.name == name).expect("a team").id
    }

    /// A draft at an hour that no other activity of this server has.
    pub fn draft(&self, body: BodyId, capacity: u32) -> ActivityRequest {
        let hour = self.scene.hours.fetch_add(1, Ordering::Relaxed);
        let starts_at = self.now().plus(10 * DAY + hour * HOUR);
        activity_request(body, starts_at, capacity)
    }

    pub fn publish(&self, team: &str, capacity: u32) -> (CommunityCode, ActivityId) {
        self.publish_draft(&self.draft(self.team(team), capacity))
    }

    /// An activity for which anybody may check in at once.
    pub fn publish_beginning(&self, team: &str) -> (CommunityCode, ActivityId) {
        self.publish_draft(&activity_request(self.team(team), self.now().plus(20 * MINUTE), 50))
    }

    pub fn publish_draft(&self, draft: &ActivityRequest) -> (CommunityCode, ActivityId) {
        let published = self.call::<PublishActivity>(&self.person(DIRECTOR), &(community_code(),), draft);
        (community_code(), published.activity)
    }

    /// Enters two hours of that day from the paper list.
    pub fn list(&self, number: u32, member: MemberId) -> ServiceId {
        let by = self.person(leader_of(number));
        self.call::<ListPresence>(
            &by,
            &(community_code(), past_activity(number)),
            &list_presence_request(self.api.opened_at(), number, member),
        )
        .service
    }

    /// A service whose 120 minutes the team's leader has confirmed.
    pub fn confirmed(&self, number: u32, member: MemberId) -> ServiceId {
        let service = self.list(number, member);
        let by = self.person(leader_of(number));
        let done = self.call::<ConfirmServices>(
            &by,
            &(community_code(), past_activity(number)),
            &confirm_services_request(&[service]),
        );
        assert_eq!((done.count, done.minutes), (1, 120));
        service
    }
}

/// Two hours of a person at a past activity, as on the paper list.
pub fn list_presence_request(opened_at: UtcMillis, number: u32, member: MemberId) -> ListPresenceRequest {
    let starts_at = past_starts_at(opened_at, number);
    let (checked_in_at, checked_out_at) = (starts_at, starts_at.plus(2 * HOUR));
    ListPresenceRequest { member, checked_in_at, checked_out_at, reason: test_reason() }
}

pub fn leader_of(number: u32) -> &'static str {
    if number.is_multiple_of(2) { LEADER } else { OTHER_LEADER }
}

/// Each lasts two hours, one hour apart, and the last one begins at five in the afternoon three days before the
/// template was made: a day without demonstration data, at any hour of the test and even when midnight falls into the
/// seeding.
pub fn past_starts_at(opened_at: UtcMillis, number: u32) -> UtcMillis {
    start_of(opened_at.day()).plus(-3 * DAY + (17 - 3 * i64::from(number)) * HOUR)
}

pub fn confirm_services_request(services: &[ServiceId]) -> ConfirmServicesRequest {
    let one = |service: &ServiceId| ServiceConfirmation { service: *service, minutes: None, reason: None };
    ConfirmServicesRequest { services: services.iter().map(one).collect() }
}

pub fn activity_request(body: BodyId, starts_at: UtcMillis, capacity: u32) -> ActivityRequest {
    ActivityRequest {
        title: "清理楼道".parse().expect("a title"),
        place: "3号楼门口".parse().expect("a place"),
        plan: "自带手套。".parse().expect("a plan"),
        body,
        starts_at,
        ends_at: starts_at.plus(50 * MINUTE),
        capacity,
    }
}

/// Writes the past activities into a store; the API would refuse them.
pub fn add_past_activities(db: &Connection, opened_at: UtcMillis) {
    for number in 0..PAST_ACTIVITIES {
        let starts_at = past_starts_at(opened_at, number);
        let team = if number % 2 == 0 { TEAM } else { OTHER_TEAM };
        db.execute(
            "insert into activities (id, body, title, place, plan, starts_at, ends_at, capacity, rule_pack, published_by, published_at)
             select ?1, b.id, '示范数据：三日前活动', '社区广场', '', ?2, ?3, 500, '2026-11', (select id from members limit 1), ?2
             from bodies b where b.name = ?4",
            params![past_activity(number).to_string(), starts_at.0, starts_at.plus(2 * HOUR).0, team],
        )
        .expect("a past activity");
    }
}
