//! Statements of notices.

use crate::db::rows::{from_json, row};
use domain::notices::Notice;

pub const ADD: &str = "insert into notices (id, member, at, kind, params, activity) values (?, ?, ?, ?, ?, ?)";
/// Ids combine the first id's time and random part with the place in the list. Values: first id, at, kind, parameters,
/// members.
pub const ADD_MANY: &str = "
insert into notices (id, member, at, kind, params)
select substr(?1, 1, 18) || substr('00000000' || key, -8), value, ?2, ?3, ?4 from json_each(?5)";
/// The same about an announcement. Values: first id, at, kind, parameters, members, announcement.
pub const ADD_ANNOUNCED: &str = "
insert into notices (id, member, at, kind, params, announcement)
select substr(?1, 1, 18) || substr('00000000' || key, -8), value, ?2, ?3, ?4, ?6 from json_each(?5)";
row! { notice_columns => Notice {
    id = "id",
    seq = "seq",
    at = "at",
    kind = "kind",
    params = "params" => from_json,
    activity = "activity",
    read = "read_at is not null",
} }
/// Index: `notices_by_member`.
pub const PAGE: &str =
    concat!("select ", notice_columns!(), " from notices where member = ? and seq < ? order by seq desc limit ?");
/// Index: `notices_unread`.
pub const READ: &str = "update notices set read_at = ? where member = ? and read_at is null and seq <= ?";
