//! What a body's fields are: name, kind, bounds, choices. The app draws its forms from this, and the tests vary each field
//! from it.
//!
//! `body!` makes the list of a body from its fields' types, so a bound stands in the type alone.

/// What one field holds, as far as a form, a column or a test must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Text of `min` to `max` characters; `lines` says whether it may have several lines.
    Text {
        min: usize,
        max: usize,
        lines: bool,
    },
    /// A whole number.
    Whole {
        min: u64,
        max: u64,
    },
    /// One word of a closed set. The text of a word has the key `key.word`; without texts, `key` is empty.
    Word {
        key: &'static str,
        words: &'static [&'static str],
    },
    YesNo,
    /// UTC milliseconds.
    Moment,
    /// A day as `2026-11-30`.
    Day,
    /// A phone number of the mainland.
    Phone,
    /// The identifier of something that exists.
    Id,
    /// A text with a form of its own: a code, a key, a signature.
    Code,
    /// Fields of its own.
    Record(&'static [Field]),
    List(&'static FieldKind),
    /// A value with a form of its own that is no text.
    Special,
}

/// One field of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub kind: FieldKind,
    pub required: bool,
}

/// A body that lists its fields.
pub trait Describe {
    const FIELDS: &'static [Field];
}

/// The type of a field.
pub trait FieldType {
    const KIND: FieldKind;
    const REQUIRED: bool = true;
}

/// The name as it stands in JSON: a raw identifier, `r#for`, is written without its mark.
#[must_use]
pub const fn json_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Names the kind of types whose form is not generic.
macro_rules! field_kinds {
    ($($kind:expr => $($name:ty),+;)+) => {$($(
        impl $crate::contract::FieldType for $name {
            const KIND: $crate::contract::FieldKind = $kind;
        }
    )+)+};
}
pub(crate) use field_kinds;

field_kinds! {
    FieldKind::Whole { min: 0, max: u32::MAX as u64 } => u32;
    FieldKind::Whole { min: 0, max: crate::limits::SAFE_INTEGER_MAX.unsigned_abs() } => u64;
    FieldKind::YesNo => bool;
    FieldKind::Moment => crate::time::UtcMillis;
    FieldKind::Day => crate::members::Day;
    FieldKind::Phone => crate::sessions::Phone;
    FieldKind::Id => crate::archive::FileId;
    FieldKind::Code => crate::sessions::Code, crate::sessions::FactorCode, crate::sessions::Ticket,
        crate::sessions::SlipCode, crate::decisions::RuleName, crate::members::OfficePhone, crate::members::RollOf;
    FieldKind::Special => crate::decisions::RuleValue;
}

impl<T: FieldType> FieldType for Option<T> {
    const KIND: FieldKind = T::KIND;
    const REQUIRED: bool = false;
}

impl<T: FieldType> FieldType for Vec<T> {
    const KIND: FieldKind = FieldKind::List(&T::KIND);
}
