//! Matters and posts in each stage, and the requests about them.

use crate::scenes::activities::test_reason;
use crate::scenes::archive::test_photo;
use crate::scenes::client::community_code;
use crate::scenes::people::{DEPUTY, DIRECTOR, Person};
use crate::scenes::{Api, World};
use domain::archive::{CaptionedFile, CaptionedFilesRequest, FileId};
use domain::contract::{
    DecidePreReview, Empty, HidePost, ListMatters, ProposeMatter, ShowCatalogue, ShowMatter, WritePost,
};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{
    AddVersionRequest, AnswerMatterRequest, AppealHidingRequest, AppealOutcome, DecideAppealRequest,
    DecidePreReviewRequest, HidePostRequest, HidingRule, MatterOutcome, MattersQuery, ProposeMatterRequest,
    ReplaceCatalogueRequest, ReportPostRequest, ReviseMatterRequest, RewritePostRequest, ShownAs, Stage, Stance,
    SummariseMatterRequest, VerdictKind, WritePostRequest, catalogue_line,
};

pub fn matter_path(matter: MatterId) -> (CommunityCode, MatterId) {
    (community_code(), matter)
}

pub fn post_path(post: PostId) -> (CommunityCode, PostId) {
    (community_code(), post)
}

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

pub fn revise_matter_request() -> ReviseMatterRequest {
    ReviseMatterRequest {
        title: propose_matter_request("pets").title,
        text: propose_matter_request("pets").text,
        summary: test_reason(),
    }
}

pub fn add_version_request() -> AddVersionRequest {
    AddVersionRequest { text: "按大家的意见改过的正文。".parse().expect("a text"), summary: test_reason() }
}

pub fn summarise_matter_request() -> SummariseMatterRequest {
    SummariseMatterRequest { text: "多数人赞成，少数人担心安全。".parse().expect("a text") }
}

pub fn answer_matter_request() -> AnswerMatterRequest {
    AnswerMatterRequest { outcome: MatterOutcome::Partly, reason: test_reason() }
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

pub fn rewrite_post_request() -> RewritePostRequest {
    RewritePostRequest { text: "我改一个错字。".parse().expect("a text") }
}

pub fn report_post_request() -> ReportPostRequest {
    ReportPostRequest { rule: HidingRule::OffTopic }
}

pub fn appeal_hiding_request() -> AppealHidingRequest {
    AppealHidingRequest { reason: test_reason() }
}

pub fn uphold_appeal_request() -> DecideAppealRequest {
    DecideAppealRequest { outcome: AppealOutcome::Upheld, reason: test_reason() }
}

/// A file with a description.
pub fn captioned_file(file: FileId) -> CaptionedFile {
    CaptionedFile { file, caption: "示范照片".parse().expect("words") }
}

pub fn captioned_files_request(of: &[FileId]) -> CaptionedFilesRequest {
    CaptionedFilesRequest { files: of.iter().map(|file| captioned_file(*file)).collect() }
}

impl<A: Api> World<A> {
    /// A photo of this person with its description; no refusal is expected.
    pub fn bring_captioned(&self, who: &Person, number: u32) -> CaptionedFilesRequest {
        captioned_files_request(&[self.bring(who, test_photo(number)).file])
    }

    /// The list in force, as lines.
    pub fn catalogue_lines(&self) -> ReplaceCatalogueRequest {
        let items = self.call::<ShowCatalogue>(&Person::guest(), &(community_code(),), &Empty {}).items;
        ReplaceCatalogueRequest { lines: items.iter().map(catalogue_line).collect() }
    }

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
