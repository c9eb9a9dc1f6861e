//! Statements of volunteer service. Lists never count: counters are kept by triggers.

use crate::db::rows::row;
use domain::ids::{ActivityId, BodyId, MemberId, ServiceId, TransferId};
use domain::masking::mask_phone;
use domain::time::UtcMillis;
use domain::volunteering::{
    ActivityRow, ActivityTimes, Crowd, Interval, PlaceState, PresenceMethod, Service, ServiceState,
};

row! { activity_columns => ActivityRow {
    id = "a.id",
    title = "a.title",
    place = "a.place",
    body = "a.body",
    body_name = "b.name",
    starts_at = "a.starts_at",
    ends_at = "a.ends_at",
    capacity = "a.capacity",
    signed_up = "a.signed_up",
    waiting = "a.waiting",
    cancelled = "a.cancelled_at is not null",
} }

/// Activities as lists show them.
macro_rules! listed {
    ($rest:literal) => {
        concat!("select ", activity_columns!(), " from activities a join bodies b on b.id = a.body ", $rest)
    };
}

/// Index: `activities_by_end`.
pub const UPCOMING: &str = listed!("where (a.ends_at, a.id) > (?, ?) order by a.ends_at, a.id limit ?");
/// The same without cancelled activities: for the home page.
pub const STANDING: &str =
    listed!("where (a.ends_at, a.id) > (?, ?) and a.cancelled_at is null order by a.ends_at, a.id limit ?");
pub const PAST: &str = listed!("where (a.ends_at, a.id) < (?, ?) order by a.ends_at desc, a.id desc limit ?");
/// Index: `sign_ups_by_member`.
pub const MINE: &str = listed!(
    "join sign_ups s on s.activity = a.id where s.member = ? and s.state in ('confirmed', 'waiting')
     and (a.ends_at, a.id) < (?, ?) order by a.ends_at desc, a.id desc limit ?"
);
pub const ENDS_AT: &str = "select ends_at from activities where id = ?";
pub const ONE: &str = listed!("where a.id = ?");
row! { activity_detail_columns =>
    /// What the page of one activity shows beyond its row in lists.
    pub struct ActivityDetail {
        pub plan: String = "a.plan",
        pub cancelled_reason: Option<String> = "a.cancelled_reason",
        pub confirmed_people: u32 = "a.confirmed_people",
        pub confirmed_minutes: u32 = "a.confirmed_minutes",
        pub leader_name: Option<String> = "(
           select m.name from seats s join members m on m.id = s.member
           where s.body = a.body and s.post in ('team-leader', 'director') and s.ended_at is null
             and s.from_day <= ?2 and s.until_day >= ?2
           order by s.post limit 1
         )",
    }
}
/// Values: activity, today.
pub const DETAIL: &str = concat!("select ", activity_detail_columns!(), " from activities a where a.id = ?1");

row! { times_columns => ActivityTimes {
    starts_at = "starts_at",
    ends_at = "ends_at",
    cancelled = "cancelled_at is not null",
} }
row! { crowd_columns => Crowd { capacity = "capacity", signed_up = "signed_up", waiting = "waiting" } }
row! { facts_columns =>
    /// What the rules need of an activity.
    pub struct ActivityFacts {
        pub title: String = "title",
        pub body: BodyId = "body",
        pub times: ActivityTimes = (times_columns),
        pub crowd: Crowd = (crowd_columns),
    }
}
pub const FACTS: &str = concat!("select ", facts_columns!(), " from activities where id = ?");
pub const BODY: &str = "select kind from bodies where id = ?";
pub const PUBLISH: &str = "
insert into activities (id, body, title, place, plan, starts_at, ends_at, capacity, rule_pack, published_by, published_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub const REVISE: &str = "
update activities set body = ?, title = ?, place = ?, plan = ?, starts_at = ?, ends_at = ?, capacity = ? where id = ?";
pub const CANCEL: &str = "update activities set cancelled_at = ?, cancelled_reason = ? where id = ?";

pub const SIGN_UP_STATE: &str = "
select s.state, (
  select count(*) from sign_ups w where w.activity = s.activity and w.state = 'waiting' and w.place_no <= s.place_no
) from sign_ups s where s.activity = ? and s.member = ?";
/// Another activity at the same time for which the person has a place. No activity lasts longer than a day, so only
/// those that end within a day are looked at, not all that the person ever signed up for. Index: `activities_by_end`.
pub const CLASH: &str = "
select a.title from activities a cross join sign_ups s on s.activity = a.id and s.member = ?1
where a.ends_at > ?4 and a.ends_at < ?3 + 86400000 and a.starts_at < ?3 and a.id <> ?2 and a.cancelled_at is null
  and s.state in ('confirmed', 'waiting') limit 1";
pub const TAKE_PLACE: &str = "
insert into sign_ups (activity, member, state, place_no, at)
values (?1, ?2, ?3, (select coalesce(max(place_no), 0) + 1 from sign_ups where activity = ?1), ?4)
on conflict (activity, member) do update set state = excluded.state, place_no = excluded.place_no, at = excluded.at";
pub const WITHDRAW: &str = "update sign_ups set state = 'withdrawn' where activity = ? and member = ?";
/// Index: `sign_ups_in_order`.
pub const MOVE_UP: &str = "
update sign_ups set state = 'confirmed' where activity = ?1 and member in (
  select member from sign_ups where activity = ?1 and state = 'waiting' order by place_no limit ?2
) returning member";
row! { open_place_columns =>
    /// A member's place at an activity that has not ended.
    pub struct OpenPlace {
        pub activity: ActivityId = "a.id",
        pub state: PlaceState = "s.state",
        pub title: String = "a.title",
        pub starts_at: UtcMillis = "a.starts_at",
        pub cancelled: bool = "a.cancelled_at is not null",
    }
}
/// Places of a member at activities that have not ended and where no service has begun. Index: `activities_by_end`, so
/// the cost depends on coming activities and not on all past sign-ups.
pub const OPEN_PLACES: &str = concat!(
    "select ",
    open_place_columns!(),
    " from activities a cross join sign_ups s on s.activity = a.id
     where s.member = ? and s.state in ('confirmed', 'waiting') and a.ends_at > ?
       and not exists (select 1 from services v where v.activity = s.activity and v.member = s.member)"
);
pub const SIGNED_UP_MEMBERS: &str =
    "select member from sign_ups where activity = ? and state in ('confirmed', 'waiting')";

/// Null while the member lives here.
pub const LEFT_AT: &str = "select left_at from members where id = ?";

row! { record_columns =>
    /// The record of a service.
    pub struct ServiceRecord {
        pub id: ServiceId = "s.id",
        pub state: ServiceState = "s.state",
        pub checked_in_at: UtcMillis = "s.checked_in_at",
        pub checked_out_at: Option<UtcMillis> = "s.checked_out_at",
        pub confirmed_minutes: u32 = "s.minutes",
        pub reason: Option<String> = "s.reason",
    }
}
pub const SERVICE_OF: &str =
    concat!("select ", record_columns!(), " from services s where s.activity = ? and s.member = ?");
row! { interval_columns => Interval {
    title = "a.title",
    from = "s.checked_in_at",
    until = "s.checked_out_at",
    planned_end = "a.ends_at",
} }
/// Other services of the person that overlap a time. Index: `services_by_member`.
pub const OTHER_SERVICES: &str = concat!(
    "select ",
    interval_columns!(),
    " from services s join activities a on a.id = s.activity
     where s.member = ? and s.activity <> ? and s.state <> 'rejected' and s.checked_in_at between ? and ?
     limit 100"
);
pub const WRONG_TRIES: &str = "select wrong from check_in_tries where activity = ? and member = ?";
pub const COUNT_WRONG_TRY: &str = "
insert into check_in_tries (activity, member, wrong) values (?, ?, 1)
on conflict (activity, member) do update set wrong = wrong + 1";
pub const CHECK_IN: &str = "
insert into services (id, activity, member, state, checked_in_at, checked_in_by, in_difference_millis, in_received_at)
values (?, ?, ?, 'open', ?, ?, ?, ?)";
pub const CHECK_OUT: &str = "
update services set state = 'finished', checked_out_at = ?, checked_out_by = ?, out_difference_millis = ?, out_received_at = ?
where id = ?";

row! { own_service_columns =>
    /// The record of a member's service, with its activity.
    pub struct OwnServiceRow {
        pub record: ServiceRecord = (record_columns),
        pub activity: ActivityId = "s.activity",
        pub title: String = "a.title",
        pub starts_at: UtcMillis = "a.starts_at",
        pub ends_at: UtcMillis = "a.ends_at",
    }
}
macro_rules! own_services {
    ($rest:literal) => {
        concat!("select ", own_service_columns!(), " from services s join activities a on a.id = s.activity ", $rest)
    };
}
pub const OWN_SERVICE: &str = own_services!("where s.activity = ? and s.member = ?");
pub const PENDING: &str =
    own_services!("where s.member = ? and s.state in ('open', 'finished') order by s.checked_in_at desc limit 50");
row! { attendance_columns =>
    /// A volunteer of an activity, with the service and its reports if there are any.
    pub struct VolunteerRow {
        pub member: MemberId = "u.member",
        pub name: String = "m.name",
        pub phone_masked: String = "coalesce(m.phone, '')" => |phone: String| mask_phone(&phone),
        pub place: PlaceState = "u.state",
        pub service: Option<ServiceRecord> = (record_columns),
        pub checked_in_by: Option<PresenceMethod> = "s.checked_in_by",
        pub checked_out_by: Option<PresenceMethod> = "s.checked_out_by",
        pub in_difference_millis: Option<i64> = "s.in_difference_millis",
        pub out_difference_millis: Option<i64> = "s.out_difference_millis",
        pub in_received_at: Option<UtcMillis> = "s.in_received_at",
        pub out_received_at: Option<UtcMillis> = "s.out_received_at",
    }
}
pub const ATTENDANCE: &str = concat!(
    "select ",
    attendance_columns!(),
    " from sign_ups u join members m on m.id = u.member
     left join services s on s.activity = u.activity and s.member = u.member
     where u.activity = ? and (u.state <> 'withdrawn' or s.id is not null)
     order by u.state, u.place_no limit 700"
);

row! { service_columns => Service {
    volunteer = "s.member",
    state = "s.state",
    checked_in_at = "s.checked_in_at",
    checked_out_at = "s.checked_out_at",
    confirmed_minutes = "s.minutes",
    confirmed_by = "s.decided_by",
} }
row! { loaded_service_columns =>
    /// A service record with what belongs to it.
    pub struct LoadedService {
        pub id: ServiceId = "s.id",
        pub activity: ActivityId = "s.activity",
        pub body: BodyId = "a.body",
        pub service: Service = (service_columns),
        pub transfer: Option<TransferId> = "s.transfer",
    }
}
pub const SERVICE: &str = concat!(
    "select ",
    loaded_service_columns!(),
    " from services s join activities a on a.id = s.activity where s.id = ?"
);
/// Minutes confirmed for a member between two moments, without one service. Index: `services_by_member`.
pub const DAY_MINUTES: &str = "
select coalesce(sum(minutes), 0) from services
where member = ? and checked_in_at >= ? and checked_in_at < ? and state = 'confirmed' and id <> ?";
pub const CONFIRM: &str = "
update services set state = 'confirmed', minutes = ?, decided_by = ?, decided_at = ?, reason = ?, transfer = ? where id = ?";
pub const REJECT: &str =
    "update services set state = 'rejected', decided_by = ?, decided_at = ?, reason = ? where id = ?";
pub const SET_MINUTES: &str = "update services set minutes = ? where id = ?";

/// Activities of each body that have not ended. Index: `activities_by_end`.
pub const UNFINISHED_ACTIVITIES: &str = "
select body, count(*) from activities where ends_at > ? and cancelled_at is null group by body limit 500";
/// Services of each body that nobody has decided. Index: `services_undecided`.
pub const UNFINISHED_SERVICES: &str = "
select a.body, count(*) from services s join activities a on a.id = s.activity
where s.state in ('open', 'finished') group by a.body limit 500";

row! { task_columns =>
    /// An activity with services that nobody has decided.
    pub struct TaskRow {
        pub activity: ActivityId = "a.id",
        pub title: String = "a.title",
        pub body: BodyId = "a.body",
        pub body_name: String = "b.name",
        pub ended_at: UtcMillis = "a.ends_at",
        pub finished: u32 = "sum(s.state = 'finished')",
        pub open: u32 = "sum(s.state = 'open')",
    }
}
/// Undecided service by activity. Index: `services_undecided`.
pub const TASKS: &str = concat!(
    "select ",
    task_columns!(),
    " from services s join activities a on a.id = s.activity join bodies b on b.id = a.body
     where s.state in ('open', 'finished') and a.ends_at <= ?
     group by a.id order by a.ends_at, a.id limit 200"
);
