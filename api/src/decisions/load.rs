//! A case as it is stored, and the rules that it was opened under.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::object::Cx;
use domain::decisions::{Case, CaseItem, CaseProcedure, CaseStatus, CaseStep, Certificate, Rules};
use domain::ids::{CaseId, MatterId, MeetingId};
use domain::time::UtcMillis;

pub struct LoadedCase {
    pub id: CaseId,
    pub number: u64,
    pub matter: MatterId,
    pub title: String,
    pub item: CaseItem,
    pub case: Case,
    pub rule_set: String,
    pub rules_version: String,
    pub revokes: Option<CaseId>,
    pub revoked_by: Option<CaseId>,
    pub opened_at: UtcMillis,
    pub opened_by: String,
    pub ended_at: Option<UtcMillis>,
    pub end_reason: Option<String>,
    pub draft_delivered_at: Option<UtcMillis>,
}

/// A step as it is stored.
pub struct LoadedStep {
    pub name: CaseStep,
    pub meeting: Option<MeetingId>,
    pub closed_at: Option<UtcMillis>,
    pub certificate: Option<Certificate>,
    pub supervisors_informed_at: Option<UtcMillis>,
}

pub fn load_case(cx: &Cx<'_>, id: CaseId) -> HandlerResult<Option<LoadedCase>> {
    cx.first(sql::CASE, bind![id])?.map(|row| read_case(&row)).transpose()
}

pub fn read_case(row: &Row) -> HandlerResult<LoadedCase> {
    let item = CaseItem {
        code: row.parsed(4)?,
        needs_legal_opinion: row.parsed(5)?,
        reserved_to_assembly: row.parsed(6)?,
        needs_filing: row.parsed(7)?,
    };
    let way = CaseProcedure {
        opening: row.parsed(8)?,
        party: row.parsed(9)?,
        township: row.parsed(10)?,
        decider: row.parsed(11)?,
    };
    Ok(LoadedCase {
        id: row.parsed(0)?,
        number: row.int(1)?.unsigned_abs(),
        matter: row.parsed(2)?,
        title: row.text(3)?,
        item,
        case: Case { way, status: row.parsed(14)?, step: row.parsed(15)? },
        rule_set: row.text(12)?,
        revokes: row.maybe_parsed(13)?,
        opened_at: row.time(16)?,
        ended_at: row.maybe_time(17)?,
        end_reason: row.maybe_text(18)?,
        draft_delivered_at: row.maybe_time(19)?,
        opened_by: row.text(20)?,
        rules_version: row.text(21)?,
        revoked_by: row.maybe_parsed(22)?,
    })
}

impl LoadedCase {
    /// The status that readers see: a resolution that a later one took back is revoked.
    pub fn status(&self) -> CaseStatus {
        if self.revoked_by.is_some() { CaseStatus::Revoked } else { self.case.status }
    }

    pub fn rules(&self, cx: &Cx<'_>) -> HandlerResult<Rules> {
        let text = cx
            .first(sql::RULES, bind![self.rule_set.as_str()])?
            .map_or_else(|| Ok(String::new()), |row| row.text(0))?;
        read_json(&text)
    }

    pub fn steps(&self, cx: &Cx<'_>) -> HandlerResult<Vec<LoadedStep>> {
        let step = |row: &Row| {
            let certificate = row.maybe_text(3)?.map(|text| read_json(&text)).transpose()?;
            Ok(LoadedStep {
                name: row.parsed(0)?,
                meeting: row.maybe_parsed(1)?,
                closed_at: row.maybe_time(2)?,
                certificate,
                supervisors_informed_at: row.maybe_time(4)?,
            })
        };
        cx.run(sql::STEPS, bind![self.id])?.iter().map(step).collect()
    }
}

pub fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> HandlerResult<T> {
    serde_json::from_str(text).map_err(|error| HandlerError::Fault(error.to_string()))
}

pub fn write_json<T: serde::Serialize>(value: &T) -> HandlerResult<String> {
    serde_json::to_string(value).map_err(|error| HandlerError::Fault(error.to_string()))
}
