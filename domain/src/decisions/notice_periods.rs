//! How long before a meeting it must be announced (提前通知): the only place that decides this.
//!
//! Invariant: a statutory meeting is announced as the rules of decisions require, with province and settings; a figure
//! that they lack, and every consultative form, follows the pack of meetings.

use super::{Electorate, Figure, MeetingForm, RuleName, RuleValue, Rules};
use crate::communities::CommunityKind;
use crate::meetings::{NoticeFloor, Rules as MeetingRules};

/// The days of notice, and their source.
pub fn notice_floor(rules: &Rules, form: MeetingForm, electorate: Electorate, kind: CommunityKind) -> NoticeFloor {
    let figure = rules.get(RuleName::of(electorate, Figure::NoticeDays)).filter(|_| form.is_statutory());
    match figure.map(|rule| (rule.value, &rule.origin)) {
        Some((RuleValue::Number(days), origin)) => {
            let article = origin.article.clone().unwrap_or_default();
            let urgent_days = MeetingRules::current().urgent_days(form, kind);
            NoticeFloor { days, source: origin.source.clone(), article, urgent_days }
        }
        _ => MeetingRules::current().notice_floor(form, kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::Settings;

    #[test]
    fn the_days_follow_place_kind_and_settings() {
        use CommunityKind::{Community, Village};
        use {Electorate as E, MeetingForm as F};
        let day = "2026-11-26".parse().unwrap();
        let ten = Settings::from([(RuleName::of(E::Representatives, Figure::NoticeDays), RuleValue::Number(10))]);
        let three = Settings::from([(RuleName::of(E::Representatives, Figure::NoticeDays), RuleValue::Number(3))]);
        let none = Settings::new();
        for (kind, province, settings, form, electorate, days, article) in [
            // VC25 art. 25; RC25 art. 26.
            (Village, "51", &none, F::ResidentsAssembly, E::Adults, 10, "25"),
            (Village, "51", &none, F::HouseholdAssembly, E::Households, 10, "25"),
            (Community, "51", &none, F::ResidentsAssembly, E::Adults, 10, "26"),
            (Community, "51", &none, F::HouseholdAssembly, E::Households, 10, "26"),
            (Community, "51", &none, F::RepresentativesMeeting, E::Representatives, 7, ""),
            (Community, "51", &ten, F::RepresentativesMeeting, E::Representatives, 10, ""),
            // A setting below the floor is ignored; a province's law is a floor of its own.
            (Village, "51", &three, F::RepresentativesMeeting, E::Representatives, 7, ""),
            (Village, "33", &three, F::RepresentativesMeeting, E::Representatives, 3, ""),
            (Community, "51", &none, F::PartyMembersMeeting, E::PartyMembers, 3, ""),
            (Community, "51", &none, F::BranchCommitteeMeeting, E::BranchCommittee, 1, ""),
            // Nothing is decided there, regardless of who is called.
            (Community, "51", &ten, F::Talk, E::Representatives, 0, ""),
            (Community, "51", &ten, F::Hearing, E::Adults, 10, ""),
            (Community, "51", &ten, F::Forum, E::Supervisors, 3, ""),
        ] {
            let rules = Rules::resolve(kind, province, day, settings);
            let floor = notice_floor(&rules, form, electorate, kind);
            assert_eq!((floor.days, floor.article.as_str()), (days, article), "{kind} {province} {form}");
            assert!(!floor.source.is_empty(), "{form}");
        }
        let empty = Rules { version: String::new(), rules: vec![] };
        let floor = notice_floor(&empty, F::RepresentativesMeeting, E::Representatives, Village);
        assert_eq!(floor.days, 7, "the pack of meetings speaks where the rules have no figure");
    }
}
