//! Rule packs as data (`domain/rules/decisions/`): what is in force on a day, for a kind of community in a province.
//!
//! Invariant: packs are part of the program and are only read here. A local habit stands in the pack of the law that it
//! completes, so that it ends with that law.
//!
//! `verified` means that a figure was compared with the text; `checked` says with which: `transcription` is a third
//! party's copy, compared with fragments of press and government pages, not with the gazette. A changed pack takes a new
//! version.

use super::{Figure, RuleName, RuleValue};
use crate::communities::CommunityKind;
use crate::process::{Ground, Origin};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One figure of a pack, with its source.
#[derive(Debug, Clone, Deserialize)]
pub struct RuleEntry {
    pub value: RuleValue,
    pub unit: String,
    pub ground: Ground,
    pub source: String,
    pub article: Option<String>,
    pub verified: bool,
    /// The law leaves it open: the community may choose freely.
    #[serde(default)]
    pub choice: bool,
}

type Figures = BTreeMap<String, BTreeMap<Figure, RuleEntry>>;

#[derive(Debug, Clone, Deserialize)]
pub struct Pack {
    #[serde(rename = "pack")]
    pub name: String,
    pub version: String,
    pub in_force_from: String,
    in_force_until: Option<String>,
    pub law: String,
    /// The law's article of a condition that is no figure.
    #[serde(default)]
    articles: BTreeMap<LawPoint, String>,
    /// By kind of community (`any` for both), then by electorate or `case`.
    rules: BTreeMap<String, Figures>,
}

/// What a law rules without a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LawPoint {
    /// Who watches over the committee (村务、居务监督委员会).
    Supervision,
    /// What the assembly decides itself, or leaves to the representatives.
    Reserved,
}

const ANY: &str = "any";

macro_rules! packs {
    ($($name:literal)+) => {
        &[$(($name, include_str!(concat!("../../rules/decisions/", $name, ".json")))),+]
    };
}
const TEXTS: &[(&str, &str)] = packs! {
    "defaults" "village-2018" "village-2025" "community-2018" "community-2025" "province-22" "province-31" "province-33"
    "province-37" "province-41" "province-50" "province-51" "province-53" "province-64"
};

static PACKS: LazyLock<Vec<Pack>> =
    LazyLock::new(|| TEXTS.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect());

impl Pack {
    fn is_in_force(&self, day: NaiveDate) -> bool {
        let reads = |text: &str| text.parse::<NaiveDate>().ok();
        let begun = reads(&self.in_force_from).is_some_and(|from| from <= day);
        let ended = self.in_force_until.as_deref().is_some_and(|until| reads(until).is_none_or(|until| until < day));
        begun && !ended
    }

    /// Its figures for a kind of community.
    pub fn entries(&self, kind: CommunityKind) -> Vec<(RuleName, RuleEntry)> {
        let mut found: BTreeMap<RuleName, RuleEntry> = BTreeMap::new();
        for figures in [ANY, kind.as_str()].iter().filter_map(|kind| self.rules.get(*kind)) {
            for (of, entries) in figures {
                for (figure, entry) in entries {
                    // A test parses every name; here an invalid name is skipped.
                    if let Ok(name) = format!("{of}/{figure}").parse() {
                        found.insert(name, entry.clone());
                    }
                }
            }
        }
        found.into_iter().collect()
    }
}

/// The packs in force, the most general first. `province` is the first two digits of the community's code.
pub fn in_force(kind: CommunityKind, province: &str, day: NaiveDate) -> Vec<&'static Pack> {
    let (law, of_province) = (format!("{kind}-"), format!("province-{province}"));
    let belongs = |pack: &Pack| pack.name == "defaults" || pack.name.starts_with(&law) || pack.name == of_province;
    PACKS.iter().filter(|pack| belongs(pack) && pack.is_in_force(day)).collect()
}

/// A condition that the program adds, with the article of the organic law on which it is modelled; `version` names the
/// packs under which a case is decided.
pub fn modelled_origin(point: LawPoint, version: &str) -> Origin {
    let names = |pack: &&Pack| version.split(' ').any(|one| one.split('@').next() == Some(&pack.name));
    let law = PACKS.iter().filter(names).find(|pack| pack.articles.contains_key(&point));
    Origin {
        pack: "defaults".to_owned(),
        version: String::new(),
        ground: Ground::Default,
        source: law.map(|pack| pack.law.clone()).unwrap_or_default(),
        article: law.and_then(|pack| pack.articles.get(&point).cloned()),
        verified: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_is_read_whole() {
        assert_eq!(PACKS.len(), TEXTS.len(), "one cannot be read");
        for (pack, (name, _)) in PACKS.iter().zip(TEXTS) {
            assert_eq!(&pack.name, name);
            assert!(pack.in_force_from.parse::<NaiveDate>().is_ok() && !pack.version.is_empty(), "{name}");
            for (kind, figures) in &pack.rules {
                assert!([ANY, "village", "community"].contains(&kind.as_str()), "{name}: {kind}");
                for (of, entries) in figures {
                    for (figure, entry) in entries {
                        let rule: RuleName = format!("{of}/{figure}").parse().expect("a rule's name");
                        assert_eq!(rule.to_string(), format!("{of}/{figure}"));
                        // The value has the right kind: it can be compared with itself.
                        assert!(figure.compare(entry.value, entry.value).is_some(), "{name}: {rule}");
                        assert!(!entry.source.is_empty() && !entry.unit.is_empty(), "{name}: {rule}");
                        assert!(entry.ground != Ground::Setting && (entry.ground == Ground::Law || !entry.verified));
                    }
                }
            }
        }
    }

    #[test]
    fn the_day_tells_which_law_is_in_force() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (kind, province, on, names) in [
            (CommunityKind::Village, "51", "2025-12-31", "defaults village-2018 province-51"),
            (CommunityKind::Village, "51", "2026-01-01", "defaults village-2025 province-51"),
            (CommunityKind::Community, "31", "2025-12-31", "defaults community-2018 province-31"),
            (CommunityKind::Community, "31", "2026-11-26", "defaults community-2025 province-31"),
            (CommunityKind::Community, "41", "2020-06-02", "defaults community-2018"),
            (CommunityKind::Community, "99", "2026-11-26", "defaults community-2025"),
            (CommunityKind::Village, "22", "2026-12-01", "defaults village-2025 province-22"),
            (CommunityKind::Community, "53", "2026-12-01", "defaults community-2025 province-53"),
            (CommunityKind::Community, "64", "2026-12-01", "defaults community-2025 province-64"),
            (CommunityKind::Village, "51", "2018-12-28", ""),
        ] {
            let found: Vec<&str> = in_force(kind, province, day(on)).iter().map(|pack| pack.name.as_str()).collect();
            assert_eq!(found.join(" "), names, "{kind} {province} {on}");
        }
    }
}
