//! Papers and counts: handing out papers, and the two counts of hands and papers that must agree.

use super::rules::check_unused;
use super::tally::Counts;
use super::{BallotState, CountProgress, Method, Refusal, Voice};
use crate::ids::MemberId;

/// Whether papers may be handed out now.
pub fn may_hand_out(ballot: &BallotState, revision: u32) -> Result<(), Refusal> {
    ballot.takes(revision, &[Method::Secret])?;
    if ballot.meeting.teller.is_none() {
        return Err(Refusal::NoTeller);
    }
    if matches!(ballot.entered, CountProgress::Agreed(_)) {
        return Err(Refusal::AlreadyCounted);
    }
    Ok(())
}

/// Whether a paper may be handed to the voter or to the voter's listed proxy.
pub fn hand_out(ballot: &BallotState, voice: &Voice, revision: u32) -> Result<(), Refusal> {
    may_hand_out(ballot, revision)?;
    voice.line.entitled()?;
    if !voice.present && voice.proxy.is_none() {
        return Err(Refusal::NotPresent);
    }
    check_unused(voice)
}

fn may_count(ballot: &BallotState, counts: &Counts, revision: u32) -> Result<(), Refusal> {
    ballot.takes(revision, &[Method::Hands, Method::Secret])?;
    if matches!(ballot.entered, CountProgress::Agreed(_)) {
        return Err(Refusal::AlreadyCounted);
    }
    let hands = ballot.method == Method::Hands;
    let votes_max = if hands { ballot.meeting.present } else { ballot.handed_out };
    let votes = counts.sum();
    // A raised hand always shows a choice.
    if votes > votes_max || (hands && counts.invalid > 0) {
        return Err(Refusal::TooManyVotes { votes, votes_max });
    }
    Ok(())
}

/// The first count: hands by the chair, papers by anybody who manages the ballot.
pub fn may_enter_count(ballot: &BallotState, counts: &Counts, by: MemberId, revision: u32) -> Result<(), Refusal> {
    may_count(ballot, counts, revision)?;
    if ballot.meeting.teller.is_none() {
        return Err(Refusal::NoTeller);
    }
    let hands = ballot.method == Method::Hands;
    if hands && by != ballot.meeting.chair { Err(Refusal::NotChair) } else { Ok(()) }
}

/// Enters the second count, by the teller. When it differs from the first, both are reported.
pub fn may_confirm_count(ballot: &BallotState, counts: &Counts, by: MemberId, revision: u32) -> Result<(), Refusal> {
    may_count(ballot, counts, revision)?;
    let CountProgress::Once { by: first, counts: before } = ballot.entered else {
        return Err(Refusal::NothingEntered);
    };
    if first == by {
        return Err(Refusal::SameCounter);
    }
    if before == *counts {
        return Ok(());
    }
    Err(Refusal::CountsDiffer {
        first_for: before.r#for,
        first_against: before.against,
        first_abstain: before.abstain,
        first_invalid: before.invalid,
        second_for: counts.r#for,
        second_against: counts.against,
        second_abstain: counts.abstain,
        second_invalid: counts.invalid,
    })
}
