//! Statements of the ledger.

use crate::db::rows::row;
use domain::ledger::HoursEntry;

/// Index: `accounts_by_owner`.
pub const ACCOUNT: &str = "select id from accounts where unit = ? and kind = ? and coalesce(owner, '') = ?";
pub const ADD_ACCOUNT: &str = "insert into accounts (id, unit, kind, owner, floor) values (?, ?, ?, ?, ?)";
pub const ADD_TRANSFER: &str = "
insert into transfers (id, unit, debit, credit, amount, purpose, at, made_by, corrects, service, reason)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub const BALANCE: &str = "select balance from accounts where unit = ? and kind = 'member' and coalesce(owner, '') = ?";
pub const MEMBER: &str = "select name, household, grid from members where id = ?";
row! { entry_columns => HoursEntry {
    seq = "e.seq",
    transfer = "t.id",
    at = "t.at",
    purpose = "t.purpose",
    minutes = "e.amount",
    total_minutes = "e.balance",
    activity = "s.activity",
    title = "a.title",
    served_on = "s.checked_in_at",
    reason = "t.reason",
    corrects = "t.corrects",
} }
/// One page of entries by sequence. Index: primary key of `entries`.
pub const STATEMENT: &str = concat!(
    "select ",
    entry_columns!(),
    " from accounts c
     join entries e on e.account = c.id
     join transfers t on t.seq = e.transfer
     left join services s on s.id = t.service
     left join activities a on a.id = s.activity
     where c.unit = ? and c.kind = 'member' and coalesce(c.owner, '') = ? and e.seq < ?
     order by e.seq desc limit ?"
);
pub const SUMS: &str = "select unit, sum(balance) from accounts group by unit";
