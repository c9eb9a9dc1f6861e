//! A ballot with its meeting, and a voice, in the form that the rules take.

pub use super::sql::LoadedBallot;
use super::sql::{self, VoiceRow};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::meetings;
use crate::object::Cx;
use domain::access::Subject;
use domain::ballots::{
    BallotPurpose, BallotStatus, CountProgress, Method, PartsVisibility, PurposeKind, Tally, Turnout, Voice, VoiceUse,
    VoterStatus, parts_visibility,
};
use domain::contract::RequestError;
use domain::ids::{BallotId, MeetingId, MemberId, VoterId};
use domain::meetings::MeetingForm;

pub fn load_ballot(cx: &Cx<'_>, id: BallotId) -> HandlerResult<Option<LoadedBallot>> {
    Ok(cx.read_first(sql::ONE, bind![id])?)
}

/// How many ballots of a meeting are open now.
pub fn open_count(cx: &Cx<'_>, meeting: MeetingId) -> HandlerResult<u32> {
    cx.first(sql::OPEN_COUNT, bind![meeting])?.map_or(Ok(0), |row| Ok(row.count(0)?))
}

/// Whether one of some voters, as one JSON list, has used a vote at a meeting.
pub fn is_any_voice_used(cx: &Cx<'_>, meeting: MeetingId, voters: &str) -> HandlerResult<bool> {
    cx.first(sql::ANY_VOICE_USED, bind![meeting, voters])?.map_or(Ok(false), |row| Ok(row.flag(0)?))
}

/// A ballot for an endpoint that is open to everybody.
pub fn load_public_ballot(cx: &Cx<'_>, id: BallotId) -> HandlerResult<LoadedBallot> {
    cx.allow(&Subject::Public)?;
    load_ballot(cx, id)?.ok_or_else(|| RequestError::NotFound.into())
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
        let entitled = self.entitled_at_opening.max(self.entitled_at_closing).unwrap_or_default();
        let present = self.present_at_opening.max(self.present_at_closing).unwrap_or_default();
        (entitled, present.max(self.state.counted().sum()))
    }

    pub fn turnout(&self) -> Turnout {
        let state = &self.state;
        Turnout {
            status: state.status,
            revision: state.revision,
            entitled: self.entitled_at_closing.unwrap_or(state.meeting.entitled),
            present: self.present_at_closing.unwrap_or(state.meeting.present),
            given: state.given,
            handed_out: state.handed_out,
            voted: state.voted(),
            counts_entered: match state.entered {
                CountProgress::None => 0,
                CountProgress::Once { .. } => 1,
                CountProgress::Agreed(_) => 2,
            },
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
        let row: Option<VoiceRow> = cx.read_first(sql::VOICE, bind![self.id, voter])?;
        Ok(row.map_or_else(unknown, |row| self.voice_of(&row, own)))
    }

    /// The voice of a line of the roll in relation to the caller.
    pub fn voice_of(&self, row: &VoiceRow, own: VoterId) -> Voice {
        let used = match (row.has_voted, row.token, row.has_paper) {
            (true, _, _) => Some(VoiceUse::Vote),
            (_, Some(blinded), _) => Some(VoiceUse::Token(blinded)),
            (_, _, true) => Some(VoiceUse::Paper),
            _ => None,
        };
        Voice {
            line: row.line,
            is_own: row.voter == own,
            present: row.present,
            spokesman: row.spokesman.filter(|_| self.by_household),
            proxy: row.proxy,
            used,
        }
    }

    /// The subject of the access check for managing the ballot.
    pub fn managing_subject(&self, cx: &Cx<'_>) -> HandlerResult<Subject> {
        managing_subject(cx, self.form, self.state.meeting.chair)
    }
}

/// Meetings of the party branch belong to the branch; all others to the community.
pub fn managing_subject(cx: &Cx<'_>, form: MeetingForm, chair: MemberId) -> HandlerResult<Subject> {
    if !form.is_of_the_party() {
        return Ok(Subject::Community);
    }
    let branch = cx.first(sql::BRANCH_OF, bind![chair])?;
    Ok(branch.map(|row| row.parsed(0)).transpose()?.map_or(Subject::Community, Subject::Body))
}

fn unknown() -> Voice {
    Voice { line: VoterStatus::Missing, is_own: false, present: false, spokesman: None, proxy: None, used: None }
}
