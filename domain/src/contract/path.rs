//! Path and query values, typed on both sides of the wire.

use super::{Problem, RequestError};
use crate::limits;
use core::fmt::Display;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

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
    /// Which page of a list that is ordered by sequence, newest first.
    pub struct PageQuery {
        /// What the page before gave as `next`; without it the first page.
        after: u64 = "integer",
        /// Rows of the page, 1 to 100; 50 when not given.
        limit: u32 = "integer",
    }
}

impl PageQuery {
    /// The number of rows of the page.
    pub fn rows(&self) -> PageLimit {
        page_limit(self.limit)
    }

    /// The sequence below which rows are wanted.
    pub fn below(&self) -> u64 {
        page_below(self.after)
    }
}

/// The number of rows of one page. Bound in a statement it asks for one more, which tells [`Page::cut`] whether another
/// page follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLimit(pub u32);

impl From<PageLimit> for crate::stored::Value {
    fn from(limit: PageLimit) -> Self {
        Self::from(limit.0 + 1)
    }
}

/// The number of rows of one page, within the limits.
pub fn page_limit(limit: Option<u32>) -> PageLimit {
    PageLimit(limit.unwrap_or(limits::PAGE_ROWS_DEFAULT).clamp(1, limits::PAGE_ROWS_MAX))
}

/// The sequence below which rows are wanted; at most the largest integer that JavaScript represents exactly.
pub fn page_below(after: Option<u64>) -> u64 {
    let most = limits::SAFE_INTEGER_MAX.unsigned_abs();
    after.unwrap_or(most).min(most)
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema), schemars(rename = "PageOf{T}"))]
pub struct Page<T, C = u64> {
    pub rows: Vec<T>,
    /// What the query of the next page says as `after`; `null` on the last page.
    pub next: Option<C>,
}

impl<T, C> Page<T, C> {
    /// Cuts the row that was read beyond the limit: it tells only that another page follows. `cursor` names a row for
    /// the query of the next page.
    pub fn cut(mut rows: Vec<T>, limit: PageLimit, cursor: impl Fn(&T) -> C) -> Self {
        let limit = usize::try_from(limit.0).unwrap_or(usize::MAX);
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| has_more).map(cursor);
        Self { rows, next }
    }

    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U, C> {
        Page { rows: self.rows.into_iter().map(change).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_the_way_through_a_url() {
        let page = PageQuery { after: Some(12), limit: None };
        assert_eq!(page.text(), "?after=12");
        assert_eq!(PageQuery::parse("after=12"), Ok(page));
        assert_eq!(PageQuery::parse("").map(|page| page.rows()), Ok(PageLimit(50)));
        for wrong in ["after=x", "after=-1", "before=1", "after=1&after=2", "limit=%FF"] {
            assert_eq!(PageQuery::parse(wrong).unwrap_err().code, "request/malformed", "{wrong}");
        }
    }
    #[test]
    fn a_page_tells_where_the_next_one_begins_if_there_is_one() {
        let page = |rows: &[u64]| Page::cut(rows.to_vec(), PageLimit(2), |row| *row);
        assert_eq!(page(&[9, 8, 7]), Page { rows: vec![9, 8], next: Some(8) });
        assert_eq!(page(&[9, 8]), Page { rows: vec![9, 8], next: None });
        assert_eq!(page(&[]), Page { rows: vec![], next: None });
    }
}
