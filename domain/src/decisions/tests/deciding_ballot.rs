//! Which ballot decides: each row names an article of the city law of 2025 (RC25), or none where the rule is the
//! program's.

use super::*;

/// For, against, entitled, present; `None` while it is open.
type BallotFigures = Option<(u32, u32, u32, u32)>;

fn ballots(puts: &[BallotFigures]) -> Vec<BallotFacts> {
    let first = ready(&plan_of(WAY, CaseStep::Resolution)).ballots[0];
    let one = |(at, put): (usize, &BallotFigures)| {
        let (r#for, against, entitled, present) = put.unwrap_or_default();
        BallotFacts {
            id: BallotId::from_parts(starts_at(), at as u128),
            is_closed: put.is_some(),
            entitled,
            present,
            counts: VoteCounts { r#for, against, ..VoteCounts::default() },
            ..first
        }
    };
    puts.iter().enumerate().map(one).collect()
}

#[test]
fn the_first_ballot_with_a_quorum_decides() {
    use BallotEffect as E;
    let (lost, won) = (Some((5, 55, 77, 60)), Some((60, 0, 77, 60)));
    let rules = community();
    let quorum = rules.share(Electorate::Representatives, Figure::Quorum);
    for (what, puts, effects, outcome) in [
        // Art. 29: two thirds of those who make it up are 52 of 77; more than half of the 60 who came are 31.
        ("art. 29: lost", vec![lost], vec![E::Decides], Some(VoteOutcome::NotPassed)),
        ("art. 29: won", vec![won], vec![E::Decides], Some(VoteOutcome::Passed)),
        ("art. 29: 30 of 60", vec![Some((30, 30, 77, 60))], vec![E::Decides], Some(VoteOutcome::NotPassed)),
        ("art. 29: 31 of 60", vec![Some((31, 29, 77, 60))], vec![E::Decides], Some(VoteOutcome::Passed)),
        // A decision with a quorum is final, whatever is put to the vote afterwards.
        ("art. 29: lost, then won", vec![lost, won], vec![E::Decides, E::TooLate], Some(VoteOutcome::NotPassed)),
        ("art. 29: won, then lost", vec![won, lost], vec![E::Decides, E::TooLate], Some(VoteOutcome::Passed)),
        (
            "art. 29: won, lost, then won",
            vec![won, lost, won],
            vec![E::Decides, E::TooLate, E::TooLate],
            Some(VoteOutcome::Passed),
        ),
        (
            "art. 29: lost, another is open",
            vec![lost, None],
            vec![E::Decides, E::TooLate],
            Some(VoteOutcome::NotPassed),
        ),
        // Without a quorum nothing was decided, and the next ballot may decide.
        ("art. 29: 51 of 77 came", vec![Some((5, 46, 77, 51))], vec![E::NoQuorum], None),
        ("art. 29: 52 of 77 came", vec![Some((5, 47, 77, 52))], vec![E::Decides], Some(VoteOutcome::NotPassed)),
        (
            "art. 29: without a quorum, then with one",
            vec![Some((5, 42, 77, 47)), won],
            vec![E::NoQuorum, E::Decides],
            Some(VoteOutcome::Passed),
        ),
        ("art. 29: nobody came", vec![Some((0, 0, 77, 0))], vec![E::NoQuorum], None),
        ("nobody is entitled", vec![Some((0, 0, 0, 0))], vec![E::NoQuorum], None),
        // No law covers these; they contain no vote that anybody gave.
        (
            "nobody voted",
            vec![Some((0, 0, 77, 60)), lost],
            vec![E::NobodyVoted, E::Decides],
            Some(VoteOutcome::NotPassed),
        ),
        ("more votes than people", vec![Some((61, 0, 77, 60))], vec![E::FiguresWrong], None),
        ("more people than the roll", vec![Some((60, 0, 50, 60))], vec![E::FiguresWrong], None),
        ("still open", vec![None], vec![E::Open], None),
        ("nothing was put", vec![], vec![], None),
    ] {
        let ballots = ballots(&puts);
        assert_eq!(super::ballot_effects(quorum, &ballots), effects, "{what}");
        assert_eq!(step_outcome(&rules, Electorate::Representatives, &ballots), outcome, "{what}");
        let first = effects.iter().position(|effect| *effect == E::Decides);
        assert_eq!(deciding_ballot(quorum, &ballots).map(|it| it.id), first.map(|at| ballots[at].id), "{what}");
    }
    // Art. 27: of the assembly more than half come, 39 of 77, and more than half of them agree.
    let adults = |puts: &[BallotFigures]| step_outcome(&rules, Electorate::Adults, &ballots(puts));
    assert_eq!(adults(&[Some((20, 18, 77, 38)), Some((19, 20, 77, 39))]), Some(VoteOutcome::NotPassed));
    assert_eq!(adults(&[Some((20, 19, 77, 39)), Some((0, 77, 77, 77))]), Some(VoteOutcome::Passed));
}

/// The certificate shows the result of that ballot, and a later one changes neither guards nor outcome.
#[test]
fn a_step_closes_as_the_first_ballot_says() {
    let (rules, plan) = (community(), plan_of(WAY, CaseStep::Resolution));
    let mut facts = ready(&plan);
    facts.meeting.as_mut().unwrap().attendance = MeetingTurnout { roll: 77, struck: 0, present: 60, proxies: 0 };
    facts.ballots = ballots(&[Some((5, 55, 77, 60)), Some((60, 0, 77, 60))]);
    assert_eq!(missing(&plan, &facts, &rules), "majority");
    let close = |expected| close_step(&plan, &facts, &rules, StepClosing { now: now(), expected });
    assert_eq!(close(VoteOutcome::Passed), Err(Refusal::OutcomeDiffers { outcome: VoteOutcome::NotPassed }));
    let certificate = close(VoteOutcome::NotPassed).unwrap();
    assert_eq!(certificate.verify(), Ok(()));
    let at = certificate.meeting.unwrap();
    assert_eq!((at.ballot, at.counts.against), (facts.ballots[0].id, 55));
    // People who come or leave afterwards do not change the quorum.
    facts.meeting.as_mut().unwrap().attendance = MeetingTurnout { roll: 77, struck: 50, present: 10, proxies: 0 };
    assert_eq!(missing(&plan, &facts, &rules), "majority");
    // This meeting cannot close what another meeting decided.
    facts.ballots[0].meeting = MeetingId::from_parts(now(), 9);
    assert_eq!(missing(&plan, &facts, &rules), "quorum ballot majority");
}

#[test]
fn no_other_meeting_takes_a_step_that_was_decided() {
    let (case, plan) = (Case { step: CaseStep::Resolution, ..Case::open(WAY) }, plan_of(WAY, CaseStep::Resolution));
    let meeting = Linkable {
        form: plan.forms[0],
        electorate: plan.electorate,
        status: MeetingStatus::Announced,
        is_taken: false,
    };
    let decided = |outcome| Err(Refusal::StepDecided { outcome });
    for (what, before, outcome, expect) in [
        ("the first one", None, None, Ok(plan)),
        ("the first one had no quorum", Some(MeetingStatus::Closed), None, Ok(plan)),
        ("it is going on", Some(MeetingStatus::Open), None, Err(Refusal::MeetingGoingOn)),
        ("it was lost", Some(MeetingStatus::Closed), Some(VoteOutcome::NotPassed), decided(VoteOutcome::NotPassed)),
        ("it was won", Some(MeetingStatus::Closed), Some(VoteOutcome::Passed), decided(VoteOutcome::Passed)),
        (
            "lost, and going on",
            Some(MeetingStatus::Open),
            Some(VoteOutcome::NotPassed),
            decided(VoteOutcome::NotPassed),
        ),
    ] {
        assert_eq!(link_meeting(&case, plan.step, &meeting, before, outcome), expect, "{what}");
    }
    // Form and electorate must both fit.
    for (what, form, electorate) in [
        ("another form", MeetingForm::ResidentsAssembly, plan.electorate),
        ("another electorate", plan.forms[0], Electorate::Adults),
        ("neither fits", MeetingForm::ResidentsAssembly, Electorate::Adults),
    ] {
        let meeting = Linkable { form, electorate, ..meeting };
        assert_eq!(link_meeting(&case, plan.step, &meeting, None, None), Err(Refusal::MeetingNotFitting), "{what}");
    }
    let stands = Refusal::StepDecided { outcome: VoteOutcome::NotPassed };
    for (exit, lost, won) in [
        (Exit::Returned, Err(stands.clone()), CaseStatus::Returned),
        (Exit::Lapsed, Err(stands), CaseStatus::Lapsed),
        (Exit::Rejected, Ok(CaseStatus::Rejected), CaseStatus::Rejected),
    ] {
        let leave = |outcome| case.leave(exit, Some(outcome)).map(|case| case.status);
        assert_eq!((leave(VoteOutcome::NotPassed), leave(VoteOutcome::Passed)), (lost, Ok(won)), "{exit}");
    }
}
