//! Small rosters to import, each with people who occur nowhere else, and a seat for a volunteer.

use crate::scenes::client::community_code;
use crate::scenes::people::DIRECTOR;
use crate::scenes::{Api, World};
use domain::contract::{ConfirmImport, DropImport, Empty, FillImport, ListImports, OpenImport};
use domain::ids::{CommunityCode, ImportId};
use domain::members::import::{self as i, Column, ImportCell, ImportCounts, ImportLine, ImportState};
use domain::members::{Day, FillSeatRequest, Post, SelectionMethod};
use domain::sessions::Phone;
use domain::time::DAY;
use std::sync::atomic::{AtomicU32, Ordering};

/// Doors that are used already.
static DOORS: AtomicU32 = AtomicU32::new(1);

/// A person joins a team for one year from today.
pub fn volunteer_seat_request<A: Api>(server: &World<A>) -> FillSeatRequest {
    let now = server.now();
    FillSeatRequest {
        member: server.member(),
        post: Post::TeamMember,
        from: Day::of(now.day()),
        until: Day::of(now.plus(365 * DAY).day()),
        how: SelectionMethod::Elected,
        basis: "2026年11月20日全体队员会议".parse().expect("a basis"),
        duties: "联系三号楼".parse().expect("duties"),
        grid: None,
    }
}

pub fn open_import_request(lines: u32) -> i::OpenImportRequest {
    i::OpenImportRequest { file: "花名册.csv".parse().expect("a name"), lines, headings: vec![], columns: vec![] }
}

/// A person in a building that the demonstration does not have.
pub fn import_line(number: u32, name: &str, door: &str) -> ImportLine {
    let mut values = vec![ImportCell::default(); Column::ALL.len()];
    for (column, text) in
        [(Column::Name, name), (Column::Building, "99号楼"), (Column::Unit, "1单元"), (Column::Door, door)]
    {
        values[column as usize] = ImportCell(text.to_owned());
    }
    ImportLine { line: number, values, from_above: false }
}

fn with_phone(mut line: ImportLine, phone: &Phone) -> ImportLine {
    line.values[Column::Phone as usize] = ImportCell(phone.to_string());
    line
}

/// A door where nobody lives.
pub fn empty_door() -> String {
    format!("{}", 1000 + DOORS.fetch_add(1, Ordering::Relaxed))
}

type At = (CommunityCode, ImportId);

impl<A: Api> World<A> {
    /// An import by the director; waiting ones are dropped first, because their number is limited.
    pub fn open_import(&self, lines: u32) -> At {
        let director = self.person(DIRECTOR);
        for row in self.call::<ListImports>(&director, &(community_code(),), &Empty {}).imports {
            if row.state == ImportState::Open {
                self.call::<DropImport>(&director, &(community_code(), row.import), &Empty {});
            }
        }
        (community_code(), self.call::<OpenImport>(&director, &(community_code(),), &open_import_request(lines)).import)
    }

    pub fn fill(&self, at: &At, lines: Vec<ImportLine>) -> ImportCounts {
        let body = i::FillImportRequest { lines: lines.try_into().expect("a batch") };
        self.call::<FillImport>(&self.person(DIRECTOR), at, &body)
    }

    /// An import that waits to be confirmed: a newcomer, and a person with another person's phone.
    pub fn an_import(&self) -> At {
        let at = self.open_import(2);
        let stranger = with_phone(import_line(3, "何建明", &empty_door()), &self.next_phone());
        let counts = self.fill(&at, vec![import_line(2, "冯桂兰", &empty_door()), stranger]);
        assert_eq!((counts.new, counts.undecided), (1, 1), "{counts:?}");
        at
    }

    pub fn a_confirmed_import(&self) -> At {
        let at = self.an_import();
        self.call::<ConfirmImport>(&self.person(DIRECTOR), &at, &Empty {});
        at
    }
}
