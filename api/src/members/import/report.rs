//! `GET …/imports`, `GET …/imports/{import}` and `POST …/imports/{import}/decisions`

use super::{counts, line_context, open_one, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::contract::{Empty, RequestError, page_limit};
use domain::ids::{CommunityCode, ImportId, MemberId};
use domain::masking;
use domain::members::import::{
    Column, DecideLineRequest, DoubtDecision, ImportCounts, ImportQuery, ImportRefusal, ImportReport, ImportRow,
    Imports, Issue, LineFinding, LineVerdict, ReportedLine, columns_of,
};
use std::collections::HashMap;

crate::handle!(ListImports, list_imports);
pub fn list_imports(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Imports> {
    cx.allow(&Subject::Community)?;
    let mut imports = vec![];
    for row in cx.run(sql::LIST, &[])? {
        imports.push(ImportRow {
            import: row.parsed(0)?,
            file: row.text(1)?,
            state: row.parsed(2)?,
            by: row.text(3)?,
            opened_at: row.time(4)?,
            counts: counts(&row, 5)?,
            headings: serde_json::from_str(&row.text(12)?).unwrap_or_default(),
            columns: columns_of(&row.text(13)?),
            can_be_undone: row.flag(14)?,
        });
    }
    Ok(Imports { imports })
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
    let head = cx.first(sql::HEAD, bind![import])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let limit = page_limit(query.limit);
    let verdict = query.verdict.map_or("", LineVerdict::as_str);
    let rows = cx.run(sql::LINES, bind![import, verdict, query.after.unwrap_or(0), limit + 1])?;
    let mut lines = rows.iter().map(|row| line(cx, import, row)).collect::<HandlerResult<Vec<_>>>()?;
    let more = lines.len() > limit as usize;
    lines.truncate(limit as usize);
    name(cx, &mut lines)?;
    Ok(ImportReport {
        import,
        file: head.text(0)?,
        state: head.parsed(1)?,
        by: head.text(2)?,
        opened_at: head.time(3)?,
        counts: counts(&head, 4)?,
        lines,
        more,
    })
}

fn line(cx: &Cx<'_>, import: ImportId, row: &Row) -> HandlerResult<ReportedLine> {
    let number = row.count(0)?;
    let findings: Vec<(Issue, Option<u32>, Option<MemberId>)> = serde_json::from_str(&row.text(3)?).unwrap_or_default();
    let mut values: Vec<String> = serde_json::from_str(&row.text(5)?).unwrap_or_default();
    let context = line_context(import, number);
    let context: Vec<&str> = context.iter().map(String::as_str).collect();
    if let (Some(cell), true) = (values.get_mut(Column::Identity as usize), row.flag(7)?) {
        let typed = seal::open_text(cx.secrets, &context, &row.blob(8)?).unwrap_or_default();
        // A valid number needs no correction and is masked; an invalid one is shown as typed.
        *cell = if row.flag(6)? { typed } else { masking::mask_identity(&typed) };
    }
    Ok(ReportedLine {
        line: number,
        verdict: row.parsed(1)?,
        decision: row.maybe_parsed(2)?,
        findings: findings
            .into_iter()
            .map(|(issue, line, member)| LineFinding { issue, line, member, name: None })
            .collect(),
        changes: columns_of(&row.text(4)?).into_iter().flatten().collect(),
        values,
    })
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
