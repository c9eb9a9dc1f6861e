//! Signing in with the phone number of the roster and a one-time code.
//!
//! State: phone and code as typed, and until when no other code is sent. Invariant: the page says the same whether
//! or not the number is in the roster.

use crate::call::{CallError, get, now};
use crate::command::Command;
use crate::place::{community, here, query, use_place};
use crate::session::use_session;
use crate::ui::{Field, Input, Page, Section, command_refusal, say, submit_button};
use crate::words::{key, t, tf};
use domain::communities::DemonstrationAccount;
use domain::contract::{ListDemonstrationAccounts, RequestCode, ShowInbox, SignIn};
use domain::sessions::{Code, CodeRequest, Phone, SignInWith};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

#[derive(Clone, Copy)]
struct Form {
    phone: RwSignal<String>,
    code: RwSignal<String>,
    phone_error: RwSignal<Option<String>>,
    code_error: RwSignal<Option<String>>,
    /// Seconds until another code may be asked for; `None` before the first.
    wait_seconds: RwSignal<Option<i64>>,
    asking: Command,
    signing: Command,
    /// The code that the demonstration inbox shows.
    shown_code: RwSignal<Option<String>>,
}

pub fn page() -> AnyView {
    let text = || RwSignal::new(String::new());
    let form = Form {
        phone: text(),
        code: text(),
        phone_error: RwSignal::new(None),
        code_error: RwSignal::new(None),
        wait_seconds: RwSignal::new(None),
        asking: Command::new(),
        signing: Command::new(),
        shown_code: RwSignal::new(None),
    };
    // A code that was sent before, from this or another page, can still be typed in.
    Effect::new(move |_| {
        if let Some(CallError::Problem(problem)) = form.asking.error.get()
            && let Some(seconds) = problem.params.get("retry_seconds").and_then(serde_json::Value::as_i64)
        {
            count_down(form, now().plus(seconds * 1000));
        }
    });
    let place = use_place();
    view! {
        <Page title=t(key::SIGN_IN_TITLE) below=place.name back=here("")>
            {fields(form)}
            {accounts(form)}
        </Page>
    }
    .into_any()
}

fn fields(form: Form) -> AnyView {
    let session = use_session();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.wait_seconds.get_untracked().is_none() {
            return ask_for_code(form);
        }
        let Some((phone, code)) = form.read() else { return };
        let community = community();
        form.signing.send::<SignIn>((community.clone(),), SignInWith { phone, code }, move |me| {
            say(tf(key::SIGN_IN_WELCOME, &[("name", &me.name)]));
            session.signed_in(&community, me);
            crate::router::replace(&next());
        });
    };
    let code_field = move || {
        form.wait_seconds.with(Option::is_some).then(|| {
            view! {
                <Field id="code" label=t(key::SIGN_IN_CODE) input=Input::CODE value=form.code hint=t(key::SIGN_IN_CODE_HINT) error=form.code_error>
                    <button class="button quiet" type="button" disabled=move || { form.wait_seconds.get().is_some_and(i64::is_positive) } on:click=move |_| ask_for_code(form)>
                        {move || again_words(form.wait_seconds.get().unwrap_or(0))}
                    </button>
                </Field>
                {shown_code(form)}
            }
        })
    };
    // The field must not be made anew, and lose what is typed, each second.
    let asked = Memo::new(move |_| form.wait_seconds.with(Option::is_some));
    let code_field = move || asked.get().then(|| untrack(code_field));
    let action = move || {
        if asked.get() {
            submit_button("button block middle", t(key::SIGN_IN_SEND), form.signing.busy)
        } else {
            submit_button("button block middle", t(key::SIGN_IN_ASK), form.asking.busy)
        }
    };
    view! {
        <section class="card"><div class="body">
            <form class="stack" on:submit=submit novalidate>
                <Field id="phone" label=t(key::SIGN_IN_PHONE) input=Input::PHONE value=form.phone hint=t(key::SIGN_IN_PHONE_HINT) error=form.phone_error/>
                {code_field}
                {command_refusal(form.asking, t(key::SIGN_IN_NOT_SENT))}
                {command_refusal(form.signing, t(key::SIGN_IN_REFUSED))}
                {action}
            </form>
        </div></section>
    }
    .into_any()
}

fn again_words(seconds: i64) -> String {
    if seconds > 0 { tf(key::SIGN_IN_AGAIN_IN, &[("seconds", &seconds.to_string())]) } else { t(key::SIGN_IN_AGAIN) }
}

impl Form {
    fn read_phone(self) -> Option<Phone> {
        let phone = self.phone.with_untracked(|text| text.parse::<Phone>().ok());
        self.phone_error.set(phone.is_none().then(|| t(key::SIGN_IN_PHONE_WRONG)));
        phone
    }

    fn read(self) -> Option<(Phone, Code)> {
        let phone = self.read_phone();
        let code = self.code.with_untracked(|text| text.parse::<Code>().ok());
        self.code_error.set(code.is_none().then(|| t(key::SIGN_IN_CODE_WRONG)));
        Some((phone?, code?))
    }
}

fn ask_for_code(form: Form) {
    let Some(phone) = form.read_phone() else { return };
    let community = community();
    form.asking.send::<RequestCode>((community.clone(),), CodeRequest { phone: phone.clone() }, move |sent| {
        form.code.set(String::new());
        form.signing.error.set(None);
        count_down(form, now().plus(sent.resend_after_seconds * 1000));
        say(t(key::SIGN_IN_SENT));
        spawn_local(async move {
            // Answers in demonstration mode only.
            if let Ok(inbox) = get::<ShowInbox>((community,), ()).await {
                let newest = inbox
                    .value
                    .messages
                    .into_iter()
                    .filter(|message| message.phone == phone.as_str())
                    .max_by_key(|message| message.at);
                form.shown_code.try_set(newest.map(|message| message.code));
            }
        });
    });
}

/// Counts by the clock, so that a phone that slept is right when it wakes.
fn count_down(form: Form, until: UtcMillis) {
    let left = (until.since(now()) + 999) / 1000;
    form.wait_seconds.try_set(Some(left.max(0)));
    if left > 0 && !form.wait_seconds.is_disposed() {
        set_timeout(move || count_down(form, until), Duration::from_secs(1));
    }
}

/// Where the reader wanted to go; never to another site.
fn next() -> String {
    query("next").filter(|next| next.starts_with("/c/")).unwrap_or_else(|| here(""))
}

fn shown_code(form: Form) -> AnyView {
    let fill = move |_| form.code.set(form.shown_code.get_untracked().unwrap_or_default());
    (move || {
        form.shown_code.get().map(|code| {
            view! {
                <div class="card warn"><div class="cell"><div><b>{tf(key::SIGN_IN_INBOX, &[("code", &code)])}</b><span class="faint">{t(key::SIGN_IN_INBOX_BELOW)}</span></div>
                    <button class="button small quiet" type="button" on:click=fill>{t(key::SIGN_IN_INBOX_FILL)}</button></div></div>
            }
        })
    })
    .into_any()
}

/// People to try the demonstration with; nothing in production, where the list does not exist.
fn accounts(form: Form) -> AnyView {
    let found = RwSignal::new(Vec::<DemonstrationAccount>::new());
    let here = community();
    spawn_local(async move {
        if let Ok(list) = get::<ListDemonstrationAccounts>((), ()).await {
            found.try_set(list.value.accounts.into_iter().filter(|account| account.community == here).collect());
        }
    });
    let row = move |account: DemonstrationAccount| {
        let role = crate::words::look_up(&["role.", account.role.as_str()].concat()).unwrap_or_default();
        let below = [role.as_str(), &account.phone].join(" · ");
        let choose = move |_| {
            form.phone.set(account.phone.clone());
            ask_for_code(form);
        };
        view! { <li><button class="cell" type="button" on:click=choose><div><b>{account.name.clone()}</b><span class="faint">{below}</span></div></button></li> }
    };
    (move || {
        let accounts = found.get();
        (!accounts.is_empty()).then(|| {
            let rows = accounts.into_iter().map(row).collect_view();
            view! { <Section title=t(key::SIGN_IN_ACCOUNTS)><p class="body faint">{t(key::SIGN_IN_ACCOUNTS_BELOW)}</p><ul>{rows}</ul></Section> }
        })
    })
    .into_any()
}
