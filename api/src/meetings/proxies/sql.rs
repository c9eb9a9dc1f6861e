//! Statements of written mandates.

use crate::db::rows::row;
use domain::meetings::ProxyRow;

pub const PROXY: &str = "
select ended_at is null, proxy from meeting_proxies where meeting = ? and principal = ?";
pub const MANDATES_HELD: &str = "
select count(*) from meeting_proxies where meeting = ? and proxy = ? and ended_at is null";
/// An ended mandate may be given again.
pub const NAME_PROXY: &str = "
insert into meeting_proxies (meeting, principal, proxy, kinship, paper, at, by) values (?, ?, ?, ?, ?, ?, ?)
on conflict (meeting, principal) do update set proxy = excluded.proxy, kinship = excluded.kinship, paper = excluded.paper,
  at = excluded.at, by = excluded.by, ended_at = null, ended_cause = null";
pub const WITHDRAW_PROXY: &str = "
update meeting_proxies set ended_at = ?, ended_cause = 'withdrawn' where meeting = ? and principal = ? and ended_at is null";
row! { proxy_columns => ProxyRow {
    principal = "x.principal",
    principal_name = "p.name",
    proxy_name = "h.name",
    kinship = "x.kinship",
    ended = "x.ended_cause",
} }
pub const PROXIES: &str = concat!(
    "select ",
    proxy_columns!(),
    " from meeting_proxies x join members p on p.id = x.principal join members h on h.id = x.proxy
     where x.meeting = ? and x.principal > ? order by x.principal limit ?"
);
