//! Requesting a correction (PIPL art. 46), and the outcomes of earlier requests.

use crate::command::Command;
use crate::location::current_community;
use crate::ui::{Element, Field, Input, cell_words, command_refusal, el, field, section, show_toast, submit_button};
use crate::words::{key, last_day, moment, t, tf, word_choices, word_text};
use domain::contract::RequestCorrection;
use domain::privacy::{Correction, CorrectionField, CorrectionRequest, OwnData};
use leptos::prelude::*;

const WANTED: Input = Input { kind: "text", inputmode: "text", autocomplete: "off", max_chars: 80, code: false };

pub fn own_corrections_card(data: &OwnData) -> Element {
    let rows: Vec<Element> = data.corrections.iter().map(row).collect();
    section("card no-print", t(key::PRIVACY_CORRECTION))
        .child(el("div", "body").child(form()))
        .child(el("ul", "").child(rows))
}

fn row(one: &Correction) -> Element {
    let state = match one.outcome {
        Some(outcome) => [word_text(outcome), one.reason.clone().unwrap_or_default()].join("："),
        None => tf(key::PRIVACY_ANSWER_DUE, &[("time", &last_day(one.answer_due))]),
    };
    let what = [word_text(one.field), one.wanted.clone().unwrap_or_default()].join(" → ");
    let below = [moment(one.asked_at), state].join(" · ");
    el("li", "").child(el("div", "cell").child(cell_words(what, below)))
}

fn form() -> Element {
    let command = Command::new();
    let chosen = RwSignal::new(CorrectionField::Name.to_string());
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let option = |(code, text): (String, String)| el("option", "").attr("value", code).child(text);
    let options: Vec<Element> = word_choices::<CorrectionField>().into_iter().map(option).collect();
    let select = el("select", "input")
        .attr("id", "correct-field")
        .on("change", move |event| chosen.set(event_target_value(&event)))
        .child(options);
    let send = move || {
        let Ok(what) = chosen.get_untracked().parse::<CorrectionField>() else { return };
        // The contract has codes for the sex; people type ordinary words.
        let text = value.get_untracked();
        let text = match (what, text.trim()) {
            (CorrectionField::Sex, "女") => "female".to_owned(),
            (CorrectionField::Sex, "男") => "male".to_owned(),
            (_, text) => text.to_owned(),
        };
        let Ok(wanted) = text.parse() else { return error.set(t(key::PRIVACY_WANTED_WRONG)) };
        error.set(String::new());
        command.send::<RequestCorrection>(
            (current_community(),),
            CorrectionRequest { field: what, wanted },
            move |_| {
                value.try_set(String::new());
                show_toast(t(key::PRIVACY_ASKED));
            },
        );
    };
    let wanted = field(Field {
        id: "wanted",
        label: t(key::PRIVACY_WANTED),
        input: WANTED,
        value,
        hint: t(key::PRIVACY_WANTED_HINT),
        error,
        beside: None,
    });
    el("form", "stack")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send();
        })
        .child(el("p", "").child(t(key::PRIVACY_CORRECTION_BELOW)))
        .child(
            el("div", "field")
                .child(el("label", "").attr("for", "correct-field").child(t(key::PRIVACY_CORRECT_WHAT)))
                .child(select),
        )
        .child(wanted)
        .child(command_refusal(command, t(key::PRIVACY_NOT_DONE)))
        .child(submit_button("button", t(key::PRIVACY_ASK), command.busy))
}
