//! The rules in force for one community on one day: packs in layers, and the community's own settings.
//!
//! Invariant: of several entries the strictest applies. A setting is never below the floor, which is the strictest law
//! or, without a law, the rule that applies without the setting. A figure that no pack has reads as a value that nobody
//! can fulfil. A case keeps the complete rules with which it was opened.

use super::packs::{self, Pack, RuleEntry};
use super::{Electorate, Figure, FigureKind, Refusal, RuleName, RuleValue, RuleWord, Share};
use crate::communities::CommunityKind;
use crate::process::{Ground, Origin};
use crate::{limits, reply};
use chrono::NaiveDate;
use core::cmp::Ordering;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

reply! {
    /// The least strict value that a setting may have.
    pub struct Floor {
        pub value: RuleValue,
        pub origin: Origin,
    }
    pub struct Rule {
        pub name: RuleName,
        pub value: RuleValue,
        pub unit: String,
        pub origin: Origin,
        /// `None`: the community may choose freely.
        pub floor: Option<Floor>,
    }
    /// All rules in force, sorted by name.
    pub struct Rules {
        /// Names and versions of packs and settings under which a case is decided (规则版本).
        pub version: String,
        pub rules: Vec<Rule>,
    }
}

/// The values from which a community may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    Values(Vec<RuleValue>),
    Number { min: u32, max: u32 },
}

/// The settings of a community.
pub type Settings = BTreeMap<RuleName, RuleValue>;

impl Rules {
    /// The rules in force in a community of this kind and province on a day, with its settings. A setting below the
    /// floor, which a newer law may have raised, is ignored.
    pub fn resolve(kind: CommunityKind, province: &str, day: NaiveDate, settings: &Settings) -> Self {
        let packs = packs::in_force(kind, province, day);
        let mut found: BTreeMap<RuleName, Rule> = BTreeMap::new();
        for pack in &packs {
            for (name, entry) in pack.entries(kind) {
                let rule = match found.remove(&name) {
                    None => first(name, pack, &entry),
                    Some(before) => over(before, pack, &entry),
                };
                found.insert(name, rule);
            }
        }
        let names: Vec<String> = packs.iter().map(|pack| format!("{}@{}", pack.name, pack.version)).collect();
        let mut rules = Self { version: names.join(" "), rules: found.into_values().collect() };
        rules.apply(settings);
        rules
    }

    fn apply(&mut self, settings: &Settings) {
        let mut digest = Sha256::new();
        let mut applied = false;
        for (name, value) in settings {
            if self.check(*name, *value).is_err() {
                continue;
            }
            let Some(rule) = self.rules.iter_mut().find(|rule| rule.name == *name) else { continue };
            let origin = Origin {
                pack: "settings".to_owned(),
                version: String::new(),
                ground: Ground::Setting,
                source: "本社区规定".to_owned(),
                article: None,
                verified: true,
            };
            (rule.value, rule.origin, applied) = (*value, origin, true);
            digest.update(format!("{name}={}\n", value_text(*value)));
        }
        if applied {
            let hash = crate::journal::to_hex(&digest.finalize());
            self.version.push_str(" settings@");
            self.version.push_str(&hash[..12]);
        }
    }

    pub fn get(&self, name: RuleName) -> Option<&Rule> {
        // Sorted by name, for binary search.
        self.rules.binary_search_by(|rule| rule.name.cmp(&name)).ok().and_then(|at| self.rules.get(at))
    }

    /// Whether a community may set this value: never below the floor, whose article is reported.
    pub fn check(&self, name: RuleName, value: RuleValue) -> Result<(), Refusal> {
        let rule = self.get(name).ok_or(Refusal::NoSuchRule)?;
        if !name.figure.may_be_set() || name.figure.compare(value, rule.value).is_none() {
            return Err(Refusal::NoSuchRule);
        }
        match &rule.floor {
            Some(floor) if name.figure.compare(value, floor.value) == Some(Ordering::Less) => {
                Err(Refusal::WeakerThanFloor {
                    floor: value_text(floor.value),
                    source: floor.origin.source.clone(),
                    article: floor.origin.article.clone().unwrap_or_default(),
                })
            }
            _ => Ok(()),
        }
    }

    /// The values that a community may choose for a rule: all usual values that are not milder than the floor. For a
    /// number, its lower and upper bound; `None` where a community cannot set the rule.
    pub fn offers(&self, name: RuleName) -> Option<Offer> {
        let rule = self.get(name)?;
        let values = |all: Vec<RuleValue>| all.into_iter().filter(|value| self.check(name, *value).is_ok()).collect();
        Some(match name.figure.kind()? {
            FigureKind::Share => {
                let mut all = Share::USUAL.map(RuleValue::Share).to_vec();
                if !all.contains(&rule.value) {
                    all.push(rule.value);
                }
                Offer::Values(values(all))
            }
            FigureKind::Words(words) => Offer::Values(values(words.iter().copied().map(RuleValue::Word).collect())),
            FigureKind::Number => {
                let Some(RuleValue::Number(floor)) = rule.floor.as_ref().map(|floor| floor.value) else {
                    return Some(Offer::Number { min: 0, max: limits::RULE_NUMBER_MAX });
                };
                let more = RuleValue::Number(floor.saturating_add(1));
                if self.check(name, more).is_ok() {
                    Offer::Number { min: floor, max: limits::RULE_NUMBER_MAX }
                } else {
                    Offer::Number { min: 0, max: floor }
                }
            }
        })
    }

    // --- figures as types ---------------------------------------------------------------------------------------

    pub fn share(&self, of: Electorate, figure: Figure) -> Share {
        match self.get(RuleName::of(of, figure)).map(|rule| rule.value) {
            Some(RuleValue::Share(share)) => share,
            _ => Share::NEVER,
        }
    }

    /// A number; `None` where no pack has one.
    pub fn number(&self, name: RuleName) -> Option<u32> {
        match self.get(name)?.value {
            RuleValue::Number(number) => Some(number),
            _ => None,
        }
    }

    pub fn word(&self, name: RuleName) -> Option<RuleWord> {
        match self.get(name)?.value {
            RuleValue::Word(word) => Some(word),
            _ => None,
        }
    }

    /// A duty applies unless a pack says otherwise.
    pub fn is_required(&self, figure: Figure) -> bool {
        self.word(RuleName::case(figure)) != Some(RuleWord::Optional)
    }

    pub fn origin(&self, name: RuleName) -> Origin {
        self.get(name).map_or_else(unwritten, |rule| rule.origin.clone())
    }
}

/// The origin of a figure that no pack has.
fn unwritten() -> Origin {
    let none = String::new();
    Origin {
        pack: none.clone(),
        version: none.clone(),
        ground: Ground::Default,
        source: none,
        article: None,
        verified: false,
    }
}

pub fn value_text(value: RuleValue) -> String {
    match value {
        RuleValue::Number(number) => number.to_string(),
        RuleValue::Share(share) => share.to_string(),
        RuleValue::Word(word) => word.to_string(),
    }
}

fn origin_of(pack: &Pack, entry: &RuleEntry) -> Origin {
    Origin {
        pack: pack.name.clone(),
        version: pack.version.clone(),
        ground: entry.ground,
        source: entry.source.clone(),
        article: entry.article.clone(),
        verified: entry.verified,
    }
}

fn first(name: RuleName, pack: &Pack, entry: &RuleEntry) -> Rule {
    let origin = origin_of(pack, entry);
    let floor = (!entry.choice).then(|| Floor { value: entry.value, origin: origin.clone() });
    Rule { name, value: entry.value, unit: entry.unit.clone(), origin, floor }
}

/// Applies a more specific pack to the rule from the more general ones.
fn over(before: Rule, pack: &Pack, entry: &RuleEntry) -> Rule {
    // A figure left open, or without a stricter side, takes the value of the more specific pack.
    let Some(floor) = before.floor else {
        return Rule { floor: None, ..first(before.name, pack, entry) };
    };
    let figure = before.name.figure;
    if !figure.may_be_set() {
        return first(before.name, pack, entry);
    }
    let origin = origin_of(pack, entry);
    let is_stricter = |than: RuleValue| figure.compare(entry.value, than) != Some(Ordering::Less);
    let (value, value_origin) =
        if is_stricter(before.value) { (entry.value, origin.clone()) } else { (before.value, before.origin) };
    // Law sets the floor; another rule is the floor only until a law sets one.
    let lifts = floor.origin.ground != Ground::Law || is_stricter(floor.value);
    let floor = if lifts { Floor { value: entry.value, origin } } else { floor };
    Rule { name: before.name, value, unit: before.unit, origin: value_origin, floor: Some(floor) }
}
