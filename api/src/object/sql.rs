//! Statements of the object itself.

/// The member of a live session, and which factors there are. Indexes: `sessions.token_hash`, `passkeys_by_member`.
pub const SESSION: &str = "
select s.id, s.member, m.household, s.last_seen_at, f.enrolled_at is not null, s.proved_at, coalesce(m.phone, ''),
  exists (select 1 from passkeys p where p.member = s.member)
from sessions s join members m on m.id = s.member left join factors f on f.member = s.member
where s.token_hash = ? and s.revoked_at is null and s.expires_at > ? and m.left_at is null";

/// Seats in their term, and since when this community has the second factor. Index: `seats_by_member`.
pub const SEATS: &str = "
select b.kind, s.post, s.body, s.grid, s.from_day,
  (select applied_at from schema_version where name = 'signing_in')
from seats s join bodies b on b.id = s.body
where s.member = ? and s.ended_at is null and s.from_day <= ? and s.until_day >= ?";

/// Ends a session of an office holder that rested too long.
pub const END_IDLE: &str =
    "update sessions set revoked_at = ?, ended_because = 'rested-too-long' where id = ? and revoked_at is null";

pub const SEEN: &str = "update sessions set last_seen_at = ? where id = ?";

pub const ANSWER_BEFORE: &str = "select actor, endpoint, content_hash, answer from commands where key = ?";
pub const REMEMBER: &str =
    "insert into commands (key, actor, endpoint, content_hash, answer, at) values (?, ?, ?, ?, ?, ?)";

pub const TOUCH: &str = "
insert into revisions (feature, revision) values (?, 1)
on conflict (feature) do update set revision = revision + 1";
pub const REVISIONS: &str = "
select coalesce(sum(revision), 0) from revisions where feature in (select value from json_each(?))";
