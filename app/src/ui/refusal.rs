//! Why a command did not happen: the words, and the rule with its source.

use crate::call::CallError;
use crate::command::Command;
use crate::words::{call_error, key, refusal_source, t, tf};
use leptos::prelude::*;

pub fn refusal_box(title: String, error: &CallError) -> AnyView {
    let source = match error {
        CallError::Problem(problem) => refusal_source(problem),
        _ => None,
    };
    let sign_in = error.is("request/not-signed-in").then(|| {
        view! { <p><a href=super::signed_in::sign_in_link()>{t(key::SHELL_SIGN_IN)}</a></p> }
    });
    view! {
        <div class="refusal" role="alert">
            <b>{title}</b>
            <p>{call_error(error)}</p>
            {sign_in}
            {source.map(|source| view! { <p class="source">{tf(key::SHELL_SOURCE, &[("source", &source)])}</p> })}
        </div>
    }
    .into_any()
}

/// The refusal of a command, while there is one; `title` says what did not happen.
pub fn command_refusal(command: Command, title: String) -> AnyView {
    (move || command.error.with(|error| error.as_ref().map(|error| refusal_box(title.clone(), error)))).into_any()
}
