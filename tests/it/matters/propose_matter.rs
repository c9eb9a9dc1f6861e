//! `POST …/matters`, and matters for the other tests of deliberation.

use crate::client::{Call, code};
use crate::people::{DEPUTY, DIRECTOR, Person};
use crate::scene::reason;
use crate::server::{Server, shared};
use domain::contract::Empty;
use domain::contract::{DecidePreReview, HidePost, KEY_HEADER, ListMatters, ProposeMatter, ShowMatter, WritePost};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{
    HidePostWith, HidingRule, MatterDraft, MattersQuery, PostDraft, PreReviewVerdict, ShownAs, Side, Stage, VerdictKind,
};

pub fn draft(item: &str) -> MatterDraft {
    MatterDraft {
        title: "楼下装一个雨棚".parse().expect("a title"),
        text: "下雨天等车没有地方躲，希望在门口装一个雨棚。".parse().expect("a text"),
        item: item.parse().expect("a code"),
        shown: ShownAs::Named,
        files: vec![],
    }
}

pub fn verdict(verdict: VerdictKind) -> PreReviewVerdict {
    let destination = (verdict == VerdictKind::Route).then(|| "街道办事处".parse().expect("a place"));
    PreReviewVerdict { verdict, reason: reason(), destination, days: None }
}

pub fn post(side: Side) -> PostDraft {
    PostDraft {
        side, text: "这件事我有话要说。".parse().expect("a text"), version: 1, reply_to: None, files: vec![]
    }
}

pub fn of(matter: MatterId) -> (CommunityCode, MatterId) {
    (code(), matter)
}

pub fn at(post: PostId) -> (CommunityCode, PostId) {
    (code(), post)
}

impl Server {
    /// A matter in the pre-review.
    pub fn proposed(&self, by: &Person) -> MatterId {
        self.call::<ProposeMatter>(by, &(code(),), &draft("pets")).matter
    }

    /// A matter that needs five co-signers.
    pub fn cosigning(&self, by: &Person) -> MatterId {
        self.call::<ProposeMatter>(by, &(code(),), &draft("lifts")).matter
    }

    pub fn reviewed(&self, by: &Person, kind: VerdictKind) -> MatterId {
        let matter = self.proposed(by);
        self.call::<DecidePreReview>(&self.another_clerk(by), &of(matter), &verdict(kind));
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
        self.call::<WritePost>(by, &of(matter), &post(Side::For)).post
    }

    /// A post that the committee has hidden for a week.
    pub fn hidden(&self, matter: MatterId, by: &Person) -> PostId {
        let post = self.said(matter, by);
        let body = HidePostWith { rule: HidingRule::Insult, reason: reason(), days: Some(7) };
        self.call::<HidePost>(&self.another_clerk(by), &at(post), &body);
        post
    }

    /// A matter of the demonstration whose discussion has ended, with or without a summary.
    pub fn discussed(&self, summarised: bool) -> MatterId {
        let query = MattersQuery { stage: Some(Stage::Discussed), ..MattersQuery::default() };
        let rows = self.query::<ListMatters>(&Person::guest(), &(code(),), &query).matters;
        let view = |matter| self.call::<ShowMatter>(&Person::guest(), &of(matter), &Empty {});
        let found =
            rows.iter().filter(|row| row.item != "projects").find(|row| view(row.id).summary.is_some() == summarised);
        found.expect("a discussed matter").id
    }
}

#[test]
fn a_resident_proposes_and_the_day_has_an_end() {
    let server = shared();
    let (resident, here) = (server.resident(), (code(),));
    let call = Call::of::<ProposeMatter>(&resident, &here, &(), &draft("pets"));
    let first = server.send(&call);
    assert_eq!(first.read::<ProposeMatter>().map(|standing| standing.stage), Ok(Stage::PreReview));
    assert_eq!(server.send(&call).text(), first.text(), "the same key brings the same answer");
    assert!(call.headers.iter().any(|(name, _)| name == KEY_HEADER));
    assert_eq!(server.call::<ProposeMatter>(&resident, &here, &draft("lifts")).stage, Stage::Collecting);
    let third = server.refusal::<ProposeMatter>(&resident, &here, &draft("pets"));
    assert_eq!(third, (429, "matters/too-many-today".into()));
    let other = server.resident();
    let refusal = |body: &MatterDraft| server.refusal::<ProposeMatter>(&other, &here, body).1;
    assert_eq!(refusal(&draft("no-such-item")), "matters/unknown-item");
    assert_eq!(refusal(&MatterDraft { shown: ShownAs::Anonymous, ..draft("elections") }), "matters/name-needed");
    let guest = server.refusal::<ProposeMatter>(&Person::guest(), &here, &draft("pets"));
    assert_eq!(guest, (401, "request/not-signed-in".into()));
}
