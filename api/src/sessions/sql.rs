//! Statements of signing in.

pub const COUNT_RATE: &str = "
insert into rates (bucket, window_start, count) values (?, ?, 1)
on conflict (bucket, window_start) do update set count = count + 1
returning count";

pub const CODE: &str = "select sent_at, wrong_tries, used, code_hash from sign_in_codes where phone_hash = ?";
pub const SAVE_CODE: &str = "
insert into sign_in_codes (phone_hash, code_hash, sent_at) values (?, ?, ?)
on conflict (phone_hash) do update set
  code_hash = excluded.code_hash, sent_at = excluded.sent_at, wrong_tries = 0, used = 0";
pub const COUNT_TRY: &str = "update sign_in_codes set wrong_tries = wrong_tries + 1 where phone_hash = ?";
pub const USE_CODE: &str = "update sign_in_codes set used = 1 where phone_hash = ?";

/// Index: `members_by_phone`.
pub const MEMBER_BY_PHONE: &str = "select id, household from members where phone = ? and left_at is null";

pub const INBOX_ADD: &str = "insert into demonstration_inbox (phone, code, at) values (?, ?, ?)";
pub const INBOX_TRIM: &str =
    "delete from demonstration_inbox where seq <= (select max(seq) from demonstration_inbox) - 50";

pub const ADD_SESSION: &str = "
insert into sessions (id, token_hash, member, created_at, last_seen_at, expires_at, device) values (?, ?, ?, ?, ?, ?, ?)";
/// Ends the oldest sessions beyond the limit. Index: `sessions_by_member`.
pub const MAKE_ROOM: &str = "
update sessions set revoked_at = ? where id in (
  select id from sessions where member = ? and revoked_at is null order by created_at desc, id desc limit -1 offset ?
)";
pub const PROFILE: &str = "
select m.name, m.phone, m.household, (select count(*) from notices n where n.member = m.id and n.read_at is null)
from members m where m.id = ?";
pub const HELD: &str = "
select b.kind, s.post, s.body, b.name, s.grid, g.name
from seats s join bodies b on b.id = s.body left join grids g on g.id = s.grid
where s.member = ? and s.ended_at is null and s.from_day <= ? and s.until_day >= ?
order by b.kind, s.post";
pub const LIST: &str = "
select id, created_at, last_seen_at, device from sessions
where member = ? and revoked_at is null and expires_at > ? order by created_at desc limit 50";
pub const REVOKE: &str = "
update sessions set revoked_at = ? where id = ? and member = ? and revoked_at is null returning id";
pub const REVOKE_ALL: &str = "
update sessions set revoked_at = ? where member = ? and revoked_at is null returning id";

pub const PURGE_CODES: &str = "delete from sign_in_codes where sent_at < ?";
pub const PURGE_RATES: &str = "delete from rates where window_start < ?";
pub const PURGE_SESSIONS: &str = "delete from sessions where expires_at < ?";
