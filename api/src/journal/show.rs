//! `GET …/journal` and `POST …/journal/export`: the same rows, newest first on a page, oldest first into a file.

use super::sql::{self, NamedSubject, Pages};
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Value;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, Page, PageLimit};
use domain::ids::CommunityCode;
use domain::journal::{
    JournalExport, JournalExportQuery, JournalFilter, JournalObject, JournalQuery, JournalRow, Refusal,
};
use domain::limits;
use domain::time::UtcMillis;
use std::collections::{BTreeMap, BTreeSet};

crate::handle!(ShowJournal, show_journal);
pub fn show_journal(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &JournalQuery,
    _: &Empty,
) -> HandlerResult<Page<JournalRow>> {
    cx.allow(&Subject::Community)?;
    let asked = known(cx, query.asked()?)?;
    let mut page = page(cx, &sql::NEWEST_FIRST, &asked, [0, query.below()], query.rows())?;
    name_objects(cx, &mut page.rows)?;
    Ok(page)
}

/// Sets what each row is about, with one statement for all of them.
fn name_objects(cx: &Cx<'_>, rows: &mut [JournalRow]) -> HandlerResult<()> {
    let subjects: BTreeSet<&str> = rows.iter().map(|row| row.subject.as_str()).collect();
    let found: Vec<NamedSubject> = cx.read_all(sql::OBJECTS, bind![serde_json::json!(subjects).to_string()])?;
    let known: BTreeMap<String, JournalObject> = found.into_iter().map(|named| (named.subject, named.about)).collect();
    for row in rows {
        row.about = known.get(&row.subject).cloned();
    }
    Ok(())
}

crate::handle!(ExportJournal, export_journal);
/// The journal row about the export is written before the first page is read, so that a full export contains it.
pub fn export_journal(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &JournalExportQuery,
    _: &Empty,
) -> HandlerResult<JournalExport> {
    cx.allow(&Subject::Community)?;
    let asked = known(cx, query.asked()?)?;
    if query.after.is_none() {
        let subject = query.subject.as_ref().map(domain::text::Line::as_str);
        let detail = serde_json::json!({ "person": query.person, "body": query.body, "subject": subject,
            "from": query.from, "until": query.until });
        cx.journal("", &detail)?;
    }
    let end = limits::SAFE_INTEGER_MAX.unsigned_abs();
    let after = query.after.unwrap_or_default().min(end);
    let page = page(cx, &sql::OLDEST_FIRST, &asked, [after, end], PageLimit(limits::JOURNAL_EXPORT_ROWS_MAX))?;
    let newest = cx.first(sql::NEWEST, &[])?.map_or(Ok(0), |row| row.int(0))?.unsigned_abs();
    Ok(JournalExport { page, newest })
}

/// Refuses an unknown person or body.
fn known<'a>(cx: &Cx<'_>, asked: JournalFilter<'a>) -> HandlerResult<JournalFilter<'a>> {
    if let Some(person) = asked.person {
        cx.first(sql::PERSON, bind![person])?.ok_or(Refusal::UnknownPerson)?;
    }
    if let Some(body) = asked.body {
        cx.first(sql::BODY, bind![body])?.ok_or(Refusal::UnknownBody)?;
    }
    Ok(asked)
}

/// A page of the rows strictly between two sequences.
fn page(
    cx: &Cx<'_>,
    pages: &Pages,
    asked: &JournalFilter<'_>,
    between: [u64; 2],
    limit: PageLimit,
) -> HandlerResult<Page<JournalRow>> {
    let Some([after, before]) = narrowed(cx, asked, between)? else { return Ok(Page { rows: vec![], next: None }) };
    let (from, until) = (asked.from.unwrap_or_default(), asked.until.unwrap_or(UtcMillis(limits::SAFE_INTEGER_MAX)));
    let (sql, own) = match (asked.subject, asked.person, asked.body) {
        (Some(subject), person, body) => (pages.of_subject, vec![subject.as_str().into(), person.into(), body.into()]),
        (None, Some(person), body) => (pages.of_person, vec![person.into(), body.into()]),
        (None, None, Some(body)) => (pages.of_body, vec![body.into()]),
        (None, None, None) => (pages.all, vec![]),
    };
    let common: &[Value] = bind![after, before, limit, from, until];
    let rows: Vec<JournalRow> = cx.read_all(sql, &[common, &own].concat())?;
    Ok(Page::cut(rows, limit, |row| row.seq))
}

/// The same sequences, limited to the given days; `None` when nothing happened on them.
fn narrowed(cx: &Cx<'_>, asked: &JournalFilter<'_>, [after, before]: [u64; 2]) -> HandlerResult<Option<[u64; 2]>> {
    if asked.from.is_none() && asked.until.is_none() {
        return Ok(Some([after, before]));
    }
    let first = asked.from.map_or(i64::from(i32::MIN), day_of);
    let last = asked.until.map_or(i64::from(i32::MAX), |until| day_of(until.plus(-1)));
    let Some(row) = cx.first(sql::DAYS, bind![first, last])? else { return Ok(None) };
    let Some((first, last)) = row.maybe_int(0)?.zip(row.maybe_int(1)?) else { return Ok(None) };
    Ok(Some([after.max(first.unsigned_abs().saturating_sub(1)), before.min(last.unsigned_abs() + 1)]))
}

/// Days of China since 1970-01-01, as `journal_days` counts them.
fn day_of(at: UtcMillis) -> i64 {
    at.day().signed_duration_since(UtcMillis(0).day()).num_days()
}
