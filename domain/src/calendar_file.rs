//! A calendar file (iCalendar, RFC 5545) with one event and a reminder, as the calendars of phones read it.
//!
//! Invariant: a text of the event adds no line to the file, whatever it contains; no line is longer than 75 octets; times
//! are UTC, so that a phone set to another country shows the right moment.

use crate::time::{HOUR, UtcMillis, day_text};

/// Octets of a line without its break (RFC 5545, 3.1).
const LINE_OCTETS_MAX: usize = 75;
/// Before the beginning.
const REMINDER: &str = "-PT2H";

pub struct CalendarEvent<'a> {
    /// Unique in the world: an id and the host.
    pub uid: &'a str,
    pub title: &'a str,
    pub place: &'a str,
    /// The address of the page.
    pub link: &'a str,
    pub starts_at: UtcMillis,
    pub ends_at: UtcMillis,
}

/// The text of the file; `now` is when it is made.
pub fn calendar_text(event: &CalendarEvent<'_>, now: UtcMillis) -> String {
    let title = escaped(event.title);
    let lines = [
        ("BEGIN", "VCALENDAR".to_owned()),
        ("VERSION", "2.0".to_owned()),
        ("PRODID", "-//Linli//CN".to_owned()),
        ("BEGIN", "VEVENT".to_owned()),
        ("UID", escaped(event.uid)),
        ("DTSTAMP", utc_text(now)),
        ("DTSTART", utc_text(event.starts_at)),
        ("DTEND", utc_text(event.ends_at)),
        ("SUMMARY", title.clone()),
        ("LOCATION", escaped(event.place)),
        ("DESCRIPTION", escaped(event.link)),
        ("BEGIN", "VALARM".to_owned()),
        ("ACTION", "DISPLAY".to_owned()),
        ("TRIGGER", REMINDER.to_owned()),
        ("DESCRIPTION", title),
        ("END", "VALARM".to_owned()),
        ("END", "VEVENT".to_owned()),
        ("END", "VCALENDAR".to_owned()),
    ];
    lines.iter().map(|(name, value)| folded(&[name, ":", value].concat())).collect()
}

/// `20261206T060000Z`.
fn utc_text(at: UtcMillis) -> String {
    // The wall clock is China's, eight hours ahead.
    let (day, hour, minute) = at.plus(-8 * HOUR).wall();
    let two = |number: u32| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    [&day_text(day).replace('-', ""), "T", &two(hour), &two(minute), "00Z"].concat()
}

/// A text as a value (RFC 5545, 3.3.11): breaks of every kind become `\n`, other control characters go.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for sign in text.replace("\r\n", "\n").chars() {
        match sign {
            '\\' | ';' | ',' => value.extend(['\\', sign]),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => value.push_str("\\n"),
            '\t' => value.push(' '),
            _ if sign.is_control() => {}
            _ => value.push(sign),
        }
    }
    value
}

/// A line with its break, folded between characters.
fn folded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    let mut octets = 0;
    for sign in line.chars() {
        if octets + sign.len_utf8() > LINE_OCTETS_MAX {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(sign);
        octets += sign.len_utf8();
    }
    text.push_str("\r\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(title: &str) -> CalendarEvent<'_> {
        let link = "https://linli.example/c/511402901001/meetings/01JZZZZZZZZZZZZZZZZZZZZZZZ";
        let starts_at = "2026-12-06".parse().map(crate::time::start_of).unwrap().plus(14 * HOUR);
        let place = "社区会议室，二楼; 左手";
        CalendarEvent { uid: "01J@linli.example", title, place, link, starts_at, ends_at: starts_at.plus(HOUR) }
    }

    fn text_of(title: &str) -> String {
        calendar_text(&event(title), UtcMillis(1_795_136_400_000))
    }

    #[test]
    fn an_event_has_its_time_in_utc_and_a_reminder() {
        let text = text_of("2号院充电车棚 · 居民代表会议");
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "\r\nDTSTAMP:20261120T010000Z\r\n",
            "\r\nDTSTART:20261206T060000Z\r\n",
            "\r\nDTEND:20261206T070000Z\r\n",
            "\r\nSUMMARY:2号院充电车棚 · 居民代表会议\r\n",
            "\r\nLOCATION:社区会议室，二楼\\; 左手\r\n",
            "\r\nTRIGGER:-PT2H\r\n",
            "END:VEVENT\r\nEND:VCALENDAR\r\n",
        ] {
            assert!(text.contains(line), "{line:?} in {text}");
        }
    }

    #[test]
    fn a_text_adds_no_property() {
        for (title, expect) in [
            ("车棚", "车棚"),
            ("a\nATTENDEE:mailto:x@example.org", "a\\nATTENDEE:mailto:x@example.org"),
            ("a\r\nEND:VEVENT", "a\\nEND:VEVENT"),
            ("a\rb\u{2028}c\u{85}d", "a\\nb\\nc\\nd"),
            ("a, b; c\\n", "a\\, b\\; c\\\\n"),
            ("a\u{0}\u{7f}b\tc", "ab c"),
        ] {
            let text = text_of(title);
            assert!(text.contains(&["\r\nSUMMARY:", expect, "\r\n"].concat()), "{title:?}: {text}");
            assert_eq!(text.split("\r\n").count(), text_of("车棚").split("\r\n").count(), "{title:?} adds no line");
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{title:?} has no bare break");
        }
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        for title in ["很长的题目".repeat(40), "a".repeat(300), "é,".repeat(90)] {
            let text = text_of(&title);
            assert!(text.split("\r\n").all(|line| line.len() <= LINE_OCTETS_MAX), "{text}");
            let whole = text.replace("\r\n ", "");
            assert!(whole.contains(&["\r\nSUMMARY:", &escaped(&title), "\r\n"].concat()), "{whole}");
        }
    }
}
