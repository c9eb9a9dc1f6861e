//! `POST …/attendance/withdrawal`: a wrong entry of the paper list.

mod sql;

use super::attendance::{enter_mandates, presence_counts};
use super::facts::{absent_meeting, load_meeting};
use super::roll;
use crate::answer::HandlerResult;
use crate::ballots;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::ids::{CommunityCode, MeetingId, VoterId};
use domain::meetings::{PresenceWithdrawn, WithdrawPresenceRequest, may_withdraw_presence};

crate::handle!(WithdrawPresence, withdraw_presence);
/// Withdraws an entry of the paper list. Those whom only this voter represented are absent again, and a mandate that
/// ended with the wrong entry counts again while its holder is there.
pub fn withdraw_presence(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &WithdrawPresenceRequest,
) -> HandlerResult<PresenceWithdrawn> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&meeting.officer_or_office(cx))?;
    let voter = roll::load_voter(cx, id, body.voter)?;
    let how = voter.present.map(|(presence, _)| presence.how);
    let row = cx.first(sql::VOICES_WITH, bind![id, body.voter])?;
    let voices = row.map(|row| row.text(0)).transpose()?.unwrap_or_default();
    let is_used = ballots::is_any_voice_used(cx, id, &voices)?;
    may_withdraw_presence(&meeting.state, how, ballots::open_count(cx, id)?, is_used)?;
    cx.run(sql::WITHDRAW, bind![id, body.voter])?;
    let gone = cx.run(sql::WITHDRAW_PRINCIPALS, bind![id, body.voter])?.len();
    let revived = cx.run(sql::REVIVE_MANDATE, bind![id, body.voter])?;
    let holders: Vec<VoterId> = revived.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?;
    let holders = (!holders.is_empty()).then(|| serde_json::json!(holders).to_string());
    let mandates = enter_mandates(cx, id, holders.as_deref(), cx.now, Some(cx.member()?))?;
    let detail = serde_json::json!({
        "voter": body.voter, "reason": body.reason, "principals_gone": gone, "mandates": mandates,
    });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    let (present, entitled) = presence_counts(cx, id)?;
    Ok(PresenceWithdrawn { present, entitled })
}
