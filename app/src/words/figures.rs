//! Numbers and lengths of service.

use super::{key, tf};

/// `96,500`.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    if value < 0 {
        text.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `2 小时 5 分`; less than an hour `35 分`.
pub fn minutes(total: i64) -> String {
    let (hours, minutes) = (total.abs() / 60, total.abs() % 60);
    let text = match (hours, minutes) {
        (0, _) => tf(key::FIGURES_MINUTES, &[("minutes", &minutes.to_string())]),
        (_, 0) => tf(key::FIGURES_HOURS, &[("hours", &number(hours))]),
        _ => tf(key::FIGURES_HOURS_MINUTES, &[("hours", &number(hours)), ("minutes", &minutes.to_string())]),
    };
    if total < 0 { ["−", &text].concat() } else { text }
}

/// With its sign, as an entry of a statement: `+2 小时`, `−30 分`.
pub fn signed_minutes(total: i64) -> String {
    if total > 0 { ["+", &minutes(total)].concat() } else { minutes(total) }
}

/// `96.5`: hours with one decimal, rounded down, for a figure in large type.
pub fn hours(total_minutes: i64) -> String {
    let tenths = total_minutes * 10 / 60;
    if tenths % 10 == 0 { number(tenths / 10) } else { [number(tenths / 10), (tenths % 10).to_string()].join(".") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        for (value, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "−1,234,567")] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn hours_are_never_rounded_up() {
        for (minutes, text) in [(0, "0"), (59, "0.9"), (60, "1"), (5790, "96.5"), (5795, "96.5")] {
            assert_eq!(hours(minutes), text);
        }
    }
}
