//! `GET …/cases/{case}/dossier`: everything about a case in its order.
//!
//! Invariant: the content does not depend on the reader; only the file beside it does. One statement for each part.

use super::load::{self, LoadedCase, LoadedStep};
use super::sql::{self, CaseMeeting};
use super::view;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::{ballots, matters, meetings};
use domain::access::{Capability, Subject};
use domain::contract::{Empty, RequestError};
use domain::decisions::{Dossier, DossierContent, DossierFile, DossierMeeting, DossierPeople, DossierStep};
use domain::ids::{CaseId, CommunityCode};

crate::handle!(ShowDossier, show_dossier);
pub fn show_dossier(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, CaseId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Dossier> {
    cx.allow(&Subject::Public)?;
    let found = load::load_case(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let steps = found.steps(cx)?;
    let (meetings, people) = held(cx, id, &steps)?;
    let (opinions, told_opinions) = view::load_opinions(cx, id)?;
    let (holds, told_holds) = view::load_holds(cx, id)?;
    let works_on_it = cx.standing().may(Capability::SeeCaseFile, &Subject::Community);
    let file = if works_on_it {
        Some(DossierFile {
            opened_by: found.opened_by.clone(),
            meetings: people,
            opinions: told_opinions,
            holds: told_holds,
        })
    } else {
        None
    };
    let about = DossierContent {
        proposal: matters::of_dossier(cx, found.matter)?,
        steps: steps.into_iter().map(step).collect(),
        meetings,
        opinions,
        holds,
        papers: cx.read_all(sql::PAPERS, bind![id])?,
        ..of(community, &found)
    };
    // Ballots belong to no feature with a revision, so the tag is made of the reply.
    cx.tag_reply();
    Dossier::seal(about, file).map_err(|error| HandlerError::Fault(error.to_string()))
}

/// The content of the case's own row.
fn of(community: CommunityCode, found: &LoadedCase) -> DossierContent {
    DossierContent {
        community,
        case: found.id,
        number: found.number,
        title: found.title.clone(),
        status: found.status(),
        step: found.case.step,
        item: found.item.clone(),
        way: found.case.way,
        opened_at: found.opened_at,
        ended_at: found.ended_at,
        end_reason: found.end_reason.clone(),
        revokes: found.revokes,
        revoked_by: found.revoked_by,
        rules_version: found.rules_version.clone(),
        rule_set: found.rule_set.clone(),
        matter: found.matter,
        proposal: None,
        draft_delivered_at: found.draft_delivered_at,
        steps: vec![],
        meetings: vec![],
        opinions: vec![],
        holds: vec![],
        papers: vec![],
    }
}

/// The meetings of a case with their ballots, and separately the names of their people.
fn held(cx: &Cx<'_>, id: CaseId, steps: &[LoadedStep]) -> HandlerResult<(Vec<DossierMeeting>, Vec<DossierPeople>)> {
    let mut linked: Vec<_> = steps.iter().filter_map(|step| step.meeting).collect();
    let earlier: Vec<CaseMeeting> = cx.read_all(sql::CASE_MEETINGS, bind![id])?;
    linked.extend(earlier.iter().map(|held| held.meeting.meeting));
    let (mut held, people): (Vec<_>, Vec<_>) = meetings::of_dossier(cx, id, &linked)?.into_iter().unzip();
    let ids: Vec<_> = held.iter().map(|meeting: &DossierMeeting| meeting.meeting).collect();
    for (of, ballot) in ballots::of_dossier(cx, id, &ids)? {
        if let Some(meeting) = held.iter_mut().find(|meeting| meeting.meeting == of) {
            meeting.ballots.push(ballot);
        }
    }
    Ok((held, people))
}

fn step(step: LoadedStep) -> DossierStep {
    let LoadedStep { name: step, meeting, closed_at, certificate, supervisors_informed_at } = step;
    DossierStep { step, meeting, supervisors_informed_at, closed_at, certificate }
}
