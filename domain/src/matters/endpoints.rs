//! The endpoints of matters.

use super::{
    AppealDecision, AppealWith, Catalogue, CatalogueLines, HidePostWith, MatterAnswer, MatterDraft, MatterRevision,
    MatterStanding, MatterSummary, MatterTasks, MatterVersionDraft, MatterVersions, MatterView, Matters, MattersQuery,
    Moderation, ModerationSetting, PostDraft, PostReport, PostRevision, Posted, Posts, PostsQuery, PreReviewVerdict,
    Refusal, SimilarMatters, SimilarTo,
};
use crate::archive::{CaptionedFiles, with_attaching};
use crate::contract::Empty;
use crate::ids::{CommunityCode, MatterId, PostId};
use crate::sessions::Done;

crate::endpoints! {
    /// What may be put up, and what each item asks for.
    ShowCatalogue = "matters/show-catalogue" Get "/api/communities/{community}/matter-catalogue" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: (), body: Empty,
        reply: Catalogue, refusals: &[]
    }
    /// A list of the community's own takes its place, as a whole or not at all.
    ReplaceCatalogue = "matters/replace-catalogue" Post "/api/communities/{community}/matter-catalogue" {
        place: Community, kind: Command, may: OrganiseMatters, params: (CommunityCode,), query: (),
        body: CatalogueLines, reply: Catalogue, refusals: Refusal::ALL
    }
    /// Matters by stage, newest first.
    ListMatters = "matters/list-matters" Get "/api/communities/{community}/matters" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode,), query: MattersQuery, body: Empty,
        reply: Matters, refusals: &[]
    }
    /// One matter with its timeline and what the caller may do with it.
    ShowMatter = "matters/show-matter" Get "/api/communities/{community}/matters/{matter}" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode, MatterId), query: (), body: Empty,
        reply: MatterView, refusals: &[]
    }
    /// All versions of its text.
    ShowVersions = "matters/show-versions" Get "/api/communities/{community}/matters/{matter}/versions" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode, MatterId), query: (), body: Empty,
        reply: MatterVersions, refusals: &[]
    }
    /// What was said, by side, newest first.
    ListPosts = "matters/list-posts" Get "/api/communities/{community}/matters/{matter}/posts" {
        place: Community, kind: Read, may: SeePublic, params: (CommunityCode, MatterId), query: PostsQuery,
        body: Empty, reply: Posts, refusals: &[]
    }
    /// Matters like the one being written. A POST, because what somebody types belongs in no address.
    FindSimilar = "matters/find-similar" Post "/api/communities/{community}/similar-matters" {
        place: Community, kind: Unkeyed, may: Deliberate, params: (CommunityCode,), query: (), body: SimilarTo,
        reply: SimilarMatters, refusals: &[]
    }
    /// Put a matter up.
    ProposeMatter = "matters/propose-matter" Post "/api/communities/{community}/matters" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode,), query: (), body: MatterDraft,
        reply: MatterStanding, refusals: with_attaching!(Refusal), assisted: true
    }
    /// Add photos and documents to a matter: its proposer and the committee, until its discussion ends.
    AddMatterFiles = "matters/add-matter-files" Post "/api/communities/{community}/matters/{matter}/files" {
        place: Community, kind: Command, may: EncloseFiles, params: (CommunityCode, MatterId), query: (),
        body: CaptionedFiles, reply: Done, refusals: with_attaching!(Refusal)
    }
    /// Stand behind somebody else's.
    CosignMatter = "matters/cosign-matter" Post "/api/communities/{community}/matters/{matter}/cosigners" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, MatterId), query: (), body: Empty,
        reply: MatterStanding, refusals: Refusal::ALL, assisted: true
    }
    /// Mend the own, which was returned, and hand it in again.
    ReviseMatter = "matters/revise-matter" Post "/api/communities/{community}/matters/{matter}/revision" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, MatterId), query: (),
        body: MatterRevision, reply: MatterStanding, refusals: Refusal::ALL, assisted: true
    }
    /// Take the own back before anybody discusses it.
    WithdrawMatter = "matters/withdraw-matter" Post "/api/communities/{community}/matters/{matter}/withdrawal" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, MatterId), query: (), body: Empty,
        reply: MatterStanding, refusals: Refusal::ALL
    }
    /// What waits for the pre-review, a summary or an answer.
    ListMatterTasks = "matters/list-matter-tasks" Get "/api/communities/{community}/matter-tasks" {
        place: Community, kind: Read, may: SeeMatterTasks, params: (CommunityCode,), query: (), body: Empty,
        reply: MatterTasks, refusals: &[]
    }
    /// Accept for discussion, return with a reason, or route elsewhere.
    DecidePreReview = "matters/decide-pre-review" Post "/api/communities/{community}/matters/{matter}/pre-review" {
        place: Community, kind: Command, may: PreReviewMatters, params: (CommunityCode, MatterId), query: (),
        body: PreReviewVerdict, reply: MatterStanding, refusals: Refusal::ALL
    }
    /// A further version of the text under discussion; all are kept.
    AddVersion = "matters/add-version" Post "/api/communities/{community}/matters/{matter}/versions" {
        place: Community, kind: Command, may: OrganiseMatters, params: (CommunityCode, MatterId), query: (),
        body: MatterVersionDraft, reply: MatterStanding, refusals: Refusal::ALL
    }
    /// Sum the discussion up when its time is over.
    SummariseMatter = "matters/summarise-matter" Post "/api/communities/{community}/matters/{matter}/summary" {
        place: Community, kind: Command, may: OrganiseMatters, params: (CommunityCode, MatterId), query: (),
        body: MatterSummary, reply: MatterStanding, refusals: Refusal::ALL
    }
    /// What the committee makes of it, with the reason, for everybody to read.
    AnswerMatter = "matters/answer-matter" Post "/api/communities/{community}/matters/{matter}/answer" {
        place: Community, kind: Command, may: OrganiseMatters, params: (CommunityCode, MatterId), query: (),
        body: MatterAnswer, reply: MatterStanding, refusals: Refusal::ALL
    }
    /// Say something in the discussion, or answer somebody.
    WritePost = "matters/write-post" Post "/api/communities/{community}/matters/{matter}/posts" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, MatterId), query: (),
        body: PostDraft, reply: Posted, refusals: with_attaching!(Refusal), assisted: true
    }
    /// Add photos and documents to the own post, as soon as one may mend it.
    AddPostFiles = "matters/add-post-files" Post "/api/communities/{community}/posts/{post}/files" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, PostId), query: (),
        body: CaptionedFiles, reply: Done, refusals: with_attaching!(Refusal)
    }
    /// Mend the own post, soon and while nobody has answered.
    RewritePost = "matters/rewrite-post" Post "/api/communities/{community}/posts/{post}/text" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, PostId), query: (),
        body: PostRevision, reply: Posted, refusals: Refusal::ALL
    }
    /// Take the own post back; that one stood there is seen.
    WithdrawPost = "matters/withdraw-post" Post "/api/communities/{community}/posts/{post}/withdrawal" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, PostId), query: (), body: Empty,
        reply: Posted, refusals: Refusal::ALL
    }
    /// Tell the committee that a post breaks a rule.
    ReportPost = "matters/report-post" Post "/api/communities/{community}/posts/{post}/reports" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, PostId), query: (),
        body: PostReport, reply: Done, refusals: Refusal::ALL
    }
    /// What there is to moderate.
    ShowModeration = "matters/show-moderation" Get "/api/communities/{community}/matter-moderation" {
        place: Community, kind: Read, may: SeeMatterTasks, params: (CommunityCode,), query: (), body: Empty,
        reply: Moderation, refusals: &[]
    }
    /// Whether posts are looked at before or after everybody reads them.
    SetModeration = "matters/set-moderation" Post "/api/communities/{community}/matter-moderation" {
        place: Community, kind: Command, may: ModeratePosts, params: (CommunityCode,), query: (),
        body: ModerationSetting, reply: Done, refusals: &[]
    }
    /// Hide a post under a rule; its author is told and may appeal.
    HidePost = "matters/hide-post" Post "/api/communities/{community}/posts/{post}/hiding" {
        place: Community, kind: Command, may: ModeratePosts, params: (CommunityCode, PostId), query: (),
        body: HidePostWith, reply: Posted, refusals: Refusal::ALL
    }
    /// Let a post be seen that waits, is hidden, or was reported without cause.
    ReleasePost = "matters/release-post" Post "/api/communities/{community}/posts/{post}/release" {
        place: Community, kind: Command, may: ModeratePosts, params: (CommunityCode, PostId), query: (), body: Empty,
        reply: Posted, refusals: Refusal::ALL
    }
    /// The author of a hidden post asks the supervision committee, once.
    AppealHiding = "matters/appeal-hiding" Post "/api/communities/{community}/posts/{post}/appeal" {
        place: Community, kind: Command, may: Deliberate, params: (CommunityCode, PostId), query: (),
        body: AppealWith, reply: Posted, refusals: Refusal::ALL
    }
    /// What the supervision committee says.
    DecideAppeal = "matters/decide-appeal" Post "/api/communities/{community}/posts/{post}/appeal-decision" {
        place: Community, kind: Command, may: DecideAppeals, params: (CommunityCode, PostId), query: (),
        body: AppealDecision, reply: Posted, refusals: Refusal::ALL
    }
}
