//! Statements of importing a roster. Lists are passed as one JSON parameter; blobs in it as hexadecimal digits.

use crate::db::rows::row;
use domain::contract::Page;
use domain::ids::{GridId, HouseholdId, MemberId};
use domain::members::Day;
use domain::members::import::{
    DwellingAddress, ImportCounts, ImportReport, ImportRow, ImportState, Issue, KnownPerson, LineFinding, PersonRef,
    ReportedLine, columns_of,
};
use serde::de::DeserializeOwned;

/// Stored JSON; the default where it has another form.
fn json_or_default<T: DeserializeOwned + Default>(json: String) -> T {
    serde_json::from_str(&json).unwrap_or_default()
}

fn findings_of(json: String) -> Vec<LineFinding> {
    let findings: Vec<(Issue, Option<u32>, Option<MemberId>)> = json_or_default(json);
    findings.into_iter().map(|(issue, line, member)| LineFinding { issue, line, member, name: None }).collect()
}

/// Whether somebody has ever signed in. Sessions and events are deleted after a while; the journal's row of the sign-in
/// stays. Indexes: `sessions_ever`, `sign_in_events_by_member`, `passkeys_by_member`, `journal_by_actor`.
macro_rules! signs_in {
    ($member:literal) => {
        concat!(
            "(exists (select 1 from sessions x where x.member = ",
            $member,
            ") or exists (select 1 from sign_in_events x where x.member = ",
            $member,
            ") or exists (select 1 from passkeys x where x.member = ",
            $member,
            ") or exists (select 1 from journal x where x.actor = ",
            $member,
            "))"
        )
    };
}

pub const ROSTER_REVISION: &str = "select revision from revisions where feature = 'roster'";

/// Index: `imports_open`.
pub const COUNT_OPEN: &str = "select count(*) from imports where state = 'open'";
pub const OPEN: &str = "
insert into imports (id, file, lines, headings, columns, roster, opened_by, opened_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
row! { count_columns => ImportCounts {
    lines = "i.lines",
    new = "i.new",
    changed = "i.changed",
    same = "i.same",
    doubtful = "i.doubtful",
    undecided = "i.undecided",
    refused = "i.refused",
} }
row! { state_columns =>
    /// The present state of an import.
    pub struct LoadedImport {
        pub state: ImportState = "i.state",
        pub roster: i64 = "i.roster",
        pub counts: ImportCounts = (count_columns),
    }
}
pub const IMPORT: &str = concat!("select ", state_columns!(), " from imports i where i.id = ?");
/// Values: state, time, the roster's revision afterwards, import.
pub const DECIDE: &str = "update imports set state = ?, decided_at = ?, roster = ? where id = ?";
pub const FORGET_LINES: &str = "delete from import_lines where import = ?";
/// Drops an import that was not decided in time. Values: time, import.
pub const LAPSE: &str =
    "update imports set state = 'dropped', decided_at = ? where id = ? and state = 'open' returning id";

row! { import_columns => ImportRow {
    import = "i.id",
    file = "i.file",
    state = "i.state",
    by = "m.name",
    opened_at = "i.opened_at",
    counts = (count_columns),
    headings = "i.headings" => json_or_default,
    columns = "i.columns" => |json: String| columns_of(&json),
    can_be_undone = "i.state = 'confirmed' and i.roster = (select revision from revisions where feature = 'roster')",
} }
/// The last imports. Index: primary key.
pub const LIST: &str = concat!(
    "select ",
    import_columns!(),
    " from imports i join members m on m.id = i.opened_by order by i.seq desc limit 20"
);
row! { report_columns => ImportReport {
    import = "i.id",
    file = "i.file",
    state = "i.state",
    by = "m.name",
    opened_at = "i.opened_at",
    counts = (count_columns),
} with { page: Page { rows: vec![], next: None } } }
pub const HEAD: &str =
    concat!("select ", report_columns!(), " from imports i join members m on m.id = i.opened_by where i.id = ?");

/// For lines that arrive again. Values: import, JSON list of numbers.
pub const REPLACE_LINES: &str = "
delete from import_lines where import = ?1 and line in (select value from json_each(?2))";
/// Values: import, JSON list of line, verdict, cells, from above, sealed, hash, phone, name, born,
/// building, unit, door.
pub const ADD_LINES: &str = "
insert into import_lines (
  import, line, verdict, cells, from_above, identity_sealed, identity_hash, phone, name, born_day, building, unit, door
)
select ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, unhex(value ->> 4), unhex(value ->> 5), value ->> 6,
  value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11
from json_each(?2)";
/// Values: import, JSON list of line, verdict, member, findings, changes.
pub const JUDGE_LINES: &str = "
with judged as materialized (
  select ?1 as import, value ->> 0 as line, value ->> 1 as verdict, value ->> 2 as member, value ->> 3 as findings,
    value ->> 4 as changes
  from json_each(?2)
)
update import_lines set
  verdict = j.verdict, member = j.member, findings = j.findings, changes = j.changes, decision = null
from judged j where import_lines.import = j.import and import_lines.line = j.line";

row! { place_columns => DwellingAddress { building = "h.building", unit = "h.unit", door = "h.door" } }
row! { known_person_columns => KnownPerson {
    who = "m.id" => PersonRef::Member,
    name = "m.name",
    same_identity = "coalesce(m.identity_hash = w.hash, 0)",
    has_identity = "m.identity_hash is not null",
    born = "m.born_day" => |day: Option<Day>| day.map(Day::date),
    sex = "m.sex",
    phone = "m.phone",
    place = (place_columns),
    kinship = "m.kinship",
    registered = "m.registered",
    grid = "g.name",
    group = "r.name",
} with { signs_in: false } }
row! { known_member_columns =>
    /// A member who may be the person of a line.
    pub struct KnownMember { pub line: u32 = "f.line", pub person: KnownPerson = (known_person_columns) }
}
row! { sign_in_columns =>
    /// Whether the member has ever signed in; the column of [`KNOWN_MEMBERS`] is the text of a macro.
    pub struct SignInFlag { pub signs_in: bool = "signs_in" }
}
/// Present members who may be the person of a line: by identity number, by phone, by name and birth, by name and door.
/// Value: JSON list of line, hash, phone, name, born, building, unit, door.
/// Indexes: `members_by_identity`, `members_by_phone`, `members_by_birth`, `households_by_place`, `members_by_household`.
pub const KNOWN_MEMBERS: &str = concat!(
    "with wanted as materialized (
  select value ->> 0 as line, unhex(value ->> 1) as hash, value ->> 2 as phone, value ->> 3 as name, value ->> 4 as born,
    value ->> 5 as building, value ->> 6 as unit, value ->> 7 as door
  from json_each(?1)
), found as (
  select w.line, m.id from wanted w cross join members m on m.identity_hash = w.hash where m.left_at is null
  union select w.line, m.id from wanted w cross join members m on m.phone = w.phone where m.left_at is null
  union select w.line, m.id from wanted w cross join members m on m.name = w.name and m.born_day = w.born
    where m.left_at is null
  union select w.line, m.id from wanted w
    cross join households h on h.building = w.building and h.unit = w.unit and h.door = w.door
    cross join members m on m.household = h.id and m.name = w.name where m.left_at is null
)
select ",
    known_member_columns!(),
    ", ",
    signs_in!("m.id"),
    "
from found f
  join wanted w on w.line = f.line
  join members m on m.id = f.id
  join households h on h.id = m.household
  join grids g on g.id = m.grid
  left join residents_groups r on r.id = h.residents_group
order by f.line, m.id"
);

/// Earlier lines that may be the same person, and later ones that did not arrive together with the line.
/// Values: JSON list as above; import; JSON list of the numbers that arrived together.
/// Indexes: `import_lines_by_identity`, `import_lines_by_phone`, `import_lines_by_birth`, `import_lines_by_place`.
pub const KNOWN_LINES: &str = "
with wanted as materialized (
  select value ->> 0 as line, unhex(value ->> 1) as hash, value ->> 2 as phone, value ->> 3 as name, value ->> 4 as born,
    value ->> 5 as building, value ->> 6 as unit, value ->> 7 as door
  from json_each(?1)
), found as (
  select w.line, l.line as other from wanted w cross join import_lines l on l.import = ?2 and l.identity_hash = w.hash
  union select w.line, l.line from wanted w cross join import_lines l on l.import = ?2 and l.phone = w.phone
  union select w.line, l.line from wanted w
    cross join import_lines l on l.import = ?2 and l.name = w.name and l.born_day = w.born
  union select w.line, l.line from wanted w
    cross join import_lines l indexed by import_lines_by_place
      on l.import = ?2 and l.name = w.name and l.door = w.door and l.building = w.building
    where l.unit = w.unit
)
select f.line, f.other from found f join import_lines l on l.import = ?2 and l.line = f.other
where l.verdict <> 'refused' and f.other <> f.line
  and (f.other < f.line or f.other not in (select value from json_each(?3)))
order by f.line, f.other";
/// Values: import, JSON list of numbers.
pub const LINES_BY_NUMBER: &str = "
select line, cells, identity_hash is not null, identity_hash from import_lines
where import = ?1 and line in (select value from json_each(?2))";

/// Values: import, JSON list of numbers.
pub const SEALED: &str = "
select line, identity_sealed from import_lines
where import = ?1 and line in (select value from json_each(?2)) and identity_sealed is not null";

row! { line_columns => ReportedLine {
    line = "line",
    verdict = "verdict",
    decision = "decision",
    findings = "findings" => findings_of,
    changes = "changes" => |json: String| columns_of(&json).into_iter().flatten().collect(),
    values = "cells" => json_or_default,
} }
row! { line_identity_columns =>
    /// What stands on a line as the identity number.
    pub struct LineIdentity {
        pub is_valid: bool = "identity_hash is not null",
        pub sealed: Option<Vec<u8>> = "identity_sealed",
    }
}
/// A page of lines of one verdict or of all. Values: import, verdict or '', after, limit.
/// Indexes: primary key, `import_lines_by_verdict`.
pub const LINES: &str = concat!(
    "select ",
    line_columns!(),
    ", ",
    line_identity_columns!(),
    " from import_lines where import = ?1 and (?2 = '' or verdict = ?2) and line > ?3 order by line limit ?4"
);
pub const NAMES: &str = "select id, name from members where id in (select value from json_each(?))";
pub const LINE: &str = "select verdict, member from import_lines where import = ? and line = ?";
pub const DECIDE_LINE: &str = "update import_lines set decision = ? where import = ? and line = ?";

row! { pending_line_columns =>
    /// A line that is to be written.
    pub struct PendingLine {
        pub line: u32 = "line",
        pub cells: Vec<String> = "cells" => json_or_default,
        pub identity_sealed: Option<Vec<u8>> = "identity_sealed",
        pub identity_hash: Option<[u8; 32]> = "identity_hash",
        /// `None` for a new person.
        pub member: Option<MemberId> = "iif(verdict = 'new' or decision = 'new', null, member)",
    }
}
/// Values: import, after, limit.
pub const TO_WRITE: &str = concat!(
    "select ",
    pending_line_columns!(),
    " from import_lines
     where import = ?1 and line > ?2 and (verdict in ('new', 'changed') or decision in ('new', 'same'))
     order by line limit ?3"
);
pub const GRIDS: &str = "select id, name from grids";
pub const GROUPS: &str = "select id, name from residents_groups";
row! { household_columns =>
    /// A household with its address.
    pub struct KnownHousehold {
        pub id: HouseholdId = "h.id",
        pub place: DwellingAddress = (place_columns),
        pub grid: GridId = "h.grid",
    }
}
pub const HOUSEHOLDS: &str = concat!("select ", household_columns!(), " from households h");
pub const ADD_GROUP: &str = "insert into residents_groups (id, name) values (?, ?)";
pub const ADD_HOUSEHOLDS: &str = "
insert into households (id, grid, building, unit, door, residents_group)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(?)";
/// Values: import, time, JSON list.
pub const ADD_MEMBERS: &str = "
insert into members (
  id, household, grid, name, phone, joined_at, housed_at, import,
  sex, born_day, identity_hash, identity_sealed, kinship, registered
)
select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ?2, ?2, ?1,
  value ->> 5, value ->> 6, unhex(value ->> 7), unhex(value ->> 8), value ->> 9, coalesce(value ->> 10, 1)
from json_each(?3)";
/// Stores people's data before a change. Values: import, JSON list whose first values are members.
pub const KEEP_BEFORE: &str = "
insert into import_changes (import, member, before)
select ?1, m.id, json_object(
  'household', m.household, 'grid', m.grid, 'phone', m.phone, 'sex', m.sex, 'born_day', m.born_day,
  'identity_hash', hex(m.identity_hash), 'identity_sealed', hex(m.identity_sealed), 'kinship', m.kinship,
  'registered', m.registered
)
from json_each(?2) j join members m on m.id = j.value ->> 0
where true on conflict (import, member) do nothing";
/// Data that a line omits stays, and so does the phone of a member who ever signed in. Values: time, JSON list in the
/// order of `ADD_MEMBERS`, whose name is not used.
pub const CHANGE_MEMBERS: &str = concat!(
    "
update members set
  household = j.value ->> 1,
  housed_at = iif(household <> j.value ->> 1, ?1, housed_at),
  grid = j.value ->> 2,
  phone = iif(",
    signs_in!("members.id"),
    ", phone, coalesce(j.value ->> 4, phone)),
  sex = coalesce(j.value ->> 5, sex),
  born_day = coalesce(j.value ->> 6, born_day),
  identity_hash = coalesce(unhex(j.value ->> 7), identity_hash),
  identity_sealed = coalesce(unhex(j.value ->> 8), identity_sealed),
  kinship = coalesce(j.value ->> 9, kinship),
  registered = coalesce(j.value ->> 10, registered)
from json_each(?2) j where members.id = j.value ->> 0"
);
/// Lines that were written without their phone. Value: import.
pub const PHONES_KEPT: &str = "
select l.line from import_lines l join members m on m.id = l.member
where l.import = ? and l.phone is not null and m.phone is not l.phone
  and (l.verdict in ('changed', 'same') or l.decision = 'same')
order by l.line limit 100";
/// Heads of households according to the file. Value: JSON list of household and member.
pub const SET_HEADS: &str = "
update households set head = j.value ->> 1 from json_each(?) j where households.id = j.value ->> 0";

/// People added by an import who have done something since. Indexes: `members_by_import`, `sessions_ever`,
/// `seats_ever`, `sign_ups_by_member`, `services_by_member`, `accounts_by_owner`, `notices_by_member`. The plus removes
/// the affinity of text, with which the index would not be used up to its last column.
pub const IN_USE: &str = "
select count(*) from members m where m.import = ? and (
  exists (select 1 from sessions s where s.member = m.id) or exists (select 1 from seats s where s.member = m.id)
  or exists (select 1 from sign_ups s where s.member = m.id) or exists (select 1 from services s where s.member = m.id)
  or exists (
    select 1 from accounts a where a.unit = 'service-minutes' and a.kind = 'member' and coalesce(a.owner, '') = +m.id
  ) or exists (select 1 from notices n where n.member = m.id)
  or m.left_at is not null
)";
/// Members who have signed in since keep their phone. Values: time, import.
pub const RESTORE: &str = concat!(
    "
update members set
  household = c.before ->> 'household', housed_at = ?1, grid = c.before ->> 'grid',
  phone = iif(",
    signs_in!("members.id"),
    ", phone, c.before ->> 'phone'),
  sex = c.before ->> 'sex', born_day = c.before ->> 'born_day',
  identity_hash = nullif(unhex(c.before ->> 'identity_hash'), x''),
  identity_sealed = nullif(unhex(c.before ->> 'identity_sealed'), x''),
  kinship = c.before ->> 'kinship', registered = c.before ->> 'registered'
from import_changes c where c.import = ?2 and members.id = c.member
returning members.id"
);
pub const FORGET_CHANGES: &str = "delete from import_changes where import = ?";
pub const FORGET_EARLIER_CHANGES: &str = "delete from import_changes where import <> ?";
/// Moves imports that can be undone on to the roster's new revision. Values: revision after, before, the import that
/// changed it.
pub const GO_ALONG: &str = "update imports set roster = ?1 where state = 'confirmed' and roster = ?2 and id <> ?3";
/// Whether a person added by this import has a phone or number that undoing an earlier one would give back to somebody
/// else. Value: import. Indexes: `members_by_phone`, `members_by_identity`; the plus excludes `members_by_import`, with
/// which all added people would be compared with all changes.
pub const HAS_WHAT_WAS_TAKEN: &str = "
select 1 from import_changes c cross join members m on m.phone = c.before ->> 'phone'
where c.import <> ?1 and +m.import = ?1 and m.left_at is null
union all
select 1 from import_changes c cross join members m on m.identity_hash = unhex(c.before ->> 'identity_hash')
where c.import <> ?1 and +m.import = ?1 and m.left_at is null
limit 1";
pub const FORGET_HEADS: &str = "
update households set head = null where head in (select id from members where import = ?)";
/// People who were added by mistake: the row stays, because a roll may have counted it, but loses all personal data.
/// Values: time, import.
pub const WITHDRAW: &str = "
update members set
  left_at = ?1, left_cause = 'mistake', name = '', phone = null, sex = null, born_day = null, identity_hash = null,
  identity_sealed = null, kinship = null, guardian = null, initials = ''
where import = ?2 returning id";

row! { exported_columns =>
    /// A member with the cells of a spreadsheet; empty where there is no value.
    pub struct ExportedMember {
        pub member: MemberId = "m.id",
        pub name: String = "m.name",
        pub sex: String = "coalesce(m.sex, '')",
        pub born: String = "coalesce(m.born_day, '')",
        pub identity_sealed: Option<Vec<u8>> = "m.identity_sealed",
        pub phone: String = "coalesce(m.phone, '')",
        pub place: DwellingAddress = (place_columns),
        pub grid: String = "g.name",
        pub group: String = "coalesce(r.name, '')",
        pub kinship: String = "coalesce(m.kinship, '')",
        pub registered: bool = "m.registered",
    }
}
/// A page of the roster for a spreadsheet. Values: key and member of the row before, or the first key; limit, grid or
/// '', the key to stop at.
pub const EXPORT: &str = concat!(
    "select ",
    exported_columns!(),
    " from members m indexed by members_by_dwelling cross join households h on h.id = m.household
       join grids g on g.id = m.grid left join residents_groups r on r.id = h.residents_group
     where (m.dwelling_key, m.id) > (?1, ?2) and m.dwelling_key < ?5
       and m.left_at is null and (?4 = '' or m.grid = ?4)
     order by m.dwelling_key, m.id limit ?3"
);
