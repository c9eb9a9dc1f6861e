//! `POST …/cases`

use crate::client::{Call, code, new_key};
use crate::people::{DEPUTY, Person, SUPERVISOR};
use crate::server::{Server, fresh};
use domain::contract::{Empty, ShowCase};
use domain::contract::{KEY_HEADER, ListCases, OpenCase};
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, MatterId};

/// A draft that the representatives would decide.
pub fn opening() -> d::OpenCaseWith {
    d::OpenCaseWith {
        matter: new_key().to_string().parse::<MatterId>().expect("an id"),
        title: "更换楼道灯的方案".parse().expect("a title"),
        code: "C03".parse().expect("a code"),
        needs_legal_opinion: d::Asked::Yes,
        reserved_to_assembly: d::Asked::No,
        needs_filing: d::Asked::No,
        opening: d::Opening::Apart,
        party: d::PartyBody::Members,
        township: d::TownshipCheck::None,
        decider: d::Decider::Representatives,
        revokes: vec![],
    }
}

impl Server {
    /// A new case at its first step.
    pub fn open_case(&self) -> (CommunityCode, CaseId) {
        (code(), self.call::<OpenCase>(&self.person(DEPUTY), &(code(),), &opening()).case)
    }
}

#[test]
fn a_case_begins_at_its_first_step_under_the_rules_of_today() {
    let server = fresh();
    let (deputy, here, body) = (server.person(DEPUTY), (code(),), opening());
    let key = new_key().to_string();
    let call = Call::of::<OpenCase>(&deputy, &here, &(), &body).with(KEY_HEADER, &key);
    let case = server.send(&call).read::<OpenCase>().expect("a case").case;
    assert_eq!(server.send(&call).read::<OpenCase>().expect("the same key").case, case);
    let board = server.call::<ListCases>(&Person::guest(), &here, &Empty {});
    assert_eq!(board.open.iter().map(|row| row.id).collect::<Vec<_>>(), [case]);
    let shown = server.call::<ShowCase>(&Person::guest(), &(code(), case), &Empty {});
    assert_eq!((shown.row.step, shown.steps.len()), (d::CaseStep::Proposal, 4));
    assert!(shown.rules_version.contains("community-2025@"), "{}", shown.rules_version);
    let denied = server.refusal::<OpenCase>(&server.person(SUPERVISOR), &here, &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}

#[test]
fn what_the_law_reserves_is_not_left_to_representatives() {
    let server = fresh();
    let (deputy, here) = (server.person(DEPUTY), (code(),));
    let reserved = d::OpenCaseWith { reserved_to_assembly: d::Asked::Yes, ..opening() };
    let refused = server.refusal::<OpenCase>(&deputy, &here, &reserved);
    assert_eq!(refused, (422, "decisions/reserved-to-assembly".into()));
    let group = d::OpenCaseWith { party: d::PartyBody::Group, ..opening() };
    assert_eq!(server.refusal::<OpenCase>(&deputy, &here, &group), (422, "decisions/branch-too-small".into()));
    let revoking = d::OpenCaseWith { revokes: vec![server.open_case().1], ..opening() };
    let refused = server.refusal::<OpenCase>(&deputy, &here, &revoking);
    assert_eq!(refused, (422, "decisions/nothing-to-revoke".into()));
}
