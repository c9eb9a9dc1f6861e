//! Setting a stricter rule, and recording an authorisation of the representatives.

use domain::contract::{RecordAuthorisation, SetRule};
use domain::decisions::{Offer, Rule, RuleValue, value_text};
use domain::matters::{CatalogueItem, Flag};
use domain::members::Day;
use leptos::prelude::*;
use serde_json::Value;

use super::figures::value_words;
use crate::call::current_time;
use crate::decisions::origin_words;
use crate::light_signal::LightSignal;
use crate::matters::item_title;
use crate::office::frame::OfficeContext;
use crate::office::sheet::faint_text;
use crate::ui::body_form::{BodyForm, field_label};
use crate::ui::form::{Control, Form, tick};
use crate::ui::{Element, el};
use crate::words::{key, t, tf, tn, word_text};

pub fn set_rule_dialog(desk: &OfficeContext, rule: &Rule, offer: Offer) {
    let (desk, figure) = (desk.clone(), rule.name.figure);
    let shown = |of: RuleValue| value_words(figure, &rule.unit, of);
    let control = match offer {
        Offer::Number { min, max } => Control::Number { min: min.into(), max: max.into() },
        Offer::Values(values) => Control::Choice(values.into_iter().map(|one| (value_text(one), shown(one))).collect()),
    };
    let floor = rule.floor.as_ref().map(|floor| {
        let figures = [("value", &*shown(floor.value)), ("source", &*origin_words(&floor.origin))];
        tf(key::RULES_FLOOR, &figures)
    });
    let chosen = RwSignal::new(value_text(rule.value));
    let draw = move |form: Form| form.field("value", word_text(figure), floor, control, chosen);
    let read = move || {
        let value = figure.read(chosen.get_untracked().trim());
        value.and_then(|value| serde_json::to_value(value).ok()).ok_or_else(|| t(key::FORM_MISSING))
    };
    BodyForm::<SetRule>::new(tf(key::RULES_SET_TITLE, &[("name", &word_text(figure))]))
        .text(t(key::RULES_SET_WHY))
        .submit(t(key::RULES_SET))
        .danger()
        .fixed("name", rule.name.to_string())
        .drawn("value", draw, read)
        .open(&desk.ask.clone(), (desk.code.clone(),), move |_| desk.say(t(key::RULES_SET_DONE)));
}

/// Items of the catalogue to tick: items that the law reserves to the assembly cannot be chosen.
pub fn authorise_dialog(desk: &OfficeContext, items: &[CatalogueItem]) {
    let (desk, items) = (desk.clone(), items.to_vec());
    let ticked = LightSignal::new(Vec::<String>::new());
    let (chosen, counted) = (ticked.clone(), ticked.clone());
    BodyForm::<RecordAuthorisation>::new(t(key::RULES_AUTHORISE))
        .text(t(key::RULES_AUTHORISE_WHY))
        .drawn("codes", move |_| ticks(&items, &ticked), move || Ok(Value::from(chosen.peek(Vec::clone))))
        .starts("from", Day::of(current_time().day()).to_string())
        .open(&desk.ask.clone(), (desk.code.clone(),), move |_| {
            let count = i64::try_from(counted.peek(Vec::len)).unwrap_or_default();
            desk.say(tn(key::RULES_AUTHORISED, count, &[]));
        });
}

fn ticks(items: &[CatalogueItem], ticked: &LightSignal<Vec<String>>) -> Element {
    let legend = el("legend", "").child(field_label::<RecordAuthorisation>("codes"));
    items.iter().fold(el("fieldset", "field").child(legend), |group, item| {
        if item.flags.contains(&Flag::ReservedToAssembly) {
            return group.child(faint_text(tf(key::RULES_ITEM_RESERVED, &[("title", &item_title(item))])));
        }
        group.child(tick(item.code.clone(), item_title(item), ticked))
    })
}
