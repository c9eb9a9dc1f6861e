//! `GET …/imports`, `GET …/imports/{import}` and `POST …/imports/{import}/decisions`

use super::sql::{self, LineIdentity};
use super::{line_context, open_one};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::contract::{Empty, Page, RequestError, page_limit};
use domain::ids::{CommunityCode, ImportId, MemberId};
use domain::masking;
use domain::members::import::{
    Column, DecideLineRequest, DoubtDecision, ImportCounts, ImportQuery, ImportRefusal, ImportReport, Imports,
    LineVerdict, ReportedLine,
};
use std::collections::HashMap;

crate::handle!(ListImports, list_imports);
pub fn list_imports(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Imports> {
    cx.allow(&Subject::Community)?;
    Ok(Imports { imports: cx.read_all(sql::LIST, &[])? })
}

crate::handle!(ShowImport, show_import);
/// A page of lines with the findings of each.
pub fn show_import(
    cx: &Cx<'_>,
    (_, import): (CommunityCode, ImportId),
    query: &ImportQuery,
    _: &Empty,
) -> HandlerResult<ImportReport> {
    cx.allow(&Subject::Community)?;
    let head: Option<ImportReport> = cx.read_first(sql::HEAD, bind![import])?;
    let head = head.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let limit = page_limit(query.limit);
    let verdict = query.verdict.map_or("", LineVerdict::as_str);
    let values = bind![import, verdict, query.after.unwrap_or(0), limit];
    let rows: Vec<(ReportedLine, LineIdentity)> = cx.read_all(sql::LINES, values)?;
    let page = Page::cut(rows, limit, |(line, _)| line.line);
    let mut page = page.map(|(line, identity)| with_identity(cx, import, line, identity));
    name(cx, &mut page.rows)?;
    Ok(ImportReport { page, ..head })
}

/// Opens the sealed identity number of a line.
fn with_identity(cx: &Cx<'_>, import: ImportId, mut line: ReportedLine, identity: LineIdentity) -> ReportedLine {
    let context = line_context(import, line.line);
    let context: Vec<&str> = context.iter().map(String::as_str).collect();
    if let (Some(cell), Some(sealed)) = (line.values.get_mut(Column::Identity as usize), identity.sealed) {
        let typed = seal::open_text(cx.secrets, &context, &sealed).unwrap_or_default();
        // A valid number needs no correction and is masked; an invalid one is shown as typed.
        *cell = if identity.is_valid { masking::mask_identity(&typed) } else { typed };
    }
    line
}

/// Adds the names of the members in the findings.
fn name(cx: &Cx<'_>, lines: &mut [ReportedLine]) -> HandlerResult<()> {
    let found = lines.iter().flat_map(|line| &line.findings).filter_map(|finding| finding.member);
    let members: Vec<String> = found.map(|member| member.to_string()).collect();
    if members.is_empty() {
        return Ok(());
    }
    let mut names: HashMap<MemberId, String> = HashMap::new();
    for row in cx.run(sql::NAMES, bind![super::json(&members)?])? {
        names.insert(row.parsed(0)?, row.text(1)?);
    }
    for finding in lines.iter_mut().flat_map(|line| &mut line.findings) {
        finding.name = finding.member.and_then(|member| names.get(&member).cloned());
    }
    Ok(())
}

crate::handle!(DecideLine, decide_line);
/// Decides which person a doubtful line is.
pub fn decide_line(
    cx: &Cx<'_>,
    (_, import): (CommunityCode, ImportId),
    _: &(),
    body: &DecideLineRequest,
) -> HandlerResult<ImportCounts> {
    cx.allow(&Subject::Community)?;
    open_one(cx, import)?;
    let row =
        cx.first(sql::LINE, bind![import, body.line])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let is_somebody = row.maybe_text(1)?.is_some();
    if row.parsed::<LineVerdict>(0)? != LineVerdict::Doubtful || (body.decision == DoubtDecision::Same && !is_somebody)
    {
        return Err(ImportRefusal::NotDoubtful.into());
    }
    cx.run(sql::DECIDE_LINE, bind![body.decision.as_str(), import, body.line])?;
    cx.journal(&import.to_string(), &serde_json::json!({ "line": body.line, "decision": body.decision }))?;
    Ok(super::standing(cx, import)?.counts)
}
