//! `GET …/ballots/{ballot}/receipts` and `…/votes`: the lists by which a result can be checked.

use super::{facts, sql};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::ballots::{
    BallotStatus, Method, NamedVote, PartsVisibility, ReceiptQuery, ReceiptRow, Refusal, VoteQuery, parts_visibility,
    token::Receipt,
};
use domain::contract::{Empty, Page, page_limit};
use domain::ids::{BallotId, CommunityCode, VoterId};
use domain::masking;

/// A closed ballot of this method.
fn closed(cx: &Cx<'_>, id: BallotId, method: Method) -> HandlerResult<facts::LoadedBallot> {
    let found = facts::load_public_ballot(cx, id)?;
    if found.state.method != method {
        return Err(Refusal::OtherMethod { method: found.state.method }.into());
    }
    if found.state.status == BallotStatus::Closed { Ok(found) } else { Err(Refusal::NotClosed.into()) }
}

crate::handle!(ListReceipts, list_receipts);
pub fn list_receipts(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    query: &ReceiptQuery,
    _: &Empty,
) -> HandlerResult<Page<ReceiptRow, Receipt>> {
    let found = closed(cx, id, Method::Secret)?;
    let hidden = parts_visibility(&found.state.single, &found.state.agreed()) == PartsVisibility::Hidden;
    let (after, limit) = (query.after.map_or(vec![], |after| after.0.to_vec()), page_limit(query.limit));
    let mut receipts: Vec<ReceiptRow> = cx.read_all(sql::RECEIPTS, bind![id, after, limit])?;
    if hidden {
        for row in &mut receipts {
            row.choice = None;
        }
    }
    cx.tag_reply();
    Ok(Page::cut(receipts, limit, |row| row.receipt))
}

crate::handle!(ListVotes, list_votes);
/// Guests see surnames only; members of the community know the names anyway and must be able to check.
pub fn list_votes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    query: &VoteQuery,
    _: &Empty,
) -> HandlerResult<Page<NamedVote, VoterId>> {
    closed(cx, id, Method::Open)?;
    let (after, limit) = (query.after.map(|after| after.to_string()).unwrap_or_default(), page_limit(query.limit));
    let mut votes: Vec<NamedVote> = cx.read_all(sql::VOTES, bind![id, after, limit])?;
    if cx.standing().is_guest() {
        for vote in &mut votes {
            vote.name = masking::mask_name(&vote.name);
        }
    }
    cx.tag_reply();
    Ok(Page::cut(votes, limit, |vote| vote.voter))
}
