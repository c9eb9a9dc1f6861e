//! `POST …/members/{member}/phone-reveal` and `GET …/reveals`

use super::sql::{self, PersonRow};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, Page, page_below, page_limit};
use domain::ids::{CommunityCode, MemberId};
use domain::privacy::{
    PhoneRevealed, Refusal, Reveal, RevealPhoneRequest, RevealQuery, RevealRow, Rules, may_reveal_phone,
};
use domain::time::start_of;

crate::handle!(RevealPhone, reveal_phone);
/// Returns a phone in full, once, and records who looked and why. The answer is not stored.
pub fn reveal_phone(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    _: &(),
    body: &RevealPhoneRequest,
) -> HandlerResult<PhoneRevealed> {
    let person: Option<PersonRow> = cx.read_first(sql::PERSON, bind![member])?;
    let Some(PersonRow { household, grid, phone, .. }) = person else { return cx.refuse_absent() };
    let (household, grid) = (Some(household), Some(grid));
    cx.allow(&Subject::Member { member, household, grid })?;
    let worker = cx.member()?;
    let today = cx.first(sql::LOOKS_SINCE, bind![worker, start_of(cx.now.day())])?;
    may_reveal_phone(today.map_or(Ok(0), |row| row.count(0))?, Rules::current())?;
    if phone.is_empty() {
        return Err(Refusal::NoPhone.into());
    }
    cx.run(sql::ADD_REVEAL, bind![member, worker, cx.now, body.reason.as_str()])?;
    cx.journal(&member.to_string(), &serde_json::json!({}))?;
    Ok(PhoneRevealed { phone })
}

pub fn of_member(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<Reveal>> {
    Ok(cx.read_all(sql::REVEALS_OF, bind![member])?)
}

crate::handle!(ListReveals, list_reveals);
pub fn list_reveals(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &RevealQuery,
    _: &Empty,
) -> HandlerResult<Page<RevealRow>> {
    cx.allow(&Subject::Community)?;
    let limit = page_limit(query.limit);
    let member = query.member.map(|member| member.to_string()).unwrap_or_default();
    let reveals: Vec<RevealRow> = cx.read_all(sql::REVEALS, bind![member, page_below(query.after), limit])?;
    Ok(Page::cut(reveals, limit, |row| row.seq))
}
