//! Statements of a region.

use crate::db::rows::{from_json, row};
use domain::regions::{ChildCommunity, ChildRegion, Region};

row! { region_columns => Region {
    code = "code",
    name = "name",
    kind = "kind",
    path = "path" => from_json,
} with { regions: vec![], communities: vec![] } }
pub const REGION: &str = concat!("select ", region_columns!(), " from region");
pub const OWN_CODE: &str = "select code from region";
row! { child_region_columns => ChildRegion {
    code = "iif(kind is null, null, code)",
    name = "name",
    kind = "kind",
    communities_total = "communities_total",
    communities_open = "communities_open",
} }
row! { child_community_columns => ChildCommunity {
    code = "iif(kind is null, code, null)",
    name = "name",
    demonstration = "demonstration",
} }
/// Each row is a region or a community.
pub const CHILDREN: &str = concat!(
    "select ",
    child_region_columns!(),
    ", ",
    child_community_columns!(),
    " from children order by code limit 2000"
);
pub const KNOWS: &str = "select 1 from children where code = ?";
pub const OPEN: &str = "
insert into region (one, code, name, kind, path) values (1, ?, ?, ?, ?) on conflict (one) do nothing";
/// A child that is not listed yet; nothing has opened in it so far.
pub const NEW_CHILD: &str = "
insert into children (code, name, kind, communities_open) values (?, ?, ?, 0) on conflict (code) do nothing returning code";
/// One more community has opened below a child.
pub const GROW: &str = "update children set communities_open = communities_open + 1 where code = ?";
pub const ADD_CHILD: &str = "
insert into children (code, name, kind, communities_total, communities_open, demonstration) values (?, ?, ?, ?, ?, ?)
on conflict (code) do update set name = excluded.name, communities_total = excluded.communities_total,
  communities_open = excluded.communities_open";
