//! How long before a meeting it is announced (提前通知): the one place that says so.
//!
//! Invariant: a statutory meeting is announced as the rules of decisions ask, with province and settings; what they have no
//! figure for, and every consultative form, as the pack of meetings asks.

use super::{Electorate, Figure, MeetingForm, RuleName, RuleValue, Rules};
use crate::communities::CommunityKind;
use crate::meetings::{NoticeFloor, Rules as MeetingRules};

/// The days, and what says so.
pub fn notice_floor(rules: &Rules, form: MeetingForm, electorate: Electorate, kind: CommunityKind) -> NoticeFloor {
    let figure = rules.get(RuleName::of(electorate, Figure::NoticeDays)).filter(|_| form.is_statutory());
    match figure.map(|rule| (rule.value, &rule.origin)) {
        Some((RuleValue::Number(days), origin)) => {
            NoticeFloor { days, source: origin.source.clone(), article: origin.article.clone().unwrap_or_default() }
        }
        _ => MeetingRules::current().notice_floor(form, kind),
    }
}
