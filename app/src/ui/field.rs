//! A form field: label, input, hint, and the error in words, tied together for screen readers.

use leptos::prelude::*;

/// What kind of native input it is.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    pub kind: &'static str,
    pub inputmode: &'static str,
    pub autocomplete: &'static str,
    /// Characters; 0 for no bound.
    pub max_chars: u32,
    pub code: bool,
}

impl Input {
    pub const PHONE: Self = Self { kind: "tel", inputmode: "tel", autocomplete: "tel", max_chars: 20, code: false };
    pub const CODE: Self =
        Self { kind: "text", inputmode: "numeric", autocomplete: "one-time-code", max_chars: 6, code: true };
    pub const SEARCH: Self =
        Self { kind: "search", inputmode: "search", autocomplete: "off", max_chars: 0, code: false };
}

/// `children` stand beside the input, such as a button.
#[component]
pub fn Field(
    id: &'static str,
    #[prop(into)] label: String,
    input: Input,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: String,
    /// The error, while there is one.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let error = error.unwrap_or_else(|| Signal::derive(|| None));
    let hint_id = [id, "-hint"].concat();
    let error_id = [id, "-error"].concat();
    let described = {
        let (hint_id, error_id, has_hint) = (hint_id.clone(), error_id.clone(), !hint.is_empty());
        move || {
            let shown = [has_hint.then_some(hint_id.as_str()), error.get().map(|_| error_id.as_str())];
            let ids: Vec<&str> = shown.into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let element = view! {
        <input
            class=if input.code { "input code" } else { "input" }
            id=id
            name=id
            type=input.kind
            inputmode=input.inputmode
            autocomplete=input.autocomplete
            maxlength=(input.max_chars > 0).then(|| input.max_chars.to_string())
            aria-describedby=described
            aria-invalid=move || error.get().map(|_| "true")
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    let body = match children {
        Some(children) => view! { <div class="join">{element}{children()}</div> }.into_any(),
        None => element.into_any(),
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {body}
            {(!hint.is_empty()).then(|| view! { <span class="hint" id=hint_id>{hint}</span> })}
            {move || error.get().map(|text| view! { <span class="error" id=error_id.clone()>{text}</span> })}
        </div>
    }
    .into_any()
}
