//! `GET …/assistances/{assistance}`, `…/given-assistance`, `…/received-assistance` and `…/assistances`

use super::{open, sql, view};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::assistance::{Assistance, AssistanceReview, Assistances};
use domain::contract::{Empty, Page, RequestError};
use domain::ids::{AssistanceId, CommunityCode};
use domain::time::DAY;

/// The period over which the supervision committee sees counts.
const REVIEW_DAYS: i64 = 30;

crate::handle!(ShowAssistance, show_assistance);
pub fn show_assistance(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, AssistanceId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Assistance> {
    let Some(found) = open::load_assistance(cx, id)? else { return absent(cx) };
    cx.allow(&found.subject())?;
    view::with_acts(cx, cx.read_all(sql::ONE, bind![id])?)?.pop().ok_or_else(|| RequestError::NotFound.into())
}

/// Everybody may see their own household's assistances, so a signed-in caller learns only that this one does not exist.
fn absent<T>(cx: &Cx<'_>) -> HandlerResult<T> {
    cx.allow_self()?;
    Err(HandlerError::Problem(RequestError::NotFound.into()))
}

crate::handle!(ListGivenAssistance, list_given_assistance);
pub fn list_given_assistance(cx: &Cx<'_>, _: (CommunityCode,), page: &Page, _: &Empty) -> HandlerResult<Assistances> {
    cx.allow(&Subject::Community)?;
    let found = cx.read_all(sql::OF_WORKER, bind![cx.member()?, page.before(), page.limit()])?;
    Ok(listed(view::with_acts(cx, found)?, page))
}

crate::handle!(ListReceivedAssistance, list_received_assistance);
pub fn list_received_assistance(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    page: &Page,
    _: &Empty,
) -> HandlerResult<Assistances> {
    cx.allow_self()?;
    let household = cx.standing().household;
    let found = cx.read_all(sql::OF_HOUSEHOLD, bind![household, page.before(), page.limit()])?;
    Ok(listed(view::with_acts(cx, found)?, page))
}

fn listed(assistances: Vec<Assistance>, page: &Page) -> Assistances {
    let next_before = next(&assistances, page);
    Assistances { assistances, next_before }
}

fn next(shown: &[Assistance], page: &Page) -> Option<u64> {
    let full = shown.len() == page.limit() as usize;
    shown.last().map(|one| one.number).filter(|_| full)
}

crate::handle!(ReviewAssistance, review_assistance);
pub fn review_assistance(cx: &Cx<'_>, _: (CommunityCode,), page: &Page, _: &Empty) -> HandlerResult<AssistanceReview> {
    cx.allow(&Subject::Community)?;
    let workers = cx.read_all(sql::COUNTS, bind![cx.now.plus(-REVIEW_DAYS * DAY)])?;
    let contested = view::with_acts(cx, cx.read_all(sql::CONTESTED, &[])?)?;
    let assistances = view::with_acts(cx, cx.read_all(sql::ALL, bind![page.before(), page.limit()])?)?;
    let next_before = next(&assistances, page);
    Ok(AssistanceReview { workers, contested, assistances, next_before })
}
