//! An import that waits: how its lines arrive, what its report shows, and what is kept of the file.

use crate::imports::{
    Cells, add_cells, fill_import, import_line, line_verdicts, open_import, person_cells, upload_import,
};
use crate::test_community::TestCommunity;
use domain::contract::*;
use domain::limits::{IMPORT_BATCH_LINES_MAX, IMPORT_CELL_CHARS_MAX};
use domain::members::import::*;

#[test]
fn how_the_last_file_was_read_is_remembered() {
    let (desk, here) = (TestCommunity::open(), (TestCommunity::code(),));
    let clerk = desk.sign_in("周丽");
    let list = || desk.call::<ListImports>(&clerk, &here, &Empty {}).imports;
    assert!(list().is_empty());
    let body = OpenImportRequest {
        file: "花名册.csv".parse().unwrap(),
        lines: 1,
        headings: vec![ImportCell("姓名".to_owned()), ImportCell("备注".to_owned())],
        columns: vec![Some(Column::Name), None],
    };
    let import = desk.call::<OpenImport>(&clerk, &here, &body).import;
    let row = list().remove(0);
    assert_eq!((row.import, row.state, row.by.as_str(), row.counts.lines), (import, ImportState::Open, "周丽", 1));
    assert_eq!(row.headings, ["姓名", "备注"]);
    assert_eq!(row.columns, [Some(Column::Name), None]);
    assert!(!row.can_be_undone);
}

#[test]
fn the_same_lines_again_are_the_same_lines() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import = open_import(&desk, &clerk, 3);
    let lines = vec![
        import_line(2, &person_cells("冯桂兰", "501")),
        import_line(3, &person_cells("冯桂兰", "501")),
        import_line(4, &add_cells(person_cells("何建明", "502"), &[(Column::Phone, "13800000060")])),
    ];
    let first = fill_import(&desk, &clerk, import, lines.clone());
    assert_eq!((first.new, first.refused, first.doubtful), (1, 1, 1), "{first:?}");
    assert_eq!(fill_import(&desk, &clerk, import, lines), first);
}

#[test]
fn a_batch_has_lines_and_not_too_many() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import = open_import(&desk, &clerk, 1);
    let at = (TestCommunity::code(), import);
    let body = |lines: Vec<ImportLine>| FillImportRequest { lines: lines.try_into().unwrap() };
    let one = body(vec![import_line(2, &person_cells("冯桂兰", "501"))]);
    let line = serde_json::json!({ "line": 2, "values": [], "from_above": false });
    // The types of the request do not allow these numbers of lines.
    for count in [0, IMPORT_BATCH_LINES_MAX + 1] {
        let mut request = TestCommunity::request::<FillImport>(&clerk, &at, &(), &one);
        request.body = serde_json::json!({ "lines": vec![&line; count] }).to_string().into_bytes();
        let problem = TestCommunity::read::<FillImport>(&desk.handle(&request)).unwrap_err();
        assert_eq!((problem.status, problem.code.as_str()), (400, "request/malformed"), "{count}");
    }
    let second = import_line(3, &person_cells("冯小军", "501"));
    let two = body(vec![import_line(2, &person_cells("冯桂兰", "501")), second]);
    assert_eq!(desk.refusal::<FillImport>(&clerk, &at, &two), "imports/too-many-lines");
}

#[test]
fn an_overlong_cell_arrives_and_the_report_says_so() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let long = "格".repeat(IMPORT_CELL_CHARS_MAX + 1);
    let import = upload_import(&desk, &clerk, &[add_cells(person_cells("冯桂兰", "501"), &[(Column::Grid, &long)])]);
    assert_eq!(line_verdicts(&desk, &clerk, import), [(2, LineVerdict::Refused, Some(Issue::TooLong))]);
}

#[test]
fn a_report_is_read_by_page_and_by_verdict() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let doors: Vec<String> = (1_000..1_119).map(|door| door.to_string()).collect();
    let mut people: Vec<Cells<'_>> = doors.iter().map(|door| person_cells("冯桂兰", door)).collect();
    people.push(add_cells(person_cells("何建明", "502"), &[(Column::Phone, "13800000060")]));
    let at = (TestCommunity::code(), upload_import(&desk, &clerk, &people));
    let show = |query: &ImportQuery| desk.try_call::<ShowImport>(&clerk, &at, query, &Empty {}).unwrap().page;
    let mut query = ImportQuery { limit: Some(50), ..ImportQuery::default() };
    let (mut seen, mut pages) = (vec![], 0);
    loop {
        let page = show(&query);
        pages += 1;
        seen.extend(page.rows.iter().map(|line| line.line));
        query.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!((seen, pages), ((2..122).collect::<Vec<_>>(), 3));
    let doubtful = show(&ImportQuery { verdict: Some(LineVerdict::Doubtful), ..ImportQuery::default() }).rows;
    let doubtful: Vec<_> = doubtful.iter().map(|line| (line.line, line.verdict, line.values[0].as_str())).collect();
    assert_eq!(doubtful, [(121, LineVerdict::Doubtful, "何建明")]);
}
