//! Publishing, withdrawing and putting away.

use super::{AnnouncementAudience, FoundNumbers, PersonalData, PublishAnnouncementRequest, Refusal};
use crate::ids::{BodyId, GridId};
use crate::limits::ANNOUNCEMENT_DAYS_MAX;
use crate::masking::{mask_identity, mask_name, mask_phone};
use crate::members::Day;
use chrono::{NaiveDate, TimeDelta};

/// Where an announcement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnouncementState {
    /// Before its first day.
    Waiting,
    Shown,
    Over,
    Withdrawn,
}

/// The state of an announcement.
pub fn state_of(from: Day, until: Day, withdrawn: bool, today: NaiveDate) -> AnnouncementState {
    match (withdrawn, from.date() > today, until.date() < today) {
        (true, _, _) => AnnouncementState::Withdrawn,
        (_, true, _) => AnnouncementState::Waiting,
        (_, _, true) => AnnouncementState::Over,
        _ => AnnouncementState::Shown,
    }
}

/// Whether the days and the audience of a draft fit.
pub fn may_publish_announcement(draft: &PublishAnnouncementRequest, today: NaiveDate) -> Result<(), Refusal> {
    let (from, until) = (draft.from.date(), draft.until.date());
    if from < today {
        return Err(Refusal::BeginsInPast);
    }
    if until < from {
        return Err(Refusal::UntilBeforeFrom);
    }
    if until - today > TimeDelta::days(ANNOUNCEMENT_DAYS_MAX) {
        return Err(Refusal::ShownTooLong { days_max: ANNOUNCEMENT_DAYS_MAX });
    }
    match (draft.audience, draft.grid.is_some(), draft.body.is_some()) {
        (AnnouncementAudience::Community, false, false)
        | (AnnouncementAudience::Grid, true, false)
        | (AnnouncementAudience::Body, false, true) => Ok(()),
        _ => Err(Refusal::NoSuchAudience),
    }
}

/// What was found in a text: its numbers, and which of them and which names belong to people of the roster who hold no
/// public office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundPersonalData {
    pub numbers: FoundNumbers,
    /// Those of the phones that are a resident's.
    pub residents_phones: Vec<String>,
    pub residents_names: Vec<String>,
}

/// Whether a text with this content may be published after this statement of the publisher.
pub fn may_announce_text(found: &FoundPersonalData, stated: PersonalData) -> Result<(), Refusal> {
    let identities: Vec<String> = found.numbers.identities.iter().map(|number| mask_identity(number)).collect();
    if !identities.is_empty() {
        return Err(Refusal::IdentityNumber { found: identities.join("、") });
    }
    let phones = match stated {
        PersonalData::Agreed => return Ok(()),
        PersonalData::OfficePhone => &found.residents_phones,
        PersonalData::Nothing => &found.numbers.phones,
    };
    let phones = phones.iter().map(|phone| mask_phone(phone));
    let masked: Vec<String> = phones.chain(found.residents_names.iter().map(|name| mask_name(name))).collect();
    if masked.is_empty() { Ok(()) } else { Err(Refusal::PersonalDataFound { found: masked.join("、") }) }
}

/// A correction reaches those who read what was wrong: it addresses the same people as the announcement that it names.
pub fn may_correct(
    draft: &PublishAnnouncementRequest,
    former: Option<(AnnouncementAudience, Option<GridId>, Option<BodyId>)>,
) -> Result<(), Refusal> {
    let fits = former == Some((draft.audience, draft.grid, draft.body));
    if draft.corrects.is_none() || fits { Ok(()) } else { Err(Refusal::NoSuchFormer) }
}

/// An announcement is withdrawn once.
pub fn may_withdraw_announcement(withdrawn: bool) -> Result<(), Refusal> {
    if withdrawn { Err(Refusal::AlreadyWithdrawn) } else { Ok(()) }
}

/// The reader puts away what is not statutory.
pub fn may_put_away(statutory: bool) -> Result<(), Refusal> {
    if statutory { Err(Refusal::StatutoryStays) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::UtcMillis;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn draft(from: &str, until: &str) -> PublishAnnouncementRequest {
        PublishAnnouncementRequest {
            title: "停水通知".parse().unwrap(),
            text: "明天上午停水。".parse().unwrap(),
            audience: AnnouncementAudience::Community,
            grid: None,
            body: None,
            from: day(from),
            until: day(until),
            personal: PersonalData::Nothing,
            basis: None,
            corrects: None,
        }
    }

    #[test]
    fn both_sides_of_each_day() {
        let too_long = Err(Refusal::ShownTooLong { days_max: ANNOUNCEMENT_DAYS_MAX });
        for (from, until, expected) in [
            ("2026-11-20", "2026-11-20", Ok(())),
            ("2026-11-19", "2026-11-20", Err(Refusal::BeginsInPast)),
            ("2026-11-22", "2026-11-21", Err(Refusal::UntilBeforeFrom)),
            ("2026-11-20", "2027-11-21", Ok(())),
            ("2026-11-20", "2027-11-22", too_long.clone()),
            ("2027-12-01", "2027-12-02", too_long),
        ] {
            assert_eq!(
                may_publish_announcement(&draft(from, until), day("2026-11-20").date()),
                expected,
                "{from} {until}"
            );
        }
    }

    #[test]
    fn what_an_audience_needs_and_nothing_else() {
        use AnnouncementAudience as To;
        let (grid, body) = (GridId::from_parts(UtcMillis(1), 1), BodyId::from_parts(UtcMillis(1), 1));
        for (audience, grid, body, fits) in [
            (To::Community, None, None, true),
            (To::Community, Some(grid), None, false),
            (To::Community, None, Some(body), false),
            (To::Grid, Some(grid), None, true),
            (To::Grid, None, None, false),
            (To::Grid, Some(grid), Some(body), false),
            (To::Body, None, Some(body), true),
            (To::Body, None, None, false),
            (To::Body, Some(grid), None, false),
        ] {
            let draft = PublishAnnouncementRequest { audience, grid, body, ..draft("2026-11-20", "2026-11-21") };
            let expected = if fits { Ok(()) } else { Err(Refusal::NoSuchAudience) };
            assert_eq!(may_publish_announcement(&draft, day("2026-11-20").date()), expected, "{draft:?}");
            let corrects = Some(crate::ids::AnnouncementId::from_parts(UtcMillis(1), 1));
            let correction = PublishAnnouncementRequest { corrects, ..draft };
            assert_eq!(may_correct(&correction, Some((audience, grid, body))), Ok(()));
            let others = (To::Grid, Some(GridId::from_parts(UtcMillis(1), 2)), None);
            for former in [None, Some(others)] {
                assert_eq!(may_correct(&correction, former), Err(Refusal::NoSuchFormer), "{correction:?}");
            }
        }
    }

    #[test]
    fn what_the_publisher_must_state() {
        use PersonalData as P;
        let list = |numbers: &[&str]| numbers.iter().map(|number| (*number).to_owned()).collect::<Vec<_>>();
        let found = |phones: &[&str], of_residents: &[&str], names: &[&str]| FoundPersonalData {
            numbers: FoundNumbers { identities: vec![], phones: list(phones) },
            residents_phones: list(of_residents),
            residents_names: list(names),
        };
        let office = found(&["13800001234"], &[], &[]);
        let resident = found(&["13800001234", "13900004321"], &["13900004321"], &[]);
        let named = found(&[], &[], &["王秀英"]);
        for (found, stated, expected) in [
            (&FoundPersonalData::default(), P::Nothing, None),
            (&office, P::Nothing, Some("138****1234")),
            (&office, P::OfficePhone, None),
            (&office, P::Agreed, None),
            (&resident, P::Nothing, Some("138****1234、139****4321")),
            (&resident, P::OfficePhone, Some("139****4321")),
            (&resident, P::Agreed, None),
            (&named, P::Nothing, Some("王**")),
            (&named, P::OfficePhone, Some("王**")),
            (&named, P::Agreed, None),
        ] {
            let expected = expected.map_or(Ok(()), |found| Err(Refusal::PersonalDataFound { found: found.to_owned() }));
            assert_eq!(may_announce_text(found, stated), expected, "{found:?} {stated}");
        }
        let identities = list(&["11010519491231002X"]);
        let numbers = FoundNumbers { identities, phones: vec![] };
        for stated in P::ALL {
            let found = FoundPersonalData { numbers: numbers.clone(), ..FoundPersonalData::default() };
            let refused = Refusal::IdentityNumber { found: "1101************2X".to_owned() };
            assert_eq!(may_announce_text(&found, *stated), Err(refused), "{stated}");
        }
    }

    #[test]
    fn what_stands_on_a_day() {
        use AnnouncementState as S;
        for (today, withdrawn, expected) in [
            ("2026-11-19", false, S::Waiting),
            ("2026-11-20", false, S::Shown),
            ("2026-11-22", false, S::Shown),
            ("2026-11-23", false, S::Over),
            ("2026-11-20", true, S::Withdrawn),
            ("2026-11-19", true, S::Withdrawn),
        ] {
            assert_eq!(
                state_of(day("2026-11-20"), day("2026-11-22"), withdrawn, day(today).date()),
                expected,
                "{today}"
            );
        }
        assert_eq!((may_put_away(true), may_put_away(false)), (Err(Refusal::StatutoryStays), Ok(())));
        assert_eq!(may_withdraw_announcement(true), Err(Refusal::AlreadyWithdrawn));
        assert_eq!(may_withdraw_announcement(false), Ok(()));
    }
}
