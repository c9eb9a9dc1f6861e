//! Statements of matters.

use crate::db::rows::{from_json, row};
use crate::decisions::sql::{Revoking, revoking_columns};
use domain::decisions::{CaseStatus, CaseStep, DecisionState, DossierMatter, decision_state, shown_status};
use domain::ids::{CaseId, HouseholdId, MatterId, MemberId, PostId};
use domain::masking::mask_name;
use domain::matters::{
    AppealView, CatalogueItem, DecisionMeeting, DiscussionPost, Hiding, HidingView, Matter, MatterAnswerRow, MatterRow,
    MatterSummaryRow, MatterVersion, PostState, PostView, PreReviewRow, Rules, ShownAs, Stage, TimelineRow, Viewer,
    answer_due,
};
use domain::time::UtcMillis;

// --- the catalogue ---------------------------------------------------------------------------------------------

pub const KIND: &str = "select kind from community";
pub const SETTINGS: &str = "select moderation, catalogue_since from matter_settings";
row! { catalogue_columns => CatalogueItem {
    code = "code",
    title_zh = "title_zh",
    title_en = "title_en",
    flags = "flags" => from_json,
    cosigners = "cosigners",
    source = "source",
    article = "article",
    verified = "verified",
    by_law = "by_law",
} }
pub const CATALOGUE: &str = concat!("select ", catalogue_columns!(), " from catalogue order by position");
pub const EMPTY_CATALOGUE: &str = "delete from catalogue";
pub const FILL_CATALOGUE: &str = "
insert into catalogue (position, code, title_zh, title_en, flags, cosigners, source, article, verified, by_law)
select key + 1, value ->> '$.code', value ->> '$.title_zh', value ->> '$.title_en', value -> '$.flags',
  value ->> '$.cosigners', value ->> '$.source', value ->> '$.article', value ->> '$.verified', value ->> '$.by_law'
from json_each(?)";
pub const CATALOGUE_SINCE: &str = "update matter_settings set catalogue_since = ?";
pub const SET_MODERATION: &str = "update matter_settings set moderation = ?";

// --- a matter --------------------------------------------------------------------------------------------------

row! { rules_columns => Matter {
    proposer = "m.proposer",
    household = "p.household",
    stored = "m.stage",
    cosigned = "m.cosigned",
    cosigners = "m.cosigners",
    until = "m.until_at",
    versions = "m.version",
    is_summarised = "exists (select 1 from matter_summaries s where s.matter = m.id)",
} }
row! { loaded_columns =>
    /// What the rules need of a matter, and what is shown of it.
    pub struct LoadedMatter {
        pub id: MatterId = "m.id",
        pub matter: Matter = (rules_columns),
        /// The row has only whether the reader has co-signed; `load::load_matter` fills the rest.
        pub viewer: Viewer = "exists (select 1 from cosigns c where c.matter = m.id and c.member = ?2)"
            => |has_cosigned: bool| Viewer { has_cosigned, ..Viewer::default() },
        pub title: String = "m.title",
        pub shown: ShownAs = "m.shown",
        pub handed_in_at: Option<UtcMillis> = "m.handed_in_at",
        pub case_id: Option<CaseId> = "m.case_id",
        pub proposer_name: String = "p.name",
    }
}
/// Values: matter, reader.
pub const FIND: &str =
    concat!("select ", loaded_columns!(), " from matters m join members p on p.id = m.proposer where m.id = ?1");
/// What a case takes from a matter.
pub const FOR_CASE: &str = "select title, item, stage, until_at from matters where id = ?";
/// Index: `matters_open`.
pub const OPEN_OF: &str = "
select count(*) from matters where proposer = ? and stage in ('collecting', 'pre-review')";
/// Index: `matters_by_proposer`.
pub const PROPOSED_SINCE: &str = "select count(*) from matters where proposer = ? and proposed_at >= ?";
pub const PROPOSE: &str = "
insert into matters (id, title, item, proposer, shown, stage, proposed_at, handed_in_at, cosigners)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub const ADD_VERSION: &str = "
insert into matter_versions (matter, number, at, by, author, title, text, summary) values (?, ?, ?, ?, ?, ?, ?, ?)";
pub const SET_VERSION: &str = "update matters set version = ? where id = ?";
pub const COSIGN: &str = "insert into cosigns (matter, member, version, at) values (?, ?, ?, ?)";
pub const DROP_COSIGN: &str = "delete from cosigns where matter = ? and member = ?";
pub const SET_STAGE: &str = "update matters set stage = ? where id = ?";
pub const HAND_IN: &str =
    "update matters set stage = 'pre-review', handed_in_at = ?, title = ?, version = ? where id = ?";
pub const HAND_IN_COSIGNED: &str = "update matters set stage = 'pre-review', handed_in_at = ? where id = ?";
pub const OPEN_DISCUSSION: &str = "update matters set stage = 'discussing', until_at = ? where id = ?";
/// Moves discussions whose time is over out of the list of open ones. Index: `matters_discussing`.
pub const SETTLE: &str = "update matters set stage = 'discussed' where stage = 'discussing' and until_at <= ?";
pub const DECIDING: &str = "update matters set stage = 'deciding', case_id = ? where id = ?";
pub const REVIEW: &str = "
insert into pre_reviews (matter, at, verdict, reason, destination, office, by, late) values (?, ?, ?, ?, ?, ?, ?, ?)";
pub const EVENT: &str = "insert into matter_events (matter, at, event, by) values (?, ?, ?, ?)";
pub const SUMMARISE: &str = "insert into matter_summaries (matter, at, text, by) values (?, ?, ?, ?)";
pub const ANSWER: &str = "insert into outcomes (matter, at, outcome, reason, by) values (?, ?, ?, ?, ?)";
pub const NEWEST_TEXT: &str = "
select v.text from matters m join matter_versions v on v.matter = m.id and v.number = m.version where m.id = ?";

// --- lists -----------------------------------------------------------------------------------------------------

row! { decision_columns =>
    /// The case of a matter.
    pub struct MatterDecision {
        pub status: CaseStatus = "c.status",
        pub step: CaseStep = "c.step",
        pub revoking: Revoking = (revoking_columns),
    }
}

impl MatterDecision {
    fn state(&self) -> DecisionState {
        decision_state(shown_status(self.status, self.revoking.case.is_some()), self.step)
    }
}
row! { matter_columns => MatterRow {
    id = "m.id",
    seq = "m.seq",
    title = "m.title",
    item = "m.item",
    stage = "m.stage",
    proposed_at = "m.proposed_at",
    cosigned = "m.cosigned",
    cosigners = "m.cosigners",
    posts = "m.posts_for + m.posts_against + m.posts_neutral",
    review_due = "iif(m.stage = 'pre-review', m.handed_in_at, null)"
        => |handed_in: Option<UtcMillis>| handed_in.map(|at| answer_due(at, Rules::current())),
    discussing_until = "m.until_at",
    outcome = "o.outcome",
    decision = (decision_columns) => |case: Option<MatterDecision>| case.as_ref().map(MatterDecision::state),
} }
/// Matters with the stage that is stored; `lists::read_matters` gives the present one.
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "select ",
            matter_columns!(),
            " from matters m left join outcomes o on o.matter = m.id left join cases c on c.id = m.case_id ",
            $rest
        )
    };
}
pub const ONE: &str = listed!("where m.id = ?");
/// Index: `matters_by_stage`.
pub const OF_STAGE: &str = listed!("where m.stage = ? and m.seq < ? order by m.seq desc limit ?");
/// Index: `matters_by_stage`; discussions that are over but not settled are few, those since the last acceptance.
pub const DISCUSSING: &str =
    listed!("where m.stage = 'discussing' and m.until_at > ? and m.seq < ? order by m.seq desc limit ?");
/// Index: `matters_by_stage`, once for each stage.
pub const DISCUSSED: &str = listed!(
    "where m.seq in (
       select seq from (select seq from matters where stage = 'discussed' and seq < ?2 order by seq desc limit ?3)
       union all
       select seq from (
         select seq from matters where stage = 'discussing' and until_at <= ?1 and seq < ?2 order by seq desc limit ?3
       )
     ) order by m.seq desc limit ?3"
);
pub const OF_STAGES: &str =
    listed!("where m.stage in (select value from json_each(?)) and m.seq < ? order by m.seq desc limit ?");
/// Indexes: `matters_by_proposer`, `cosigns_by_member`.
pub const MINE: &str = listed!(
    "where m.id in (
       select id from matters where proposer = ?1 union select matter from cosigns where member = ?1
     ) and m.seq < ?2 order by m.seq desc limit ?3"
);
row! { summary_columns => MatterSummaryRow { at = "s.at", text = "s.text" } }
row! { answer_columns => MatterAnswerRow { at = "o.at", outcome = "o.outcome", reason = "o.reason" } }
row! { details_columns =>
    /// What the page of one matter shows beyond its row in lists.
    pub struct MatterDetails {
        pub posts_for: u32 = "m.posts_for",
        pub posts_against: u32 = "m.posts_against",
        pub posts_neutral: u32 = "m.posts_neutral",
        pub text: String = "v.text",
        pub summary: Option<MatterSummaryRow> = (summary_columns),
        pub answer: Option<MatterAnswerRow> = (answer_columns),
    }
}
pub const DETAILS: &str = concat!(
    "select ",
    details_columns!(),
    " from matters m join matter_versions v on v.matter = m.id and v.number = m.version
     left join matter_summaries s on s.matter = m.id left join outcomes o on o.matter = m.id where m.id = ?"
);
row! { review_columns => PreReviewRow {
    at = "at",
    verdict = "verdict",
    reason = "reason",
    destination = "destination",
    office = "office",
    late = "late",
} }
pub const REVIEWS: &str =
    concat!("select ", review_columns!(), " from pre_reviews where matter = ? order by seq limit 50");
row! { meets_columns => DecisionMeeting { meeting = "g.id", starts_at = "g.starts_at" } }
/// The meeting of the present step of a case.
pub const MEETS: &str = concat!(
    "select ",
    meets_columns!(),
    " from cases c join case_steps s on s.case_id = c.id and s.step = c.step
     join meetings g on g.id = s.meeting and g.status in ('announced', 'open') where c.id = ? and c.status = 'open'"
);
row! { event_columns => TimelineRow { at = "at", event = "event", by = "by" } }
pub const EVENTS: &str =
    concat!("select ", event_columns!(), " from matter_events where matter = ? order by seq limit 200");
row! { version_columns => MatterVersion {
    number = "number",
    at = "at",
    by = "by",
    title = "title",
    text = "text",
    summary = "summary",
} }
pub const VERSIONS: &str =
    concat!("select ", version_columns!(), " from matter_versions where matter = ? order by number");
/// The newest version of a matter's text.
pub const NEWEST_VERSION: &str = "
select v.number, v.text, m.stage from matters m join matter_versions v on v.matter = m.id and v.number = m.version
where m.id = ?";
/// The newest matters with the beginning of their texts, up to a limit.
pub const LIKE_WHAT: &str = "
select m.id, m.title, substr(v.text, 1, ?3)
from matters m join matter_versions v on v.matter = m.id and v.number = m.version
where m.stage in (select value from json_each(?1)) order by m.seq desc limit ?2";
pub const THESE: &str = listed!("where m.id in (select value from json_each(?))");
pub const COUNT_SEARCH: &str = "
insert into rates (bucket, window_start, count) values (?, ?, 1)
on conflict (bucket, window_start) do update set count = count + 1 returning count";
row! { task_columns =>
    /// A matter that waits for an office.
    pub struct WaitingMatter {
        pub id: MatterId = "m.id",
        pub title: String = "m.title",
        pub item: String = "m.item",
        pub stored: Stage = "m.stage",
        pub handed_in_at: Option<UtcMillis> = "m.handed_in_at",
        pub until: Option<UtcMillis> = "m.until_at",
        pub proposer: MemberId = "m.proposer",
        pub household: HouseholdId = "p.household",
    }
}
/// Index: `matters_by_stage`.
pub const TASKS: &str = concat!(
    "select ",
    task_columns!(),
    " from matters m join members p on p.id = m.proposer
     where m.stage in ('pre-review', 'discussed', 'deciding') or (m.stage = 'discussing' and m.until_at <= ?)
     order by coalesce(m.until_at, m.handed_in_at), m.seq limit ?"
);

// --- posts -----------------------------------------------------------------------------------------------------

/// Index: `posts_by_author`.
pub const POSTED_SINCE: &str = "select count(*) from posts where author = ? and at >= ?";
pub const WRITE: &str = "
insert into posts (id, matter, parent, author, side, version, text, at, released_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub const REWRITE: &str = "update posts set text = ?, rewritten_at = ? where id = ?";
pub const WITHDRAW: &str = "update posts set withdrawn_at = ? where id = ?";
pub const REPORT: &str = "insert into post_reports (post, member, rule, at) values (?, ?, ?, ?)";
pub const CLOSE_REPORTS: &str = "update post_reports set closed_at = ? where post = ? and closed_at is null";
pub const RELEASE: &str = "update posts set released_at = ? where id = ? and released_at is null";
row! { discussion_columns => DiscussionPost {
    author = "p.author",
    household = "a.household",
    at = "p.at",
    is_reply = "p.parent is not null",
    replies = "p.replies",
    is_withdrawn = "p.withdrawn_at is not null",
    waits = "p.released_at is null",
    open_reports = "(select count(*) from post_reports r where r.post = p.id and r.closed_at is null)",
} with { is_hidden: false } }
row! { hiding_columns => Hiding {
    // Null where the post was never hidden.
    is_ended = "iif(h.seq is null, null, h.ended_at is not null)",
    until = "h.until_at",
    appealed_at = "h.appealed_at",
    is_decided = "h.decided_at is not null",
} }
row! { appeal_view_columns => AppealView {
    at = "h.appealed_at",
    reason = "h.appeal",
    decision_due = "h.appealed_at" => |at: UtcMillis| Hiding::decision_due(at, Rules::current()),
    outcome = "h.outcome",
    answer = "h.answer",
} }
row! { hiding_view_columns => HidingView {
    rule = "h.rule",
    office = "h.office",
    at = "h.at",
    until = "h.until_at",
    reason = "h.reason",
    appeal = (appeal_view_columns),
} }
row! { post_view_columns => PostView {
    id = "p.id",
    seq = "p.seq",
    at = "p.at",
    author = "a.name" => |name: String| mask_name(&name),
    side = "p.side",
    version = "p.version",
    text = "p.text",
    rewritten_at = "p.rewritten_at",
    hiding = (hiding_view_columns),
    reported_by_me = "exists (select 1 from post_reports r where r.post = p.id and r.member = ?1)",
} with { state: PostState::Shown, files: vec![], own: false, rewrite_until: None, replies: vec![] } }
row! { post_columns =>
    /// A post with its newest hiding and the reader's report, before `post_view::read_posts` finds its present state.
    pub struct PostRow {
        pub matter: MatterId = "p.matter",
        pub parent: Option<PostId> = "p.parent",
        pub post: DiscussionPost = (discussion_columns),
        pub hiding: Option<Hiding> = (hiding_columns),
        pub hiding_seq: Option<i64> = "h.seq",
        pub view: PostView = (post_view_columns),
    }
}
/// Posts for a reader, who is the first value.
macro_rules! posts {
    ($rest:literal) => {
        concat!(
            "select ",
            post_columns!(),
            " from posts p join members a on a.id = p.author
             left join moderations h on h.seq = (select max(seq) from moderations where post = p.id) ",
            $rest
        )
    };
}
pub const POST: &str = posts!("where p.id = ?2");
/// Index: `posts_by_matter`.
pub const POSTS: &str = posts!("where p.matter = ?2 and p.parent is null and p.seq < ?3 order by p.seq desc limit ?4");
/// Index: `posts_by_side`.
pub const POSTS_OF_SIDE: &str =
    posts!("where p.matter = ?2 and p.parent is null and p.seq < ?3 and p.side = ?5 order by p.seq desc limit ?4");
/// Answers to some posts, whose ids come as one JSON list. Index: `posts_by_parent`.
pub const REPLIES: &str = posts!("where p.parent in (select value from json_each(?2)) order by p.seq");
/// Index: `posts_waiting`.
pub const WAITING: &str = posts!(
    "where p.released_at is null and p.withdrawn_at is null
     and (h.seq is null or h.ended_at is not null or h.until_at <= ?2) order by p.seq limit ?3"
);
/// Index: `post_reports_open`.
pub const REPORTED: &str = posts!(
    "where p.id in (select post from post_reports where closed_at is null order by at limit ?2)
     and p.withdrawn_at is null order by p.seq"
);
/// Index: `moderations_appealed`.
pub const APPEALS: &str = posts!(
    "where p.id in (
       select post from moderations where appealed_at is not null and decided_at is null order by appealed_at limit ?2
     ) order by h.appealed_at"
);
pub const REPORT_COUNTS: &str = "
select r.post, r.rule, count(*) from post_reports r
where r.post in (select value from json_each(?)) and r.closed_at is null group by r.post, r.rule order by r.post, r.rule";
pub const TITLES: &str = "select id, title from matters where id in (select value from json_each(?))";

// --- moderation ------------------------------------------------------------------------------------------------

pub const HIDE: &str = "
insert into moderations (post, rule, reason, office, by, at, until_at) values (?, ?, ?, 'committee', ?, ?, ?)";
pub const END_HIDING: &str = "update moderations set ended_at = ? where seq = ? and ended_at is null";
pub const APPEAL: &str = "update moderations set appealed_at = ?, appeal = ? where seq = ?";
pub const DECIDE: &str = "
update moderations set decided_at = ?, decided_by = ?, outcome = ?, answer = ? where seq = ?";

// --- the dossier of a case --------------------------------------------------------------------------------------

row! { dossier_columns => DossierMatter {
    title = "m.title",
    item = "m.item",
    proposed_at = "m.proposed_at",
    cosigned = "m.cosigned",
    cosigners = "m.cosigners",
    discussed_until = "m.until_at",
    posts_for = "m.posts_for",
    posts_against = "m.posts_against",
    posts_neutral = "m.posts_neutral",
    summary = (summary_columns),
    answer = (answer_columns),
} with { reviews: vec![], versions: vec![], files: vec![] } }
row! { dossier_row_columns =>
    /// A matter of the dossier, and the stage that decides whether the public sees it.
    pub struct DossierRow { pub stage: Stage = "m.stage", pub matter: DossierMatter = (dossier_columns) }
}
pub const DOSSIER: &str = concat!(
    "select ",
    dossier_row_columns!(),
    " from matters m left join matter_summaries s on s.matter = m.id
     left join outcomes o on o.matter = m.id where m.id = ?"
);
