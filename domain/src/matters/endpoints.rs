//! The endpoints of matters.

use super::{
    AddVersionRequest, AnswerMatterRequest, AppealHidingRequest, Catalogue, DecideAppealRequest,
    DecidePreReviewRequest, FindSimilarRequest, HidePostRequest, MatterRow, MatterStanding, MatterTasks,
    MatterVersions, MatterView, MattersQuery, Moderation, PostView, PostWritten, PostsQuery, ProposeMatterRequest,
    Refusal, ReplaceCatalogueRequest, ReportPostRequest, ReviseMatterRequest, RewritePostRequest, SetModerationRequest,
    SimilarMatters, SummariseMatterRequest, WritePostRequest,
};
use crate::archive::CaptionedFilesRequest;
use crate::contract::Page;
use crate::ids::{CommunityCode, MatterId, PostId};
use crate::sessions::Done;

crate::endpoints! {
    /// The catalogue: which matters may be proposed, and what each item requires.
    ShowCatalogue = "matters/show-catalogue" Get "/api/communities/{community}/matter-catalogue" {
        may: SeePublic, params: (CommunityCode,), reply: Catalogue
    }
    /// Replace the catalogue by the community's own list, as a whole or not at all.
    ReplaceCatalogue = "matters/replace-catalogue" Post "/api/communities/{community}/matter-catalogue" {
        may: OrganiseMatters, params: (CommunityCode,), body: ReplaceCatalogueRequest, reply: Catalogue,
        refusals: Refusal[CatalogueLines]
    }
    /// Matters by stage, newest first.
    ListMatters = "matters/list-matters" Get "/api/communities/{community}/matters" {
        may: SeePublic, params: (CommunityCode,), query: MattersQuery, reply: Page<MatterRow>
    }
    /// One matter with its timeline and what the caller may do with it.
    ShowMatter = "matters/show-matter" Get "/api/communities/{community}/matters/{matter}" {
        may: SeePublic, params: (CommunityCode, MatterId), reply: MatterView
    }
    /// All versions of its text.
    ShowVersions = "matters/show-versions" Get "/api/communities/{community}/matters/{matter}/versions" {
        may: SeePublic, params: (CommunityCode, MatterId), reply: MatterVersions
    }
    /// Posts of a discussion, by side, newest first.
    ListPosts = "matters/list-posts" Get "/api/communities/{community}/matters/{matter}/posts" {
        may: SeePublic, params: (CommunityCode, MatterId), query: PostsQuery, reply: Page<PostView>
    }
    /// Matters similar to the one being written. A POST, because text that people type must not appear in an address.
    FindSimilar = "matters/find-similar" Post "/api/communities/{community}/similar-matters" {
        kind: Unkeyed, may: Deliberate, params: (CommunityCode,), body: FindSimilarRequest, reply: SimilarMatters
    }
    /// Propose a matter.
    ProposeMatter = "matters/propose-matter" Post "/api/communities/{community}/matters" {
        may: Deliberate, params: (CommunityCode,), body: ProposeMatterRequest, reply: MatterStanding,
        refusals: Refusal[UnknownItem, NameNeeded, TooManyOpen, TooManyToday]
            and crate::archive::Refusal[NoSuchFile, TooManyAttached], assisted: true
    }
    /// Add photos and documents to a matter: for its proposer and the committee, until its discussion ends.
    AddMatterFiles = "matters/add-matter-files" Post "/api/communities/{community}/matters/{matter}/files" {
        may: EncloseFiles, params: (CommunityCode, MatterId), body: CaptionedFilesRequest, reply: Done,
        refusals: Refusal[NotDiscussing, AlreadyClosed, AlreadyWithdrawn]
            and crate::archive::Refusal[NoSuchFile, TooManyAttached]
    }
    /// Co-sign another resident's matter.
    CosignMatter = "matters/cosign-matter" Post "/api/communities/{community}/matters/{matter}/cosigners" {
        may: Deliberate, params: (CommunityCode, MatterId), reply: MatterStanding,
        refusals: Refusal[NotCollecting, OwnCase, AlreadyCosigned], assisted: true
    }
    /// Take back one's own co-signature, as long as co-signers are collected.
    WithdrawCosignature = "matters/withdraw-cosignature"
        Post "/api/communities/{community}/matters/{matter}/cosigners/withdrawal" {
        may: Deliberate, params: (CommunityCode, MatterId), reply: MatterStanding,
        refusals: Refusal[NotCollecting, NotCosigned], assisted: true
    }
    /// Edit one's own returned proposal and submit it again.
    ReviseMatter = "matters/revise-matter" Post "/api/communities/{community}/matters/{matter}/revision" {
        may: Deliberate, params: (CommunityCode, MatterId), body: ReviseMatterRequest, reply: MatterStanding,
        refusals: Refusal[NotReturned], assisted: true
    }
    /// Withdraw one's own proposal before it is discussed.
    WithdrawMatter = "matters/withdraw-matter" Post "/api/communities/{community}/matters/{matter}/withdrawal" {
        may: Deliberate, params: (CommunityCode, MatterId), reply: MatterStanding,
        refusals: Refusal[UnderDiscussion, AlreadyClosed, AlreadyWithdrawn]
    }
    /// Matters that wait for the pre-review, a summary or an answer.
    ListMatterTasks = "matters/list-matter-tasks" Get "/api/communities/{community}/matter-tasks" {
        may: SeeMatterTasks, params: (CommunityCode,), reply: MatterTasks
    }
    /// Decide the pre-review: accept for discussion, return with a reason, or route elsewhere.
    DecidePreReview = "matters/decide-pre-review" Post "/api/communities/{community}/matters/{matter}/pre-review" {
        may: PreReviewMatters, params: (CommunityCode, MatterId), body: DecidePreReviewRequest, reply: MatterStanding,
        refusals: Refusal[OwnCase, NotInPreReview, DestinationMissing, DaysOutOfBounds]
    }
    /// Add a further version of the text under discussion; all versions are kept.
    AddVersion = "matters/add-version" Post "/api/communities/{community}/matters/{matter}/versions" {
        may: OrganiseMatters, params: (CommunityCode, MatterId), body: AddVersionRequest, reply: MatterStanding,
        refusals: Refusal[NotDiscussing, TooManyVersions, SameText]
    }
    /// Summarise the discussion after it has ended.
    SummariseMatter = "matters/summarise-matter" Post "/api/communities/{community}/matters/{matter}/summary" {
        may: OrganiseMatters, params: (CommunityCode, MatterId), body: SummariseMatterRequest, reply: MatterStanding,
        refusals: Refusal[NotDiscussing, StillDiscussing, AlreadyClosed, AlreadySummarised]
    }
    /// Answer the matter: the committee's conclusion with its reason, public.
    AnswerMatter = "matters/answer-matter" Post "/api/communities/{community}/matters/{matter}/answer" {
        may: OrganiseMatters, params: (CommunityCode, MatterId), body: AnswerMatterRequest, reply: MatterStanding,
        refusals: Refusal[NotDiscussing, StillDiscussing, AlreadyClosed, SummaryMissing]
    }
    /// Write a post in the discussion, or reply to one.
    WritePost = "matters/write-post" Post "/api/communities/{community}/matters/{matter}/posts" {
        may: Deliberate, params: (CommunityCode, MatterId), body: WritePostRequest, reply: PostWritten,
        refusals: Refusal[TooManyToday, NotDiscussing, TooDeep, TooManyReplies, PostNotShown]
            and crate::archive::Refusal[NoSuchFile, TooManyAttached], assisted: true
    }
    /// Add photos and documents to one's own post, while it may be edited.
    AddPostFiles = "matters/add-post-files" Post "/api/communities/{community}/posts/{post}/files" {
        may: Deliberate, params: (CommunityCode, PostId), body: CaptionedFilesRequest, reply: Done,
        refusals: Refusal[NotDiscussing, PostNotShown, TooLateToRewrite, AlreadyAnswered, AlreadyWithdrawn]
            and crate::archive::Refusal[NoSuchFile, TooManyAttached]
    }
    /// Edit one's own post, soon and before anybody has replied.
    RewritePost = "matters/rewrite-post" Post "/api/communities/{community}/posts/{post}/text" {
        may: Deliberate, params: (CommunityCode, PostId), body: RewritePostRequest, reply: PostWritten,
        refusals: Refusal[NotDiscussing, PostNotShown, TooLateToRewrite, AlreadyAnswered, AlreadyWithdrawn]
    }
    /// Withdraw one's own post; readers still see that there was one.
    WithdrawPost = "matters/withdraw-post" Post "/api/communities/{community}/posts/{post}/withdrawal" {
        may: Deliberate, params: (CommunityCode, PostId), reply: PostWritten,
        refusals: Refusal[AlreadyWithdrawn]
    }
    /// Report to the committee that a post breaks a rule.
    ReportPost = "matters/report-post" Post "/api/communities/{community}/posts/{post}/reports" {
        may: Deliberate, params: (CommunityCode, PostId), body: ReportPostRequest, reply: Done,
        refusals: Refusal[OwnCase, PostNotShown, AlreadyReported]
    }
    /// Posts to moderate.
    ShowModeration = "matters/show-moderation" Get "/api/communities/{community}/matter-moderation" {
        may: SeeMatterTasks, params: (CommunityCode,), reply: Moderation
    }
    /// Set whether posts are reviewed before or after publication.
    SetModeration = "matters/set-moderation" Post "/api/communities/{community}/matter-moderation" {
        may: ModeratePosts, params: (CommunityCode,), body: SetModerationRequest, reply: Done
    }
    /// Hide a post under a rule; its author is notified and may appeal.
    HidePost = "matters/hide-post" Post "/api/communities/{community}/posts/{post}/hiding" {
        may: ModeratePosts, params: (CommunityCode, PostId), body: HidePostRequest, reply: PostWritten,
        refusals: Refusal[OwnCase, DaysOutOfBounds, AlreadyWithdrawn, AlreadyHidden, EndMissing]
    }
    /// Show a post that waits, is hidden, or was reported without cause.
    ReleasePost = "matters/release-post" Post "/api/communities/{community}/posts/{post}/release" {
        may: ModeratePosts, params: (CommunityCode, PostId), reply: PostWritten,
        refusals: Refusal[OwnCase, AlreadyWithdrawn, NothingToRelease]
    }
    /// Appeal to the supervision committee as the author of a hidden post, once.
    AppealHiding = "matters/appeal-hiding" Post "/api/communities/{community}/posts/{post}/appeal" {
        may: Deliberate, params: (CommunityCode, PostId), body: AppealHidingRequest, reply: PostWritten,
        refusals: Refusal[NotHidden, AlreadyAppealed]
    }
    /// Decide an appeal, as the supervision committee.
    DecideAppeal = "matters/decide-appeal" Post "/api/communities/{community}/posts/{post}/appeal-decision" {
        may: DecideAppeals, params: (CommunityCode, PostId), body: DecideAppealRequest, reply: PostWritten,
        refusals: Refusal[OwnCase, NoAppeal]
    }
}
