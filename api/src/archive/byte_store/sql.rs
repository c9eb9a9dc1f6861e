//! Statements of the Archive object.

pub const KEEP_ORIGIN: &str = "insert into origin (only, community) values (1, ?) on conflict (only) do nothing";
pub const ORIGIN: &str = "select community from origin";
/// A file that is stored again is not asked about for another day.
pub const PUT: &str = "
insert into blobs (file, bytes, stored_at, check_at) values (?, ?, ?, ?)
on conflict (file) do update set check_at = max(check_at, excluded.check_at)";
pub const GET: &str = "select bytes from blobs where file = ?";
/// Index: `blobs_by_check`.
pub const NEXT: &str = "select min(check_at) from blobs";
/// Index: `blobs_by_check`.
pub const DUE: &str = "select file from blobs where check_at <= ? order by check_at limit ?";
/// Zeros of equal length, written in place before a file is deleted. Values as of [`DROP`].
pub const BLANK: &str = "
update blobs set bytes = zeroblob(length(bytes)) where file in (select value from json_each(?)) and check_at <= ?";
/// Files that were stored again after the question stay. Values: names as one JSON list, time of the question.
pub const DROP: &str = "
delete from blobs where file in (select value from json_each(?)) and check_at <= ? returning file";
/// Values: the next time, names as one JSON list, time of the question.
pub const ASK_LATER: &str = "
update blobs set check_at = ? where file in (select value from json_each(?)) and check_at <= ?";
