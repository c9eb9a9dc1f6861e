//! Statements of a region's office.

/// The officer of a live session, with the seat that is not over and the second factor. Values: token, now, today.
/// Indexes: `sessions.token_hash`, `officer_seats_by_officer`.
pub const SESSION: &str = "
select s.id, s.officer, s.last_seen_at, t.post, t.from_day, t.until_day,
  coalesce(f.enrolled_at, 0) > 0, s.proved_at, coalesce(o.phone, ''),
  (select applied_at from schema_version where name = 'officer_factors')
from sessions s join officers o on o.id = s.officer
  join officer_seats t on t.officer = s.officer and t.ended_at is null and t.until_day >= ?3
  left join factors f on f.officer = s.officer
where s.token_hash = ?1 and s.revoked_at is null and s.expires_at > ?2 order by t.from_day limit 1";
pub const END_IDLE: &str =
    "update sessions set revoked_at = ?, ended_because = 'rested-too-long' where id = ? and revoked_at is null";
pub const SEEN: &str = "update sessions set last_seen_at = ? where id = ?";

/// The officer with this phone and a seat today, whether that officer has a second factor, and whether somebody with
/// the phone signed in on this browser before. Values: phone, mark, today. Indexes: `officers_by_phone`,
/// `sign_in_events_by_device`.
pub const PHONE: &str = "
select
  (select o.id from officers o join officer_seats t on t.officer = o.id
   where o.phone = ?1 and t.ended_at is null and t.from_day <= ?3 and t.until_day >= ?3 limit 1),
  exists (
    select 1 from officers o join officer_seats t on t.officer = o.id join factors f on f.officer = o.id
    where o.phone = ?1 and t.ended_at is null and t.from_day <= ?3 and t.until_day >= ?3 and f.enrolled_at is not null
  ),
  exists (select 1 from sign_in_events e join officers o on o.id = e.officer where e.device_mark = ?2 and o.phone = ?1)";
pub const ADD_SESSION: &str = "
insert into sessions (id, token_hash, officer, created_at, last_seen_at, expires_at, device, device_mark, proved_at)
values (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8)";
pub const ADD_TICKET: &str = "insert into sign_in_tickets (ticket_hash, officer, expires_at) values (?, ?, ?)";
/// The officer of a valid ticket, as long as there is a seat. Values: ticket, now, today.
pub const TICKET: &str = "
select k.officer, k.expires_at from sign_in_tickets k join officer_seats t on t.officer = k.officer
where k.ticket_hash = ?1 and k.expires_at > ?2 and t.ended_at is null and t.from_day <= ?3 and t.until_day >= ?3";
pub const USE_TICKET: &str = "delete from sign_in_tickets where ticket_hash = ?";
/// Ends the oldest sessions beyond the limit. Values: now, officer, limit. Index: `sessions_by_officer`.
pub const MAKE_ROOM: &str = "
update sessions set revoked_at = ?, ended_because = 'made-room' where id in (
  select id from sessions where officer = ? and revoked_at is null order by created_at desc, id desc limit -1 offset ?
)";
pub const REVOKE: &str =
    "update sessions set revoked_at = ?, ended_because = 'signed-out' where id = ? and revoked_at is null";
/// A wrong try, for the officer with this phone. Values: now, device, phone.
pub const ADD_WRONG_TRY: &str = "
insert into sign_in_events (officer, at, kind, device)
select id, ?, 'wrong-code', ? from officers where phone = ? order by id desc limit 1";

/// An officer with the seat that is not over, the second factor, and the latest reset since a given time. Values:
/// officer, today, since when. Index: `factor_resets_by_officer`.
pub const WHO: &str = "
select o.name, coalesce(o.phone, ''), t.id, t.post, t.from_day, t.until_day,
  coalesce(f.enrolled_at, 0) > 0,
  (select applied_at from schema_version where name = 'officer_factors'),
  r.at, b.name, r.reason
from officers o join officer_seats t on t.officer = o.id
  left join factors f on f.officer = o.id
  left join factor_resets r on r.seq = (select max(seq) from factor_resets where officer = ?1) and r.at > ?3
  left join officers b on b.id = r.reset_by
where o.id = ?1 and t.ended_at is null and t.until_day >= ?2 order by t.from_day limit 1";
/// Values: today, limit.
pub const LIST: &str = "
select o.id, t.id, o.name, coalesce(o.phone, ''), t.post, t.from_day, t.until_day, t.basis, t.ended_at,
  coalesce(f.enrolled_at, 0) > 0
from officer_seats t join officers o on o.id = t.officer left join factors f on f.officer = o.id
order by t.ended_at is not null or t.until_day < ?1, t.post, t.from_day desc, t.id limit ?2";

/// The facts for filling a seat. Values: who asks, phone, name, today.
pub const BEFORE_FILLING: &str = "
select
  coalesce((select phone = ?2 from officers where id = ?1), 0),
  (select max(t.until_day) from officer_seats t join officers o on o.id = t.officer
   where o.phone = ?2 and t.ended_at is null and t.until_day >= ?4),
  (select count(*) from officer_seats where ended_at is null and until_day >= ?4),
  (select id from officers where phone = ?2 and name = ?3 order by id desc limit 1)";
pub const ADD_OFFICER: &str = "insert into officers (id, name, phone) values (?, ?, ?)";
pub const ADD_SEAT: &str = "
insert into officer_seats (id, officer, post, from_day, until_day, basis, filled_by, filled_at)
values (?, ?, ?, ?, ?, ?, ?, ?)";
/// A seat, whether it is over, and the number of other heads today. Values: seat, today.
pub const SEAT: &str = "
select t.officer, t.post, t.ended_at is not null or t.until_day < ?2, (
  select count(*) from officer_seats h
  where h.id <> t.id and h.post = 'head' and h.ended_at is null and h.from_day <= ?2 and h.until_day >= ?2
)
from officer_seats t where t.id = ?1";
/// Values: now, reason, by whom, seat.
pub const END_SEAT: &str = "update officer_seats set ended_at = ?, ended_reason = ?, ended_by = ? where id = ?";
/// For each head whose seat is not over: whether this is the phone. Values: phone, today.
pub const HEADS: &str = "
select coalesce(o.phone = ?1, 0) from officer_seats t join officers o on o.id = t.officer
where t.post = 'head' and t.ended_at is null and t.until_day >= ?2";

pub const JOURNAL: &str = "
select j.seq, j.at, j.actor, o.name, j.command, j.subject, j.detail, j.previous_hash, j.hash
from journal j left join officers o on o.id = j.actor where j.seq < ? order by j.seq desc limit ?";

/// Forgets phones of officers whose last seat was over before this day and moment.
pub const FORGET_PHONES: &str = "
update officers set phone = null where phone is not null and not exists (
  select 1 from officer_seats t
  where t.officer = officers.id and iif(t.ended_at is null, t.until_day >= ?1, t.ended_at >= ?2)
)";

/// An officer's name and phone.
pub const OFFICER: &str = "select name, coalesce(phone, '') from officers where id = ?";
pub const ADD_RESET: &str = "insert into factor_resets (officer, reset_by, reason, at) values (?, ?, ?, ?)";
/// Index: `factor_resets_by_time`.
pub const FORGET_RESETS: &str = "delete from factor_resets where at < ?";
/// Whether anybody was ever seated here.
pub const EVER_SEATED: &str = "select 1 from officer_seats limit 1";
