//! A case as it is stored, and the rules that it was opened under.

use super::sql;
pub use super::sql::{LoadedCase, LoadedStep};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::decisions::{CaseStatus, Rules, shown_status};
use domain::ids::CaseId;

pub fn load_case(cx: &Cx<'_>, id: CaseId) -> HandlerResult<Option<LoadedCase>> {
    Ok(cx.read_first(sql::CASE, bind![id])?)
}

impl LoadedCase {
    /// The status that readers see: a resolution that a later one took back is revoked.
    pub fn status(&self) -> CaseStatus {
        shown_status(self.case.status, self.revoked_by.is_some())
    }

    pub fn rules(&self, cx: &Cx<'_>) -> HandlerResult<Rules> {
        let text = cx
            .first(sql::RULES, bind![self.rule_set.as_str()])?
            .map_or_else(|| Ok(String::new()), |row| row.text(0))?;
        serde_json::from_str(&text).map_err(|error| HandlerError::Fault(error.to_string()))
    }

    pub fn steps(&self, cx: &Cx<'_>) -> HandlerResult<Vec<LoadedStep>> {
        Ok(cx.read_all(sql::STEPS, bind![self.id])?)
    }
}

pub fn write_json<T: serde::Serialize>(value: &T) -> HandlerResult<String> {
    serde_json::to_string(value).map_err(|error| HandlerError::Fault(error.to_string()))
}
