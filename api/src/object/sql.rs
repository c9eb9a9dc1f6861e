//! Statements of the object itself.

use crate::db::rows::row;
use domain::ids::{BodyId, GridId, HouseholdId, MemberId, SessionId};
use domain::members::{BodyKind, Post};
use domain::time::UtcMillis;

row! { session_columns =>
    /// A live session, its member, and which factors the member has.
    pub struct LiveSession {
        pub id: SessionId = "s.id",
        pub member: MemberId = "s.member",
        pub household: HouseholdId = "m.household",
        pub phone: String = "coalesce(m.phone, '')",
        pub last_seen_at: UtcMillis = "s.last_seen_at",
        pub proved_at: Option<UtcMillis> = "s.proved_at",
        pub app: bool = "f.enrolled_at is not null",
        pub passkey: bool = "exists (select 1 from passkeys p where p.member = s.member)",
    }
}
/// Indexes: `sessions.token_hash`, `passkeys_by_member`.
pub const SESSION: &str = concat!(
    "select ",
    session_columns!(),
    " from sessions s join members m on m.id = s.member left join factors f on f.member = s.member
     where s.token_hash = ? and s.revoked_at is null and s.expires_at > ? and m.left_at is null"
);

row! { seat_columns =>
    /// A seat in its term.
    pub struct PresentSeat {
        pub kind: BodyKind = "b.kind",
        pub post: Post = "s.post",
        pub body: BodyId = "s.body",
        pub grid: Option<GridId> = "s.grid",
        pub from: String = "s.from_day",
        /// Since when this community has the second factor.
        pub introduced_at: UtcMillis = "(select applied_at from schema_version where name = 'signing_in')",
    }
}
/// Index: `seats_by_member`.
pub const SEATS: &str = concat!(
    "select ",
    seat_columns!(),
    " from seats s join bodies b on b.id = s.body
     where s.member = ? and s.ended_at is null and s.from_day <= ? and s.until_day >= ?"
);

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
