//! `GET …/privacy-register`, `…/members/{member}/data` and `…/members/{member}/data-copy`

use super::sql::{PersonRow, deliberation};
use super::{consents, corrections, reveals, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::contract::{Empty, Page, PageLimit, RequestError, page_below};
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::masking;
use domain::members::{age_on, is_adult, read_day};
use domain::privacy::{DataPage, DataPart, DataQuery, OwnData, Register, Rules, Ward};
use serde_json::{Map, Value};

crate::handle!(ShowRegister, show_register);
pub fn show_register(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Register> {
    cx.allow(&Subject::Public)?;
    let rules = Rules::current();
    Ok(Register {
        version: rules.version.clone(),
        categories: rules.register.clone(),
        consents: rules.consents.clone(),
    })
}

/// A person whose data the caller may read.
pub struct DataSubject {
    pub row: PersonRow,
    /// As long as the person is under age.
    pub guardian: Option<MemberId>,
    pub age: Option<i32>,
}

/// Loads a person and checks access: the person, or the guardian as long as the person is under age.
pub fn load_data_subject(cx: &Cx<'_>, member: MemberId) -> HandlerResult<DataSubject> {
    let Some(row) = cx.read_first::<PersonRow>(sql::PERSON, bind![member])? else {
        cx.allow_self()?;
        return Err(HandlerError::Problem(RequestError::NotFound.into()));
    };
    let born = row.born_day.as_deref().and_then(read_day);
    let today = cx.now.day();
    let under_age = born.is_some_and(|born| !is_adult(born, today));
    let guardian = row.guardian.filter(|_| under_age);
    cx.allow(&Subject::Ward { member, guardian })?;
    Ok(DataSubject { row, guardian, age: born.map(|born| age_on(born, today)) })
}

crate::handle!(ShowOwnData, show_own_data);
pub fn show_own_data(cx: &Cx<'_>, (_, member): (CommunityCode, MemberId), _: &(), _: &Empty) -> HandlerResult<OwnData> {
    let person = load_data_subject(cx, member)?;
    let reader = cx.member()?;
    Ok(OwnData {
        member,
        decides: consents::decides_consents(&person, reader == member),
        is_child: consents::is_child(&person),
        phone_masked: masking::mask_phone(&person.row.phone),
        identity_masked: masked_identity(cx, member, &person.row),
        address: masking::mask_address(&person.row.building, &person.row.unit),
        name: person.row.name,
        born_day: person.row.born_day,
        held: held_parts(cx, member)?,
        consents: consents::consent_states(cx, member)?,
        corrections: corrections::of_member(cx, member)?,
        reveals: reveals::of_member(cx, member)?,
        closes_at: cx.first(sql::CLOSING, bind![member])?.map(|row| row.time(0)).transpose()?,
        wards: if reader == member { wards(cx, member)? } else { vec![] },
    })
}

/// Parts of the copy that are not empty.
pub fn held_parts(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<DataPart>> {
    let Some(row) = cx.first(sql::HELD, bind![member])? else { return Ok(vec![]) };
    let mut held = vec![];
    for (at, part) in DataPart::ALL.iter().enumerate() {
        if row.flag(at)? {
            held.push(*part);
        }
    }
    Ok(held)
}

/// The first and last two places; only asterisks if the sealed number does not open. `None`: no number is recorded.
fn masked_identity(cx: &Cx<'_>, member: MemberId, row: &PersonRow) -> Option<String> {
    let sealed = row.identity_sealed.as_deref()?;
    let open = seal::open_text(cx.secrets, &["identity", &member.to_string()], sealed).unwrap_or_default();
    Some(masking::mask_identity(&open))
}

fn wards(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<Ward>> {
    let mut wards = vec![];
    for row in cx.run(sql::WARDS, bind![member])? {
        let born = row.maybe_text(2)?.and_then(|text| read_day(&text));
        if born.is_some_and(|born| !is_adult(born, cx.now.day())) {
            wards.push(Ward { member: row.parsed(0)?, name: row.text(1)? });
        }
    }
    Ok(wards)
}

crate::handle!(DownloadOwnData, download_own_data);
/// A page of one part of all data about a person.
pub fn download_own_data(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    query: &DataQuery,
    _: &Empty,
) -> HandlerResult<DataPage> {
    let person = load_data_subject(cx, member)?;
    let part = query.part.unwrap_or(DataPart::Profile);
    let limit = PageLimit(limits::PAGE_ROWS_MAX);
    let mut found: Vec<(u64, Map<String, Value>)> = vec![];
    for row in cx.run(statement(part), bind![member, page_below(query.after), limit])? {
        let values = serde_json::from_str(&row.text(1)?).map_err(|error| HandlerError::Fault(error.to_string()))?;
        found.push((row.int(0)?.unsigned_abs(), values));
    }
    let mut page = Page::cut(found, limit, |(number, _)| *number).map(|(_, values)| values);
    let identity = (part == DataPart::Profile).then(|| masked_identity(cx, member, &person.row)).flatten();
    if let Some(identity) = identity {
        page.rows.iter_mut().for_each(|row| {
            row.insert("identity_masked".to_owned(), identity.clone().into());
        });
    }
    Ok(DataPage { part, page })
}

fn statement(part: DataPart) -> &'static str {
    match part {
        DataPart::Profile => sql::PROFILE,
        DataPart::Stays => sql::STAYS,
        DataPart::Seats => sql::SEATS,
        DataPart::SignUps => sql::SIGN_UPS,
        DataPart::Services => sql::SERVICES,
        DataPart::Hours => sql::HOURS,
        DataPart::Sessions => sql::SESSIONS,
        DataPart::SignIns => sql::SIGN_INS,
        DataPart::Passkeys => sql::PASSKEYS,
        DataPart::Notices => sql::NOTICES,
        DataPart::Assistance => sql::ASSISTANCE,
        DataPart::Consents => sql::CONSENTS,
        DataPart::Corrections => sql::CORRECTIONS,
        DataPart::Reveals => sql::REVEALS_PART,
        DataPart::Searches => sql::SEARCHES_PART,
        DataPart::Files => sql::FILES_PART,
        DataPart::Proposals => deliberation::PROPOSALS,
        DataPart::Cosigns => deliberation::COSIGNS,
        DataPart::Posts => deliberation::POSTS,
        DataPart::Reports => deliberation::REPORTS,
        DataPart::Meetings => deliberation::MEETINGS,
        DataPart::Mandates => deliberation::MANDATES,
        DataPart::Votes => deliberation::VOTES,
        DataPart::HandOuts => deliberation::HAND_OUTS,
        DataPart::Duties => deliberation::DUTIES,
        DataPart::Journal => sql::JOURNAL,
    }
}
