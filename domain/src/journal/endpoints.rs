//! The endpoints of journal.

use super::{
    FindJournalPeopleRequest, JournalExport, JournalExportQuery, JournalPeople, JournalQuery, JournalRow, Refusal,
};
use crate::contract::Page;
use crate::ids::CommunityCode;

crate::endpoints! {
    /// The journal, newest first: all of it, or only rows about a person, a body, a matter or a period of days.
    ShowJournal = "journal/show-journal" Get "/api/communities/{community}/journal" {
        may: SeeJournal, params: (CommunityCode,), query: JournalQuery, reply: Page<JournalRow>,
        refusals: Refusal[DaysReversed, UnknownPerson, UnknownBody], offline: Never
    }
    /// Find people whom the journal names, by name.
    FindJournalPeople = "journal/find-people" Post "/api/communities/{community}/journal/people" {
        kind: Unkeyed, may: SeeJournal, params: (CommunityCode,), body: FindJournalPeopleRequest, reply: JournalPeople
    }
    /// Export the journal as a file, oldest first, one page at a time. The first page of an export is journalled.
    ExportJournal = "journal/export-journal" Post "/api/communities/{community}/journal/export" {
        kind: Unkeyed, may: ExportJournal, params: (CommunityCode,), query: JournalExportQuery, reply: JournalExport,
        refusals: Refusal[DaysReversed, UnknownPerson, UnknownBody]
    }
}
