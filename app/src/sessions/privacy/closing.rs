//! Closing the account: what is erased, what the law keeps under a pseudonym, what must be done first; withdrawing it.

use crate::command::Command;
use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::ui::{
    Element, busy_button, button, cell_words, command_refusal, confirm, el, live_text, loaded_view, page, section,
    several, show_toast, signed_in,
};
use crate::words::{code_text, key, last_day, number, t, tf, tn, word_text};
use domain::contract::{CloseAccount, Empty, ShowClosing, TakeBackClosing};
use domain::privacy::ClosingPreview;
use leptos::prelude::*;

pub fn account_closing_page() -> AnyView {
    let place = use_location();
    let title = live_text(|| t(key::PRIVACY_CLOSING));
    page(title).below(live_text(move || place.name.get())).back(local_link("me/data")).around(signed_in(|_| preview()))
}

fn preview() -> AnyView {
    let place = use_location();
    let found = load_reply::<ShowClosing>(move || {
        ((place.community().unwrap_or_else(crate::location::current_community),), ())
    });
    loaded_view(found, |found| {
        let line = |title: String, below: String| el("li", "").child(el("div", "cell").child(cell_words(title, below)));
        let erased: Vec<Element> =
            found.erased.iter().map(|code| line(code_text("privacy.category", code), String::new())).collect();
        let kept: Vec<Element> = found.kept.iter().map(|part| line(word_text(*part), String::new())).collect();
        several([
            section("card", t(key::PRIVACY_ERASED)).child(el("ul", "").child(erased)).any(),
            section("card", t(key::PRIVACY_KEPT))
                .child(el("p", "body faint").child(t(key::PRIVACY_KEPT_BELOW)))
                .child(el("ul", "").child(kept))
                .any(),
            decision(&found),
        ])
    })
}

fn decision(found: &ClosingPreview) -> AnyView {
    if let Some(at) = found.closes_at {
        return take_back(&last_day(at)).any();
    }
    if found.seats > 0 {
        let words = tn(key::PRIVACY_SEATS_FIRST, i64::from(found.seats), &[]);
        return el("section", "card trouble").child(el("p", "").child(words)).any();
    }
    let (open, command, session) = (RwSignal::new(false), Command::new(), use_session());
    let days = number(i64::from(found.cooling_off_days));
    let sure = move || {
        let (code, home) = (current_community(), local_link(""));
        command.send::<CloseAccount>((code.clone(),), Empty {}, move |done| {
            open.try_set(false);
            show_toast(tf(key::PRIVACY_CLOSES_AT, &[("time", &last_day(done.closes_at))]));
            session.forget(&code);
            crate::navigation::open_address(&home);
        });
    };
    let content = vec![
        el("p", "").child(tf(key::PRIVACY_CLOSE_WHY, &[("days", &days)])).any(),
        command_refusal(command, t(key::PRIVACY_NOT_DONE)),
    ];
    let sure = busy_button("button danger sure", t(key::PRIVACY_CLOSE), command.busy, sure);
    let ask = button("button danger block middle", t(key::PRIVACY_CLOSE), move || open.set(true));
    several([
        el("div", "").child(ask).any(),
        confirm(open, "close-account", t(key::PRIVACY_CLOSE_TITLE), content, sure).any(),
    ])
}

fn take_back(at: &str) -> Element {
    let command = Command::new();
    let press = busy_button("button", t(key::PRIVACY_TAKE_BACK), command.busy, move || {
        command.send::<TakeBackClosing>((current_community(),), Empty {}, |_| show_toast(t(key::PRIVACY_TAKEN_BACK)));
    });
    section("card", t(key::PRIVACY_WAITS)).child(
        el("div", "body stack")
            .child(el("p", "").child(tf(key::PRIVACY_CLOSES_AT, &[("time", at)])))
            .child(press)
            .child(command_refusal(command, t(key::PRIVACY_NOT_DONE))),
    )
}
