//! What the assembly, the party members, the committees and the township need at their steps.

use super::guards::{Change, check_missing, counts_mut, meeting_mut, set_people};
use super::*;

/// VC25 art. 25–26 and 18; RC25 art. 26–27.
#[test]
fn the_assembly_decides() {
    let of = |decider| CaseProcedure { decider, ..WAY };
    let reserved: Change = |facts| {
        facts.item.reserved_to_assembly = YesNo::Yes;
        facts.authorisations.clear();
    };
    check_missing(
        &village(),
        of(Decider::Adults),
        CaseStep::Resolution,
        &[
            ("nine days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-9 * DAY), "notice"),
            ("ten days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-10 * DAY), ""),
            ("half of the adults", |facts| set_people(facts, 30, 15), "quorum majority"),
            ("more than half", |facts| set_people(facts, 30, 16), ""),
            ("nobody left anything to it, and it needs nobody", reserved, ""),
            (
                "a written proxy",
                |facts| {
                    (meeting_mut(facts).attendance.proxies, meeting_mut(facts).proxies_of_one_max) = (1, 1);
                },
                "",
            ),
            (
                "three for one",
                |facts| {
                    (meeting_mut(facts).attendance.proxies, meeting_mut(facts).proxies_of_one_max) = (3, 3);
                },
                "",
            ),
            (
                "four for one",
                |facts| {
                    (meeting_mut(facts).attendance.proxies, meeting_mut(facts).proxies_of_one_max) = (4, 4);
                },
                "proxies",
            ),
            (
                "a proxy by word of mouth",
                |facts| {
                    (meeting_mut(facts).attendance.proxies, meeting_mut(facts).unwritten_proxies) = (1, 1);
                },
                "proxies",
            ),
        ],
    );
    check_missing(
        &village(),
        of(Decider::Households),
        CaseStep::Resolution,
        &[
            ("19 of 30 households", |facts| set_people(facts, 30, 19), "quorum majority"),
            ("20 of 30 households", |facts| set_people(facts, 30, 20), ""),
            ("a proxy for a household", |facts| meeting_mut(facts).attendance.proxies = 1, "proxies"),
        ],
    );
    check_missing(
        &community(),
        of(Decider::Households),
        CaseStep::Resolution,
        &[
            ("15 of 30 households", |facts| set_people(facts, 30, 15), "quorum majority"),
            ("16 of 30 households", |facts| set_people(facts, 30, 16), ""),
            ("six days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-6 * DAY), "notice"),
        ],
    );
    check_missing(
        &community(),
        of(Decider::Adults),
        CaseStep::Resolution,
        &[
            (
                "a proxy, which this community did not allow",
                |facts| meeting_mut(facts).attendance.proxies = 1,
                "proxies",
            ),
            ("reserved to it", reserved, ""),
        ],
    );
}

/// Local work rules: two thirds attend, half of all who should attend agree.
#[test]
fn party_members_review_the_draft() {
    check_missing(
        &community(),
        WAY,
        CaseStep::PartyReview,
        &[
            (
                "14 of the 30 who should attend",
                |facts| *counts_mut(facts) = VoteCounts { r#for: 14, ..VoteCounts::default() },
                "majority",
            ),
            (
                "15 of the 30 who should attend",
                |facts| *counts_mut(facts) = VoteCounts { r#for: 15, ..VoteCounts::default() },
                "",
            ),
            ("19 of 30 came", |facts| set_people(facts, 30, 19), "quorum majority"),
            ("20 of 30 came", |facts| set_people(facts, 30, 20), ""),
            ("the draft never came", |facts| facts.draft_delivered_at = None, "draft-delivered"),
            (
                "the draft came the same day",
                |facts| {
                    facts.draft_delivered_at = Some(starts_at().plus(-6 * HOUR));
                },
                "draft-delivered",
            ),
            ("the draft came the day before", |facts| facts.draft_delivered_at = Some(starts_at().plus(-DAY)), ""),
            ("two days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-2 * DAY), "notice"),
            ("three days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-3 * DAY), ""),
            (
                "convened by the residents' committee",
                |facts| meeting_mut(facts).convened_by = vec![Role::Committee],
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
        check_missing(
            &community(),
            WAY,
            step,
            &[
                ("3 of 6", |facts| set_people(facts, 6, 3), expect_alone),
                ("4 of 6", |facts| set_people(facts, 6, 4), ""),
                (
                    "2 of 4 agree",
                    |facts| {
                        set_people(facts, 6, 4);
                        *counts_mut(facts) = VoteCounts { r#for: 2, against: 2, ..VoteCounts::default() };
                    },
                    "majority",
                ),
                ("the same day", |facts| meeting_mut(facts).announced_at = starts_at().plus(-2 * HOUR), "notice"),
            ],
        );
    }
}

#[test]
fn the_township_answers_in_time_or_lets_it_go() {
    check_missing(
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
    check_missing(
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
