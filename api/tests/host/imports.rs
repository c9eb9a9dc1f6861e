//! Importing rosters as committees keep them: refusals give a reason, nothing is written before confirmation, and the
//! same file a second time changes nobody. How lines arrive and what the report shows is tested in
//! `imports_waiting.rs`, what happens after an import in `imports_after.rs`.

use crate::busy_community::member_by_phone;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use domain::contract::{ConfirmImport as Confirm, FillImport as Fill, OpenImport as Open, ShowImport as Show};
use domain::contract::{DecideLine, DropImport, Empty, LeaveRoster, ListImports, SearchRoster};
use domain::ids::{ImportId, MemberId};
use domain::members::import::*;
use domain::members::{LeaveRosterRequest, SearchRosterRequest};

/// Cells by column, as in a file.
pub type Cells<'a> = Vec<(Column, &'a str)>;

pub fn import_line(number: u32, cells: &Cells<'_>) -> ImportLine {
    let mut values = vec![ImportCell::default(); Column::ALL.len()];
    for (column, text) in cells {
        values[*column as usize] = ImportCell((*text).to_owned());
    }
    ImportLine { line: number, values, from_above: false }
}

/// A person at an address of her own.
pub fn person_cells<'a>(name: &'a str, door: &'a str) -> Cells<'a> {
    vec![(Column::Name, name), (Column::Building, "99号楼"), (Column::Unit, "1单元"), (Column::Door, door)]
}

pub fn add_cells<'a>(mut cells: Cells<'a>, more: &[(Column, &'a str)]) -> Cells<'a> {
    cells.extend_from_slice(more);
    cells
}

/// Drops waiting imports to make room.
pub fn make_room(desk: &TestCommunity, clerk: &Person) {
    for row in desk.call::<ListImports>(clerk, &(TestCommunity::code(),), &Empty {}).imports {
        if row.state == ImportState::Open {
            desk.call::<DropImport>(clerk, &(TestCommunity::code(), row.import), &Empty {});
        }
    }
}

pub fn open_import(desk: &TestCommunity, clerk: &Person, lines: u32) -> ImportId {
    let body = OpenImportRequest { file: "花名册.csv".parse().unwrap(), lines, headings: vec![], columns: vec![] };
    desk.call::<Open>(clerk, &(TestCommunity::code(),), &body).import
}

pub fn fill_import(desk: &TestCommunity, clerk: &Person, import: ImportId, lines: Vec<ImportLine>) -> ImportCounts {
    let body = FillImportRequest { lines: lines.try_into().unwrap() };
    desk.call::<Fill>(clerk, &(TestCommunity::code(), import), &body)
}

/// Opens an import and sends its lines, numbered from 2, below the heading.
pub fn upload_import(desk: &TestCommunity, clerk: &Person, people: &[Cells<'_>]) -> ImportId {
    let import = open_import(desk, clerk, u32::try_from(people.len()).unwrap());
    let lines: Vec<_> = (2..).zip(people).map(|(number, cells)| import_line(number, cells)).collect();
    for batch in lines.chunks(domain::limits::IMPORT_BATCH_LINES_MAX) {
        fill_import(desk, clerk, import, batch.to_vec());
    }
    import
}

pub fn confirm_import(desk: &TestCommunity, clerk: &Person, import: ImportId) -> ImportConfirmed {
    desk.call::<Confirm>(clerk, &(TestCommunity::code(), import), &Empty {})
}

pub fn import_report(desk: &TestCommunity, clerk: &Person, import: ImportId) -> ImportReport {
    let query = ImportQuery { limit: Some(100), ..ImportQuery::default() };
    desk.try_call::<Show>(clerk, &(TestCommunity::code(), import), &query, &Empty {}).unwrap()
}

/// Verdict and first issue of each line.
pub fn line_verdicts(desk: &TestCommunity, clerk: &Person, import: ImportId) -> Vec<(u32, LineVerdict, Option<Issue>)> {
    let lines = import_report(desk, clerk, import).page.rows;
    lines.iter().map(|line| (line.line, line.verdict, line.findings.first().map(|finding| finding.issue))).collect()
}

pub fn roster_rows(desk: &TestCommunity) -> Vec<String> {
    desk.texts(
        "select m.id || m.name || m.household || m.grid || coalesce(m.phone, '') || coalesce(m.born_day, '')
           || coalesce(m.sex, '') || coalesce(hex(m.identity_hash), '') || coalesce(m.kinship, '') || m.registered
         from members m where left_at is null order by m.id",
        &[],
    )
}

pub fn query_count(desk: &TestCommunity, sql: &'static str) -> i64 {
    api::db::Db::run(&desk.db, sql, &[]).unwrap()[0].int(0).unwrap()
}

pub const IDENTITY: &str = "11010519491231002X";

#[test]
fn people_as_the_file_has_them() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let before = query_count(&desk, "select count(*) from members");
    let full = [
        (Column::Identity, IDENTITY),
        (Column::Phone, "13911110001"),
        (Column::Kinship, "户主"),
        (Column::Grid, "第九网格"),
        (Column::Group, "一组"),
        (Column::Registered, "流动人口"),
    ];
    let people = [
        add_cells(person_cells("冯桂兰", "501"), &full),
        add_cells(person_cells("冯小军", "501"), &[(Column::Kinship, "长子"), (Column::Phone, "13911110001")]),
        person_cells("合计", "502"),
    ];
    let import = upload_import(&desk, &clerk, &people);
    assert_eq!(
        line_verdicts(&desk, &clerk, import),
        [
            (2, LineVerdict::New, None),
            (3, LineVerdict::New, Some(Issue::PhoneShared)),
            (4, LineVerdict::Refused, Some(Issue::NameUnreadable)),
        ]
    );
    let found = || {
        let word = SearchRosterRequest { word: "冯桂兰".parse().unwrap() };
        desk.call::<SearchRoster>(&clerk, &(TestCommunity::code(),), &word).page.rows.len()
    };
    assert_eq!(query_count(&desk, "select count(*) from members"), before, "nothing is written before it is confirmed");
    assert_eq!(found(), 0);
    let done = confirm_import(&desk, &clerk, import);
    assert_eq!(done, ImportConfirmed { new: 2, changed: 0, left_out: 1, households: 1, phones_kept: vec![] });
    assert_eq!(found(), 1);
    let again = desk.refusal::<Confirm>(&clerk, &(TestCommunity::code(), import), &Empty {});
    assert_eq!(again, "imports/not-open", "it is confirmed once");
    let (member, household, _) = member_by_phone(&desk, "13911110001");
    let facts = desk.texts(
        "select m.sex || ' ' || m.born_day || ' ' || m.kinship || ' ' || m.registered || ' ' || g.name || ' ' || r.name
           || ' ' || (h.head = m.id) || ' ' || h.building || h.unit || h.door
         from members m join households h on h.id = m.household join grids g on g.id = m.grid
           join residents_groups r on r.id = h.residents_group where m.id = ?",
        bind![member],
    );
    assert_eq!(facts, ["female 1949-12-31 head 0 第九网格 一组 1 99号楼1单元501"]);
    assert_eq!(
        desk.texts("select name from members where household = ? order by id", bind![household]),
        ["冯桂兰", "冯小军"]
    );
    assert_eq!(query_count(&desk, "select count(*) from import_lines"), 0, "what waited is forgotten");
    assert_eq!(query_count(&desk, "select count(*) from stays where until_at is null"), before + 2);
}

#[test]
fn an_identity_number_lies_nowhere_in_the_clear() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import = upload_import(
        &desk,
        &clerk,
        &[
            add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]),
            add_cells(person_cells("冯小军", "501"), &[(Column::Identity, "110105194912310021")]),
        ],
    );
    let clear = || {
        let tables =
            desk.texts("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", &[]);
        assert!(tables.len() > 15, "{tables:?}");
        desk.dump().into_iter().filter(|text| text.contains("19491231") || text.contains("3131303130353139")).count()
    };
    assert_eq!(clear(), 0, "while the lines wait");
    let lines = import_report(&desk, &clerk, import).page.rows;
    let shown: Vec<&str> = lines.iter().map(|line| line.values[Column::Identity as usize].as_str()).collect();
    assert_eq!(shown, ["1101************2X", "110105194912310021"], "only what must be mended is shown");
    confirm_import(&desk, &clerk, import);
    assert_eq!(clear(), 0, "in the roster");
}

#[test]
fn the_same_file_a_second_time_changes_nobody() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let people = [
        add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY), (Column::Phone, "13911110001")]),
        add_cells(person_cells("冯小军", "501"), &[(Column::Born, "1975-05-01")]),
        add_cells(person_cells("何建明", "502"), &[(Column::Phone, "13911110003")]),
    ];
    let first = upload_import(&desk, &clerk, &people);
    confirm_import(&desk, &clerk, first);
    let after = roster_rows(&desk);
    let again = upload_import(&desk, &clerk, &people);
    assert!(line_verdicts(&desk, &clerk, again).iter().all(|line| line.1 == LineVerdict::Same));
    assert_eq!(desk.refusal::<Confirm>(&clerk, &(TestCommunity::code(), again), &Empty {}), "imports/nothing-to-do");
    assert_eq!(roster_rows(&desk), after);
}

/// A person on the roster, and two lines about which somebody must decide: a namesake born on the same day who lives
/// elsewhere, and a stranger with the same phone.
fn two_doubts(desk: &TestCommunity, clerk: &Person) -> (MemberId, [Cells<'static>; 2]) {
    let (born, phone) = ((Column::Born, "1953-07-04"), (Column::Phone, "13911110001"));
    let base = add_cells(person_cells("冯桂兰", "501"), &[born, phone]);
    confirm_import(desk, clerk, upload_import(desk, clerk, &[base]));
    let elsewhere = add_cells(person_cells("冯桂兰", "601"), &[born]);
    let stranger = add_cells(person_cells("何建明", "602"), &[phone]);
    (member_by_phone(desk, phone.1).0, [elsewhere, stranger])
}

#[test]
fn what_is_doubtful_waits_for_somebody_to_decide() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let (member, [elsewhere, stranger]) = two_doubts(&desk, &clerk);
    let doubts = [
        (2, LineVerdict::Doubtful, Some(Issue::SameNameAndBirth)),
        (3, LineVerdict::Doubtful, Some(Issue::PhoneOfAnother)),
    ];
    for (decision, expect) in [
        (None, None),
        (Some(DoubtDecision::Skip), None),
        (Some(DoubtDecision::Same), Some((0, 1))),
        (Some(DoubtDecision::New), Some((1, 0))),
    ] {
        desk.rehearse(|| {
            let import = upload_import(&desk, &clerk, &[elsewhere.clone(), stranger.clone()]);
            assert_eq!(line_verdicts(&desk, &clerk, import), doubts);
            let finding = import_report(&desk, &clerk, import).page.rows[0].findings[0].clone();
            assert_eq!((finding.member, finding.name.as_deref()), (Some(member), Some("冯桂兰")));
            let at = (TestCommunity::code(), import);
            if let Some(decision) = decision {
                let counts = desk.call::<DecideLine>(&clerk, &at, &DecideLineRequest { line: 2, decision });
                assert_eq!((counts.doubtful, counts.undecided), (2, 1));
                assert_eq!(import_report(&desk, &clerk, import).page.rows[0].decision, Some(decision));
            }
            match expect {
                None => assert_eq!(desk.refusal::<Confirm>(&clerk, &at, &Empty {}), "imports/nothing-to-do"),
                Some(expect) => {
                    let done = confirm_import(&desk, &clerk, import);
                    assert_eq!((done.new, done.changed), expect, "{decision:?}");
                    let doors = desk.texts(
                        "select h.door from members m join households h on h.id = m.household where m.name = '冯桂兰' order by 1",
                        &[],
                    );
                    assert_eq!(doors, if decision == Some(DoubtDecision::New) { vec!["501", "601"] } else { vec!["601"] });
                }
            }
        });
    }
}

#[test]
fn a_decision_can_be_changed_until_all_is_confirmed() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let (member, [elsewhere, stranger]) = two_doubts(&desk, &clerk);
    let import = upload_import(&desk, &clerk, &[elsewhere, stranger]);
    let finding = import_report(&desk, &clerk, import).page.rows[1].findings[0].clone();
    assert_eq!((finding.issue, finding.member), (Issue::PhoneOfAnother, Some(member)));
    assert_eq!(finding.name.as_deref(), Some("冯桂兰"), "the holder of the phone, not the person of the line");
    let at = (TestCommunity::code(), import);
    let decide = |line, decision| desk.call::<DecideLine>(&clerk, &at, &DecideLineRequest { line, decision });
    assert_eq!(decide(2, DoubtDecision::Skip).undecided, 1);
    assert_eq!(decide(2, DoubtDecision::New).undecided, 1, "decided otherwise");
    assert_eq!(decide(3, DoubtDecision::New).undecided, 0);
    let done = confirm_import(&desk, &clerk, import);
    assert_eq!(done, ImportConfirmed { new: 2, changed: 0, left_out: 0, households: 2, phones_kept: vec![] });
}

#[test]
fn a_move_keeps_where_somebody_lived_before() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let at =
        |door| add_cells(person_cells("冯桂兰", door), &[(Column::Identity, IDENTITY), (Column::Phone, "13911110001")]);
    confirm_import(&desk, &clerk, upload_import(&desk, &clerk, &[at("501")]));
    desk.pass_awake(domain::time::DAY);
    confirm_import(&desk, &clerk, upload_import(&desk, &clerk, &[at("601")]));
    let member = member_by_phone(&desk, "13911110001").0;
    let stays = desk.texts(
        "select h.door || ' ' || (s.until_at is null) from stays s join households h on h.id = s.household
         where s.member = ? order by s.from_at",
        bind![member],
    );
    assert_eq!(stays, ["501 0", "601 1"]);
}

#[test]
fn two_clerks_do_not_write_over_each_other() {
    let desk = TestCommunity::open();
    let (one, other) = (desk.sign_in("周丽"), desk.sign_in("陈建国"));
    let first = upload_import(&desk, &one, &[person_cells("冯桂兰", "501")]);
    let second = upload_import(&desk, &other, &[person_cells("何建明", "502")]);
    confirm_import(&desk, &one, first);
    let at = (TestCommunity::code(), second);
    assert_eq!(desk.refusal::<Confirm>(&other, &at, &Empty {}), "imports/roster-changed");
    let body = FillImportRequest { lines: vec![import_line(2, &person_cells("何建明", "502"))].try_into().unwrap() };
    assert_eq!(desk.refusal::<Fill>(&other, &at, &body), "imports/roster-changed");
    desk.call::<DropImport>(&other, &at, &Empty {});
    assert_eq!(desk.refusal::<DropImport>(&other, &at, &Empty {}), "imports/not-open");
    confirm_import(&desk, &other, upload_import(&desk, &other, &[person_cells("何建明", "502")]));
}

#[test]
fn any_change_of_the_roster_is_seen() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import = upload_import(&desk, &clerk, &[person_cells("冯桂兰", "501")]);
    let left = (TestCommunity::code(), member_by_phone(&desk, "13800000061").0);
    desk.call::<LeaveRoster>(&clerk, &left, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
    let at = (TestCommunity::code(), import);
    assert_eq!(desk.refusal::<Confirm>(&clerk, &at, &Empty {}), "imports/roster-changed");
    let body = FillImportRequest { lines: vec![import_line(2, &person_cells("冯桂兰", "501"))].try_into().unwrap() };
    assert_eq!(desk.refusal::<Fill>(&clerk, &at, &body), "imports/roster-changed");
}

#[test]
fn limits_on_what_arrives() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let body =
        |lines| OpenImportRequest { file: "花名册.csv".parse().unwrap(), lines, headings: vec![], columns: vec![] };
    for lines in [0, domain::limits::IMPORT_LINES_MAX + 1] {
        assert_eq!(desk.refusal::<Open>(&clerk, &(TestCommunity::code(),), &body(lines)), "imports/too-many-lines");
    }
    let import = open_import(&desk, &clerk, 2);
    let at = (TestCommunity::code(), import);
    fill_import(&desk, &clerk, import, vec![import_line(2, &person_cells("冯桂兰", "501"))]);
    assert_eq!(desk.refusal::<Confirm>(&clerk, &at, &Empty {}), "imports/incomplete");
    let three = vec![import_line(3, &person_cells("何建明", "502")), import_line(4, &person_cells("何建军", "502"))];
    let body_of = |lines: Vec<ImportLine>| FillImportRequest { lines: lines.try_into().unwrap() };
    assert_eq!(desk.refusal::<Fill>(&clerk, &at, &body_of(three)), "imports/too-many-lines");
    let counts = fill_import(&desk, &clerk, import, vec![import_line(3, &person_cells("何建明", "502"))]);
    assert_eq!((counts.new, counts.lines), (2, 2));
    let again = fill_import(&desk, &clerk, import, vec![import_line(3, &person_cells("何建明", "502"))]);
    assert_eq!(again, counts, "the same lines again replace themselves");
    for _ in 1..domain::limits::IMPORTS_OPEN_MAX {
        open_import(&desk, &clerk, domain::limits::IMPORT_LINES_MAX);
    }
    assert_eq!(desk.refusal::<Open>(&clerk, &(TestCommunity::code(),), &body(1)), "imports/too-many-open");
    desk.pass_awake(8 * domain::time::DAY);
    api::duties::run_due(&desk.db, desk.now.get()).unwrap();
    assert_eq!(query_count(&desk, "select count(*) from import_lines"), 0, "lines that nobody confirmed are forgotten");
    let clerk = desk.sign_in("周丽");
    open_import(&desk, &clerk, 1);
}

#[test]
fn a_line_is_mended_by_sending_it_anew() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let people = [
        add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]),
        add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]),
        add_cells(person_cells("何建明", "502"), &[(Column::Born, "1953-02-30")]),
    ];
    let import = upload_import(&desk, &clerk, &people);
    assert_eq!(
        line_verdicts(&desk, &clerk, import),
        [
            (2, LineVerdict::New, None),
            (3, LineVerdict::Refused, Some(Issue::DuplicateLine)),
            (4, LineVerdict::Refused, Some(Issue::BornUnreadable)),
        ]
    );
    assert_eq!(import_report(&desk, &clerk, import).page.rows[1].findings[0].line, Some(2));
    let mended = add_cells(person_cells("何建明", "502"), &[(Column::Born, "1953-02-28")]);
    let counts = fill_import(&desk, &clerk, import, vec![import_line(4, &mended)]);
    assert_eq!((counts.new, counts.refused), (2, 1));
    // An earlier line that becomes the same person as a later line is found as well.
    let counts = fill_import(&desk, &clerk, import, vec![import_line(2, &mended)]);
    assert_eq!((counts.new, counts.refused), (1, 2));
}

#[test]
fn a_masked_identity_number_that_comes_back_stays() {
    let desk = TestCommunity::open();
    let clerk = desk.sign_in("周丽");
    let import =
        upload_import(&desk, &clerk, &[add_cells(person_cells("冯桂兰", ""), &[(Column::Identity, IDENTITY)])]);
    assert_eq!(line_verdicts(&desk, &clerk, import), [(2, LineVerdict::Refused, Some(Issue::NoPlace))]);
    // A refused line shows the typed number; after it is read again, the number is masked.
    let mended = add_cells(person_cells("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]);
    fill_import(&desk, &clerk, import, vec![import_line(2, &mended)]);
    let masked = import_report(&desk, &clerk, import).page.rows[0].values[Column::Identity as usize].clone();
    assert_eq!(masked, "1101************2X");
    let again = add_cells(person_cells("冯桂英", "501"), &[(Column::Identity, &masked)]);
    fill_import(&desk, &clerk, import, vec![import_line(2, &again)]);
    confirm_import(&desk, &clerk, import);
    let kept = desk
        .texts("select sex || ' ' || born_day || ' ' || length(identity_hash) from members where name = '冯桂英'", &[]);
    assert_eq!(kept, ["female 1949-12-31 32"]);
}
