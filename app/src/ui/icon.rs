//! Icons of the sprite. They decorate; the name stands beside them in words.

use leptos::prelude::*;

/// An icon of `/icons.svg`.
pub fn icon(name: &'static str) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href={["/icons.svg#", name].concat()}/></svg> }
}

/// One of the five icons that stand in `index.html` itself.
pub fn tab_icon(name: &'static str) -> impl IntoView {
    view! { <svg class="icon" aria-hidden="true"><use href={["#i-", name].concat()}/></svg> }
}
