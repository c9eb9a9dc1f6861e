//! What a certificate proves, and which changes to it are detected.

use super::*;

/// The certificate of a step that closed as it should.
pub fn passed_certificate(plan: &StepPlan, rules: &Rules) -> Certificate {
    let closing = StepClosing { now: now(), expected: VoteOutcome::Passed };
    close_step(plan, &ready(plan), rules, closing).unwrap()
}

#[test]
fn a_step_closes_with_the_outcome_that_was_expected_and_not_before_it_is_ready() {
    let (rules, plan) = (village(), plan_of(WAY, CaseStep::Resolution));
    let close = |facts: &StepFacts, expected| {
        close_step(&plan, facts, &rules, StepClosing { now: now(), expected }).map(|certificate| certificate.outcome)
    };
    let good = ready(&plan);
    assert_eq!(close(&good, VoteOutcome::Passed), Ok(VoteOutcome::Passed));
    assert_eq!(close(&good, VoteOutcome::NotPassed), Err(Refusal::OutcomeDiffers { outcome: VoteOutcome::Passed }));
    let mut failed = ready(&plan);
    failed.ballots[0].counts = VoteCounts { r#for: 12, against: 12, abstain: 0, invalid: 0 };
    assert_eq!(close(&failed, VoteOutcome::NotPassed), Ok(VoteOutcome::NotPassed));
    assert_eq!(close(&failed, VoteOutcome::Passed), Err(Refusal::OutcomeDiffers { outcome: VoteOutcome::NotPassed }));
    // Further missing conditions are named, all of them; a lost vote does not close a step that lacks its minutes.
    (failed.minutes, failed.open_holds) = (0, 1);
    let missing = vec![GuardId::Minutes, GuardId::NoHold];
    assert_eq!(close(&failed, VoteOutcome::NotPassed), Err(Refusal::StepNotReady { missing }));
}

/// The figures that say how a vote went: of those present, or of all who are entitled.
#[test]
fn how_many_votes_were_needed() {
    let certificate = passed_certificate(&plan_of(WAY, CaseStep::Resolution), &village());
    let at = certificate.meeting.unwrap();
    let two_thirds = RuleValue::Share(">=2/3".parse().unwrap());
    let entitled = RuleValue::Word(RuleWord::Entitled);
    for (what, approval, base, needed) in [
        ("more than half of 24 present", at.approval.value, at.approval_base.value, 13),
        ("two thirds of them", two_thirds, at.approval_base.value, 16),
        ("two thirds of 30 entitled", two_thirds, entitled, 20),
    ] {
        let mut at = at.clone();
        (at.approval.value, at.approval_base.value) = (approval, base);
        assert_eq!(at.votes_needed(), needed, "{what}");
    }
}

#[test]
fn a_passing_rule_is_that_of_the_people_who_meet() {
    let rule = passing_rule(&village(), Electorate::Representatives).unwrap();
    assert_eq!((rule.approval.to_string(), rule.of_present), (">1/2".to_owned(), YesNo::Yes));
    assert!(passing_rule(&village(), Electorate::None).is_none(), "nobody meets for the township's check");
}

#[test]
fn anybody_works_a_certificate_out_again() {
    for rules in [village(), community()] {
        for plan in WAY.steps() {
            let certificate = passed_certificate(&plan, &rules);
            assert_eq!(certificate.verify(), Ok(()), "{}", certificate.canonical_text());
            let text = serde_json::to_string(&certificate).unwrap();
            assert_eq!(
                serde_json::from_str::<Certificate>(&text).unwrap().verify(),
                Ok(()),
                "after the way over the wire"
            );
        }
    }
}

#[test]
fn the_text_under_the_hash_is_as_published() {
    let certificate = passed_certificate(&plan_of(WAY, CaseStep::Resolution), &village());
    let at = certificate.meeting.as_ref().unwrap();
    let expect = format!(
        "linli-quorum-certificate=1\ncase={}\nstep=resolution\nwith=\nmeeting={}\nballot={}\nelectorate=representatives\n\
         method=secret\nroll_hash={}\nroll=31\nstruck=1\nentitled=30\npresent=24\nproxies=0\nmembers=30\n\
         representatives=25\nwomen=11\nfor=20\nagainst=3\nabstain=1\ninvalid=0\n\
         rule=representatives/quorum >=2/3 village-2025@2026-12 30 verified\n\
         rule=representatives/approval >1/2 village-2025@2026-12 30 verified\n\
         rule=representatives/approval-base present village-2025@2026-12 30 verified\n\
         opinion=\nlegal_opinion=agree\nrules=defaults@2026-12 village-2025@2026-12 province-51@2026-11\n\
         outcome=passed\nclosed_at={}\nprevious=\n",
        certificate.case,
        at.meeting,
        at.ballot,
        "ab".repeat(32),
        now().0
    );
    assert_eq!(certificate.canonical_text(), expect);
}

/// With the old hash every change is detected; with a recomputed hash, only content that contradicts itself.
#[test]
fn whatever_was_changed_is_found() {
    type Change = fn(&mut Certificate);
    fn at(certificate: &mut Certificate) -> &mut CertifiedMeeting {
        certificate.meeting.as_mut().unwrap()
    }
    let good = passed_certificate(&plan_of(WAY, CaseStep::Resolution), &village());
    let changes: &[(&str, Change, Result<(), BadCertificate>)] = &[
        ("a vote more", |it| at(it).counts.r#for += 1, Err(BadCertificate::FiguresImpossible)),
        ("too few votes", |it| at(it).counts.r#for = 12, Err(BadCertificate::OutcomeWrong)),
        ("too few people", |it| at(it).attendance.roll = 60, Err(BadCertificate::NoQuorum)),
        ("more people than the roll", |it| at(it).attendance.roll = 20, Err(BadCertificate::FiguresImpossible)),
        ("another outcome", |it| it.outcome = VoteOutcome::NotPassed, Err(BadCertificate::OutcomeWrong)),
        (
            "another quorum",
            |it| {
                at(it).quorum.value = RuleValue::Share(">=9/10".parse().unwrap());
            },
            Err(BadCertificate::NoQuorum),
        ),
        // Only the roll, the packs and the chain of steps can show these changes.
        ("another roll", |it| at(it).roll_hash = "cd".repeat(32), Ok(())),
        ("another step before", |it| it.previous = "ef".repeat(32), Ok(())),
        ("a line smuggled in", |it| it.rules_version.push_str("\noutcome=not-passed"), Ok(())),
        ("another article", |it| at(it).quorum.article = None, Ok(())),
        ("a later time", |it| it.closed_at = it.closed_at.plus(1), Ok(())),
    ];
    for (what, change, expect) in changes {
        let mut changed = good.clone();
        change(&mut changed);
        assert_eq!(changed.verify(), Err(BadCertificate::Changed), "{what}");
        assert_ne!(changed.canonical_text(), good.canonical_text(), "{what}");
        assert_eq!(changed.sealed_anew().verify(), *expect, "{what}");
    }
}
