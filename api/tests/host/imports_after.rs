//! After an import: only the last one can be undone, and not if its people have acted; an export can be imported again;
//! and a roster of real size in bounded pieces.

use crate::busy_community::member_by_phone;
use crate::imports::{
    Cells, IDENTITY, add_cells, confirm_import, fill_import, import_line, open_import, person_cells, roster_rows,
    upload_import,
};
use crate::test_community::TestCommunity;
use api::bind;
use domain::contract::*;
use domain::ids::MemberId;
use domain::members::LeaveRosterRequest;
use domain::members::import::*;

#[test]
fn the_last_one_is_taken_back() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let base =
        add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY), (Column::Phone, "13911110001")]);
    let first = upload_import(&desk, &clerk, &[base]);
    confirm_import(&desk, &clerk, first);
    let before = roster_rows(&desk);
    let grids = || desk.call::<ShowRoster>(&clerk, &(TestCommunity::code(),), &Empty {}).grids;
    let grids_before = grids();
    let second = upload_import(
        &desk,
        &clerk,
        &[
            add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY), (Column::Phone, "13911110009")]),
            add_cells(person_cells("何建明", "502"), &[(Column::Grid, "第十网格"), (Column::Kinship, "户主")]),
        ],
    );
    let done = confirm_import(&desk, &clerk, second);
    assert_eq!((done.new, done.changed), (1, 1));
    let undo = |import| desk.call::<UndoImport>(&clerk, &(TestCommunity::code(), import), &Empty {});
    assert_eq!(desk.refusal::<UndoImport>(&clerk, &(TestCommunity::code(), first), &Empty {}), "imports/not-the-last");
    let list = desk.call::<ListImports>(&clerk, &(TestCommunity::code(),), &Empty {}).imports;
    let can: Vec<_> = list.iter().map(|row| (row.import, row.can_be_undone)).collect();
    assert_eq!(can, [(second, true), (first, false)]);
    let undone = undo(second);
    assert_eq!((undone.removed, undone.restored), (1, 1));
    assert_eq!(roster_rows(&desk), before);
    assert_eq!(grids(), grids_before);
    let husks =
        desk.texts("select name || coalesce(phone, '') || left_cause from members where import = ?", bind![second]);
    assert_eq!(husks, ["mistake"], "of whom nothing is kept");
    assert_eq!(desk.refusal::<UndoImport>(&clerk, &(TestCommunity::code(), second), &Empty {}), "imports/not-the-last");
    desk.check_books();
}

/// A file with a change and two newcomers, then one registered newcomer: each can be undone, in any order.
#[test]
fn who_moves_in_leaves_the_file_before_as_it_was() {
    let with_phone = |name, door, number| add_cells(person_cells(name, door), &[(Column::Phone, number)]);
    // Which is undone first, and with which phone the newcomer is registered.
    for (file_first, number, can) in
        [(true, "13911110003", true), (false, "13911110003", true), (true, "13911110001", false)]
    {
        let desk = TestCommunity::open();
        let clerk = desk.sign_in("周丽");
        let identified = |number| add_cells(with_phone("冯桂兰", "501", number), &[(Column::Identity, IDENTITY)]);
        let base = upload_import(&desk, &clerk, &[identified("13911110001")]);
        confirm_import(&desk, &clerk, base);
        let before = roster_rows(&desk);
        let lines = [identified("13911110002"), person_cells("何建明", "502"), person_cells("何小明", "502")];
        let file = upload_import(&desk, &clerk, &lines);
        assert_eq!(confirm_import(&desk, &clerk, file).changed, 1);
        let newcomer = upload_import(&desk, &clerk, &[with_phone("曾晓萌", "503", number)]);
        confirm_import(&desk, &clerk, newcomer);
        let list = desk.call::<ListImports>(&clerk, &(TestCommunity::code(),), &Empty {}).imports;
        let open: Vec<_> = list.iter().map(|row| row.can_be_undone).collect();
        assert_eq!(open, [true, can, false], "with {number}");
        let undo = |import| desk.try_call::<UndoImport>(&clerk, &(TestCommunity::code(), import), &(), &Empty {});
        if !can {
            // Her previous phone belongs to somebody else now.
            assert_eq!(undo(file).unwrap_err().code, "imports/not-the-last");
            continue;
        }
        let order = if file_first { [file, newcomer] } else { [newcomer, file] };
        let undone = order.map(|import| undo(import).unwrap());
        assert_eq!(undone.iter().map(|one| (one.removed, one.restored)).max(), Some((2, 1)));
        assert_eq!(roster_rows(&desk), before, "as before the file");
        desk.check_books();
    }
}

#[test]
fn nobody_who_has_acted_is_taken_back() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import =
        upload_import(&desk, &clerk, &[add_cells(person_cells("冯桂兰", "501"), &[(Column::Phone, "13911110001")])]);
    confirm_import(&desk, &clerk, import);
    desk.sign_in_by("13911110001");
    assert_eq!(desk.refusal::<UndoImport>(&clerk, &(TestCommunity::code(), import), &Empty {}), "imports/in-use");
}

#[test]
fn none_is_taken_back_once_the_roster_has_gone_on() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import = upload_import(&desk, &clerk, &[person_cells("冯桂兰", "501")]);
    confirm_import(&desk, &clerk, import);
    let can = || desk.call::<ListImports>(&clerk, &(TestCommunity::code(),), &Empty {}).imports[0].can_be_undone;
    assert!(can());
    let left = (TestCommunity::code(), member_by_phone(&desk, "13800000061").0);
    desk.call::<LeaveRoster>(&clerk, &left, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
    assert!(!can());
    assert_eq!(desk.refusal::<UndoImport>(&clerk, &(TestCommunity::code(), import), &Empty {}), "imports/not-the-last");
}

/// Everybody stands in the export once, and every page of it in the journal.
#[test]
fn an_export_is_read_again_and_changes_nobody() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let people = [
        add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY), (Column::Kinship, "户主")]),
        add_cells(person_cells("=1+1", "502"), &[]),
    ];
    confirm_import(&desk, &clerk, upload_import(&desk, &clerk, &people));
    let mut table = vec![EXPORT_COLUMNS.map(|(_, name)| name.to_owned()).to_vec()];
    let (mut after, mut members, mut pages) = (None::<MemberId>, vec![], 0);
    loop {
        let page = desk
            .try_call::<ExportRoster>(
                &clerk,
                &(TestCommunity::code(),),
                &ExportQuery { after, ..ExportQuery::default() },
                &Empty {},
            )
            .unwrap();
        assert!(page.rows.len() <= domain::limits::EXPORT_ROWS_MAX as usize);
        assert!(page.rows.iter().all(|row| row.values.len() == EXPORT_COLUMNS.len()));
        pages += 1;
        after = page.next;
        members.extend(page.rows.iter().map(|row| row.member));
        table.extend(page.rows.into_iter().map(|row| row.values));
        if after.is_none() {
            break;
        }
    }
    assert!(table.len() > 2_000, "{}", table.len());
    let order = "select id from members where left_at is null order by dwelling_key, id";
    let in_order: Vec<MemberId> = desk.texts(order, &[]).iter().map(|id| id.parse().unwrap()).collect();
    assert!(members == in_order, "twice or out of order");
    let total = desk.call::<ShowRoster>(&clerk, &(TestCommunity::code(),), &Empty {}).total;
    assert_eq!(u32::try_from(members.len()), Ok(total));
    let roster = desk.call::<ShowRoster>(&clerk, &(TestCommunity::code(),), &Empty {});
    let (grid, building) = (roster.page.rows[0].grid, roster.buildings[0].parse().unwrap());
    let of_grid = roster.grids.iter().find(|row| row.id == grid).unwrap().name.clone();
    let part = ExportQuery { grid: Some(grid), building: Some(building), after: None };
    let part = desk.try_call::<ExportRoster>(&clerk, &(TestCommunity::code(),), &part, &Empty {}).unwrap();
    let is_part = |row: &Vec<String>| row[5] == roster.buildings[0] && row[8] == of_grid;
    assert!(!part.rows.is_empty() && part.next.is_none() && part.rows.iter().all(|row| is_part(&row.values)));
    pages += 1;
    let text = write_table(&table);
    assert!(text.contains("1101************2X") && !text.contains(IDENTITY));
    assert!(!["female", "male", "head", "child"].iter().any(|code| text.contains(code)), "codes of the program");
    let rows = read_table(&text);
    let heading = find_heading(&rows.iter().map(|(_, row)| row.clone()).collect::<Vec<_>>()).unwrap();
    let lines: Vec<ImportLine> = rows[1..]
        .iter()
        .map(|(number, cells)| {
            let named: Cells<'_> = heading
                .columns
                .iter()
                .zip(cells)
                .filter_map(|(column, cell)| Some(((*column)?, cell.as_str())))
                .collect();
            import_line(*number, &named)
        })
        .collect();
    let import = open_import(&desk, &clerk, u32::try_from(lines.len()).unwrap());
    let mut counts = None;
    for batch in lines.chunks(domain::limits::IMPORT_BATCH_LINES_MAX) {
        counts = Some(fill_import(&desk, &clerk, import, batch.to_vec()));
    }
    let counts = counts.unwrap();
    assert_eq!((counts.new, counts.changed, counts.refused), (0, 0, 0), "{counts:?}");
    let journal = desk.texts("select detail from journal where command = 'members/export-roster'", &[]);
    assert_eq!(journal.len(), pages);
    assert!(pages > 4 && journal[0].contains("\"rows\":500"), "{journal:?}");
}

/// A few thousand names, some of them frequent, as in reality.
fn name(number: usize) -> String {
    let pick = |from: &str, at: usize| from.chars().nth(at % from.chars().count()).unwrap();
    let (one, two) = (number / 16 * 7, number / 5 * 3 + number);
    [
        pick("王李张刘陈杨赵黄周吴徐孙胡朱高林", number),
        pick("秀建志小桂玉文国春明", one),
        pick("兰英华敏强军平芳红梅", two),
    ]
    .iter()
    .collect()
}

#[test]
fn twelve_thousand_in_bounded_pieces() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let numbers: Vec<(String, String, String)> =
        (0..12_000).map(|n| (format!("{}", 1000 + n / 3), format!("139{n:08}"), name(n))).collect();
    let people: Vec<Cells<'_>> = numbers
        .iter()
        .map(|(door, phone, name)| add_cells(person_cells(name, door), &[(Column::Phone, phone), (Column::Sex, "女")]))
        .collect();
    let import = upload_import(&desk, &clerk, &people);
    let done = confirm_import(&desk, &clerk, import);
    assert_eq!((done.new, done.households), (12_000, 4_000));
    desk.check_books();
}
