//! Statements of the community's public page.

use crate::db::rows::row;
use domain::communities::{InboxMessage, LatestDecision, OfficeHolder, OpenDecision};
use domain::decisions::{CaseStatus, CaseStep, DecisionState, decision_state};

pub const HOME: &str = "select name, kind, path, demonstration from community";
pub const OWN_CODE: &str = "select code from community";
pub const KIND: &str = "select kind from community";
pub const OPEN: &str = "
insert into community (one, code, name, kind, path, demonstration, opened_at) values (1, ?, ?, ?, ?, ?, ?)";
/// The phone of the first member.
pub const FIRST: &str = "select phone from members order by joined_at, id limit 1";
/// Maintained by a trigger, so that the home page never sums over history.
pub const SERVED_IN: &str = "select minutes, services from service_years where year = ?";
row! { office_columns => OfficeHolder {
    body_name = "b.name",
    post = "s.post",
    name = "m.name",
    grid_name = "g.name",
    phone = "s.office_phone",
    hours = "s.office_hours",
} }
/// Holders of offices in their terms on a day.
macro_rules! offices {
    ($day:literal, $rest:literal) => {
        concat!(
            "select ",
            office_columns!(),
            " from bodies b join seats s on s.body = b.id join members m on m.id = s.member
             left join grids g on g.id = s.grid where s.ended_at is null and s.from_day <= ",
            $day,
            " and s.until_day >= ",
            $day,
            $rest
        )
    };
}
/// Value: today.
pub const OFFICES: &str = offices!(
    "?1",
    " and s.post in ('director', 'grid-worker', 'team-leader') order by b.kind desc, b.name, s.post limit 20"
);
/// The worker of the grid in which a member lives. Values: member, today. Index: `seats_by_body`.
pub const GRID_WORKER_OF: &str = offices!(
    "?2",
    " and b.kind = 'grid-service' and s.post = 'grid-worker' and s.grid = (select grid from members where id = ?1)
     order by s.office_phone is null, s.from_day desc, s.id limit 1"
);
row! { decision_columns => OpenDecision {
    case = "c.id",
    number = "c.seq",
    title = "c.title",
    step = "c.step",
    meeting = "m.id",
    form = "m.form",
    starts_at = "m.starts_at",
} }
/// Open cases, few by a limit, each with the meeting of its present step unless that is over. Indexes:
/// `cases_by_status`, the keys of steps and meetings.
pub const DECIDING: &str = concat!(
    "select ",
    decision_columns!(),
    " from cases c left join case_steps s on s.case_id = c.id and s.step = c.step
     left join meetings m on m.id = s.meeting and m.status in ('announced', 'open')
     where c.status = 'open' order by m.starts_at is null, m.starts_at, c.seq limit ?"
);
row! { outcome_columns =>
    /// How a case stands.
    struct CaseOutcome { status: CaseStatus = "status", step: CaseStep = "step" }
}
impl CaseOutcome {
    fn state(self) -> DecisionState {
        decision_state(self.status, self.step)
    }
}
row! { latest_columns => LatestDecision {
    case = "id",
    title = "title",
    state = (outcome_columns) => CaseOutcome::state,
    ended_at = "ended_at",
} }
/// The last one of both outcomes that meetings give. Index: `cases_by_status`.
pub const DECIDED: &str = concat!(
    "select ",
    latest_columns!(),
    " from cases where id in (
       select id from (select id from cases where status = 'resolved' order by seq desc limit 5)
       union all select id from (select id from cases where status = 'rejected' order by seq desc limit 5)
     ) order by ended_at desc, seq desc limit 1"
);
row! { message_columns => InboxMessage { phone = "phone", code = "code", at = "at" } }
pub const INBOX: &str = concat!("select ", message_columns!(), " from demonstration_inbox order by seq desc limit 50");
