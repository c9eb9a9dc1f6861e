//! Values typed into a form, and their errors: moments in China's time wherever the browser is, bounded texts, minutes.

use domain::text::BadText;
use domain::time::{HOUR, UtcMillis};
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

/// Why a text does not fit its field.
pub fn bad_text_words(why: BadText) -> String {
    match why {
        BadText::TooShort { min } => tf(key::FORM_TOO_SHORT, &[("min", &min.to_string())]),
        BadText::TooLong { max } => tf(key::FORM_TOO_LONG, &[("max", &max.to_string())]),
        BadText::Invisible | BadText::LineBreak => t(key::FORM_INVISIBLE),
    }
}
