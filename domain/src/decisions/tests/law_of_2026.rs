//! The two organic laws of 2025, in force since 2026: both sides of each figure, and what they take over from nobody.

use super::guards::{Change, check_missing, counts_mut, meeting_mut, set_people};
use super::*;

fn of(decider: Decider) -> CaseProcedure {
    CaseProcedure { decider, ..WAY }
}

fn set_votes(facts: &mut StepFacts, (people, present, agree): (u32, u32, u32)) {
    set_people(facts, people, present);
    *counts_mut(facts) = VoteCounts { r#for: agree, against: present - agree, ..VoteCounts::default() };
}

/// Ten days, more than half of the people, more than half of those present.
const ASSEMBLY: &[(&str, Change, &str)] = &[
    ("40 of 80", |facts| set_people(facts, 80, 40), "quorum majority"),
    ("41 of 80", |facts| set_people(facts, 80, 41), ""),
    ("25 of 50 agree", |facts| set_votes(facts, (80, 50, 25)), "majority"),
    ("26 of 50 agree", |facts| set_votes(facts, (80, 50, 26)), ""),
    ("nine days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-9 * DAY), "notice"),
    ("ten days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-10 * DAY), ""),
];

/// RC25 art. 26–27.
#[test]
fn an_assembly_of_residents() {
    for decider in [Decider::Adults, Decider::Households] {
        check_missing(&community(), of(decider), CaseStep::Resolution, ASSEMBLY);
    }
}

/// VC25 art. 25–26: the same for all villagers; by households, two thirds of them.
#[test]
fn an_assembly_of_villagers() {
    check_missing(&village(), of(Decider::Adults), CaseStep::Resolution, ASSEMBLY);
    check_missing(
        &village(),
        of(Decider::Households),
        CaseStep::Resolution,
        &[
            ("47 of 72", |facts| set_people(facts, 72, 47), "quorum majority"),
            ("48 of 72", |facts| set_people(facts, 72, 48), ""),
        ],
    );
}

/// RC25 art. 28–29, VC25 art. 29–30: two thirds come, more than half of them agree, four fifths are representatives;
/// only in a village are a third women.
#[test]
fn a_meeting_of_representatives() {
    let cases: &[(&str, Change, &str)] = &[
        ("47 of 72", |facts| set_people(facts, 72, 47), "quorum majority"),
        ("48 of 72", |facts| set_people(facts, 72, 48), ""),
        ("24 of 48 agree", |facts| set_votes(facts, (72, 48, 24)), "majority"),
        ("25 of 48 agree", |facts| set_votes(facts, (72, 48, 25)), ""),
        (
            "23 of 30 are representatives",
            |facts| meeting_mut(facts).composition.representatives = 23,
            "representatives-share",
        ),
        ("24 of 30 are representatives", |facts| meeting_mut(facts).composition.representatives = 24, ""),
        ("10 of 30 are women", |facts| meeting_mut(facts).composition.women = 10, ""),
    ];
    let nine: Change = |facts| meeting_mut(facts).composition.women = 9;
    for (rules, missing) in [(community(), ""), (village(), "women-share")] {
        check_missing(&rules, WAY, CaseStep::Resolution, cases);
        check_missing(&rules, WAY, CaseStep::Resolution, &[("9 of 30 are women", nine, missing)]);
    }
}

/// The conditions that the program adds follow the law of the place and of the day.
#[test]
fn a_condition_of_the_program_names_the_right_law() {
    let old = Rules::resolve(CommunityKind::Village, "51", day("2025-12-31"), &Settings::new());
    for (rules, supervision, reserved) in [
        (community(), "城市居民委员会组织法（2025修订） 36", "城市居民委员会组织法（2025修订） 30"),
        (village(), "村民委员会组织法（2025修正） 37", "村民委员会组织法（2025修正） 31"),
        (old, "村民委员会组织法（2018修正） 32", "村民委员会组织法（2018修正） 27"),
    ] {
        let plan = plan_of(WAY, CaseStep::Resolution);
        let shown = |id| {
            let rule = guard(&plan, &ready(&plan), &rules, id).rule;
            [rule.source, rule.article.unwrap_or_default()].join(" ")
        };
        assert_eq!((&*shown(GuardId::NoHold), &*shown(GuardId::NotReserved)), (supervision, reserved));
    }
}

/// Both packs of national law were compared with the text; a default is never the stricter one.
#[test]
fn no_default_is_stricter_than_the_statute() {
    for (kind, law) in [(CommunityKind::Community, "community-2025"), (CommunityKind::Village, "village-2025")] {
        let packs = packs::in_force(kind, "51", day("2026-01-01"));
        let entries = |name: &str| packs.iter().find(|pack| pack.name == name).unwrap().entries(kind);
        let statute = entries(law);
        assert!(statute.len() > 20, "{law}");
        for (name, entry) in &statute {
            assert_eq!(entry.verified, entry.ground == Ground::Law, "{law}: {name}");
            assert!(entry.article.is_some() && entry.ground != Ground::LocalRule, "{law}: {name}");
            for (_, default) in entries("defaults").iter().filter(|(of, _)| of == name && !entry.choice) {
                let order = name.figure.compare(default.value, entry.value);
                assert!(order.is_some_and(core::cmp::Ordering::is_le), "{law}: {name}");
            }
        }
        let rules = rules_of(kind, "51");
        for (name, entry) in statute.iter().filter(|(_, entry)| entry.ground == Ground::Law) {
            assert_eq!(
                rules.get(*name).map(|rule| (rule.value, &*rule.origin.pack)),
                Some((entry.value, law)),
                "{name}"
            );
        }
    }
}

/// RC18 art. 10, VC18 art. 21, 24–26, and the habits of that time: cases that began before 2026 keep them.
#[test]
fn a_case_of_2025_keeps_the_older_figures() {
    use CommunityKind::{Community, Village};
    for (kind, name, before, since) in [
        (Community, "adults/asked-by-adults", ">=1/5 10", ">=1/10 26"),
        (Community, "adults/asked-by-households", ">=1/5 10", ">=1/10 26"),
        (Community, "adults/asked-by-groups", ">=1/3 10", ""),
        (Community, "adults/asked-by-representatives", "", ">=1/3 26"),
        (Community, "representatives/quorum", ">=2/3 ", ">=2/3 29"),
        (Community, "representatives/meetings-per-year", "4 ", "2 28"),
        (Community, "representatives/women-share", ">=1/3 ", ""),
        (Community, "representatives/households-per-representative-min", "5 ", "20 13"),
        (Community, "representatives/households-per-representative-max", "10 ", "50 13"),
        (Community, "adults/notice-days", "10 ", "10 26"),
        (Community, "case/disclosure-days", "7 ", "15 34"),
        (Village, "case/disclosure-days", "7 ", "15 35"),
        (Village, "adults/quorum", ">1/2 22", ">1/2 26"),
        (Village, "adults/meetings-per-year", "", "1 25"),
        (Village, "adults/proxies", "near-relatives 15", "any-voter 18"),
        (Village, "representatives/women-share", ">=1/3 25", ">=1/3 29"),
    ] {
        let shown = |on| {
            let rules = Rules::resolve(kind, "51", day(on), &Settings::new());
            let words =
                |rule: &Rule| [value_text(rule.value), rule.origin.article.clone().unwrap_or_default()].join(" ");
            rules.get(name.parse().unwrap()).map(words).unwrap_or_default()
        };
        assert_eq!((&*shown("2025-12-31"), &*shown("2026-01-01")), (before, since), "{kind} {name}");
    }
}
