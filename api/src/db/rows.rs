//! Rows by name: `row!` declares a type beside the columns that it is read from, so that a position stands nowhere.
//!
//! It gives two things: [`FromRow`] for the type, and a macro with the list of columns for the statements.
//!
//! ```text
//! row! { guest_columns =>
//!     /// A guest of a meeting.
//!     pub struct Guest {
//!         name: String = "g.name",
//!         capacity: Option<Capacity> = "g.capacity",
//!     }
//! }
//! pub const GUESTS: &str = concat!("select ", guest_columns!(), " from meeting_guests g where g.meeting = ?");
//!
//! let guests: Vec<Guest> = cx.read_all(sql::GUESTS, bind![meeting])?;
//! ```
//!
//! A type of the contract is filled without `struct` and types. `=> function` changes what was read; `with { … }` sets
//! fields that no column gives. `name = (other_columns)` reads another declared row from the columns that follow; as an
//! `Option` it is `None` where its first column is null, as after a left join. A statement of two lists is read as a pair.

use super::{DbError, FromValue, Row, Value};
use serde::de::DeserializeOwned;

/// Reads the columns of a row one after the other.
pub struct Columns<'r> {
    row: &'r Row,
    at: usize,
}

/// A type that is read from a row.
pub trait FromRow: Sized {
    /// Number of columns.
    const WIDTH: usize;
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, DbError>;
}

impl Columns<'_> {
    /// The next column, which the declaration calls `name`.
    pub fn next<T: FromValue>(&mut self, name: &str) -> Result<T, DbError> {
        let value = self.row.0.get(self.at).ok_or_else(|| DbError(format!("no column {} for {name}", self.at)))?;
        self.at += 1;
        T::from_value(value).ok_or_else(|| DbError(format!("{name} does not decode")))
    }

    pub fn group<T: FromRow>(&mut self) -> Result<T, DbError> {
        T::from_columns(self)
    }
}

impl Row {
    /// Decodes the whole row. A statement with more or fewer columns than the type has is a fault.
    pub fn decode<T: FromRow>(&self) -> Result<T, DbError> {
        if self.0.len() != T::WIDTH {
            return Err(DbError(format!("{} columns where {} are declared", self.0.len(), T::WIDTH)));
        }
        T::from_columns(&mut Columns { row: self, at: 0 })
    }
}

/// A column that holds JSON; `from_json` takes it out.
pub struct Json<T>(T);

impl<T: DeserializeOwned> FromValue for Json<T> {
    fn from_value(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { serde_json::from_str(text).ok().map(Self) } else { None }
    }
}

pub fn from_json<T>(Json(value): Json<T>) -> T {
    value
}

impl<T: FromRow> FromRow for Option<T> {
    const WIDTH: usize = T::WIDTH;
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, DbError> {
        if columns.row.0.get(columns.at) == Some(&Value::Null) {
            columns.at += T::WIDTH;
            return Ok(None);
        }
        T::from_columns(columns).map(Some)
    }
}

impl<A: FromRow, B: FromRow> FromRow for (A, B) {
    const WIDTH: usize = A::WIDTH + B::WIDTH;
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, DbError> {
        Ok((A::from_columns(columns)?, B::from_columns(columns)?))
    }
}

/// Declares how a type is read from columns; see the module.
macro_rules! row {
    ($columns:ident => $(#[$doc:meta])* $vis:vis struct $name:ident {
        $($(#[$field_doc:meta])* $field_vis:vis $field:ident: $type:ty = $column:tt $(=> $change:expr)?),+ $(,)?
    }) => {
        $(#[$doc])*
        $vis struct $name { $($(#[$field_doc])* $field_vis $field: $type),+ }
        $crate::db::rows::row! { $columns => $name { $($field = $column $(=> $change)?),+ } }
    };
    (
        $columns:ident => $name:ty { $($field:ident = $column:tt $(=> $change:expr)?),+ $(,)? }
        $(with { $($other:ident: $value:expr),+ $(,)? })?
    ) => {
        $crate::db::rows::column_list! { $columns: $($column)+ }
        impl $crate::db::rows::FromRow for $name {
            const WIDTH: usize = $columns!(width);
            fn from_columns(columns: &mut $crate::db::rows::Columns<'_>) -> Result<Self, $crate::db::DbError> {
                Ok(Self {
                    $($field: $crate::db::rows::column!(read columns, $column $(, $change)?),)+
                    $($($other: $value,)+)?
                })
            }
        }
    };
}

/// One column of a declaration: a literal, or the list of another one in parentheses.
macro_rules! column {
    (read $columns:ident, $name:literal) => { $columns.next($name)? };
    (read $columns:ident, ($list:ident)) => { $columns.group()? };
    (read $columns:ident, $column:tt, $change:expr) => {
        ($change)($crate::db::rows::column!(read $columns, $column))
    };
    (text $name:literal) => { $name };
    (text ($list:ident)) => { $list!() };
    (width $name:literal) => { 1 };
    (width ($list:ident)) => { $list!(width) };
}

/// The macro that stands in statements for a list of columns.
macro_rules! column_list {
    ($columns:ident: $first:tt $($rest:tt)*) => {
        macro_rules! $columns {
            () => {
                concat!(
                    $crate::db::rows::column!(text $first) $(, ", ", $crate::db::rows::column!(text $rest))*
                )
            };
            (width) => {
                $crate::db::rows::column!(width $first) $(+ $crate::db::rows::column!(width $rest))*
            };
        }
        #[allow(unused_imports)]
        pub(crate) use $columns;
    };
}

pub(crate) use {column, column_list, row};

#[cfg(test)]
mod tests {
    use super::*;

    row! { hiding_columns =>
        #[derive(Debug, PartialEq)]
        struct HidingRow { rule: String = "h.rule", at: i64 = "h.at" }
    }
    row! { post_columns =>
        /// A post and its hiding, if there is one.
        #[derive(Debug, PartialEq)]
        struct PostRow { seq: u32 = "p.seq", hiding: Option<HidingRow> = (hiding_columns), side: Option<String> = "p.side" }
    }
    #[derive(Debug, PartialEq)]
    struct AuthorView {
        name: String,
        files: Vec<u8>,
    }
    row! { author_columns => AuthorView { name = "a.name" => |name: String| name + "*" } with { files: vec![] } }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn columns_stand_in_the_order_in_which_they_are_read() {
        assert_eq!(post_columns!(), "p.seq, h.rule, h.at, p.side");
        assert_eq!((PostRow::WIDTH, <(PostRow, AuthorView)>::WIDTH), (4, 5));
    }

    #[test]
    fn a_row_is_decoded_by_its_declaration() {
        let row = Row(vec![Value::Int(7), text("abuse"), Value::Int(5), Value::Null, text("王")]);
        let (post, author) = row.decode::<(PostRow, AuthorView)>().unwrap();
        let hiding = Some(HidingRow { rule: "abuse".to_owned(), at: 5 });
        assert_eq!(post, PostRow { seq: 7, hiding, side: None });
        assert_eq!(author, AuthorView { name: "王*".to_owned(), files: vec![] });
    }

    #[test]
    fn a_list_within_a_list_can_be_changed() {
        row! { moment_columns => struct Moment { at: i64 = (hiding_columns) => |hiding: HidingRow| hiding.at } }
        assert_eq!((moment_columns!(), Moment::WIDTH), ("h.rule, h.at", 2));
        let row = Row(vec![text("abuse"), Value::Int(5)]);
        assert_eq!(row.decode::<Moment>().map(|moment| moment.at), Ok(5));
    }

    #[test]
    fn a_left_join_without_a_row_is_none() {
        let row = Row(vec![Value::Int(7), Value::Null, Value::Null, text("for")]);
        let post = row.decode::<PostRow>().unwrap();
        assert_eq!(post, PostRow { seq: 7, hiding: None, side: Some("for".to_owned()) });
    }

    #[test]
    fn a_fault_names_the_column_and_never_shows_what_it_holds() {
        let row = Row(vec![text("身份证"), Value::Null, Value::Null, Value::Null]);
        assert_eq!(row.decode::<PostRow>(), Err(DbError("p.seq does not decode".to_owned())));
        let short = Row(vec![Value::Int(7)]);
        assert_eq!(short.decode::<PostRow>(), Err(DbError("1 columns where 4 are declared".to_owned())));
    }
}
