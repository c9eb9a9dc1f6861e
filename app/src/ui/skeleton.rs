//! What stands on a page until its content comes.

use crate::words::{key, t};
use leptos::prelude::*;

pub fn skeleton() -> AnyView {
    let rows = (0..3)
        .map(|_| view! { <div class="cell"><div><b class="bone"></b><span class="bone long"></span></div></div> })
        .collect_view();
    view! {
        <section class="card" aria-busy="true">
            <p class="unseen">{t(key::SHELL_OPENING)}</p>
            <div class="head"><b class="bone short"></b></div>
            {rows}
        </section>
    }
    .into_any()
}
