//! Statements of the letters to and from the office of a street or township.

use crate::db::rows::row;
use domain::decisions::{AnswerWay, CaseStatus, CheckKind};
use domain::ids::{CaseId, CommunityCode, MatterId, MemberId, RegionCode};
use domain::regions::CheckTold;

row! { check_told_columns => CheckTold {
    opinion = "o.id",
    community = "u.code",
    case = "c.id",
    title = "c.title",
    kind = "o.kind",
    asked_at = "o.asked_at",
    due_at = "o.due_at",
} with { draft: None, ended: None } }
row! { check_of_matter_columns =>
    /// What the office is told of an opinion that it is asked for, without the draft of the matter.
    pub struct CheckOfMatter { pub matter: MatterId = "c.matter", pub told: CheckTold = (check_told_columns) }
}
pub const CHECK: &str = concat!(
    "select ",
    check_of_matter_columns!(),
    " from opinions o join cases c on c.id = o.case_id, community u where o.id = ? and o.\"of\" = 'township'"
);
pub const TOLD: &str = "update opinions set region = ? where id = ?";
pub const RECEIVED: &str = "
update opinions set received_at = ? where id = ? and received_at is null and given_at is null returning id";
pub const ASKED_OFFICE: &str = "select 1 from opinions where id = ? and region is not null";
/// Index: `opinions_by_case`.
pub const WAITING_CHECKS: &str =
    "select id from opinions where case_id = ? and region is not null and given_at is null limit 50";
pub const UNTOLD: &str = "
select id from opinions where \"of\" = 'township' and region is null and given_at is null limit 50";
row! { asked_office_columns =>
    /// Which office was asked for which opinion, and the state of that.
    pub struct AskedOffice {
        pub community: CommunityCode = "u.code",
        pub region: Option<RegionCode> = "o.region",
        pub kind: CheckKind = "o.kind",
        pub given: Option<AnswerWay> = "o.way",
        pub case: CaseId = "o.case_id",
        pub status: CaseStatus = "c.status",
        pub asked_by: MemberId = "o.asked_by",
        pub title: String = "c.title",
    }
}
pub const ANSWERED: &str = concat!(
    "select ",
    asked_office_columns!(),
    " from opinions o join cases c on c.id = o.case_id, community u where o.id = ? and o.\"of\" = 'township'"
);
