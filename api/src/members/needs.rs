//! `POST …/members/{member}/guardian` and `POST …/members/{member}/needs`

use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::{Cx, Feature};
use crate::notices;
use domain::access::Subject;
use domain::contract::Absence;
use domain::ids::{CommunityCode, HouseholdId, MemberId};
use domain::members::{Guardianship, NameGuardianOf, Needs, Print, age_on, name_guardian as may_name, read_day};
use domain::notices::NoticeKind;
use domain::sessions::Done;

struct Person {
    household: HouseholdId,
    has_left: bool,
    age: Option<i32>,
    name: String,
}

fn person(cx: &Cx<'_>, member: MemberId) -> Answer<Person> {
    let Some(row) = cx.first(sql::PERSON, bind![member])? else { return Err(Absence::NotFound.into()) };
    let born = row.maybe_text(2)?.and_then(|text| read_day(&text));
    Ok(Person {
        household: row.parsed(0)?,
        has_left: row.flag(1)?,
        age: born.map(|born| age_on(born, cx.now.day())),
        name: row.text(3)?,
    })
}

/// Writes down who answers for somebody under age; the guardian is told, and sees the ward's data from now on.
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
    let told = serde_json::json!({ "name": ward.name, "by": person(cx, by)?.name });
    notices::inform(cx, body.guardian, NoticeKind::GuardianNamed, &told)?;
    cx.journal(&member.to_string(), &serde_json::json!({ "guardian": body.guardian, "reason": body.reason }))?;
    cx.touch(Feature::Members)?;
    Ok(Done {})
}

/// Writes down in which language and how large papers for somebody are printed.
pub fn note_needs(cx: &Cx<'_>, (_, member): (CommunityCode, MemberId), _: &(), body: &Needs) -> Answer<Done> {
    cx.allow(&Subject::Community)?;
    person(cx, member)?;
    cx.run(sql::SET_NEEDS, bind![body.language.as_str(), body.print == Print::Large, member])?;
    cx.journal(&member.to_string(), &serde_json::json!({ "language": body.language, "print": body.print }))?;
    cx.touch(Feature::Members)?;
    Ok(Done {})
}
