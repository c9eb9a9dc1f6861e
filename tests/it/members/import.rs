//! Small rosters to import, each with people who occur nowhere else.

use crate::client::code;
use crate::people::DIRECTOR;
use crate::server::Server;
use domain::contract::{ConfirmImport, DropImport, Empty, FillImport, ListImports, OpenImport};
use domain::ids::{CommunityCode, ImportId};
use domain::members::import::{self as i, Cell, Column, ImportCounts, ImportLine, ImportState};
use domain::sessions::Phone;
use std::sync::atomic::{AtomicU32, Ordering};

/// Doors that are used already.
static DOORS: AtomicU32 = AtomicU32::new(1);

pub fn opening(lines: u32) -> i::ImportOpening {
    i::ImportOpening { file: "花名册.csv".parse().expect("a name"), lines, headings: vec![], columns: vec![] }
}

/// A person in a building that the demonstration does not have.
pub fn line(number: u32, name: &str, door: &str) -> ImportLine {
    let mut values = vec![Cell::default(); Column::ALL.len()];
    for (column, text) in
        [(Column::Name, name), (Column::Building, "99号楼"), (Column::Unit, "1单元"), (Column::Door, door)]
    {
        values[column as usize] = Cell(text.to_owned());
    }
    ImportLine { line: number, values, from_above: false }
}

pub fn with_phone(mut line: ImportLine, phone: &Phone) -> ImportLine {
    line.values[Column::Phone as usize] = Cell(phone.to_string());
    line
}

/// A door where nobody lives.
pub fn door() -> String {
    format!("{}", 1000 + DOORS.fetch_add(1, Ordering::Relaxed))
}

type At = (CommunityCode, ImportId);

impl Server {
    /// An import by the director; waiting ones are dropped first, because their number is limited.
    pub fn open_import(&self, lines: u32) -> At {
        let director = self.person(DIRECTOR);
        for row in self.call::<ListImports>(&director, &(code(),), &Empty {}).imports {
            if row.state == ImportState::Open {
                self.call::<DropImport>(&director, &(code(), row.import), &Empty {});
            }
        }
        (code(), self.call::<OpenImport>(&director, &(code(),), &opening(lines)).import)
    }

    pub fn fill(&self, at: &At, lines: Vec<ImportLine>) -> ImportCounts {
        let body = i::ImportLines { lines: lines.try_into().expect("a batch") };
        self.call::<FillImport>(&self.person(DIRECTOR), at, &body)
    }

    /// An import that waits to be confirmed: a newcomer, and a person with another person's phone.
    pub fn an_import(&self) -> At {
        let at = self.open_import(2);
        let stranger = with_phone(line(3, "何建明", &door()), &self.next_phone());
        let counts = self.fill(&at, vec![line(2, "冯桂兰", &door()), stranger]);
        assert_eq!((counts.new, counts.undecided), (1, 1), "{counts:?}");
        at
    }

    pub fn a_confirmed_import(&self) -> At {
        let at = self.an_import();
        self.call::<ConfirmImport>(&self.person(DIRECTOR), &at, &Empty {});
        at
    }
}
