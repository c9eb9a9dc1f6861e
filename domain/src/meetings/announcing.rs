//! Announcing, moving and cancelling a meeting.
//!
//! Invariant: at least the days required by the rule lie between announcement and beginning, counted as whole days of
//! twenty-four hours; later changes never shorten them.

use super::{
    AboutWhat, AnnounceMeetingRequest, Electorate, MeetingForm, MeetingOfficers, MeetingState, MeetingStatus,
    NoticeFloor, Refusal, ReviseMeetingRequest, WithinWhat,
};
use crate::ids::CaseId;
use crate::limits;
use crate::time::{DAY, HOUR, UtcMillis, start_of};

/// The first moment at which a meeting that is announced now may begin.
pub fn earliest_start(floor: &NoticeFloor, now: UtcMillis) -> UtcMillis {
    now.plus(i64::from(floor.days) * DAY)
}

/// The hour of a meeting where none of its form was held before: nine in the morning.
const USUAL_HOUR: i64 = 9 * HOUR;

/// The beginning to suggest: the first lawful day at the hour of the last meeting of this form.
pub fn suggest_start(earliest: UtcMillis, last: Option<UtcMillis>) -> UtcMillis {
    let hour = last.map_or(USUAL_HOUR, |last| last.since(start_of(last.day())));
    let same_day = start_of(earliest.day()).plus(hour);
    if same_day < earliest { same_day.plus(DAY) } else { same_day }
}

/// Decides whether a meeting may be announced as drafted.
pub fn may_announce_meeting(
    draft: &AnnounceMeetingRequest,
    floor: &NoticeFloor,
    now: UtcMillis,
) -> Result<(), Refusal> {
    if !draft.form.fits(draft.electorate) {
        return Err(Refusal::ElectorateDoesNotFit);
    }
    if !draft.about.is_whole() {
        return Err(Refusal::AboutIncomplete);
    }
    // A ballot is drafted at once only for the step that the meeting takes.
    if draft.ballot.is_some() && draft.about.what != AboutWhat::Case {
        return Err(Refusal::AboutIncomplete);
    }
    within(draft)?;
    agenda(draft)?;
    cases(draft)?;
    let guests_max = u32::try_from(limits::MEETING_GUESTS_MAX).unwrap_or(u32::MAX);
    for (found, most) in [(draft.materials.len(), limits::MEETING_MATERIALS_MAX), (draft.guests.len(), guests_max)] {
        if found > most as usize {
            return Err(Refusal::TooMany { most });
        }
    }
    if draft.seats > limits::MEETING_SEATS_MAX {
        return Err(Refusal::SeatsOutOfRange { most: limits::MEETING_SEATS_MAX });
    }
    if draft.form == MeetingForm::Hearing && (draft.seats == 0 || draft.guests.is_empty()) {
        return Err(Refusal::HearingIncomplete);
    }
    officers(&draft.officers)?;
    in_time(draft.starts_at, &stated_floor(draft, floor)?, now)
}

/// The floor of a meeting with a reason for haste is that of the special case, where the law knows one.
fn stated_floor(draft: &AnnounceMeetingRequest, floor: &NoticeFloor) -> Result<NoticeFloor, Refusal> {
    let days = if draft.urgent.is_some() { floor.urgent_days.ok_or(Refusal::NoUrgentNotice)? } else { floor.days };
    Ok(NoticeFloor { days, ..floor.clone() })
}

/// A statutory form has its whole electorate. Consultations may be held within a group of residents or households, or
/// with the members of one branch (VC25 art. 32; rules.md §1).
fn within(draft: &AnnounceMeetingRequest) -> Result<(), Refusal> {
    let fits = match draft.within.what {
        WithinWhat::Everybody => true,
        WithinWhat::Group => matches!(draft.electorate, Electorate::Adults | Electorate::Households),
        WithinWhat::Branch => matches!(draft.electorate, Electorate::BranchCommittee | Electorate::PartyMembers),
    };
    let narrows = draft.within.what != WithinWhat::Everybody;
    if !fits || !draft.within.is_whole() || (narrows && draft.form.is_statutory()) {
        return Err(Refusal::GroupDoesNotFit);
    }
    Ok(())
}

fn in_time(starts_at: UtcMillis, floor: &NoticeFloor, now: UtcMillis) -> Result<(), Refusal> {
    let earliest = earliest_start(floor, now);
    if starts_at < earliest {
        let (source, article) = (floor.source.clone(), floor.article.clone());
        return Err(Refusal::NoticeTooShort { earliest_at: earliest, days: floor.days, source, article });
    }
    if starts_at.since(now) > limits::MEETING_AHEAD_DAYS_MAX * DAY {
        return Err(Refusal::StartsTooFarAhead { days_max: limits::MEETING_AHEAD_DAYS_MAX });
    }
    Ok(())
}

/// One meeting may take several decisions, each as an item of its agenda, so that the notice names them all (VC18 art.
/// 21 and 26: the decisions are announced beforehand). No decision is named twice, and the one for which the meeting
/// was called is among them.
fn cases(draft: &AnnounceMeetingRequest) -> Result<(), Refusal> {
    let mut found: Vec<CaseId> = draft.agenda.iter().filter_map(|item| item.case).collect();
    let named = found.len();
    found.sort_unstable();
    found.dedup();
    let has_own = named == 0 || draft.about.case.is_none_or(|own| found.contains(&own));
    if found.len() == named && has_own { Ok(()) } else { Err(Refusal::CaseNotFitting) }
}

fn agenda(draft: &AnnounceMeetingRequest) -> Result<(), Refusal> {
    let items = draft.agenda.len();
    let lasts = |minutes: u32| (1..=limits::AGENDA_MINUTES_MAX).contains(&minutes);
    if (1..=limits::AGENDA_ITEMS_MAX).contains(&items) && draft.agenda.iter().all(|item| lasts(item.minutes)) {
        return Ok(());
    }
    Err(Refusal::AgendaOutOfRange {
        items_max: limits::AGENDA_ITEMS_MAX.try_into().unwrap_or(u32::MAX),
        minutes_max: limits::AGENDA_MINUTES_MAX,
    })
}

/// Counts and minutes need two people.
fn officers(officers: &MeetingOfficers) -> Result<(), Refusal> {
    if officers.chair == officers.teller { Err(Refusal::SamePerson) } else { Ok(()) }
}

/// Decides a revision: before the meeting opens, the place, a later time and other officers; while it is open, only
/// other officers.
pub fn may_revise_meeting(
    state: &MeetingState,
    place: &str,
    revision: &ReviseMeetingRequest,
    now: UtcMillis,
) -> Result<(), Refusal> {
    revision.officers.as_ref().map_or(Ok(()), officers)?;
    let moves = revision.starts_at != state.starts_at || revision.place.as_str() != place;
    if state.status != MeetingStatus::Open || moves {
        state.is_announced()?;
    }
    if !moves && revision.officers.is_none() {
        return Err(Refusal::NothingRevised);
    }
    if revision.starts_at < state.starts_at {
        return Err(Refusal::OnlyLater { starts_at: state.starts_at });
    }
    if revision.starts_at.since(now) > limits::MEETING_AHEAD_DAYS_MAX * DAY {
        return Err(Refusal::StartsTooFarAhead { days_max: limits::MEETING_AHEAD_DAYS_MAX });
    }
    Ok(())
}

/// A meeting can be cancelled only before it opens.
pub fn may_cancel_meeting(state: &MeetingState) -> Result<(), Refusal> {
    state.is_announced()
}
