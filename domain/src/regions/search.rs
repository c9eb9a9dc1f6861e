//! Finding a community by its name, below any region: by a part of the name or of its street's, or by initials in
//! pinyin.
//!
//! Invariant: whatever part of a name somebody writes, an index finds it: all endings of a name are stored, and a part is
//! the beginning of an ending.

use super::RegionName;
use crate::ids::CommunityCode;
use crate::members::{as_initials, name_initials};
use crate::text::SearchWord;
use crate::{query, reply};
use serde::{Deserialize, Serialize};

query! {
    /// Which communities below a region; without a word all of them.
    pub struct FindCommunitiesQuery {
        /// Part of the name of a community or of its street, or initials in pinyin.
        word: SearchWord = "string",
    }
}

/// Also how regions store and pass it on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FoundCommunity {
    pub code: CommunityCode,
    pub name: String,
    /// Names of the regions above it, from the province down.
    pub path: Vec<RegionName>,
    /// 示范数据: nobody in it exists.
    pub demonstration: bool,
}

reply! {
    /// The first communities that were found.
    pub struct FoundCommunities {
        pub rows: Vec<FoundCommunity>,
        /// Whether there are more, which a longer word would find.
        pub more: bool,
    }
}

impl FoundCommunity {
    /// The words under which it is found, sorted, none twice.
    pub fn search_words(&self) -> Vec<String> {
        let street = self.path.last().map(|street| street.name.as_str());
        let mut words: Vec<String> =
            [Some(self.name.as_str()), street].into_iter().flatten().flat_map(endings).collect();
        words.extend(name_initials(&self.name).split(' ').filter(|initials| !initials.is_empty()).map(str::to_owned));
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// All endings of a name, in lower case; its last sign alone finds nothing in particular.
fn endings(name: &str) -> impl Iterator<Item = String> {
    let name = name.to_lowercase();
    let signs = name.chars().count();
    (0..signs.saturating_sub(1)).map(move |from| name.chars().skip(from).collect())
}

/// The first word that counts as found, and the first one beyond them.
pub fn word_range(word: &SearchWord) -> (String, String) {
    let from = as_initials(word.as_str()).unwrap_or_else(|| word.as_str().to_lowercase());
    let beyond = format!("{from}{}", char::MAX);
    (from, beyond)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn community(name: &str, street: &str) -> FoundCommunity {
        let at = |code: &str, name: &str| RegionName { code: code.parse().expect("a code"), name: name.to_owned() };
        FoundCommunity {
            code: "511402901001".parse().expect("a code"),
            name: name.to_owned(),
            path: vec![at("51", "四川省"), at("511402901", street)],
            demonstration: false,
        }
    }

    #[test]
    fn a_part_of_a_name_finds_it() {
        let words = community("三苏社区", "苏祠街道").search_words();
        for (asked, is_found) in [
            ("三苏社区", true),
            ("三苏", true),
            ("三", true),
            ("苏社", true),
            ("苏祠", true),
            ("祠街", true),
            ("sssq", true),
            ("SS", true),
            ("四川", false),
            ("三社", false),
            ("ssx", false),
            ("东坡", false),
        ] {
            let (from, beyond) = word_range(&asked.parse().expect("a word"));
            let found = words.iter().any(|word| *word >= from && *word < beyond);
            assert_eq!(found, is_found, "{asked} in {words:?}");
        }
    }

    #[test]
    fn every_reading_and_no_word_twice() {
        let words = community("曾家社区", "曾家街道").search_words();
        assert!(words.iter().any(|word| word == "cjsq") && words.iter().any(|word| word == "zjsq"), "{words:?}");
        assert_eq!(words.iter().filter(|word| *word == "曾家社区").count(), 1);
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{words:?}");
        assert!(community("村", "").search_words().iter().all(|word| word == "c"), "one sign is found by its initial");
    }
}
