//! Finds similar texts, so that nobody proposes what is already discussed: the overlap of pairs of characters, which
//! needs no dictionary and suits Chinese as well as English.

use crate::limits;
use std::collections::BTreeSet;

/// A matter that may be similar.
#[derive(Debug, Clone, Copy)]
pub struct SimilarCandidate<'a> {
    pub title: &'a str,
    pub text: &'a str,
}

/// Two texts with a smaller share of common pairs, in hundredths, are not similar.
const ALIKE_HUNDREDTHS: usize = 20;
/// A title is more specific than a text.
const TITLE_WEIGHT: usize = 2;

type Pairs = BTreeSet<(char, char)>;

/// Positions of the candidates most similar to the words typed so far, the most similar first.
pub fn rank_similar(title: &str, text: &str, candidates: &[SimilarCandidate<'_>]) -> Vec<usize> {
    let (title, whole) = (pairs(title), pairs(&[title, text].join("\n")));
    let score = |candidate: &SimilarCandidate<'_>| {
        let of_titles = overlap(&title, &pairs(candidate.title));
        let of_texts = overlap(&whole, &pairs(&[candidate.title, candidate.text].join("\n")));
        (of_titles * TITLE_WEIGHT + of_texts) / (TITLE_WEIGHT + 1)
    };
    let scored = candidates.iter().map(score).enumerate().filter(|(_, score)| *score >= ALIKE_HUNDREDTHS);
    let mut scored: Vec<(usize, usize)> = scored.collect();
    scored.sort_by_key(|(at, score)| (core::cmp::Reverse(*score), *at));
    scored.into_iter().take(limits::SIMILAR_MATTERS_MAX).map(|(at, _)| at).collect()
}

/// Pairs of neighbouring letters, without the characters between words.
fn pairs(text: &str) -> Pairs {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Common pairs in hundredths of all pairs (Dice's coefficient).
fn overlap(one: &Pairs, other: &Pairs) -> usize {
    let (all, common) = (one.len() + other.len(), one.intersection(other).count());
    (200 * common).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIFTS: SimilarCandidate<'_> =
        SimilarCandidate { title: "3号楼加装电梯", text: "六层楼没有电梯，老人上下楼困难。" };
    const DOGS: SimilarCandidate<'_> =
        SimilarCandidate { title: "遛狗要牵绳", text: "早晚在花园遛狗，不牵绳很危险。" };
    const SCREENS: SimilarCandidate<'_> = SimilarCandidate { title: "Dogs on a lead", text: "In the garden, please." };

    #[test]
    fn the_most_alike_comes_first() {
        let all = [DOGS, LIFTS, SCREENS];
        for (title, text, expect) in [
            ("老楼加装电梯", "", vec![1]),
            ("五号楼想加装电梯", "老人上下楼很困难", vec![1]),
            ("花园里遛狗不牵绳", "", vec![0]),
            ("dogs, on a LEAD!", "", vec![2]),
            ("停车位不够", "晚上回来没有车位", vec![]),
            ("", "", vec![]),
        ] {
            assert_eq!(rank_similar(title, text, &all), expect, "{title}");
        }
        let many = vec![LIFTS; 30];
        assert_eq!(rank_similar("加装电梯", "", &many).len(), limits::SIMILAR_MATTERS_MAX);
    }

    proptest! {
        #[test]
        fn a_text_is_most_like_itself(title in "[一-三a-c]{2,12}", text in "\\PC{0,40}", other in "\\PC{0,40}") {
            let all = [SimilarCandidate { title: &other, text: "" }, SimilarCandidate { title: &title, text: &text }];
            prop_assert!(rank_similar(&title, &text, &all).contains(&1));
            prop_assert_eq!(overlap(&pairs(&text), &pairs(&other)), overlap(&pairs(&other), &pairs(&text)));
        }
    }
}
