//! A matter and its reader, in the form that the rules take; and the timeline row of each step.

use super::catalogue::flags_of;
use super::sql;
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::{Cx, Feature};
use domain::access::{Role, Subject};
use domain::contract::Absence;
use domain::ids::{CaseId, MatterId, MemberId};
use domain::matters::{
    By, Flag, Matter, MatterEvent, MatterStanding, Office, ShownAs, Stage, Viewer, may_see, stage_at,
};
use domain::time::UtcMillis;

pub struct Found {
    pub id: MatterId,
    pub matter: Matter,
    pub viewer: Viewer,
    pub title: String,
    pub shown: ShownAs,
    pub handed_in_at: Option<UtcMillis>,
    pub case_id: Option<CaseId>,
    pub proposer_name: String,
}

/// The reader, with the office that comes first for decisions.
pub fn viewer(cx: &Cx<'_>) -> Viewer {
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

pub fn find(cx: &Cx<'_>, id: MatterId) -> Answer<Option<Found>> {
    let mut viewer = viewer(cx);
    let Some(row) = cx.first(sql::FIND, bind![id, viewer.member])? else { return Ok(None) };
    viewer.has_cosigned = row.flag(8)?;
    let matter = Matter {
        proposer: row.parsed(0)?,
        household: row.parsed(1)?,
        stored: row.parsed(2)?,
        cosigned: row.count(3)?,
        cosigners: row.count(4)?,
        until: row.maybe_time(5)?,
        versions: row.count(6)?,
        is_summarised: row.flag(7)?,
    };
    Ok(Some(Found {
        id,
        matter,
        viewer,
        title: row.text(9)?,
        shown: row.parsed(10)?,
        handed_in_at: row.maybe_time(11)?,
        case_id: row.maybe_parsed(12)?,
        proposer_name: row.text(13)?,
    }))
}

/// A matter that this reader may see; others learn only that there is none.
pub fn find_for_reading(cx: &Cx<'_>, id: MatterId) -> Answer<Found> {
    cx.allow(&Subject::Public)?;
    let found = find(cx, id)?.filter(|found| found.is_seen(cx.now));
    found.ok_or_else(|| Absence::NotFound.into())
}

/// A matter for an act of the caller's own; the access table is asked first.
pub fn find_for_acting(cx: &Cx<'_>, id: MatterId) -> Answer<Found> {
    cx.allow_self()?;
    let found = find(cx, id)?.filter(|found| found.is_seen(cx.now));
    found.ok_or_else(|| Absence::NotFound.into())
}

/// A matter for its proposer alone.
pub fn find_own(cx: &Cx<'_>, id: MatterId) -> Answer<Found> {
    let Some(found) = find(cx, id)? else { return absent(cx) };
    cx.allow(&own(found.matter.proposer))?;
    Ok(found)
}

/// A matter for an office.
pub fn find_for_office(cx: &Cx<'_>, id: MatterId) -> Answer<Found> {
    let Some(found) = find(cx, id)? else { return cx.absent() };
    cx.allow(&Subject::Community)?;
    Ok(found)
}

pub fn own(member: MemberId) -> Subject {
    Subject::Member { member, household: None, grid: None }
}

pub fn absent<T>(cx: &Cx<'_>) -> Answer<T> {
    cx.allow_self()?;
    Err(Stop::Problem(Absence::NotFound.into()))
}

impl Found {
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
pub fn note(cx: &Cx<'_>, matter: MatterId, event: MatterEvent, by: By) -> Answer<()> {
    cx.run(sql::EVENT, bind![matter, cx.now, event.as_str(), by.as_str()])?;
    cx.touch(Feature::Matters)
}

/// The part of a matter that a case needs.
pub struct ForCase {
    pub title: String,
    pub item: String,
    pub stage: Stage,
    pub flags: Vec<Flag>,
}

/// `None`: there is no such matter.
pub fn for_case(cx: &Cx<'_>, id: MatterId) -> Answer<Option<ForCase>> {
    let Some(row) = cx.first(sql::FOR_CASE, bind![id])? else { return Ok(None) };
    let (item, until) = (row.text(1)?, row.maybe_time(3)?);
    let flags = flags_of(cx, &item)?;
    Ok(Some(ForCase { title: row.text(0)?, item, stage: stage_at(row.parsed(2)?, until, cx.now), flags }))
}

/// Moves a matter on to a case that decides about it: for the feature that opens a case, within its transaction.
pub fn take_to_case(cx: &Cx<'_>, matter: MatterId, case: CaseId) -> Answer<()> {
    cx.run(sql::SETTLE, bind![cx.now])?;
    cx.run(sql::DECIDING, bind![case, matter])?;
    note(cx, matter, MatterEvent::Deciding, By::Committee)
}
