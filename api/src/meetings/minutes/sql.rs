//! Statements of minutes.

use crate::db::rows::row;
use domain::meetings::MinutesVersion;

pub const MINUTES_NEWEST: &str = "
select version, chair_signed_at is not null, teller_signed_at is not null from meeting_minutes
where meeting = ? order by version desc limit 1";
pub const WRITE_MINUTES: &str =
    "insert into meeting_minutes (meeting, version, sections, hash, at, by) values (?, ?, ?, ?, ?, ?)";
pub const SIGN_AS_CHAIR: &str = "update meeting_minutes set chair_signed_at = ? where meeting = ? and version = ?";
pub const SIGN_AS_TELLER: &str = "update meeting_minutes set teller_signed_at = ? where meeting = ? and version = ?";
pub const ADOPT: &str = "update meetings set minutes_version = ? where id = ?";
pub const MINUTES: &str = "select sections from meeting_minutes where meeting = ? and version = ?";
row! { minutes_columns => MinutesVersion {
    version = "v.version",
    at = "v.at",
    by_name = "m.name",
    hash = "v.hash",
    chair_signed_at = "v.chair_signed_at",
    teller_signed_at = "v.teller_signed_at",
} }
pub const MINUTES_VERSIONS: &str = concat!(
    "select ",
    minutes_columns!(),
    " from meeting_minutes v join members m on m.id = v.by where v.meeting = ? order by v.version desc limit 100"
);
