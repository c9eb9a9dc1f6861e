//! The frozen roll (名册): made once, of all who are entitled at that moment; afterwards people are only struck from
//! it.

mod sql;

use self::sql::VoterRow;
use super::facts::{LoadedMeeting, load_meeting};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Value;
use crate::object::Cx;
use domain::contract::RequestError;
use domain::ids::{HouseholdId, MeetingId, MemberId, VoterId};
use domain::meetings::{Electorate, OwnPresence, PresentBy, RollState};
use domain::members::{Post, born_by, roll_hash};
use domain::time::day_text;

/// An entitled voter on a roll.
pub struct EntitledVoter {
    pub voter: VoterId,
    pub household: HouseholdId,
    pub post: Option<Post>,
    pub woman: bool,
    /// The person in the room for the voter, and how that was entered; `None` while the voter is absent.
    pub present: Option<(PresentBy, MemberId)>,
}

/// The figures for the rule about the composition of representatives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RollComposition {
    pub entitled: u32,
    /// Of these, those who represent residents.
    pub representatives: u32,
    /// Of those, the women.
    pub women: u32,
}

/// Freezes the roll of a meeting that has just been written. Returns the number of voters and the hash.
pub fn freeze_roll(cx: &Cx<'_>, id: MeetingId, electorate: Electorate) -> HandlerResult<(u32, String)> {
    let day = cx.now.day();
    match electorate {
        Electorate::None => {}
        Electorate::Adults => {
            cx.run(sql::FREEZE_ADULTS, bind![cx.now, born_by(day), id])?;
        }
        Electorate::Households => {
            cx.run(sql::FREEZE_HOUSEHOLDS, bind![cx.now, id])?;
        }
        _ => {
            cx.run(sql::FREEZE_SEATED, bind![cx.now, day_text(day), seats(electorate), id])?;
        }
    }
    let row =
        cx.first(sql::ROLL_IDS, bind![id])?.ok_or_else(|| HandlerError::Fault("a count gives a row".to_owned()))?;
    let (count, ids) = (row.count(0)?, row.text(1)?);
    let hash = roll_hash(ids.split('\n').filter(|id| !id.is_empty()));
    cx.run(sql::CLOSE_ROLL, bind![hash.as_str(), count, id])?;
    Ok((count, hash))
}

/// The seats that give a vote, as one JSON list of `kind/post`.
fn seats(electorate: Electorate) -> String {
    let seats: Vec<String> = electorate.seats().iter().map(|(kind, post)| format!("{kind}/{post}")).collect();
    serde_json::json!(seats).to_string()
}

/// Strikes everybody on the roll who is no longer entitled. Returns how many.
pub fn strike_unentitled(cx: &Cx<'_>, meeting: MeetingId, electorate: Electorate) -> HandlerResult<u32> {
    let day = cx.now.day();
    let struck = match electorate {
        Electorate::None => vec![],
        Electorate::Adults => cx.run(sql::STRIKE_ADULTS, bind![cx.now, born_by(day), meeting])?,
        Electorate::Households => cx.run(sql::STRIKE_HOUSEHOLDS, bind![cx.now, meeting])?,
        _ => cx.run(sql::STRIKE_SEATED, bind![cx.now, day_text(day), seats(electorate), meeting])?,
    };
    Ok(u32::try_from(struck.len()).unwrap_or(u32::MAX))
}

/// The same for some voters, as one JSON list. Voters stay struck although the command that found this is refused: so
/// this precedes all other writes of the command.
pub fn strike_some(cx: &Cx<'_>, meeting: MeetingId, electorate: Electorate, voters: &str) -> HandlerResult<()> {
    let day = cx.now.day();
    let voters = Value::from(voters);
    let (now, of_meeting) = (Value::from(cx.now), Value::from(meeting));
    let struck = match electorate {
        Electorate::None => vec![],
        Electorate::Adults => cx.run(sql::STRIKE_ADULTS_SOME, &[now, born_by(day).into(), of_meeting, voters])?,
        Electorate::Households => cx.run(sql::STRIKE_HOUSEHOLDS_SOME, &[now, of_meeting, voters])?,
        _ => {
            let values = [now, day_text(day).into(), seats(electorate).into(), of_meeting, voters];
            cx.run(sql::STRIKE_SEATED_SOME, &values)?
        }
    };
    if struck.is_empty() {
        return Ok(());
    }
    let ids: Vec<VoterId> = struck.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?;
    cx.journal(&meeting.to_string(), &serde_json::json!({ "struck": ids }))?;
    cx.bump_revision(crate::object::Feature::Meetings)?;
    cx.commit_on_refusal();
    Ok(())
}

/// A voter's state on the roll and stored presence.
pub struct LoadedVoter {
    pub state: RollState,
    pub present: Option<(OwnPresence, MemberId)>,
    row: Option<VoterRow>,
}

pub fn load_voter(cx: &Cx<'_>, meeting: MeetingId, voter: VoterId) -> HandlerResult<LoadedVoter> {
    let Some(row) = cx.read_first::<VoterRow>(sql::ON_ROLL, bind![meeting, voter])? else {
        return Ok(LoadedVoter { state: RollState::NotOnRoll, present: None, row: None });
    };
    let state = row.struck.map_or(RollState::Entitled, RollState::Struck);
    let present = row.presence.as_ref().map(|stored| (OwnPresence { how: stored.how, at: stored.at }, stored.by));
    Ok(LoadedVoter { state, present, row: Some(row) })
}

/// Whether a voter of an open or announced meeting is entitled at this moment. A voter who no longer is gets struck,
/// and stays struck although the command is refused afterwards: call this before any other write. `None`: not entitled.
pub fn check_entitlement(cx: &Cx<'_>, meeting: MeetingId, voter: VoterId) -> HandlerResult<Option<EntitledVoter>> {
    let facts = load_meeting(cx, meeting)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let found = recheck_voter(cx, &facts, voter)?;
    let (RollState::Entitled, Some(row)) = (found.state, &found.row) else { return Ok(None) };
    let present = found.present.map(|(presence, by)| (presence.how, by));
    Ok(Some(EntitledVoter { voter, household: row.household, post: row.post, woman: row.woman, present }))
}

/// Strikes those of some voters, as one JSON list, who are no longer entitled.
pub fn check_entitlements(cx: &Cx<'_>, meeting: MeetingId, voters: &str) -> HandlerResult<()> {
    let facts = load_meeting(cx, meeting)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    strike_some(cx, meeting, facts.electorate, voters)
}

/// As [`load_voter`], after striking the voter if the entitlement was lost.
pub fn recheck_voter(cx: &Cx<'_>, facts: &LoadedMeeting, voter: VoterId) -> HandlerResult<LoadedVoter> {
    strike_some(cx, facts.id, facts.electorate, &serde_json::json!([voter]).to_string())?;
    load_voter(cx, facts.id, voter)
}

/// The voters for whom a member is in the room: the member, the household, the principals of mandates.
pub fn represented_voters(cx: &Cx<'_>, meeting: MeetingId, member: MemberId) -> HandlerResult<Vec<VoterId>> {
    let rows = cx.run(sql::REPRESENTED, bind![member, meeting])?;
    Ok(rows.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?)
}

/// The composition of a roll of representatives, without struck voters.
pub fn load_composition(cx: &Cx<'_>, meeting: MeetingId) -> HandlerResult<RollComposition> {
    let Some(row) = cx.first(sql::COMPOSITION, bind![meeting])? else { return Ok(RollComposition::default()) };
    let sum = |at: usize| -> HandlerResult<u32> {
        Ok(row.maybe_int(at)?.map_or(0, |number| u32::try_from(number).unwrap_or_default()))
    };
    Ok(RollComposition { entitled: row.count(0)?, representatives: sum(1)?, women: sum(2)? })
}
