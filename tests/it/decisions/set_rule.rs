//! `POST …/rules`

use crate::client::{Call, community_code};
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{Empty, Problem, SetRule, ShowCase, ShowRules};
use domain::decisions::{Electorate, Figure, RuleName, RuleValue, SetRuleRequest, YesNo};

/// A setting of this number of days of notice for the representatives.
pub fn notice_rule_request(days: u32) -> SetRuleRequest {
    SetRuleRequest {
        name: RuleName::of(Electorate::Representatives, Figure::NoticeDays),
        value: RuleValue::Number(days),
        basis: "2026年6月18日居民会议".parse().expect("a basis"),
    }
}

#[test]
fn a_community_is_stricter_and_cases_keep_what_they_began_under() {
    let server = fresh_server();
    let (deputy, here, at) = (server.person(DEPUTY), (community_code(),), server.open_case());
    let answer = server.send(&Call::of::<SetRule>(&deputy, &here, &(), &notice_rule_request(6)));
    let problem: Problem = serde_json::from_str(&answer.text()).expect("a problem");
    assert_eq!((problem.code.as_str(), &problem.params["floor"]), ("decisions/weaker-than-floor", &"7".into()));
    assert!(problem.params["source"].as_str().is_some_and(|source| !source.is_empty()));
    let version = server.call::<SetRule>(&deputy, &here, &notice_rule_request(10)).version;
    let view = server.call::<ShowRules>(&deputy, &here, &Empty {});
    assert_eq!((view.rules.version.as_str(), view.settings.len()), (version.as_str(), 1));
    assert_eq!((view.settings[0].value, view.settings[0].holds), (RuleValue::Number(10), YesNo::Yes));
    let before = server.call::<ShowCase>(&deputy, &at, &Empty {}).rules_version;
    assert!(!before.contains("settings@") && version.contains("settings@"));
    let later = server.open_case();
    assert_eq!(server.call::<ShowCase>(&deputy, &later, &Empty {}).rules_version, version);
    let denied = server.refusal::<SetRule>(&server.person(SUPERVISOR), &here, &notice_rule_request(11));
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
