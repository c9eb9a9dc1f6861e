//! `POST …/announcements` and `…/withdrawal`

use super::sql::{self, AnnouncementFacts};
use super::tell::tell_addressed;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::due;
use crate::object::Cx;
use domain::access::Subject;
use domain::announcements::{
    AnnouncementPublished, FoundPersonalData, PublishAnnouncementRequest, Refusal, WithdrawAnnouncementRequest,
    compact_text, find_numbers, may_announce_text, may_correct, may_publish_announcement, may_withdraw_announcement,
};
use domain::contract::RequestError;
use domain::ids::{AnnouncementId, BodyId, CommunityCode};
use domain::limits::ANNOUNCEMENTS_PER_DAY_MAX;
use domain::process::DueKind;
use domain::sessions::Done;
use domain::time::{day_text, start_of};

crate::handle!(PublishAnnouncement, publish_announcement);
pub fn publish_announcement(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    draft: &PublishAnnouncementRequest,
) -> HandlerResult<AnnouncementPublished> {
    cx.allow(&Subject::Community)?;
    let today = cx.now.day();
    may_publish_announcement(draft, today)?;
    check_audience(cx, draft)?;
    may_announce_text(&find_personal_data(cx, draft)?, draft.personal)?;
    let start = start_of(today);
    let count = cx.first(sql::COUNT_SINCE, bind![start])?.map_or(Ok(0), |row| row.count(0))?;
    if count >= ANNOUNCEMENTS_PER_DAY_MAX {
        return Err(Refusal::TooManyToday { count_max: ANNOUNCEMENTS_PER_DAY_MAX }.into());
    }
    let id = cx.new_id(AnnouncementId::from_parts);
    write_announcement(cx, id, draft)?;
    if draft.from.date() == today {
        let facts = AnnouncementFacts {
            title: draft.title.to_string(),
            audience: draft.audience,
            grid: draft.grid,
            body: draft.body,
            statutory: draft.basis.is_some(),
            withdrawn: false,
            is_told: false,
        };
        tell_addressed(cx.db, cx.now, id, &facts)?;
    } else {
        due::set_due(cx.db, DueKind::TellAnnouncement, &id.to_string(), start_of(draft.from.date()))?;
    }
    let detail = serde_json::json!({
        "audience": draft.audience, "grid": draft.grid, "body": draft.body, "from": draft.from, "until": draft.until,
        "personal": draft.personal, "statutory": draft.basis.is_some(), "corrects": draft.corrects,
    });
    cx.journal(&id.to_string(), &detail)?;
    Ok(AnnouncementPublished { announcement: id })
}

fn write_announcement(cx: &Cx<'_>, id: AnnouncementId, draft: &PublishAnnouncementRequest) -> HandlerResult<()> {
    let publisher = cx.first(sql::COMMITTEE, bind![])?.map(|row| row.parsed::<BodyId>(0)).transpose()?;
    let publisher = publisher.ok_or_else(|| HandlerError::Fault("a committee without its body".to_owned()))?;
    let basis = draft.basis.as_ref().map(domain::text::Bounded::as_str);
    let values = bind![
        id,
        publisher,
        draft.title.as_str(),
        draft.text.as_str(),
        basis,
        draft.audience.as_str(),
        draft.grid,
        draft.body,
        draft.from,
        draft.until,
        draft.personal.as_str(),
        draft.corrects,
        cx.member()?,
        cx.now
    ];
    cx.run(sql::PUBLISH, values)?;
    Ok(())
}

/// The grid or body exists, and a correction names an announcement to the same people.
fn check_audience(cx: &Cx<'_>, draft: &PublishAnnouncementRequest) -> HandlerResult<()> {
    let exists = cx.first(sql::AUDIENCE_EXISTS, bind![draft.grid, draft.body])?.map_or(Ok(false), |row| row.flag(0))?;
    if !exists {
        return Err(Refusal::NoSuchAudience.into());
    }
    let former = match draft.corrects {
        Some(former) => cx.read_first::<AnnouncementFacts>(sql::FACTS, bind![former])?,
        None => None,
    };
    Ok(may_correct(draft, former.map(|facts| (facts.audience, facts.grid, facts.body)))?)
}

/// What stands in title, text and basis of numbers, and of names and phones of the roster.
fn find_personal_data(cx: &Cx<'_>, draft: &PublishAnnouncementRequest) -> HandlerResult<FoundPersonalData> {
    let basis = draft.basis.as_ref().map_or("", |basis| basis.as_str());
    let all = [draft.title.as_str(), draft.text.as_str(), basis].join("\n");
    let (numbers, today) = (find_numbers(&all), day_text(cx.now.day()));
    let phones = serde_json::json!(numbers.phones).to_string();
    let residents_phones = cx.run(sql::RESIDENTS_PHONES, bind![phones, today.as_str()])?;
    let residents_names = cx.run(sql::NAMES_IN_TEXT, bind![compact_text(&all), today.as_str()])?;
    let texts = |rows: Vec<crate::db::Row>| rows.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>();
    Ok(FoundPersonalData {
        numbers,
        residents_phones: texts(residents_phones)?,
        residents_names: texts(residents_names)?,
    })
}

crate::handle!(WithdrawAnnouncement, withdraw_announcement);
pub fn withdraw_announcement(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, AnnouncementId),
    _: &(),
    body: &WithdrawAnnouncementRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    let facts = cx.read_first::<AnnouncementFacts>(sql::FACTS, bind![id])?.ok_or(RequestError::NotFound)?;
    may_withdraw_announcement(facts.withdrawn)?;
    let numbers = find_numbers(body.reason.as_str());
    // The reason is read by everybody; the publisher's own words need no further statement.
    let found = FoundPersonalData { numbers, ..FoundPersonalData::default() };
    may_announce_text(&found, domain::announcements::PersonalData::Agreed)?;
    cx.run(sql::WITHDRAW, bind![cx.now, cx.member()?, body.reason.as_str(), id])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "told": facts.is_told }))?;
    Ok(Done {})
}
