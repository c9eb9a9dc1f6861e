//! Rule packs of numbers (`domain/rules/`): how they are read, for every feature that has one.
//!
//! `pack!` declares the numbers of one: their names in the file are those of the fields.
//!
//! Invariant: a pack is part of the program; the test of its feature, not a user, finds one that cannot be read. A
//! missing number reads as zero, which every rule treats as the strictest.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Default)]
pub struct Pack {
    #[serde(default)]
    pub version: String,
    rules: BTreeMap<String, Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Rule {
    value: u32,
    #[serde(default)]
    source: String,
    #[serde(default)]
    article: Option<String>,
}

impl Pack {
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub fn number(&self, name: &str) -> u32 {
        self.rules.get(name).map_or(0, |rule| rule.value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.rules.contains_key(name)
    }

    /// The source of a number.
    pub fn source(&self, name: &str) -> String {
        self.rules.get(name).map(|rule| rule.source.clone()).unwrap_or_default()
    }

    /// Empty where no article is known.
    pub fn article(&self, name: &str) -> String {
        self.rules.get(name).and_then(|rule| rule.article.clone()).unwrap_or_default()
    }
}

/// Another part of a pack's file than its numbers; empty where there is none.
pub fn read_part<T: DeserializeOwned + Default>(text: &str, name: &str) -> T {
    let parts: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let part = parts.and_then(|mut parts| parts.get_mut(name).map(serde_json::Value::take));
    part.and_then(|part| serde_json::from_value(part).ok()).unwrap_or_default()
}

/// Declares the numbers of a feature's pack, and where its file is. What is more than a number is read by a function of
/// the pack and of the file's text.
macro_rules! pack {
    (
        $(#[$doc:meta])* pub struct $name:ident = $file:literal { $($(#[$number_doc:meta])* $number:ident,)+ }
        $($(#[$field_doc:meta])* $vis:vis $field:ident: $type:ty = $read:expr,)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            pub version: String,
            $($(#[$number_doc])* pub $number: u32,)+
            $($(#[$field_doc])* $vis $field: $type,)*
        }

        impl $name {
            /// The newest pack.
            pub fn current() -> &'static Self {
                static CURRENT: std::sync::LazyLock<$name> = std::sync::LazyLock::new(|| $name::read(include_str!($file)));
                &CURRENT
            }

            fn read(text: &str) -> Self {
                let pack = $crate::pack::Pack::read(text);
                Self {
                    $($number: pack.number(stringify!($number)),)+
                    $($field: { let read: fn(&$crate::pack::Pack, &str) -> $type = $read; read(&pack, text) },)*
                    version: pack.version,
                }
            }

        }

        #[cfg(test)]
        #[test]
        fn no_number_of_the_pack_is_missing() {
            let rules = $name::current();
            assert!(!rules.version.is_empty() && [$(rules.$number),+].iter().all(|number| *number > 0), "{rules:?}");
        }
    };
}
pub(crate) use pack;
