//! Statements of volunteer service. Lists never count: counters are kept by triggers.

/// Columns that `lists::activity_row` reads.
macro_rules! activity_row {
    ($rest:literal) => {
        concat!(
            "select a.id, a.title, a.place, a.body, b.name, a.starts_at, a.ends_at, a.capacity, a.signed_up, a.waiting, ",
            "a.cancelled_at is not null from activities a join bodies b on b.id = a.body ",
            $rest
        )
    };
}

/// Index: `activities_by_end`.
pub const UPCOMING: &str = activity_row!("where (a.ends_at, a.id) > (?, ?) order by a.ends_at, a.id limit ?");
/// The same without cancelled activities: for the home page.
pub const STANDING: &str =
    activity_row!("where (a.ends_at, a.id) > (?, ?) and a.cancelled_at is null order by a.ends_at, a.id limit ?");
pub const PAST: &str = activity_row!("where (a.ends_at, a.id) < (?, ?) order by a.ends_at desc, a.id desc limit ?");
/// Index: `sign_ups_by_member`.
pub const MINE: &str = activity_row!(
    "join sign_ups s on s.activity = a.id where s.member = ? and s.state in ('confirmed', 'waiting')
     and (a.ends_at, a.id) < (?, ?) order by a.ends_at desc, a.id desc limit ?"
);
pub const ENDS_AT: &str = "select ends_at from activities where id = ?";
pub const ONE: &str = activity_row!("where a.id = ?");
pub const DETAIL: &str = "
select a.plan, a.cancelled_reason, a.confirmed_people, a.confirmed_minutes, (
  select m.name from seats s join members m on m.id = s.member
  where s.body = a.body and s.post in ('team-leader', 'director') and s.ended_at is null
    and s.from_day <= ?2 and s.until_day >= ?2
  order by s.post limit 1
) from activities a where a.id = ?1";

pub const FACTS: &str = "
select title, body, starts_at, ends_at, capacity, signed_up, waiting, cancelled_at is not null
from activities where id = ?";
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
/// Places of a member at activities that have not ended and where no service has begun. Index: `activities_by_end`, so
/// the cost depends on coming activities and not on all past sign-ups.
pub const OPEN_PLACES: &str = "
select a.id, s.state, a.title, a.starts_at, a.cancelled_at is not null
from activities a cross join sign_ups s on s.activity = a.id
where s.member = ? and s.state in ('confirmed', 'waiting') and a.ends_at > ?
  and not exists (select 1 from services v where v.activity = s.activity and v.member = s.member)";
pub const SIGNED_UP_MEMBERS: &str =
    "select member from sign_ups where activity = ? and state in ('confirmed', 'waiting')";

/// Null while the member lives here.
pub const LEFT_AT: &str = "select left_at from members where id = ?";

pub const SERVICE_OF: &str = "
select id, state, checked_in_at, checked_out_at from services where activity = ? and member = ?";
/// Other services of the person that overlap a time. Index: `services_by_member`.
pub const OTHER_SERVICES: &str = "
select a.title, s.checked_in_at, s.checked_out_at, a.ends_at
from services s join activities a on a.id = s.activity
where s.member = ? and s.activity <> ? and s.state <> 'rejected' and s.checked_in_at between ? and ?
limit 100";
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

/// Columns that `view::service_view` reads.
macro_rules! service_view {
    ($rest:literal) => {
        concat!(
            "select s.id, s.activity, a.title, s.state, s.checked_in_at, s.checked_out_at, s.minutes, s.reason, ",
            "a.starts_at, a.ends_at from services s join activities a on a.id = s.activity ",
            $rest
        )
    };
}
pub const SERVICE_VIEW: &str = service_view!("where s.activity = ? and s.member = ?");
pub const PENDING: &str =
    service_view!("where s.member = ? and s.state in ('open', 'finished') order by s.checked_in_at desc limit 50");
pub const ATTENDANCE: &str = "
select u.member, m.name, coalesce(m.phone, ''), u.state, s.id, s.state, s.checked_in_at, s.checked_out_at, s.minutes, s.reason,
  s.checked_in_by, s.checked_out_by, s.in_difference_millis, s.out_difference_millis, s.in_received_at, s.out_received_at
from sign_ups u join members m on m.id = u.member
left join services s on s.activity = u.activity and s.member = u.member
where u.activity = ? and (u.state <> 'withdrawn' or s.id is not null)
order by u.state, u.place_no limit 700";

pub const SERVICE: &str = "
select s.activity, s.member, s.state, s.checked_in_at, s.checked_out_at, s.minutes, s.decided_by, a.body, s.transfer
from services s join activities a on a.id = s.activity where s.id = ?";
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

/// Undecided service by activity. Index: `services_undecided`.
pub const TASKS: &str = "
select a.id, a.title, b.name, a.ends_at, sum(s.state = 'finished'), sum(s.state = 'open'), a.body
from services s join activities a on a.id = s.activity join bodies b on b.id = a.body
where s.state in ('open', 'finished') and a.ends_at <= ?
group by a.id order by a.ends_at, a.id limit 200";
