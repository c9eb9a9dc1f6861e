//! The communities that this browser has opened (我的社区), last opened first, in localStorage.
//!
//! State: one line each under `linli.communities`, with fields separated by tabs. Invariant: it contains no personal
//! data; only the session says who is signed in where, so that this goes with the sign-out. The first load only moves
//! lines; the code that reads their fields is in the chooser's file.

use crate::settings::{read_stored, write_stored};
use domain::ids::CommunityCode;

/// In a longer list nothing can be found.
const MOST: usize = 12;
const NAME: &str = "communities";
const PINNED: &str = "pinned";

/// A community with its names at the last opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCommunity {
    pub code: CommunityCode,
    pub name: String,
    /// `东坡区 · 苏祠街道`
    pub region: String,
    pub pinned: bool,
}

fn text() -> String {
    read_stored(NAME).unwrap_or_default()
}

fn write(lines: &str) {
    write_stored(NAME, Some(lines).filter(|lines| !lines.is_empty()));
}

/// Notes that a community was opened.
pub fn remember_community(code: &CommunityCode, name: &str, region: &str) {
    write(&with_opened(&text(), code.as_str(), name, region));
}

pub fn name_of(code: &CommunityCode) -> Option<String> {
    Some(line_of(&text(), code.as_str())?.split('\t').nth(1)?.to_owned())
}

pub fn is_pinned(code: &CommunityCode) -> bool {
    line_of(&text(), code.as_str()).is_some_and(|line| line.ends_with(PINNED))
}

pub fn pin_community(code: &CommunityCode, pinned: bool) {
    write(&with_pin(&text(), code.as_str(), pinned));
}

/// Whether there is more than one.
pub fn are_several() -> bool {
    text().contains('\n')
}

/// The community that opens when no other is requested.
pub fn first_community() -> Option<CommunityCode> {
    text().split('\t').next()?.parse().ok()
}

pub fn remove_community(code: &CommunityCode) {
    let text = text();
    write(&joined(others(&text, code.as_str())));
}

pub fn clear_communities() {
    write("");
}

/// All of them, the pinned before the others.
pub fn own_communities() -> Vec<OwnCommunity> {
    let mut own = read(&text());
    own.sort_by_key(|one| !one.pinned);
    own
}

fn read(text: &str) -> Vec<OwnCommunity> {
    let one = |line: &str| {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default().to_owned();
        Some(OwnCommunity { code: next().parse().ok()?, name: next(), region: next(), pinned: next() == PINNED })
    };
    text.lines().filter_map(one).collect()
}

fn others<'text>(text: &'text str, code: &str) -> Vec<&'text str> {
    text.lines().filter(|line| !line.starts_with(code)).collect()
}

fn line_of<'text>(text: &'text str, code: &str) -> Option<&'text str> {
    text.lines().find(|line| line.starts_with(code))
}

fn joined(lines: Vec<&str>) -> String {
    lines.join("\n")
}

/// When the list is full, the unpinned community that was opened longest ago is removed.
fn with_opened(text: &str, code: &str, name: &str, region: &str) -> String {
    let plain = |field: &str| field.replace(['\t', '\n', '\r'], " ");
    let pinned = line_of(text, code).is_some_and(|line| line.ends_with(PINNED));
    let line = [code, &plain(name), &plain(region), if pinned { PINNED } else { "" }].join("\t");
    let mut lines = others(text, code);
    if lines.len() >= MOST {
        let last = lines.iter().rposition(|line| !line.ends_with(PINNED)).unwrap_or(lines.len() - 1);
        lines.remove(last);
    }
    lines.insert(0, &line);
    joined(lines)
}

fn with_pin(text: &str, code: &str, pinned: bool) -> String {
    let mark = |line: &str| match line.rsplit_once('\t') {
        Some((fields, _)) if line.starts_with(code) => [fields, if pinned { PINNED } else { "" }].join("\t"),
        _ => line.to_owned(),
    };
    text.lines().map(mark).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(number: usize) -> String {
        format!("{}", 511_402_901_000_usize + number)
    }

    fn opened_in_turn(numbers: impl IntoIterator<Item = usize>) -> String {
        numbers
            .into_iter()
            .fold(String::new(), |text, number| with_opened(&text, &code(number), &format!("社区{number}"), "某街道"))
    }

    fn names(text: &str) -> Vec<String> {
        read(text).into_iter().map(|own| own.name).collect()
    }

    #[test]
    fn the_last_opened_comes_first_and_once() {
        assert_eq!(names(&opened_in_turn([1, 2, 1])), ["社区1", "社区2"]);
        let renamed = with_opened(&opened_in_turn([1, 2]), &code(1), "新\t名\n字", "某街道");
        assert_eq!(names(&renamed), ["新 名 字", "社区2"]);
    }

    #[test]
    fn a_pin_stays_when_it_is_opened_again_and_goes_when_it_is_taken_off() {
        let text = with_pin(&opened_in_turn([1, 2]), &code(1), true);
        let again = with_opened(&text, &code(1), "社区1", "某街道");
        let pins = |text: &str| read(text).into_iter().map(|own| own.pinned).collect::<Vec<_>>();
        assert_eq!((pins(&text), pins(&again)), (vec![false, true], vec![true, false]));
        assert_eq!(pins(&with_pin(&again, &code(1), false)), [false, false]);
    }

    #[test]
    fn a_full_list_loses_what_was_opened_longest_ago_and_is_not_pinned() {
        let full = with_pin(&opened_in_turn(1..=MOST), &code(1), true);
        let text = with_opened(&full, &code(99), "社区99", "某街道");
        let names = names(&text);
        assert_eq!(names.len(), MOST);
        assert_eq!((names[0].as_str(), names[MOST - 1].as_str()), ("社区99", "社区1"));
        assert!(!names.contains(&"社区2".to_owned()));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_passed_over() {
        let text = ["not a code\tx\ty\t", &opened_in_turn([1])].join("\n");
        assert_eq!(names(&text), ["社区1"]);
        assert_eq!(joined(others(&text, &code(1))), "not a code\tx\ty\t");
    }
}
