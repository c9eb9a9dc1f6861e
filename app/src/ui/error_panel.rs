//! A page that could not be read: what happened and what to do.

use super::icon;
use crate::call::CallError;
use crate::place;
use crate::words::{key, refusal, t};
use leptos::prelude::*;

pub fn error_panel(error: &CallError, again: impl Fn() + 'static) -> AnyView {
    let sign_in = error.is("request/not-signed-in");
    let missing = error.is("request/not-found") || error.is("request/not-allowed");
    let (sign, title, text) = match error {
        CallError::Offline => ("wifi-off", key::SHELL_OFFLINE_TITLE, t(key::SHELL_OFFLINE_READ)),
        CallError::Unreadable => ("refresh-cw", key::SHELL_NOT_OPENED, t(key::SHELL_UNREADABLE)),
        CallError::Problem(problem) => ("triangle-alert", key::SHELL_NOT_OPENED, refusal(problem)),
    };
    let next = if sign_in {
        view! { <a class="button" href=super::signed_in::sign_in_link()>{t(key::SHELL_SIGN_IN)}</a> }.into_any()
    } else if missing {
        view! { <a class="button" href=place::here("")>{t(key::SHELL_TO_HOME)}</a> }.into_any()
    } else {
        view! { <button class="button" type="button" on:click=move |_| again()>{t(key::SHELL_AGAIN)}</button> }
            .into_any()
    };
    view! { <section class="card trouble" role="alert">{icon(sign)}<h2>{t(title)}</h2><p>{text}</p>{next}</section> }
        .into_any()
}
