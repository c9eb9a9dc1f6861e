//! `POST …/proxies`, `POST …/proxies/withdrawal` and `GET …/proxies`: written mandates, and their public list.

mod sql;

use super::announce::community_kind;
use super::facts::{form_subject, load_meeting};
use super::roll;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices::notify_member;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::{Empty, Page, RequestError, page_limit};
use domain::ids::{CommunityCode, MeetingId, MemberId, VoterId};
use domain::meetings::{
    Mandates, NameProxyRequest, ProxyRow, Rules, VoterQuery, WithdrawProxyRequest, name_proxy as may_name,
    withdraw_proxy as may_withdraw,
};
use domain::notices::NoticeKind;
use domain::sessions::Done;

crate::handle!(NameProxy, name_proxy);
/// Enters a written mandate; both people are told.
pub fn name_proxy(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    draft: &NameProxyRequest,
) -> HandlerResult<Done> {
    let Some(meeting) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, meeting.form))?;
    let most = Rules::current().proxies_per_holder(meeting.form, community_kind(cx)?);
    let known = Mandates {
        principal: roll::recheck_voter(cx, &meeting, draft.principal.into())?.state,
        holder: roll::recheck_voter(cx, &meeting, draft.proxy.into())?.state,
        is_given: gave(cx, id, draft.principal)?,
        held: count_mandates(cx, id, draft.proxy)?,
        holder_gave_own: gave(cx, id, draft.proxy)?,
        principal_holds: count_mandates(cx, id, draft.principal)?,
    };
    may_name(&meeting.state, draft, &known, most)?;
    let (kinship, paper) = (draft.kinship.as_str(), draft.paper.as_str());
    cx.run(sql::NAME_PROXY, bind![id, draft.principal, draft.proxy, kinship, paper, cx.now, cx.member()?])?;
    let params = serde_json::json!({ "meeting": id, "title": meeting.title, "starts_at": meeting.state.starts_at });
    notify_member(cx, draft.principal, NoticeKind::MandateEntered, &params)?;
    notify_member(cx, draft.proxy, NoticeKind::MandateReceived, &params)?;
    let detail = serde_json::json!({ "principal": draft.principal, "proxy": draft.proxy, "kinship": draft.kinship });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(Done {})
}

/// Whether somebody has given a mandate that is in force.
fn gave(cx: &Cx<'_>, id: MeetingId, principal: MemberId) -> HandlerResult<bool> {
    Ok(cx.first(sql::PROXY, bind![id, principal])?.map_or(Ok(false), |row| row.flag(0))?)
}

/// How many somebody holds.
pub fn count_mandates(cx: &Cx<'_>, id: MeetingId, proxy: MemberId) -> HandlerResult<u32> {
    Ok(cx.first(sql::MANDATES_HELD, bind![id, proxy])?.map_or(Ok(0), |row| row.count(0))?)
}

crate::handle!(WithdrawProxy, withdraw_proxy);
pub fn withdraw_proxy(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &WithdrawProxyRequest,
) -> HandlerResult<Done> {
    let Some(meeting) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, meeting.form))?;
    may_withdraw(&meeting.state, gave(cx, id, body.principal)?)?;
    cx.run(sql::WITHDRAW_PROXY, bind![cx.now, id, body.principal])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "principal": body.principal }))?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(Done {})
}

crate::handle!(ListProxies, list_proxies);
/// The list of mandates with both names: the law requires its publication.
pub fn list_proxies(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    query: &VoterQuery,
    _: &Empty,
) -> HandlerResult<Page<ProxyRow, VoterId>> {
    cx.allow(&Subject::Public)?;
    load_meeting(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let limit = page_limit(query.limit);
    let after = query.after.map(|voter| voter.to_string()).unwrap_or_default();
    let rows: Vec<ProxyRow> = cx.read_all(sql::PROXIES, bind![id, after, limit])?;
    cx.set_etag(&[Feature::Meetings, Feature::Members])?;
    Ok(Page::cut(rows, limit, |row| row.principal.into()))
}
