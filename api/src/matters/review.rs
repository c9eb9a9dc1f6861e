//! `GET …/matter-tasks` and `POST …/matters/{matter}/pre-review`

use super::load::{LoadedMatter, current_viewer, find_for_office, record_event};
use super::sql::{self, WaitingMatter};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices::notify_member;
use crate::object::Cx;
use crate::reminders;
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MatterId};
use domain::limits;
use domain::matters::{
    DecidePreReviewRequest, EventActor, MatterEvent, MatterStanding, MatterTask, MatterTasks, Office,
    PreReviewDecision, Rules, Stage, VerdictKind, answer_due, discussion_until, pre_review,
};
use domain::notices::NoticeKind;
use domain::process::DueKind;

crate::handle!(ListMatterTasks, list_matter_tasks);
/// What waits for the pre-review, a summary or an answer; nearest deadline first, overdue ones marked.
pub fn list_matter_tasks(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<MatterTasks> {
    cx.allow(&Subject::Community)?;
    Ok(MatterTasks { tasks: list_waiting(cx)? })
}

/// The same for callers who were asked about already.
pub fn list_waiting(cx: &Cx<'_>) -> HandlerResult<Vec<MatterTask>> {
    let viewer = current_viewer(cx);
    let task = |waiting: WaitingMatter| {
        let stage = if waiting.stored == Stage::Discussing { Stage::Discussed } else { waiting.stored };
        let due = match (stage, waiting.until) {
            (Stage::PreReview, _) | (_, None) => answer_due(waiting.handed_in_at.unwrap_or(cx.now), Rules::current()),
            (_, Some(until)) => until,
        };
        MatterTask {
            matter: waiting.id,
            title: waiting.title,
            item: waiting.item,
            stage,
            due,
            overdue: stage == Stage::PreReview && cx.now >= due,
            own: viewer.member == Some(waiting.proposer) || viewer.household == Some(waiting.household),
        }
    };
    let waiting = cx.read_all(sql::TASKS, bind![cx.now, limits::MATTER_TASKS_MAX])?;
    let mut tasks: Vec<MatterTask> = waiting.into_iter().map(task).collect();
    tasks.sort_by_key(|task| task.due);
    Ok(tasks)
}

crate::handle!(DecidePreReview, decide_pre_review);
pub fn decide_pre_review(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &DecidePreReviewRequest,
) -> HandlerResult<MatterStanding> {
    let found = find_for_office(cx, id)?;
    let (by, rules) = (cx.member()?, Rules::current());
    let office = found.viewer.office.ok_or_else(|| HandlerError::from(RequestError::NotAllowed))?;
    let verdict =
        PreReviewDecision { kind: body.verdict, has_destination: body.destination.is_some(), days: body.days };
    let stage = pre_review(&found.matter, &found.viewer, &verdict, rules)?;
    let until = discussion_until(cx.now, body.days, rules);
    if stage == Stage::Discussing {
        cx.run(sql::SETTLE, bind![cx.now])?;
        cx.run(sql::OPEN_DISCUSSION, bind![until, id])?;
        reminders::set_reminder(cx, DueKind::RemindDiscussion, &id.to_string(), until)?;
    } else {
        cx.run(sql::SET_STAGE, bind![stage.as_str(), id])?;
    }
    let late = found.handed_in_at.is_some_and(|at| cx.now >= answer_due(at, rules));
    let destination = body.destination.as_ref().filter(|_| stage == Stage::Routed).map(domain::text::PlaceText::as_str);
    let (kind, reason) = (body.verdict.as_str(), body.reason.as_str());
    cx.run(sql::REVIEW, bind![id, cx.now, kind, reason, destination, office.as_str(), by, late])?;
    let (event, notice) = match body.verdict {
        VerdictKind::Accept => (MatterEvent::Accepted, NoticeKind::MatterAccepted),
        VerdictKind::Return => (MatterEvent::Returned, NoticeKind::MatterReturned),
        VerdictKind::Route => (MatterEvent::Routed, NoticeKind::MatterRouted),
    };
    record_event(cx, id, event, by_office(office))?;
    let told = serde_json::json!({ "office": office, "reason": reason, "destination": destination, "until": until });
    notify_proposer(cx, &found, notice, told)?;
    let detail = serde_json::json!({ "verdict": kind, "office": office, "late": late, "days": body.days });
    cx.journal(&id.to_string(), &detail)?;
    Ok(found.standing(stage))
}

pub fn by_office(office: Office) -> EventActor {
    match office {
        Office::Committee => EventActor::Committee,
        Office::PartyCommittee => EventActor::PartyCommittee,
        Office::Supervisor => EventActor::Supervisor,
    }
}

/// A notice with the matter's title and further parameters.
pub fn notify_proposer(
    cx: &Cx<'_>,
    found: &LoadedMatter,
    kind: NoticeKind,
    more: serde_json::Value,
) -> HandlerResult<()> {
    let mut params = found.params();
    if let serde_json::Value::Object(more) = more {
        params.extend(more);
    }
    notify_member(cx, found.matter.proposer, kind, &params.into())
}
