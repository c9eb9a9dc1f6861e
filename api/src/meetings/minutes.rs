//! `POST …/minutes`, `POST …/minutes/adoption` and `GET …/minutes`

pub(crate) mod sql;

use super::facts::{LoadedMeeting, absent_meeting, load_meeting, named_subject, read_json};
use super::roll;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::{Cx, Feature};
use crate::reminders;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{
    AdoptMinutesRequest, Electorate, MeetingMinutes, MinutesAdopted, MinutesQuery, MinutesSection, MinutesVersion,
    MinutesWritten, RollState, Rules, Signatory, WriteMinutesRequest, may_adopt_minutes, may_sign_minutes,
    minutes_hash, outcomes_due, write_minutes as may_write,
};
use domain::process::DueKind;

/// The newest version, and who has signed it.
#[derive(Default)]
struct NewestMinutes {
    version: u32,
    chair_signed: bool,
    teller_signed: bool,
}

fn newest(cx: &Cx<'_>, id: MeetingId) -> HandlerResult<NewestMinutes> {
    let Some(row) = cx.first(sql::MINUTES_NEWEST, bind![id])? else { return Ok(NewestMinutes::default()) };
    Ok(NewestMinutes { version: row.count(0)?, chair_signed: row.flag(1)?, teller_signed: row.flag(2)? })
}

crate::handle!(WriteMinutes, write_minutes);
/// Writes a new version, as the named recorder or the chair.
pub fn write_minutes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    draft: &WriteMinutesRequest,
) -> HandlerResult<MinutesWritten> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&meeting.writer(cx))?;
    let before = newest(cx, id)?;
    let known = (before.version, meeting.minutes_version.is_some());
    may_write(&meeting.state, draft, meeting.agenda.len(), known)?;
    let titles = meeting.agenda.iter().map(|item| item.title.as_str()).chain([""]);
    let texts = draft.texts.iter().map(|text| text.as_str().to_owned());
    let sections: Vec<MinutesSection> =
        titles.zip(texts).map(|(title, text)| MinutesSection { title: title.to_owned(), text }).collect();
    let (version, hash) = (before.version + 1, minutes_hash(&sections));
    let json = serde_json::json!(sections).to_string();
    cx.run(sql::WRITE_MINUTES, bind![id, version, json, hash.as_str(), cx.now, cx.member()?])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "version": version, "hash": hash }))?;
    Ok(MinutesWritten { version, hash })
}

crate::handle!(AdoptMinutes, adopt_minutes);
/// Signs the newest version, as chair or teller; with both signatures it is adopted.
pub fn adopt_minutes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &AdoptMinutesRequest,
) -> HandlerResult<MinutesAdopted> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    let teller = meeting.teller.filter(|teller| cx.standing().member == Some(*teller));
    let who = if teller.is_some() { Signatory::Teller } else { Signatory::Chair };
    cx.allow(&named_subject(teller.unwrap_or(meeting.chair)))?;
    may_adopt_minutes(&meeting.state, meeting.present + meeting.visitors, meeting.minutes_version.is_some())?;
    let newest = newest(cx, id)?;
    may_sign_minutes(body.version, newest.version, who, (newest.chair_signed, newest.teller_signed))?;
    let (statement, other) = match who {
        Signatory::Chair => (sql::SIGN_AS_CHAIR, newest.teller_signed),
        Signatory::Teller => (sql::SIGN_AS_TELLER, newest.chair_signed),
    };
    cx.run(statement, bind![cx.now, id, body.version])?;
    if other {
        cx.run(sql::ADOPT, bind![body.version, id])?;
        if meeting.form.owes_outcomes() {
            let due = outcomes_due(cx.now, Rules::current());
            reminders::set_reminder(cx, DueKind::RemindOutcomes, &id.to_string(), due)?;
        }
        cx.bump_revision(Feature::Meetings)?;
    }
    let detail = serde_json::json!({ "version": body.version, "as": who, "adopted": other });
    cx.journal(&id.to_string(), &detail)?;
    Ok(MinutesAdopted { adopted: other })
}

crate::handle!(ShowMinutes, show_minutes);
/// The minutes in one version; while nothing is written, the agenda as an outline.
pub fn show_minutes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    query: &MinutesQuery,
    _: &Empty,
) -> HandlerResult<MeetingMinutes> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&reader(cx, &meeting)?)?;
    let versions: Vec<MinutesVersion> = cx.read_all(sql::MINUTES_VERSIONS, bind![id])?;
    let newest = versions.first().map_or(0, |version| version.version);
    let version = query.version.unwrap_or(meeting.minutes_version.unwrap_or(newest));
    let found = cx.first(sql::MINUTES, bind![id, version])?;
    let (version, sections) = match found {
        Some(row) => (version, read_json(&row.text(0)?)?),
        None => (0, skeleton(&meeting)),
    };
    Ok(MeetingMinutes { version, sections, versions, adopted: meeting.minutes_version })
}

fn skeleton(meeting: &LoadedMeeting) -> Vec<MinutesSection> {
    let titles = meeting.agenda.iter().map(|item| item.title.as_str()).chain([""]);
    titles.map(|title| MinutesSection { title: title.to_owned(), text: String::new() }).collect()
}

/// Invited voters may read the minutes once two people signed; the writer, the signers and the office may read before.
fn reader(cx: &Cx<'_>, meeting: &LoadedMeeting) -> HandlerResult<Subject> {
    let Some(member) = cx.standing().member else { return Ok(Subject::Community) };
    let was_called = if meeting.electorate == Electorate::None {
        true
    } else {
        let voter = meeting.voter_of(cx, member)?;
        roll::load_voter(cx, meeting.id, voter)?.state != RollState::NotOnRoll
    };
    if was_called && meeting.minutes_version.is_some() {
        return Ok(named_subject(member));
    }
    Ok(meeting.officer_or_office(cx))
}
