//! `POST …/matters`, `…/cosigners`, `…/cosigners/withdrawal`, `…/revision` and `…/withdrawal`

use super::load::{LoadedMatter, find_for_acting, find_own, record_event};
use super::{catalogue, sql};
use crate::answer::HandlerResult;
use crate::archive::{attach_all, file_ids};
use crate::bind;
use crate::notices::notify_member;
use crate::object::Cx;
use crate::reminders;
use domain::archive::{FilePurpose, Owner};
use domain::contract::Empty;
use domain::ids::{CommunityCode, MatterId};
use domain::matters::{
    EventActor, Item, MatterEvent, MatterStanding, ProposalFacts, ProposeMatterRequest, ReviseMatterRequest, Rules,
    Stage, answer_due, may_cosign, may_propose, may_revise_matter, take_back_cosignature, take_back_matter,
};
use domain::notices::NoticeKind;
use domain::process::DueKind;
use domain::time::start_of;

crate::handle!(ProposeMatter, propose_matter);
pub fn propose_matter(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &ProposeMatterRequest,
) -> HandlerResult<MatterStanding> {
    let proposer = cx.allow_self()?;
    let code = body.item.as_str();
    let found = catalogue::item_of(cx, code)?;
    let count = |row: Option<crate::db::Row>| row.map_or(Ok(0), |row| row.count(0));
    let asked = ProposalFacts {
        item: found.map(|(cosigners, named_only)| Item { code, cosigners, named_only }),
        shown: body.shown,
        open: count(cx.first(sql::OPEN_OF, bind![proposer])?)?,
        today: count(cx.first(sql::PROPOSED_SINCE, bind![proposer, start_of(cx.now.day())])?)?,
    };
    let (stage, cosigners) = may_propose(&asked, Rules::current())?;
    let id = cx.new_id(MatterId::from_parts);
    let handed_in_at = (stage == Stage::PreReview).then_some(cx.now);
    let (title, shown) = (body.title.as_str(), body.shown.as_str());
    let values = bind![id, title, code, proposer, shown, stage.as_str(), cx.now, handed_in_at, cosigners];
    cx.run(sql::PROPOSE, values)?;
    cx.run(sql::ADD_VERSION, bind![id, 1u32, cx.now, "proposer", proposer, title, body.text.as_str(), ""])?;
    if stage == Stage::PreReview {
        review_due(cx, id)?;
    }
    record_event(cx, id, MatterEvent::Proposed, EventActor::Proposer)?;
    attach_all(cx, Owner::Matter(id), FilePurpose::Enclosure, &body.files)?;
    let detail = serde_json::json!({ "item": code, "shown": shown, "stage": stage, "files": file_ids(&body.files) });
    cx.journal(&id.to_string(), &detail)?;
    Ok(MatterStanding { matter: id, stage, cosigned: 0, cosigners })
}

crate::handle!(CosignMatter, cosign_matter);
pub fn cosign_matter(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    _: &Empty,
) -> HandlerResult<MatterStanding> {
    let mut found = find_for_acting(cx, id)?;
    let (member, stage) = (cx.member()?, may_cosign(&found.matter, &found.viewer)?);
    cx.run(sql::COSIGN, bind![id, member, found.matter.versions, cx.now])?;
    found.matter.cosigned += 1;
    if stage == Stage::PreReview {
        cx.run(sql::HAND_IN_COSIGNED, bind![cx.now, id])?;
        review_due(cx, id)?;
        record_event(cx, id, MatterEvent::HandedIn, EventActor::Residents)?;
        handed_in(cx, &found)?;
    } else {
        cx.bump_revision(crate::object::Feature::Matters)?;
    }
    cx.journal(&id.to_string(), &serde_json::json!({ "cosigned": found.matter.cosigned, "stage": stage }))?;
    Ok(found.standing(stage))
}

crate::handle!(WithdrawCosignature, withdraw_cosignature);
pub fn withdraw_cosignature(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    _: &Empty,
) -> HandlerResult<MatterStanding> {
    let mut found = find_for_acting(cx, id)?;
    take_back_cosignature(&found.matter, &found.viewer)?;
    cx.run(sql::DROP_COSIGN, bind![id, cx.member()?])?;
    found.matter.cosigned = found.matter.cosigned.saturating_sub(1);
    cx.bump_revision(crate::object::Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "cosigned": found.matter.cosigned }))?;
    Ok(found.standing(Stage::Collecting))
}

/// The committee is reminded before the pre-review is due.
fn review_due(cx: &Cx<'_>, id: MatterId) -> HandlerResult<()> {
    reminders::set_reminder(cx, DueKind::RemindReview, &id.to_string(), answer_due(cx.now, Rules::current()))
}

fn handed_in(cx: &Cx<'_>, found: &LoadedMatter) -> HandlerResult<()> {
    let mut params = found.params();
    params.insert("deadline".to_owned(), serde_json::json!(answer_due(cx.now, Rules::current())));
    notify_member(cx, found.matter.proposer, NoticeKind::MatterHandedIn, &params.into())
}

crate::handle!(ReviseMatter, revise_matter);
pub fn revise_matter(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &ReviseMatterRequest,
) -> HandlerResult<MatterStanding> {
    let found = find_own(cx, id)?;
    may_revise_matter(&found.matter)?;
    let (title, version) = (body.title.as_str(), found.matter.versions + 1);
    let (text, summary) = (body.text.as_str(), body.summary.as_str());
    let values = bind![id, version, cx.now, "proposer", found.matter.proposer, title, text, summary];
    cx.run(sql::ADD_VERSION, values)?;
    cx.run(sql::HAND_IN, bind![cx.now, title, version, id])?;
    review_due(cx, id)?;
    record_event(cx, id, MatterEvent::Revised, EventActor::Proposer)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "version": version }))?;
    Ok(found.standing(Stage::PreReview))
}

crate::handle!(WithdrawMatter, withdraw_matter);
pub fn withdraw_matter(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    _: &Empty,
) -> HandlerResult<MatterStanding> {
    let found = find_own(cx, id)?;
    take_back_matter(&found.matter)?;
    cx.run(sql::SET_STAGE, bind![Stage::Withdrawn.as_str(), id])?;
    record_event(cx, id, MatterEvent::Withdrawn, EventActor::Proposer)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "stage": found.matter.stored }))?;
    Ok(found.standing(Stage::Withdrawn))
}
