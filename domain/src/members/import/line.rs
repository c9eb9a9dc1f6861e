//! One row of the spreadsheet: cleaned and parsed, or refused with all its faults.

use super::Column;
use crate::members::{BadIdentity, IdentityNumber, Kinship, PersonName, Sex, read_day};
use crate::sessions::Phone;
use crate::text::is_invisible;
use crate::{limits, words};
use chrono::NaiveDate;

words! {
    /// The issues of a line: the first ones refuse it, the next ones make it doubtful, the last are notes.
    pub enum Issue {
        NoName = "no-name",
        NameUnreadable = "name-unreadable",
        SexUnreadable = "sex-unreadable",
        BornUnreadable = "born-unreadable",
        BornInFuture = "born-in-future",
        IdentityForm = "identity-form",
        IdentityCheckDigit = "identity-check-digit",
        IdentityBirth = "identity-birth",
        IdentityNotBorn = "identity-not-born",
        IdentityNotSex = "identity-not-sex",
        PhoneUnreadable = "phone-unreadable",
        NoPlace = "no-place",
        KinshipUnreadable = "kinship-unreadable",
        RegisteredUnreadable = "registered-unreadable",
        /// A cell is longer than any valid value.
        TooLong = "too-long",
        /// A cell begins like a formula.
        Formula = "formula",
        /// Bytes that are not valid in the file's encoding.
        Unreadable = "unreadable",
        /// The same person is on an earlier line.
        DuplicateLine = "duplicate-line",
        /// The identity number belongs to a person with another name.
        NameDiffers = "name-differs",
        /// A person with this name and birth lives elsewhere in the community.
        SameNameAndBirth = "same-name-and-birth",
        /// The phone belongs to a person of another household.
        PhoneOfAnother = "phone-of-another",
        /// Several people in the roster could be meant.
        SeveralMatch = "several-match",
        /// Two people of one household share a phone.
        PhoneShared = "phone-shared",
        /// The person signs in with the phone in the roster: it stays, and can be changed at the counter.
        PhoneKept = "phone-kept",
        /// Invisible characters were removed.
        Cleaned = "cleaned",
        /// The household's cells were taken from the line above.
        PlaceFromAbove = "place-from-above",
    }
}

impl Issue {
    /// Whether the issue refuses the line.
    pub fn refuses(self) -> bool {
        self <= Self::DuplicateLine
    }

    /// Whether somebody must decide.
    pub fn is_doubt(self) -> bool {
        !self.refuses() && self <= Self::SeveralMatch
    }
}

/// The cells of a line by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields(Vec<String>);

impl Fields {
    /// Values in the order of [`Column::ALL`]; missing values at the end are empty.
    pub fn new(values: &[String]) -> Self {
        Self((0..Column::ALL.len()).map(|at| values.get(at).cloned().unwrap_or_default()).collect())
    }

    pub fn get(&self, column: Column) -> &str {
        self.0.get(column as usize).map_or("", String::as_str)
    }

    pub fn into_values(self) -> Vec<String> {
        self.0
    }

    /// The household's cells of the line above, when this line has none: in a spreadsheet one merged cell covers all
    /// people of the household. A head of household begins a household and takes none over.
    pub fn filled_from(&self, above: &Self) -> Option<Self> {
        let has_place = |fields: &Self| PLACE.iter().any(|column| !clean_text(fields.get(*column)).0.is_empty());
        let is_head = kinship_of(&clean_text(self.get(Column::Kinship)).0) == Some(Kinship::Head);
        let is_person = !clean_text(self.get(Column::Name)).0.is_empty();
        if has_place(self) || !has_place(above) || is_head || !is_person {
            return None;
        }
        let mut filled = self.clone();
        for column in PLACE.iter().chain(&[Column::Grid, Column::Group]) {
            if let (Some(cell), true) = (filled.0.get_mut(*column as usize), self.get(*column).trim().is_empty()) {
                above.get(*column).clone_into(cell);
            }
        }
        Some(filled)
    }
}

const PLACE: [Column; 4] = [Column::Address, Column::Building, Column::Unit, Column::Door];

/// The address of a household.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DwellingAddress {
    pub building: String,
    pub unit: String,
    pub door: String,
}

/// What a valid line states about a person. Missing values do not change the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPerson {
    pub name: PersonName,
    pub sex: Option<Sex>,
    pub born: Option<NaiveDate>,
    pub identity: Option<IdentityNumber>,
    pub phone: Option<Phone>,
    pub place: DwellingAddress,
    pub grid: Option<String>,
    pub group: Option<String>,
    pub kinship: Option<Kinship>,
    pub registered: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineReading {
    /// `None` when an issue refuses the line.
    pub person: Option<ImportedPerson>,
    pub issues: Vec<Issue>,
}

/// Reads a line; `today` bounds the day of birth.
pub fn read_line(fields: &Fields, today: NaiveDate) -> LineReading {
    let mut reader = Reader { fields, issues: vec![] };
    reader.look_at_cells();
    let name = reader.name();
    let identity = reader.identity();
    let sex = reader.sex(identity.as_ref());
    let born = reader.born(identity.as_ref(), today);
    let phone = reader.phone();
    let place = reader.place();
    let kinship = reader.word(Column::Kinship, Issue::KinshipUnreadable, kinship_of);
    let registered = reader.word(Column::Registered, Issue::RegisteredUnreadable, registered_of);
    let (grid, group) = (reader.label(Column::Grid), reader.label(Column::Group));
    let issues = reader.issues;
    let person = match (name, place) {
        (Some(name), Some(place)) if !issues.iter().any(|issue| issue.refuses()) => {
            Some(ImportedPerson { name, sex, born, identity, phone, place, grid, group, kinship, registered })
        }
        _ => None,
    };
    LineReading { person, issues }
}

struct Reader<'f> {
    fields: &'f Fields,
    issues: Vec<Issue>,
}

impl Reader<'_> {
    fn say<T>(&mut self, issue: Issue) -> Option<T> {
        if !self.issues.contains(&issue) {
            self.issues.push(issue);
        }
        None
    }

    fn cell(&self, column: Column) -> String {
        clean_text(self.fields.get(column)).0
    }

    fn look_at_cells(&mut self) {
        for column in Column::ALL {
            let raw = self.fields.get(*column);
            let (text, cleaned) = clean_text(raw);
            if text.contains(char::REPLACEMENT_CHARACTER) {
                self.say::<()>(Issue::Unreadable);
            }
            if text.starts_with(['=', '@', '＝', '＠'])
                || (text.starts_with(['+', '-', '＋', '－']) && text.contains(['(', '|', '!']))
            {
                self.say::<()>(Issue::Formula);
            }
            if text.chars().count() > limits::IMPORT_CELL_CHARS_MAX {
                self.say::<()>(Issue::TooLong);
            }
            if cleaned {
                self.say::<()>(Issue::Cleaned);
            }
        }
    }

    /// Removes the spaces that make two-character names as wide as others; Latin names keep theirs.
    fn name(&mut self) -> Option<PersonName> {
        let text = self.cell(Column::Name);
        if text.is_empty() {
            return self.say(Issue::NoName);
        }
        let text = if text.is_ascii() { text } else { text.split_whitespace().collect() };
        let has_digits = text.chars().any(char::is_numeric);
        let is_nobody = matches!(text.as_str(), "合计" | "总计" | "小计" | "备注" | "空户" | "无" | "无人");
        match text.parse() {
            Ok(name) if !has_digits && !is_nobody => Some(name),
            _ => self.say(Issue::NameUnreadable),
        }
    }

    fn identity(&mut self) -> Option<IdentityNumber> {
        let text = self.cell(Column::Identity);
        // A masked number, as in an export, states nothing.
        if text.is_empty() || text.contains('*') {
            return None;
        }
        match half_width(&text).parse() {
            Ok(identity) => Some(identity),
            Err(BadIdentity::Form) => self.say(Issue::IdentityForm),
            Err(BadIdentity::CheckDigit) => self.say(Issue::IdentityCheckDigit),
            Err(BadIdentity::Birth) => self.say(Issue::IdentityBirth),
        }
    }

    fn sex(&mut self, identity: Option<&IdentityNumber>) -> Option<Sex> {
        let said = self.word(Column::Sex, Issue::SexUnreadable, sex_of);
        match (said, identity.map(IdentityNumber::sex)) {
            (Some(said), Some(proved)) if said != proved => self.say(Issue::IdentityNotSex),
            (said, proved) => said.or(proved),
        }
    }

    fn born(&mut self, identity: Option<&IdentityNumber>, today: NaiveDate) -> Option<NaiveDate> {
        let text = half_width(&self.cell(Column::Born));
        let said = if text.is_empty() {
            None
        } else {
            let Some(day) = read_day(&text) else { return self.say(Issue::BornUnreadable) };
            Some(day)
        };
        let born = match (said, identity.map(IdentityNumber::born)) {
            (Some(said), Some(proved)) if said != proved => return self.say(Issue::IdentityNotBorn),
            (said, proved) => said.or(proved)?,
        };
        if born > today { self.say(Issue::BornInFuture) } else { Some(born) }
    }

    /// The first of several numbers in the cell; a landline number cannot be used to sign in and is left out.
    fn phone(&mut self) -> Option<Phone> {
        let text = half_width(&self.cell(Column::Phone));
        let first = text.split(['/', '、', ';', '；', ',', '，']).next().unwrap_or_default().trim();
        if first.is_empty() || matches!(first, "无" | "-" | "—") {
            return None;
        }
        match first.parse() {
            Ok(phone) => Some(phone),
            Err(_) => self.say(Issue::PhoneUnreadable),
        }
    }

    fn place(&mut self) -> Option<DwellingAddress> {
        let mut place = DwellingAddress {
            building: ending(self.cell(Column::Building), "号楼", &["楼", "栋", "幢", "号", "院"]),
            unit: ending(self.cell(Column::Unit), "单元", &["单元", "门"]),
            door: half_width(&self.cell(Column::Door)).trim_end_matches(['室', '号', '房']).to_owned(),
        };
        if place.building.is_empty() && place.door.is_empty() {
            place = place_of(&self.cell(Column::Address));
        }
        if place.building.is_empty() || place.door.is_empty() { self.say(Issue::NoPlace) } else { Some(place) }
    }

    fn label(&mut self, column: Column) -> Option<String> {
        Some(self.cell(column)).filter(|text| !text.is_empty())
    }

    fn word<T>(&mut self, column: Column, otherwise: Issue, read: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.cell(column);
        if text.is_empty() {
            return None;
        }
        read(&text).or_else(|| self.say(otherwise))
    }
}

/// Without invisible characters, trimmed, line breaks as spaces; and whether anything invisible was removed.
pub(super) fn clean_text(text: &str) -> (String, bool) {
    let shown: String = text
        .chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t' | '\u{3000}' | '\u{A0}') { ' ' } else { c })
        .filter(|c| !is_invisible(*c))
        .collect();
    let cleaned = text.chars().any(|c| is_invisible(c) && !matches!(c, '\r' | '\t'));
    (shown.trim().to_owned(), cleaned)
}

/// Full-width letters and digits as half-width ones.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '　' => ' ',
            other => other,
        })
        .collect()
}

/// `3` becomes `3号楼`; a text with a known ending keeps it.
fn ending(text: String, usual: &str, known: &[&str]) -> String {
    let text = half_width(&text);
    let bare = !text.is_empty() && !known.iter().any(|known| text.ends_with(known));
    if bare && text.chars().all(|c| c.is_ascii_alphanumeric()) { text + usual } else { text }
}

/// Splits `苏祠路12号3号楼2单元501室`: the building up to its word, the unit up to its word, the rest is the door.
fn place_of(address: &str) -> DwellingAddress {
    let text = half_width(address).replace(' ', "");
    let cut = |text: &str, ends: &[&str]| {
        let end = ends.iter().find_map(|end| text.find(end).map(|at| at + end.len()))?;
        Some((text[..end].to_owned(), text[end..].to_owned()))
    };
    let Some((building, rest)) = cut(&text, &["号楼", "栋", "幢", "号院"]).or_else(|| dashed(&text)) else {
        return DwellingAddress { building: String::new(), unit: String::new(), door: String::new() };
    };
    let (unit, rest) = cut(&rest, &["单元"]).unwrap_or_else(|| match rest.split_once('-') {
        Some((unit, door)) if !unit.is_empty() => (format!("{unit}单元"), door.to_owned()),
        _ => (String::new(), rest.clone()),
    });
    let door = rest.trim_matches(['-', '室', '号', '房']).to_owned();
    DwellingAddress { building, unit, door }
}

/// `3-2-501`
fn dashed(text: &str) -> Option<(String, String)> {
    let (building, rest) = text.split_once('-')?;
    let is_number = !building.is_empty() && building.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (format!("{building}号楼"), rest.to_owned()))
}

fn sex_of(text: &str) -> Option<Sex> {
    match text {
        "女" | "女性" | "F" | "f" | "2" | "female" => Some(Sex::Female),
        "男" | "男性" | "M" | "m" | "1" | "male" => Some(Sex::Male),
        _ => None,
    }
}

fn kinship_of(text: &str) -> Option<Kinship> {
    Some(match text {
        "户主" | "本人" | "head" => Kinship::Head,
        "配偶" | "妻" | "妻子" | "丈夫" | "夫" | "夫妻" | "spouse" => Kinship::Spouse,
        "子" | "女" | "子女" | "儿子" | "女儿" | "长子" | "次子" | "三子" | "长女" | "次女" | "三女" | "独生子"
        | "独生女" | "女婿" | "儿媳" | "养子" | "养女" | "继子" | "继女" | "child" => Kinship::Child,
        "父" | "母" | "父亲" | "母亲" | "父母" | "岳父" | "岳母" | "公公" | "婆婆" | "parent" => {
            Kinship::Parent
        }
        "孙" | "孙子" | "孙女" | "外孙" | "外孙女" | "外孙子" | "孙子女" | "grandchild" => {
            Kinship::Grandchild
        }
        "祖父" | "祖母" | "外祖父" | "外祖母" | "爷爷" | "奶奶" | "外公" | "外婆" | "祖父母" | "grandparent" => {
            Kinship::Grandparent
        }
        "兄" | "弟" | "姐" | "妹" | "哥哥" | "弟弟" | "姐姐" | "妹妹" | "兄弟姐妹" | "sibling" => {
            Kinship::Sibling
        }
        "其他" | "其它" | "亲属" | "其他亲属" | "租客" | "非亲属" | "other" => Kinship::Other,
        _ => return None,
    })
}

fn registered_of(text: &str) -> Option<bool> {
    match text {
        "是" | "户籍" | "本地" | "本地户籍" | "户籍人口" | "常住户籍" | "在籍" | "人户一致" | "1" | "yes" => {
            Some(true)
        }
        "否" | "非户籍" | "外地" | "外地户籍" | "流动人口" | "非户籍人口" | "租住" | "0" | "no" => {
            Some(false)
        }
        _ => None,
    }
}
