//! `POST …/journal/people`: finds people whom the journal names. The supervision committee has no roster and needs none
//! to ask what was done by or about a person: only people in the journal are found.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::ids::CommunityCode;
use domain::journal::{FindJournalPeopleRequest, JournalPeople, JournalPerson};
use domain::limits;
use domain::masking;

crate::handle!(FindJournalPeople, find_people);
pub fn find_people(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &FindJournalPeopleRequest,
) -> HandlerResult<JournalPeople> {
    cx.allow(&Subject::Community)?;
    let people = cx
        .run(sql::PEOPLE, bind![body.word.as_str(), limits::JOURNAL_PEOPLE_MAX])?
        .iter()
        .map(|row| {
            Ok(JournalPerson {
                member: row.parsed(0)?,
                name: row.text(1)?,
                address_masked: masking::mask_address(&row.text(2)?, &row.text(3)?),
            })
        })
        .collect::<HandlerResult<Vec<_>>>()?;
    Ok(JournalPeople { people })
}
