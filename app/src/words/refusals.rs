//! Why something failed, in plain words with the next step, and the article if the rule has one.

use super::text::fill_placeholders;
use super::{key, look_up, minutes, moment, number, t, word_text};
use crate::call::CallError;
use domain::contract::{FAULT, Problem};
use domain::notices::NoticeKind;
use domain::time::UtcMillis;
use serde_json::{Map, Value};

/// The words of a refusal, with its figures.
pub fn refusal(problem: &Problem) -> String {
    let found = look_up(&["refusal.", &problem.code].concat()).or_else(|| look_up(&["refusal.", FAULT].concat()));
    let field = problem.field.as_deref().map(field_words).unwrap_or_default();
    let more = [("field", &*field), ("trace", problem.trace.as_deref().unwrap_or(""))];
    with_figures(found.unwrap_or_default(), &problem.params, &more)
}

fn with_figures(text: String, params: &Map<String, Value>, more: &[(&str, &str)]) -> String {
    let text = params.iter().fold(text, |text, (name, value)| fill_placeholders(text, &[(name, &figure(name, value))]));
    fill_placeholders(text, more)
}

/// The words for a field of a request: those of its name, which is the last part of its path.
fn field_words(path: &str) -> String {
    let name = path.rsplit('.').next().unwrap_or(path);
    look_up(&["field.", name].concat()).unwrap_or_else(|| path.to_owned())
}

/// The text of a notice.
pub fn notice(kind: NoticeKind, params: &Map<String, Value>) -> String {
    with_figures(word_text(kind), params, &[])
}

/// The rule behind a refusal, if there is one.
pub fn refusal_source(problem: &Problem) -> Option<String> {
    look_up(&["refusal.", &problem.code, ".source"].concat())
}

/// The words for any failure of a call.
pub fn call_error(error: &CallError) -> String {
    match error {
        CallError::Problem(problem) => refusal(problem),
        CallError::Offline => t(key::SHELL_OFFLINE_COMMAND),
        CallError::Unreadable => t(key::SHELL_UNREADABLE),
    }
}

/// Codes of the program have words; text typed by people is shown as it is.
fn word(name: &str, text: &str) -> String {
    let known = matches!(name, "rule" | "office" | "outcome");
    known.then(|| look_up(&["word.", name, "-", text].concat())).flatten().unwrap_or_else(|| text.to_owned())
}

/// A figure in the format that its name implies.
fn figure(name: &str, value: &Value) -> String {
    match value.as_i64() {
        Some(at) if matches!(name, "from" | "until" | "now" | "deadline") || name.ends_with("_at") => {
            moment(UtcMillis(at))
        }
        Some(length) if name.starts_with("minutes") || matches!(name, "already" | "measured") => minutes(length),
        Some(count) => number(count),
        None => value.as_str().map_or_else(|| value.to_string(), |text| word(name, text)),
    }
}
