//! `POST …/members/{member}/consents`, and the queries of other features about consents.

use super::own_data::{DataSubject, load_data_subject};
use super::sql::{self, PersonRow};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::ids::{CommunityCode, MemberId};
use domain::members::{age_on, read_day};
use domain::privacy::{
    ConsentChoice, ConsentFacts, ConsentState, DecideConsentRequest, Rules, Topic, may_decide_consent,
};
use domain::sessions::Done;

crate::handle!(DecideConsent, decide_consent);
pub fn decide_consent(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &DecideConsentRequest,
) -> HandlerResult<Done> {
    let person = load_data_subject(cx, member)?;
    let (by, agrees) = (cx.member()?, body.decision == ConsentChoice::Agrees);
    let last = state(cx, member, body.topic)?;
    let asking = ConsentFacts {
        topic: body.topic,
        version: body.version.as_str(),
        agrees,
        before: last.as_ref().map(|last| (last.version.as_str(), last.agrees)),
        age: person.age,
        by_guardian: by != member,
    };
    may_decide_consent(&asking, Rules::current())?;
    // A withdrawal refers to the version that was agreed to.
    let before = last.as_ref().filter(|_| !agrees).map(|last| last.version.as_str());
    let version = before.unwrap_or(body.version.as_str());
    cx.run(sql::ADD_CONSENT, bind![member, body.topic.as_str(), version, agrees, cx.now, by])?;
    cx.journal(&member.to_string(), &serde_json::json!({ "topic": body.topic, "agrees": agrees }))?;
    Ok(Done {})
}

/// Whether a guardian must consent for this person.
pub fn is_child(person: &DataSubject) -> bool {
    let below = i64::from(Rules::current().guardian_consents_below_years);
    person.age.is_some_and(|age| i64::from(age) < below)
}

/// Whether the reader of this person's data may decide on consents, and not only see them.
pub fn decides_consents(person: &DataSubject, is_own: bool) -> bool {
    let needs_guardian = is_child(person);
    if is_own { !needs_guardian } else { needs_guardian && person.guardian.is_some() }
}

pub fn consent_states(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<ConsentState>> {
    let states = Topic::ALL.iter().map(|topic| state(cx, member, *topic));
    Ok(states.collect::<HandlerResult<Vec<_>>>()?.into_iter().flatten().collect())
}

fn state(cx: &Cx<'_>, member: MemberId, topic: Topic) -> HandlerResult<Option<ConsentState>> {
    let Some(row) = cx.first(sql::LAST_CONSENT, bind![member, topic.as_str()])? else { return Ok(None) };
    Ok(Some(ConsentState { topic, version: row.text(0)?, agrees: row.flag(1)?, at: row.time(2)? }))
}

/// Whether the resident has withdrawn consent to assistance by word of mouth.
pub fn spoken_is_withdrawn(cx: &Cx<'_>, member: MemberId) -> HandlerResult<bool> {
    Ok(state(cx, member, Topic::SpokenAssistance)?.is_some_and(|state| !state.agrees))
}

/// Whether somebody may take part: below fourteen with the guardian's consent only (PIPL art. 31).
pub fn child_may(cx: &Cx<'_>, member: MemberId) -> HandlerResult<bool> {
    let person: Option<PersonRow> = cx.read_first(sql::PERSON, bind![member])?;
    let born = person.and_then(|person| person.born_day).and_then(|text| read_day(&text));
    let agreed = state(cx, member, Topic::ChildData)?.is_some_and(|state| state.agrees);
    Ok(Rules::current().child_may(born.map(|born| age_on(born, cx.now.day())), agreed))
}
