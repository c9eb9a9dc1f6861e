//! Minutes and who signs them.

use super::*;

#[test]
fn minutes_follow_the_agenda_and_each_other() {
    use MeetingStatus as S;
    let draft = |texts: &[&str], follows| WriteMinutesRequest {
        texts: texts.iter().map(|text| text.parse().unwrap()).collect(),
        follows,
    };
    let long = "议".repeat(limits::MINUTES_ITEM_CHARS_MAX);
    for (name, status, draft, known, expect) in [
        ("the first", S::Open, draft(&["同意改造", ""], 0), (0, false), Ok(())),
        ("the next", S::Closed, draft(&["同意改造", "无"], 3), (3, false), Ok(())),
        ("before it opens", S::Announced, draft(&["同意", ""], 0), (0, false), Err(Refusal::NotOpenYet)),
        ("called off", S::Cancelled, draft(&["同意", ""], 0), (0, false), Err(Refusal::IsCancelled)),
        ("one text too few", S::Open, draft(&["同意"], 0), (0, false), Err(Refusal::SectionsDoNotFit { expected: 2 })),
        ("nothing in them", S::Open, draft(&["", ""], 0), (0, false), Err(Refusal::MinutesEmpty)),
        (
            "on an old version",
            S::Open,
            draft(&["同意", ""], 1),
            (2, false),
            Err(Refusal::MinutesMovedOn { version: 2 }),
        ),
        ("after adoption", S::Closed, draft(&["同意", ""], 2), (2, true), Err(Refusal::MinutesAdopted)),
        ("one too many", S::Closed, draft(&["同意", ""], 100), (100, false), Err(Refusal::TooMany { most: 100 })),
    ] {
        assert_eq!(write_minutes(&state(status), &draft, 1, known), expect, "{name}");
    }
    let four = draft(&[&long, &long, &long, &long], 0);
    let too_long = Err(Refusal::MinutesTooLong { chars_max: 15_000 });
    assert_eq!(write_minutes(&state(S::Open), &four, 3, (0, false)), too_long);
}

#[test]
fn two_people_sign_after_the_meeting_and_only_with_who_came() {
    use MeetingStatus as S;
    for (status, came, adopted, expect) in [
        (S::Closed, 1, false, Ok(())),
        (S::Closed, 0, false, Err(Refusal::NobodyCame)),
        (S::Closed, 1, true, Err(Refusal::MinutesAdopted)),
        (S::Open, 1, false, Err(Refusal::NotClosedYet)),
        (S::Cancelled, 1, false, Err(Refusal::IsCancelled)),
    ] {
        assert_eq!(may_adopt_minutes(&state(status), came, adopted), expect, "{status} {came} {adopted}");
    }
    for (wanted, newest, who, signed, expect) in [
        (2, 2, Signatory::Chair, (false, false), Ok(())),
        (2, 2, Signatory::Teller, (true, false), Ok(())),
        (2, 2, Signatory::Chair, (true, false), Err(Refusal::AlreadySigned)),
        (2, 2, Signatory::Teller, (false, true), Err(Refusal::AlreadySigned)),
        (1, 2, Signatory::Chair, (false, false), Err(Refusal::MinutesMovedOn { version: 2 })),
        (1, 0, Signatory::Chair, (false, false), Err(Refusal::MinutesMissing)),
    ] {
        assert_eq!(may_sign_minutes(wanted, newest, who, signed), expect, "{wanted} {newest} {who} {signed:?}");
    }
}

#[test]
fn the_hash_of_minutes_tells_every_boundary() {
    let section = |title: &str, text: &str| MinutesSection { title: title.into(), text: text.into() };
    let one = minutes_hash(&[section("一", "同意")]);
    assert_eq!(one.len(), 64);
    assert_ne!(one, minutes_hash(&[section("一同", "意")]));
    assert_ne!(one, minutes_hash(&[section("一", "同意"), section("", "")]));
}
