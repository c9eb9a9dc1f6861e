use super::*;
use crate::ids::MemberId;
use crate::members::{Kinship, Sex};
use crate::time::UtcMillis;
use chrono::NaiveDate;

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn fields(cells: &[(Column, &str)]) -> Fields {
    let mut values = vec![String::new(); Column::ALL.len()];
    for (column, text) in cells {
        values[*column as usize] = (*text).to_owned();
    }
    Fields::new(&values)
}

fn line(cells: &[(Column, &str)]) -> LineReading {
    let usual = [(Column::Name, "张敏"), (Column::Building, "3号楼"), (Column::Unit, "2单元"), (Column::Door, "501")];
    read_line(&fields(&[&usual[..], cells].concat()), today())
}

fn person(cells: &[(Column, &str)]) -> ImportedPerson {
    line(cells).person.unwrap()
}

#[test]
fn headings_as_committees_write_them() {
    use Column as C;
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let rows = vec![
        row(&["三苏社区居民花名册（2026年）"]),
        row(&[""]),
        row(&["序号", " 姓  名", "性别", "公民身份号码（18位）*", "联系电话：", "现住址", "备注", "姓名"]),
        row(&["1", "张敏", "女", "", "", "3-2-501", "", ""]),
    ];
    let found = find_heading(&rows).unwrap();
    assert_eq!(found.row, 2);
    assert_eq!(
        found.columns,
        [None, Some(C::Name), Some(C::Sex), Some(C::Identity), Some(C::Phone), Some(C::Address), None, None]
    );
    assert_eq!(find_heading(&rows[..2]), None);
    assert_eq!(find_heading(&[row(&["姓名", "备注"])]), None, "a name alone is no roster");
    for column in Column::ALL {
        for (other, name) in EXPORT_COLUMNS {
            let found = find_heading(&[row(&["姓名", name, "性别"])]).unwrap();
            assert!(found.columns.contains(&Some(other)), "{column}: an export is read again: {name}");
        }
    }
}

/// Codes of the store become words, and an import reads each word as the code that it was.
#[test]
fn an_export_has_words_that_are_read_again() {
    for sex in Sex::ALL {
        for kinship in Kinship::ALL {
            for registered in [true, false] {
                let words = exported_words(sex.as_str(), kinship.as_str(), registered);
                assert!(words.iter().all(|word| !word.is_empty() && !word.is_ascii()), "{words:?}");
                let [sex_word, kinship_word, registered_word] = words;
                let cells = [(Column::Sex, sex_word), (Column::Kinship, kinship_word)];
                let read = person(&[&cells[..], &[(Column::Registered, registered_word)]].concat());
                assert_eq!((read.sex, read.kinship), (Some(*sex), Some(*kinship)), "{words:?}");
                assert_eq!(read.registered, Some(registered), "{words:?}");
            }
        }
    }
    assert_eq!(exported_words("", "", false), ["", "", "否"]);
}

#[test]
fn tables_in_and_out() {
    let rows = read_table("\u{FEFF}姓名,备注\r\n张敏,\"第一行\n第二行\"\r\n\"李\"\"秀\"\"英\",\n\n王明,x");
    let cells: Vec<(u32, Vec<&str>)> =
        rows.iter().map(|(line, row)| (*line, row.iter().map(String::as_str).collect())).collect();
    assert_eq!(
        cells,
        [
            (1, vec!["姓名", "备注"]),
            (2, vec!["张敏", "第一行\n第二行"]),
            (4, vec!["李\"秀\"英", ""]),
            (6, vec!["王明", "x"]),
        ]
    );
    assert_eq!(read_table("姓名\t性别\n张敏\t女")[1].1, ["张敏", "女"]);
    assert_eq!(read_table("姓名;性别\n张敏;女")[1].1, ["张敏", "女"]);
    assert!(read_table("").is_empty());

    let table = vec![vec!["=cmd|' /C calc'!A0".to_owned(), "3,5".to_owned(), "\"".to_owned(), "+86".to_owned()]];
    let text = write_table(&table);
    assert_eq!(text, "\u{FEFF}'=cmd|' /C calc'!A0,\"3,5\",\"\"\"\",'+86\r\n");
    assert_eq!(read_table(&text)[0].1[1], "3,5");
    for cell in ["=1+1", "＝1+1", "＋86", "－5", "＠SUM(1)"] {
        assert_eq!(write_table(&[vec![cell.to_owned()]]), format!("\u{FEFF}'{cell}\r\n"), "a formula in one language");
    }
}

#[test]
fn what_is_wrong_with_a_line() {
    use Column as C;
    use Issue as I;
    for (cells, expect) in [
        (vec![(C::Name, "")], vec![I::NoName]),
        (vec![(C::Name, "合计")], vec![I::NameUnreadable]),
        (vec![(C::Name, "12000")], vec![I::NameUnreadable]),
        (vec![(C::Name, "=cmd|' /C calc'!A0")], vec![I::Formula, I::NameUnreadable]),
        (vec![(C::Name, "@SUM(1+1)")], vec![I::Formula, I::NameUnreadable]),
        (vec![(C::Name, "＝SUM(1+1)")], vec![I::Formula, I::NameUnreadable]),
        (vec![(C::Name, "张\u{FFFD}")], vec![I::Unreadable]),
        (vec![(C::Born, "1953-02-30")], vec![I::BornUnreadable]),
        (vec![(C::Born, "2026-11-25")], vec![I::BornInFuture]),
        (vec![(C::Born, "2026-11-24")], vec![]),
        (vec![(C::Identity, "11010519491231002")], vec![I::IdentityForm]),
        (vec![(C::Identity, "110105194912310021")], vec![I::IdentityCheckDigit]),
        (vec![(C::Identity, "11010519491231002X"), (C::Born, "1949-12-30")], vec![I::IdentityNotBorn]),
        (vec![(C::Identity, "11010519491231002X"), (C::Sex, "男")], vec![I::IdentityNotSex]),
        (vec![(C::Identity, "１１０１０５１９４９１２３１００２ｘ"), (C::Sex, "女")], vec![]),
        (vec![(C::Phone, "1380000123")], vec![I::PhoneUnreadable]),
        (vec![(C::Phone, "无")], vec![]),
        (vec![(C::Phone, "+86 138-0000-1234")], vec![]),
        (vec![(C::Sex, "不详")], vec![I::SexUnreadable]),
        (vec![(C::Kinship, "房东")], vec![I::KinshipUnreadable]),
        (vec![(C::Registered, "不清楚")], vec![I::RegisteredUnreadable]),
        (vec![(C::Building, ""), (C::Door, "")], vec![I::NoPlace]),
        (vec![(C::Grid, &"格".repeat(121))], vec![I::TooLong]),
        (vec![(C::Name, "张\u{200B}敏")], vec![I::Cleaned]),
        (vec![(C::Phone, "1380000123"), (C::Born, "x")], vec![I::BornUnreadable, I::PhoneUnreadable]),
    ] {
        let reading = line(&cells);
        assert_eq!(reading.issues, expect, "{cells:?}");
        let refused = expect.iter().any(|issue| issue.refuses());
        assert_eq!(reading.person.is_none(), refused, "{cells:?}");
    }
}

#[test]
fn cells_that_were_one_with_those_above() {
    use Column as C;
    let above =
        fields(&[(C::Name, "张敏"), (C::Building, "3"), (C::Door, "501"), (C::Grid, "第一网格"), (C::Kinship, "户主")]);
    let child = fields(&[(C::Name, "张小敏"), (C::Kinship, "女儿")]);
    let filled = child.filled_from(&above).unwrap();
    assert_eq!((filled.get(C::Building), filled.get(C::Door), filled.get(C::Grid)), ("3", "501", "第一网格"));
    assert_eq!((filled.get(C::Name), filled.get(C::Kinship)), ("张小敏", "女儿"));
    for own in [
        fields(&[(C::Name, "王明"), (C::Kinship, "户主")]),
        fields(&[(C::Name, "王明"), (C::Door, "502")]),
        fields(&[(C::Building, "3")]),
    ] {
        assert_eq!(own.filled_from(&above), None, "{own:?}");
    }
    assert_eq!(child.filled_from(&child), None, "nothing stands above");
}

#[test]
fn what_a_line_says() {
    use Column as C;
    let full = person(&[
        (C::Name, " 张　 敏 "),
        (C::Identity, "11010519491231002x"),
        (C::Phone, "１３８００００１２３４/0833-1234567"),
        (C::Building, "3"),
        (C::Unit, "2"),
        (C::Door, "501室"),
        (C::Kinship, "妻"),
        (C::Registered, "流动人口"),
        (C::Grid, "第一网格"),
    ]);
    assert_eq!(full.name.as_str(), "张敏");
    assert_eq!(full.sex, Some(crate::members::Sex::Female), "from the identity number");
    assert_eq!(full.born, Some("1949-12-31".parse().unwrap()));
    assert_eq!(full.phone.as_ref().map(crate::sessions::Phone::as_str), Some("13800001234"));
    assert_eq!(
        (full.place.building.as_str(), full.place.unit.as_str(), full.place.door.as_str()),
        ("3号楼", "2单元", "501")
    );
    assert_eq!((full.kinship, full.registered), (Some(crate::members::Kinship::Spouse), Some(false)));
    assert_eq!(person(&[(C::Name, "John  Smith")]).name.as_str(), "John  Smith");
    for (address, expect) in [
        ("3号楼2单元501室", ("3号楼", "2单元", "501")),
        ("苏祠路12号3号楼2单元501", ("苏祠路12号3号楼", "2单元", "501")),
        ("3-2-501", ("3号楼", "2单元", "501")),
        ("6栋1204", ("6栋", "", "1204")),
        ("１号院 ８", ("1号院", "", "8")),
    ] {
        let place = person(&[(C::Building, ""), (C::Unit, ""), (C::Door, ""), (C::Address, address)]).place;
        assert_eq!((place.building.as_str(), place.unit.as_str(), place.door.as_str()), expect, "{address}");
    }
}

fn member(number: u128) -> MemberId {
    MemberId::from_parts(UtcMillis(1), number)
}

/// A person in the roster with the data of the line.
fn known(who: PersonRef, person: &ImportedPerson) -> KnownPerson {
    KnownPerson {
        who,
        name: person.name.as_str().to_owned(),
        same_identity: false,
        has_identity: person.identity.is_some(),
        born: person.born,
        sex: person.sex,
        phone: person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        signs_in: false,
        place: person.place.clone(),
        kinship: person.kinship,
        registered: person.registered.unwrap_or(true),
        grid: person.grid.clone().unwrap_or_default(),
        group: person.group.clone(),
    }
}

#[test]
fn who_a_line_means() {
    use Column as C;
    let base = person(&[(C::Born, "1953-07-04"), (C::Sex, "女"), (C::Phone, "13800001234")]);
    let there = PersonRef::Member(member(1));
    let earlier = PersonRef::Line(7);
    let of = |change: &dyn Fn(&mut KnownPerson)| {
        let mut one = known(there, &base);
        change(&mut one);
        one
    };
    let elsewhere = |one: &mut KnownPerson| one.place.door = "502".to_owned();
    let issue = |judgement: &Judgement| judgement.findings.first().map(|finding| finding.issue);
    let check = |what: &str, known: Vec<KnownPerson>, verdict: LineVerdict, expect: Option<Issue>| {
        let judgement = judge_person(&base, &known);
        assert_eq!((judgement.verdict, issue(&judgement)), (verdict, expect), "{what}");
        judgement
    };
    check("nobody", vec![], LineVerdict::New, None);
    assert_eq!(check("the same", vec![of(&|_| ())], LineVerdict::Same, None).member, Some(member(1)));
    check("another birth", vec![of(&|one| one.born = Some(today()))], LineVerdict::New, Some(Issue::PhoneShared));
    check("birth unknown so far", vec![of(&|one| one.born = None)], LineVerdict::Changed, None);
    check("same identity", vec![of(&|one| one.same_identity = true)], LineVerdict::Same, None);
    let renamed = of(&|one| (one.same_identity, one.name) = (true, "张民".to_owned()));
    check("same identity, other name", vec![renamed], LineVerdict::Doubtful, Some(Issue::NameDiffers));
    let twice = vec![of(&|_| ()), of(&|one| one.who = PersonRef::Member(member(2)))];
    check("two of them", twice, LineVerdict::Doubtful, Some(Issue::SeveralMatch));
    check("on an earlier line", vec![of(&|one| one.who = earlier)], LineVerdict::Refused, Some(Issue::DuplicateLine));
    let moved = check("moved with the phone", vec![of(&elsewhere)], LineVerdict::Changed, None);
    assert_eq!(moved.changes, [C::Address]);
    let moved = of(&|one| {
        elsewhere(one);
        one.phone = None;
    });
    check("elsewhere without a phone", vec![moved], LineVerdict::Doubtful, Some(Issue::SameNameAndBirth));
    let couple = of(&|one| one.name = "王明".to_owned());
    check("a couple's phone", vec![couple], LineVerdict::New, Some(Issue::PhoneShared));
    let stranger = of(&|one| {
        elsewhere(one);
        one.name = "王明".to_owned();
    });
    check("a stranger's phone", vec![stranger], LineVerdict::Doubtful, Some(Issue::PhoneOfAnother));
    let namesake = of(&|one| {
        elsewhere(one);
        (one.phone, one.born) = (None, Some(today()));
    });
    check("a namesake", vec![namesake], LineVerdict::New, None);
}

/// The holder of the phone signs in as the person: a file never takes a phone over.
#[test]
fn the_phone_of_whoever_signs_in_stays() {
    use Column as C;
    let line = person(&[(C::Born, "1953-07-04"), (C::Phone, "13800001234"), (C::Group, "一组")]);
    let of = |signs_in, phone: Option<&str>, group: Option<&str>| KnownPerson {
        signs_in,
        phone: phone.map(str::to_owned),
        group: group.map(str::to_owned),
        ..known(PersonRef::Member(member(1)), &line)
    };
    let (same, other, kept) = (Some("13800001234"), Some("13800005678"), vec![Issue::PhoneKept]);
    for (what, known, verdict, issues, changes) in [
        ("never signed in", of(false, other, None), LineVerdict::Changed, vec![], vec![C::Phone, C::Group]),
        ("signs in, another phone", of(true, other, Some("一组")), LineVerdict::Same, kept.clone(), vec![]),
        ("and what else the line says", of(true, other, None), LineVerdict::Changed, kept.clone(), vec![C::Group]),
        ("signs in, no phone any more", of(true, None, Some("一组")), LineVerdict::Same, kept.clone(), vec![]),
        ("signs in, the same phone", of(true, same, None), LineVerdict::Changed, vec![], vec![C::Group]),
        (
            "somebody has to decide who it is",
            KnownPerson { name: "张民".to_owned(), same_identity: true, ..of(true, other, None) },
            LineVerdict::Doubtful,
            vec![Issue::NameDiffers, Issue::PhoneKept],
            vec![],
        ),
    ] {
        let judgement = judge_person(&line, &[known]);
        let found: Vec<Issue> = judgement.findings.iter().map(|finding| finding.issue).collect();
        assert_eq!((judgement.verdict, found, judgement.changes), (verdict, issues, changes), "{what}");
    }
    let silent = person(&[(C::Born, "1953-07-04")]);
    assert_eq!(
        judge_person(&silent, &[of(true, other, None)]).findings,
        vec![],
        "a line without a phone says nothing of it"
    );
}

#[test]
fn an_empty_cell_changes_nothing() {
    let full = person(&[
        (Column::Born, "1953-07-04"),
        (Column::Sex, "女"),
        (Column::Phone, "13800001234"),
        (Column::Group, "一组"),
    ]);
    let there = known(PersonRef::Member(member(1)), &full);
    assert_eq!(judge_person(&person(&[]), &[there]).verdict, LineVerdict::Same);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(String::new()),
            "[张王李赵]{1,3}",
            "[0-9\u{FF10}-\u{FF19}]{0,20}",
            "\\PC{0,12}",
            "[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?",
            Just("男".to_owned()),
            Just("13800001234".to_owned()),
            Just("3号楼2单元501".to_owned()),
            Just("11010519491231002X".to_owned()),
        ]
    }

    proptest! {
        /// For any cells: no panic, and a line is read or refused with a reason.
        #[test]
        fn every_line_is_read_or_refused_with_a_reason(values in prop::collection::vec(text(), 0..15)) {
            let reading = read_line(&Fields::new(&values), today());
            let refused = reading.issues.iter().any(|issue| issue.refuses());
            prop_assert_eq!(reading.person.is_none(), refused, "{:?}", reading);
        }

        /// The same line twice changes nobody.
        #[test]
        fn a_second_time_changes_nobody(values in prop::collection::vec(text(), 0..15)) {
            let Some(person) = read_line(&Fields::new(&values), today()).person else { return Ok(()) };
            let mut there = known(PersonRef::Member(member(1)), &person);
            there.same_identity = person.identity.is_some();
            let judgement = judge_person(&person, &[there]);
            prop_assert_eq!(judgement.verdict, LineVerdict::Same, "{:?}", judgement);
        }

        /// A written table is read back unchanged, except for the marks that keep formulas from running.
        #[test]
        fn a_table_comes_back(rows in prop::collection::vec(prop::collection::vec("[^=+@\\-\t\r\u{FEFF};]{1,8}", 2..5), 1..6)) {
            let back: Vec<Vec<String>> = read_table(&write_table(&rows)).into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(back, rows);
        }
    }
}
