//! Statements of the roster and the bodies.

use crate::db::rows::row;
use domain::ids::{BodyId, HouseholdId, MemberId};
use domain::masking::{mask_address, mask_phone};
use domain::members::{BodyRow, GridRow, GroupRow, RosterRow, SeatRow};

row! { address_columns =>
    /// The address of a household without its door.
    pub struct HouseAddress { pub building: String = "h.building", pub unit: String = "h.unit" }
}
row! { roster_columns => RosterRow {
    id = "m.id",
    name = "m.name",
    phone_masked = "coalesce(m.phone, '')" => |phone: String| mask_phone(&phone),
    address_masked = (address_columns) => |address: HouseAddress| mask_address(&address.building, &address.unit),
    household = "m.household",
    grid = "m.grid",
    left = "m.left_at is not null",
    guardian_name = "w.name",
    language = "m.language",
    large_print = "m.large_print",
} with { under_age: false } }
row! { member_columns =>
    /// A row of the roster, with the day of birth, which decides who is under age.
    pub struct RosterMember { pub row: RosterRow = (roster_columns), pub born: Option<String> = "m.born_day" }
}
/// The keys of the last row of the page before, if that person is of the grid. Values: member, grid or ''.
pub const ROSTER_CURSOR: &str = "
select dwelling_key, name_key, grid from members where id = ?1 and (?2 = '' or grid = ?2)";
/// One page of members.
macro_rules! roster {
    ($index:literal, $which:literal) => {
        concat!(
            "select ",
            member_columns!(),
            " from members m indexed by ",
            $index,
            " cross join households h on h.id = m.household left join members w on w.id = m.guardian
             where m.left_cause is not 'mistake' and ",
            $which
        )
    };
}
/// Values: key and member of the row before, or the first key; limit, grid, the key to stop at.
pub const BY_DWELLING: &str = roster!(
    "members_by_dwelling",
    "(m.dwelling_key, m.id) > (?1, ?2) and m.dwelling_key < ?5 and ?4 = ''
     order by m.dwelling_key, m.id limit ?3"
);
pub const BY_DWELLING_OF_GRID: &str = roster!(
    "members_by_grid_and_dwelling",
    "m.grid = ?4 and (m.dwelling_key, m.id) > (?1, ?2) and m.dwelling_key < ?5
     order by m.dwelling_key, m.id limit ?3"
);
/// Values: key and member of the row before, limit, grid or ''.
pub const BY_NAME: &str =
    roster!("members_by_name", "(m.name_key, m.id) > (?1, ?2) and ?4 = '' order by m.name_key, m.id limit ?3");
pub const BY_NAME_OF_GRID: &str = roster!(
    "members_by_grid_and_name",
    "m.grid = ?4 and (m.name_key, m.id) > (?1, ?2) order by m.name_key, m.id limit ?3"
);
/// Values: key and member of the row before, limit, grid of the row before.
pub const BY_GRID: &str = roster!(
    "members_by_grid_and_dwelling",
    "(m.grid, m.dwelling_key, m.id) > (?4, ?1, ?2) order by m.grid, m.dwelling_key, m.id limit ?3"
);
/// Values: key and member of the row before, or the first key; limit, grid or '', the key to stop at, word, the word as
/// initials with a space before it or ''.
pub const SEARCH: &str = roster!(
    "members_by_dwelling",
    "(m.dwelling_key, m.id) > (?1, ?2) and m.dwelling_key < ?5 and (?4 = '' or m.grid = ?4)
     and (instr(m.name, ?6) > 0 or instr(h.building, ?6) > 0
       or (length(?6) >= 3 and substr(m.phone, -length(?6)) = ?6)
       or (?7 <> '' and instr(' ' || m.initials, ?7) > 0))
     order by m.dwelling_key, m.id limit ?3"
);
/// Values: grid or '', the keys of the building from and below.
pub const COUNT: &str = "
select count(*) from members where left_at is null and (?1 = '' or grid = ?1) and dwelling_key >= ?2 and dwelling_key < ?3";
/// Each building once, found by the one before it. Index: `households_by_place`.
pub const BUILDINGS: &str = "
with recursive found (building) as (
  select min(building) from households
  union all
  select (select min(h.building) from households h where h.building > found.building) from found
  where found.building is not null
)
select building from found where building is not null limit 2000";
/// The same for a grid. Index: `households_by_grid_and_building`.
pub const BUILDINGS_OF_GRID: &str = "
with recursive found (building) as (
  select min(building) from households where grid = ?1
  union all
  select (select min(h.building) from households h where h.grid = ?1 and h.building > found.building) from found
  where found.building is not null
)
select building from found where building is not null limit 2000";
row! { grid_columns => GridRow {
    id = "g.id",
    name = "g.name",
    households = "(select count(*) from households h where h.grid = g.id)",
} }
pub const GRIDS: &str = concat!(
    "select ",
    grid_columns!(),
    " from grids g where (?1 = '' or g.id = ?1)
       and exists (select 1 from members m where m.grid = g.id and m.left_at is null)
     order by g.id"
);
pub const MEMBER: &str = "select household, grid, left_at from members where id = ?";
pub const LEAVE: &str = "update members set left_at = ?, left_reason = ?, left_cause = ? where id = ?";
/// A member who left is no longer head of a household or anybody's guardian. Each with the member as its one value.
pub const AFTER_LEAVING: [&str; 2] =
    ["update households set head = null where head = ?", "update members set guardian = null where guardian = ?"];
row! { person_columns =>
    /// A member with the facts for naming a guardian.
    pub struct LoadedPerson {
        pub household: HouseholdId = "household",
        pub has_left: bool = "left_at is not null",
        pub born: Option<String> = "born_day",
        pub name: String = "name",
        pub guardian: Option<MemberId> = "guardian",
    }
}
pub const PERSON: &str = concat!("select ", person_columns!(), " from members where id = ?");
/// Index: `members_by_household`.
pub const LIVING_IN: &str = "select id from members where household = ? and left_at is null order by id";
pub const SET_GUARDIAN: &str = "update members set guardian = ? where id = ?";
pub const SET_NEEDS: &str = "update members set language = ?, large_print = ? where id = ?";
pub const END_SEATS_OF: &str = "
update seats set ended_at = ?1, ended_reason = ?2, office_phone = null, office_hours = '',
  ended_cause = coalesce((select left_cause from members where id = ?3), 'moved')
where member = ?3 and ended_at is null returning id";

row! { body_columns => BodyRow { id = "id", kind = "kind", name = "name" } with { seats: vec![] } }
pub const BODIES: &str = concat!("select ", body_columns!(), " from bodies order by id limit 500");
row! { seat_columns => SeatRow {
    id = "s.id",
    member = "s.member",
    name = "m.name",
    post = "s.post",
    from = "s.from_day",
    until = "s.until_day",
} }
row! { body_seat_columns =>
    /// A seat with its body.
    pub struct BodySeat { pub body: BodyId = "s.body", pub seat: SeatRow = (seat_columns) }
}
pub const SEATS: &str = concat!(
    "select ",
    body_seat_columns!(),
    " from seats s join members m on m.id = s.member
     where s.ended_at is null and s.from_day <= ? and s.until_day >= ? order by s.post, m.name limit 3000"
);
pub const SEAT: &str = "select member, body, ended_at, until_day from seats where id = ?";
pub const END_SEAT: &str = "
update seats set ended_at = ?, ended_reason = ?, ended_cause = ?, ended_basis = ?, handover = ?, ended_by = ?,
  office_phone = null, office_hours = '' where id = ?";
pub const SET_CONTACT: &str = "update seats set office_phone = ?, office_hours = ? where id = ?";
/// Whether somebody who lives here has this phone. Index: `members_by_phone`.
pub const HAS_PHONE: &str = "select 1 from members where phone = ? and left_at is null limit 1";

pub const ADD_GRID: &str = "insert into grids (id, name) values (?, ?)";
/// Rows as one JSON list.
pub const ADD_HOUSEHOLDS: &str = "
insert into households (id, grid, building, unit, door)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?)";
pub const ADD_MEMBERS: &str = "
insert into members (id, household, grid, name, phone, joined_at, sex, born_day, kinship)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8
from json_each(?)";
row! { unsorted_columns =>
    /// A member whose sort keys follow from these.
    pub struct UnsortedMember {
        pub id: MemberId = "m.id",
        pub name: String = "m.name",
        pub building: String = "h.building",
        pub unit: String = "h.unit",
        pub door: String = "h.door",
    }
}
/// Index: `members_without_keys`.
pub const WITHOUT_KEYS: &str = concat!(
    "select ",
    unsorted_columns!(),
    " from members m join households h on h.id = m.household where m.dwelling_key = '' order by m.id limit 2000"
);
/// Values: JSON list of member, initials and both keys.
pub const SET_KEYS: &str = "
with read as materialized (
  select value ->> 0 member, value ->> 1 initials, value ->> 2 dwelling_key, value ->> 3 name_key from json_each(?)
)
update members set initials = iif(left_at is null, read.initials, members.initials),
  dwelling_key = read.dwelling_key, name_key = read.name_key
from read where members.id = read.member";
pub const ADD_BODY: &str = "insert into bodies (id, kind, name) values (?, ?, ?)";
pub const ADD_SEAT: &str = "
insert into seats (id, body, member, grid, post, from_day, until_day, office_phone, office_hours)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, coalesce(?9, ''))";
/// Seats of one body. Values: body, rows as one JSON list.
pub const ADD_SEATS: &str = "
insert into seats (id, body, member, post, how, from_day, until_day)
select value ->> 0, ?1, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(?2)";
/// Those of these members, in their order, who are not known to be under age. Values: members as one JSON list, born
/// by.
pub const ADULTS_AMONG: &str = "
select m.id, m.household, coalesce(m.sex = 'female', 0) from json_each(?1) list join members m on m.id = list.value
where m.born_day is null or m.born_day <= ?2 order by list.key";
row! { group_columns => GroupRow { id = "id", name = "name" } }
pub const RESIDENTS_GROUPS: &str =
    concat!("select ", group_columns!(), " from residents_groups order by name, id limit 200");
