//! `POST …/imports/{import}/confirmation`: writes the lines to the roster, all or none.

use super::sql::{self, KnownHousehold, LoadedImport, PendingLine};
use super::{json, line_context, open_one, roster};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto;
use crate::erasing;
use crate::members::{read_sort_keys, sql as members};
use crate::object::{Cx, Feature};
use crate::seal;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, GridId, GroupId, HouseholdId, ImportId, MemberId};
use domain::members::import::{
    Column, DwellingAddress, Fields, Footprint, ImportConfirmed, ImportRefusal, ImportedPerson, leaves_the_one_before,
    read_line,
};
use domain::members::{Kinship, NO_GRID};
use domain::time::UtcMillis;
use std::collections::HashMap;

/// Lines that are held in memory at a time.
const LINES_AT_ONCE: u32 = 500;
crate::handle!(ConfirmImport, confirm_import);
pub fn confirm_import(
    cx: &Cx<'_>,
    (_, import): (CommunityCode, ImportId),
    _: &(),
    _: &Empty,
) -> HandlerResult<ImportConfirmed> {
    cx.allow(&Subject::Community)?;
    let LoadedImport { roster: before, counts, .. } = open_one(cx, import)?;
    if counts.arrived() < counts.lines {
        return Err(ImportRefusal::Incomplete { missing: counts.lines - counts.arrived() }.into());
    }
    let mut writer = Writer::new(cx, import)?;
    let mut after = 0;
    loop {
        let lines: Vec<PendingLine> = cx.read_all(sql::TO_WRITE, bind![import, after, LINES_AT_ONCE])?;
        let Some(last) = lines.last() else { break };
        after = last.line;
        writer.write(lines)?;
    }
    read_sort_keys(cx.db)?;
    let (new, changed, households) = (writer.new, writer.changed, writer.made_households);
    if new + changed == 0 {
        return Err(ImportRefusal::NothingToDo.into());
    }
    let after = roster(cx)?;
    cx.run(sql::DECIDE, bind!["confirmed", cx.now, after, import])?;
    let kept = cx.run(sql::PHONES_KEPT, bind![import])?;
    let phones_kept = kept.iter().map(|row| row.count(0)).collect::<Result<Vec<_>, _>>()?;
    erasing::erase_soon(cx.db, cx.now, &["import_lines", "import_changes"])?;
    cx.run(sql::FORGET_LINES, bind![import])?;
    let has_what_was_taken = cx.first(sql::HAS_WHAT_WAS_TAKEN, bind![import])?.is_some();
    if leaves_the_one_before(Footprint { new, changed, has_what_was_taken }) {
        cx.run(sql::GO_ALONG, bind![after, before, import])?;
    } else {
        // Earlier imports can no longer be taken back, so the old data of their people is deleted.
        cx.run(sql::FORGET_EARLIER_CHANGES, bind![import])?;
    }
    let left_out = counts.arrived() - counts.same - new - changed;
    let told = serde_json::json!({ "new": new, "changed": changed, "left_out": left_out, "households": households,
        "phones_kept": phones_kept.len() });
    cx.journal(&import.to_string(), &told)?;
    cx.bump_revision(Feature::Members)?;
    Ok(ImportConfirmed { new, changed, left_out, households, phones_kept })
}

/// Values of one person in the order of `ADD_MEMBERS`.
type PersonRow = (
    MemberId,
    HouseholdId,
    GridId,
    String,
    Option<String>,
    Option<&'static str>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<&'static str>,
    Option<i64>,
);
type HouseholdRow = (HouseholdId, GridId, String, String, String, Option<GroupId>);

struct Writer<'a, 'c> {
    cx: &'a Cx<'c>,
    import: ImportId,
    grids: HashMap<String, GridId>,
    groups: HashMap<String, GroupId>,
    households: HashMap<DwellingAddress, (HouseholdId, GridId)>,
    /// The next id: ids of one import follow the order of its lines.
    next: u128,
    new: u32,
    changed: u32,
    made_households: u32,
}

impl<'a, 'c> Writer<'a, 'c> {
    fn new(cx: &'a Cx<'c>, import: ImportId) -> HandlerResult<Self> {
        let mut grids = HashMap::new();
        for row in cx.run(sql::GRIDS, &[])? {
            grids.insert(row.text(1)?, row.parsed(0)?);
        }
        let mut groups = HashMap::new();
        for row in cx.run(sql::GROUPS, &[])? {
            groups.insert(row.text(1)?, row.parsed(0)?);
        }
        let mut households = HashMap::new();
        for KnownHousehold { id, place, grid } in cx.read_all::<KnownHousehold>(sql::HOUSEHOLDS, &[])? {
            households.insert(place, (id, grid));
        }
        // Half of the range of random numbers, so that counting up cannot overflow.
        let next = crypto::random_u128(cx.chance) >> 50;
        Ok(Self { cx, import, grids, groups, households, next, new: 0, changed: 0, made_households: 0 })
    }

    fn id<T>(&mut self, from_parts: fn(UtcMillis, u128) -> T) -> T {
        self.next += 1;
        from_parts(self.cx.now, self.next)
    }

    fn write(&mut self, lines: Vec<PendingLine>) -> HandlerResult<()> {
        let (mut added, mut altered) = (vec![], vec![]);
        let (mut households, mut heads) = (vec![], vec![]);
        for line in lines {
            let (known, hash) = (line.member, line.identity_hash.map(|hash| domain::journal::to_hex(&hash)));
            let (person, identity) = self.person(line)?;
            let (household, grid) = self.household(&person, &mut households)?;
            let member = known.unwrap_or_else(|| self.id(MemberId::from_parts));
            let sealed = match &identity {
                Some(identity) => Some(self.sealed(member, identity)?),
                None => None,
            };
            if person.kinship == Some(Kinship::Head) {
                heads.push((household, member));
            }
            let values: PersonRow = (
                member,
                household,
                grid,
                person.name.as_str().to_owned(),
                person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
                person.sex.map(domain::members::Sex::as_str),
                person.born.map(domain::time::day_text),
                hash,
                sealed,
                person.kinship.map(Kinship::as_str),
                person.registered.map(i64::from),
            );
            if known.is_some() { altered.push(values) } else { added.push(values) }
        }
        let cx = self.cx;
        cx.run(sql::ADD_HOUSEHOLDS, bind![json(&households)?])?;
        cx.run(sql::ADD_MEMBERS, bind![self.import, cx.now, json(&added)?])?;
        let changes = json(&altered)?;
        cx.run(sql::KEEP_BEFORE, bind![self.import, changes.as_str()])?;
        cx.run(sql::CHANGE_MEMBERS, bind![cx.now, changes])?;
        cx.run(sql::SET_HEADS, bind![json(&heads)?])?;
        self.new += u32::try_from(added.len()).unwrap_or(u32::MAX);
        self.changed += u32::try_from(altered.len()).unwrap_or(u32::MAX);
        self.made_households += u32::try_from(households.len()).unwrap_or(u32::MAX);
        Ok(())
    }

    /// The person of a line, with the identity number as typed.
    fn person(&self, line: PendingLine) -> HandlerResult<(ImportedPerson, Option<String>)> {
        let mut values = line.cells;
        if let (Some(cell), Some(sealed)) = (values.get_mut(Column::Identity as usize), line.identity_sealed) {
            let context = line_context(self.import, line.line);
            let context: Vec<&str> = context.iter().map(String::as_str).collect();
            let typed = seal::open_text(self.cx.secrets, &context, &sealed);
            *cell = typed.ok_or_else(|| HandlerError::Fault("a waiting identity number does not open".to_owned()))?;
        }
        let person = read_line(&Fields::new(&values), self.cx.now.day()).person;
        let person =
            person.ok_or_else(|| HandlerError::Fault("a line that was read is not readable any more".to_owned()))?;
        let identity = person.identity.as_ref().map(|identity| identity.as_str().to_owned());
        Ok((person, identity))
    }

    fn sealed(&self, member: MemberId, identity: &str) -> HandlerResult<String> {
        let sealed = seal::seal_text(self.cx.secrets, &["identity", &member.to_string()], identity, self.cx.chance);
        let sealed = sealed.ok_or_else(|| HandlerError::Fault("an identity number could not be sealed".to_owned()))?;
        Ok(domain::journal::to_hex(&sealed))
    }

    /// The household at the person's address; made if there is none yet.
    fn household(
        &mut self,
        person: &ImportedPerson,
        households: &mut Vec<HouseholdRow>,
    ) -> HandlerResult<(HouseholdId, GridId)> {
        if let Some(known) = self.households.get(&person.place) {
            return Ok(*known);
        }
        let name = person.grid.as_deref().unwrap_or(NO_GRID);
        let grid = self.grid(name)?;
        let group = match &person.group {
            Some(name) => Some(self.group(name)?),
            None => None,
        };
        let household = self.id(HouseholdId::from_parts);
        let DwellingAddress { building, unit, door } = person.place.clone();
        households.push((household, grid, building, unit, door, group));
        self.households.insert(person.place.clone(), (household, grid));
        Ok((household, grid))
    }

    fn grid(&mut self, name: &str) -> HandlerResult<GridId> {
        if let Some(grid) = self.grids.get(name) {
            return Ok(*grid);
        }
        let grid = self.id(GridId::from_parts);
        self.cx.run(members::ADD_GRID, bind![grid, name])?;
        self.grids.insert(name.to_owned(), grid);
        Ok(grid)
    }

    fn group(&mut self, name: &str) -> HandlerResult<GroupId> {
        if let Some(group) = self.groups.get(name) {
            return Ok(*group);
        }
        let group = self.id(GroupId::from_parts);
        self.cx.run(sql::ADD_GROUP, bind![group, name])?;
        self.groups.insert(name.to_owned(), group);
        Ok(group)
    }
}
