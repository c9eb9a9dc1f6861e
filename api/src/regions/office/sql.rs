//! Statements of a region's office.

use crate::db::rows::row;
use domain::ids::{OfficerId, SeatId, SessionId};
use domain::journal::to_hex;
use domain::masking::mask_phone;
use domain::members::Day;
use domain::regions::{FactorResetTold, OfficerPost, OfficerRow, RegionJournalRow};
use domain::time::UtcMillis;

row! { term_columns =>
    /// The term of a seat, and what decides whether its officer must enrol a second factor.
    pub struct SeatTerm {
        pub post: OfficerPost = "t.post",
        pub from: Day = "t.from_day",
        pub until: Day = "t.until_day",
        pub has_factor: bool = "coalesce(f.enrolled_at, 0) > 0",
        /// When second factors were introduced.
        pub introduced_at: Option<UtcMillis> = "(select applied_at from schema_version where name = 'officer_factors')",
    }
}
row! { session_columns =>
    /// A live session with its officer's seat.
    pub struct OfficerSession {
        pub session: SessionId = "s.id",
        pub officer: OfficerId = "s.officer",
        pub last_seen_at: UtcMillis = "s.last_seen_at",
        pub term: SeatTerm = (term_columns),
        pub proved_at: Option<UtcMillis> = "s.proved_at",
        pub phone: String = "coalesce(o.phone, '')",
    }
}
/// The officer of a live session, with the seat that is not over and the second factor. Values: token, now, today.
/// Indexes: `sessions.token_hash`, `officer_seats_by_officer`.
pub const SESSION: &str = concat!(
    "select ",
    session_columns!(),
    " from sessions s join officers o on o.id = s.officer
       join officer_seats t on t.officer = s.officer and t.ended_at is null and t.until_day >= ?3
       left join factors f on f.officer = s.officer
     where s.token_hash = ?1 and s.revoked_at is null and s.expires_at > ?2 order by t.from_day limit 1"
);
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

row! { reset_columns => FactorResetTold { at = "r.at", by_name = "b.name", reason = "r.reason" } }
row! { seated_columns =>
    /// An officer with the seat.
    pub struct SeatedOfficer {
        pub name: String = "o.name",
        pub phone_masked: String = "coalesce(o.phone, '')" => |phone: String| mask_phone(&phone),
        pub seat: SeatId = "t.id",
        pub term: SeatTerm = (term_columns),
        pub factor_reset: Option<FactorResetTold> = (reset_columns),
    }
}
/// An officer with the seat that is not over, the second factor, and the latest reset since a given time. Values:
/// officer, today, since when. Index: `factor_resets_by_officer`.
pub const WHO: &str = concat!(
    "select ",
    seated_columns!(),
    " from officers o join officer_seats t on t.officer = o.id
       left join factors f on f.officer = o.id
       left join factor_resets r on r.seq = (select max(seq) from factor_resets where officer = ?1) and r.at > ?3
       left join officers b on b.id = r.reset_by
     where o.id = ?1 and t.ended_at is null and t.until_day >= ?2 order by t.from_day limit 1"
);
row! { officer_columns => OfficerRow {
    officer = "o.id",
    seat = "t.id",
    name = "o.name",
    phone_masked = "coalesce(o.phone, '')" => |phone: String| mask_phone(&phone),
    post = "t.post",
    from = "t.from_day",
    until = "t.until_day",
    basis = "t.basis",
    ended_at = "t.ended_at",
    has_factor = "coalesce(f.enrolled_at, 0) > 0",
} }
/// Values: today, limit.
pub const LIST: &str = concat!(
    "select ",
    officer_columns!(),
    " from officer_seats t join officers o on o.id = t.officer left join factors f on f.officer = o.id
     order by t.ended_at is not null or t.until_day < ?1, t.post, t.from_day desc, t.id limit ?2"
);

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

row! { journal_columns => RegionJournalRow {
    seq = "j.seq",
    at = "j.at",
    actor = "j.actor",
    actor_name = "o.name",
    command = "j.command",
    subject = "j.subject",
    detail = "j.detail",
    previous_hash = "j.previous_hash" => |hash: [u8; 32]| to_hex(&hash),
    hash = "j.hash" => |hash: [u8; 32]| to_hex(&hash),
} }
pub const JOURNAL: &str = concat!(
    "select ",
    journal_columns!(),
    " from journal j left join officers o on o.id = j.actor where j.seq < ? order by j.seq desc limit ?"
);

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
