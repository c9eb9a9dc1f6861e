//! `POST …/members/{member}/guardian` and `POST …/members/{member}/needs`

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::notices;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{CommunityCode, HouseholdId, MemberId};
use domain::members::{
    Guardianship, NameGuardianRequest, NoteNeedsRequest, Print, age_on, guardian_news, name_guardian as may_name,
    read_day,
};
use domain::sessions::Done;

struct LoadedPerson {
    household: HouseholdId,
    has_left: bool,
    age: Option<i32>,
    name: String,
    guardian: Option<MemberId>,
}

fn person(cx: &Cx<'_>, member: MemberId) -> HandlerResult<LoadedPerson> {
    let Some(row) = cx.first(sql::PERSON, bind![member])? else { return Err(RequestError::NotFound.into()) };
    let born = row.maybe_text(2)?.and_then(|text| read_day(&text));
    Ok(LoadedPerson {
        household: row.parsed(0)?,
        has_left: row.flag(1)?,
        age: born.map(|born| age_on(born, cx.now.day())),
        name: row.text(3)?,
        guardian: row.maybe_parsed(4)?,
    })
}

crate::handle!(NameGuardian, name_guardian);
/// Names the guardian of a minor, who sees the ward's data from now on; the guardian, the previous one and the ward's
/// household are notified.
pub fn name_guardian(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &NameGuardianRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    let (by, ward, guardian) = (cx.member()?, person(cx, member)?, person(cx, body.guardian)?);
    may_name(&Guardianship {
        ward_age: ward.age,
        guardian_age: guardian.age,
        is_oneself: member == body.guardian,
        is_own: by == body.guardian || cx.standing().household == Some(ward.household),
        has_left: ward.has_left || guardian.has_left,
    })?;
    cx.run(sql::SET_GUARDIAN, bind![body.guardian, member])?;
    let told = serde_json::json!({ "name": ward.name, "guardian": guardian.name, "by": person(cx, by)?.name });
    let household = cx.run(sql::LIVING_IN, bind![ward.household])?;
    let household = household.iter().map(|row| Ok(row.parsed(0)?)).collect::<HandlerResult<Vec<MemberId>>>()?;
    for (concerned, kind) in guardian_news(body.guardian, ward.guardian, &household) {
        notices::notify_member(cx, concerned, kind, &told)?;
    }
    let detail = serde_json::json!({ "guardian": body.guardian, "previous": ward.guardian, "reason": body.reason });
    cx.journal(&member.to_string(), &detail)?;
    cx.bump_revision(Feature::Members)?;
    Ok(Done {})
}

crate::handle!(NoteNeeds, note_needs);
/// Records the language and print size of papers for a member.
pub fn note_needs(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &NoteNeedsRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    person(cx, member)?;
    cx.run(sql::SET_NEEDS, bind![body.language.as_str(), body.print == Print::Large, member])?;
    cx.journal(&member.to_string(), &serde_json::json!({ "language": body.language, "print": body.print }))?;
    cx.bump_revision(Feature::Members)?;
    Ok(Done {})
}
