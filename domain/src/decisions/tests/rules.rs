//! Which rules apply where: packs, provinces, settings.

use super::*;
use crate::limits;

fn shown(rules: &Rules, name: &str) -> String {
    let rule = rules.get(name.parse().unwrap()).unwrap_or_else(|| panic!("{name}"));
    let article = rule.origin.article.as_deref().unwrap_or("-");
    format!("{} {} {article}", value_text(rule.value), rule.origin.pack)
}

#[test]
fn what_holds_in_a_village_and_in_a_community() {
    use CommunityKind::{Community, Village};
    for (kind, province, name, expect) in [
        // VC25 art. 25–26, 29–30, 35; art. 18 speaks of elections.
        (Village, "51", "adults/quorum", ">1/2 village-2025 26"),
        (Village, "51", "households/quorum", ">=2/3 village-2025 26"),
        (Village, "51", "adults/notice-days", "10 village-2025 25"),
        (Village, "51", "adults/asked-by-adults", ">=1/10 village-2025 25"),
        (Village, "51", "adults/asked-by-representatives", ">=1/3 village-2025 25"),
        (Village, "51", "adults/meetings-per-year", "1 village-2025 25"),
        (Village, "51", "representatives/quorum", ">=2/3 village-2025 30"),
        (Village, "51", "representatives/approval", ">1/2 village-2025 30"),
        (Village, "51", "representatives/approval-base", "present village-2025 30"),
        (Village, "51", "representatives/asked-by-representatives", ">=1/5 village-2025 30"),
        (Village, "51", "representatives/meetings-per-year", "4 village-2025 30"),
        (Village, "51", "representatives/representatives-share", ">=4/5 village-2025 29"),
        (Village, "51", "representatives/women-share", ">=1/3 village-2025 29"),
        (Village, "51", "representatives/households-per-representative-max", "15 village-2025 29"),
        (Village, "51", "adults/proxies", "any-voter village-2025 18"),
        (Village, "51", "adults/proxies-per-person-max", "3 village-2025 18"),
        (Village, "51", "case/disclosure-days", "15 village-2025 35"),
        (Village, "51", "case/authorisation-years-max", "5 village-2025 14"),
        // RC25 art. 13–14, 26–29, 34; art. 19 speaks of elections.
        (Community, "51", "adults/quorum", ">1/2 community-2025 27"),
        (Community, "51", "households/quorum", ">1/2 community-2025 27"),
        (Community, "51", "adults/asked-by-adults", ">=1/10 community-2025 26"),
        (Community, "51", "adults/asked-by-households", ">=1/10 community-2025 26"),
        (Community, "51", "adults/asked-by-representatives", ">=1/3 community-2025 26"),
        (Community, "51", "adults/notice-days", "10 community-2025 26"),
        (Community, "51", "households/notice-days", "10 community-2025 26"),
        (Community, "51", "adults/proxies", "none defaults -"),
        (Community, "51", "adults/proxies-per-person-max", "3 community-2025 19"),
        (Community, "51", "representatives/quorum", ">=2/3 community-2025 29"),
        (Community, "51", "representatives/approval", ">1/2 community-2025 29"),
        (Community, "51", "representatives/asked-by-representatives", ">=1/5 community-2025 28"),
        (Community, "51", "representatives/meetings-per-year", "2 community-2025 28"),
        (Community, "51", "representatives/representatives-share", ">=4/5 community-2025 28"),
        (Community, "51", "representatives/households-per-representative-min", "20 community-2025 13"),
        (Community, "51", "representatives/households-per-representative-max", "50 community-2025 13"),
        (Community, "51", "case/disclosure-days", "15 community-2025 34"),
        (Community, "51", "case/authorisation-years-max", "5 community-2025 14"),
        // Nothing is known of a rule of their own.
        (Village, "22", "case/disclosure-days", "15 village-2025 35"),
        (Community, "53", "representatives/meetings-per-year", "2 community-2025 28"),
        (Community, "64", "adults/quorum", ">1/2 community-2025 27"),
        // Local work rules, no statute.
        (Community, "51", "party-members/quorum", ">=2/3 defaults -"),
        (Village, "51", "party-members/approval", ">=1/2 defaults -"),
        (Village, "51", "party-members/approval-base", "entitled defaults -"),
        // Provinces: the stricter of default and law; for villages only, where the regulation is about villages.
        (Village, "37", "representatives/notice-days", "7 defaults -"),
        // Overtaken by the law: Shandong's five days, Chongqing's ten.
        (Village, "37", "case/disclosure-days", "15 village-2025 35"),
        (Village, "50", "case/disclosure-days", "15 village-2025 35"),
        (Community, "50", "case/disclosure-days", "15 community-2025 34"),
        (Village, "37", "case/objection-answer-days", "5 province-37 16"),
        (Village, "50", "case/objection-answer-days", "3 province-50 31"),
        (Village, "50", "adults/convene-within-days", "15 province-50 12"),
        (Village, "51", "adults/convene-within-days", "30 defaults -"),
        (Village, "33", "case/authorisation-term", "required province-33 16"),
        (Community, "31", "adults/meetings-per-year", "1 province-31 11"),
        (Community, "41", "adults/meetings-per-year", "2 province-41 11"),
    ] {
        assert_eq!(shown(&rules_of(kind, province), name), expect, "{kind} {province} {name}");
    }
}

#[test]
fn a_community_is_stricter_than_the_law_and_never_milder() {
    let village = |province| rules_of(CommunityKind::Village, province);
    let community = |province| rules_of(CommunityKind::Community, province);
    for (rules, name, value, expect) in [
        // VC25 art. 25: ten days.
        (village("51"), "adults/notice-days", "10", Ok(())),
        (village("51"), "adults/notice-days", "15", Ok(())),
        (village("51"), "adults/notice-days", "9", Err("10 25")),
        // VC25 art. 26, 30.
        (village("51"), "adults/quorum", "\">=2/3\"", Ok(())),
        (village("51"), "adults/quorum", "\">=1/2\"", Err(">1/2 26")),
        (village("51"), "representatives/quorum", "\">1/2\"", Err(">=2/3 30")),
        (village("51"), "representatives/approval-base", "\"entitled\"", Ok(())),
        (village("51"), "representatives/approval", "\">=1/2\"", Err(">1/2 30")),
        // A lower share that must ask is stricter for those who are asked.
        (village("51"), "adults/asked-by-adults", "\">=1/20\"", Ok(())),
        (village("51"), "adults/asked-by-adults", "\">=1/5\"", Err(">=1/10 25")),
        // The default is seven days; the floor is the figure of the province's law.
        (village("33"), "representatives/notice-days", "3", Ok(())),
        (village("33"), "representatives/notice-days", "2", Err("3 23")),
        (village("37"), "representatives/notice-days", "5", Ok(())),
        (village("37"), "representatives/notice-days", "4", Err("5 ")),
        (village("51"), "representatives/notice-days", "6", Err("7 ")),
        // VC25 art. 35, RC25 art. 34: fifteen days.
        (village("37"), "case/disclosure-days", "14", Err("15 35")),
        (village("37"), "case/disclosure-days", "15", Ok(())),
        (community("51"), "case/disclosure-days", "14", Err("15 34")),
        (community("51"), "case/disclosure-days", "15", Ok(())),
        // A default without a law is a floor as well.
        (community("51"), "party-members/approval-base", "\"present\"", Err("entitled ")),
        (community("51"), "case/township-silence", "\"blocks\"", Ok(())),
        // The law leaves it open.
        (community("51"), "adults/proxies", "\"near-relatives\"", Ok(())),
        (village("51"), "adults/proxies", "\"none\"", Ok(())),
        (community("51"), "representatives/proxies", "\"near-relatives\"", Err("none ")),
        // No such rule, a rule that cannot be set, another kind of value.
        (community("51"), "supervisors/quorum", "\">1/2\"", Err("?")),
        (community("51"), "adults/convened-by", "\"committee\"", Err("?")),
        (community("51"), "adults/quorum", "2", Err("?")),
        (community("51"), "adults/quorum", "\"present\"", Err("?")),
    ] {
        let value = serde_json::from_str(value).unwrap();
        let found = rules.check(name.parse().unwrap(), value).map_err(|refusal| match refusal {
            Refusal::WeakerThanFloor { floor, article, .. } => format!("{floor} {article}"),
            _ => "?".to_owned(),
        });
        assert_eq!(found, expect.map_err(str::to_owned), "{name} {value:?}");
    }
}

#[test]
fn a_setting_holds_and_stands_in_the_version() {
    let name = RuleName::of(Electorate::Representatives, Figure::NoticeDays);
    let set = |days| Settings::from([(name, RuleValue::Number(days))]);
    let resolve = |settings: &Settings| Rules::resolve(CommunityKind::Village, "51", day("2026-11-26"), settings);
    let plain = resolve(&Settings::new());
    let (stricter, other, milder) = (resolve(&set(9)), resolve(&set(10)), resolve(&set(2)));
    assert_eq!(stricter.number(name), Some(9));
    assert_eq!(stricter.origin(name).ground, Ground::Setting);
    assert!(stricter.version.starts_with(&plain.version) && stricter.version.contains(" settings@"));
    assert_ne!(stricter.version, other.version);
    assert_eq!(milder, plain, "what lies below the floor is passed over");
}

#[test]
fn rules_travel_whole_and_what_is_missing_is_never_fulfilled() {
    let rules = rules_of(CommunityKind::Community, "31");
    let text = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<Rules>(&text).unwrap(), rules);
    assert!(text.len() < 32 * 1024, "{} bytes are kept once for all cases under the same rules", text.len());
    assert_eq!(rules.share(Electorate::Supervisors, Figure::Quorum), Share::NEVER);
    assert_eq!(rules.number(RuleName::of(Electorate::None, Figure::NoticeDays)), None);
    assert_eq!(rules.origin(RuleName::of(Electorate::None, Figure::Quorum)).pack, "");
}

/// A form offers exactly what the check accepts.
#[test]
fn what_is_offered_is_what_may_be_set() {
    let rules = rules_of(CommunityKind::Village, "51");
    for rule in &rules.rules {
        match rules.offers(rule.name) {
            None => assert!(!rule.name.figure.may_be_set(), "{}", rule.name),
            Some(Offer::Values(values)) => {
                assert!(!values.is_empty(), "{}", rule.name);
                assert!(values.iter().all(|value| rules.check(rule.name, *value).is_ok()), "{}", rule.name);
                let written = |value: &RuleValue| rule.name.figure.read(&value_text(*value));
                assert!(values.iter().all(|value| written(value) == Some(*value)), "{}", rule.name);
                assert!(values.contains(&rule.value), "{}", rule.name);
            }
            Some(Offer::Number { min, max }) => {
                let fits = |number| rules.check(rule.name, RuleValue::Number(number)).is_ok();
                assert!(min <= max && fits(min) && fits(max), "{}", rule.name);
                let floor = rule.floor.is_some();
                assert!(!floor || min == 0 || !fits(min - 1), "{}", rule.name);
                assert!(!floor || min > 0 || !fits(max + 1), "{}", rule.name);
            }
        }
    }
    let of = |name: &str| rules.offers(name.parse().unwrap());
    let texts = |offer: Option<Offer>| match offer {
        Some(Offer::Values(values)) => values.into_iter().map(value_text).collect::<Vec<_>>().join(" "),
        other => format!("{other:?}"),
    };
    // VC25 art. 25, 26.
    assert_eq!(texts(of("adults/quorum")), ">1/2 >=2/3 >=3/4 >=4/5 >=1/1");
    assert_eq!(texts(of("adults/asked-by-adults")), ">=1/20 >=1/10");
    assert_eq!(of("adults/notice-days"), Some(Offer::Number { min: 10, max: limits::RULE_NUMBER_MAX }));
    assert_eq!(texts(of("adults/convened-by")), "None");
    assert_eq!(of("supervisors/quorum"), None);
}
