//! Statements of the journal.

pub const LAST: &str = "select seq, hash from journal order by seq desc limit 1";
pub const APPEND: &str = "
insert into journal (seq, at, actor, on_behalf_of, command, subject, detail, previous_hash, hash)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub const PAGE: &str = "
select j.seq, j.at, j.actor, m.name, j.on_behalf_of, j.command, j.subject, j.detail, j.previous_hash, j.hash, r.name
from journal j left join members m on m.id = j.actor left join members r on r.id = j.on_behalf_of
where j.seq < ? order by j.seq desc limit ?";
