//! The journal over the wire: its rows, their filters, and the export.
//!
//! Invariant: a filter that makes no sense is refused. An empty answer means that nothing happened, so it must not
//! result from a typing error.

use crate::contract::{Page, PageLimit, page_below, page_limit};
use crate::ids::{BodyId, MemberId};
use crate::limits;
use crate::members::Day;
use crate::text::{Line, SearchWord};
use crate::time::{UtcMillis, end_of, start_of};
use crate::{body, query, reply, words};

crate::refusals! {
    /// Why the journal is not shown.
    pub enum Refusal in "journal" {
        /// The first day is after the last.
        DaysReversed = "days-reversed" 422,
        /// No present or former member of this community has that id.
        UnknownPerson = "unknown-person" 422,
        UnknownBody = "unknown-body" 422,
    }
}

/// The subject of a row, as stored: an id or a code.
pub type SubjectText = Line<1, { limits::JOURNAL_SUBJECT_CHARS_MAX }>;

query! {
    /// A page of the journal, newest first. A row must match all given filters.
    pub struct JournalQuery {
        /// The person who acted, on whose behalf, or who was the subject.
        person: MemberId = "string",
        /// The body itself, its seats, its activities and the service at them.
        body: BodyId = "string",
        /// One subject only.
        subject: SubjectText = "string",
        /// The first and the last day, in China.
        from: Day = "string",
        until: Day = "string",
        /// What the page before gave as `next`; without it the first page.
        after: u64 = "integer",
        /// Rows of the page, 1 to 100; 50 when not given.
        limit: u32 = "integer",
    }
}

query! {
    /// A page of the export, oldest first; the same filters.
    pub struct JournalExportQuery {
        person: MemberId = "string",
        body: BodyId = "string",
        subject: SubjectText = "string",
        from: Day = "string",
        until: Day = "string",
        /// What the page before gave as `next`. Without it a new export begins and is journalled.
        after: u64 = "integer",
    }
}

words! {
    /// What the subject of a row, or the thing that it belongs to, is.
    pub enum JournalObjectKind {
        Activity = "activity",
        Announcement = "announcement",
        Assistance = "assistance",
        Ballot = "ballot",
        Body = "body",
        Case = "case",
        Matter = "matter",
        Meeting = "meeting",
        Member = "member",
    }
}

body! {
    /// In the body and not in the address, because names must not appear in logs of addresses.
    pub struct FindJournalPeopleRequest {
        /// Part of a name.
        pub word: SearchWord,
    }
}

reply! {
    pub struct JournalRow {
        pub seq: u64,
        pub at: UtcMillis,
        /// `None`: the system itself, at a due time.
        pub actor: Option<MemberId>,
        pub actor_name: Option<String>,
        /// The resident in whose name a worker acted.
        pub on_behalf_of: Option<MemberId>,
        pub on_behalf_of_name: Option<String>,
        /// The endpoint's name, or `due/…` for acts of the system.
        pub command: String,
        /// The subject of the row: an id.
        pub subject: String,
        /// Facts of the change as JSON, without personal data beyond ids.
        pub detail: String,
        pub previous_hash: String,
        pub hash: String,
        /// The object of the row, as it is called now; not part of the hash. None in an export, and for a subject
        /// without a name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub about: Option<JournalObject>,
    }
    pub struct JournalObject {
        pub kind: JournalObjectKind,
        pub id: String,
        pub title: String,
    }
    /// A page of the export, oldest first.
    pub struct JournalExport {
        pub page: Page<JournalRow>,
        /// The newest row of the journal: shows how much of the export remains.
        pub newest: u64,
    }
    /// People whom the journal names, sorted by name; at most one page.
    pub struct JournalPeople { pub people: Vec<JournalPerson> }
    pub struct JournalPerson {
        pub member: MemberId,
        pub name: String,
        /// Distinguishes people of the same name.
        pub address_masked: String,
    }
}

/// The filters of the journal, however it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalFilter<'a> {
    pub person: Option<MemberId>,
    pub body: Option<BodyId>,
    pub subject: Option<&'a SubjectText>,
    /// Beginning of the first day.
    pub from: Option<UtcMillis>,
    /// End of the last day, exclusive.
    pub until: Option<UtcMillis>,
}

fn days(from: Option<Day>, until: Option<Day>) -> Result<(Option<UtcMillis>, Option<UtcMillis>), Refusal> {
    if from.zip(until).is_some_and(|(from, until)| from > until) {
        return Err(Refusal::DaysReversed);
    }
    Ok((from.map(|day| start_of(day.date())), until.map(|day| end_of(day.date()))))
}

impl JournalQuery {
    /// The sequence below which rows are wanted.
    pub fn below(&self) -> u64 {
        page_below(self.after)
    }

    /// The number of rows of the page.
    pub fn rows(&self) -> PageLimit {
        page_limit(self.limit)
    }

    pub fn asked(&self) -> Result<JournalFilter<'_>, Refusal> {
        let (from, until) = days(self.from, self.until)?;
        Ok(JournalFilter { person: self.person, body: self.body, subject: self.subject.as_ref(), from, until })
    }
}

impl JournalExportQuery {
    pub fn asked(&self) -> Result<JournalFilter<'_>, Refusal> {
        let (from, until) = days(self.from, self.until)?;
        Ok(JournalFilter { person: self.person, body: self.body, subject: self.subject.as_ref(), from, until })
    }

    /// Whether there is no filter, so that rows are neighbours.
    pub fn is_whole(&self) -> bool {
        self.person.is_none()
            && self.body.is_none()
            && self.subject.is_none()
            && self.from.is_none()
            && self.until.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Query;
    use crate::time::DAY;

    #[test]
    fn days_are_whole_days_in_china_and_run_forward() {
        let first = UtcMillis(1_795_276_800_000);
        for (query, expect) in [
            ("", Ok((None, None))),
            ("from=2026-11-22", Ok((Some(first), None))),
            ("until=2026-11-22", Ok((None, Some(first.plus(DAY))))),
            ("from=2026-11-22&until=2026-11-22", Ok((Some(first), Some(first.plus(DAY))))),
            ("from=2026-11-22&until=2026-11-23", Ok((Some(first), Some(first.plus(2 * DAY))))),
            ("from=2026-11-23&until=2026-11-22", Err(Refusal::DaysReversed)),
        ] {
            let query_of_page = JournalQuery::parse(query).unwrap();
            assert_eq!(query_of_page.asked().map(|asked| (asked.from, asked.until)), expect, "{query}");
            let query_of_file = JournalExportQuery::parse(query).unwrap();
            assert_eq!(query_of_file.asked().map(|asked| (asked.from, asked.until)), expect, "{query}");
        }
    }

    #[test]
    fn a_filter_that_cannot_be_read_names_its_field() {
        let long = ["subject=", &"0".repeat(limits::JOURNAL_SUBJECT_CHARS_MAX + 1)].concat();
        for (query, field) in [
            ("person=1", "person"),
            ("body=01arz3ndektsv4rrffq69g5fav", "body"),
            ("subject=", "subject"),
            ("subject=%E2%80%8B", "subject"),
            (long.as_str(), "subject"),
            ("from=2026-2-30", "from"),
            ("until=20261122", "until"),
            ("people=1", "query"),
        ] {
            let problem = JournalQuery::parse(query).unwrap_err();
            assert_eq!(
                (problem.code.as_str(), problem.field.as_deref()),
                ("request/malformed", Some(field)),
                "{query}"
            );
        }
    }

    #[test]
    fn a_part_is_not_the_whole() {
        let ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        assert!(JournalExportQuery::parse("after=500").unwrap().is_whole());
        for name in ["person", "body", "subject"] {
            assert!(!JournalExportQuery::parse(&[name, "=", ulid].concat()).unwrap().is_whole(), "{name}");
        }
        for name in ["from", "until"] {
            assert!(!JournalExportQuery::parse(&[name, "=2026-11-22"].concat()).unwrap().is_whole(), "{name}");
        }
    }

    #[test]
    fn a_page_has_its_limits() {
        for (query, below, rows) in [
            ("", limits::SAFE_INTEGER_MAX.unsigned_abs(), 50),
            ("after=7&limit=0", 7, 1),
            ("after=18446744073709551615&limit=101", limits::SAFE_INTEGER_MAX.unsigned_abs(), 100),
        ] {
            let query = JournalQuery::parse(query).unwrap();
            assert_eq!((query.below(), query.rows()), (below, PageLimit(rows)));
        }
    }
}
