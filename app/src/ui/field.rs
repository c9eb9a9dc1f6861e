//! A form field: label, input, hint, and the error in words, tied together for screen readers.

use super::{Element, el};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Digits of a code (`domain::sessions::Code`).
const CODE_DIGITS: usize = 6;

/// The kind of native input.
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
        Self { kind: "text", inputmode: "numeric", autocomplete: "one-time-code", max_chars: 7, code: true };
    pub const SEARCH: Self =
        Self { kind: "search", inputmode: "search", autocomplete: "off", max_chars: 0, code: false };
}

pub struct Field {
    pub id: &'static str,
    pub label: String,
    pub input: Input,
    pub value: RwSignal<String>,
    /// Empty for none.
    pub hint: String,
    /// The error, empty while there is none.
    pub error: RwSignal<String>,
    /// An element beside the input, such as a button.
    pub beside: Option<Element>,
}

/// A code is shown in groups, as `196 783`, and copied with the blank between them.
fn code_digits(typed: &str) -> String {
    typed.chars().filter(|sign| !sign.is_whitespace()).take(CODE_DIGITS).collect()
}

pub fn field(Field { id, label, input, value, hint, error, beside }: Field) -> Element {
    let hint_id = [id, "-hint"].concat();
    let error_id = [id, "-error"].concat();
    let described = {
        let (hint_id, error_id, has_hint) = (hint_id.clone(), error_id.clone(), !hint.is_empty());
        move || {
            let has_error = error.with(|error| !error.is_empty());
            let shown = [has_hint.then_some(hint_id.as_str()), has_error.then_some(error_id.as_str())];
            let ids: Vec<&str> = shown.into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let mut native = el("input", if input.code { "input code" } else { "input" })
        .attr("id", id)
        .attr("name", id)
        .attr("type", input.kind)
        .attr("inputmode", input.inputmode)
        .attr("autocomplete", input.autocomplete)
        .attr_live("aria-describedby", described)
        .attr_live("aria-invalid", move || error.with(|error| (!error.is_empty()).then(|| "true".to_owned())))
        .property("value", move || value.with(|text| JsValue::from_str(text)))
        .on("input", move |event| {
            let typed = event_target_value(&event);
            // What changes is not wrong any more.
            if error.with_untracked(|error| !error.is_empty()) {
                error.set(String::new());
            }
            value.set(if input.code && input.inputmode == "numeric" { code_digits(&typed) } else { typed });
        });
    if input.max_chars > 0 {
        native = native.attr("maxlength", input.max_chars.to_string());
    }
    let error = super::live(move || {
        let text = error.get();
        if text.is_empty() {
            return super::nothing();
        }
        el("span", "error").attr("id", error_id.clone()).child(text).any()
    });
    el("div", "field")
        .child(el("label", "").attr("for", id).child(label))
        .child(match beside {
            Some(beside) => el("div", "join").child(native).child(beside),
            None => native,
        })
        .child((!hint.is_empty()).then(|| el("span", "hint").attr("id", hint_id).child(hint)))
        .child(error)
}

#[cfg(test)]
mod tests {
    use super::code_digits;

    #[test]
    fn a_code_is_taken_with_blanks() {
        for (typed, expect) in
            [("196783", "196783"), ("196 783", "196783"), (" 196783", "196783"), ("1967834", "196783")]
        {
            assert_eq!(code_digits(typed), expect, "{typed}");
        }
    }
}
