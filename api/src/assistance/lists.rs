//! `GET …/assistances/{assistance}`, `…/given-assistance`, `…/received-assistance` and `…/assistances`

use super::{open, sql, view};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::assistance::{Assistance, AssistanceReview};
use domain::contract::{Empty, Page, PageQuery, RequestError};
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
pub fn list_given_assistance(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &PageQuery,
    _: &Empty,
) -> HandlerResult<Page<Assistance>> {
    cx.allow(&Subject::Community)?;
    page(cx, cx.read_all(sql::OF_WORKER, bind![cx.member()?, query.below(), query.rows()])?, query)
}

crate::handle!(ListReceivedAssistance, list_received_assistance);
pub fn list_received_assistance(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &PageQuery,
    _: &Empty,
) -> HandlerResult<Page<Assistance>> {
    cx.allow_self()?;
    let household = cx.standing().household;
    page(cx, cx.read_all(sql::OF_HOUSEHOLD, bind![household, query.below(), query.rows()])?, query)
}

/// The page with the acts of its assistances.
fn page(cx: &Cx<'_>, found: Vec<Assistance>, query: &PageQuery) -> HandlerResult<Page<Assistance>> {
    let Page { rows, next } = Page::cut(found, query.rows(), |one| one.number);
    Ok(Page { rows: view::with_acts(cx, rows)?, next })
}

crate::handle!(ReviewAssistance, review_assistance);
pub fn review_assistance(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &PageQuery,
    _: &Empty,
) -> HandlerResult<AssistanceReview> {
    cx.allow(&Subject::Community)?;
    let workers = cx.read_all(sql::COUNTS, bind![cx.now.plus(-REVIEW_DAYS * DAY)])?;
    let contested = view::with_acts(cx, cx.read_all(sql::CONTESTED, &[])?)?;
    let page = page(cx, cx.read_all(sql::ALL, bind![query.below(), query.rows()])?, query)?;
    Ok(AssistanceReview { workers, contested, page })
}
