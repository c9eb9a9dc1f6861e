//! What goes over the wire when a roster is imported.

use super::{Column, Issue};
use crate::contract::{FieldKind, FieldType, Page};
use crate::ids::{GridId, ImportId, MemberId};
use crate::members::Building;
use crate::text::Line;
use crate::time::UtcMillis;
use crate::{body, limits, query, reply, words};
use core::str::FromStr;
use serde::{Deserialize, Serialize};

crate::refusals! {
    /// Why an import of a roster is refused.
    pub enum ImportRefusal in "imports" {
        /// More lines than an import may have.
        TooManyLines = "too-many-lines" 422 { max: u32 },
        /// Too many imports of others wait to be confirmed or dropped.
        TooManyOpen = "too-many-open" 409,
        /// The import was already confirmed, dropped or undone.
        NotOpen = "not-open" 409,
        /// The roster has changed since these lines were compared with it.
        RosterChanged = "roster-changed" 409,
        /// Not every line of the file has arrived.
        Incomplete = "incomplete" 409 { missing: u32 },
        /// Nothing would change.
        NothingToDo = "nothing-to-do" 409,
        /// Only doubtful lines can be decided.
        NotDoubtful = "not-doubtful" 409,
        /// Only the last confirmed import can be undone, and only while nothing but single newcomers has changed the
        /// roster since.
        NotTheLast = "not-the-last" 409,
        /// People from the import have acted since.
        InUse = "in-use" 409 { people: u32 },
    }
}

words! {
    /// The result for a line.
    pub enum LineVerdict {
        New = "new",
        Changed = "changed",
        Same = "same",
        /// Somebody must decide.
        Doubtful = "doubtful",
        Refused = "refused",
    }
}

words! {
    /// The decision on a doubtful line.
    pub enum DoubtDecision {
        /// The person is not in the roster.
        New = "new",
        /// The person is the one in the roster whom the line names.
        Same = "same",
        /// The line is left out.
        Skip = "skip",
    }
}

words! {
    pub enum ImportState {
        Open = "open",
        Confirmed = "confirmed",
        Dropped = "dropped",
        Undone = "undone",
    }
}

/// A cell: a value that is too long is invalid, but is still accepted, so that the report can mention it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportCell(pub String);

impl FieldType for ImportCell {
    const KIND: FieldKind = FieldKind::Special;
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for ImportCell {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cell".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

pub type FileName = Line<1, { limits::TITLE_CHARS_MAX }>;

/// Lines of one request: 1 to [`limits::IMPORT_BATCH_LINES_MAX`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<ImportLine>", into = "Vec<ImportLine>")]
pub struct LineBatch(Vec<ImportLine>);

impl FieldType for LineBatch {
    const KIND: FieldKind = Vec::<ImportLine>::KIND;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadBatch;

impl core::fmt::Display for BadBatch {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "1 to {} lines", limits::IMPORT_BATCH_LINES_MAX)
    }
}

impl TryFrom<Vec<ImportLine>> for LineBatch {
    type Error = BadBatch;
    fn try_from(lines: Vec<ImportLine>) -> Result<Self, BadBatch> {
        if (1..=limits::IMPORT_BATCH_LINES_MAX).contains(&lines.len()) { Ok(Self(lines)) } else { Err(BadBatch) }
    }
}

impl From<LineBatch> for Vec<ImportLine> {
    fn from(batch: LineBatch) -> Self {
        batch.0
    }
}

impl LineBatch {
    pub fn lines(&self) -> &[ImportLine] {
        &self.0
    }
}

#[cfg(feature = "openapi")]
impl schemars::JsonSchema for LineBatch {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Batch".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let line = generator.subschema_for::<ImportLine>();
        schemars::json_schema!({ "type": "array", "items": line, "minItems": 1, "maxItems": limits::IMPORT_BATCH_LINES_MAX })
    }
}

body! {
    /// Begin an import. Nothing is compared or written yet.
    pub struct OpenImportRequest {
        pub file: FileName,
        /// Number of lines that will follow.
        pub lines: u32,
        /// The column names of the file in order, so that the next file of this kind is read the same way.
        pub headings: Vec<ImportCell>,
        /// The meaning of each of these columns.
        pub columns: Vec<Option<Column>>,
    }
    pub struct FillImportRequest { pub lines: LineBatch }
    /// A line of the file; sent again when somebody has corrected it.
    pub struct ImportLine {
        /// Its number in the file.
        pub line: u32,
        /// Cells in the order of the columns: name, sex, born, identity, phone, address, building, unit, door, grid,
        /// group, kinship, registered.
        pub values: Vec<ImportCell>,
        /// Whether the household's cells come from the line above, because they were merged.
        pub from_above: bool,
    }
    pub struct DecideLineRequest {
        pub line: u32,
        pub decision: DoubtDecision,
    }
}

query! {
    /// Lines with one verdict, or all lines.
    pub struct ImportQuery {
        verdict: LineVerdict = "string",
        /// What the page before gave as `next`; without it the first page.
        after: u32 = "integer",
        limit: u32 = "integer",
    }
}

reply! {
    pub struct ImportOpened { pub import: ImportId }
    /// The number of lines with each verdict.
    pub struct ImportCounts {
        /// Number of announced lines.
        pub lines: u32,
        pub new: u32,
        pub changed: u32,
        pub same: u32,
        pub doubtful: u32,
        /// Doubtful lines without a decision: they are left out.
        pub undecided: u32,
        pub refused: u32,
    }
    pub struct ImportReport {
        pub import: ImportId,
        pub file: String,
        pub state: ImportState,
        pub by: String,
        pub opened_at: UtcMillis,
        pub counts: ImportCounts,
        pub page: Page<ReportedLine, u32>,
    }
    pub struct ReportedLine {
        pub line: u32,
        pub verdict: LineVerdict,
        pub decision: Option<DoubtDecision>,
        pub findings: Vec<LineFinding>,
        /// The person's columns that would change.
        pub changes: Vec<Column>,
        /// The cells as they arrived; a valid identity number is masked.
        pub values: Vec<String>,
    }
    pub struct LineFinding {
        pub issue: Issue,
        /// The earlier line concerned.
        pub line: Option<u32>,
        /// The member concerned, with the name.
        pub member: Option<MemberId>,
        pub name: Option<String>,
    }
    /// The last imports, newest first.
    pub struct Imports { pub imports: Vec<ImportRow> }
    pub struct ImportRow {
        pub import: ImportId,
        pub file: String,
        pub state: ImportState,
        pub by: String,
        pub opened_at: UtcMillis,
        pub counts: ImportCounts,
        pub headings: Vec<String>,
        pub columns: Vec<Option<Column>>,
        /// Whether it is the last confirmed import, and the roster has not changed since.
        pub can_be_undone: bool,
    }
    pub struct ImportConfirmed {
        pub new: u32,
        pub changed: u32,
        /// Lines that were refused, left out or not decided.
        pub left_out: u32,
        pub households: u32,
        /// The first lines whose phone was not imported, because the person signs in with the phone in the roster.
        pub phones_kept: Vec<u32>,
    }
    pub struct ImportUndone {
        pub removed: u32,
        pub restored: u32,
    }
    /// A member with all columns of the spreadsheet; the identity number is masked.
    pub struct ExportRow {
        pub member: MemberId,
        pub values: Vec<String>,
    }
}

query! {
    pub struct ExportQuery {
        /// What the page before gave as `next`; without it the first page.
        after: MemberId = "string",
        /// One grid; without it the whole community.
        grid: GridId = "string",
        /// One building; without it all.
        building: Building = "string",
    }
}

impl ImportReport {
    /// Whether all announced lines have arrived.
    pub fn is_complete(&self) -> bool {
        self.counts.arrived() >= self.counts.lines
    }
}

impl ImportCounts {
    pub fn arrived(&self) -> u32 {
        self.new + self.changed + self.same + self.doubtful + self.refused
    }
}

/// The columns of an export, with names that an import recognises.
pub const EXPORT_COLUMNS: [(Column, &str); 12] = [
    (Column::Name, "姓名"),
    (Column::Sex, "性别"),
    (Column::Born, "出生日期"),
    (Column::Identity, "身份证号"),
    (Column::Phone, "联系电话"),
    (Column::Building, "楼栋"),
    (Column::Unit, "单元"),
    (Column::Door, "房号"),
    (Column::Grid, "网格"),
    (Column::Group, "居民小组"),
    (Column::Kinship, "与户主关系"),
    (Column::Registered, "户籍"),
];

/// Parses columns that are stored as JSON.
pub fn columns_of(json: &str) -> Vec<Option<Column>> {
    let words: Vec<Option<String>> = serde_json::from_str(json).unwrap_or_default();
    words.into_iter().map(|word| word.and_then(|word| Column::from_str(&word).ok())).collect()
}
