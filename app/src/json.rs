//! Reads answers. All answers share the code that parses the text into a tree, and each answer is read from the tree:
//! `serde_json`'s own reader would put a copy of its parser into every struct, which was a tenth of the app.
//!
//! Invariant: accepts what `serde_json` accepts for the contract's types; an error gives no reason, because nobody
//! reads it.

use core::fmt;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value};

#[derive(Debug)]
pub struct JsonError;

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for JsonError {}

impl serde::de::Error for JsonError {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

pub fn parse_json<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    let tree = parse(text).ok_or(JsonError)?;
    T::deserialize(Node(&tree))
}

#[inline(never)]
fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

#[derive(Clone, Copy)]
struct Node<'tree>(&'tree Value);

macro_rules! numbers {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
            self.deserialize_i64(visitor)
        }
    )+};
}

macro_rules! texts {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
            self.deserialize_str(visitor)
        }
    )+};
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = JsonError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(value), _) => visitor.visit_i64(value),
                (None, Some(value)) => visitor.visit_f64(value),
                (None, None) => Err(JsonError),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_bool(self.0.as_bool().ok_or(JsonError)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_i64(self.0.as_i64().ok_or(JsonError)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_str(self.0.as_str().ok_or(JsonError)?)
    }

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 }
    texts! { deserialize_string deserialize_char deserialize_identifier }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_seq(Items(self.0.as_array().ok_or(JsonError)?.iter()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_map(Fields::of(self.0.as_object().ok_or(JsonError)?))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, JsonError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, JsonError> {
        self.deserialize_seq(visitor)
    }

    /// The contract's enums are strings.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, JsonError> {
        let word: StrDeserializer<'_, JsonError> = self.0.as_str().ok_or(JsonError)?.into_deserializer();
        visitor.visit_enum(word)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 f32 f64 bytes byte_buf unit unit_struct tuple_struct }
}

struct Items<'tree>(core::slice::Iter<'tree, Value>);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = JsonError;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, JsonError> {
        self.0.next().map(|value| seed.deserialize(Node(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields<'tree> {
    rest: serde_json::map::Iter<'tree>,
    value: Option<&'tree Value>,
}

impl<'tree> Fields<'tree> {
    fn of(map: &'tree Map<String, Value>) -> Self {
        Self { rest: map.iter(), value: None }
    }

    #[inline(never)]
    fn step(&mut self) -> Option<&'tree str> {
        let (name, value) = self.rest.next()?;
        self.value = Some(value);
        Some(name)
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = JsonError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, JsonError> {
        let Some(name) = self.step() else { return Ok(None) };
        let name: StrDeserializer<'_, JsonError> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, JsonError> {
        let value = self.value.take().ok_or_else(|| JsonError::custom(""))?;
        seed.deserialize(Node(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contract::{Page, Problem};
    use domain::ids::ActivityId;
    use domain::volunteering::{ActivityRow, Attendance, CheckInKeyReply};

    type Activities = Page<ActivityRow, ActivityId>;

    #[test]
    fn the_same_as_serde_json_reads() {
        let activity = r#"{"id":"01M76P0GE0JWZPN3FH8FV7PHZH","title":"清理\n楼道","place":"门口","body":"01HFWVWZKHQ276504KHBAT217J",
            "body_name":"队","starts_at":1795311000000,"ends_at":1795318200000,"capacity":12,"signed_up":0,"waiting":4,"cancelled":true,"new":[{}]}"#;
        let activities = [r#"{"rows":["#, activity, r#"],"next":"01M76P0GE0JWZPN3FH8FV7PHZH"}"#].concat();
        let attendance = r#"{"rows":[{"member":"01HFWVWZKHQ276504KHBAT217J","name":"李","phone_masked":"1","place":"waiting","position":2,
            "service":null,"checked_in_by":"code","clock_difference_seconds":-5,"own":false}]}"#;
        let problem =
            r#"{"type":"/problems/x","code":"x","status":409,"params":{"a":1,"b":"c","d":1.5,"e":[null,true]}}"#;
        assert_eq!(parse_json::<Activities>(&activities).ok(), serde_json::from_str(&activities).ok());
        assert_eq!(parse_json::<Attendance>(attendance).ok(), serde_json::from_str(attendance).ok());
        assert_eq!(parse_json::<Problem>(problem).ok(), serde_json::from_str(problem).ok());
        assert!(
            parse_json::<Attendance>(attendance).is_ok()
                && parse_json::<Problem>(problem).is_ok()
                && parse_json::<Activities>(&activities).is_ok()
        );
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let key = r#"{"key":"00","title":"t","valid_from":1,"valid_until":2,"now":3}"#;
        assert!(parse_json::<CheckInKeyReply>(key).is_ok());
        for (from, to) in [
            ("\"now\":3", "\"now\":\"3\""),
            (",\"now\":3", ""),
            ("{", "["),
            ("\"now\":3", "\"now\":3,\"now\":"),
            ("1,", "1.5,"),
        ] {
            assert!(parse_json::<CheckInKeyReply>(&key.replacen(from, to, 1)).is_err(), "{to}");
        }
        assert!(parse_json::<Attendance>(r#"{"rows":[{"place":"elsewhere"}]}"#).is_err());
    }
}
