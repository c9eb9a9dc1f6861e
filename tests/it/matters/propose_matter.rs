//! `POST …/matters`, and matters for the other tests of deliberation.

use crate::activities::test_reason;
use crate::client::{Call, community_code};
use crate::people::{DEPUTY, DIRECTOR, Person};
use crate::server::{Server, shared_server};
use domain::contract::Empty;
use domain::contract::{DecidePreReview, HidePost, KEY_HEADER, ListMatters, ProposeMatter, ShowMatter, WritePost};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{
    DecidePreReviewRequest, HidePostRequest, HidingRule, MattersQuery, ProposeMatterRequest, ShownAs, Stage, Stance,
    VerdictKind, WritePostRequest,
};

pub fn propose_matter_request(item: &str) -> ProposeMatterRequest {
    ProposeMatterRequest {
        title: "楼下装一个雨棚".parse().expect("a title"),
        text: "下雨天等车没有地方躲，希望在门口装一个雨棚。".parse().expect("a text"),
        item: item.parse().expect("a code"),
        shown: ShownAs::Named,
        files: vec![],
    }
}

pub fn pre_review_request(verdict: VerdictKind) -> DecidePreReviewRequest {
    let destination = (verdict == VerdictKind::Route).then(|| "街道办事处".parse().expect("a place"));
    DecidePreReviewRequest { verdict, reason: test_reason(), destination, days: None }
}

pub fn write_post_request(side: Stance) -> WritePostRequest {
    WritePostRequest {
        side,
        text: "这件事我有话要说。".parse().expect("a text"),
        version: 1,
        reply_to: None,
        files: vec![],
    }
}

pub fn matter_path(matter: MatterId) -> (CommunityCode, MatterId) {
    (community_code(), matter)
}

pub fn post_path(post: PostId) -> (CommunityCode, PostId) {
    (community_code(), post)
}

impl Server {
    /// A matter in the pre-review.
    pub fn proposed(&self, by: &Person) -> MatterId {
        self.call::<ProposeMatter>(by, &(community_code(),), &propose_matter_request("pets")).matter
    }

    /// A matter that needs five co-signers.
    pub fn cosigning(&self, by: &Person) -> MatterId {
        self.call::<ProposeMatter>(by, &(community_code(),), &propose_matter_request("lifts")).matter
    }

    pub fn reviewed(&self, by: &Person, kind: VerdictKind) -> MatterId {
        let matter = self.proposed(by);
        self.call::<DecidePreReview>(&self.another_clerk(by), &matter_path(matter), &pre_review_request(kind));
        matter
    }

    /// A committee member other than the person concerned.
    fn another_clerk(&self, than: &Person) -> Person {
        let director = self.person(DIRECTOR);
        if director.member() == than.member() { self.person(DEPUTY) } else { director }
    }

    /// A matter under discussion.
    pub fn accepted(&self) -> MatterId {
        self.reviewed(&self.resident(), VerdictKind::Accept)
    }

    pub fn said(&self, matter: MatterId, by: &Person) -> PostId {
        self.call::<WritePost>(by, &matter_path(matter), &write_post_request(Stance::For)).post
    }

    /// A post that the committee has hidden for a week.
    pub fn hidden(&self, matter: MatterId, by: &Person) -> PostId {
        let post = self.said(matter, by);
        let body = HidePostRequest { rule: HidingRule::Insult, reason: test_reason(), days: Some(7) };
        self.call::<HidePost>(&self.another_clerk(by), &post_path(post), &body);
        post
    }

    /// A matter of the demonstration whose discussion has ended, with or without a summary.
    pub fn discussed(&self, summarised: bool) -> MatterId {
        let query = MattersQuery { stage: Some(Stage::Discussed), ..MattersQuery::default() };
        let rows = self.query::<ListMatters>(&Person::guest(), &(community_code(),), &query).rows;
        let view = |matter| self.call::<ShowMatter>(&Person::guest(), &matter_path(matter), &Empty {});
        let found =
            rows.iter().filter(|row| row.item != "projects").find(|row| view(row.id).summary.is_some() == summarised);
        found.expect("a discussed matter").id
    }
}

#[test]
fn a_resident_proposes_and_the_day_has_an_end() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    let call = Call::of::<ProposeMatter>(&resident, &here, &(), &propose_matter_request("pets"));
    let first = server.send(&call);
    assert_eq!(first.read::<ProposeMatter>().map(|standing| standing.stage), Ok(Stage::PreReview));
    assert_eq!(server.send(&call).text(), first.text(), "the same key brings the same answer");
    assert!(call.headers.iter().any(|(name, _)| name == KEY_HEADER));
    assert_eq!(
        server.call::<ProposeMatter>(&resident, &here, &propose_matter_request("lifts")).stage,
        Stage::Collecting
    );
    let third = server.refusal::<ProposeMatter>(&resident, &here, &propose_matter_request("pets"));
    assert_eq!(third, (429, "matters/too-many-today".into()));
    let other = server.resident();
    let refusal = |body: &ProposeMatterRequest| server.refusal::<ProposeMatter>(&other, &here, body).1;
    assert_eq!(refusal(&propose_matter_request("no-such-item")), "matters/unknown-item");
    assert_eq!(
        refusal(&ProposeMatterRequest { shown: ShownAs::Anonymous, ..propose_matter_request("elections") }),
        "matters/name-needed"
    );
    let guest = server.refusal::<ProposeMatter>(&Person::guest(), &here, &propose_matter_request("pets"));
    assert_eq!(guest, (401, "request/not-signed-in".into()));
}
