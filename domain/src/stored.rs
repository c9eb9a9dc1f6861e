//! How a value stands in a column of a store, and how it is read back.
//!
//! Invariant: ids and closed words stand as their text; what does not decode is a fault of the store, never a default.

/// A value that SQLite stores.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

/// A type that one column decodes to.
pub trait FromValue: Sized {
    /// `None`: the column holds something else.
    fn from_value(value: &Value) -> Option<Self>;
}

/// Types that stand in a column as their text.
macro_rules! stored_as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::stored::FromValue for $name {
            fn from_value(value: &$crate::stored::Value) -> Option<Self> {
                match value {
                    $crate::stored::Value::Text(text) => text.parse().ok(),
                    _ => None,
                }
            }
        }
        impl From<$name> for $crate::stored::Value {
            fn from(value: $name) -> Self { Self::Text(value.to_string()) }
        }
    )+};
}
pub(crate) use stored_as_text;

impl FromValue for String {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { bytes.as_slice().try_into().ok() } else { None }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}

/// Integers in their range.
macro_rules! stored_as_integer {
    ($($name:ty),+) => {$(
        impl FromValue for $name {
            fn from_value(value: &Value) -> Option<Self> {
                if let Value::Int(value) = value { Self::try_from(*value).ok() } else { None }
            }
        }
    )+};
}
stored_as_integer!(i64, u64, u32, u16, u8);

impl FromValue for bool {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Int(value) = value { Some(*value != 0) } else { None }
    }
}

impl FromValue for crate::time::UtcMillis {
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Int(i64::from(value))
    }
}
impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}
impl From<crate::time::UtcMillis> for Value {
    fn from(value: crate::time::UtcMillis) -> Self {
        Self::Int(value.0)
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<[u8; 32]> for Value {
    fn from(value: [u8; 32]) -> Self {
        Self::Blob(value.to_vec())
    }
}
impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Blob(value)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CommunityCode, MemberId};
    use crate::time::UtcMillis;

    #[test]
    fn what_is_written_is_read_back() {
        fn both<T: FromValue + Into<Value> + Clone + PartialEq + core::fmt::Debug>(one: &T) {
            assert_eq!(T::from_value(&one.clone().into()).as_ref(), Some(one));
        }
        both(&7i64);
        both(&7u32);
        both(&true);
        both(&UtcMillis(5));
        both(&"甲".to_owned());
        both(&vec![1u8, 2]);
        both(&[9u8; 32]);
        both(&Some(7u32));
        both(&None::<String>);
        both(&MemberId::from_parts(UtcMillis(1), 2));
        both(&"110101001001".parse::<CommunityCode>().unwrap());
    }

    #[test]
    fn what_does_not_fit_is_no_value() {
        assert_eq!(u32::from_value(&Value::Int(-1)), None);
        assert_eq!(u8::from_value(&Value::Int(256)), None);
        assert_eq!(String::from_value(&Value::Null), None);
        assert_eq!(MemberId::from_value(&Value::Text("nobody".to_owned())), None);
        assert_eq!(<[u8; 2]>::from_value(&Value::Blob(vec![1])), None);
        assert_eq!(Option::<u32>::from_value(&Value::Text("1".to_owned())), None);
    }
}
