//! The catalogue as a table for spreadsheet programs: export, and import with faults reported line by line.
//!
//! Invariant: an exported table imports as the same list; the faults of a line are reported with its number in the file
//! before anything is sent.

use super::{CatalogueBounds, CatalogueCell, CatalogueItem, CatalogueLine, Flag, LineFault, LineRule};

/// A column: its name in JSON and in a table.
const COLUMNS: [(&str, &str); 9] = [
    ("code", "编码"),
    ("title_zh", "事项"),
    ("title_en", "英文名称"),
    ("needs-legal-opinion", "听法律顾问意见"),
    ("reserved-to-assembly", "只由居民会议决定"),
    ("needs-filing", "报街道备案"),
    ("named-only", "实名提出"),
    ("cosigners", "附议人数"),
    ("source", "依据"),
];
const YES: &str = "是";

/// Lines with their numbers in the file, and all faults of the lines and of the whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueTable {
    pub lines: Vec<(u32, CatalogueLine)>,
    pub faults: Vec<LineFault>,
}

impl CatalogueTable {
    /// The list, if it has no faults.
    pub fn sound(&self) -> Option<Vec<CatalogueLine>> {
        let lines = || self.lines.iter().map(|(_, line)| line.clone()).collect();
        self.faults.is_empty().then(lines)
    }
}

/// The names of the columns in JSON, in their order.
pub fn catalogue_names() -> [&'static str; 9] {
    COLUMNS.map(|(name, _)| name)
}

/// The list in force, headed by the names of the columns.
pub fn catalogue_rows(items: &[CatalogueItem]) -> Vec<Vec<String>> {
    let names = COLUMNS.map(|(_, name)| name.to_owned()).to_vec();
    let flag = |item: &CatalogueItem, flag| if item.flags.contains(&flag) { YES.to_owned() } else { String::new() };
    let row = |item: &CatalogueItem| {
        vec![
            item.code.clone(),
            item.title_zh.clone(),
            item.title_en.clone(),
            flag(item, Flag::NeedsLegalOpinion),
            flag(item, Flag::ReservedToAssembly),
            flag(item, Flag::NeedsFiling),
            flag(item, Flag::NamedOnly),
            item.cosigners.to_string(),
            item.source.clone(),
        ]
    };
    [names].into_iter().chain(items.iter().map(row)).collect()
}

/// An item as a line that leaves the item unchanged.
pub fn catalogue_line(item: &CatalogueItem) -> CatalogueLine {
    CatalogueLine {
        code: cell(&item.code).0,
        title_zh: cell(&item.title_zh).0,
        title_en: cell(&item.title_en).0,
        flags: item.flags.clone(),
        cosigners: item.cosigners,
        source: cell(&item.source).0,
    }
}

/// Reads rows with their numbers in the file. The first row names the columns, in any order and by either name.
pub fn read_catalogue(bounds: &CatalogueBounds, rows: &[(u32, Vec<String>)]) -> CatalogueTable {
    let whole = |rule| LineFault { line: 0, code: String::new(), rule };
    let Some((places, rows)) = rows.split_first().and_then(|((_, names), rows)| Some((places(names)?, rows))) else {
        return CatalogueTable { lines: vec![], faults: vec![whole(LineRule::NoHeading)] };
    };
    let (mut lines, mut faults) = (vec![], vec![]);
    for (number, cells) in rows.iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())) {
        let (line, wrong) = read_line(&places, cells);
        let code = line.code.as_str().to_owned();
        faults.extend(wrong.into_iter().map(|rule| LineFault { line: *number, code: code.clone(), rule }));
        lines.push((*number, line));
    }
    let list: Vec<CatalogueLine> = lines.iter().map(|(_, line)| line.clone()).collect();
    // Faults count lines from 1; in the file they have the numbers that an editor shows.
    let in_file = |line: u32| usize::try_from(line).ok()?.checked_sub(1).and_then(|at| lines.get(at));
    faults.extend(bounds.faults(&list).into_iter().map(|fault| {
        let line = in_file(fault.line).map_or(0, |(number, _)| *number);
        LineFault { line, ..fault }
    }));
    faults.sort_by_key(|fault| fault.line);
    CatalogueTable { lines, faults }
}

/// The position of each column; `None` when code or title is missing.
fn places(names: &[String]) -> Option<[Option<usize>; 9]> {
    let place = |(json, table): (&str, &str)| {
        names.iter().position(|name| name.trim() == table || name.trim().eq_ignore_ascii_case(json))
    };
    let places = COLUMNS.map(place);
    (places[0].is_some() && places[1].is_some()).then_some(places)
}

fn read_line(places: &[Option<usize>; 9], cells: &[String]) -> (CatalogueLine, Vec<LineRule>) {
    let text = |at: usize| places[at].and_then(|place| cells.get(place)).map_or("", |cell| cell.trim());
    let mut wrong = vec![];
    let mut taken = |at: usize| {
        let (cell, fits) = cell(text(at));
        if !fits {
            wrong.push(LineRule::CellNotFitting);
        }
        cell
    };
    let (code, title_zh, title_en, source) = (taken(0), taken(1), taken(2), taken(8));
    let mut flags = vec![];
    let all = [Flag::NeedsLegalOpinion, Flag::ReservedToAssembly, Flag::NeedsFiling, Flag::NamedOnly];
    for (flag, at) in all.into_iter().zip(3..) {
        match is_yes(text(at)) {
            Some(true) => flags.push(flag),
            Some(false) => {}
            None => wrong.push(LineRule::NotYesOrNo),
        }
    }
    let cosigners = match text(7) {
        "" => Some(0),
        number => number.parse().ok(),
    };
    if cosigners.is_none() {
        wrong.push(LineRule::NotANumber);
    }
    wrong.dedup();
    let line = CatalogueLine { code, title_zh, title_en, flags, cosigners: cosigners.unwrap_or(0), source };
    (line, wrong)
}

/// A bounded text, and whether the whole text fits.
fn cell(text: &str) -> (CatalogueCell, bool) {
    text.parse().map_or_else(|_| (CatalogueCell::default(), false), |cell| (cell, true))
}

fn is_yes(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match () {
        () if is(&[YES, "y", "yes", "true", "1", "√", "✓"]) => Some(true),
        () if is(&["", "否", "n", "no", "false", "0", "×"]) => Some(false),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::communities::CommunityKind;
    use crate::matters::{Rules, catalogue_bounds, default_catalogue};
    use crate::members::import::{read_table, write_table};

    #[test]
    fn what_was_taken_out_reads_in_as_the_same_list() {
        for kind in [CommunityKind::Village, CommunityKind::Community] {
            let items = default_catalogue(kind);
            let rows = read_table(&write_table(&catalogue_rows(&items)));
            let lines: Vec<CatalogueLine> = items.iter().map(catalogue_line).collect();
            assert_eq!(read_catalogue(&catalogue_bounds(kind, Rules::current()), &rows).sound(), Some(lines));
        }
    }

    #[test]
    fn what_is_wrong_is_told_line_by_line() {
        let kind = CommunityKind::Community;
        let base = catalogue_rows(&default_catalogue(kind));
        let table = |change: &dyn Fn(&mut Vec<Vec<String>>)| {
            let mut rows = base.clone();
            change(&mut rows);
            let text = write_table(&rows);
            let found = read_catalogue(&catalogue_bounds(kind, Rules::current()), &read_table(&text));
            found.faults.iter().map(|fault| format!("{} {}", fault.line, fault.rule)).collect::<Vec<_>>().join(", ")
        };
        let end = u32::try_from(base.len()).unwrap() + 1;
        let own = |cells: [&str; 9]| cells.map(str::to_owned).to_vec();
        for (name, change, expect) in [
            ("as it is", &(|_: &mut Vec<Vec<String>>| ()) as &dyn Fn(&mut Vec<Vec<String>>), String::new()),
            ("an empty line", &|rows| rows.insert(3, vec![String::new(); 9]), String::new()),
            ("JSON's names", &|rows| rows[0] = COLUMNS.map(|(json, _)| json.to_owned()).to_vec(), String::new()),
            ("no heading", &|rows| drop(rows.remove(0)), "0 no-heading".into()),
            (
                "no yes and no number",
                &|rows| rows.push(own(["canal", "沟渠清淤", "", "也许", "", "", "", "三", ""])),
                format!("{end} not-yes-or-no, {end} not-a-number"),
            ),
            (
                "too long",
                &|rows| rows.push(own(["canal", &"长".repeat(500), "", "", "", "", "", "", ""])),
                format!("{end} cell-not-fitting, {end} title-missing"),
            ),
            (
                "twice",
                &|rows| rows.push(own(["pets", "养宠", "", "否", "n", "0", "", "", ""])),
                format!("{end} code-twice"),
            ),
            (
                "RC25 art. 31 taken out",
                &|rows| rows.retain(|row| row[0] != "convention"),
                "0 item-of-law-missing".into(),
            ),
        ] {
            assert_eq!(table(change), expect, "{name}");
        }
    }
}
