//! Papers and counts: handing out papers to many people in one act, all or none, and the two counts of hands and papers
//! that must agree.

use super::rules::check_unused;
use super::tally::Counts;
use super::{BallotState, CountProgress, HandOutPaperRequest, Method, Refusal, Voice};
use crate::ids::MemberId;
use crate::limits::LISTED_VOTERS_MAX;

/// What every paper needs of its ballot.
fn takes_papers(ballot: &BallotState, revision: u32) -> Result<(), Refusal> {
    ballot.takes(revision, &[Method::Secret])?;
    if ballot.meeting.teller.is_none() {
        return Err(Refusal::NoTeller);
    }
    if matches!(ballot.entered, CountProgress::Agreed(_)) { Err(Refusal::AlreadyCounted) } else { Ok(()) }
}

/// Whether this voter, or the voter's listed proxy, may take a paper.
fn may_take_paper(voice: &Voice) -> Result<(), Refusal> {
    voice.line.entitled()?;
    if !voice.present && voice.proxy.is_none() {
        return Err(Refusal::NotPresent);
    }
    check_unused(voice)
}

/// Whether a list of receivers is neither empty nor too long.
pub fn check_receivers(asked: &HandOutPaperRequest) -> Result<(), Refusal> {
    if asked.voters.is_empty() || asked.voters.len() > LISTED_VOTERS_MAX {
        return Err(Refusal::ReceiversOutOfRange { most: u32::try_from(LISTED_VOTERS_MAX).unwrap_or(u32::MAX) });
    }
    Ok(())
}

/// One paper, for the tables of cases: whether the voter or the voter's listed proxy may have it.
#[cfg(test)]
pub fn hand_out(ballot: &BallotState, voice: &Voice, revision: u32) -> Result<(), Refusal> {
    takes_papers(ballot, revision)?;
    may_take_paper(voice)
}

/// Decides a list of receivers as a whole. `voices`: those of the list that the roll has, each once with its name. A
/// refusal names everybody whom it concerns; a voter who is not on the roll has no name here.
pub fn hand_out_papers(
    ballot: &BallotState,
    voices: &[(String, Voice)],
    asked: &HandOutPaperRequest,
) -> Result<(), Refusal> {
    check_receivers(asked)?;
    takes_papers(ballot, asked.revision)?;
    let mut listed = asked.voters.clone();
    listed.sort_unstable();
    listed.dedup();
    if voices.len() < listed.len() {
        return Err(Refusal::NotOnRoll);
    }
    let Some(why) = voices.iter().find_map(|(_, voice)| may_take_paper(voice).err()) else { return Ok(()) };
    let concerned = voices.iter().filter(|(_, voice)| may_take_paper(voice).as_ref() == Err(&why));
    let names: Vec<&str> = concerned.map(|(name, _)| name.as_str()).collect();
    let names = names.join("、");
    Err(match why {
        Refusal::Struck => Refusal::ReceiversStruck { names },
        Refusal::NotPresent => Refusal::ReceiversAbsent { names },
        Refusal::TokenGiven => Refusal::ReceiversHaveTokens { names },
        Refusal::PaperGiven => Refusal::ReceiversHavePapers { names },
        other => other,
    })
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
