//! Requests about decisions, and cases of the demonstration at their first step.

use crate::scenes::client::community_code;
use crate::scenes::people::{DEPUTY, Person};
use crate::scenes::{Api, World};
use domain::contract::{ListMatters, OpenCase};
use domain::decisions::{
    Decider, Electorate, Figure, FirstSteps, OpenCaseRequest, PartyBody, RecordAuthorisationRequest, RuleName,
    RuleValue, SetRuleRequest, TownshipCheck,
};
use domain::ids::{CaseId, CommunityCode, MatterId};
use domain::matters::{MattersQuery, Stage};
use domain::members::Day;
use domain::time::DAY;

const PROJECT: &str = "projects";

/// A case about this matter, which the representatives would decide.
pub fn open_case_request(matter: MatterId) -> OpenCaseRequest {
    OpenCaseRequest {
        matter,
        opening: FirstSteps::Apart,
        party: PartyBody::Members,
        township: TownshipCheck::None,
        decider: Decider::Representatives,
        revokes: vec![],
    }
}

/// For one year from today.
pub fn record_authorisation_request<A: Api>(server: &World<A>) -> RecordAuthorisationRequest {
    let day = |days: i64| Day::of(server.now().plus(days * DAY).day());
    RecordAuthorisationRequest {
        codes: vec!["lifts".parse().expect("a code")],
        from: day(0),
        until: day(364),
        basis: "2026年6月18日居民会议".parse().expect("a basis"),
    }
}

/// A setting of this number of days of notice for the representatives.
pub fn notice_rule_request(days: u32) -> SetRuleRequest {
    SetRuleRequest {
        name: RuleName::of(Electorate::Representatives, Figure::NoticeDays),
        value: RuleValue::Number(days),
        basis: "2026年6月18日居民会议".parse().expect("a basis"),
    }
}

impl<A: Api> World<A> {
    /// A discussed matter of the demonstration without a case, one that first needs the adviser's opinion.
    pub fn ready_for_case(&self) -> MatterId {
        let query = MattersQuery { stage: Some(Stage::Discussed), ..MattersQuery::default() };
        let rows = self.query::<ListMatters>(&Person::guest(), &(community_code(),), &query).rows;
        rows.iter().min_by_key(|row| row.item != PROJECT).expect("a discussed matter").id
    }

    /// A new case at its first step.
    pub fn open_case(&self) -> (CommunityCode, CaseId) {
        let body = open_case_request(self.ready_for_case());
        (community_code(), self.call::<OpenCase>(&self.person(DEPUTY), &(community_code(),), &body).case)
    }
}
