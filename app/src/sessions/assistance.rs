//! What a worker did on behalf of the reader's household (代办记录), and contesting an act.

use crate::command::Command;
use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::ui::{
    Element, Field, Input, Tone, badge, busy_button, button, cell_words, command_refusal, confirm, el, empty, field,
    live_text, loaded_view, page, pager, section, several, show_toast, signed_in,
};
use crate::words::{code_text, key, last_day, moment, number, t, tf, word_text};
use domain::assistance::{Assistance, AssistedAct, ContestActRequest};
use domain::contract::{ContestAct, ListReceivedAssistance, PageQuery};
use domain::ids::ActId;
use leptos::prelude::*;

const REASON: Input = Input { kind: "text", inputmode: "text", autocomplete: "off", max_chars: 300, code: false };

pub fn received_assistance() -> AnyView {
    let place = use_location();
    let title = live_text(|| t(key::ASSISTANCE_TITLE));
    page(title).below(live_text(move || place.name.get())).back(local_link("me")).around(signed_in(|_| list()))
}

fn list() -> AnyView {
    let after = RwSignal::new(Vec::<u64>::new());
    let place = use_location();
    let found = load_reply::<ListReceivedAssistance>(move || {
        let code = place.community().unwrap_or_else(crate::location::current_community);
        ((code,), PageQuery { after: after.with(|after| after.last().copied()), limit: Some(20) })
    });
    let contesting = Contesting {
        open: RwSignal::new(false),
        act: RwSignal::new(String::new()),
        name: RwSignal::new(String::new()),
    };
    let list = loaded_view(found, move |found| {
        if after.with_untracked(Vec::is_empty) && found.rows.is_empty() {
            return empty("inbox", t(key::ASSISTANCE_NONE), t(key::ASSISTANCE_NONE_BELOW), None).any();
        }
        let mut parts: Vec<AnyView> = found.rows.iter().map(|one| card(one, contesting).any()).collect();
        parts.push(pager(after, found.next).any());
        parts.push(el("p", "faint").child(t(key::ASSISTANCE_RULE)).any());
        several(parts)
    });
    several([list, contesting.dialog().any()])
}

fn card(one: &Assistance, contesting: Contesting) -> Element {
    let who = [("resident", one.member_name.as_str()), ("worker", one.worker_name.as_str())];
    let consent = word_text(one.consent);
    let lines = [
        tf(key::ASSISTANCE_WHO, &who),
        tf(key::ASSISTANCE_AGREED, &[("consent", &consent), ("time", &moment(one.opened_at))]),
    ];
    let about = lines.into_iter().fold(el("div", "body"), |body, line| body.child(el("p", "").child(line)));
    let rows: Vec<Element> = one.acts.iter().map(|act| row(act, contesting)).collect();
    let none = rows.is_empty().then(|| el("p", "body").child(t(key::ASSISTANCE_NO_ACTS)));
    section("card", tf(key::ASSISTANCE_NUMBER, &[("number", &number(one.number.cast_signed()))]))
        .child(about)
        .child(el("ul", "").child(rows))
        .child(none)
}

fn row(act: &AssistedAct, contesting: Contesting) -> Element {
    let what = code_text("assistance.act", &act.command);
    let title = act.title.clone().map(|title| tf(key::ASSISTANCE_QUOTED, &[("title", &title)])).unwrap_or_default();
    let number = number(act.journal_seq.cast_signed());
    let below = tf(key::ASSISTANCE_ACT_BELOW, &[("time", &moment(act.at)), ("number", &number)]);
    let name = [what, title].concat();
    let line = el("div", "cell").child(cell_words(name.clone(), below));
    let Some(contest) = &act.contest else {
        let over = act.contest_until < crate::call::current_time();
        return el("li", "").child(line.child((!over).then(|| contesting.button(act, name))));
    };
    let found = contest.outcome.map(word_text);
    let state = match (&found, &contest.answer) {
        (Some(found), Some(answer)) => [found.as_str(), answer].join("："),
        _ => tf(key::ASSISTANCE_WAITS, &[("time", &last_day(contest.answer_due))]),
    };
    el("li", "")
        .child(line.child(badge(Tone::Amber, t(key::ASSISTANCE_CONTESTED))))
        .child(el("p", "body faint").child(state))
}

/// The act to be contested; one dialog for all rows, so that its field exists once in the page.
#[derive(Clone, Copy)]
struct Contesting {
    open: RwSignal<bool>,
    act: RwSignal<String>,
    name: RwSignal<String>,
}

impl Contesting {
    fn button(self, act: &AssistedAct, name: String) -> Element {
        let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::ASSISTANCE_CONTEST)), ("title", &name)]);
        let id = act.id.to_string();
        let press = move || {
            self.act.set(id.clone());
            self.name.set(name.clone());
            self.open.set(true);
        };
        button("button small quiet", t(key::ASSISTANCE_CONTEST), press).attr("aria-label", label)
    }

    /// A dialog that asks once, with the reason.
    fn dialog(self) -> Element {
        let command = Command::new();
        let (value, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let send = move || {
            let Ok(act) = self.act.get_untracked().parse::<ActId>() else { return };
            let Ok(reason) = value.get_untracked().parse() else { return error.set(t(key::ASSISTANCE_REASON_WRONG)) };
            error.set(String::new());
            command.send::<ContestAct>((current_community(), act), ContestActRequest { reason }, move |_| {
                self.open.try_set(false);
                value.try_set(String::new());
                show_toast(t(key::ASSISTANCE_CONTEST_SENT));
            });
        };
        let reason = field(Field {
            id: "contest-reason",
            label: t(key::ASSISTANCE_REASON),
            input: REASON,
            value,
            hint: t(key::ASSISTANCE_REASON_HINT),
            error,
            beside: None,
        });
        let why = move || tf(key::ASSISTANCE_CONTEST_WHY, &[("name", &self.name.get())]);
        let refusal = command_refusal(command, t(key::ASSISTANCE_NOT_SENT));
        let content = vec![el("p", "").text_live(why).any(), reason.any(), refusal];
        let sure = busy_button("button", t(key::ASSISTANCE_CONTEST_SEND), command.busy, send);
        confirm(self.open, "contest", t(key::ASSISTANCE_CONTEST), content, sure)
    }
}
