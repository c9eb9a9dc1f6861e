//! `POST …/members/{member}/guardian` and `POST …/members/{member}/needs`

use super::sql::{self, LoadedPerson};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::RequestError;
use domain::ids::{CommunityCode, MemberId};
use domain::members::{
    Guardianship, NameGuardianRequest, NoteNeedsRequest, Print, age_on, guardian_news, name_guardian as may_name,
    read_day,
};
use domain::sessions::Done;

fn person(cx: &Cx<'_>, member: MemberId) -> HandlerResult<LoadedPerson> {
    cx.read_first(sql::PERSON, bind![member])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))
}

fn age(cx: &Cx<'_>, person: &LoadedPerson) -> Option<i32> {
    person.born.as_deref().and_then(read_day).map(|born| age_on(born, cx.now.day()))
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
        ward_age: age(cx, &ward),
        guardian_age: age(cx, &guardian),
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
