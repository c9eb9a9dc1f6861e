//! The register of personal data (个人信息清单) and related numbers, as data (`domain/rules/privacy.json`): each with
//! its source.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Category, ConsentText, LegalBasis, Topic};

/// The numbers in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub version: String,
    pub cooling_off_days: u32,
    pub correction_answer_working_days: u32,
    pub departed_contact_days: u32,
    pub notice_days: u32,
    pub guardian_consents_below_years: u32,
    pub reveals_per_worker_day: u32,
    /// Number of searches of one worker on one day above which the supervision committee sees a mark.
    pub searches_marked_above: u32,
    pub search_days: u32,
    pub report_days: u32,
    pub check_in_try_days: u32,
    /// The categories of data held, in the order of codes.
    pub register: Vec<Category>,
    /// The same for officers of regions, who are members of no community.
    pub officers: Vec<Category>,
    /// The texts in force, one for each topic.
    pub consents: Vec<ConsentText>,
}

#[derive(Deserialize, Default)]
struct Pack {
    version: String,
    rules: BTreeMap<String, Number>,
    register: BTreeMap<String, RegisterEntry>,
    officers: BTreeMap<String, RegisterEntry>,
    consents: BTreeMap<String, Text>,
}

#[derive(Deserialize)]
struct Number {
    value: u32,
}

#[derive(Deserialize)]
struct RegisterEntry {
    value: Option<u32>,
    source: String,
    article: Option<String>,
    verified: bool,
    basis: LegalBasis,
    sensitive: bool,
}

#[derive(Deserialize)]
struct Text {
    version: String,
    from: String,
}

/// What the packs call a number without a law.
const OUR_OWN: &str = "design default";

impl Category {
    /// Whether the period is the program's own choice and not the law's.
    pub fn is_our_own(&self) -> bool {
        self.source == OUR_OWN
    }
}

static CURRENT: LazyLock<Rules> = LazyLock::new(|| read(include_str!("../../rules/privacy.json")));

impl Rules {
    /// The newest pack.
    pub fn current() -> &'static Self {
        &CURRENT
    }

    /// The version of a topic's text in force.
    pub fn version_of(&self, topic: Topic) -> Option<&str> {
        self.consents.iter().find(|text| text.topic == topic).map(|text| text.version.as_str())
    }
}

fn read(text: &str) -> Rules {
    let pack: Pack = serde_json::from_str(text).unwrap_or_default();
    let number = |name: &str| pack.rules.get(name).map_or(0, |number| number.value);
    let consents = pack.consents.into_iter().filter_map(|(topic, text)| {
        Some(ConsentText { topic: topic.parse().ok()?, version: text.version, from: text.from })
    });
    Rules {
        cooling_off_days: number("cooling_off_days"),
        correction_answer_working_days: number("correction_answer_working_days"),
        departed_contact_days: number("departed_contact_days"),
        notice_days: number("notice_days"),
        guardian_consents_below_years: number("guardian_consents_below_years"),
        reveals_per_worker_day: number("reveals_per_worker_day"),
        searches_marked_above: number("searches_marked_above"),
        search_days: number("search_days"),
        report_days: number("report_days"),
        check_in_try_days: number("check_in_try_days"),
        register: pack.register.into_iter().map(category).collect(),
        officers: pack.officers.into_iter().map(category).collect(),
        consents: consents.collect(),
        version: pack.version,
    }
}

fn category((code, entry): (String, RegisterEntry)) -> Category {
    Category {
        code,
        basis: entry.basis,
        sensitive: entry.sensitive,
        retention_days: entry.value,
        source: entry.source,
        article: entry.article,
        verified: entry.verified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = Rules::current();
        assert_eq!(rules.guardian_consents_below_years, 14, "PIPL art. 31");
        let numbers = [
            rules.cooling_off_days,
            rules.correction_answer_working_days,
            rules.departed_contact_days,
            rules.notice_days,
            rules.reveals_per_worker_day,
            rules.searches_marked_above,
            rules.search_days,
            rules.report_days,
            rules.check_in_try_days,
        ];
        assert!(numbers.iter().all(|number| *number > 0), "{rules:?}");
        assert_eq!(rules.consents.len(), Topic::ALL.len(), "a text for each topic");
        assert!(rules.register.iter().any(Category::is_our_own) && !rules.register.iter().all(Category::is_our_own));
        assert!(rules.register.len() >= 14 && rules.register.iter().any(|category| category.sensitive));
    }

    /// PIPL art. 17: the register must state the actual practice.
    #[test]
    fn the_register_tells_the_periods_that_are_kept() {
        let rules = Rules::current();
        let days = |code: &str| rules.register.iter().find(|category| category.code == code).unwrap().retention_days;
        assert_eq!(days("contact"), Some(rules.departed_contact_days));
        assert_eq!(days("identity"), Some(rules.departed_contact_days));
        assert_eq!(days("notices"), Some(rules.notice_days));
        assert_eq!(days("searches"), Some(rules.search_days));
        assert_eq!(days("reports"), Some(rules.report_days));
        assert_eq!(days("check-in-tries"), Some(rules.check_in_try_days));
        assert_eq!(days("sessions").map(i64::from), Some(crate::limits::SESSION_DAYS));
        assert_eq!(days("slips").map(i64::from), Some(crate::limits::SLIP_HOURS / 24));
        assert_eq!(days("sign-ins").map(i64::from), Some(crate::limits::SIGN_IN_HISTORY_DAYS));
        let days = |code: &str| rules.officers.iter().find(|category| category.code == code).unwrap().retention_days;
        for (code, expect) in [
            ("contact", Some(crate::limits::OFFICER_PHONE_DAYS)),
            ("factors", Some(crate::limits::OFFICER_PHONE_DAYS)),
            ("sessions", Some(crate::limits::SESSION_DAYS)),
            ("sign-ins", Some(crate::limits::SIGN_IN_HISTORY_DAYS)),
            ("seats", None),
            ("journal", None),
        ] {
            assert_eq!(days(code).map(i64::from), expect, "{code} of officers");
        }
        assert_eq!(rules.officers.len(), 6);
    }
}
