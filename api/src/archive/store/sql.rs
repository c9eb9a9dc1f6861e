//! Statements of the Archive object.

pub const KEEP_ORIGIN: &str = "insert into origin (only, community) values (1, ?) on conflict (only) do nothing";
pub const ORIGIN: &str = "select community from origin";
/// Stored once more, it is not asked about for another day.
pub const PUT: &str = "
insert into blobs (file, bytes, stored_at, check_at) values (?, ?, ?, ?)
on conflict (file) do update set check_at = max(check_at, excluded.check_at)";
pub const GET: &str = "select bytes from blobs where file = ?";
/// Index: `blobs_by_check`.
pub const NEXT: &str = "select min(check_at) from blobs";
/// Index: `blobs_by_check`.
pub const DUE: &str = "select file from blobs where check_at <= ? order by check_at limit ?";
/// Before a file goes, in equal length and therefore where it lies. The same values as of [`DROP`].
pub const BLANK: &str = "
update blobs set bytes = zeroblob(length(bytes)) where file in (select value from json_each(?)) and check_at <= ?";
/// What was stored again since it was asked about stays. Values: names as one JSON list, when was asked.
pub const DROP: &str = "
delete from blobs where file in (select value from json_each(?)) and check_at <= ? returning file";
/// Values: the next time, names as one JSON list, when was asked.
pub const ASK_LATER: &str = "
update blobs set check_at = ? where file in (select value from json_each(?)) and check_at <= ?";
