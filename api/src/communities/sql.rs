//! Statements of the community's public face.

pub const HOME: &str = "select name, kind, path, demonstration from community";
pub const OPEN: &str = "
insert into community (one, code, name, kind, path, demonstration, opened_at) values (1, ?, ?, ?, ?, ?, ?)";
/// This year's figures are kept by month, not counted over the ledger.
pub const SERVED_SINCE: &str = "
select coalesce(sum(confirmed_minutes), 0), coalesce(sum(confirmed_people), 0) from activities
where ends_at >= ? and confirmed_minutes > 0";
pub const OFFICES: &str = "
select b.name, s.post, m.name from seats s join bodies b on b.id = s.body join members m on m.id = s.member
where s.ended_at is null and s.from_day <= ? and s.until_day >= ? and s.post in ('director', 'grid-worker', 'team-leader')
order by b.kind desc, b.name, s.post limit 20";
pub const INBOX: &str = "select phone, code, at from demonstration_inbox order by seq desc limit 50";
