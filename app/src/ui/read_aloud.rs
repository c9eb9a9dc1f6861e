//! Reads a text aloud with the phone's own voice; not shown if the browser has none.

use crate::ui::{self, el, icon, nothing};
use crate::words::{is_english, key, t};
use js_sys::Reflect;
use leptos::prelude::*;

pub fn read_aloud_button(text: String) -> AnyView {
    if !Reflect::has(&window(), &"speechSynthesis".into()).unwrap_or(false) {
        return nothing();
    }
    let speaking = RwSignal::new(false);
    let press = move || {
        let Ok(voice) = window().speech_synthesis() else { return };
        voice.cancel();
        let start = !speaking.get_untracked();
        speaking.set(start);
        if start {
            speak(&voice, &text, speaking);
        }
    };
    on_cleanup(|| {
        if let Ok(voice) = window().speech_synthesis() {
            voice.cancel();
        }
    });
    let words = move || t(if speaking.get() { key::HOME_READ_STOP } else { key::HOME_READ });
    let label = el("span", "").text_live(words);
    ui::button("button block", String::new(), press).child(icon("volume-2")).child(label).any()
}

fn speak(voice: &web_sys::SpeechSynthesis, text: &str, speaking: RwSignal<bool>) {
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    let Ok(utterance) = web_sys::SpeechSynthesisUtterance::new_with_text(text) else { return };
    utterance.set_lang(if is_english() { "en-GB" } else { "zh-CN" });
    utterance.set_rate(0.9);
    let ended = Closure::once_into_js(move || {
        speaking.try_set(false);
    });
    utterance.set_onend(Some(ended.unchecked_ref()));
    voice.speak(&utterance);
}
