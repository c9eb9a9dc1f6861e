//! The register of personal data (个人信息清单) and related numbers, as data (`domain/rules/privacy.json`): each with
//! its source.

use crate::pack::{pack, read_part};
use serde::Deserialize;
use std::collections::BTreeMap;

use super::{Category, ConsentText, LegalBasis, RetentionStart, Topic};

pack! {
    /// The numbers in force.
    pub struct Rules = "../../rules/privacy.json" {
        cooling_off_days,
        correction_answer_working_days,
        departed_contact_days,
        notice_days,
        guardian_consents_below_years,
        reveals_per_worker_day,
        /// Number of searches of one worker on one day above which the supervision committee sees a mark.
        searches_marked_above,
        search_days,
        report_days,
        check_in_try_days,
    }
    /// The categories of data held, in the order of codes.
    pub register: Vec<Category> = |_, text| categories(text, "register"),
    /// The same for officers of regions, who are members of no community.
    pub officers: Vec<Category> = |_, text| categories(text, "officers"),
    /// The texts in force, one for each topic.
    pub consents: Vec<ConsentText> = |_, text| consents(text),
}

#[derive(Deserialize)]
struct RegisterEntry {
    value: Option<u32>,
    unit: Option<String>,
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

impl Rules {
    /// The version of a topic's text in force.
    pub fn version_of(&self, topic: Topic) -> Option<&str> {
        self.consents.iter().find(|text| text.topic == topic).map(|text| text.version.as_str())
    }
}

fn categories(text: &str, part: &str) -> Vec<Category> {
    read_part::<BTreeMap<String, RegisterEntry>>(text, part).into_iter().map(category).collect()
}

fn consents(text: &str) -> Vec<ConsentText> {
    let texts = read_part::<BTreeMap<String, Text>>(text, "consents").into_iter();
    let consent = |(topic, text): (String, Text)| {
        Some(ConsentText { topic: topic.parse().ok()?, version: text.version, from: text.from })
    };
    texts.filter_map(consent).collect()
}

fn category((code, entry): (String, RegisterEntry)) -> Category {
    Category {
        code,
        basis: entry.basis,
        sensitive: entry.sensitive,
        retention_days: entry.value,
        retention_start: entry.unit.as_deref().and_then(start_of_unit),
        source: entry.source,
        article: entry.article,
        verified: entry.verified,
    }
}

/// The packs write the start of a period beside its unit.
fn start_of_unit(unit: &str) -> Option<RetentionStart> {
    match unit {
        "days" => Some(RetentionStart::Recording),
        "days after leaving" => Some(RetentionStart::Leaving),
        "days after the last seat" => Some(RetentionStart::LastSeat),
        "days after the meeting" => Some(RetentionStart::Meeting),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_is_whole() {
        let rules = Rules::current();
        assert_eq!(rules.guardian_consents_below_years, 14, "PIPL art. 31");
        assert_eq!(rules.consents.len(), Topic::ALL.len(), "a text for each topic");
        assert!(rules.register.iter().any(Category::is_our_own) && !rules.register.iter().all(Category::is_our_own));
        assert!(rules.register.len() >= 14 && rules.register.iter().any(|category| category.sensitive));
    }

    /// PIPL art. 17: the register must state the actual practice.
    #[test]
    fn the_register_tells_the_periods_that_are_kept() {
        let rules = Rules::current();
        let days = |code: &str| rules.register.iter().find(|category| category.code == code).unwrap().retention_days;
        for category in rules.register.iter().chain(&rules.officers) {
            assert_eq!(category.retention_days.is_some(), category.retention_start.is_some(), "{}", category.code);
        }
        let start = |code: &str| rules.register.iter().find(|category| category.code == code).unwrap().retention_start;
        assert_eq!(start("contact"), Some(RetentionStart::Leaving), "nobody is erased who lives here");
        assert_eq!(start("notices"), Some(RetentionStart::Recording));
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
