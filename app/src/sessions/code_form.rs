//! Phone and one-time code: the beginning of every sign-in page, a community's and a region's.
//!
//! State: phone and code as typed, when another code may be sent, and how many proofs of work were done for the present
//! request. Invariant: the form says the same whether or not the number is known.

use super::proof_of_work;
use crate::call::{CallError, current_time};
use crate::command::Command;
use crate::ui::{
    Element, Field, Input, button, cell_words, command_refusal, el, field, live, nothing, show_toast, submit_button,
};
use crate::words::{Key, key, t, tf};
use domain::communities::Inbox;
use domain::contract::Problem;
use domain::sessions::{Code, CodeSent, NextStep, Phone, SignInCodeRequest};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The parts that differ between pages: endpoints and words.
#[derive(Clone, Copy)]
pub struct CodeFormConfig {
    pub ask: fn(CodeForm, SignInCodeRequest),
    pub sign: fn(CodeForm, Phone, Code),
    /// Looks for the newest code in the demonstration's inbox, which exists in demonstration mode only.
    pub inbox: fn(CodeForm, Phone),
    pub phone_hint: Key,
    pub sent: Key,
}

#[derive(Clone, Copy)]
pub struct CodeForm {
    pub phone: RwSignal<String>,
    code: RwSignal<String>,
    /// The errors of the fields; empty for none.
    phone_error: RwSignal<String>,
    code_error: RwSignal<String>,
    /// Seconds until another code may be requested; `None` before the first.
    wait_seconds: RwSignal<Option<i64>>,
    pub asking: Command,
    pub signing: Command,
    /// The phone of the last request for a code, and the proofs of work done for it.
    asked_for: StoredValue<Option<Phone>>,
    proofs: RwSignal<u32>,
    /// The code that the demonstration inbox shows; empty for none.
    shown_code: RwSignal<String>,
    /// What is still needed after the right code.
    pub step: RwSignal<Option<NextStep>>,
    ways: CodeFormConfig,
}

impl CodeForm {
    pub fn new(ways: CodeFormConfig) -> Self {
        let text = || RwSignal::new(String::new());
        let form = Self {
            phone: text(),
            code: text(),
            phone_error: text(),
            code_error: text(),
            wait_seconds: RwSignal::new(None),
            asking: Command::new(),
            signing: Command::new(),
            asked_for: StoredValue::new(None),
            proofs: RwSignal::new(0),
            shown_code: text(),
            step: RwSignal::new(None),
            ways,
        };
        // A code that was sent before, from this or another page, can still be typed in.
        Effect::new(move |_| {
            let Some(CallError::Problem(problem)) = form.asking.error.get() else { return };
            if problem.code == proof_of_work::NEEDED {
                form.prove(problem);
            } else if let Some(seconds) = problem.params.get("retry_seconds").and_then(serde_json::Value::as_i64) {
                count_down(form, current_time().plus(seconds * 1000));
                if let Ok(phone) = form.phone.with_untracked(|text| text.parse()) {
                    (form.ways.inbox)(form, phone);
                }
            }
        });
        form
    }

    fn read_phone(self) -> Option<Phone> {
        let phone = self.phone.with_untracked(|text| text.parse::<Phone>().ok());
        self.phone_error.set(if phone.is_none() { t(key::SIGN_IN_PHONE_WRONG) } else { String::new() });
        phone
    }

    fn read(self) -> Option<(Phone, Code)> {
        let phone = self.read_phone();
        let code = self.code.with_untracked(|text| text.parse::<Code>().ok());
        self.code_error.set(if code.is_none() { t(key::SIGN_IN_CODE_WRONG) } else { String::new() });
        Some((phone?, code?))
    }

    pub fn ask_for_code(self) {
        let Some(phone) = self.read_phone() else { return };
        // The inbox shows an older code, not the one requested now.
        self.shown_code.set(String::new());
        self.asked_for.set_value(Some(phone.clone()));
        self.proofs.set(0);
        (self.ways.ask)(self, SignInCodeRequest::of(phone));
    }

    /// Too many strangers send requests now: does the required work, and asks again with its proof.
    fn prove(self, asked: Problem) {
        let proofs = self.proofs.get_untracked();
        let Some(phone) = self.asked_for.get_value().filter(|_| proofs < proof_of_work::PROOFS_MAX) else { return };
        self.asking.busy.set(true);
        spawn_local(async move {
            let proof = proof_of_work::solve_challenge(&asked).await;
            // The page may have been left meanwhile.
            if self.asking.busy.try_set(false).is_some() || self.proofs.try_set(proofs + 1).is_some() {
                return;
            }
            (self.ways.ask)(self, SignInCodeRequest { phone, proof });
        });
    }

    /// Whether a proof is being computed: then nothing has been refused yet.
    fn is_proving(self) -> bool {
        let needed =
            self.asking.error.with(|error| error.as_ref().is_some_and(|error| error.is(proof_of_work::NEEDED)));
        needed && self.proofs.get() < proof_of_work::PROOFS_MAX
    }

    /// The outcome of requesting a code.
    fn asking_outcome(self) -> AnyView {
        live(move || {
            if self.is_proving() {
                return el("p", "faint").attr("role", "status").child(t(key::SIGN_IN_PROVING)).any();
            }
            command_refusal(self.asking, t(key::SIGN_IN_NOT_SENT))
        })
    }

    /// A code was sent to the phone, if it is a known one.
    pub fn asked(self, sent: &CodeSent, phone: Phone) {
        self.code.set(String::new());
        self.signing.error.set(None);
        count_down(self, current_time().plus(sent.resend_after_seconds * 1000));
        show_toast(t(self.ways.sent));
        (self.ways.inbox)(self, phone);
    }

    /// Shows the phone's newest code of the inbox.
    pub fn show_code(self, inbox: Inbox, phone: &Phone) {
        let messages = inbox.messages.into_iter().filter(|message| message.phone == phone.as_str());
        let newest = messages.max_by_key(|message| message.at);
        self.shown_code.try_set(newest.map(|message| message.code).unwrap_or_default());
    }

    pub fn card(self) -> Element {
        let submit = move |event: web_sys::Event| {
            event.prevent_default();
            if self.wait_seconds.get_untracked().is_none() {
                return self.ask_for_code();
            }
            if let Some((phone, code)) = self.read() {
                (self.ways.sign)(self, phone, code);
            }
        };
        // The field must not be rebuilt each second, which would lose what is typed.
        let asked = Memo::new(move |_| self.wait_seconds.with(Option::is_some));
        let code_field = live(move || if asked.get() { code_field(self).any() } else { nothing() });
        let action = live(move || {
            let (words, command) =
                if asked.get() { (key::SIGN_IN_SEND, self.signing) } else { (key::SIGN_IN_ASK, self.asking) };
            submit_button("button block middle", t(words), command.busy).any()
        });
        let phone = field(Field {
            id: "phone",
            label: t(key::SIGN_IN_PHONE),
            input: Input::PHONE,
            value: self.phone,
            hint: t(self.ways.phone_hint),
            error: self.phone_error,
            beside: None,
        });
        let form = el("form", "stack")
            .attr("novalidate", "")
            .on("submit", submit)
            .child(phone)
            .child(code_field)
            .child(self.asking_outcome())
            .child(command_refusal(self.signing, t(key::SIGN_IN_REFUSED)))
            .child(action);
        el("section", "card").child(el("div", "body").child(form))
    }
}

fn code_field(form: CodeForm) -> Element {
    let again = button("button quiet", String::new(), move || form.ask_for_code())
        .flag_live("disabled", move || form.wait_seconds.get().is_some_and(i64::is_positive))
        .text_live(move || again_words(form.wait_seconds.get().unwrap_or(0)));
    let code = field(Field {
        id: "code",
        label: t(key::SIGN_IN_CODE),
        input: Input::CODE,
        value: form.code,
        hint: t(key::SIGN_IN_CODE_HINT),
        error: form.code_error,
        beside: Some(again),
    });
    el("div", "stack").child(code).child(shown_code(form))
}

fn again_words(seconds: i64) -> String {
    if seconds > 0 { tf(key::SIGN_IN_AGAIN_IN, &[("seconds", &seconds.to_string())]) } else { t(key::SIGN_IN_AGAIN) }
}

/// Counts by the clock, so that the figure is right after a phone was asleep.
fn count_down(form: CodeForm, until: UtcMillis) {
    let left = (until.since(current_time()) + 999) / 1000;
    form.wait_seconds.try_set(Some(left.max(0)));
    if left > 0 && !form.wait_seconds.is_disposed() {
        set_timeout(move || count_down(form, until), Duration::from_secs(1));
    }
}

fn shown_code(form: CodeForm) -> AnyView {
    let fill = move || form.code.set(form.shown_code.get_untracked());
    live(move || {
        let code = form.shown_code.get();
        if code.is_empty() {
            return nothing();
        }
        let words = cell_words(tf(key::SIGN_IN_INBOX, &[("code", &code)]), t(key::SIGN_IN_INBOX_BELOW));
        let fill = button("button small quiet", t(key::SIGN_IN_INBOX_FILL), fill);
        el("div", "card warn").child(el("div", "cell").child(words).child(fill)).any()
    })
}
