//! Statements of the journal.
//!
//! A page walks one index in the order of the rows and stops when it is full: the index of the matter, of the person or
//! of the body, whichever is given first, else the journal's own. Further filters are checked for each row on the way,
//! so the longest walk is the history of one matter, person or body, never the whole journal.

use crate::db::rows::row;
use domain::journal::{JournalObject, JournalRow, to_hex};

pub const LAST: &str = "select seq, hash from journal order by seq desc limit 1";
pub const APPEND: &str = "
insert into journal (seq, at, actor, on_behalf_of, command, subject, detail, previous_hash, hash)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub const NEWEST: &str = "select coalesce(max(seq), 0) from journal";

/// The range of rows of all these days. Values: first day and last day, since 1970. Index: primary key.
pub const DAYS: &str = "select min(first_seq), max(last_seq) from journal_days where day between ? and ?";
pub const PERSON: &str = "select 1 from members where id = ?";
pub const BODY: &str = "select 1 from bodies where id = ?";

/// People in the journal, by part of the name. Values: word, limit.
/// Indexes: `journal_by_actor`, `journal_by_resident`, `journal_by_subject`.
pub const PEOPLE: &str = "
select m.id, m.name, h.building, h.unit from members m join households h on h.id = m.household
where instr(m.name, ?1) > 0 and (
  exists (select 1 from journal where actor = m.id)
  or exists (select 1 from journal where on_behalf_of = m.id)
  or exists (select 1 from journal where subject = m.id))
order by m.id limit ?2";

/// The queries of one direction of reading. Values of all: after, before, limit, from, until; then those of the field.
pub struct Pages {
    pub all: &'static str,
    /// Subject, person or null, body or null; for a matter, also its posts, meetings, ballots and cases.
    pub of_subject: &'static str,
    /// Person, body or null.
    pub of_person: &'static str,
    /// Body.
    pub of_body: &'static str,
}

row! { journal_columns => JournalRow {
    seq = "j.seq",
    at = "j.at",
    actor = "j.actor",
    actor_name = "m.name",
    on_behalf_of = "j.on_behalf_of",
    on_behalf_of_name = "r.name",
    command = "j.command",
    subject = "j.subject",
    detail = "j.detail",
    previous_hash = "j.previous_hash" => |hash: [u8; 32]| to_hex(&hash),
    hash = "j.hash" => |hash: [u8; 32]| to_hex(&hash),
} with { about: None } }

row! { object_columns => JournalObject {
    kind = "case when x.id is not null then 'matter' when c.id is not null then 'case' when g.id is not null then 'meeting'
      when b.id is not null then 'ballot' when a.id is not null then 'activity' when u.id is not null then 'announcement' when o.id is not null then 'body'
      when t.id is not null then 'assistance' else 'member' end",
    id = "coalesce(x.id, c.id, g.id, b.id, a.id, u.id, o.id, t.id, m.id)",
    title = "coalesce(x.title, c.title, g.title, b.question, a.title, u.title, o.name, m.name)",
} }
row! { named_columns =>
    /// A subject of the journal with its object.
    pub struct NamedSubject {
        pub subject: String = "s.value",
        pub about: JournalObject = (object_columns),
    }
}
/// The named objects of a list of subjects; a post is named by its matter, a service by its activity, a seat and an
/// assistance by the member. Value: the subjects as JSON. Indexes: primary keys, and the ids of posts, ballots and
/// assistances.
pub const OBJECTS: &str = concat!(
    "select ",
    named_columns!(),
    " from json_each(?1) s
  left join posts p on p.id = s.value left join matters x on x.id = coalesce(p.matter, s.value)
  left join cases c on c.id = s.value
  left join meetings g on g.id = s.value
  left join ballots b on b.id = s.value
  left join services v on v.id = s.value left join activities a on a.id = coalesce(v.activity, s.value)
  left join announcements u on u.id = s.value
  left join bodies o on o.id = s.value
  left join assistances t on t.id = s.value
  left join seats e on e.id = s.value
  left join members m on m.id = coalesce(t.member, e.member, s.value)
where coalesce(x.id, c.id, g.id, b.id, a.id, u.id, o.id, t.id, m.id) is not null"
);
macro_rules! within {
    () => {
        "j.seq > ?1 and j.seq < ?2 and j.at >= ?4 and j.at < ?5"
    };
}
macro_rules! at_body {
    ($body:literal) => {
        concat!(
            " and (",
            $body,
            " is null or exists (select 1 from journal_bodies b where b.body = ",
            $body,
            " and b.seq = j.seq))"
        )
    };
}
macro_rules! page {
    ($direction:literal, $($found:expr),+) => {
        concat!(
            "select ", journal_columns!(), " from (",
            $($found,)+
            " order by 1 ", $direction, " limit ?3) found join journal j on j.seq = found.seq
            left join members m on m.id = j.actor left join members r on r.id = j.on_behalf_of order by j.seq ", $direction
        )
    };
}
macro_rules! pages {
    ($direction:literal) => {
        Pages {
            all: page!($direction, "select j.seq from journal j where ", within!()),
            of_subject: page!(
                $direction,
                "select j.seq from journal j where j.subject = ?6 and ",
                within!(),
                " and (?7 is null or j.actor = ?7 or j.on_behalf_of = ?7 or j.subject = ?7)",
                at_body!("?8"),
                // A cross join, so that it walks the matter's rows and not the journal's.
                " union select t.seq from journal_matters t cross join journal j on j.seq = t.seq
                  where t.matter = ?6 and t.seq > ?1 and t.seq < ?2 and j.at >= ?4 and j.at < ?5
                  and (?7 is null or j.actor = ?7 or j.on_behalf_of = ?7 or j.subject = ?7)",
                at_body!("?8")
            ),
            of_person: page!(
                $direction,
                "select j.seq from journal j where j.actor = ?6 and ",
                within!(),
                at_body!("?7"),
                " union select j.seq from journal j where j.on_behalf_of = ?6 and ",
                within!(),
                at_body!("?7"),
                " union select j.seq from journal j where j.subject = ?6 and ",
                within!(),
                at_body!("?7")
            ),
            // A cross join, so that it walks the body's rows and not the journal's; by their own sequence, which avoids
            // sorting.
            of_body: page!(
                $direction,
                "select b.seq from journal_bodies b cross join journal j on j.seq = b.seq
                where b.body = ?6 and b.seq > ?1 and b.seq < ?2 and j.at >= ?4 and j.at < ?5"
            ),
        }
    };
}

pub const NEWEST_FIRST: Pages = pages!("desc");
pub const OLDEST_FIRST: Pages = pages!("asc");
