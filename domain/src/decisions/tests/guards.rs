//! Each guard on both sides of its boundary, with everything else in order.

use super::*;
use crate::process::{GuardState, Measure};

pub type Change = fn(&mut StepFacts);

/// The missing conditions at a step of a village, or of a community, after one change.
pub fn check_missing(rules: &Rules, way: CaseProcedure, step: CaseStep, cases: &[(&str, Change, &str)]) {
    let plan = plan_of(way, step);
    assert_eq!(missing(&plan, &ready(&plan), rules), "", "{step}: nothing is missing to begin with");
    for (what, change, expect) in cases {
        let mut facts = ready(&plan);
        change(&mut facts);
        assert_eq!(missing(&plan, &facts, rules), *expect, "{step}: {what}");
    }
}

pub fn meeting_mut(facts: &mut StepFacts) -> &mut MeetingFacts {
    facts.meeting.as_mut().unwrap()
}

pub fn counts_mut(facts: &mut StepFacts) -> &mut VoteCounts {
    &mut facts.ballots[0].counts
}

pub fn set_people(facts: &mut StepFacts, roll: u32, present: u32) {
    meeting_mut(facts).attendance = MeetingTurnout { roll, struck: 0, present, proxies: 0 };
    *counts_mut(facts) = VoteCounts { r#for: present, ..VoteCounts::default() };
    (facts.ballots[0].entitled, facts.ballots[0].present) = (roll, present);
}

/// VC25 art. 29–30, and the conditions that the program adds.
#[test]
fn representatives_of_a_village_decide() {
    check_missing(
        &village(),
        WAY,
        CaseStep::Resolution,
        &[
            (
                "no meeting yet",
                |facts| facts.meeting = None,
                "meeting convened notice roll held quorum representatives-share women-share supervisor-informed ballot majority",
            ),
            (
                "another form",
                |facts| meeting_mut(facts).form = MeetingForm::JointMeeting,
                "meeting convened notice roll held quorum representatives-share women-share",
            ),
            (
                "cancelled",
                |facts| meeting_mut(facts).status = MeetingStatus::Cancelled,
                "meeting convened notice roll held quorum representatives-share women-share",
            ),
            ("not begun", |facts| meeting_mut(facts).status = MeetingStatus::Announced, "held"),
            ("going on", |facts| meeting_mut(facts).status = MeetingStatus::Open, "held"),
            ("convened by the party", |facts| meeting_mut(facts).convened_by = vec![Role::PartyCommittee], "convened"),
            ("convened by nobody", |facts| meeting_mut(facts).convened_by.clear(), "convened"),
            // defaults representatives/notice-days: seven; the day of the notice is not counted (Civil Code art. 201).
            ("six days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-6 * DAY), "notice"),
            ("seven days", |facts| meeting_mut(facts).announced_at = starts_at().plus(-7 * DAY), ""),
            (
                "late on the seventh day",
                |facts| meeting_mut(facts).announced_at = starts_at().plus(-7 * DAY + 4 * HOUR),
                "",
            ),
            (
                "early on the sixth day",
                |facts| meeting_mut(facts).announced_at = starts_at().plus(-7 * DAY + 6 * HOUR),
                "notice",
            ),
            ("after it began", |facts| meeting_mut(facts).announced_at = starts_at().plus(DAY), "notice"),
            (
                "opened two hours early on the day",
                |facts| {
                    meeting_mut(facts).announced_at = starts_at().plus(-7 * DAY);
                    meeting_mut(facts).opened_at = Some(starts_at().plus(-2 * HOUR));
                },
                "",
            ),
            (
                "opened a day early",
                |facts| {
                    meeting_mut(facts).announced_at = starts_at().plus(-7 * DAY);
                    meeting_mut(facts).opened_at = Some(starts_at().plus(-DAY));
                },
                "notice",
            ),
            ("no hash of the roll", |facts| meeting_mut(facts).roll_hash = String::new(), "roll"),
        ],
    );
}

/// VC25 art. 29.
#[test]
fn a_meeting_of_representatives_is_made_up() {
    check_missing(
        &village(),
        WAY,
        CaseStep::Resolution,
        &[
            // Four fifths representatives, one third women, of the whole meeting.
            (
                "23 of 30 representatives",
                |facts| meeting_mut(facts).composition.representatives = 23,
                "representatives-share",
            ),
            ("24 of 30 representatives", |facts| meeting_mut(facts).composition.representatives = 24, ""),
            ("30 of 30 representatives", |facts| meeting_mut(facts).composition.representatives = 30, ""),
            (
                "31 of 30 representatives",
                |facts| meeting_mut(facts).composition.representatives = 31,
                "representatives-share women-share",
            ),
            ("9 of 30 women", |facts| meeting_mut(facts).composition.women = 9, "women-share"),
            ("10 of 30 women", |facts| meeting_mut(facts).composition.women = 10, ""),
            (
                "all representatives are women",
                |facts| {
                    let made = &mut meeting_mut(facts).composition;
                    made.women = made.representatives;
                },
                "",
            ),
            (
                "more women than representatives",
                |facts| {
                    let made = &mut meeting_mut(facts).composition;
                    made.women = made.representatives + 1;
                },
                "representatives-share women-share",
            ),
            (
                "nobody",
                |facts| meeting_mut(facts).composition = Composition::default(),
                "representatives-share women-share",
            ),
        ],
    );
}

/// VC25 art. 29–30.
#[test]
fn enough_representatives_come_and_agree() {
    check_missing(
        &village(),
        WAY,
        CaseStep::Resolution,
        &[
            // Two thirds include exactly two thirds.
            ("19 of 30", |facts| set_people(facts, 30, 19), "quorum majority"),
            ("20 of 30", |facts| set_people(facts, 30, 20), ""),
            ("20 of 31", |facts| set_people(facts, 31, 20), "quorum majority"),
            ("30 of 30", |facts| set_people(facts, 30, 30), ""),
            ("nobody entitled", |facts| set_people(facts, 0, 0), "roll quorum ballot majority"),
            ("more than the roll", |facts| set_people(facts, 30, 31), "quorum ballot majority"),
            (
                "more votes than people were there",
                |facts| (facts.ballots[0].entitled, facts.ballots[0].present) = (30, 20),
                "ballot majority",
            ),
            (
                "people who were struck after the vote had been there",
                |facts| {
                    meeting_mut(facts).attendance = MeetingTurnout { roll: 36, struck: 17, present: 10, proxies: 0 };
                },
                "",
            ),
            (
                "people who came after the vote were not there",
                |facts| {
                    (facts.ballots[0].entitled, facts.ballots[0].present) = (30, 19);
                    *counts_mut(facts) = VoteCounts { r#for: 19, ..VoteCounts::default() };
                },
                "quorum majority",
            ),
            // Representatives vote themselves.
            ("a proxy", |facts| meeting_mut(facts).attendance.proxies = 1, "proxies"),
            // More than half of those who came: 24.
            (
                "12 for",
                |facts| *counts_mut(facts) = VoteCounts { r#for: 12, against: 12, ..VoteCounts::default() },
                "majority",
            ),
            ("13 for", |facts| *counts_mut(facts) = VoteCounts { r#for: 13, against: 11, ..VoteCounts::default() }, ""),
            (
                "12 for and nobody against",
                |facts| *counts_mut(facts) = VoteCounts { r#for: 12, ..VoteCounts::default() },
                "majority",
            ),
            (
                "abstaining is not agreeing",
                |facts| {
                    *counts_mut(facts) = VoteCounts { r#for: 12, abstain: 12, ..VoteCounts::default() };
                },
                "majority",
            ),
            ("more votes than people", |facts| counts_mut(facts).invalid = 1, "ballot majority"),
            ("ballot open", |facts| facts.ballots[0].is_closed = false, "ballot majority"),
            ("no ballot", |facts| facts.ballots.clear(), "ballot majority"),
            ("nobody voted", |facts| *counts_mut(facts) = VoteCounts::default(), "ballot majority"),
            ("no minutes", |facts| facts.minutes = 0, "minutes"),
            ("no photo", |facts| facts.evidence = 0, "evidence"),
            // VC25 art. 37.
            ("a hold", |facts| facts.open_holds = 1, "no-hold"),
            ("supervisors not told", |facts| facts.supervisors_informed_at = None, "supervisor-informed"),
            ("told as it began", |facts| facts.supervisors_informed_at = Some(starts_at()), ""),
            (
                "told afterwards",
                |facts| facts.supervisors_informed_at = Some(starts_at().plus(1)),
                "supervisor-informed",
            ),
        ],
    );
}

/// VC25 art. 28–29; ZJ-VC art. 16, 23.
#[test]
fn what_representatives_also_need() {
    check_missing(
        &village(),
        WAY,
        CaseStep::Resolution,
        &[
            ("no authorisation", |facts| facts.authorisations.clear(), "authorisation"),
            (
                "for something else",
                |facts| facts.authorisations[0].codes = vec!["C04".parse().unwrap()],
                "authorisation",
            ),
            ("ended the day before", |facts| facts.authorisations[0].until = day("2026-11-19"), "authorisation"),
            ("ends that day", |facts| facts.authorisations[0].until = day("2026-11-20"), ""),
            ("begins that day", |facts| facts.authorisations[0].from = day("2026-11-20"), ""),
            ("begins the day after", |facts| facts.authorisations[0].from = day("2026-11-21"), "authorisation"),
            ("reserved to the assembly", |facts| facts.item.reserved_to_assembly = YesNo::Yes, "not-reserved"),
            ("nobody asked the adviser", |facts| facts.legal = None, "legal-opinion"),
            ("the adviser has not answered", |facts| facts.legal.as_mut().unwrap().given = None, "legal-opinion"),
            (
                "an objection is heard",
                |facts| {
                    facts.legal.as_mut().unwrap().given = Some((OpinionVerdict::Object, starts_at()));
                },
                "",
            ),
            (
                "an opinion after the meeting",
                |facts| {
                    facts.legal.as_mut().unwrap().given = Some((OpinionVerdict::Agree, starts_at().plus(1)));
                },
                "legal-opinion",
            ),
            ("an item that needs none", |facts| (facts.item, facts.legal) = (item(YesNo::No), None), ""),
        ],
    );
    let strict = Settings::from([(RuleName::case(Figure::LegalObjection), RuleValue::Word(RuleWord::Blocks))]);
    let rules = Rules::resolve(CommunityKind::Village, "51", day("2026-11-26"), &strict);
    check_missing(
        &rules,
        WAY,
        CaseStep::Resolution,
        &[(
            "an objection holds the case where the community set it so",
            |facts| facts.legal.as_mut().unwrap().given = Some((OpinionVerdict::Object, starts_at())),
            "legal-opinion",
        )],
    );
}

#[test]
fn a_guard_tells_how_much_is_missing_who_can_help_and_which_article_asks() {
    let rules = village();
    let plan = plan_of(WAY, CaseStep::Resolution);
    let mut facts = ready(&plan);
    set_people(&mut facts, 31, 19);
    meeting_mut(&mut facts).status = MeetingStatus::Open;
    facts.legal = Some(OpinionFacts { due_at: now().plus(DAY), given: None });
    let shown = |id| {
        let found = guard(&plan, &facts, &rules, id);
        let Measure { have, need, unit } = found.measure;
        let article = found.rule.article.unwrap_or_default();
        format!("{} {have}/{need} {unit} {} {article} {:?}", found.state, found.who, found.until.map(|at| at.0))
    };
    let waits = format!("Some({})", starts_at().0);
    assert_eq!(shown(GuardId::Quorum), format!("missing 19/21 people committee 30 {waits}"));
    assert_eq!(shown(GuardId::Majority), "missing 19/10 votes committee 30 None", "without a quorum nobody decides");
    assert_eq!(shown(GuardId::Notice), "met 12/7 days committee  None");
    assert_eq!(shown(GuardId::Held), format!("missing 0/1 meetings committee 30 {waits}"));
    assert_eq!(shown(GuardId::LegalOpinion), format!("missing 0/1 opinions adviser  Some({})", now().plus(DAY).0));
    let until = crate::time::end_of(day("2026-12-31")).0;
    assert_eq!(shown(GuardId::Authorisation), format!("met 1/1 authorisations committee  Some({until})"));
    facts.legal = None;
    assert_eq!(guard(&plan, &facts, &rules, GuardId::LegalOpinion).who, Role::Committee, "first somebody asks");
    facts.item = item(YesNo::No);
    assert_eq!(guard(&plan, &facts, &rules, GuardId::LegalOpinion).state, GuardState::NotAsked);
    let adults = plan_of(CaseProcedure { decider: Decider::Adults, ..WAY }, CaseStep::Resolution);
    assert_eq!(guard(&adults, &ready(&adults), &rules, GuardId::Authorisation).state, GuardState::NotAsked);
}

/// Where a pack makes a duty optional, nobody waits for it.
#[test]
fn an_optional_duty_is_not_asked() {
    let plan = plan_of(WAY, CaseStep::Resolution);
    let mut facts = ready(&plan);
    (facts.minutes, facts.supervisors_informed_at) = (0, None);
    let mut rules = village();
    assert_eq!(missing(&plan, &facts, &rules), "supervisor-informed minutes");
    for (figure, id) in [(Figure::SupervisorInformed, GuardId::SupervisorInformed), (Figure::Minutes, GuardId::Minutes)]
    {
        let rule = rules.rules.iter_mut().find(|rule| rule.name == RuleName::case(figure)).unwrap();
        rule.value = RuleValue::Word(RuleWord::Optional);
        assert_eq!(guard(&plan, &facts, &rules, id).state, GuardState::NotAsked, "{id}");
    }
    assert_eq!(missing(&plan, &facts, &rules), "");
}

/// VC25 art. 18: in writing, and three for one person at most. Where a proxy is not in order, none is allowed.
#[test]
fn a_guard_tells_how_many_proxies_are_in_order() {
    let of = |decider| plan_of(CaseProcedure { decider, ..WAY }, CaseStep::Resolution);
    for (name, decider, proxies, of_one, unwritten, expect) in [
        ("none", Decider::Adults, 0, 0, 0, "met 0/0 people"),
        ("three for one", Decider::Adults, 3, 3, 0, "met 3/3 people"),
        ("four for one", Decider::Adults, 4, 4, 0, "missing 4/0 people"),
        ("one of three by word of mouth", Decider::Adults, 3, 1, 1, "missing 3/0 people"),
        ("for a household", Decider::Households, 1, 1, 0, "missing 1/0 people"),
    ] {
        let plan = of(decider);
        let mut facts = ready(&plan);
        let meeting = meeting_mut(&mut facts);
        meeting.attendance.proxies = proxies;
        (meeting.proxies_of_one_max, meeting.unwritten_proxies) = (of_one, unwritten);
        let found = guard(&plan, &facts, &village(), GuardId::Proxies);
        let Measure { have, need, unit } = found.measure;
        assert_eq!(format!("{} {have}/{need} {unit}", found.state), expect, "{name}");
    }
}

/// A figure that no pack has cannot be fulfilled.
#[test]
fn without_rules_nothing_closes() {
    let none = Rules { version: String::new(), rules: vec![] };
    for plan in WAY.steps() {
        let found = missing(&plan, &ready(&plan), &none);
        assert!(
            plan.step == CaseStep::TownshipCheck || found.contains("quorum") && found.contains("notice"),
            "{found}"
        );
    }
}
