//! Statements of rewriting tables. Those that name a table are made from the schema's own text, in `mod.rs`.

/// An earlier time that is already set stays.
pub const ASK: &str = "
insert into due (kind, subject, at) values (?, ?, ?) on conflict (kind, subject) do update set at = min(at, excluded.at)";
pub const DUE: &str = "select subject from due where kind = ? and at <= ?";
pub const PUT_OFF: &str = "update due set at = ? where kind = ? and at <= ?";
pub const DONE: &str = "delete from due where kind = ? and subject = ?";

/// Neither has an effect while a transaction is open.
pub const CONSTRAINTS_OFF: &str = "pragma foreign_keys = off";
pub const CONSTRAINTS_ON: &str = "pragma foreign_keys = on";
pub const CONSTRAINTS: &str = "pragma foreign_keys";

/// The table first, then its indexes, then its triggers. The index of a column constraint has no SQL text.
pub const SCHEMA: &str = "
select sql from sqlite_schema where tbl_name = ? and sql is not null
order by type = 'table' desc, type = 'index' desc, rowid";

pub const SIZE: &str = "select most from file_size";
/// The first value is twice the present size, since earlier use was not recorded: migrations rewrite tables as well.
pub const REMEMBER_SIZE: &str = "
insert into file_size (one, most) values (1, 2 * ?1) on conflict (one) do update set most = max(most, ?1)";
pub const FILL: &str = "insert into blanks (bytes) values (zeroblob(cast(? as integer)))";
pub const EMPTY: &str = "delete from blanks";
