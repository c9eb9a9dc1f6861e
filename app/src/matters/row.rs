//! A matter as a row of a list, and its stage in a word.

use crate::location::local_link;
use crate::ui::{Element, Tone, badge, el};
use crate::words::{day, key, last_day, number, t, tf, tn, word_text};
use domain::decisions::DecisionState;
use domain::matters::{MatterRow, Stage};
use domain::time::{DAY, UtcMillis};

pub fn matter_row(row: &MatterRow) -> Element {
    let href = local_link(&["matters/", &row.id.to_string()].concat());
    let words = el("div", "")
        .child(matter_state(row))
        .child(el("h3", "").child(row.title.clone()))
        .child(el("span", "faint").child(below(row)));
    let link = el("a", "cell bare top-line").attr("href", href).child(words);
    el("li", "").child(link.child(deadline_words(row).map(|words| el("span", "side due").child(words))))
}

/// The stage; of a matter that was taken to a decision, what became of that.
pub fn matter_state_words(row: &MatterRow) -> String {
    let decision = row.decision.filter(|_| row.stage == Stage::Deciding);
    decision.map_or_else(|| word_text(row.stage), word_text)
}

pub fn matter_state(row: &MatterRow) -> Element {
    let tone = match row.stage {
        Stage::Deciding if row.decision.is_some_and(|state| state != DecisionState::Deciding) => Tone::Plain,
        Stage::Discussing => Tone::Green,
        Stage::Collecting | Stage::Deciding => Tone::Blue,
        Stage::PreReview | Stage::Returned => Tone::Amber,
        Stage::Routed | Stage::Withdrawn | Stage::Discussed | Stage::Done => Tone::Plain,
    };
    badge(tone, matter_state_words(row))
}

fn below(row: &MatterRow) -> String {
    match row.stage {
        Stage::Collecting => {
            let count = |count: u32| number(count.into());
            tf(key::MATTERS_COSIGNED, &[("count", &count(row.cosigned)), ("needed", &count(row.cosigners))])
        }
        Stage::Done => row.outcome.map(word_text).unwrap_or_default(),
        _ if row.posts > 0 => tn(key::MATTERS_POSTS, row.posts.into(), &[]),
        _ => tf(key::MATTERS_PROPOSED_ON, &[("date", &day(row.proposed_at))]),
    }
}

/// The running deadline: of the discussion, or of the pre-review.
pub fn deadline_words(row: &MatterRow) -> Option<String> {
    match row.stage {
        Stage::Discussing => Some(left(row.discussing_until?)),
        Stage::PreReview => Some(tf(key::MATTERS_REVIEW_BY, &[("date", &last_day(row.review_due?))])),
        _ => None,
    }
}

/// `还有 4 天`, and on the last day the hour.
fn left(until: UtcMillis) -> String {
    let left = until.since(crate::call::current_time());
    if left <= 0 {
        return t(key::MATTERS_OVER);
    }
    if left < DAY {
        return tf(key::MATTERS_UNTIL, &[("time", &crate::words::clock(until))]);
    }
    tn(key::MATTERS_DAYS_LEFT, left / DAY, &[])
}
