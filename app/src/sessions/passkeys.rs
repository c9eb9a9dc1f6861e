//! Passkeys (通行密钥): the reader's own ones with making and removing, signing in with one, and proving with one.
//!
//! State: the browser's last result. Invariant: functions that this browser lacks are not offered; closing the
//! browser's dialog leads back without a message.

use super::devices::device_name;
use super::sign_in_slip::SignInHandler;
use super::webauthn::{self, PasskeyFailure};
use crate::command::Command;
use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{current_community, use_location};
use crate::ui::{
    Element, busy_button, button, cell_words, command_refusal, confirm, el, live, loaded_view, nothing, section,
    several, show_toast,
};
use crate::words::{Key, key, moment, t, tf};
use domain::contract::{
    BeginPasskey, BeginPasskeySignIn, ConfirmPasskey, Empty, ListPasskeys, RemovePasskey, SignInWithPasskey,
};
use domain::ids::PasskeyId;
use domain::sessions::{NextStep, PasskeyRow, Passkeys, SignedIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A command that includes the browser's dialog, and how that ended if it failed.
#[derive(Clone, Copy)]
struct PasskeyPrompt {
    command: Command,
    told: RwSignal<Option<PasskeyFailure>>,
}

impl PasskeyPrompt {
    fn new() -> Self {
        Self { command: Command::new(), told: RwSignal::new(None) }
    }

    /// Waits for the browser and continues with its result, unless the page was left meanwhile.
    fn wait<T: 'static>(
        self,
        browser: impl Future<Output = Result<T, PasskeyFailure>> + 'static,
        go_on: impl FnOnce(T) + 'static,
    ) {
        // The button stays busy until the browser's dialog is closed.
        self.command.busy.set(true);
        spawn_local(async move {
            let brought = browser.await;
            if self.command.busy.try_set(false).is_some() {
                return;
            }
            match brought {
                Ok(brought) => go_on(brought),
                Err(ended) => self.told.set(Some(ended)),
            }
        });
    }

    fn make(self) {
        let session = use_session();
        self.told.set(None);
        self.command.send::<BeginPasskey>((current_community(),), Empty {}, move |begun| {
            self.wait(async move { webauthn::create_passkey(&begun).await }, move |made| {
                self.command.send::<ConfirmPasskey>((current_community(),), made, move |_| {
                    show_toast(t(key::SECURITY_PASSKEY_ADDED));
                    session.refresh();
                });
            });
        });
    }

    fn show(self, done: impl FnOnce(SignedIn) + 'static) {
        self.told.set(None);
        self.command.send::<BeginPasskeySignIn>((current_community(),), Empty {}, move |asked| {
            self.wait(async move { webauthn::sign_with_passkey(&asked).await }, move |shown| {
                self.command.send::<SignInWithPasskey>((current_community(),), shown, done);
            });
        });
    }

    /// The refusal, or the browser's failure; nothing if the person closed the dialog.
    fn outcome(self, title: Key) -> AnyView {
        let told = live(move || {
            let words = match self.told.get() {
                None | Some(PasskeyFailure::Cancelled) => return nothing(),
                Some(PasskeyFailure::Known) => key::SECURITY_PASSKEY_KNOWN,
                Some(PasskeyFailure::Failed) => key::SECURITY_PASSKEY_FAILED,
            };
            el("p", "due").attr("role", "alert").child(t(words)).any()
        });
        several([command_refusal(self.command, t(title)), told])
    }
}

/// Signing in with a passkey, where the browser has them.
pub fn passkey_sign_in(step: RwSignal<Option<NextStep>>, went: SignInHandler) -> AnyView {
    if !webauthn::is_offered() {
        return nothing();
    }
    let asking = PasskeyPrompt::new();
    let press = move || asking.show(move |answer| went(answer, step));
    let way = busy_button("button quiet block middle", t(key::SIGN_IN_PASSKEY), asking.command.busy, press);
    several([way.any(), asking.outcome(key::SIGN_IN_REFUSED)])
}

/// A proof by passkey before an irreversible act; nothing if there is no passkey.
pub fn passkey_proof(proved: impl Fn() + Copy + Send + 'static) -> AnyView {
    let has_one = use_session().me_now().and_then(|me| me.second_factor).is_some_and(|factor| factor.passkey);
    if !has_one {
        return nothing();
    }
    if !webauthn::is_offered() {
        return el("p", "faint").child(t(key::SECURITY_PASSKEYS_UNABLE)).any();
    }
    let (asking, session) = (PasskeyPrompt::new(), use_session());
    let press = move || {
        asking.show(move |_| {
            session.refresh();
            proved();
        });
    };
    let way = busy_button("button quiet block middle", t(key::SECURITY_STEP_UP_PASSKEY), asking.command.busy, press);
    several([way.any(), asking.outcome(key::SECURITY_STEP_UP_REFUSED)])
}

/// The reader's own passkeys.
pub fn passkeys_card() -> AnyView {
    let place = use_location();
    let found = load_reply::<ListPasskeys>(move || {
        ((place.community().unwrap_or_else(crate::location::current_community),), ())
    });
    let (asking, removing) = (PasskeyPrompt::new(), PasskeyRemoval::new());
    let list = loaded_view(found, move |found| list(&found, asking, removing));
    let content = el("div", "body stack").child(el("p", "faint").child(t(key::SECURITY_PASSKEYS_WHY)));
    section("card", t(key::SECURITY_PASSKEYS)).child(content).child(list).child(removing.dialog()).any()
}

fn list(found: &Passkeys, asking: PasskeyPrompt, removing: PasskeyRemoval) -> AnyView {
    let rows: Vec<Element> = found.passkeys.iter().map(|passkey| row(passkey, removing)).collect();
    let held = if rows.is_empty() {
        el("p", "body faint").child(t(key::SECURITY_PASSKEYS_NONE))
    } else {
        el("ul", "").child(rows)
    };
    let more = if webauthn::is_offered() {
        let press = move || asking.make();
        let room = u32::try_from(found.passkeys.len()).is_ok_and(|held| held < found.count_max);
        room.then(|| busy_button("button", t(key::SECURITY_PASSKEY_ADD), asking.command.busy, press))
    } else {
        Some(el("p", "faint").child(t(key::SECURITY_PASSKEYS_UNABLE)))
    };
    let outcome = asking.outcome(key::SECURITY_PASSKEY_NOT_ADDED);
    several([held.any(), el("div", "body stack").child(more).child(outcome).any()])
}

fn row(passkey: &PasskeyRow, removing: PasskeyRemoval) -> Element {
    let device = device_name(&passkey.device).unwrap_or_else(|| t(key::ME_DEVICE_UNKNOWN));
    let since = moment(passkey.since);
    let below = match passkey.last_used_at {
        None => tf(key::SECURITY_PASSKEY_SINCE, &[("time", &since)]),
        Some(used) => tf(key::SECURITY_PASSKEY_USED, &[("time", &since), ("used", &moment(used))]),
    };
    let (id, name) = (passkey.id, device.clone());
    let remove = button("button small quiet", t(key::SECURITY_PASSKEY_REMOVE), move || removing.ask(id, name.clone()))
        .attr("aria-label", [&t(key::SECURITY_PASSKEY_REMOVE), " ", &device].concat());
    el("li", "").child(el("div", "cell").child(cell_words(device, below)).child(remove))
}

/// The passkey to be removed.
#[derive(Clone, Copy)]
struct PasskeyRemoval {
    command: Command,
    open: RwSignal<bool>,
    chosen: RwSignal<Option<(PasskeyId, String)>>,
}

impl PasskeyRemoval {
    fn new() -> Self {
        Self { command: Command::new(), open: RwSignal::new(false), chosen: RwSignal::new(None) }
    }

    fn ask(self, passkey: PasskeyId, device: String) {
        self.command.error.set(None);
        self.chosen.set(Some((passkey, device)));
        self.open.set(true);
    }

    fn sure(self) {
        let Some((passkey, _)) = self.chosen.get_untracked() else { return };
        let session = use_session();
        self.command.send::<RemovePasskey>((current_community(), passkey), Empty {}, move |_| {
            self.open.try_set(false);
            show_toast(t(key::SECURITY_PASSKEY_REMOVED));
            session.refresh();
        });
    }

    fn dialog(self) -> Element {
        let words = move || {
            let device = self.chosen.with(|chosen| chosen.as_ref().map(|(_, device)| device.clone()));
            tf(key::SECURITY_PASSKEY_SURE, &[("device", &device.unwrap_or_default())])
        };
        let content = vec![
            el("p", "").text_live(words).any(),
            command_refusal(self.command, t(key::SECURITY_PASSKEY_NOT_REMOVED)),
        ];
        let press = move || self.sure();
        let sure = busy_button("button danger sure", t(key::SECURITY_PASSKEY_REMOVE), self.command.busy, press);
        confirm(self.open, "remove-passkey", t(key::SECURITY_PASSKEYS), content, sure)
    }
}
