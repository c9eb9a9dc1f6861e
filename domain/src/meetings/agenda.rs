//! An agenda in typed form: one item on each line, its minutes last.

use super::AgendaItem;
use crate::limits;
use crate::text::BadText;

/// The line that is not a valid item of an agenda, counted from 1 as in the text, and the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaFault {
    pub line: usize,
    pub why: BadText,
}

/// Reads lines such as `加装电梯方案 30`; a line without a number at its end gets the usual minutes.
pub fn read_agenda(text: &str) -> Result<Vec<AgendaItem>, AgendaFault> {
    let lines = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty());
    lines
        .map(|(at, line)| {
            let last = line.rsplit_once(char::is_whitespace);
            let timed = last.and_then(|(title, minutes)| Some((title, minutes.parse().ok()?)));
            let (title, minutes) = timed.unwrap_or((line, limits::AGENDA_MINUTES_USUAL));
            let title = title.parse().map_err(|why| AgendaFault { line: at + 1, why })?;
            Ok(AgendaItem { title, minutes, case: None })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_item_a_line_with_its_minutes_last() {
        let title = "很长的议题".repeat(100);
        for (text, expect) in [
            ("", ""),
            ("加装电梯方案 30", "加装电梯方案=30"),
            ("  加装 电梯\u{3000}45 \n\n其他", "加装 电梯=45, 其他=30"),
            ("第 2 期工程", "第 2 期工程=30"),
            ("2026 年计划 15", "2026 年计划=15"),
            ("加装电梯\n\n梯", "line 3"),
            (&title, "line 1"),
        ] {
            let found = match read_agenda(text) {
                Ok(items) => {
                    let shown = items.iter().map(|item| format!("{}={}", item.title, item.minutes));
                    shown.collect::<Vec<_>>().join(", ")
                }
                Err(fault) => format!("line {}", fault.line),
            };
            assert_eq!(found, expect, "{text}");
        }
    }
}
