//! A card with its heading, cells that lead on, and facts.

use leptos::prelude::*;

/// A section of a page. `link` leads to all of it: address and words.
#[component]
pub fn Section(
    #[prop(into)] title: String,
    #[prop(optional_no_strip)] link: Option<(String, String)>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let class = if class.is_empty() { "card".to_owned() } else { ["card ", class].concat() };
    view! {
        <section class=class>
            <div class="head"><h2>{title}</h2>{link.map(|(href, text)| view! { <a href=href>{text}</a> })}</div>
            {children()}
        </section>
    }
    .into_any()
}

/// A list row that leads on.
pub fn cell_link(href: String, title: String, below: String, end: Option<AnyView>) -> AnyView {
    let class = if end.is_some() { "cell bare" } else { "cell" };
    let below = (!below.is_empty()).then(|| view! { <span class="faint">{below}</span> });
    view! { <li><a class=class href=href><div><b>{title}</b>{below}</div>{end}</a></li> }.into_any()
}

/// One fact of a `dl.facts`.
pub fn fact(name: String, value: AnyView) -> AnyView {
    view! { <dt>{name}</dt><dd>{value}</dd> }.into_any()
}
