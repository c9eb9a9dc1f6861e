//! A file changes no phone that is used to sign in: the holder of the new phone could act as that person.

use crate::imports::{Cells, add_cells, confirm_import, import_report, line_verdicts, person_cells, upload_import};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{CommunityCode, ImportId};
use domain::members::import::*;
use domain::sessions::SignInCodeRequest;

/// Representatives with a phone, as in a file for "updating phones": name, phone in the roster, address, new phone.
fn five(desk: &TestCommunity) -> Vec<[String; 6]> {
    let sql = "select json_array(m.name, m.phone, h.building, h.unit, h.door) from members m
      join households h on h.id = m.household
      where m.phone is not null and m.left_at is null
        and m.id in (select member from seats where post = 'representative' and ended_at is null)
        and (select count(*) from members o where o.phone = m.phone) = 1
      order by m.id limit 5";
    let rows = desk.texts(sql, &[]);
    let read = |(at, row): (usize, &String)| {
        let [name, phone, building, unit, door]: [String; 5] = serde_json::from_str(row).unwrap();
        [name, phone, building, unit, door, format!("1399999000{at}")]
    };
    rows.iter().enumerate().map(read).collect()
}

fn cells([name, _, building, unit, door, phone]: &[String; 6]) -> Cells<'_> {
    let place = [(Column::Building, building), (Column::Unit, unit), (Column::Door, door)];
    let place = place.map(|(column, text)| (column, text.as_str()));
    [(Column::Name, name.as_str()), (Column::Phone, phone.as_str())].into_iter().chain(place).collect()
}

/// Whether this phone gets a code, and so can sign somebody in.
fn opens(desk: &TestCommunity, number: &str) -> bool {
    desk.pass(61_000);
    let request = SignInCodeRequest::of(number.parse().unwrap());
    let (nobody, here) = (Person::default(), (TestCommunity::code(),));
    let before = desk.call::<ShowInbox>(&nobody, &here, &Empty {}).messages;
    desk.call::<RequestCode>(&nobody, &here, &request);
    let after = desk.call::<ShowInbox>(&nobody, &here, &Empty {}).messages;
    let new = after.iter().filter(|message| !before.contains(message));
    new.filter(|message| message.phone == number).count() > 0
}

fn at(import: ImportId) -> (CommunityCode, ImportId) {
    (TestCommunity::code(), import)
}

#[test]
fn a_file_with_five_phones_changes_none() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let five = five(&desk);
    assert_eq!(five.len(), 5);
    for person in &five {
        desk.sign_in_by(&person[1]);
        // Sessions and events are deleted in time; the fact that somebody signed in is not.
        for forget in [
            "delete from sessions where member = (select id from members where phone = ?)",
            "delete from sign_in_events where member = (select id from members where phone = ?)",
        ] {
            desk.db.run(forget, bind![person[1].as_str()]).unwrap();
        }
    }
    let lines: Vec<Cells<'_>> = five.iter().map(cells).collect();
    let import = upload_import(&desk, &clerk, &lines);
    let expect: Vec<_> = (2..7).map(|line| (line, LineVerdict::Same, Some(Issue::PhoneKept))).collect();
    assert_eq!(line_verdicts(&desk, &clerk, import), expect, "each line says so");
    assert_eq!(desk.refusal::<ConfirmImport>(&clerk, &at(import), &Empty {}), "imports/nothing-to-do");
    desk.call::<DropImport>(&clerk, &at(import), &Empty {});

    // If a line has another change, that is written.
    let more: Vec<Cells<'_>> = lines.into_iter().map(|line| add_cells(line, &[(Column::Registered, "否")])).collect();
    let import = upload_import(&desk, &clerk, &more);
    assert!(import_report(&desk, &clerk, import).page.rows.iter().all(|line| line.changes == [Column::Registered]));
    let done = confirm_import(&desk, &clerk, import);
    assert_eq!((done.changed, done.phones_kept), (5, vec![2, 3, 4, 5, 6]));
    let taken = desk.texts("select phone from members where phone like '1399999000_'", &[]);
    assert_eq!(taken, Vec::<String>::new());
    for person in &five {
        assert!(opens(&desk, &person[1]), "as before");
        assert!(!opens(&desk, &person[5]), "nobody has this phone");
    }
    let undone = desk.call::<UndoImport>(&clerk, &at(import), &Empty {});
    assert_eq!(undone.restored, 5);
    desk.check_books();
}

/// Undoing an import does not circumvent it either.
#[test]
fn taking_back_leaves_the_phone_that_somebody_signs_in_with() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let phone = |number| add_cells(person_cells("冯桂兰", "501"), &[(Column::Phone, number)]);
    for number in ["13911110001", "13911110002"] {
        let import = upload_import(&desk, &clerk, &[phone(number)]);
        confirm_import(&desk, &clerk, import);
    }
    let last = desk.call::<ListImports>(&clerk, &(TestCommunity::code(),), &Empty {}).imports[0].import;
    desk.sign_in_by("13911110002");
    desk.call::<UndoImport>(&clerk, &at(last), &Empty {});
    assert!(opens(&desk, "13911110002") && !opens(&desk, "13911110001"));
}
