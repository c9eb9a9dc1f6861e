//! Values typed into a form, and their errors: moments in China's time wherever the browser is, bounded texts, minutes.

use domain::contract::FieldKind;
use domain::members::Day;
use domain::number::BadNumber;
use domain::sessions::Phone;
use domain::text::BadText;
use domain::time::{HOUR, UtcMillis};
use serde_json::Value;
use wasm_bindgen::JsValue;

use crate::words::{key, t, tf};

/// `2026-11-22T14:00`, what `input type=datetime-local` takes.
pub fn moment_text(at: UtcMillis) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a plausible moment is far below 2^53")]
    let shifted = js_sys::Date::new(&JsValue::from_f64(at.plus(8 * HOUR).0 as f64));
    let text: String = shifted.to_iso_string().into();
    text.get(..16).unwrap_or_default().to_owned()
}

/// The typed moment, or `None` if it is invalid.
pub fn parse_moment(text: &str) -> Option<UtcMillis> {
    let millis = js_sys::Date::parse(&[text.get(..16)?, ":00+08:00"].concat());
    #[expect(clippy::cast_possible_truncation, reason = "a finite date fits")]
    let moment = UtcMillis(millis as i64);
    millis.is_finite().then_some(moment)
}

/// The value that a field of a body holds when this was typed, or why it cannot.
pub fn read_value(kind: &FieldKind, text: &str) -> Result<Value, String> {
    let missing = || t(key::FORM_MISSING);
    let typed = text.trim();
    match *kind {
        FieldKind::Text { min, max, lines } => {
            domain::text::check_text(text, min, max, lines).map(Value::from).map_err(bad_text_words)
        }
        FieldKind::Whole { min, max } => match typed.parse::<u64>() {
            Ok(number) if (min..=max).contains(&number) => Ok(Value::from(number)),
            _ if max >= u64::from(u32::MAX) => Err(missing()),
            _ => Err(number_words(min, max)),
        },
        FieldKind::Moment => parse_moment(typed).map(|at| Value::from(at.0)).ok_or_else(missing),
        FieldKind::Day => typed.parse::<Day>().map(|_| Value::from(typed)).map_err(|_| missing()),
        FieldKind::Phone => typed.parse::<Phone>().map(|_| Value::from(typed)).map_err(|_| t(key::SIGN_IN_PHONE_WRONG)),
        _ if typed.is_empty() => Err(missing()),
        _ => Ok(Value::from(typed)),
    }
}

/// The bounds of a number's field.
fn number_words(min: u64, max: u64) -> String {
    tf(key::FORM_NUMBER, &[("min", &min.to_string()), ("max", &max.to_string())])
}

/// Why a number does not fit its field.
pub fn bad_number_words(why: BadNumber) -> String {
    number_words(why.min.into(), why.max.into())
}

/// Why a text does not fit its field.
pub fn bad_text_words(why: BadText) -> String {
    match why {
        BadText::TooShort { min } => tf(key::FORM_TOO_SHORT, &[("min", &min.to_string())]),
        BadText::TooLong { max } => tf(key::FORM_TOO_LONG, &[("max", &max.to_string())]),
        BadText::Invisible | BadText::LineBreak => t(key::FORM_INVISIBLE),
    }
}
