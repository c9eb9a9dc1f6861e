//! Statements of assistance.

/// Columns that `view::of` reads.
macro_rules! assistance_row {
    ($rest:literal) => {
        concat!(
            "select a.seq, a.id, a.member, m.name, a.worker, w.name, a.consent, a.opened_at, a.until_at, a.extensions, ",
            "a.ended_by from assistances a join members m on m.id = a.member join members w on w.id = a.worker ",
            $rest
        )
    };
}

pub const MEMBER: &str = "select household, grid, left_at, name from members where id = ?";
pub const NAME: &str = "select name from members where id = ?";
/// Index: `assistances_by_worker`.
pub const OPEN_OF_WORKER: &str = "
select max(until_at) from assistances where worker = ? and ended_at is null and until_at > ?";
/// Index: `assistances_by_member`.
pub const OPEN_OF_MEMBER: &str = "
select max(until_at) from assistances where member = ? and ended_at is null and until_at > ?";
/// Index: `assistances_by_time`.
pub const OPENED_SINCE: &str = "select count(*) from assistances where opened_at >= ? and worker = ?";
pub const OPEN: &str = "
insert into assistances (id, worker, member, consent, proof, opened_at, until_at) values (?, ?, ?, ?, ?, ?, ?)";
pub const PERIOD: &str = "
select a.worker, a.until_at, a.extensions, a.ended_at is not null, a.member, m.household, m.grid
from assistances a join members m on m.id = a.member where a.id = ?";
pub const EXTEND: &str = "update assistances set until_at = ?, extensions = extensions + 1 where id = ?";
pub const END: &str = "update assistances set ended_at = ?, ended_by = 'worker' where id = ?";

pub const ONE: &str = assistance_row!("where a.id = ?");
/// Index: `assistances_by_worker`.
pub const OF_WORKER: &str = assistance_row!("where a.worker = ? and a.seq < ? order by a.seq desc limit ?");
/// Indexes: `members_by_household`, `assistances_by_member`.
pub const OF_HOUSEHOLD: &str = assistance_row!(
    "where a.member in (select id from members where household = ?) and a.seq < ? order by a.seq desc limit ?"
);
pub const ALL: &str = assistance_row!("where a.seq < ? order by a.seq desc limit ?");
/// Index: `assisted_acts_contested`.
pub const CONTESTED: &str = assistance_row!(
    "where a.id in (
       select assistance from assisted_acts where contested_at is not null and answered_at is null
       order by contested_at limit 100
     ) order by a.seq"
);
/// Acts of some assistances, whose ids come as one JSON list. Index: `assisted_acts_by_assistance`.
pub const ACTS: &str = "
select c.assistance, c.id, c.at, c.command, v.title, c.journal_seq, c.contested_at, c.contest_reason, c.answered_at,
  c.outcome, c.answer
from json_each(?) i join assisted_acts c on c.assistance = i.value left join activities v on v.id = c.subject
order by c.journal_seq limit 1000";
/// Sorted by name, so that the list is not a ranking. Index: `assistances_by_time`.
pub const COUNTS: &str = "
select a.worker, w.name, count(distinct a.id), count(c.id), count(c.contested_at)
from assistances a join members w on w.id = a.worker left join assisted_acts c on c.assistance = a.id
where a.opened_at >= ? group by a.worker, w.name order by w.name, a.worker limit 200";

pub const ADD_ACT: &str = "
insert into assisted_acts (id, assistance, at, command, subject, journal_seq) values (?, ?, ?, ?, ?, ?)";
pub const ACT: &str = "
select c.at, a.worker, c.contested_at, c.answered_at is not null, a.member, m.household, m.grid, c.contested_by
from assisted_acts c join assistances a on a.id = c.assistance join members m on m.id = a.member where c.id = ?";
pub const CONTEST: &str = "
update assisted_acts set contested_at = ?, contested_by = ?, contest_reason = ? where id = ?";
pub const ANSWER: &str = "
update assisted_acts set answered_at = ?, answered_by = ?, outcome = ?, answer = ? where id = ?";
