//! Consents: the text, past decisions, and giving or withdrawing consent, with the consequences.

use crate::command::Command;
use crate::location::current_community;
use crate::ui::{Element, Tone, badge, busy_button, cell_words, command_refusal, el, section};
use crate::words::{code_text, key, look_up, moment, t, tf, word_text};
use domain::contract::DecideConsent;
use domain::privacy::{ConsentChoice, ConsentText, DecideConsentRequest, OwnData, Register, Topic};

pub fn consents_card(data: &OwnData, register: &Register) -> Element {
    let fits = |text: &&ConsentText| {
        // Only the guardian decides on a child's consent.
        text.topic != Topic::ChildData || data.consents.iter().any(|state| state.topic == text.topic) || data.is_child
    };
    let rows: Vec<Element> = register.consents.iter().filter(fits).map(|text| row(text, data)).collect();
    let other = (!data.decides).then(|| el("p", "body faint").child(t(key::PRIVACY_NOT_YOURS)));
    section("card no-print", t(key::PRIVACY_CONSENTS)).child(el("ul", "").child(rows)).child(other)
}

fn row(text: &ConsentText, data: &OwnData) -> Element {
    let state = data.consents.iter().find(|state| state.topic == text.topic);
    let agrees = state.is_some_and(|state| state.agrees);
    let topic = text.topic.as_str();
    let words = look_up(&["privacy.consent.", topic, ".", &text.version].concat()).unwrap_or_default();
    let since = match state {
        Some(state) if state.agrees => {
            tf(key::PRIVACY_AGREED_AT, &[("time", &moment(state.at)), ("version", &state.version)])
        }
        Some(state) => tf(key::PRIVACY_WITHDRAWN_AT, &[("time", &moment(state.at))]),
        None => t(key::PRIVACY_NOT_DECIDED),
    };
    let outdated = state.is_some_and(|state| state.agrees && state.version != text.version);
    let mark = if agrees {
        badge(Tone::Green, t(key::PRIVACY_AGREED))
    } else {
        badge(Tone::Plain, t(key::PRIVACY_NOT_AGREED))
    };
    let (give, back) = (Command::new(), Command::new());
    let decide = |command: Command, decision: ConsentChoice, name, class| {
        let (member, topic, version) = (data.member, text.topic, text.version.clone());
        busy_button(class, t(name), command.busy, move || {
            let Ok(version) = version.parse() else { return };
            let body = DecideConsentRequest { topic, version, decision };
            command.send::<DecideConsent>((current_community(), member), body, |_| ());
        })
    };
    let may_give = data.decides && (!agrees || outdated);
    let may_take_back = data.decides && (agrees || state.is_none());
    let buttons = el("div", "actions")
        .child(may_give.then(|| decide(give, ConsentChoice::Agrees, key::PRIVACY_AGREE, "button small")))
        .child(
            may_take_back.then(|| decide(back, ConsentChoice::Withdraws, key::PRIVACY_WITHDRAW, "button small quiet")),
        );
    let head = cell_words(word_text(text.topic), since);
    el("li", "").child(el("div", "cell").child(head).child(mark)).child(
        el("div", "body stack")
            .child(el("p", "").child(words))
            .child(el("p", "faint").child(code_text("privacy.effect", topic)))
            .child(buttons)
            .child(command_refusal(give, t(key::PRIVACY_NOT_DONE)))
            .child(command_refusal(back, t(key::PRIVACY_NOT_DONE))),
    )
}
