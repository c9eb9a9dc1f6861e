//! `POST …/journal/people`: finds people whom the journal names. The supervision committee has no roster and needs none
//! to ask what was done by or about a person: only people in the journal are found.

use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::Cx;
use domain::access::Subject;
use domain::ids::CommunityCode;
use domain::journal::{JournalPeople, JournalPerson, PeopleSearch};
use domain::limits;
use domain::masking;

pub fn find_people(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &PeopleSearch) -> Answer<JournalPeople> {
    cx.allow(&Subject::Community)?;
    let people = cx
        .run(sql::PEOPLE, bind![body.word.as_str(), limits::JOURNAL_PEOPLE_MAX])?
        .iter()
        .map(|row| {
            Ok(JournalPerson {
                member: row.parsed(0)?,
                name: row.text(1)?,
                address_masked: masking::address(&row.text(2)?, &row.text(3)?),
            })
        })
        .collect::<Answer<Vec<_>>>()?;
    Ok(JournalPeople { people })
}
