//! Statements of notices.

pub const ADD: &str = "insert into notices (id, member, at, kind, params, activity) values (?, ?, ?, ?, ?, ?)";
/// Ids combine the first id's time and random part with the place in the list. Values: first id, at, kind, parameters,
/// members.
pub const ADD_MANY: &str = "
insert into notices (id, member, at, kind, params)
select substr(?1, 1, 18) || substr('00000000' || key, -8), value, ?2, ?3, ?4 from json_each(?5)";
/// Index: `notices_by_member`.
pub const PAGE: &str = "
select id, seq, at, kind, params, activity, read_at from notices
where member = ? and seq < ? order by seq desc limit ?";
/// Index: `notices_unread`.
pub const READ: &str = "update notices set read_at = ? where member = ? and read_at is null and seq <= ?";
