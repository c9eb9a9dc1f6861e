//! `POST …/ballots/{ballot}/papers` hands papers out, `GET` lists who is there and who has one.

use super::facts::{self, LoadedBallot};
use super::sql::{self, ReceiverName, VoiceRow};
use crate::answer::HandlerResult;
use crate::bind;
use crate::meetings;
use crate::object::Cx;
use domain::ballots::{
    BallotStatus, HandOutPaperRequest, Method, PapersHandedOut, ReceiverRow, Refusal, Voice, VoiceState, VoiceUse,
    VoteQuery, check_receivers, hand_out_papers,
};
use domain::contract::{Empty, Page, page_limit};
use domain::ids::{BallotId, CommunityCode, VoterId};
use domain::masking::mask_address;

crate::handle!(HandOutPaper, hand_out_paper);
/// Papers for a list of voters, all or none. Of those who have lost the right to vote, each is struck first and stays
/// struck, so this precedes any other write.
pub fn hand_out_paper(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &HandOutPaperRequest,
) -> HandlerResult<PapersHandedOut> {
    let Some(found) = facts::load_ballot(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.managing_subject(cx)?)?;
    check_receivers(body)?;
    let voters = serde_json::json!(body.voters).to_string();
    if found.state.meeting.is_open {
        meetings::check_entitlements(cx, found.meeting, &voters)?;
    }
    hand_out_papers(&found.state, &voices(cx, &found, &voters)?, body)?;
    let added = cx.run(sql::HAND_OUT, bind![id, voters, cx.now, cx.member()?])?;
    let ids: Vec<VoterId> = added.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?;
    cx.journal(&id.to_string(), &serde_json::json!({ "voters": ids }))?;
    let added = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    Ok(PapersHandedOut { added, handed_out: found.state.handed_out.saturating_add(added) })
}

/// Those of the list whom the roll has, with their names.
fn voices(cx: &Cx<'_>, found: &LoadedBallot, voters: &str) -> HandlerResult<Vec<(String, Voice)>> {
    let own = found.own_voter(cx)?;
    let rows: Vec<(VoiceRow, ReceiverName)> = cx.read_all(sql::RECEIVERS_NAMED, bind![found.id, voters])?;
    Ok(rows.into_iter().map(|(row, person)| (person.name, found.voice_of(&row, own))).collect())
}

crate::handle!(ListReceivers, list_receivers);
/// While the ballot is open. Afterwards the journal tells who had a paper or a token.
pub fn list_receivers(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    query: &VoteQuery,
    _: &Empty,
) -> HandlerResult<Page<ReceiverRow, VoterId>> {
    let Some(found) = facts::load_ballot(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.managing_subject(cx)?)?;
    if found.state.method != Method::Secret {
        return Err(Refusal::OtherMethod { method: found.state.method }.into());
    }
    if found.state.status != BallotStatus::Open {
        return Err(Refusal::NotOpen.into());
    }
    let (after, limit) = (query.after.map(|after| after.to_string()).unwrap_or_default(), page_limit(query.limit));
    let own = found.own_voter(cx)?;
    let rows: Vec<(VoiceRow, ReceiverName)> = cx.read_all(sql::RECEIVERS, bind![id, after, limit])?;
    let receiver = |(row, person): (VoiceRow, ReceiverName)| {
        let state = match found.voice_of(&row, own).used {
            None => VoiceState::Free,
            Some(VoiceUse::Vote) => VoiceState::Voted,
            Some(VoiceUse::Token(_)) => VoiceState::TokenGiven,
            Some(VoiceUse::Paper) => VoiceState::PaperGiven,
        };
        let address_masked = mask_address(&person.building, &person.unit);
        ReceiverRow { voter: row.voter, name: person.name, address_masked, state }
    };
    Ok(Page::cut(rows.into_iter().map(receiver).collect(), limit, |row| row.voter))
}
