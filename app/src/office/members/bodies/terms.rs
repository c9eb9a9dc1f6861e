//! The usual terms for codes of the contract.

use domain::members::{BodyKind, BodyWarning, EndCause, Post, SelectionMethod};

use crate::location::is_village;
use crate::words::look_up;

fn named(group: &str, code: &str) -> String {
    look_up(&[group, ".", code].concat()).unwrap_or_else(|| code.to_owned())
}

/// In a village some bodies have other names: 村民委员会 instead of 居民委员会.
pub fn body_kind_words(kind: BodyKind) -> String {
    let of_village = is_village().then(|| look_up(&["body-kind.village.", kind.as_str()].concat())).flatten();
    of_village.unwrap_or_else(|| named("body-kind", kind.as_str()))
}

pub fn post_words(post: Post) -> String {
    named("post", post.as_str())
}

pub fn how_words(how: SelectionMethod) -> String {
    named("how", how.as_str())
}

pub fn end_cause_words(cause: EndCause) -> String {
    named("end-cause", cause.as_str())
}

pub fn kinship_words(code: &str) -> String {
    named("kinship", code)
}

/// A warning with its figures.
pub fn warning_words(warning: &BodyWarning) -> String {
    let text = named("body-warning", warning.code.as_str());
    let figures = [("{found}", warning.found), ("{least}", warning.least), ("{most}", warning.most)];
    let text = figures.iter().fold(text, |text, (place, figure)| text.replace(place, &figure.to_string()));
    text.replace("{names}", &warning.names.join("、"))
}

/// Codes with their words, for a choice.
pub fn code_choices<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    words: impl Fn(T) -> String,
) -> Vec<(String, String)> {
    all.iter().map(|one| (code(*one).to_owned(), words(*one))).collect()
}
