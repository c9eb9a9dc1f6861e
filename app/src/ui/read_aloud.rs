//! Reads the page aloud with the phone's own voice. The button stands on pages for reading; the code that finds the text
//! and speaks is in a file of its own.
//!
//! Invariant: a phone that cannot speak the page's language says so, and the button never promises what does not happen.

use super::{Element, button, el, icon, show_toast};
use crate::lazy_modules::lazy_modules;
use crate::words::{is_english, key, t};
use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

lazy_modules! {
    /// Begins to read the page, or ends it.
    read_aloud_file(RwSignal<bool>) -> () = read_or_stop;
}

/// How long a voice may take to begin: some browsers list none, and speak.
const BEGINS_WITHIN: Duration = Duration::from_secs(3);

/// A button that reads the page and stops reading it. `words` is the class of its words.
pub fn read_aloud_button(class: &'static str, words: &'static str) -> Element {
    let speaking = RwSignal::new(false);
    let press = move || spawn_local(read_aloud_file(speaking));
    // On another page nobody reads this one any longer.
    on_cleanup(move || {
        if speaking.try_get_untracked() == Some(true) {
            press();
        }
    });
    let label = move || t(if speaking.get() { key::HOME_READ_STOP } else { key::HOME_READ });
    button(class, String::new(), press).child(icon("volume-2")).child(el("span", words).text_live(label))
}

pub fn read_or_stop(speaking: RwSignal<bool>) {
    let is_there = Reflect::has(&window(), &"speechSynthesis".into()).unwrap_or(false);
    let voice = window().speech_synthesis().ok().filter(|_| is_there);
    let Some(voice) = voice.filter(speaks_language) else { return show_toast(t(key::HOME_READ_UNABLE)) };
    voice.cancel();
    // The page with the button may be gone.
    let begins = speaking.try_get_untracked() == Some(false);
    speaking.try_set(begins);
    if begins {
        speak(&voice, sentences(), speaking);
    }
}

/// Whether a voice of the page's language is listed, or none at all, which says nothing.
fn speaks_language(voice: &web_sys::SpeechSynthesis) -> bool {
    let (tongue, other) = if is_english() { ("en", "en") } else { ("zh", "cmn") };
    let language = |voice| Reflect::get(&voice, &"lang".into()).ok()?.as_string();
    let languages: Vec<String> = voice.get_voices().iter().filter_map(language).collect();
    languages.is_empty() || languages.iter().any(|name| name.starts_with(tongue) || name.starts_with(other))
}

fn speak(voice: &web_sys::SpeechSynthesis, sentences: Vec<String>, speaking: RwSignal<bool>) {
    let begun = Rc::new(Cell::new(false));
    let started = begun.clone();
    let on_start = Closure::<dyn FnMut()>::new(move || started.set(true)).into_js_value();
    let on_end = Closure::once_into_js(move || {
        speaking.try_set(false);
    });
    let last = sentences.len().saturating_sub(1);
    for (at, sentence) in sentences.iter().enumerate() {
        let Ok(utterance) = web_sys::SpeechSynthesisUtterance::new_with_text(sentence) else { continue };
        utterance.set_lang(if is_english() { "en-GB" } else { "zh-CN" });
        utterance.set_rate(0.9);
        utterance.set_onstart(Some(on_start.unchecked_ref()));
        if at == last {
            utterance.set_onend(Some(on_end.unchecked_ref()));
        }
        voice.speak(&utterance);
    }
    let voice = voice.clone();
    set_timeout(
        move || {
            if !begun.get() && speaking.try_get_untracked() == Some(true) {
                voice.cancel();
                speaking.set(false);
                show_toast(t(key::HOME_READ_UNABLE));
            }
        },
        BEGINS_WITHIN,
    );
}

/// What stands on the page to be read, sentence by sentence: browsers end a long utterance in the middle.
fn sentences() -> Vec<String> {
    let Ok(elements) = document().query_selector_all("h1, main *") else { return vec![] };
    let mut sentences = vec![];
    for at in 0..elements.length() {
        let Some(element) = elements.item(at).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) else {
            continue;
        };
        let is_left_out = element.closest(LEFT_OUT).is_ok_and(|found| found.is_some());
        if is_left_out || element.offset_parent().is_none() {
            continue;
        }
        let nodes = element.child_nodes();
        let texts = (0..nodes.length()).filter_map(|at| nodes.item(at)).filter(|node| node.node_type() == 3);
        let text: String = texts.filter_map(|node| node.text_content()).collect();
        sentences.extend(split_sentences(&text));
    }
    sentences
}

/// Not read: what acts, what is hidden or folded, and what only screen readers say.
const LEFT_OUT: &str = "button, form, dialog, .unseen, .mark, [hidden], details:not([open]) > :not(summary)";

fn split_sentences(text: &str) -> Vec<String> {
    let parts = text.split_inclusive(['。', '！', '？', '；', '\n']).map(str::trim);
    parts.filter(|part| part.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// Whether the page of this path is there to be read: one matter, one decision, one meeting.
pub fn is_for_reading(path: &str) -> bool {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    matches!(parts.as_slice(), ["c", _, "matters" | "cases" | "meetings", page] if *page != "new")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_there_to_be_read() {
        for (path, reads) in [
            ("/c/511402901001/matters/01J", true),
            ("/c/511402901001/cases/01J/", true),
            ("/c/511402901001/meetings/01J", true),
            ("/c/511402901001/matters/new", false),
            ("/c/511402901001/matters", false),
            ("/c/511402901001/cases/01J/dossier", false),
            ("/c/511402901001/office/meetings/01J", false),
            ("/c/511402901001/me", false),
        ] {
            assert_eq!(is_for_reading(path), reads, "{path}");
        }
    }

    #[test]
    fn text_is_spoken_in_sentences() {
        for (text, parts) in [
            ("会议明天开。请带身份证！", vec!["会议明天开。", "请带身份证！"]),
            (" 没有句号 ", vec!["没有句号"]),
            (" · ", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(split_sentences(text), parts, "{text}");
        }
    }
}
