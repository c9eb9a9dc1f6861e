//! `POST …/members/{member}/guardian` and `POST …/members/{member}/needs`

use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::{Cx, Feature};
use crate::notices;
use domain::access::Subject;
use domain::contract::Absence;
use domain::ids::{CommunityCode, HouseholdId, MemberId};
use domain::members::{
    Guardianship, NameGuardianOf, Needs, Print, age_on, guardian_news, name_guardian as may_name, read_day,
};
use domain::sessions::Done;

struct Person {
    household: HouseholdId,
    has_left: bool,
    age: Option<i32>,
    name: String,
    guardian: Option<MemberId>,
}

fn person(cx: &Cx<'_>, member: MemberId) -> Answer<Person> {
    let Some(row) = cx.first(sql::PERSON, bind![member])? else { return Err(Absence::NotFound.into()) };
    let born = row.maybe_text(2)?.and_then(|text| read_day(&text));
    Ok(Person {
        household: row.parsed(0)?,
        has_left: row.flag(1)?,
        age: born.map(|born| age_on(born, cx.now.day())),
        name: row.text(3)?,
        guardian: row.maybe_parsed(4)?,
    })
}

/// Names the guardian of a minor, who sees the ward's data from now on; the guardian, the previous one and the ward's
/// household are notified.
pub fn name_guardian(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &NameGuardianOf,
) -> Answer<Done> {
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
    let household = household.iter().map(|row| Ok(row.parsed(0)?)).collect::<Answer<Vec<MemberId>>>()?;
    for (concerned, kind) in guardian_news(body.guardian, ward.guardian, &household) {
        notices::inform(cx, concerned, kind, &told)?;
    }
    let detail = serde_json::json!({ "guardian": body.guardian, "previous": ward.guardian, "reason": body.reason });
    cx.journal(&member.to_string(), &detail)?;
    cx.touch(Feature::Members)?;
    Ok(Done {})
}

/// Records the language and print size of papers for a member.
pub fn note_needs(cx: &Cx<'_>, (_, member): (CommunityCode, MemberId), _: &(), body: &Needs) -> Answer<Done> {
    cx.allow(&Subject::Community)?;
    person(cx, member)?;
    cx.run(sql::SET_NEEDS, bind![body.language.as_str(), body.print == Print::Large, member])?;
    cx.journal(&member.to_string(), &serde_json::json!({ "language": body.language, "print": body.print }))?;
    cx.touch(Feature::Members)?;
    Ok(Done {})
}
