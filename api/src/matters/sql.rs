//! Statements of matters.

/// Columns that `lists::row` reads.
macro_rules! matter_row {
    ($rest:literal) => {
        concat!(
            "select m.seq, m.id, m.title, m.item, m.stage, m.proposed_at, m.cosigned, m.cosigners, ",
            "m.posts_for + m.posts_against + m.posts_neutral, m.handed_in_at, m.until_at, o.outcome ",
            "from matters m left join outcomes o on o.matter = m.id ",
            $rest
        )
    };
}

/// Columns that `talk::Said` reads: the post, its author's household and name, its newest hiding, the reader's report.
macro_rules! post_row {
    ($rest:literal) => {
        concat!(
            "select p.seq, p.id, p.matter, p.parent, p.author, a.household, a.name, p.side, p.version, p.text, p.at, ",
            "p.rewritten_at, p.released_at, p.withdrawn_at, p.replies, ",
            "h.rule, h.office, h.at, h.until_at, h.ended_at, h.reason, h.appealed_at, h.appeal, h.decided_at, ",
            "h.outcome, h.answer, ",
            "exists (select 1 from post_reports r where r.post = p.id and r.member = ?1), ",
            "(select count(*) from post_reports r where r.post = p.id and r.closed_at is null), h.seq ",
            "from posts p join members a on a.id = p.author ",
            "left join moderations h on h.seq = (select max(seq) from moderations where post = p.id) ",
            $rest
        )
    };
}

// --- the catalogue ---------------------------------------------------------------------------------------------

pub const KIND: &str = "select kind from community";
pub const SETTINGS: &str = "select moderation, catalogue_since from matter_settings";
pub const CATALOGUE: &str = "
select code, title_zh, title_en, flags, cosigners, source, article, verified, by_law from catalogue order by position";
pub const EMPTY_CATALOGUE: &str = "delete from catalogue";
pub const FILL_CATALOGUE: &str = "
insert into catalogue (position, code, title_zh, title_en, flags, cosigners, source, article, verified, by_law)
select key + 1, value ->> '$.code', value ->> '$.title_zh', value ->> '$.title_en', value -> '$.flags',
  value ->> '$.cosigners', value ->> '$.source', value ->> '$.article', value ->> '$.verified', value ->> '$.by_law'
from json_each(?)";
pub const CATALOGUE_SINCE: &str = "update matter_settings set catalogue_since = ?";
pub const SET_MODERATION: &str = "update matter_settings set moderation = ?";

// --- a matter --------------------------------------------------------------------------------------------------

/// What the rules need of a matter, and what is shown of it.
pub const FIND: &str = "
select m.proposer, p.household, m.stage, m.cosigned, m.cosigners, m.until_at, m.version,
  exists (select 1 from matter_summaries s where s.matter = m.id),
  exists (select 1 from cosigns c where c.matter = m.id and c.member = ?2),
  m.title, m.shown, m.handed_in_at, m.case_id, p.name
from matters m join members p on p.id = m.proposer where m.id = ?1";
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

pub const ONE: &str = matter_row!("where m.id = ?");
/// Index: `matters_by_stage`.
pub const OF_STAGE: &str = matter_row!("where m.stage = ? and m.seq < ? order by m.seq desc limit ?");
/// Index: `matters_by_stage`; discussions that are over but not settled are few, those since the last acceptance.
pub const DISCUSSING: &str =
    matter_row!("where m.stage = 'discussing' and m.until_at > ? and m.seq < ? order by m.seq desc limit ?");
/// Index: `matters_by_stage`, once for each stage.
pub const DISCUSSED: &str = matter_row!(
    "where m.seq in (
       select seq from (select seq from matters where stage = 'discussed' and seq < ?2 order by seq desc limit ?3)
       union all
       select seq from (
         select seq from matters where stage = 'discussing' and until_at <= ?1 and seq < ?2 order by seq desc limit ?3
       )
     ) order by m.seq desc limit ?3"
);
pub const OF_STAGES: &str =
    matter_row!("where m.stage in (select value from json_each(?)) and m.seq < ? order by m.seq desc limit ?");
/// Indexes: `matters_by_proposer`, `cosigns_by_member`.
pub const MINE: &str = matter_row!(
    "where m.id in (
       select id from matters where proposer = ?1 union select matter from cosigns where member = ?1
     ) and m.seq < ?2 order by m.seq desc limit ?3"
);
pub const DETAILS: &str = "
select m.posts_for, m.posts_against, m.posts_neutral, v.text, s.at, s.text, o.at, o.outcome, o.reason
from matters m join matter_versions v on v.matter = m.id and v.number = m.version
left join matter_summaries s on s.matter = m.id left join outcomes o on o.matter = m.id where m.id = ?";
pub const REVIEWS: &str = "
select at, verdict, reason, destination, office, late from pre_reviews where matter = ? order by seq limit 50";
pub const EVENTS: &str = "select at, event, by from matter_events where matter = ? order by seq limit 200";
pub const VERSIONS: &str = "
select number, at, by, title, text, summary from matter_versions where matter = ? order by number";
/// The newest version of a matter's text.
pub const NEWEST_VERSION: &str = "
select v.number, v.text, m.stage from matters m join matter_versions v on v.matter = m.id and v.number = m.version
where m.id = ?";
/// The newest matters with the beginning of their texts, up to a limit.
pub const LIKE_WHAT: &str = "
select m.id, m.title, substr(v.text, 1, ?3)
from matters m join matter_versions v on v.matter = m.id and v.number = m.version
where m.stage in (select value from json_each(?1)) order by m.seq desc limit ?2";
pub const THESE: &str = matter_row!("where m.id in (select value from json_each(?))");
pub const COUNT_SEARCH: &str = "
insert into rates (bucket, window_start, count) values (?, ?, 1)
on conflict (bucket, window_start) do update set count = count + 1 returning count";
/// Index: `matters_by_stage`.
pub const TASKS: &str = "
select m.id, m.title, m.item, m.stage, m.handed_in_at, m.until_at, m.proposer, p.household
from matters m join members p on p.id = m.proposer
where m.stage in ('pre-review', 'discussed', 'deciding') or (m.stage = 'discussing' and m.until_at <= ?)
order by coalesce(m.until_at, m.handed_in_at), m.seq limit ?";

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
pub const POST: &str = post_row!("where p.id = ?2");
/// Index: `posts_by_matter`.
pub const POSTS: &str =
    post_row!("where p.matter = ?2 and p.parent is null and p.seq < ?3 order by p.seq desc limit ?4");
/// Index: `posts_by_side`.
pub const POSTS_OF_SIDE: &str =
    post_row!("where p.matter = ?2 and p.parent is null and p.seq < ?3 and p.side = ?5 order by p.seq desc limit ?4");
/// Answers to some posts, whose ids come as one JSON list. Index: `posts_by_parent`.
pub const REPLIES: &str = post_row!("where p.parent in (select value from json_each(?2)) order by p.seq");
/// Index: `posts_waiting`.
pub const WAITING: &str = post_row!(
    "where p.released_at is null and p.withdrawn_at is null
     and (h.seq is null or h.ended_at is not null or h.until_at <= ?2) order by p.seq limit ?3"
);
/// Index: `post_reports_open`.
pub const REPORTED: &str = post_row!(
    "where p.id in (select post from post_reports where closed_at is null order by at limit ?2)
     and p.withdrawn_at is null order by p.seq"
);
/// Index: `moderations_appealed`.
pub const APPEALS: &str = post_row!(
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

pub const DOSSIER: &str = "
select m.title, m.item, m.stage, m.proposed_at, m.cosigned, m.cosigners, m.until_at, m.posts_for, m.posts_against,
  m.posts_neutral, s.at, s.text, o.at, o.outcome, o.reason
from matters m left join matter_summaries s on s.matter = m.id left join outcomes o on o.matter = m.id where m.id = ?";

// --- reminders ------------------------------------------------------------------------------------------------------

pub const ENDING: &str = "select until_at, title from matters where id = ? and stage = 'discussing'";
/// A count and one JSON list: proposer, co-signers and authors who still live here.
pub const WHO_TAKE_PART: &str = "
select count(*), json_group_array(id) from (
  select m.id from members m where m.left_at is null and m.id in (
    select proposer from matters where id = ?1 union select member from cosigns where matter = ?1
    union select author from posts where matter = ?1
  ) order by m.id
)";
pub const IN_REVIEW: &str = "select handed_in_at, title from matters where id = ? and stage = 'pre-review'";
