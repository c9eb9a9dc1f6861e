//! The terms of bodies that depend on more than a word: on the kind of the community, on figures.

use domain::members::{BodyKind, BodyWarning, Post};

use crate::location::is_village;
use crate::words::{look_up, word_text};

/// In a village some bodies have other names: 村民委员会 instead of 居民委员会.
pub fn body_kind_words(kind: BodyKind) -> String {
    let of_village = is_village().then(|| look_up(&["body-kind.village.", kind.as_str()].concat())).flatten();
    of_village.unwrap_or_else(|| word_text(kind))
}

/// A seat as its holder is addressed: 居委会主任, 党支部书记; where the body has no such title, the post alone.
pub fn seat_title(kind: BodyKind, post: Post) -> String {
    let of_village = is_village() && kind == BodyKind::ResidentsCommittee;
    let variant = if of_village { "village" } else { kind.as_str() };
    look_up(&["post.", variant, ".", post.as_str()].concat()).unwrap_or_else(|| word_text(post))
}

/// A warning with its figures.
pub fn warning_words(warning: &BodyWarning) -> String {
    let figures = [("{found}", warning.found), ("{least}", warning.least), ("{most}", warning.most)];
    let text = word_text(warning.code);
    let text = figures.iter().fold(text, |text, (place, figure)| text.replace(place, &figure.to_string()));
    text.replace("{names}", &warning.names.join("、"))
}
