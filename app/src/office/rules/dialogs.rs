//! Setting a stricter rule, and recording an authorisation of the representatives.

use domain::contract::{RecordAuthorisation, SetRule};
use domain::decisions::{Offer, RecordAuthorisationRequest, Rule, RuleValue, SetRuleRequest, value_text};
use domain::matters::{CatalogueItem, Flag};
use domain::members::Day;
use leptos::prelude::*;

use super::figures::value_words;
use crate::call::current_time;
use crate::decisions::origin_words;
use crate::light_signal::LightSignal;
use crate::matters::item_title;
use crate::office::frame::OfficeContext;
use crate::office::sheet::faint_text;
use crate::ui::form::{Control, Form, tick};
use crate::ui::{Element, el, form_values};
use crate::words::{key, t, tf, tn, word_text};

pub fn set_rule_dialog(desk: &OfficeContext, rule: &Rule, offer: Offer) {
    let (desk, rule) = (desk.clone(), rule.clone());
    desk.clone().ask.open(tf(key::RULES_SET_TITLE, &[("name", &word_text(rule.name.figure))]), move |ask| {
        let form = Form::new(&["value", "basis"], |code| {
            matches!(code, "decisions/no-such-rule" | "decisions/weaker-than-floor").then_some("value")
        });
        let (chosen, basis) = (RwSignal::new(value_text(rule.value)), RwSignal::new(String::new()));
        let shown = |of: RuleValue| value_words(rule.name.figure, &rule.unit, of);
        let control = match offer {
            Offer::Number { min, max } => Control::Number { min, max },
            Offer::Values(values) => {
                Control::Choice(values.into_iter().map(|one| (value_text(one), shown(one))).collect())
            }
        };
        let floor = rule.floor.as_ref().map(|floor| {
            let figures = [("value", &*shown(floor.value)), ("source", &*origin_words(&floor.origin))];
            tf(key::RULES_FLOOR, &figures)
        });
        let name = rule.name;
        let dialog = ask.clone();
        let send = move || {
            let Some(value) = name.figure.read(chosen.get_untracked().trim()) else {
                return form.refuse("value", t(key::OFFICE_MISSING));
            };
            let basis = match basis.get_untracked().parse() {
                Ok(basis) => basis,
                Err(bad) => return form.refuse("basis", form_values::bad_text_words(bad)),
            };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<SetRule>((desk.code.clone(),), SetRuleRequest { name, value, basis }, move |_| {
                dialog.close();
                desk.say(t(key::RULES_SET_DONE));
            });
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::RULES_SET_WHY)))
            .child(form.field("value", word_text(name.figure), floor, control, chosen))
            .child(form.field("basis", t(key::RULES_BASIS), Some(t(key::RULES_BASIS_HINT)), Control::Text, basis))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::RULES_SET))))
    });
}

/// Items of the catalogue to tick: items that the law reserves to the assembly cannot be chosen.
pub fn authorise_dialog(desk: &OfficeContext, items: &[CatalogueItem]) {
    let (desk, items) = (desk.clone(), items.to_vec());
    desk.clone().ask.open(t(key::RULES_AUTHORISE), move |ask| {
        let form = Form::new(&["from", "until", "basis"], |code| {
            matches!(code, "decisions/days-reversed" | "decisions/authorised-too-long").then_some("until")
        });
        let today = form_values::moment_text(current_time()).get(..10).unwrap_or_default().to_owned();
        let (from, until, basis) = (RwSignal::new(today), RwSignal::new(String::new()), RwSignal::new(String::new()));
        let ticked = LightSignal::new(Vec::<String>::new());
        let (chosen, dialog) = (ticked.clone(), ask.clone());
        let send = move || {
            let day = |text: RwSignal<String>| text.get_untracked().parse::<Day>();
            let (Ok(from), Ok(until)) = (day(from), day(until)) else {
                return form.refuse("until", t(key::OFFICE_MISSING));
            };
            let basis = match basis.get_untracked().parse() {
                Ok(basis) => basis,
                Err(bad) => return form.refuse("basis", form_values::bad_text_words(bad)),
            };
            let codes = chosen.peek(|codes| codes.iter().filter_map(|code| code.parse().ok()).collect::<Vec<_>>());
            let count = i64::try_from(codes.len()).unwrap_or_default();
            let (dialog, desk) = (dialog.clone(), desk.clone());
            let draft = RecordAuthorisationRequest { codes, from, until, basis };
            form.send::<RecordAuthorisation>((desk.code.clone(),), draft, move |_| {
                dialog.close();
                desk.say(tn(key::RULES_AUTHORISED, count, &[]));
            });
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::RULES_AUTHORISE_WHY)))
            .child(ticks(&items, &ticked))
            .child(form.field("from", t(key::RULES_FROM), None, Control::Day, from))
            .child(form.field("until", t(key::RULES_UNTIL), None, Control::Day, until))
            .child(form.field("basis", t(key::RULES_BASIS), Some(t(key::RULES_BASIS_HINT)), Control::Text, basis))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::RULES_AUTHORISE))))
    });
}

fn ticks(items: &[CatalogueItem], ticked: &LightSignal<Vec<String>>) -> Element {
    let legend = el("legend", "").child(t(key::RULES_ITEMS));
    items.iter().fold(el("fieldset", "field").child(legend), |group, item| {
        if item.flags.contains(&Flag::ReservedToAssembly) {
            return group.child(faint_text(tf(key::RULES_ITEM_RESERVED, &[("title", &item_title(item))])));
        }
        group.child(tick(item.code.clone(), item_title(item), ticked))
    })
}
