//! The honest empty state: what is not there, and the next step.

use super::icon;
use leptos::prelude::*;

/// `next` is the address and the words of the next step.
pub fn empty(sign: &'static str, title: String, below: String, next: Option<(String, String)>) -> AnyView {
    view! {
        <div class="card empty">
            {icon(sign)}<b>{title}</b><span class="faint">{below}</span>
            {next.map(|(href, text)| view! { <a class="button" href=href>{text}</a> })}
        </div>
    }
    .into_any()
}
