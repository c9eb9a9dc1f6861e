//! Statements of assistance.

use crate::db::rows::row;
use domain::assistance::{Act, Assistance, Contest, Period, Rules, WorkerCount};
use domain::ids::{ActId, AssistanceId, GridId, HouseholdId, MemberId};
use domain::time::UtcMillis;

row! { assistance_columns => Assistance {
    id = "a.id",
    number = "a.seq",
    member = "a.member",
    member_name = "m.name",
    worker = "a.worker",
    worker_name = "w.name",
    consent = "a.consent",
    opened_at = "a.opened_at",
    until = "a.until_at",
    extensions_left = "a.extensions" => |used: u32| Rules::current().extensions_max.saturating_sub(used),
    ended_by = "a.ended_by",
} with { acts: vec![] } }

/// Assistances without their acts; those whose time has passed still without their end.
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "select ",
            assistance_columns!(),
            " from assistances a join members m on m.id = a.member join members w on w.id = a.worker ",
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
row! { period_columns => Period {
    worker = "a.worker",
    until = "a.until_at",
    extensions = "a.extensions",
    has_ended = "a.ended_at is not null",
} }
row! { loaded_columns =>
    /// An assistance with the resident it is for.
    pub struct LoadedAssistance {
        pub period: Period = (period_columns),
        pub resident: MemberId = "a.member",
        pub household: HouseholdId = "m.household",
        pub grid: GridId = "m.grid",
    }
}
pub const PERIOD: &str =
    concat!("select ", loaded_columns!(), " from assistances a join members m on m.id = a.member where a.id = ?");
pub const EXTEND: &str = "update assistances set until_at = ?, extensions = extensions + 1 where id = ?";
pub const END: &str = "update assistances set ended_at = ?, ended_by = 'worker' where id = ?";

pub const ONE: &str = listed!("where a.id = ?");
/// Index: `assistances_by_worker`.
pub const OF_WORKER: &str = listed!("where a.worker = ? and a.seq < ? order by a.seq desc limit ?");
/// Indexes: `members_by_household`, `assistances_by_member`.
pub const OF_HOUSEHOLD: &str =
    listed!("where a.member in (select id from members where household = ?) and a.seq < ? order by a.seq desc limit ?");
pub const ALL: &str = listed!("where a.seq < ? order by a.seq desc limit ?");
/// Index: `assisted_acts_contested`.
pub const CONTESTED: &str = listed!(
    "where a.id in (
       select assistance from assisted_acts where contested_at is not null and answered_at is null
       order by contested_at limit 100
     ) order by a.seq"
);
row! { contest_columns => Contest {
    at = "c.contested_at",
    reason = "c.contest_reason" => |reason: Option<String>| reason.unwrap_or_default(),
    answer_due = "c.contested_at" => |at: UtcMillis| Act::answer_due(at, Rules::current()),
    answered_at = "c.answered_at",
    outcome = "c.outcome",
    answer = "c.answer",
} }
row! { listed_act_columns =>
    /// An act of an assistance in a list.
    pub struct ListedAct {
        pub assistance: AssistanceId = "c.assistance",
        pub id: ActId = "c.id",
        pub at: UtcMillis = "c.at",
        pub command: String = "c.command",
        pub title: Option<String> = "v.title",
        pub journal_seq: u64 = "c.journal_seq",
        pub contest: Option<Contest> = (contest_columns),
    }
}
/// Acts of some assistances, whose ids come as one JSON list. Index: `assisted_acts_by_assistance`.
pub const ACTS: &str = concat!(
    "select ",
    listed_act_columns!(),
    " from json_each(?) i join assisted_acts c on c.assistance = i.value left join activities v on v.id = c.subject
     order by c.journal_seq limit 1000"
);
row! { count_columns => WorkerCount {
    worker = "a.worker",
    name = "w.name",
    assistances = "count(distinct a.id)",
    acts = "count(c.id)",
    contested = "count(c.contested_at)",
} }
/// Sorted by name, so that the list is not a ranking. Index: `assistances_by_time`.
pub const COUNTS: &str = concat!(
    "select ",
    count_columns!(),
    " from assistances a join members w on w.id = a.worker left join assisted_acts c on c.assistance = a.id
     where a.opened_at >= ? group by a.worker, w.name order by w.name, a.worker limit 200"
);

pub const ADD_ACT: &str = "
insert into assisted_acts (id, assistance, at, command, subject, journal_seq) values (?, ?, ?, ?, ?, ?)";
row! { act_columns => Act {
    at = "c.at",
    worker = "a.worker",
    contested_at = "c.contested_at",
    is_answered = "c.answered_at is not null",
} }
row! { loaded_act_columns =>
    /// An act with the resident it was for.
    pub struct LoadedAct {
        pub act: Act = (act_columns),
        pub member: MemberId = "a.member",
        pub household: HouseholdId = "m.household",
        pub contested_by: Option<MemberId> = "c.contested_by",
    }
}
pub const ACT: &str = concat!(
    "select ",
    loaded_act_columns!(),
    " from assisted_acts c join assistances a on a.id = c.assistance join members m on m.id = a.member where c.id = ?"
);
pub const CONTEST: &str = "
update assisted_acts set contested_at = ?, contested_by = ?, contest_reason = ? where id = ?";
pub const ANSWER: &str = "
update assisted_acts set answered_at = ?, answered_by = ?, outcome = ?, answer = ? where id = ?";
