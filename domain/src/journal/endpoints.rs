//! The endpoints of journal.

use super::{
    FindJournalPeopleRequest, Journal, JournalExport, JournalExportQuery, JournalPeople, JournalQuery, Refusal,
};
use crate::contract::Empty;
use crate::ids::CommunityCode;

crate::endpoints! {
    /// The journal, newest first: all of it, or only rows about a person, a body, a matter or a period of days.
    ShowJournal = "journal/show-journal" Get "/api/communities/{community}/journal" {
        place: Community, kind: Read, may: SeeJournal, params: (CommunityCode,), query: JournalQuery, body: Empty,
        reply: Journal, refusals: Refusal::ALL
    }
    /// Find people whom the journal names, by name.
    FindJournalPeople = "journal/find-people" Post "/api/communities/{community}/journal/people" {
        place: Community, kind: Unkeyed, may: SeeJournal, params: (CommunityCode,), query: (), body: FindJournalPeopleRequest,
        reply: JournalPeople, refusals: &[]
    }
    /// Export the journal as a file, oldest first, one page at a time. The first page of an export is journalled.
    ExportJournal = "journal/export-journal" Post "/api/communities/{community}/journal/export" {
        place: Community, kind: Unkeyed, may: ExportJournal, params: (CommunityCode,), query: JournalExportQuery,
        body: Empty, reply: JournalExport, refusals: Refusal::ALL
    }
}
