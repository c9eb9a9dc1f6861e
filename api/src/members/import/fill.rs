//! `POST …/imports/{import}/lines`: lines arrive, are read, and are compared with the roster and the earlier lines.
//!
//! Sending the same lines again replaces the earlier result, so a request without an answer can safely be repeated, and
//! a line is corrected by sending it again.

use super::sql::{self, KnownMember, SignInFlag};
use super::{json, line_context, open_one};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::ids::{CommunityCode, ImportId, MemberId};
use domain::journal::to_hex;
use domain::limits;
use domain::members::import::{
    Column, DwellingAddress, Fields, FillImportRequest, Finding, ImportCounts, ImportLine, ImportRefusal,
    ImportedPerson, Issue, Judgement, KnownPerson, LineVerdict, PersonRef, judge_person, read_line,
};
use domain::sessions::Phone;
use std::collections::HashMap;

/// A line that has been read.
struct ReadLine {
    line: u32,
    person: Option<ImportedPerson>,
    issues: Vec<Issue>,
    identity_hash: IdentityHash,
    values: Vec<String>,
    from_above: bool,
}

crate::handle!(FillImport, fill_import);
pub fn fill_import(
    cx: &Cx<'_>,
    (_, import): (CommunityCode, ImportId),
    _: &(),
    body: &FillImportRequest,
) -> HandlerResult<ImportCounts> {
    cx.allow(&Subject::Community)?;
    let standing = open_one(cx, import)?;
    let today = cx.now.day();
    let numbers = json(&body.lines.lines().iter().map(|line| line.line).collect::<Vec<_>>())?;
    let sealed = masked_before(cx, import, body.lines.lines(), &numbers)?;
    let lines: Vec<ReadLine> = body.lines.lines().iter().map(|line| read(cx, line, &sealed, today)).collect();
    cx.run(sql::REPLACE_LINES, bind![import, numbers.as_str()])?;
    add(cx, import, &lines)?;
    judge_all(cx, import, &lines, &numbers)?;
    let now = super::standing(cx, import)?.counts;
    if now.arrived() > standing.counts.lines {
        return Err(ImportRefusal::TooManyLines { max: standing.counts.lines }.into());
    }
    Ok(now)
}

/// The sealed identity numbers of lines that come back with a masked one: these were valid and stay.
fn masked_before(
    cx: &Cx<'_>,
    import: ImportId,
    lines: &[ImportLine],
    numbers: &str,
) -> HandlerResult<HashMap<u32, String>> {
    let mut known = HashMap::new();
    if !lines.iter().any(is_masked) {
        return Ok(known);
    }
    for row in cx.run(sql::SEALED, bind![import, numbers])? {
        let number = row.count(0)?;
        let context = line_context(import, number);
        let context: Vec<&str> = context.iter().map(String::as_str).collect();
        if let Some(text) = seal::open_text(cx.secrets, &context, &row.blob(1)?) {
            known.insert(number, text);
        }
    }
    Ok(known)
}

fn is_masked(line: &ImportLine) -> bool {
    line.values.get(Column::Identity as usize).is_some_and(|cell| cell.0.contains('*'))
}

fn read(cx: &Cx<'_>, line: &ImportLine, sealed: &HashMap<u32, String>, today: chrono::NaiveDate) -> ReadLine {
    // An overlong cell is cut, so that stored lines stay bounded; the line is refused nevertheless.
    let cut = |cell: &str| cell.chars().take(limits::IMPORT_CELL_CHARS_MAX + 1).collect::<String>();
    let mut values: Vec<String> = line.values.iter().take(Column::ALL.len()).map(|cell| cut(&cell.0)).collect();
    if let (Some(cell), true, Some(known)) =
        (values.get_mut(Column::Identity as usize), is_masked(line), sealed.get(&line.line))
    {
        known.clone_into(cell);
    }
    let fields = Fields::new(&values);
    let reading = read_line(&fields, today);
    let identity = reading.person.as_ref().and_then(|person| person.identity.as_ref());
    let identity_hash = identity.map(|identity| seal::lookup_hash(cx.secrets, "identity", identity.as_str()));
    let mut values = fields.into_values();
    // Birth and sex from the identity number are stored beside it, because it is sealed from here on.
    if let Some(person) = &reading.person {
        told(&mut values[Column::Born as usize], person.born.map(domain::time::day_text));
        told(&mut values[Column::Sex as usize], person.sex.map(|sex| sex.as_str().to_owned()));
    }
    ReadLine {
        line: line.line,
        person: reading.person,
        issues: reading.issues,
        identity_hash,
        values,
        from_above: line.from_above,
    }
}

fn told(cell: &mut String, text: Option<String>) {
    if let (true, Some(text)) = (cell.trim().is_empty(), text) {
        *cell = text;
    }
}

/// Writes the lines, first as new or refused.
fn add(cx: &Cx<'_>, import: ImportId, lines: &[ReadLine]) -> HandlerResult<()> {
    let mut rows = vec![];
    for read in lines {
        let mut cells = read.values.clone();
        let typed = core::mem::take(&mut cells[Column::Identity as usize]);
        let sealed = if typed.is_empty() {
            None
        } else {
            let context = line_context(import, read.line);
            let context: Vec<&str> = context.iter().map(String::as_str).collect();
            let sealed = seal::seal_text(cx.secrets, &context, &typed, cx.chance);
            Some(to_hex(
                &sealed.ok_or_else(|| HandlerError::Fault("an identity number could not be sealed".to_owned()))?,
            ))
        };
        let person = read.person.as_ref();
        rows.push((
            read.line,
            if person.is_some() { LineVerdict::New } else { LineVerdict::Refused },
            json(&cells)?,
            i64::from(read.from_above),
            sealed,
            read.identity_hash.as_ref().map(|hash| to_hex(hash)),
            person.and_then(|person| person.phone.as_ref()).map(Phone::as_str),
            person.map(|person| person.name.as_str()),
            person.and_then(|person| person.born).map(domain::time::day_text),
            person.map(|person| &person.place.building),
            person.map(|person| &person.place.unit),
            person.map(|person| &person.place.door),
        ));
    }
    cx.run(sql::ADD_LINES, bind![import, json(&rows)?])?;
    Ok(())
}

/// Decides the verdict of each line.
fn judge_all(cx: &Cx<'_>, import: ImportId, lines: &[ReadLine], numbers: &str) -> HandlerResult<()> {
    let mut wanted = vec![];
    for read in lines {
        if let Some(person) = &read.person {
            let identity = read.identity_hash.as_ref().map(|hash| to_hex(hash));
            let phone = person.phone.as_ref().map(Phone::as_str);
            let DwellingAddress { building, unit, door } = &person.place;
            let born = person.born.map(domain::time::day_text);
            wanted.push((read.line, identity, phone, person.name.as_str(), born, building, unit, door));
        }
    }
    let wanted = json(&wanted)?;
    let mut known: HashMap<u32, Vec<KnownPerson>> = HashMap::new();
    let members: Vec<(KnownMember, SignInFlag)> = cx.read_all(sql::KNOWN_MEMBERS, bind![wanted.as_str()])?;
    for (KnownMember { line, person }, SignInFlag { signs_in }) in members {
        known.entry(line).or_default().push(KnownPerson { signs_in, ..person });
    }
    let mut earlier: HashMap<u32, Vec<u32>> = HashMap::new();
    for row in cx.run(sql::KNOWN_LINES, bind![wanted.as_str(), import, numbers])? {
        earlier.entry(row.count(0)?).or_default().push(row.count(1)?);
    }
    let texts = before(cx, import, &earlier)?;
    let mut judged = vec![];
    for read in lines {
        let mut people = known.remove(&read.line).unwrap_or_default();
        for number in earlier.get(&read.line).into_iter().flatten() {
            people.extend(texts.get(number).map(|(person, hash)| as_known(*number, person, *hash, read.identity_hash)));
        }
        judged.push(row_of(read, &people)?);
    }
    cx.run(sql::JUDGE_LINES, bind![import, json(&judged)?])?;
    Ok(())
}

/// The people on earlier lines, read again from their cells.
fn before(
    cx: &Cx<'_>,
    import: ImportId,
    earlier: &HashMap<u32, Vec<u32>>,
) -> HandlerResult<HashMap<u32, (ImportedPerson, IdentityHash)>> {
    let mut numbers: Vec<u32> = earlier.values().flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut people = HashMap::new();
    if numbers.is_empty() {
        return Ok(people);
    }
    for row in cx.run(sql::LINES_BY_NUMBER, bind![import, json(&numbers)?])? {
        let values: Vec<String> = serde_json::from_str(&row.text(1)?).unwrap_or_default();
        let hash = if row.flag(2)? { Some(row.hash(3)?) } else { None };
        if let Some(person) = read_line(&Fields::new(&values), cx.now.day()).person {
            people.insert(row.count(0)?, (person, hash));
        }
    }
    Ok(people)
}

type IdentityHash = Option<[u8; 32]>;

fn as_known(number: u32, person: &ImportedPerson, hash: IdentityHash, wanted: IdentityHash) -> KnownPerson {
    KnownPerson {
        who: PersonRef::Line(number),
        name: person.name.as_str().to_owned(),
        same_identity: hash.is_some() && hash == wanted,
        has_identity: hash.is_some(),
        born: person.born,
        sex: person.sex,
        phone: person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        signs_in: false,
        place: person.place.clone(),
        kinship: person.kinship,
        registered: person.registered.unwrap_or(true),
        grid: String::new(),
        group: None,
    }
}

type JudgedRow = (u32, LineVerdict, Option<MemberId>, String, String);

fn row_of(read: &ReadLine, people: &[KnownPerson]) -> HandlerResult<JudgedRow> {
    let Judgement { verdict, member, findings, changes } = match &read.person {
        Some(person) => judge_person(person, people),
        None => Judgement { verdict: LineVerdict::Refused, member: None, findings: vec![], changes: vec![] },
    };
    let own = read.issues.iter().map(|issue| Finding { issue: *issue, about: None });
    let above = read.from_above.then_some(Finding { issue: Issue::PlaceFromAbove, about: None });
    let all: Vec<_> = own.chain(findings).chain(above).collect();
    let told: Vec<_> = all
        .iter()
        .map(|finding| {
            let (line, member) = match finding.about {
                Some(PersonRef::Line(line)) => (Some(line), None),
                Some(PersonRef::Member(member)) => (None, Some(member)),
                None => (None, None),
            };
            (finding.issue, line, member)
        })
        .collect();
    Ok((read.line, verdict, member, json(&told)?, json(&changes)?))
}
