//! The app's texts in the reader's language: texts by key, dates, lengths of time and numbers.
//!
//! State: the texts of one language, kept as the JavaScript object in which they arrived: those of the first load,
//! fetched at the start, and those that came with a page (`lazy_modules.rs`). Invariant: every key is a constant generated
//! from the files of `public/locales`, so none can be missing; a page never builds a sentence from pieces.

mod closed_words;
mod figures;
mod refusals;
mod text;
mod times;

pub use closed_words::{choices_of, code_choices, code_text, word_choices, word_text};
pub use figures::{hours, minutes, number, signed_minutes};
pub use refusals::{call_error, notice, refusal, refusal_source};
pub(crate) use text::look_up;
pub use text::{Key, fetch_texts, is_english, load_texts, t, tf, tn};
pub use times::{clock, day, elapsed, full_day, full_moment, last_day, moment, span, weekday, weekday_span};

/// One constant for each message.
#[allow(dead_code, reason = "some are looked up by a code at run time")]
pub mod key {
    include!(concat!(env!("OUT_DIR"), "/key.rs"));
}
