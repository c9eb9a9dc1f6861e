//! `POST …/minutes`, `POST …/minutes/adoption` and `GET …/minutes`

use super::facts::{Facts, absent, facts, maybe_version, named, read_json};
use super::{roll, sql};
use crate::answer::Answer;
use crate::bind;
use crate::community::{Cx, Feature};
use crate::reminders;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{
    Electorate, Minutes, MinutesAdopted, MinutesAdoption, MinutesDraft, MinutesQuery, MinutesSection, MinutesVersion,
    MinutesWritten, RollState, Rules, Signatory, adopt, minutes_hash, outcomes_due, sign, write_minutes as may_write,
};

/// The newest version, and who has signed it.
#[derive(Default)]
struct Newest {
    version: u32,
    chair_signed: bool,
    teller_signed: bool,
}

fn newest(cx: &Cx<'_>, id: MeetingId) -> Answer<Newest> {
    let Some(row) = cx.first(sql::MINUTES_NEWEST, bind![id])? else { return Ok(Newest::default()) };
    Ok(Newest { version: row.count(0)?, chair_signed: row.flag(1)?, teller_signed: row.flag(2)? })
}

/// Writes a new version, as the named recorder or the chair.
pub fn write_minutes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    draft: &MinutesDraft,
) -> Answer<MinutesWritten> {
    let Some(meeting) = facts(cx, id)? else { return absent(cx) };
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

/// Signs the newest version, as chair or teller; with both signatures it is adopted.
pub fn adopt_minutes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &MinutesAdoption,
) -> Answer<MinutesAdopted> {
    let Some(meeting) = facts(cx, id)? else { return absent(cx) };
    let teller = meeting.teller.filter(|teller| cx.standing().member == Some(*teller));
    let who = if teller.is_some() { Signatory::Teller } else { Signatory::Chair };
    cx.allow(&named(teller.unwrap_or(meeting.chair)))?;
    adopt(&meeting.state, meeting.present + meeting.visitors, meeting.minutes_version.is_some())?;
    let newest = newest(cx, id)?;
    sign(body.version, newest.version, who, (newest.chair_signed, newest.teller_signed))?;
    let (statement, other) = match who {
        Signatory::Chair => (sql::SIGN_AS_CHAIR, newest.teller_signed),
        Signatory::Teller => (sql::SIGN_AS_TELLER, newest.chair_signed),
    };
    cx.run(statement, bind![cx.now, id, body.version])?;
    if other {
        cx.run(sql::ADOPT, bind![body.version, id])?;
        if meeting.form.owes_outcomes() {
            let due = outcomes_due(cx.now, Rules::current());
            reminders::of(cx, reminders::OUTCOMES, &id.to_string(), due)?;
        }
        cx.touch(Feature::Meetings)?;
    }
    let detail = serde_json::json!({ "version": body.version, "as": who, "adopted": other });
    cx.journal(&id.to_string(), &detail)?;
    Ok(MinutesAdopted { adopted: other })
}

/// The minutes in one version; while nothing is written, the agenda as an outline.
pub fn show_minutes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    query: &MinutesQuery,
    _: &Empty,
) -> Answer<Minutes> {
    let Some(meeting) = facts(cx, id)? else { return absent(cx) };
    cx.allow(&reader(cx, &meeting)?)?;
    let versions = versions(cx, id)?;
    let newest = versions.first().map_or(0, |version| version.version);
    let version = query.version.unwrap_or(meeting.minutes_version.unwrap_or(newest));
    let found = cx.first(sql::MINUTES, bind![id, version])?;
    let (version, sections) = match found {
        Some(row) => (version, read_json(&row.text(0)?)?),
        None => (0, skeleton(&meeting)),
    };
    Ok(Minutes { version, sections, versions, adopted: meeting.minutes_version })
}

fn skeleton(meeting: &Facts) -> Vec<MinutesSection> {
    let titles = meeting.agenda.iter().map(|item| item.title.as_str()).chain([""]);
    titles.map(|title| MinutesSection { title: title.to_owned(), text: String::new() }).collect()
}

/// Invited voters may read the minutes once two people signed; the writer, the signers and the office may read before.
fn reader(cx: &Cx<'_>, meeting: &Facts) -> Answer<Subject> {
    let Some(member) = cx.standing().member else { return Ok(Subject::Community) };
    let was_called = if meeting.electorate == Electorate::None {
        true
    } else {
        let voter = meeting.voter_of(cx, member)?;
        roll::on_roll(cx, meeting.id, voter)?.state != RollState::NotOnRoll
    };
    if was_called && meeting.minutes_version.is_some() {
        return Ok(named(member));
    }
    Ok(meeting.officer_or_office(cx))
}

fn versions(cx: &Cx<'_>, id: MeetingId) -> Answer<Vec<MinutesVersion>> {
    let mut versions = vec![];
    for row in cx.run(sql::MINUTES_VERSIONS, bind![id])? {
        versions.push(MinutesVersion {
            version: maybe_version(row.maybe_int(0)?)?.unwrap_or_default(),
            at: row.time(1)?,
            by_name: row.text(2)?,
            hash: row.text(3)?,
            chair_signed_at: row.maybe_time(4)?,
            teller_signed_at: row.maybe_time(5)?,
        });
    }
    Ok(versions)
}
