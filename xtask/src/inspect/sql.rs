//! Statements for stores on disk, of every version that has the tables.

pub const COMMUNITY: &str = "select code, name from community";
pub const REGION: &str = "select code, name from region";
pub const ARCHIVE: &str = "select community, '' from origin";

/// Answers that a community recorded from an office, by its journal and by its opinions: opinion, verdict, when, where
/// recorded.
pub const TAKEN: &str = "
select detail ->> '$.opinion', detail ->> '$.verdict', datetime(at / 1000 + 28800, 'unixepoch'), 'journal row ' || seq
from journal where command = 'decisions/take-answer'
union all
select id, verdict, datetime(given_at / 1000 + 28800, 'unixepoch'), 'opinion' from opinions
where way = 'office' and id not in (
  select coalesce(detail ->> '$.opinion', '') from journal where command = 'decisions/take-answer')";
/// What the office has for an opinion: its verdict, and whether its journal has the row.
pub const GIVEN: &str = "
select verdict, exists (select 1 from journal where command = 'regions/answer-check' and subject = ?1)
from checks where id = ?1";

/// Requests to an office: opinion, community, title, when.
pub const ASKED: &str = "
select id, community, title, datetime(received_at / 1000 + 28800, 'unixepoch') from checks order by seq";
pub const OPINION: &str = "select region from opinions where id = ?";

/// Children of a region: code, name, whether a community, number of open communities below, whether invented.
pub const CHILDREN: &str = "
select code, name, kind is null, communities_open, demonstration from children order by code";
/// Names from the country down to a region: code, name.
pub const PATH: &str = "select value ->> '$.code', value ->> '$.name' from region, json_each(region.path)";

/// Opening, first person, basis, whether invented.
pub const OPENED: &str = "
select datetime(c.opened_at / 1000 + 28800, 'unixepoch'),
  coalesce(m.name, '—'), coalesce(j.detail ->> '$.reason', 'no row in its journal'), c.demonstration
from community c left join journal j on j.command = 'communities/open-community'
left join members m on m.id = j.detail ->> '$.member'";
/// Heads whom the operator named: when, name, until, basis, whether the journal has the row.
pub const HEADS: &str = "
select datetime(s.filled_at / 1000 + 28800, 'unixepoch'), o.name, s.until_day, s.basis,
  exists (select 1 from journal j where j.command in ('regions/open-office', 'demonstration/seat-officer')
    and (j.subject = s.id or j.detail ->> '$.seat' = s.id))
from officer_seats s join officers o on o.id = s.officer where s.filled_by is null order by s.filled_at";

/// Registered files: hash, kind, bytes, when, uploader.
pub const FILES: &str = "
select f.id, f.kind, f.bytes, datetime(f.at / 1000 + 28800, 'unixepoch'),
  coalesce((select group_concat(m.name, '、') from file_uploads u join members m on m.id = u.member where u.file = f.id), '—')
from files f order by f.at";
/// A file in the archive: its length and its first bytes.
pub const BYTES: &str = "select length(bytes), hex(substr(bytes, 1, 12)) from blobs where file = ?";
/// Uploads of files that another person had uploaded before, without public files: hash, when, by whom, first by whom.
pub const SHARED: &str = "
select u.file, datetime(u.at / 1000 + 28800, 'unixepoch'), m.name,
  (select n.name from file_uploads v join members n on n.id = v.member where v.file = u.file order by v.at, v.member limit 1)
from file_uploads u join members m on m.id = u.member
where exists (select 1 from file_uploads v where v.file = u.file and (v.at, v.member) < (u.at, u.member))
  and not exists (select 1 from file_uses where file = u.file and visibility = 'public')
order by u.at";
