//! How the app looks and speaks. Remembered in this browser, not in the account: phones are shared.

use crate::settings::{
    choose_language, choose_size, choose_theme, current_language, current_theme, text_size, use_settings,
};
use crate::ui::{Element, el, live, nothing, section};
use crate::words::{Key, key, t};
use leptos::prelude::*;

pub fn preferences_card() -> Element {
    let settings = use_settings();
    let view = if settings.elder.get_untracked() { "elder" } else { "normal" };
    let view = choice(
        "view",
        key::ME_VIEW,
        view.into(),
        &[("normal", key::SHELL_VIEW_NORMAL), ("elder", key::SHELL_VIEW_ELDER)],
        move |value| {
            if (value == "elder") != settings.elder.get_untracked() {
                settings.switch_view();
            }
        },
    );
    let sizes = live(move || {
        if !settings.elder.get() {
            return nothing();
        }
        let sizes = [("1", key::ME_SIZE_1), ("2", key::ME_SIZE_2), ("3", key::ME_SIZE_3)];
        choice("size", key::ME_SIZE, text_size(), &sizes, |value| choose_size(&value)).any()
    });
    let themes = [("system", key::ME_THEME_SYSTEM), ("light", key::ME_THEME_LIGHT), ("dark", key::ME_THEME_DARK)];
    let theme = choice("theme", key::ME_THEME, current_theme().unwrap_or_else(|| "system".into()), &themes, |value| {
        choose_theme((value != "system").then_some(value.as_str()));
    });
    let languages = [("zh-CN", key::ME_LANGUAGE_ZH), ("en", key::ME_LANGUAGE_EN)];
    let language =
        choice("language", key::ME_LANGUAGE, current_language(), &languages, |value| choose_language(&value));
    let form = el("form", "stack").child(view).child(sizes).child(theme).child(language);
    section("card", t(key::ME_SETTINGS)).child(el("div", "body").child(form))
}

/// A native select: it works the same with a finger, a keyboard and a screen reader.
fn choice(
    id: &'static str,
    label: Key,
    chosen: String,
    options: &[(&'static str, Key)],
    choose: impl Fn(String) + Send + 'static,
) -> Element {
    let options = options.iter().map(|(value, words)| {
        let option = el("option", "").attr("value", *value).child(t(*words));
        if *value == chosen { option.attr("selected", "") } else { option }
    });
    let select = el("select", "input")
        .attr("id", id)
        .on("change", move |event| choose(event_target_value(&event)))
        .child(options.collect::<Vec<_>>());
    el("div", "field").child(el("label", "").attr("for", id).child(t(label))).child(select)
}
