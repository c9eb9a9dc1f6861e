//! Both sides of every boundary of decisions, as tables, and what holds over any history, as properties.

mod rules;

use super::*;
use crate::communities::CommunityKind;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rules_of(kind: CommunityKind, province: &str) -> Rules {
    Rules::resolve(kind, province, day("2026-11-26"), &Settings::new())
}
