//! The rules in force (规则), each with its source, and the assembly's authorisations of the representatives (授权).
//!
//! Invariant: every figure comes from the API's answer; the choices are those that the rules offer, and the API checks
//! them again.

mod dialogs;
mod figures;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ShowCatalogue, ShowRules};
use domain::decisions::{AuthorisationView, Electorate, Ground, Rule, RulesView, SettingView};
use domain::matters::CatalogueItem;

use self::figures::{rule_group_words, value_words};
use super::frame::{OfficeContext, page_head};
use super::sheet::{badge_span, faint_text};
use crate::decisions::{is_unread, origin_words};
use crate::matters::item_title;
use crate::ui::{Calls, Element, button, el, loading_view, section};
use crate::words::{day, key, t, tf, tn, word_text};

pub fn rules_page(desk: OfficeContext) -> Element {
    let content = loading_view(move || {
        let (desk, here) = (desk.clone(), (desk.code.clone(),));
        Calls::new(vec![ShowRules::url(&here, &()), ShowCatalogue::url(&here, &())], move |answers| {
            let (view, catalogue) = (answers.next::<ShowRules>()?, answers.next::<ShowCatalogue>()?);
            let keeps = desk.session.may(Capability::RecordAuthorisation, &Subject::Community);
            let stack = el("div", "stack").child(authorisations(&view, &catalogue.items, keeps, &desk));
            Some(stack.child(rules(&view, keeps, &desk)).any())
        })
    });
    el("div", "stack").child(page_head(t(key::OFFICE_RULES), Some(t(key::RULES_BELOW)), None)).child(content)
}

fn authorisations(view: &RulesView, items: &[CatalogueItem], keeps: bool, desk: &OfficeContext) -> Element {
    let rows: Vec<Element> = view.authorisations.iter().map(|given| authorisation(given, items)).collect();
    let nothing = rows.is_empty().then(|| el("p", "body faint").child(t(key::RULES_NO_AUTHORISATIONS)));
    let record = keeps.then(|| {
        let (desk, items) = (desk.clone(), items.to_vec());
        let open = move || dialogs::authorise_dialog(&desk, &items);
        el("div", "body").child(button("button quiet", t(key::RULES_AUTHORISE), open))
    });
    section("card", t(key::RULES_AUTHORISATIONS)).child(el("ul", "").child(rows)).child(nothing).child(record)
}

fn authorisation(given: &AuthorisationView, items: &[CatalogueItem]) -> Element {
    let title = |code: &String| items.iter().find(|item| item.code == *code).map_or_else(|| code.clone(), item_title);
    let titles: Vec<String> = given.codes.iter().map(title).collect();
    let days = [("from", &*given.from.to_string()), ("until", &*given.until.to_string())];
    let words = el("div", "")
        .child(el("b", "").child(titles.join(&t(key::RULES_AND))))
        .child(faint_text(tf(key::RULES_DAYS, &days)))
        .child(faint_text(given.basis.clone()));
    el("li", "").child(el("div", "cell").child(words))
}

/// One card for the case as a whole and one for each electorate, folded but for the first.
fn rules(view: &RulesView, keeps: bool, desk: &OfficeContext) -> Vec<Element> {
    let groups = [None].into_iter().chain(Electorate::ALL.iter().copied().map(Some));
    groups
        .filter_map(|of| {
            let own: Vec<&Rule> = view.rules.rules.iter().filter(|rule| rule.name.of == of).collect();
            let unverified = own.iter().filter(|rule| is_unread(&rule.origin)).count();
            let rows: Vec<Element> = own.iter().map(|rule| row(rule, view, keeps, desk)).collect();
            let count = i64::try_from(rows.len()).unwrap_or_default();
            let unread = tf(key::RULES_UNREAD_OF, &[("count", &unverified.to_string())]);
            let below = [tn(key::RULES_COUNT, count, &[]), unread].join(&t(key::RULES_AND));
            let summary = el("summary", "cell plain")
                .child(el("div", "").child(el("b", "").child(rule_group_words(of))).child(faint_text(below)));
            (count > 0).then(|| {
                let details = el("details", "").child(summary).child(el("ul", "").child(rows));
                el("section", "card").child(if of.is_none() { details.attr("open", "") } else { details })
            })
        })
        .collect()
}

fn row(rule: &Rule, view: &RulesView, keeps: bool, desk: &OfficeContext) -> Element {
    let name = word_text(rule.name.figure);
    let said =
        tf(key::RULES_SAYS, &[("name", &name), ("value", &value_words(rule.name.figure, &rule.unit, rule.value))]);
    let own = view.settings.iter().find(|setting| setting.name == rule.name);
    let words = el("div", "")
        .child(el("b", "").child(said))
        .child(faint_text(origin_words(&rule.origin)))
        .child(own.map(|setting| faint_text(set(setting, rule))))
        .child(floor(rule).map(faint_text));
    let unread = is_unread(&rule.origin).then(|| badge_span("badge amber", t(key::RULES_UNREAD)));
    let change = view.rules.offers(rule.name).filter(|_| keeps).map(|offer| {
        let (desk, rule) = (desk.clone(), rule.clone());
        let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::RULES_SET)), ("title", &name)]);
        let open = move || dialogs::set_rule_dialog(&desk, &rule, offer.clone());
        button("button small quiet", t(key::RULES_SET), open).attr("aria-label", label)
    });
    let end = el("div", "actions").child(unread).child(change);
    el("li", "").child(el("div", "cell").child(words).child(end))
}

/// The community's own setting, and whether it is in force.
fn set(setting: &SettingView, rule: &Rule) -> String {
    let value = value_words(rule.name.figure, &rule.unit, setting.value);
    let figures = [("value", &*value), ("basis", &*setting.basis), ("date", &*day(setting.set_at))];
    tf(if setting.holds.is_yes() { key::RULES_OWN } else { key::RULES_OWN_OVERTAKEN }, &figures)
}

/// The floor of a community's own stricter rule.
fn floor(rule: &Rule) -> Option<String> {
    let floor = rule.floor.as_ref().filter(|_| rule.origin.ground == Ground::Setting)?;
    let value = value_words(rule.name.figure, &rule.unit, floor.value);
    Some(tf(key::RULES_FLOOR, &[("value", &value), ("source", &origin_words(&floor.origin))]))
}
