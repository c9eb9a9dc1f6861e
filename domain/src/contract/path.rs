//! Path and query values, typed on both sides of the wire.

use super::{Problem, RequestError};
use crate::limits;
use core::fmt::Display;
use core::str::FromStr;

/// Whether two parsers must read the path the same way: segments of letters, digits, `-` and `_`, none of them empty.
/// Every template and every value of a parameter consists of these, so no other path is an address here.
pub fn is_plain(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let segment = |segment: &str| !segment.is_empty() && segment.bytes().all(plain);
    path.strip_prefix('/').is_some_and(|rest| rest.split('/').all(segment))
}

/// The parameters of a path, in the order of its template.
pub trait PathParams: Sized {
    fn values(&self) -> Vec<String>;
    /// `names` are the template's; a value that does not parse is a malformed request that names its parameter.
    fn parse(names: &[&'static str], values: &[&str]) -> Result<Self, Problem>;
}

fn value<T: FromStr>(names: &[&'static str], values: &[&str], at: usize) -> Result<T, Problem> {
    let name = names.get(at).copied().unwrap_or("path");
    values.get(at).and_then(|text| text.parse().ok()).ok_or_else(|| RequestError::malformed(name, "identifier"))
}

impl PathParams for () {
    fn values(&self) -> Vec<String> {
        vec![]
    }
    fn parse(_: &[&'static str], _: &[&str]) -> Result<Self, Problem> {
        Ok(())
    }
}

impl<A: FromStr + Display> PathParams for (A,) {
    fn values(&self) -> Vec<String> {
        vec![self.0.to_string()]
    }
    fn parse(names: &[&'static str], values: &[&str]) -> Result<Self, Problem> {
        Ok((value(names, values, 0)?,))
    }
}

impl<A: FromStr + Display, B: FromStr + Display> PathParams for (A, B) {
    fn values(&self) -> Vec<String> {
        vec![self.0.to_string(), self.1.to_string()]
    }
    fn parse(names: &[&'static str], values: &[&str]) -> Result<Self, Problem> {
        Ok((value(names, values, 0)?, value(names, values, 1)?))
    }
}

/// The query of a reading endpoint: optional, named values; an unknown or doubled name is refused.
pub trait Query: Sized + Default {
    /// The names, and the JSON type of each value, which a refusal reports to the caller.
    const NAMES: &'static [(&'static str, &'static str)];
    /// The schema of each name.
    #[cfg(feature = "openapi")]
    fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<schemars::Schema>;
    fn pairs(&self) -> Vec<(&'static str, String)>;
    fn set(&mut self, name: &str, value: &str) -> Result<(), Problem>;

    fn parse(text: &str) -> Result<Self, Problem> {
        let mut query = Self::default();
        let mut seen = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
            if seen.contains(&name) {
                return Err(RequestError::malformed("query", "each name once"));
            }
            seen.push(name);
            let value = percent_encoding::percent_decode_str(raw)
                .decode_utf8()
                .map_err(|_| RequestError::malformed("query", "UTF-8"))?;
            query.set(name, &value)?;
        }
        Ok(query)
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (name, value) in self.pairs() {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.push_str(name);
            text.push('=');
            text.extend(percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC));
        }
        text
    }
}

impl Query for () {
    const NAMES: &'static [(&'static str, &'static str)] = &[];
    #[cfg(feature = "openapi")]
    fn schemas(_: &mut schemars::SchemaGenerator) -> Vec<schemars::Schema> {
        vec![]
    }
    fn pairs(&self) -> Vec<(&'static str, String)> {
        vec![]
    }
    fn set(&mut self, _: &str, _: &str) -> Result<(), Problem> {
        Err(RequestError::malformed("query", "unknown name"))
    }
}

/// Declares a query: each field optional, parsed from text.
#[macro_export]
macro_rules! query {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$fdoc:meta])* $field:ident : $type:ty = $json:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name { $($(#[$fdoc])* pub $field: Option<$type>),+ }

        impl $crate::contract::Query for $name {
            const NAMES: &'static [(&'static str, &'static str)] = &[$((stringify!($field), $json)),+];
            #[cfg(feature = "openapi")]
            fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<schemars::Schema> {
                vec![$(generator.subschema_for::<$type>()),+]
            }
            fn pairs(&self) -> Vec<(&'static str, String)> {
                let mut pairs = vec![];
                $(if let Some(value) = &self.$field { pairs.push((stringify!($field), value.to_string())); })+
                pairs
            }
            fn set(&mut self, name: &str, value: &str) -> Result<(), $crate::contract::Problem> {
                match name {
                    $(stringify!($field) => {
                        let read = value.parse().map_err(|_| $crate::contract::RequestError::malformed(stringify!($field), $json))?;
                        self.$field = Some(read);
                    })+
                    _ => return Err($crate::contract::RequestError::malformed("query", "unknown name")),
                }
                Ok(())
            }
        }
    };
}

query! {
    /// A page of a list that is ordered by sequence, newest first.
    pub struct Page {
        /// Only rows with a smaller sequence.
        before: u64 = "integer",
        /// Rows of the page, 1 to 100; 50 when not given.
        limit: u32 = "integer",
    }
}

impl Page {
    /// The sequence below which rows are wanted.
    pub fn before(&self) -> u64 {
        page_before(self.before)
    }

    pub fn limit(&self) -> u32 {
        page_limit(self.limit)
    }
}

/// The number of rows of one page, within the limits.
pub fn page_limit(limit: Option<u32>) -> u32 {
    limit.unwrap_or(limits::PAGE_ROWS_DEFAULT).clamp(1, limits::PAGE_ROWS_MAX)
}

/// The sequence below which rows are wanted; at most the largest integer that JavaScript represents exactly.
pub fn page_before(before: Option<u64>) -> u64 {
    let most = limits::SAFE_INTEGER_MAX.unsigned_abs();
    before.unwrap_or(most).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_the_way_through_a_url() {
        let page = Page { before: Some(12), limit: None };
        assert_eq!(page.text(), "?before=12");
        assert_eq!(Page::parse("before=12"), Ok(page));
        assert_eq!(Page::parse("").map(|p| p.limit()), Ok(50));
        for wrong in ["before=x", "before=-1", "after=1", "before=1&before=2", "limit=%FF"] {
            assert_eq!(Page::parse(wrong).unwrap_err().code, "request/malformed", "{wrong}");
        }
    }
}
