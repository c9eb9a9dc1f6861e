//! Importing rosters as committees keep them: refusals give a reason, nothing is written before confirmation, and the
//! same file a second time changes nobody. What happens after an import is tested in `imports_after.rs`.

use crate::desk::{Desk, Person};
use crate::stage::who;
use api::bind;
use domain::contract::{ConfirmImport as Confirm, FillImport as Fill, OpenImport as Open, ShowImport as Show};
use domain::contract::{DecideLine, DropImport, Empty, LeaveRosterAt, ListImports};
use domain::ids::ImportId;
use domain::members::LeaveRoster;
use domain::members::import::*;

/// Cells by column, as in a file.
pub type Cells<'a> = Vec<(Column, &'a str)>;

pub fn line(number: u32, cells: &Cells<'_>) -> ImportLine {
    let mut values = vec![Cell::default(); Column::ALL.len()];
    for (column, text) in cells {
        values[*column as usize] = Cell((*text).to_owned());
    }
    ImportLine { line: number, values, from_above: false }
}

/// A person at an address of her own.
pub fn somebody<'a>(name: &'a str, door: &'a str) -> Cells<'a> {
    vec![(Column::Name, name), (Column::Building, "99号楼"), (Column::Unit, "1单元"), (Column::Door, door)]
}

pub fn with<'a>(mut cells: Cells<'a>, more: &[(Column, &'a str)]) -> Cells<'a> {
    cells.extend_from_slice(more);
    cells
}

/// Drops waiting imports to make room.
pub fn make_room(desk: &Desk, clerk: &Person) {
    for row in desk.call::<ListImports>(clerk, &(Desk::code(),), &Empty {}).imports {
        if row.state == ImportState::Open {
            desk.call::<DropImport>(clerk, &(Desk::code(), row.import), &Empty {});
        }
    }
}

pub fn open(desk: &Desk, clerk: &Person, lines: u32) -> ImportId {
    let body = ImportOpening { file: "花名册.csv".parse().unwrap(), lines, headings: vec![], columns: vec![] };
    desk.call::<Open>(clerk, &(Desk::code(),), &body).import
}

pub fn fill(desk: &Desk, clerk: &Person, import: ImportId, lines: Vec<ImportLine>) -> ImportCounts {
    let body = ImportLines { lines: lines.try_into().unwrap() };
    desk.call::<Fill>(clerk, &(Desk::code(), import), &body)
}

/// Opens an import and sends its lines, numbered from 2, below the heading.
pub fn bring(desk: &Desk, clerk: &Person, people: &[Cells<'_>]) -> ImportId {
    let import = open(desk, clerk, u32::try_from(people.len()).unwrap());
    let lines: Vec<_> = (2..).zip(people).map(|(number, cells)| line(number, cells)).collect();
    for batch in lines.chunks(domain::limits::IMPORT_BATCH_LINES_MAX) {
        fill(desk, clerk, import, batch.to_vec());
    }
    import
}

pub fn confirm(desk: &Desk, clerk: &Person, import: ImportId) -> Imported {
    desk.call::<Confirm>(clerk, &(Desk::code(), import), &Empty {})
}

pub fn report(desk: &Desk, clerk: &Person, import: ImportId) -> ImportReport {
    let query = ImportQuery { limit: Some(100), ..ImportQuery::default() };
    desk.try_call::<Show>(clerk, &(Desk::code(), import), &query, &Empty {}).unwrap()
}

/// Verdict and first issue of each line.
pub fn said(desk: &Desk, clerk: &Person, import: ImportId) -> Vec<(u32, Verdict, Option<Issue>)> {
    let lines = report(desk, clerk, import).lines;
    lines.iter().map(|line| (line.line, line.verdict, line.findings.first().map(|finding| finding.issue))).collect()
}

pub fn roster(desk: &Desk) -> Vec<String> {
    desk.texts(
        "select m.id || m.name || m.household || m.grid || coalesce(m.phone, '') || coalesce(m.born_day, '')
           || coalesce(m.sex, '') || coalesce(hex(m.identity_hash), '') || coalesce(m.kinship, '') || m.registered
         from members m where left_at is null order by m.id",
        &[],
    )
}

pub fn count(desk: &Desk, sql: &'static str) -> i64 {
    api::db::Db::run(&desk.db, sql, &[]).unwrap()[0].int(0).unwrap()
}

pub const IDENTITY: &str = "11010519491231002X";

#[test]
fn people_as_the_file_has_them() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let before = count(&desk, "select count(*) from members");
    let full = [
        (Column::Identity, IDENTITY),
        (Column::Phone, "13911110001"),
        (Column::Kinship, "户主"),
        (Column::Grid, "第九网格"),
        (Column::Group, "一组"),
        (Column::Registered, "流动人口"),
    ];
    let people = [
        with(somebody("冯桂兰", "501"), &full),
        with(somebody("冯小军", "501"), &[(Column::Kinship, "长子"), (Column::Phone, "13911110001")]),
        somebody("合计", "502"),
    ];
    let import = bring(&desk, &clerk, &people);
    assert_eq!(
        said(&desk, &clerk, import),
        [
            (2, Verdict::New, None),
            (3, Verdict::New, Some(Issue::PhoneShared)),
            (4, Verdict::Refused, Some(Issue::NameUnreadable)),
        ]
    );
    assert_eq!(count(&desk, "select count(*) from members"), before, "nothing is written before it is confirmed");
    let done = confirm(&desk, &clerk, import);
    assert_eq!((done.new, done.changed, done.left_out, done.households), (2, 0, 1, 1));
    let (member, household, _) = who(&desk, "13911110001");
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
    assert_eq!(count(&desk, "select count(*) from import_lines"), 0, "what waited is forgotten");
    assert_eq!(count(&desk, "select count(*) from stays where until_at is null"), before + 2);
}

#[test]
fn an_identity_number_lies_nowhere_in_the_clear() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let import = bring(
        &desk,
        &clerk,
        &[
            with(somebody("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]),
            with(somebody("冯小军", "501"), &[(Column::Identity, "110105194912310021")]),
        ],
    );
    let clear = || {
        let tables =
            desk.texts("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", &[]);
        assert!(tables.len() > 15, "{tables:?}");
        desk.dump().into_iter().filter(|text| text.contains("19491231") || text.contains("3131303130353139")).count()
    };
    assert_eq!(clear(), 0, "while the lines wait");
    let lines = report(&desk, &clerk, import).lines;
    let shown: Vec<&str> = lines.iter().map(|line| line.values[Column::Identity as usize].as_str()).collect();
    assert_eq!(shown, ["1101************2X", "110105194912310021"], "only what must be mended is shown");
    confirm(&desk, &clerk, import);
    assert_eq!(clear(), 0, "in the roster");
}

#[test]
fn the_same_file_a_second_time_changes_nobody() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let people = [
        with(somebody("冯桂兰", "501"), &[(Column::Identity, IDENTITY), (Column::Phone, "13911110001")]),
        with(somebody("冯小军", "501"), &[(Column::Born, "1975-05-01")]),
        with(somebody("何建明", "502"), &[(Column::Phone, "13911110003")]),
    ];
    let first = bring(&desk, &clerk, &people);
    confirm(&desk, &clerk, first);
    let after = roster(&desk);
    let again = bring(&desk, &clerk, &people);
    assert!(said(&desk, &clerk, again).iter().all(|line| line.1 == Verdict::Same));
    assert_eq!(desk.refusal::<Confirm>(&clerk, &(Desk::code(), again), &Empty {}), "imports/nothing-to-do");
    assert_eq!(roster(&desk), after);
}

#[test]
fn what_is_doubtful_waits_for_somebody_to_decide() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let base = with(somebody("冯桂兰", "501"), &[(Column::Born, "1953-07-04"), (Column::Phone, "13911110001")]);
    confirm(&desk, &clerk, bring(&desk, &clerk, &[base]));
    let member = who(&desk, "13911110001").0;
    let elsewhere = with(somebody("冯桂兰", "601"), &[(Column::Born, "1953-07-04")]);
    let stranger = with(somebody("何建明", "602"), &[(Column::Phone, "13911110001")]);
    let doubts =
        [(2, Verdict::Doubtful, Some(Issue::SameNameAndBirth)), (3, Verdict::Doubtful, Some(Issue::PhoneOfAnother))];
    for (decision, expect) in [
        (None, None),
        (Some(Decision::Skip), None),
        (Some(Decision::Same), Some((0, 1))),
        (Some(Decision::New), Some((1, 0))),
    ] {
        desk.rehearse(|| {
            let import = bring(&desk, &clerk, &[elsewhere.clone(), stranger.clone()]);
            assert_eq!(said(&desk, &clerk, import), doubts);
            let finding = report(&desk, &clerk, import).lines[0].findings[0].clone();
            assert_eq!((finding.member, finding.name.as_deref()), (Some(member), Some("冯桂兰")));
            let at = (Desk::code(), import);
            if let Some(decision) = decision {
                let counts = desk.call::<DecideLine>(&clerk, &at, &LineDecision { line: 2, decision });
                assert_eq!((counts.doubtful, counts.undecided), (2, 1));
            }
            match expect {
                None => assert_eq!(desk.refusal::<Confirm>(&clerk, &at, &Empty {}), "imports/nothing-to-do"),
                Some(expect) => {
                    let done = confirm(&desk, &clerk, import);
                    assert_eq!((done.new, done.changed), expect, "{decision:?}");
                    let doors = desk.texts(
                        "select h.door from members m join households h on h.id = m.household where m.name = '冯桂兰' order by 1",
                        &[],
                    );
                    assert_eq!(doors, if decision == Some(Decision::New) { vec!["501", "601"] } else { vec!["601"] });
                }
            }
        });
    }
}

#[test]
fn a_move_keeps_where_somebody_lived_before() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let at = |door| with(somebody("冯桂兰", door), &[(Column::Identity, IDENTITY), (Column::Phone, "13911110001")]);
    confirm(&desk, &clerk, bring(&desk, &clerk, &[at("501")]));
    desk.pass_awake(domain::time::DAY);
    confirm(&desk, &clerk, bring(&desk, &clerk, &[at("601")]));
    let member = who(&desk, "13911110001").0;
    let stays = desk.texts(
        "select h.door || ' ' || (s.until_at is null) from stays s join households h on h.id = s.household
         where s.member = ? order by s.from_at",
        bind![member],
    );
    assert_eq!(stays, ["501 0", "601 1"]);
}

#[test]
fn two_clerks_do_not_write_over_each_other() {
    let desk = Desk::open();
    let (one, other) = (desk.sign_in("周丽"), desk.sign_in("陈建国"));
    let first = bring(&desk, &one, &[somebody("冯桂兰", "501")]);
    let second = bring(&desk, &other, &[somebody("何建明", "502")]);
    confirm(&desk, &one, first);
    let at = (Desk::code(), second);
    assert_eq!(desk.refusal::<Confirm>(&other, &at, &Empty {}), "imports/roster-changed");
    let body = ImportLines { lines: vec![line(2, &somebody("何建明", "502"))].try_into().unwrap() };
    assert_eq!(desk.refusal::<Fill>(&other, &at, &body), "imports/roster-changed");
    desk.call::<DropImport>(&other, &at, &Empty {});
    assert_eq!(desk.refusal::<DropImport>(&other, &at, &Empty {}), "imports/not-open");
    confirm(&desk, &other, bring(&desk, &other, &[somebody("何建明", "502")]));
}

#[test]
fn any_change_of_the_roster_is_seen() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let import = bring(&desk, &clerk, &[somebody("冯桂兰", "501")]);
    let left = (Desk::code(), who(&desk, "13800000061").0);
    desk.call::<LeaveRosterAt>(&clerk, &left, &LeaveRoster::moved("搬到别的社区".parse().unwrap()));
    assert_eq!(desk.refusal::<Confirm>(&clerk, &(Desk::code(), import), &Empty {}), "imports/roster-changed");
}

#[test]
fn limits_on_what_arrives() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let body =
        |lines| ImportOpening { file: "花名册.csv".parse().unwrap(), lines, headings: vec![], columns: vec![] };
    for lines in [0, domain::limits::IMPORT_LINES_MAX + 1] {
        assert_eq!(desk.refusal::<Open>(&clerk, &(Desk::code(),), &body(lines)), "imports/too-many-lines");
    }
    let import = open(&desk, &clerk, 2);
    let at = (Desk::code(), import);
    fill(&desk, &clerk, import, vec![line(2, &somebody("冯桂兰", "501"))]);
    assert_eq!(desk.refusal::<Confirm>(&clerk, &at, &Empty {}), "imports/incomplete");
    let three = vec![line(3, &somebody("何建明", "502")), line(4, &somebody("何建军", "502"))];
    let body_of = |lines: Vec<ImportLine>| ImportLines { lines: lines.try_into().unwrap() };
    assert_eq!(desk.refusal::<Fill>(&clerk, &at, &body_of(three)), "imports/too-many-lines");
    let counts = fill(&desk, &clerk, import, vec![line(3, &somebody("何建明", "502"))]);
    assert_eq!((counts.new, counts.lines), (2, 2));
    let again = fill(&desk, &clerk, import, vec![line(3, &somebody("何建明", "502"))]);
    assert_eq!(again, counts, "the same lines again replace themselves");
    for _ in 1..domain::limits::IMPORTS_OPEN_MAX {
        open(&desk, &clerk, 1);
    }
    assert_eq!(desk.refusal::<Open>(&clerk, &(Desk::code(),), &body(1)), "imports/too-many-open");
    desk.pass_awake(8 * domain::time::DAY);
    api::due::run(&desk.db, desk.now.get()).unwrap();
    assert_eq!(count(&desk, "select count(*) from import_lines"), 0, "lines that nobody confirmed are forgotten");
    let clerk = desk.sign_in("周丽");
    open(&desk, &clerk, 1);
}

#[test]
fn a_line_is_mended_by_sending_it_anew() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let people = [
        with(somebody("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]),
        with(somebody("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]),
        with(somebody("何建明", "502"), &[(Column::Born, "1953-02-30")]),
    ];
    let import = bring(&desk, &clerk, &people);
    assert_eq!(
        said(&desk, &clerk, import),
        [
            (2, Verdict::New, None),
            (3, Verdict::Refused, Some(Issue::DuplicateLine)),
            (4, Verdict::Refused, Some(Issue::BornUnreadable)),
        ]
    );
    assert_eq!(report(&desk, &clerk, import).lines[1].findings[0].line, Some(2));
    let mended = with(somebody("何建明", "502"), &[(Column::Born, "1953-02-28")]);
    let counts = fill(&desk, &clerk, import, vec![line(4, &mended)]);
    assert_eq!((counts.new, counts.refused), (2, 1));
    // An earlier line that becomes the same person as a later line is found as well.
    let counts = fill(&desk, &clerk, import, vec![line(2, &mended)]);
    assert_eq!((counts.new, counts.refused), (1, 2));
}

#[test]
fn a_masked_identity_number_that_comes_back_stays() {
    let desk = Desk::open();
    let clerk = desk.sign_in("周丽");
    let import = bring(&desk, &clerk, &[with(somebody("冯桂兰", ""), &[(Column::Identity, IDENTITY)])]);
    assert_eq!(said(&desk, &clerk, import), [(2, Verdict::Refused, Some(Issue::NoPlace))]);
    // A refused line shows the typed number; after it is read again, the number is masked.
    let mended = with(somebody("冯桂兰", "501"), &[(Column::Identity, IDENTITY)]);
    fill(&desk, &clerk, import, vec![line(2, &mended)]);
    let masked = report(&desk, &clerk, import).lines[0].values[Column::Identity as usize].clone();
    assert_eq!(masked, "1101************2X");
    let again = with(somebody("冯桂英", "501"), &[(Column::Identity, &masked)]);
    fill(&desk, &clerk, import, vec![line(2, &again)]);
    confirm(&desk, &clerk, import);
    let kept = desk
        .texts("select sex || ' ' || born_day || ' ' || length(identity_hash) from members where name = '冯桂英'", &[]);
    assert_eq!(kept, ["female 1949-12-31 32"]);
}
