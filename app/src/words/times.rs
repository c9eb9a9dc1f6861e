//! Moments and spans, always in China's time whatever the phone's setting.

use domain::time::UtcMillis;
use js_sys::{Array, Function, Intl, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

#[derive(Clone, Copy)]
enum Form {
    Clock,
    Day,
    DayOfYear,
    Weekday,
}

const FORMS: usize = 4;

thread_local!(static FORMATS: RefCell<[Option<Function>; FORMS]> = const { RefCell::new([const { None }; FORMS]) });

/// `14:06`.
pub fn clock(at: UtcMillis) -> String {
    formatted(Form::Clock, at)
}

/// `11月22日`, with the year when it is not the current one.
pub fn day(at: UtcMillis) -> String {
    let year = |at: UtcMillis| at.day().to_string()[..4].to_owned();
    formatted(if year(at) == year(crate::call::current_time()) { Form::Day } else { Form::DayOfYear }, at)
}

/// `2026年11月22日`, for paper that is kept.
pub fn full_day(at: UtcMillis) -> String {
    formatted(Form::DayOfYear, at)
}

/// `2026年11月22日 14:06`.
pub fn full_moment(at: UtcMillis) -> String {
    [full_day(at), clock(at)].join(" ")
}

/// The last day of a term that is over at this moment.
pub fn last_day(due: UtcMillis) -> String {
    day(due.plus(-1))
}

/// `11月22日 14:06`.
pub fn moment(at: UtcMillis) -> String {
    [day(at), clock(at)].join(" ")
}

/// `11月22日 14:00–16:00`, or with two days if it passes midnight.
pub fn span(from: UtcMillis, until: UtcMillis) -> String {
    let end = if from.day() == until.day() { clock(until) } else { moment(until) };
    [moment(from), end].join("–")
}

/// The same with the day of the week, as in an invitation.
pub fn weekday_span(from: UtcMillis, until: UtcMillis) -> String {
    let end = if from.day() == until.day() { clock(until) } else { moment(until) };
    [weekday(from), [clock(from), end].join("–")].join(" ")
}

/// `11月22日 周日`.
pub fn weekday(at: UtcMillis) -> String {
    let mut date = [day(at), formatted(Form::Weekday, at)];
    if super::is_english() {
        date.reverse();
    }
    date.join(" ")
}

/// `1:23:40`, what a running timer shows.
pub fn elapsed(millis: i64) -> String {
    let seconds = millis.max(0) / 1000;
    let two = |number: i64| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    [(seconds / 3600).to_string(), two(seconds / 60 % 60), two(seconds % 60)].join(":")
}

fn formatted(form: Form, at: UtcMillis) -> String {
    let function =
        FORMATS.with_borrow_mut(|formats| formats[form as usize].get_or_insert_with(|| format(form)).clone());
    #[expect(clippy::cast_precision_loss, reason = "a plausible moment is far below 2^53")]
    let moment = JsValue::from_f64(at.0 as f64);
    function.call1(&JsValue::NULL, &moment).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn format(form: Form) -> Function {
    let options = Object::new();
    let set = |name: &str, value: &str| {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    };
    set("timeZone", "Asia/Shanghai");
    match form {
        Form::Clock => {
            set("hour", "2-digit");
            set("minute", "2-digit");
            set("hourCycle", "h23");
        }
        Form::Weekday => set("weekday", "short"),
        Form::Day | Form::DayOfYear => {
            set("month", if super::is_english() { "short" } else { "long" });
            set("day", "numeric");
            if matches!(form, Form::DayOfYear) {
                set("year", "numeric");
            }
        }
    }
    // Chinese never puts the day before the month; British English is easier to read than American here.
    let locale = if super::is_english() { "en-GB" } else { "zh-CN" };
    Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options).format()
}
