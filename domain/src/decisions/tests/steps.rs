//! What the assembly, the party members, the committees and the township need at their steps.

use super::guards::{Change, check, counts, meeting, people};
use super::*;

/// VC18 art. 21–22 and 15; RC18 art. 10.
#[test]
fn the_assembly_decides() {
    let of = |decider| Way { decider, ..WAY };
    let reserved: Change = |facts| {
        facts.item.reserved_to_assembly = Asked::Yes;
        facts.authorisations.clear();
    };
    check(
        &village(),
        of(Decider::Adults),
        CaseStep::Resolution,
        &[
            ("nine days", |facts| meeting(facts).announced_at = starts_at().plus(-9 * DAY), "notice"),
            ("ten days", |facts| meeting(facts).announced_at = starts_at().plus(-10 * DAY), ""),
            ("half of the adults", |facts| people(facts, 30, 15), "quorum majority"),
            ("more than half", |facts| people(facts, 30, 16), ""),
            ("nobody left anything to it, and it needs nobody", reserved, ""),
            (
                "a written proxy",
                |facts| {
                    (meeting(facts).attendance.proxies, meeting(facts).proxies_of_one_max) = (1, 1);
                },
                "",
            ),
            (
                "three for one",
                |facts| {
                    (meeting(facts).attendance.proxies, meeting(facts).proxies_of_one_max) = (3, 3);
                },
                "",
            ),
            (
                "four for one",
                |facts| {
                    (meeting(facts).attendance.proxies, meeting(facts).proxies_of_one_max) = (4, 4);
                },
                "proxies",
            ),
            (
                "a proxy by word of mouth",
                |facts| {
                    (meeting(facts).attendance.proxies, meeting(facts).unwritten_proxies) = (1, 1);
                },
                "proxies",
            ),
        ],
    );
    check(
        &village(),
        of(Decider::Households),
        CaseStep::Resolution,
        &[
            ("19 of 30 households", |facts| people(facts, 30, 19), "quorum majority"),
            ("20 of 30 households", |facts| people(facts, 30, 20), ""),
            ("a proxy for a household", |facts| meeting(facts).attendance.proxies = 1, "proxies"),
        ],
    );
    check(
        &community(),
        of(Decider::Households),
        CaseStep::Resolution,
        &[
            ("15 of 30 households", |facts| people(facts, 30, 15), "quorum majority"),
            ("16 of 30 households", |facts| people(facts, 30, 16), ""),
            ("six days", |facts| meeting(facts).announced_at = starts_at().plus(-6 * DAY), "notice"),
        ],
    );
    check(
        &community(),
        of(Decider::Adults),
        CaseStep::Resolution,
        &[
            ("a proxy, which this community did not allow", |facts| meeting(facts).attendance.proxies = 1, "proxies"),
            ("reserved to it", reserved, ""),
        ],
    );
}

/// Local work rules: two thirds attend, half of all who should attend agree.
#[test]
fn party_members_review_the_draft() {
    check(
        &community(),
        WAY,
        CaseStep::PartyReview,
        &[
            (
                "14 of the 30 who should attend",
                |facts| *counts(facts) = Counts { r#for: 14, ..Counts::default() },
                "majority",
            ),
            ("15 of the 30 who should attend", |facts| *counts(facts) = Counts { r#for: 15, ..Counts::default() }, ""),
            ("19 of 30 came", |facts| people(facts, 30, 19), "quorum majority"),
            ("20 of 30 came", |facts| people(facts, 30, 20), ""),
            ("the draft never came", |facts| facts.draft_delivered_at = None, "draft-delivered"),
            (
                "the draft came the same day",
                |facts| {
                    facts.draft_delivered_at = Some(starts_at().plus(-6 * HOUR));
                },
                "draft-delivered",
            ),
            ("the draft came the day before", |facts| facts.draft_delivered_at = Some(starts_at().plus(-DAY)), ""),
            ("two days", |facts| meeting(facts).announced_at = starts_at().plus(-2 * DAY), "notice"),
            ("three days", |facts| meeting(facts).announced_at = starts_at().plus(-3 * DAY), ""),
            (
                "convened by the residents' committee",
                |facts| meeting(facts).convened_by = vec![Role::Committee],
                "convened",
            ),
        ],
    );
}

#[test]
fn committees_need_more_than_half() {
    for (step, expect_alone) in
        [(CaseStep::Proposal, "quorum majority"), (CaseStep::JointDeliberation, "quorum majority")]
    {
        check(
            &community(),
            WAY,
            step,
            &[
                ("3 of 6", |facts| people(facts, 6, 3), expect_alone),
                ("4 of 6", |facts| people(facts, 6, 4), ""),
                (
                    "2 of 4 agree",
                    |facts| {
                        people(facts, 6, 4);
                        *counts(facts) = Counts { r#for: 2, against: 2, ..Counts::default() };
                    },
                    "majority",
                ),
                ("the same day", |facts| meeting(facts).announced_at = starts_at().plus(-2 * HOUR), "notice"),
            ],
        );
    }
}

#[test]
fn the_township_answers_in_time_or_lets_it_go() {
    check(
        &community(),
        WAY,
        CaseStep::TownshipCheck,
        &[
            ("nobody asked", |facts| facts.township = None, "township-opinion"),
            (
                "it objects",
                |facts| facts.township.as_mut().unwrap().given = Some((OpinionVerdict::Object, now())),
                "township-opinion",
            ),
            (
                "with changes",
                |facts| facts.township.as_mut().unwrap().given = Some((OpinionVerdict::WithChanges, now())),
                "",
            ),
            ("its time is over now", |facts| facts.township = Some(OpinionFacts { due_at: now(), given: None }), ""),
            (
                "it has a moment left",
                |facts| {
                    facts.township = Some(OpinionFacts { due_at: now().plus(1), given: None });
                },
                "township-opinion",
            ),
            ("a hold", |facts| facts.open_holds = 2, "no-hold"),
        ],
    );
    let strict = Settings::from([(RuleName::case(Figure::TownshipSilence), RuleValue::Word(RuleWord::Blocks))]);
    let rules = Rules::resolve(CommunityKind::Community, "51", day("2026-11-26"), &strict);
    check(
        &rules,
        WAY,
        CaseStep::TownshipCheck,
        &[(
            "silence where a local rule asks for the answer",
            |facts| facts.township = Some(OpinionFacts { due_at: now(), given: None }),
            "township-opinion",
        )],
    );
}
