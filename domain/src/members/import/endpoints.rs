//! The endpoints of importing and exporting a roster.

use super::{
    DecideLineRequest, ExportQuery, ExportRow, FillImportRequest, ImportConfirmed, ImportCounts, ImportOpened,
    ImportQuery, ImportRefusal, ImportReport, ImportUndone, Imports, OpenImportRequest,
};
use crate::contract::Page;
use crate::ids::{CommunityCode, ImportId, MemberId};
use crate::sessions::Done;

crate::endpoints! {
    /// The last imports of the roster, newest first.
    ListImports = "members/list-imports" Get "/api/communities/{community}/imports" {
        may: ImportRoster, params: (CommunityCode,), reply: Imports
    }
    /// Begin an import of a roster.
    OpenImport = "members/open-import" Post "/api/communities/{community}/imports" {
        may: ImportRoster, params: (CommunityCode,), body: OpenImportRequest, reply: ImportOpened,
        refusals: ImportRefusal[TooManyLines, TooManyOpen]
    }
    /// Send lines of the file, in any order; sending a line again replaces its earlier result.
    FillImport = "members/fill-import" Post "/api/communities/{community}/imports/{import}/lines" {
        kind: Unkeyed, may: ImportRoster, params: (CommunityCode, ImportId), body: FillImportRequest,
        reply: ImportCounts,
        refusals: ImportRefusal[TooManyLines, NotOpen, RosterChanged]
    }
    /// An import line by line: new, changed, doubtful or refused, and why.
    ShowImport = "members/show-import" Get "/api/communities/{community}/imports/{import}" {
        may: ImportRoster, params: (CommunityCode, ImportId), query: ImportQuery, reply: ImportReport
    }
    /// Decide who is meant by a doubtful line.
    DecideLine = "members/decide-line" Post "/api/communities/{community}/imports/{import}/decisions" {
        may: ImportRoster, params: (CommunityCode, ImportId), body: DecideLineRequest, reply: ImportCounts,
        refusals: ImportRefusal[NotOpen, RosterChanged, NotDoubtful]
    }
    /// Write the lines into the roster, all or none.
    ConfirmImport = "members/confirm-import" Post "/api/communities/{community}/imports/{import}/confirmation" {
        may: ImportRoster, params: (CommunityCode, ImportId), reply: ImportConfirmed,
        refusals: ImportRefusal[NotOpen, RosterChanged, Incomplete, NothingToDo], dangerous: true
    }
    /// Discard the lines of an import.
    DropImport = "members/drop-import" Post "/api/communities/{community}/imports/{import}/dropping" {
        may: ImportRoster, params: (CommunityCode, ImportId), reply: Done,
        refusals: ImportRefusal[NotOpen]
    }
    /// Undo the last import.
    UndoImport = "members/undo-import" Post "/api/communities/{community}/imports/{import}/undoing" {
        may: ImportRoster, params: (CommunityCode, ImportId), reply: ImportUndone,
        refusals: ImportRefusal[NotTheLast, InUse], dangerous: true
    }
    /// The roster for a spreadsheet, one page at a time.
    ExportRoster = "members/export-roster" Post "/api/communities/{community}/members/export" {
        kind: Unkeyed, may: ExportRoster, params: (CommunityCode,), query: ExportQuery,
        reply: Page<ExportRow, MemberId>
    }
}
