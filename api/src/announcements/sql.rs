//! Statements of announcements.

use crate::db::rows::row;
use domain::announcements::{AnnouncementAudience, AnnouncementRow, IssuedAnnouncement};
use domain::ids::{AnnouncementId, BodyId, GridId};
use domain::time::UtcMillis;

row! { announcement_columns => AnnouncementRow {
    id = "a.id",
    title = "a.title",
    body_name = "p.name",
    audience = "a.audience",
    audience_name = "coalesce(g.name, b.name)",
    statutory = "a.basis is not null",
    from = "a.from_day",
    until = "a.until_day",
    published_at = "a.published_at",
    withdrawn = "a.withdrawn_at is not null",
    unread = "n.id is not null and n.opened_at is null and n.put_away_at is null",
} }
/// Value 1: the reader, or ''.
macro_rules! joined {
    ($columns:expr, $rest:expr) => {
        concat!(
            "select ",
            $columns,
            " from announcements a join bodies p on p.id = a.publisher
             left join grids g on g.id = a.grid left join bodies b on b.id = a.body
             left join notices n on n.announcement = a.id and n.member = ?1 ",
            $rest
        )
    };
}
/// Whether an announcement addresses the reader today. Values: reader, today.
macro_rules! addresses {
    () => {
        "(a.audience = 'community' or (a.audience = 'grid' and a.grid = (select grid from members where id = ?1))
          or (a.audience = 'body' and exists (select 1 from seats s where s.body = a.body and s.member = ?1
            and s.ended_at is null and s.from_day <= ?2 and s.until_day >= ?2)))"
    };
}
/// Values: reader, today, below, limit. Index: primary key, from the newest on.
macro_rules! readable {
    ($which:literal) => {
        joined!(
            announcement_columns!(),
            concat!(
                "where a.id < ?3 and a.withdrawn_at is null and a.from_day <= ?2 and ",
                $which,
                " and ",
                addresses!(),
                " order by a.id desc limit ?4"
            )
        )
    };
}
pub const CURRENT: &str = readable!("a.until_day >= ?2 and n.put_away_at is null");
pub const PAST: &str = readable!("(a.until_day < ?2 or n.put_away_at is not null)");

row! { issued_columns => IssuedAnnouncement {
    row = (announcement_columns),
    addressed = "a.addressed",
    readers = "a.readers",
} }
/// Values: reader, below, limit.
pub const ISSUED: &str = joined!(issued_columns!(), "where a.id < ?2 order by a.id desc limit ?3");

row! { page_columns =>
    /// An announcement with what only its page shows.
    pub struct AnnouncementPage {
        pub row: AnnouncementRow = (announcement_columns),
        pub text: String = "a.text",
        pub basis: Option<String> = "a.basis",
        pub corrects: Option<AnnouncementId> = "a.corrects",
        pub corrected_by: Option<AnnouncementId> = "(select max(c.id) from announcements c
            where c.corrects = a.id and c.withdrawn_at is null and c.from_day <= ?2)",
        pub withdrawn_at: Option<UtcMillis> = "a.withdrawn_at",
        pub withdrawn_reason: Option<String> = "a.withdrawn_reason",
        /// Told of it, and not put away by the reader.
        pub is_told: bool = "n.id is not null and n.put_away_at is null",
    }
}
/// Values: reader, today, announcement.
pub const ONE: &str = joined!(page_columns!(), "where a.id = ?3");
/// Values: reader, today, announcement.
pub const ADDRESSES: &str = concat!("select ", addresses!(), " from announcements a where a.id = ?3");

row! { facts_columns =>
    /// What the rules need of an announcement.
    pub struct AnnouncementFacts {
        pub title: String = "title",
        pub audience: AnnouncementAudience = "audience",
        pub grid: Option<GridId> = "grid",
        pub body: Option<BodyId> = "body",
        pub statutory: bool = "basis is not null",
        pub withdrawn: bool = "withdrawn_at is not null",
        pub is_told: bool = "addressed is not null",
    }
}
pub const FACTS: &str = concat!("select ", facts_columns!(), " from announcements where id = ?");

/// The body in whose name the committee publishes. Index: `bodies_single`.
pub const COMMITTEE: &str = "select id from bodies where kind = 'residents-committee'";
/// Whether the grid and the body exist, where they are named. Values: grid or null, body or null.
pub const AUDIENCE_EXISTS: &str = "
select (?1 is null or exists (select 1 from grids where id = ?1))
  and (?2 is null or exists (select 1 from bodies where id = ?2))";
/// Index: `announcements_by_publication`.
pub const COUNT_SINCE: &str = "select count(*) from announcements where published_at >= ?";
/// Values in the order of the columns.
pub const PUBLISH: &str = "
insert into announcements (id, publisher, title, text, basis, audience, grid, body, from_day, until_day, personal, corrects,
  published_by, published_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
pub const WITHDRAW: &str =
    "update announcements set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where id = ?";

/// Whether a member holds an office whose names and phones are public. Value: today.
macro_rules! holds_office {
    () => {
        "exists (select 1 from seats s join bodies b on b.id = s.body where s.member = m.id and s.ended_at is null
           and s.from_day <= ?2 and s.until_day >= ?2
           and b.kind in ('residents-committee', 'supervision-committee', 'grid-service'))"
    };
}
/// Names of residents without an office that stand in a text. Values: the text without blanks and points, today.
pub const NAMES_IN_TEXT: &str = concat!(
    "select distinct m.name from members m
     where m.left_at is null and length(m.name) > 1 and instr(?1, replace(m.name, '·', '')) > 0 and not ",
    holds_office!(),
    " order by m.name limit 20"
);
/// Which of these phones are those of residents without an office. Values: phones as one JSON list, today. Index:
/// `members_by_phone`.
pub const RESIDENTS_PHONES: &str = concat!(
    "select distinct m.phone from json_each(?1) list join members m on m.phone = list.value
     where m.left_at is null and not ",
    holds_office!(),
    " order by m.phone"
);

/// Those of age whom an announcement addresses, as a count and one JSON list. Values: born by, grid or null, body or null,
/// today.
pub const ADDRESSEES: &str = "
select count(*), json_group_array(m.id) from members m
where m.left_at is null and (m.born_day is null or m.born_day <= ?1) and (?2 is null or m.grid = ?2)
  and (?3 is null or exists (select 1 from seats s where s.body = ?3 and s.member = m.id and s.ended_at is null
    and s.from_day <= ?4 and s.until_day >= ?4))";
pub const SET_ADDRESSED: &str = "update announcements set addressed = ? where id = ?";
/// The invented counts of the demonstration.
pub const SET_COUNTS: &str = "update announcements set addressed = ?, readers = ? where id = ?";
/// Index: `notices_by_announcement`. Values: now, announcement, member.
pub const OPENED: &str = "
update notices set opened_at = coalesce(opened_at, ?1), read_at = coalesce(read_at, ?1)
where announcement = ?2 and member = ?3 returning id";
pub const PUT_AWAY: &str = "
update notices set put_away_at = coalesce(put_away_at, ?1), read_at = coalesce(read_at, ?1)
where announcement = ?2 and member = ?3 returning id";
