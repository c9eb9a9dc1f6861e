//! The rules of decisions in a community: where each is from, what the community sets for itself, and what the assembly
//! left to the representatives.

use crate::busy_community::BusyCommunity;
use crate::case_meetings::{self, WAY, case_path};
use crate::test_community::TestCommunity;
use api::db::Db;
use domain::contract::*;
use domain::decisions as d;

#[test]
fn every_rule_says_where_it_is_from_and_whether_somebody_read_it() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let rules = desk.call::<ShowRules>(&stage.clerk.person, &here, &Empty {}).rules;
    assert!(rules.rules.len() > 40 && rules.rules.iter().all(|rule| !rule.origin.source.is_empty()));
    let law: Vec<&d::Rule> = rules.rules.iter().filter(|rule| rule.origin.pack == "community-2025").collect();
    assert!(law.len() > 10);
    for rule in law {
        assert_eq!(rule.origin.verified, rule.origin.ground == d::Ground::Law, "{}", rule.name);
    }
    assert_eq!(desk.call::<ShowRules>(&stage.watcher.person, &here, &Empty {}).rules, rules);
}

#[test]
fn an_authorisation_names_items_and_days() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let good = case_meetings::record_authorisation_request(desk);
    let day = |text: &str| text.parse::<domain::members::Day>().unwrap();
    for (body, code) in [
        (d::RecordAuthorisationRequest { codes: vec![], ..good.clone() }, "decisions/items-wrong"),
        (
            d::RecordAuthorisationRequest { codes: vec![good.codes[0].clone(), good.codes[0].clone()], ..good.clone() },
            "decisions/items-wrong",
        ),
        (
            d::RecordAuthorisationRequest { codes: vec!["nowhere".parse().unwrap()], ..good.clone() },
            "decisions/unknown-item",
        ),
        (
            d::RecordAuthorisationRequest { codes: vec!["convention".parse().unwrap()], ..good.clone() },
            "decisions/reserved-to-assembly",
        ),
        (d::RecordAuthorisationRequest { until: day("2026-11-19"), ..good.clone() }, "decisions/days-reversed"),
        (
            d::RecordAuthorisationRequest { from: day("2026-11-01"), until: day("2031-11-01"), ..good.clone() },
            "decisions/authorised-too-long",
        ),
    ] {
        assert_eq!(desk.refusal::<RecordAuthorisation>(clerk, &here, &body), code);
    }
    let longest = d::RecordAuthorisationRequest { from: day("2026-11-01"), until: day("2031-10-31"), ..good };
    let known = desk.call::<ShowRules>(clerk, &here, &Empty {}).authorisations.len();
    let recorded = desk.call::<RecordAuthorisation>(clerk, &here, &longest).authorisation;
    let view = desk.call::<ShowRules>(&stage.watcher.person, &here, &Empty {});
    let newest = &view.authorisations[0];
    assert_eq!((view.authorisations.len(), newest.id, newest.until), (known + 1, recorded, day("2031-10-31")));
    assert!(view.rules.version.starts_with("defaults@"), "{}", view.rules.version);
    let quorum = view.rules.get("adults/quorum".parse().unwrap()).unwrap();
    assert_eq!((d::value_text(quorum.value).as_str(), quorum.origin.verified), (">1/2", true));
}

/// A setting is never milder than the floor, applies to cases that begin later, and stays when another follows.
#[test]
fn a_community_sets_rules_that_are_stricter() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let set = |name: &str, value: &str| {
        let (name, value) = (name.parse().unwrap(), serde_json::from_str(value).unwrap());
        let body = d::SetRuleRequest { name, value, basis: "2026年6月18日居民会议".parse().unwrap() };
        desk.try_call::<SetRule>(clerk, &here, &(), &body).map(|set| set.version)
    };
    let begun_under = |case| desk.call::<ShowCase>(clerk, &case_path(case), &Empty {}).rules_version;
    let early = case_meetings::open_case(&stage, WAY);
    let plain = begun_under(early);
    // RC25 art. 27: more than half of those who are entitled.
    let problem = set("adults/quorum", "\">=1/2\"").unwrap_err();
    assert_eq!(
        (problem.code.as_str(), problem.params["floor"].as_str()),
        ("decisions/weaker-than-floor", Some(">1/2"))
    );
    assert!(
        problem.params["source"].as_str().unwrap().contains("居民委员会组织法") && problem.params["article"] == "27"
    );
    let short = set("representatives/notice-days", "6").unwrap_err();
    assert_eq!((short.code.as_str(), short.params["floor"].as_str()), ("decisions/weaker-than-floor", Some("7")));
    assert!(short.params["source"].as_str().is_some_and(|source| !source.is_empty()));
    for (name, value) in [("case/township-days", "9"), ("adults/quorum", "3"), ("adults/filing-days", "3")] {
        assert_eq!(set(name, value).unwrap_err().code, "decisions/no-such-rule", "{name}");
    }
    let first = set("representatives/notice-days", "9").unwrap();
    let second = set("representatives/notice-days", "10").unwrap();
    assert!(first != second && second.starts_with(&plain));
    assert!(!plain.contains("settings@") && second.contains("settings@"), "{second}");
    let view = desk.call::<ShowRules>(clerk, &here, &Empty {});
    assert_eq!((view.settings.len(), &view.rules.version), (1, &second));
    assert_eq!((view.settings[0].value, view.settings[0].holds), (d::RuleValue::Number(10), d::YesNo::Yes));
    let late = case_meetings::open_case(&stage, WAY);
    assert_eq!(begun_under(late), second);
    assert_eq!(begun_under(early), plain, "it keeps what it began under");
    // With a newer law that is stricter, the setting stays stored and is not in force.
    desk.db.run("insert into decision_settings (name, value, basis, at, by) select name, '2', basis, at, by from decision_settings", &[]).unwrap();
    let view = desk.call::<ShowRules>(clerk, &here, &Empty {});
    assert_eq!((view.settings[0].holds, &view.rules.version), (d::YesNo::No, &plain));
    for sql in ["update decision_settings set value = '1'", "delete from decision_settings"] {
        assert!(desk.db.run(sql, &[]).is_err(), "{sql}");
    }
}
