//! A matter and its reader, in the form that the rules take; and the timeline row of each step.

use super::catalogue::flags_of;
use super::sql;
pub use super::sql::LoadedMatter;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::{Role, Subject};
use domain::contract::RequestError;
use domain::ids::{CaseId, MatterId, MemberId};
use domain::matters::{EventActor, Flag, MatterEvent, MatterStanding, Office, Stage, Viewer, may_see, stage_at};
use domain::time::UtcMillis;

/// The reader, with the office that comes first for decisions.
pub fn current_viewer(cx: &Cx<'_>) -> Viewer {
    let standing = cx.standing();
    let holds = |role| standing.held.iter().any(|held| held.role == role);
    let office = if holds(Role::Committee) {
        Some(Office::Committee)
    } else {
        holds(Role::PartyCommittee).then_some(Office::PartyCommittee)
    };
    Viewer {
        member: standing.member,
        household: standing.household,
        office,
        is_supervisor: holds(Role::Supervisor),
        has_cosigned: false,
    }
}

pub fn load_matter(cx: &Cx<'_>, id: MatterId) -> HandlerResult<Option<LoadedMatter>> {
    let reader = current_viewer(cx);
    let mut found: Option<LoadedMatter> = cx.read_first(sql::FIND, bind![id, reader.member])?;
    if let Some(LoadedMatter { viewer, .. }) = &mut found {
        *viewer = Viewer { has_cosigned: viewer.has_cosigned, ..reader };
    }
    Ok(found)
}

/// A matter that this reader may see; others learn only that there is none.
pub fn find_for_reading(cx: &Cx<'_>, id: MatterId) -> HandlerResult<LoadedMatter> {
    cx.allow(&Subject::Public)?;
    let found = load_matter(cx, id)?.filter(|found| found.is_seen(cx.now));
    found.ok_or_else(|| RequestError::NotFound.into())
}

/// A matter for an act of the caller's own; the access table is asked first.
pub fn find_for_acting(cx: &Cx<'_>, id: MatterId) -> HandlerResult<LoadedMatter> {
    cx.allow_self()?;
    let found = load_matter(cx, id)?.filter(|found| found.is_seen(cx.now));
    found.ok_or_else(|| RequestError::NotFound.into())
}

/// A matter for its proposer alone.
pub fn find_own(cx: &Cx<'_>, id: MatterId) -> HandlerResult<LoadedMatter> {
    let Some(found) = load_matter(cx, id)? else { return absent_matter(cx) };
    cx.allow(&own_subject(found.matter.proposer))?;
    Ok(found)
}

/// A matter for an office.
pub fn find_for_office(cx: &Cx<'_>, id: MatterId) -> HandlerResult<LoadedMatter> {
    let Some(found) = load_matter(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Community)?;
    Ok(found)
}

pub fn own_subject(member: MemberId) -> Subject {
    Subject::Member { member, household: None, grid: None }
}

pub fn absent_matter<T>(cx: &Cx<'_>) -> HandlerResult<T> {
    cx.allow_self()?;
    Err(HandlerError::Problem(RequestError::NotFound.into()))
}

impl LoadedMatter {
    pub fn is_seen(&self, now: UtcMillis) -> bool {
        let is_proposer = self.viewer.member == Some(self.matter.proposer);
        may_see(self.matter.stage(now), &self.viewer, is_proposer)
    }

    /// Its standing after an act brought it to this stage.
    pub fn standing(&self, stage: Stage) -> MatterStanding {
        MatterStanding { matter: self.id, stage, cosigned: self.matter.cosigned, cosigners: self.matter.cosigners }
    }

    /// Parameters of a notice to the proposer. They may contain the title, since it is the proposer's own.
    pub fn params(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut params = serde_json::Map::new();
        params.insert("title".to_owned(), self.title.as_str().into());
        params.insert("matter".to_owned(), self.id.to_string().into());
        params
    }
}

/// Adds a row to the public timeline; the public pages have changed with it.
pub fn record_event(cx: &Cx<'_>, matter: MatterId, event: MatterEvent, by: EventActor) -> HandlerResult<()> {
    cx.run(sql::EVENT, bind![matter, cx.now, event.as_str(), by.as_str()])?;
    cx.bump_revision(Feature::Matters)
}

/// The part of a matter that a case needs.
pub struct CaseMatter {
    pub title: String,
    pub item: String,
    pub stage: Stage,
    pub flags: Vec<Flag>,
}

/// `None`: there is no such matter.
pub fn for_case(cx: &Cx<'_>, id: MatterId) -> HandlerResult<Option<CaseMatter>> {
    let Some(row) = cx.first(sql::FOR_CASE, bind![id])? else { return Ok(None) };
    let (item, until) = (row.text(1)?, row.maybe_time(3)?);
    let flags = flags_of(cx, &item)?;
    Ok(Some(CaseMatter { title: row.text(0)?, item, stage: stage_at(row.parsed(2)?, until, cx.now), flags }))
}

/// Moves a matter on to a case that decides about it: for the feature that opens a case, within its transaction.
pub fn take_to_case(cx: &Cx<'_>, matter: MatterId, case: CaseId) -> HandlerResult<()> {
    cx.run(sql::SETTLE, bind![cx.now])?;
    cx.run(sql::DECIDING, bind![case, matter])?;
    record_event(cx, matter, MatterEvent::Deciding, EventActor::Committee)
}
