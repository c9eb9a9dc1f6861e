//! The composition of a body (组成): the requirements of the law, as warnings with figures. Nothing is refused, because
//! elections take time, and a body stays as it is until then.

use super::{BodyKind, BodyRules, BodyWarning, BodyWarningCode, Post, Sex};
use crate::communities::CommunityKind;
use crate::decisions::women_least;
use chrono::{NaiveDate, TimeDelta};

/// A seat in its term.
#[derive(Debug, Clone, Copy)]
pub struct SeatInTerm {
    pub post: Post,
    pub sex: Option<Sex>,
    pub born_known: bool,
    pub until: NaiveDate,
}

/// Whether a term ends within the days given by the rule pack.
pub fn runs_out(post: Post, until: NaiveDate, today: NaiveDate) -> bool {
    let days = TimeDelta::days(i64::from(BodyRules::current().term_warning_days));
    post.has_term() && today.checked_add_signed(days).is_some_and(|last| until <= last)
}

/// The people whom a meeting of representatives represents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Constituency {
    /// Households of the community.
    pub households: u32,
    /// Number of residents' groups (居民小组、村民小组).
    pub groups: u32,
    /// Names of the groups in which no representative lives.
    pub without: Vec<String>,
}

/// The warnings about a body.
pub fn review_composition(
    place: CommunityKind,
    kind: BodyKind,
    seats: &[SeatInTerm],
    represented: &Constituency,
    today: NaiveDate,
) -> Vec<BodyWarning> {
    let rules = BodyRules::current();
    let mut found = vec![];
    match kind {
        BodyKind::ResidentsCommittee => {
            // RC25 art. 8; VC25 art. 8.
            let (least, most) = rules.figures_of(place).committee;
            size(&mut found, seats.len(), least, most);
            if !seats.is_empty() && seats.len().is_multiple_of(2) {
                found.push(warning(BodyWarningCode::EvenNumber, count(seats.len()), 0, 0));
            }
        }
        BodyKind::SupervisionCommittee => {
            size(&mut found, seats.len(), rules.supervision_committee_min, rules.supervision_committee_max);
        }
        BodyKind::RepresentativesMeeting => meeting(&mut found, place, seats, represented),
        _ => {}
    }
    if is_headless(kind, seats) {
        found.push(warning(BodyWarningCode::HeadVacant, 0, 1, 0));
    }
    let ending = seats.iter().filter(|seat| runs_out(seat.post, seat.until, today)).count();
    if ending > 0 {
        found.push(warning(BodyWarningCode::TermsRunOut, count(ending), 0, 0));
    }
    let unknown = seats.iter().filter(|seat| seat.post != Post::TeamMember && !seat.born_known).count();
    if unknown > 0 {
        found.push(warning(BodyWarningCode::BirthUnknown, count(unknown), 0, 0));
    }
    found
}

/// Whether the first post is vacant; a council may be led by a convener instead of a director.
fn is_headless(kind: BodyKind, seats: &[SeatInTerm]) -> bool {
    let leads = |post: Post| kind.posts().first() == Some(&post) || post == Post::Convener;
    kind.posts().first().is_some_and(|first| first.has_term()) && !seats.iter().any(|seat| leads(seat.post))
}

fn size(found: &mut Vec<BodyWarning>, seats: usize, least: u32, most: u32) {
    let seats = count(seats);
    if seats < least {
        found.push(warning(BodyWarningCode::TooFew, seats, least, most));
    } else if seats > most {
        found.push(warning(BodyWarningCode::TooMany, seats, least, most));
    }
}

/// RC25 art. 13, 28; VC25 art. 29: four fifths of the meeting are representatives, in a village one third of it women
/// representatives; one for so many households, or some from each group.
fn meeting(found: &mut Vec<BodyWarning>, place: CommunityKind, seats: &[SeatInTerm], represented: &Constituency) {
    let (rules, households) = (BodyRules::current(), represented.households);
    let figures = rules.figures_of(place);
    let representatives: Vec<&SeatInTerm> = seats.iter().filter(|seat| seat.post.is_representative()).collect();
    let (all, chosen) = (count(seats.len()), count(representatives.len()));
    // Compared as products, to avoid rounding.
    if chosen * 100 < all * rules.representatives_percent_min {
        let percent = chosen * 100 / all.max(1);
        found.push(warning(BodyWarningCode::TooFewRepresentatives, percent, rules.representatives_percent_min, 0));
    }
    let women = count(representatives.iter().filter(|seat| seat.sex == Some(Sex::Female)).count());
    let unknown = count(representatives.iter().filter(|seat| seat.sex.is_none()).count());
    // Another warning covers a meeting without members.
    let least = figures.women_share.filter(|_| all > 0).map_or(0, |share| women_least(share, all));
    if women + unknown < least {
        found.push(warning(BodyWarningCode::TooFewWomen, women, least, 0));
    } else if women < least {
        found.push(warning(BodyWarningCode::SexUnknown, unknown, 0, 0));
    }
    let (fewest, most) = figures.households_per_representative;
    if chosen == 0 {
        found.push(warning(BodyWarningCode::TooFew, 0, households.div_ceil(most.max(1)), 0));
    } else if households < chosen * fewest || households > chosen * most {
        // The alternative: representatives come from the groups, from each of them.
        let each = households.div_ceil(chosen);
        match (represented.groups, represented.without.len()) {
            (0, _) => found.push(warning(BodyWarningCode::HouseholdsPerRepresentative, each, fewest, most)),
            (_, 0) => {}
            (_, without) => {
                let names = represented.without.clone();
                let groups = warning(BodyWarningCode::GroupsWithoutRepresentative, count(without), 0, 0);
                found.push(warning(BodyWarningCode::HouseholdsPerRepresentative, each, fewest, most));
                found.push(BodyWarning { names, ..groups });
            }
        }
    }
}

fn warning(code: BodyWarningCode, found: u32, least: u32, most: u32) -> BodyWarning {
    BodyWarning { code, found, least, most, names: vec![] }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use CommunityKind::{Community, Village};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn seat(post: Post, sex: Option<Sex>) -> SeatInTerm {
        SeatInTerm { post, sex, born_known: true, until: day("2030-12-31") }
    }

    fn codes(place: CommunityKind, kind: BodyKind, seats: &[SeatInTerm], households: u32) -> String {
        let represented = Constituency { households, ..Constituency::default() };
        let found = review_composition(place, kind, seats, &represented, day("2026-11-24"));
        let codes: Vec<&str> = found.iter().map(|warning| warning.code.as_str()).collect();
        codes.join(" ")
    }

    fn committee(members: usize) -> Vec<SeatInTerm> {
        let mut seats = vec![seat(Post::Director, None)];
        seats.extend((1..members).map(|_| seat(Post::Member, None)));
        seats
    }

    #[test]
    fn a_committee_is_as_large_as_the_law_says() {
        for (place, kind, members, expect) in [
            // RC25 art. 8: five to nine; odd, so that no vote ties (design default).
            (Community, BodyKind::ResidentsCommittee, 4, "too-few even-number"),
            (Community, BodyKind::ResidentsCommittee, 5, ""),
            (Community, BodyKind::ResidentsCommittee, 6, "even-number"),
            (Community, BodyKind::ResidentsCommittee, 9, ""),
            (Community, BodyKind::ResidentsCommittee, 10, "too-many even-number"),
            // VC25 art. 8: three to seven.
            (Village, BodyKind::ResidentsCommittee, 2, "too-few even-number"),
            (Village, BodyKind::ResidentsCommittee, 3, ""),
            (Village, BodyKind::ResidentsCommittee, 7, ""),
            (Village, BodyKind::ResidentsCommittee, 8, "too-many even-number"),
            // JD17: three to five.
            (Community, BodyKind::SupervisionCommittee, 2, "too-few"),
            (Community, BodyKind::SupervisionCommittee, 3, ""),
            (Community, BodyKind::SupervisionCommittee, 5, ""),
            (Community, BodyKind::SupervisionCommittee, 6, "too-many"),
            (Community, BodyKind::MoralCouncil, 1, ""),
        ] {
            assert_eq!(codes(place, kind, &committee(members), 1200), expect, "{place} {kind} of {members}");
        }
        assert_eq!(codes(Community, BodyKind::ResidentsCommittee, &[], 1200), "too-few head-vacant");
        assert_eq!(codes(Community, BodyKind::PartyBranch, &[], 1200), "head-vacant");
        assert_eq!(
            codes(Community, BodyKind::MoralCouncil, &[seat(Post::Convener, None)], 1200),
            "",
            "a convener leads as well"
        );
        assert_eq!(codes(Community, BodyKind::MoralCouncil, &[seat(Post::Member, None)], 1200), "head-vacant");
        assert_eq!(codes(Community, BodyKind::VolunteerTeam, &[], 1200), "head-vacant");
        assert_eq!(codes(Community, BodyKind::LegalAdviser, &[], 1200), "");
    }

    /// RC25 art. 13, 28; VC25 art. 29.
    #[test]
    fn a_representatives_meeting_is_made_up_as_the_law_says() {
        for (place, women, men, unknown, by_office, households, expect) in [
            (Village, 20, 60, 0, 0, 1200, "too-few-women"),
            (Village, 26, 54, 0, 0, 1200, "too-few-women"),
            (Village, 27, 53, 0, 0, 1200, ""),
            (Village, 20, 53, 7, 0, 1200, "sex-unknown"),
            (Village, 20, 54, 6, 0, 1200, "too-few-women"),
            // Counted among all members of the meeting: of a hundred, thirty-four.
            (Village, 33, 47, 0, 20, 1200, "too-few-women"),
            (Village, 34, 46, 0, 20, 1200, ""),
            (Village, 34, 46, 0, 21, 1200, "too-few-representatives"),
            // One for 5 to 15 households, both included.
            (Village, 27, 53, 0, 0, 1201, "households-per-representative"),
            (Village, 27, 53, 0, 0, 400, ""),
            (Village, 27, 53, 0, 0, 399, "households-per-representative"),
            // The urban law asks no share of women, and one for 20 to 50 households.
            (Community, 0, 80, 0, 0, 1600, ""),
            (Community, 27, 53, 0, 0, 1599, "households-per-representative"),
            (Community, 27, 53, 0, 0, 4000, ""),
            (Community, 27, 53, 0, 0, 4001, "households-per-representative"),
            (Community, 27, 53, 0, 20, 1600, ""),
            (Community, 27, 53, 0, 21, 1600, "too-few-representatives"),
        ] {
            let mut seats = vec![seat(Post::Convener, Some(Sex::Male))];
            seats.extend((0..women).map(|_| seat(Post::Representative, Some(Sex::Female))));
            seats.extend((1..men).map(|_| seat(Post::Representative, Some(Sex::Male))));
            seats.extend((0..unknown).map(|_| seat(Post::Representative, None)));
            seats.extend((0..by_office).map(|_| seat(Post::Member, Some(Sex::Male))));
            let case = format!(
                "{place}: {women} women, {men} men, {unknown} unknown, {by_office} by office, {households} households"
            );
            assert_eq!(codes(place, BodyKind::RepresentativesMeeting, &seats, households), expect, "{case}");
        }
        let represented = Constituency { households: 1201, ..Constituency::default() };
        let nobody =
            review_composition(Village, BodyKind::RepresentativesMeeting, &[], &represented, day("2026-11-24"));
        assert_eq!((nobody[0].code, nobody[0].least), (BodyWarningCode::TooFew, 81));
    }

    #[test]
    fn terms_that_run_out_and_births_nobody_knows_are_told() {
        let today = day("2026-11-24");
        for (until, ends) in [("2026-11-24", true), ("2027-02-22", true), ("2027-02-23", false), ("2026-11-01", true)] {
            assert_eq!(runs_out(Post::Director, day(until), today), ends, "{until}");
            assert!(!runs_out(Post::PartyMember, day(until), today), "belonging to the party is no term");
        }
        let unknown = SeatInTerm { born_known: false, ..seat(Post::TeamLeader, None) };
        let young = SeatInTerm { born_known: false, ..seat(Post::TeamMember, None) };
        assert_eq!(codes(Community, BodyKind::VolunteerTeam, &[unknown, young, young], 1200), "birth-unknown");
    }

    /// VC25 art. 29: by households or by groups; whichever holds is enough.
    #[test]
    fn representatives_come_from_households_or_from_each_group() {
        let mut seats = vec![seat(Post::Convener, Some(Sex::Female))];
        seats.extend((1..6).map(|at| seat(Post::Representative, Some([Sex::Female, Sex::Male][at % 2]))));
        for (households, groups, without, expected) in [
            // 6 for 60: one for ten.
            (60, 0, 0, ""),
            (60, 4, 2, ""),
            (600, 0, 0, "households-per-representative"),
            (600, 4, 0, ""),
            (600, 4, 1, "households-per-representative groups-without-representative"),
        ] {
            let without: Vec<String> = (0..without).map(|number| format!("第{number}组")).collect();
            let represented = Constituency { households, groups, without: without.clone() };
            let found =
                review_composition(Village, BodyKind::RepresentativesMeeting, &seats, &represented, day("2026-11-24"));
            let codes: Vec<&str> = found.iter().map(|warning| warning.code.as_str()).collect();
            assert_eq!(codes.join(" ").trim(), expected, "{represented:?}");
            let named = found.iter().find(|warning| warning.code == BodyWarningCode::GroupsWithoutRepresentative);
            assert!(named.is_none_or(|warning| warning.names == without));
        }
    }
}
