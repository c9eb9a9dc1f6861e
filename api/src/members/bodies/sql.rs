//! Statements of bodies, seats, relatives and rolls.

use crate::db::rows::row;
use domain::ids::BodyId;
use domain::members::{BodyKind, Day, Handover, Holder, Post, Record, RecordedRoll, SeatReview, Sex, Vacancy};

pub const BODY: &str = "select kind from bodies where id = ?";
/// A body with this name, or of this kind if only one may exist. Values: name, kind or ''.
pub const BODY_LIKE: &str = "select id from bodies where name = ?1 or kind = ?2 limit 1";
pub const BODIES: &str = "select id, kind, name from bodies where ?1 = '' or id = ?1 order by id limit 500";
pub const GRID: &str = "select id from grids where id = ?";
pub const GRID_NAMES: &str = "select name from grids";
pub const NAME_GRID: &str = "update grids set name = ? where id = ?";
/// Index: `households_by_grid`.
pub const BUILDINGS_OF: &str = "select distinct building from households where grid = ?";
/// Values: the new grid, the old one, buildings as one JSON list. Index: `households_by_grid`.
pub const MOVE_BUILDINGS: &str = "
update households set grid = ?1
where grid = ?2 and building in (select value from json_each(?3)) returning id";
/// Present and past residents of households that have moved. Values: the new grid, the old one. Index:
/// `members_by_grid`.
pub const FOLLOW_HOUSEHOLDS: &str = "
update members set grid = ?1
where grid = ?2 and household in (select id from households where grid = ?1) returning id";

row! { record_columns => Record {
    member = "m.id",
    name = "m.name",
    household = "m.household",
    kinship = "m.kinship",
    identity = "nullif(hex(m.identity_hash), '')",
    phone = "m.phone",
    left = "m.left_at is not null",
} }
row! { person_columns =>
    /// A record with the day of birth.
    pub struct PersonRecord { pub record: Record = (record_columns), pub born: Option<String> = "m.born_day" }
}
/// All records of one person, the named one first. Indexes: primary key, `members_by_identity_ever`, `members_by_phone`.
pub const RECORDS: &str = concat!(
    "select ",
    person_columns!(),
    " from members p join members m on m.id = p.id or m.identity_hash = p.identity_hash
       or (m.phone = p.phone and m.left_at is null and p.left_at is null)
     where p.id = ?1 order by m.id = p.id desc, m.id limit 50"
);
row! { holder_columns => Holder { record = (record_columns), post = "s.post", until = "s.until_day" => Day::date } }
/// Seats of a body whose term overlaps the time between two days. Index: `seats_by_body`.
pub const HOLDERS: &str = concat!(
    "select ",
    holder_columns!(),
    " from seats s join members m on m.id = s.member
     where s.body = ?1 and s.ended_at is null and s.from_day <= ?3 and s.until_day >= ?2
     order by s.until_day desc limit 2000"
);
row! { side_columns =>
    /// A record of somebody who holds a seat that governs or supervises.
    pub struct SideRecord {
        pub record: Record = (record_columns),
        pub kind: BodyKind = "b.kind",
        pub post: Post = "s.post",
    }
}
/// All records of all who hold a seat that governs or supervises between two days.
pub const SIDES: &str = concat!(
    "select ",
    side_columns!(),
    " from bodies b join seats s on s.body = b.id and s.ended_at is null join members p on p.id = s.member
     join members m on m.id = p.id or m.identity_hash = p.identity_hash
       or (m.phone = p.phone and m.left_at is null and p.left_at is null)
     where b.kind in ('party-branch', 'residents-committee', 'supervision-committee') and s.post <> 'party-member'
       and s.from_day <= ?2 and s.until_day >= ?1 order by m.id = p.id desc, m.id limit 500"
);
/// Index: `seats_vacant`. Values: body, post, grid.
pub const VACANT: &str = "
select id, ended_at, until_day from seats
where body = ? and ended_at is not null and followed = 0 and post = ? and grid is ? and ended_cause is not 'mistake'
order by until_day desc, ended_at, id limit 100";
row! { handover_columns => Handover {
    name = "pm.name",
    cause = "p.ended_cause",
    ended_at = "p.ended_at",
    duties = "p.duties",
    note = "p.handover",
} }
pub const HANDOVER: &str =
    concat!("select ", handover_columns!(), " from seats p join members pm on pm.id = p.member where p.id = ?");
pub const FILL: &str = "
insert into seats (id, body, member, grid, post, from_day, until_day, how, basis, duties, seated_by, seated_at, follows)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

row! { seat_columns => SeatReview {
    id = "s.id",
    member = "s.member",
    name = "m.name",
    post = "s.post",
    from = "s.from_day",
    until = "s.until_day",
    how = "s.how",
    basis = "s.basis",
    duties = "s.duties",
    grid = "s.grid",
    phone = "s.office_phone",
    hours = "s.office_hours",
    took_over = (handover_columns),
} with { birth_unknown: false, runs_out: false } }
row! { open_seat_columns =>
    /// A seat that is not ended, with its body and facts about its holder.
    pub struct OpenSeat {
        pub body: BodyId = "s.body",
        pub seat: SeatReview = (seat_columns),
        pub sex: Option<Sex> = "m.sex",
        pub born_known: bool = "m.born_day is not null",
    }
}
/// Seats that are not ended, including those whose term has not begun or is over. Index: `seats_by_body`.
pub const SEATS: &str = concat!(
    "select ",
    open_seat_columns!(),
    " from seats s join members m on m.id = s.member
     left join seats p on p.id = s.follows left join members pm on pm.id = p.member
     where s.ended_at is null and (?1 = '' or s.body = ?1) order by s.body, s.until_day desc, m.name, s.id limit 3000"
);
row! { vacancy_columns =>
    Vacancy { seat = "p.id", post = "p.post", until = "p.until_day", handover = (handover_columns) }
}
row! { body_vacancy_columns =>
    /// A vacancy with its body.
    pub struct BodyVacancy { pub body: BodyId = "p.body", pub vacancy: Vacancy = (vacancy_columns) }
}
/// Seats that were given up before their term was over. Index: `seats_vacant`. Values: body or '', today.
pub const VACANCIES: &str = concat!(
    "select ",
    body_vacancy_columns!(),
    " from seats p join members pm on pm.id = p.member
     where p.ended_at is not null and p.followed = 0 and (?1 = '' or p.body = ?1) and p.until_day >= ?2
       and p.ended_cause is not 'mistake'
     order by p.body, p.ended_at desc, p.id limit 500"
);
/// Households in which somebody lives.
/// Each residents' group with whether a representative lives in it. Value: day. Index: `seats_by_body`.
pub const GROUPS: &str = "
with chosen as materialized (
  select distinct h.residents_group from bodies b join seats s on s.body = b.id join members m on m.id = s.member
    join households h on h.id = m.household
  where b.kind = 'representatives-meeting' and s.post = 'representative' and s.ended_at is null and s.from_day <= ?1 and s.until_day >= ?1
)
select g.name, exists (select 1 from chosen where residents_group = g.id) from residents_groups g order by g.name";
pub const HOUSEHOLDS: &str = "select count(distinct household) from members where left_at is null";
/// Households by building, every grid at least once.
pub const BUILDINGS: &str = "
select g.id, g.name, h.building, count(h.id) from grids g left join households h on h.grid = g.id
group by g.id, h.building order by g.id, h.building limit 5000";

pub const RELATIVE: &str = "select one from relatives where one = ? and two = ? and withdrawn_at is null";
/// Indexes: primary key, `relatives_by_two`. Value: members as one JSON list.
pub const RELATIVES: &str = "
select one, two from relatives where withdrawn_at is null
  and (one in (select value from json_each(?1)) or two in (select value from json_each(?1)))";
pub const DECLARE: &str = "
insert into relatives (one, two, declared_at, kinship, declared_by) values (?, ?, ?, ?, ?)";
pub const WITHDRAW: &str = "
update relatives set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ?
where one = ? and two = ? and withdrawn_at is null";

// The conditions of entitlement, identical for making a roll and for striking from it. The moment is ?1.

/// A stay `t` that covers the moment.
macro_rules! lives_here {
    () => {
        "t.from_at <= ?1 and (t.until_at is null or t.until_at > ?1)"
    };
}
/// A stay `t` of a member `m` who is of age: born by ?2.
macro_rules! lives_here_of_age {
    () => {
        "t.from_at <= ?1 and (t.until_at is null or t.until_at > ?1) and m.born_day <= ?2"
    };
}
/// A seat `s` of a body `b`, held at the moment and on the day ?2 by a resident; ?3 lists `kind/post`.
macro_rules! is_seated {
    () => {
        "b.kind || '/' || s.post in (select value from json_each(?3)) and s.from_day <= ?2 and s.until_day >= ?2
  and s.seated_at <= ?1 and (s.ended_at is null or s.ended_at > ?1) and exists (
    select 1 from stays t where t.member = s.member and t.from_at <= ?1 and (t.until_at is null or t.until_at > ?1)
  )"
    };
}
pub(crate) use {is_seated, lives_here, lives_here_of_age};

/// Adults who lived here at the beginning of a day. Values: the moment, born by.
pub const ADULTS: &str = "
select count(*), coalesce(group_concat(member, char(10)), '') from (
  select distinct s.member from stays s join members m on m.id = s.member
  where s.from_at <= ?1 and (s.until_at is null or s.until_at > ?1) and m.born_day <= ?2 order by s.member
)";
pub const BIRTH_UNKNOWN: &str = "
select count(distinct s.member) from stays s join members m on m.id = s.member
where s.from_at <= ?1 and (s.until_at is null or s.until_at > ?1) and m.born_day is null";
pub const LIVED_IN: &str = "
select count(*), coalesce(group_concat(household, char(10)), '') from (
  select distinct household from stays
  where from_at <= ?1 and (until_at is null or until_at > ?1) order by household
)";
/// Holders of a seat at the beginning of a day, if it had been entered by then. Index: `seats_of_body`.
pub const SEATED: &str = "
select count(*), coalesce(group_concat(member, char(10)), '') from (
  select distinct member from seats
  where body = ?3 and from_day <= ?2 and until_day >= ?2 and seated_at <= ?1 and (ended_at is null or ended_at > ?1)
  order by member
)";
/// Values of the three: the moment, after, limit, and the further ones as above.
pub const ADULT_ROWS: &str = "
select s.member, m.name, h.building, h.unit
from stays s join members m on m.id = s.member join households h on h.id = s.household
where s.from_at <= ?1 and (s.until_at is null or s.until_at > ?1) and m.born_day <= ?4 and s.member > ?2
group by s.member order by s.member limit ?3";
pub const LIVED_IN_ROWS: &str = "
select h.id, coalesce(m.name, ''), h.building, h.unit
from stays s join households h on h.id = s.household left join members m on m.id = h.head
where s.from_at <= ?1 and (s.until_at is null or s.until_at > ?1) and h.id > ?2
group by h.id order by h.id limit ?3";
pub const SEATED_ROWS: &str = "
select s.member, m.name, h.building, h.unit
from seats s join members m on m.id = s.member join households h on h.id = m.household
where s.body = ?5 and s.from_day <= ?4 and s.until_day >= ?4 and s.seated_at <= ?1
  and (s.ended_at is null or s.ended_at > ?1) and s.member > ?2
group by s.member order by s.member limit ?3";
row! { recorded_columns => RecordedRoll { roll = "id", at = "recorded_at", hash = "hash", count = "count" } }
pub const RECORDED: &str = concat!(
    "select ",
    recorded_columns!(),
    " from rolls where day = ? and roll_of = ? order by recorded_at desc, id desc limit 1"
);
pub const RECORD: &str = "
insert into rolls (id, day, roll_of, hash, count, members, recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
