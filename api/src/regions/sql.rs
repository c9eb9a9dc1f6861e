//! Statements of a region.

use crate::db::rows::{from_json, row};
use domain::regions::{ChildCommunity, ChildRegion, FoundCommunity, Region};

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

row! { found_columns => FoundCommunity {
    code = "code",
    name = "name",
    path = "path" => from_json,
    demonstration = "demonstration",
} }
pub const PLACES: &str = concat!("select ", found_columns!(), " from places order by code limit ?");
/// Words are read in their order until enough communities are found, so that a short word costs no more than a long one.
pub const PLACES_BY_WORD: &str = concat!(
    "select ",
    found_columns!(),
    " from places where code in (select distinct code from place_words where word >= ? and word < ? limit ?)"
);
pub const ADD_PLACE: &str = "
insert into places (code, name, path, demonstration) values (?, ?, ?, ?)
on conflict (code) do update set name = excluded.name, path = excluded.path";
pub const FORGET_WORDS: &str = "delete from place_words where code = ?";
pub const ADD_WORD: &str = "insert into place_words (word, code) values (?, ?)";
