//! `POST …/meetings/{meeting}/ballots`, `…/ballots/{ballot}/revision`, `…/dropping`, `…/opening` and `…/closing`

use super::urn::Urn;
use super::{facts, secret, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::db::Row;
use domain::ballots::{
    Agenda, AtRevision, BallotClosed, BallotDraft, BallotDrafted, BallotOpened, Method, close, draft, open, revise,
    withdraw,
};
use domain::ids::{BallotId, CommunityCode, MeetingId};
use domain::sessions::Done;

pub fn draft_ballot(
    cx: &Cx<'_>,
    (_, meeting): (CommunityCode, MeetingId),
    _: &(),
    body: &BallotDraft,
) -> Answer<BallotDrafted> {
    let Some(row) = cx.first(sql::MEETING, bind![meeting])? else { return cx.absent() };
    cx.allow(&facts::managed(cx, &row.text(2)?, row.parsed(1)?)?)?;
    let is_over = matches!(row.text(0)?.as_str(), "closed" | "cancelled");
    draft(body, agenda(&row)?, row.count(3)?, is_over)?;
    let id = cx.new_id(BallotId::from_parts);
    let (question, method, rule) = (body.question.as_str(), body.method.as_str(), body.rule.as_str());
    cx.run(sql::DRAFT, bind![id, meeting, question, method, rule, body.item, body.open_minutes, cx.member()?, cx.now])?;
    let detail = serde_json::json!({ "meeting": meeting, "method": method, "rule": rule, "item": body.item,
        "revision": 1 });
    cx.journal(&id.to_string(), &detail)?;
    Ok(BallotDrafted { ballot: id, revision: 1 })
}

/// Of a row of `sql::MEETING`.
fn agenda(row: &Row) -> Answer<Agenda> {
    Ok(Agenda { items: row.count(4)?, names_cases: row.flag(5)? })
}

pub fn revise_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &BallotDraft,
) -> Answer<BallotDrafted> {
    let Some(found) = facts::find(cx, id)? else { return cx.absent() };
    cx.allow(&found.managed(cx)?)?;
    let Some(row) = cx.first(sql::MEETING, bind![found.meeting])? else { return cx.absent() };
    revise(&found.state, agenda(&row)?, body)?;
    let (question, method, rule) = (body.question.as_str(), body.method.as_str(), body.rule.as_str());
    cx.run(sql::REVISE, bind![question, method, rule, body.item, body.open_minutes, id])?;
    let revision = found.state.revision + 1;
    cx.journal(&id.to_string(), &serde_json::json!({ "method": method, "rule": rule, "revision": revision }))?;
    Ok(BallotDrafted { ballot: id, revision })
}

/// The journal keeps that there was a draft.
pub fn drop_ballot(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), body: &AtRevision) -> Answer<Done> {
    let Some(found) = facts::find(cx, id)? else { return cx.absent() };
    cx.allow(&found.managed(cx)?)?;
    withdraw(&found.state, body.revision)?;
    cx.run(sql::DROP, bind![id])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "meeting": found.meeting, "revision": body.revision }))?;
    Ok(Done {})
}

/// The chair puts the question; a secret ballot gets its key in this moment.
pub fn open_ballot(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), body: &AtRevision) -> Answer<BallotOpened> {
    let Some(found) = facts::find(cx, id)? else { return cx.absent() };
    cx.allow(&found.managed(cx)?)?;
    let closes_at = open(&found.state, cx.member()?, (cx.now, found.open_minutes), body.revision)?;
    let key = if found.state.method == Method::Secret { Some(secret::new_key(cx, id)?) } else { None };
    let (public_key, sealed) = key.map_or((None, None), |(public, sealed)| (Some(public), Some(sealed)));
    let (entitled, present) = (found.state.meeting.entitled, found.state.meeting.present);
    let public = public_key.map(|key| key.0);
    cx.run(sql::OPEN, bind![cx.now, closes_at, entitled, present, public, sealed, id])?;
    if found.state.method == Method::Secret {
        Urn::of(cx, id).lend(entitled)?;
    }
    let revision = found.state.revision + 1;
    let detail = serde_json::json!({ "entitled": entitled, "present": present, "closes_at": closes_at,
        "revision": revision });
    cx.journal(&id.to_string(), &detail)?;
    Ok(BallotOpened { revision, closes_at, public_key })
}

/// From here on nothing changes.
pub fn close_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &AtRevision,
) -> Answer<BallotClosed> {
    let Some(found) = facts::find(cx, id)? else { return cx.absent() };
    cx.allow(&found.managed(cx)?)?;
    close(&found.state, cx.member()?, cx.now, body.revision)?;
    let (entitled, present) = (found.state.meeting.entitled, found.state.meeting.present);
    if found.state.method == Method::Secret {
        secret::open_urn(cx, &found)?;
    }
    cx.run(sql::CLOSE, bind![cx.now, entitled, present, id])?;
    let closed = facts::find(cx, id)?.and_then(|closed| closed.tally());
    let tally = closed.ok_or_else(|| Stop::Fault("a ballot that did not close".to_owned()))?;
    let detail = serde_json::json!({ "entitled": entitled, "present": present, "for": tally.total.r#for,
        "against": tally.total.against, "abstain": tally.total.abstain, "invalid": tally.total.invalid,
        "given_not_cast": tally.given_not_cast });
    cx.journal(&id.to_string(), &detail)?;
    Ok(BallotClosed { tally })
}
