//! Hiding a post, showing it again, and the one appeal against hiding.
//!
//! Invariant: a post is hidden under a rule of a closed list, with an end unless the rule allows none; the end takes
//! effect by itself. The committee that hid a post never decides the appeal: the supervision committee does.

use super::{DiscussionPost, HidingRule, PostState, Refusal, Rules};
use crate::ids::{HouseholdId, MemberId};
use crate::process::{NoAnswer, Question, Term};
use crate::time::UtcMillis;

/// A hiding, as the rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hiding {
    /// `None`: without an end.
    pub until: Option<UtcMillis>,
    /// Somebody ended it before its time.
    pub is_ended: bool,
    pub appealed_at: Option<UtcMillis>,
    pub is_decided: bool,
}

/// Whether this hiding hides the post now.
pub fn is_hidden(hiding: &Hiding, now: UtcMillis) -> bool {
    !hiding.is_ended && hiding.until.is_none_or(|until| now < until)
}

impl Hiding {
    /// The deadline for deciding an appeal made at this moment.
    pub fn decision_due(appealed_at: UtcMillis, rules: &Rules) -> UtcMillis {
        Term::WorkingDays(rules.appeal_working_days).due(appealed_at)
    }
}

/// Until when a post will be hidden; `own` says that the person who hides it is of the author's household.
pub fn may_hide_post(
    post: &DiscussionPost,
    own: bool,
    (rule, days): (HidingRule, Option<u32>),
    now: UtcMillis,
) -> Result<Option<UtcMillis>, Refusal> {
    let rules = Rules::current();
    if own {
        return Err(Refusal::OwnCase);
    }
    match post.state() {
        PostState::Withdrawn => return Err(Refusal::AlreadyWithdrawn),
        PostState::Hidden => return Err(Refusal::AlreadyHidden),
        PostState::Shown | PostState::Waiting => {}
    }
    let Some(days) = days else {
        return if rule.may_have_no_end() { Ok(None) } else { Err(Refusal::EndMissing) };
    };
    if !(1..=rules.hiding_days_max).contains(&days) {
        return Err(Refusal::DaysOutOfBounds { days_min: 1, days_max: rules.hiding_days_max });
    }
    Ok(Some(Term::Days(days).due(now)))
}

/// Whether the committee may show the post: it waits, is hidden, or was reported.
pub fn may_release_post(post: &DiscussionPost, own: bool) -> Result<(), Refusal> {
    if own {
        return Err(Refusal::OwnCase);
    }
    match post.state() {
        PostState::Withdrawn => Err(Refusal::AlreadyWithdrawn),
        PostState::Shown if post.open_reports == 0 => Err(Refusal::NothingToRelease),
        PostState::Shown | PostState::Waiting | PostState::Hidden => Ok(()),
    }
}

/// Whether the author may appeal: once, while it is hidden.
pub fn may_appeal_hiding(hiding: Option<&Hiding>, now: UtcMillis) -> Result<(), Refusal> {
    let hiding = hiding.filter(|hiding| is_hidden(hiding, now)).ok_or(Refusal::NotHidden)?;
    if hiding.appealed_at.is_some() { Err(Refusal::AlreadyAppealed) } else { Ok(()) }
}

/// Whether this supervisor may decide the appeal.
pub fn decide_appeal(
    hiding: Option<&Hiding>,
    post: &DiscussionPost,
    (by, household): (MemberId, Option<HouseholdId>),
) -> Result<(), Refusal> {
    let appeal = Question {
        is_own: post.is_own(by, household),
        is_asked: hiding.is_some_and(|hiding| hiding.appealed_at.is_some()),
        is_answered: hiding.is_some_and(|hiding| hiding.is_decided),
    };
    appeal.may_answer().map_err(|refused| match refused {
        NoAnswer::OwnCase => Refusal::OwnCase,
        NoAnswer::NotAsked | NoAnswer::AlreadyAnswered => Refusal::NoAppeal,
    })
}

#[cfg(test)]
mod tests {
    use super::super::discussion::tests::post;
    use super::super::stage::tests::{NOW, person, viewer};
    use super::*;
    use crate::time::{DAY, end_of};

    #[test]
    fn hiding_has_a_rule_and_an_end() {
        let (plain, week) = (post(), end_of("2026-11-27".parse().unwrap()));
        let bounds = Err(Refusal::DaysOutOfBounds { days_min: 1, days_max: 90 });
        let insult = HidingRule::Insult;
        for (name, post, own, wish, expect) in [
            ("for a week", plain, false, (insult, Some(7)), Ok(Some(week))),
            ("while it waits", DiscussionPost { waits: true, ..plain }, false, (insult, Some(7)), Ok(Some(week))),
            ("for no day", plain, false, (insult, Some(0)), bounds.clone()),
            ("hiding_days_max", plain, false, (insult, Some(91)), bounds),
            ("an insult for good", plain, false, (insult, None), Err(Refusal::EndMissing)),
            ("a phone number for good", plain, false, (HidingRule::PersonalData, None), Ok(None)),
            ("their own", plain, true, (insult, Some(7)), Err(Refusal::OwnCase)),
            (
                "hidden",
                DiscussionPost { is_hidden: true, ..plain },
                false,
                (insult, Some(7)),
                Err(Refusal::AlreadyHidden),
            ),
            (
                "withdrawn",
                DiscussionPost { is_withdrawn: true, ..plain },
                false,
                (insult, Some(7)),
                Err(Refusal::AlreadyWithdrawn),
            ),
        ] {
            assert_eq!(may_hide_post(&post, own, wish, NOW), expect, "{name}");
        }
        let endless = HidingRule::ALL.iter().filter(|rule| rule.may_have_no_end()).count();
        assert_eq!(endless, 2, "what is against the law, and personal data");
    }

    #[test]
    fn an_end_comes_by_itself_and_an_appeal_once() {
        let until = NOW.plus(DAY);
        let fresh = Hiding { until: Some(until), is_ended: false, appealed_at: None, is_decided: false };
        let asked = Hiding { appealed_at: Some(NOW), ..fresh };
        for (name, hiding, at, hidden, appealed) in [
            ("hidden", fresh, NOW, true, Ok(())),
            ("the last moment", fresh, until.plus(-1), true, Ok(())),
            ("over", fresh, until, false, Err(Refusal::NotHidden)),
            ("for good", Hiding { until: None, ..fresh }, until, true, Ok(())),
            ("ended by hand", Hiding { is_ended: true, ..fresh }, NOW, false, Err(Refusal::NotHidden)),
            ("appealed", asked, NOW, true, Err(Refusal::AlreadyAppealed)),
        ] {
            assert_eq!((is_hidden(&hiding, at), may_appeal_hiding(Some(&hiding), at)), (hidden, appealed), "{name}");
        }
        assert_eq!(may_appeal_hiding(None, NOW), Err(Refusal::NotHidden));
        let (plain, watcher) = (post(), (person(9), viewer(9).household));
        for (name, hiding, by, expect) in [
            ("decided", Some(&asked), watcher, Ok(())),
            ("after its end as well", Some(&asked), watcher, Ok(())),
            ("not asked", Some(&fresh), watcher, Err(Refusal::NoAppeal)),
            ("not hidden", None, watcher, Err(Refusal::NoAppeal)),
            ("their own", Some(&asked), (person(5), None), Err(Refusal::OwnCase)),
            ("of their own household", Some(&asked), (person(9), viewer(5).household), Err(Refusal::OwnCase)),
        ] {
            assert_eq!(decide_appeal(hiding, &plain, by), expect, "{name}");
        }
        let twice = Hiding { is_decided: true, ..asked };
        assert_eq!(decide_appeal(Some(&twice), &plain, watcher), Err(Refusal::NoAppeal));
        // From a Friday: five working days are the next Friday.
        assert_eq!(Hiding::decision_due(NOW, Rules::current()), end_of("2026-11-27".parse().unwrap()));
    }

    #[test]
    fn what_may_be_released() {
        let plain = post();
        for (name, post, own, expect) in [
            ("it waits", DiscussionPost { waits: true, ..plain }, false, Ok(())),
            ("it is hidden", DiscussionPost { is_hidden: true, ..plain }, false, Ok(())),
            ("it was reported", DiscussionPost { open_reports: 1, ..plain }, false, Ok(())),
            ("nothing to it", plain, false, Err(Refusal::NothingToRelease)),
            ("their own", DiscussionPost { waits: true, ..plain }, true, Err(Refusal::OwnCase)),
            ("withdrawn", DiscussionPost { is_withdrawn: true, ..plain }, false, Err(Refusal::AlreadyWithdrawn)),
        ] {
            assert_eq!(may_release_post(&post, own), expect, "{name}");
        }
    }
}
