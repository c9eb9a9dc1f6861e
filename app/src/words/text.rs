//! Texts by key.

use js_sys::{JSON, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The name of a message; only the generated constants are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(pub(super) &'static str);

thread_local!(static TEXTS: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) });

/// Takes over the texts that `index.html` has started to fetch.
pub async fn load_texts() -> Result<(), JsValue> {
    let promise = Reflect::get(&js_sys::global(), &"linliWords".into())?;
    let text = JsFuture::from(promise.dyn_into::<js_sys::Promise>()?).await?;
    let texts = JSON::parse(&text.as_string().unwrap_or_default())?;
    TEXTS.with_borrow_mut(|kept| *kept = texts);
    Ok(())
}

/// Starts to fetch further texts, from files under `public/locales/<language>/pages/`, named with spaces between; the
/// loader of the program's files does it, with the same retries.
pub fn fetch_texts(names: &str) -> Option<js_sys::Promise> {
    let loader: js_sys::Function = Reflect::get(&js_sys::global(), &"linliTexts".into()).ok()?.dyn_into().ok()?;
    let coming = TEXTS.with_borrow(|texts| loader.call2(&JsValue::UNDEFINED, texts, &names.into()));
    coming.ok()?.dyn_into().ok()
}

/// Whether the page is in English; otherwise it is in Chinese.
pub fn is_english() -> bool {
    crate::settings::current_language() == "en"
}

/// The text of a key.
pub fn t(key: Key) -> String {
    look_up(key.0).unwrap_or_else(|| key.0.to_owned())
}

/// The text of a key with its placeholders filled in.
pub fn tf(key: Key, values: &[(&str, &str)]) -> String {
    fill_placeholders(t(key), values)
}

/// The form of a message for a count; `{count}` and the other placeholders are filled in.
pub fn tn(key: Key, count: i64, values: &[(&str, &str)]) -> String {
    let forms = raw(key.0);
    let form = if is_english() && count == 1 { "one" } else { "other" };
    let text = forms.as_string().or_else(|| Reflect::get(&forms, &form.into()).ok()?.as_string());
    let text = text.unwrap_or_else(|| key.0.to_owned()).replace("{count}", &super::number(count));
    fill_placeholders(text, values)
}

/// The text of a key that is known only at run time, such as that of a refusal.
pub(crate) fn look_up(key: &str) -> Option<String> {
    raw(key).as_string()
}

fn raw(key: &str) -> JsValue {
    TEXTS.with_borrow(|texts| Reflect::get(texts, &key.into()).unwrap_or(JsValue::UNDEFINED))
}

pub(super) fn fill_placeholders(mut text: String, values: &[(&str, &str)]) -> String {
    for (name, value) in values {
        let mut place = String::with_capacity(name.len() + 2);
        place.push('{');
        place.push_str(name);
        place.push('}');
        text = text.replace(&place, value);
    }
    text
}
