//! A ballot with its meeting, and a voice, in the form that the rules take.

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::meetings;
use crate::object::Cx;
use domain::access::Subject;
use domain::ballots::token::{BlindedHash, Element};
use domain::ballots::{
    BallotPurpose, BallotState, BallotStatus, CountProgress, Counts, PurposeKind, Tally, Turnout, Voice, VoiceUse,
    VoterStatus, VotingMeeting, parts_visibility,
};
use domain::ballots::{Method, PartsVisibility};
use domain::contract::RequestError;
use domain::decisions::CaseStep;
use domain::ids::{BallotId, CaseId, MeetingId, MemberId, VoterId};
use domain::time::UtcMillis;

/// A ballot as it is stored.
pub struct LoadedBallot {
    pub id: BallotId,
    pub meeting: MeetingId,
    pub question: String,
    pub rule: String,
    pub open_minutes: u32,
    pub opened_at: Option<UtcMillis>,
    pub closed_at: Option<UtcMillis>,
    pub public_key: Option<Element>,
    pub sealed_key: Option<Vec<u8>>,
    /// Entitled and present, at opening and at closing.
    pub at_opening: Option<(u32, u32)>,
    pub at_closing: Option<(u32, u32)>,
    pub form: String,
    pub by_household: bool,
    /// The case that it decides.
    pub case: Option<CaseId>,
    /// It was drafted as a question that decides nothing.
    pub free: bool,
    pub reason: Option<String>,
    /// The step and the matter's version, set at opening.
    pub step: Option<CaseStep>,
    pub version: Option<u32>,
    /// The last minute in which wrong tokens came, and how many.
    pub wrong: (i64, u32),
    pub state: BallotState,
}

pub fn load_ballot(cx: &Cx<'_>, id: BallotId) -> HandlerResult<Option<LoadedBallot>> {
    cx.first(sql::ONE, bind![id])?.map(|row| read_ballot(&row)).transpose()
}

/// How many ballots of a meeting are open now.
pub fn open_count(cx: &Cx<'_>, meeting: MeetingId) -> HandlerResult<u32> {
    cx.first(sql::OPEN_COUNT, bind![meeting])?.map_or(Ok(0), |row| Ok(row.count(0)?))
}

/// A ballot for an endpoint that is open to everybody.
pub fn load_public_ballot(cx: &Cx<'_>, id: BallotId) -> HandlerResult<LoadedBallot> {
    cx.allow(&Subject::Public)?;
    load_ballot(cx, id)?.ok_or_else(|| RequestError::NotFound.into())
}

fn counts(row: &Row, at: usize) -> HandlerResult<Counts> {
    let r#for = row.count(at)?;
    Ok(Counts { r#for, against: row.count(at + 1)?, abstain: row.count(at + 2)?, invalid: row.count(at + 3)? })
}

fn pair(row: &Row, at: usize) -> HandlerResult<Option<(u32, u32)>> {
    Ok(if row.maybe_int(at)?.is_some() { Some((row.count(at)?, row.count(at + 1)?)) } else { None })
}

/// Reads the columns of `sql::ballot_row!`.
pub fn read_ballot(row: &Row) -> HandlerResult<LoadedBallot> {
    let entered = match (row.flag(16)?, row.maybe_parsed(34)?) {
        (true, _) => CountProgress::Agreed(counts(row, 17)?),
        (false, Some(by)) => CountProgress::Once { by, counts: counts(row, 35)? },
        (false, None) => CountProgress::None,
    };
    let meeting = VotingMeeting {
        is_open: row.text(27)? == "open",
        chair: row.parsed(28)?,
        teller: row.maybe_parsed(29)?,
        entitled: row.count(30)?,
        present: row.count(31)?,
    };
    let state = BallotState {
        status: row.parsed(6)?,
        method: row.parsed(3)?,
        revision: row.count(7)?,
        closes_at: row.maybe_time(9)?,
        given: row.count(11)?,
        handed_out: row.count(12)?,
        single: Counts { r#for: row.count(13)?, against: row.count(14)?, abstain: row.count(15)?, invalid: 0 },
        in_urn: row.count(46)?,
        entered,
        meeting,
    };
    let public_key = row.maybe_blob(21)?.and_then(|bytes| bytes.try_into().ok()).map(Element);
    Ok(LoadedBallot {
        id: row.parsed(0)?,
        meeting: row.parsed(1)?,
        question: row.text(2)?,
        rule: row.text(4)?,
        open_minutes: row.count(5)?,
        opened_at: row.maybe_time(8)?,
        closed_at: row.maybe_time(10)?,
        public_key,
        sealed_key: row.maybe_blob(22)?.map(<[u8]>::to_vec),
        at_opening: pair(row, 23)?,
        at_closing: pair(row, 25)?,
        form: row.text(32)?,
        by_household: row.text(33)? == "households",
        wrong: (row.int(39)?, row.count(40)?),
        case: row.maybe_parsed(41)?,
        free: row.flag(42)?,
        reason: row.maybe_text(43)?,
        step: row.maybe_parsed(44)?,
        version: row.maybe_int(45)?.map(|number| u32::try_from(number).unwrap_or(u32::MAX)),
        state,
    })
}

impl LoadedBallot {
    /// The result, once closed; read from the row without counting again.
    pub fn tally(&self) -> Option<Tally> {
        if self.state.status != BallotStatus::Closed {
            return None;
        }
        let (phone, counted) = (self.state.single, self.state.agreed());
        let is_secret = self.state.method == Method::Secret;
        let hidden = parts_visibility(&phone, &counted) == PartsVisibility::Hidden;
        let part = |counts| if is_secret && !hidden { Some(counts) } else { None };
        Some(Tally {
            total: self.state.counted(),
            phone: part(phone),
            paper: part(counted),
            given_not_cast: if is_secret { self.state.given.saturating_sub(phone.sum()) } else { 0 },
            handed_out_not_returned: if is_secret { self.state.handed_out.saturating_sub(counted.sum()) } else { 0 },
        })
    }

    pub fn purpose(&self) -> BallotPurpose {
        let kind = match (self.case, self.free) {
            (Some(_), _) => PurposeKind::Case,
            (None, true) => PurposeKind::Free,
            (None, false) => PurposeKind::Earlier,
        };
        BallotPurpose { kind, case: self.case, reason: self.reason.clone() }
    }

    /// Entitled and present as they count for a decision: see [`domain::decisions::BallotFacts`].
    pub fn people(&self) -> (u32, u32) {
        let (from, until) = (self.at_opening.unwrap_or_default(), self.at_closing.unwrap_or_default());
        (from.0.max(until.0), from.1.max(until.1).max(self.state.counted().sum()))
    }

    pub fn turnout(&self) -> Turnout {
        let state = &self.state;
        let (entitled, present) = self.at_closing.unwrap_or((state.meeting.entitled, state.meeting.present));
        Turnout {
            status: state.status,
            revision: state.revision,
            entitled,
            present,
            given: state.given,
            handed_out: state.handed_out,
            voted: state.voted(),
            closes_at: state.closes_at,
        }
    }

    /// The voter that the caller has on the roll: the household or the member.
    pub fn own_voter(&self, cx: &Cx<'_>) -> HandlerResult<VoterId> {
        let text = match (self.by_household, cx.standing().household) {
            (true, Some(household)) => household.to_string(),
            _ => cx.member()?.to_string(),
        };
        text.parse().map_err(|_| HandlerError::Fault("a voter without an id".to_owned()))
    }

    /// The voice of a voter in relation to the caller; a stranger's if the roll does not have it. If one of the two is
    /// no longer entitled, that one is struck first and stays struck, so call this before any other write.
    pub fn voice(&self, cx: &Cx<'_>, voter: VoterId, own: VoterId) -> HandlerResult<Voice> {
        if self.state.meeting.is_open {
            meetings::check_entitlement(cx, self.meeting, voter)?;
            if own != voter {
                meetings::check_entitlement(cx, self.meeting, own)?;
            }
        }
        let row = cx.first(sql::VOICE, bind![self.id, voter])?;
        row.map_or_else(|| Ok(unknown()), |row| self.voice_of(&row, own))
    }

    /// Reads the columns of `sql::voice_row!`.
    pub fn voice_of(&self, row: &Row, own: VoterId) -> HandlerResult<Voice> {
        let voter: VoterId = row.parsed(0)?;
        let token = row.maybe_blob(6)?.and_then(|bytes| bytes.try_into().ok()).map(BlindedHash);
        let used = match (row.flag(5)?, token, row.flag(7)?) {
            (true, _, _) => Some(VoiceUse::Vote),
            (_, Some(blinded), _) => Some(VoiceUse::Token(blinded)),
            (_, _, true) => Some(VoiceUse::Paper),
            _ => None,
        };
        Ok(Voice {
            line: if row.flag(1)? { VoterStatus::Struck } else { VoterStatus::Entitled },
            is_own: voter == own,
            present: row.flag(2)?,
            spokesman: if self.by_household { row.maybe_parsed(3)? } else { None },
            proxy: row.maybe_parsed(4)?,
            used,
        })
    }

    /// The subject of the access check for managing the ballot.
    pub fn managing_subject(&self, cx: &Cx<'_>) -> HandlerResult<Subject> {
        managing_subject(cx, &self.form, self.state.meeting.chair)
    }
}

/// Meetings of the party branch belong to the branch; all others to the community.
pub fn managing_subject(cx: &Cx<'_>, form: &str, chair: MemberId) -> HandlerResult<Subject> {
    if !matches!(form, "branch-committee-meeting" | "joint-meeting" | "party-members-meeting") {
        return Ok(Subject::Community);
    }
    let branch = cx.first(sql::BRANCH_OF, bind![chair])?;
    Ok(branch.map(|row| row.parsed(0)).transpose()?.map_or(Subject::Community, Subject::Body))
}

fn unknown() -> Voice {
    Voice { line: VoterStatus::Missing, is_own: false, present: false, spokesman: None, proxy: None, used: None }
}
