//! Statements of notices.

pub const ADD: &str = "insert into notices (id, member, at, kind, params, activity) values (?, ?, ?, ?, ?, ?)";
/// Index: `notices_by_member`.
pub const PAGE: &str = "
select id, seq, at, kind, params, activity, read_at from notices
where member = ? and seq < ? order by seq desc limit ?";
/// Index: `notices_unread`.
pub const READ: &str = "update notices set read_at = ? where member = ? and read_at is null and seq <= ?";
