//! A page that could not be read: what happened and what to do.

use super::{Element, button, el, icon, link_button, sign_in_why};
use crate::call::CallError;
use crate::location;
use crate::words::{key, refusal, t};

pub fn error_panel(error: &CallError, again: impl Fn() + Send + 'static) -> Element {
    let sign_in = error.is("request/not-signed-in");
    let missing = error.is("request/not-found") || error.is("request/not-allowed");
    let (sign, title, text) = match error {
        _ if sign_in => ("log-in", key::SHELL_SIGN_IN_FIRST, String::new()),
        CallError::Offline => ("wifi-off", key::SHELL_OFFLINE_TITLE, t(key::SHELL_OFFLINE_READ)),
        CallError::Unreadable => ("refresh-cw", key::SHELL_NOT_OPENED, t(key::SHELL_UNREADABLE)),
        CallError::Problem(problem) => ("triangle-alert", key::SHELL_NOT_OPENED, refusal(problem)),
    };
    let next = if sign_in {
        link_button("button", t(key::SHELL_SIGN_IN), super::sign_in_link())
    } else if missing {
        link_button("button", t(key::SHELL_TO_HOME), location::local_link(""))
    } else {
        button("button", t(key::SHELL_AGAIN), again)
    };
    el("section", "card trouble")
        .attr("role", "alert")
        .child(icon(sign))
        .child(el("h2", "").child(t(title)))
        .child(if sign_in {
            el("p", "").text_live(|| sign_in_why(key::SHELL_SIGN_IN_TO_SEE))
        } else {
            el("p", "").child(text)
        })
        .child(next)
}
