//! `POST …/cases`

use crate::client::{Call, community_code, new_key};
use crate::people::{DEPUTY, Person, SUPERVISOR};
use crate::server::{Server, fresh_server};
use domain::contract::{Empty, KEY_HEADER, ListCases, ListMatters, OpenCase, ShowCase, ShowMatter};
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, MatterId};
use domain::matters::{MattersQuery, Stage};

const PROJECT: &str = "projects";

/// A case about this matter, which the representatives would decide.
pub fn open_case_request(matter: MatterId) -> d::OpenCaseRequest {
    d::OpenCaseRequest {
        matter,
        opening: d::FirstSteps::Apart,
        party: d::PartyBody::Members,
        township: d::TownshipCheck::None,
        decider: d::Decider::Representatives,
        revokes: vec![],
    }
}

impl Server {
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

#[test]
fn a_case_begins_at_its_first_step_under_the_rules_of_today() {
    let server = fresh_server();
    let (deputy, here, body) = (server.person(DEPUTY), (community_code(),), open_case_request(server.ready_for_case()));
    let key = new_key().to_string();
    let call = Call::of::<OpenCase>(&deputy, &here, &(), &body).with(KEY_HEADER, &key);
    let case = server.send(&call).read::<OpenCase>().expect("a case").case;
    assert_eq!(server.send(&call).read::<OpenCase>().expect("the same key").case, case);
    let board = server.call::<ListCases>(&Person::guest(), &here, &Empty {});
    assert_eq!(board.open.iter().filter(|row| row.id == case).count(), 1);
    let shown = server.call::<ShowCase>(&Person::guest(), &(community_code(), case), &Empty {});
    assert_eq!((shown.row.step, shown.steps.len()), (d::CaseStep::Proposal, 4));
    assert!(shown.rules_version.contains("community-2025@"), "{}", shown.rules_version);
    let denied = server.refusal::<OpenCase>(&server.person(SUPERVISOR), &here, &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}

#[test]
fn what_a_case_is_about_comes_from_its_matter() {
    let server = fresh_server();
    let (deputy, here) = (server.person(DEPUTY), (community_code(),));
    let refused = |body: &d::OpenCaseRequest| server.refusal::<OpenCase>(&deputy, &here, body);
    let nothing = open_case_request(new_key().to_string().parse().expect("an id"));
    assert_eq!(refused(&nothing), (422, "decisions/no-matter".into()));
    assert_eq!(refused(&open_case_request(server.accepted())), (409, "decisions/matter-not-discussed".into()));
    let matter = server.ready_for_case();
    let at = server.open_case();
    assert_eq!(refused(&open_case_request(matter)), (409, "decisions/matter-in-case".into()));
    let (case, shown) = (
        server.call::<ShowCase>(&Person::guest(), &at, &Empty {}),
        server.call::<ShowMatter>(&Person::guest(), &(community_code(), matter), &Empty {}),
    );
    assert_eq!((case.row.title, case.item.code.as_str()), (shown.row.title, PROJECT));
    assert_eq!((case.item.needs_legal_opinion, shown.case_id), (d::YesNo::Yes, Some(at.1)));
    let other = open_case_request(server.ready_for_case());
    let group = d::OpenCaseRequest { party: d::PartyBody::Group, ..other.clone() };
    assert_eq!(refused(&group), (422, "decisions/branch-too-small".into()));
    let revoking = d::OpenCaseRequest { revokes: vec![at.1], ..other };
    assert_eq!(refused(&revoking), (422, "decisions/nothing-to-revoke".into()));
}
