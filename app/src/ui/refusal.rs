//! Why a command failed: the words, and the rule with its source.

use super::{Element, el, live, maybe};
use crate::call::CallError;
use crate::command::Command;
use crate::words::{call_error, key, refusal_source, t, tf};
use leptos::prelude::*;

pub fn refusal_box(title: String, error: &CallError) -> Element {
    let source = match error {
        CallError::Problem(problem) => refusal_source(problem),
        _ => None,
    };
    let sign_in = error
        .is("request/not-signed-in")
        .then(|| el("p", "").child(el("a", "").attr("href", super::sign_in_link()).child(t(key::SHELL_SIGN_IN))));
    let title = if *error == CallError::Offline { t(key::SHELL_OFFLINE_TITLE) } else { title };
    el("div", "refusal")
        .attr("role", "alert")
        .child(el("b", "").child(title))
        .child(el("p", "").child(call_error(error)))
        .child(sign_in)
        .child(source.map(|source| el("p", "source").child(tf(key::SHELL_SOURCE, &[("source", &source)]))))
}

/// The refusal of a command, while there is one; `title` says what failed.
pub fn command_refusal(command: Command, title: String) -> AnyView {
    live(move || command.error.with(|error| maybe(error.as_ref().map(|error| refusal_box(title.clone(), error)))))
}
