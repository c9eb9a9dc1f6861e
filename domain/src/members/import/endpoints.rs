//! The endpoints of importing and exporting a roster.

use super::{
    DecideLineRequest, ExportQuery, FillImportRequest, ImportConfirmed, ImportCounts, ImportOpened, ImportQuery,
    ImportRefusal, ImportReport, ImportUndone, Imports, OpenImportRequest, RosterExport,
};
use crate::contract::Empty;
use crate::ids::{CommunityCode, ImportId};
use crate::sessions::Done;

crate::endpoints! {
    /// The last imports of the roster, newest first.
    ListImports = "members/list-imports" Get "/api/communities/{community}/imports" {
        place: Community, kind: Read, may: ImportRoster, params: (CommunityCode,), query: (), body: Empty,
        reply: Imports, refusals: &[]
    }
    /// Begin an import of a roster.
    OpenImport = "members/open-import" Post "/api/communities/{community}/imports" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode,), query: (),
        body: OpenImportRequest, reply: ImportOpened, refusals: ImportRefusal::ALL
    }
    /// Send lines of the file, in any order; sending a line again replaces its earlier result.
    FillImport = "members/fill-import" Post "/api/communities/{community}/imports/{import}/lines" {
        place: Community, kind: Unkeyed, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: FillImportRequest, reply: ImportCounts, refusals: ImportRefusal::ALL
    }
    /// An import line by line: new, changed, doubtful or refused, and why.
    ShowImport = "members/show-import" Get "/api/communities/{community}/imports/{import}" {
        place: Community, kind: Read, may: ImportRoster, params: (CommunityCode, ImportId), query: ImportQuery,
        body: Empty, reply: ImportReport, refusals: &[]
    }
    /// Decide who is meant by a doubtful line.
    DecideLine = "members/decide-line" Post "/api/communities/{community}/imports/{import}/decisions" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: DecideLineRequest, reply: ImportCounts, refusals: ImportRefusal::ALL
    }
    /// Write the lines into the roster, all or none.
    ConfirmImport = "members/confirm-import" Post "/api/communities/{community}/imports/{import}/confirmation" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: Empty, reply: ImportConfirmed, refusals: ImportRefusal::ALL, dangerous: true
    }
    /// Discard the lines of an import.
    DropImport = "members/drop-import" Post "/api/communities/{community}/imports/{import}/dropping" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: Empty, reply: Done, refusals: ImportRefusal::ALL
    }
    /// Undo the last import.
    UndoImport = "members/undo-import" Post "/api/communities/{community}/imports/{import}/undoing" {
        place: Community, kind: Command, may: ImportRoster, params: (CommunityCode, ImportId), query: (),
        body: Empty, reply: ImportUndone, refusals: ImportRefusal::ALL, dangerous: true
    }
    /// The roster for a spreadsheet, one page at a time.
    ExportRoster = "members/export-roster" Post "/api/communities/{community}/members/export" {
        place: Community, kind: Unkeyed, may: ExportRoster, params: (CommunityCode,), query: ExportQuery,
        body: Empty, reply: RosterExport, refusals: &[]
    }
}
