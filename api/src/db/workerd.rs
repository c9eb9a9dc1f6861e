//! SQLite of a Durable Object. Own bindings, because those of the `worker` crate do not catch what reading
//! throws and lack `transactionSync`.

use super::{Db, DbError, Row, TransactionOutcome, Value};
use core::fmt;
use js_sys::{Array, Uint8Array};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use wasm_bindgen::closure::ScopedClosure;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type RawStorage;
    #[wasm_bindgen(method, getter)]
    fn sql(this: &RawStorage) -> RawSql;
    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &RawStorage,
        body: &ScopedClosure<'_, dyn FnMut() -> Result<JsValue, JsValue>>,
    ) -> Result<JsValue, JsValue>;

    #[derive(Clone)]
    type RawSql;
    #[wasm_bindgen(method, getter, catch, js_name = databaseSize)]
    fn database_size(this: &RawSql) -> Result<f64, JsValue>;
    #[wasm_bindgen(method, catch, variadic, js_name = exec)]
    fn exec(this: &RawSql, sql: &JsValue, params: &Array) -> Result<RawCursor, JsValue>;

    type RawCursor;
    #[wasm_bindgen(method, catch)]
    fn raw(this: &RawCursor) -> Result<RawRows, JsValue>;

    type RawRows;
    #[wasm_bindgen(method, catch, js_name = toArray)]
    fn to_array(this: &RawRows) -> Result<Array, JsValue>;
}

pub struct Workerd {
    storage: RawStorage,
    sql: RawSql,
}

impl Workerd {
    pub fn new(storage: &worker::durable::Storage) -> Self {
        let storage: RawStorage = AsRef::<JsValue>::as_ref(storage.as_raw()).clone().unchecked_into();
        let sql = storage.sql();
        Self { storage, sql }
    }

    fn exec(&self, sql: &str, params: &[Value]) -> Result<Array, JsValue> {
        let bound = Array::new_with_length(u32::try_from(params.len()).unwrap_or(u32::MAX));
        for (at, value) in (0u32..).zip(params) {
            bound.set(at, write(value));
        }
        self.sql.exec(&JsValue::from_str(sql), &bound)?.raw()?.to_array()
    }
}

impl Db for Workerd {
    fn run(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, DbError> {
        let rows = self.exec(sql, params).map_err(|error| db_error(&error))?;
        if rows.length() >= MANY_ROWS
            && let Some(read) = read_at_once(&rows)
        {
            return Ok(read);
        }
        Ok(rows.iter().map(|row| Row(row.unchecked_ref::<Array>().iter().map(|cell| read(&cell)).collect())).collect())
    }

    fn run_script(&self, sql: &'static str) -> Result<(), DbError> {
        self.exec(sql, &[]).map(|_| ()).map_err(|error| db_error(&error))
    }

    fn run_schema(&self, sql: &str) -> Result<(), DbError> {
        self.exec(sql, &[]).map(|_| ()).map_err(|error| db_error(&error))
    }

    #[allow(clippy::cast_possible_truncation)]
    fn used_bytes(&self) -> Result<i64, DbError> {
        self.sql.database_size().map(|bytes| bytes as i64).map_err(|error| db_error(&error))
    }

    fn transaction(&self, body: &mut dyn FnMut() -> TransactionOutcome) -> Result<(), DbError> {
        const ROLLED_BACK: &str = "rolled back as decided";
        let mut run = || match body() {
            TransactionOutcome::Commit => Ok(JsValue::UNDEFINED),
            TransactionOutcome::RollBack => Err(JsValue::from_str(ROLLED_BACK)),
        };
        // The closure is called before `transactionSync` returns and never again: a borrowed one is enough.
        let closure = ScopedClosure::<dyn FnMut() -> Result<JsValue, JsValue>>::borrow_mut(&mut run);
        let result = self.storage.transaction_sync(&closure);
        match result {
            Ok(_) => Ok(()),
            Err(thrown) if thrown.as_string().as_deref() == Some(ROLLED_BACK) => Ok(()),
            Err(thrown) => Err(db_error(&thrown)),
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn write(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Int(value) => JsValue::from_f64(*value as f64),
        Value::Text(text) => JsValue::from_str(text),
        Value::Blob(bytes) => Uint8Array::from(bytes.as_slice()).into(),
    }
}

#[allow(clippy::cast_possible_truncation)]
fn read(cell: &JsValue) -> Value {
    if let Some(number) = cell.as_f64() {
        Value::Int(number as i64)
    } else if let Some(text) = cell.as_string() {
        Value::Text(text)
    } else if cell.is_null() || cell.is_undefined() {
        Value::Null
    } else {
        Value::Blob(Uint8Array::new(cell).to_vec())
    }
}

/// From this many rows on, one text for all of them costs less than a call to JavaScript for each value.
const MANY_ROWS: u32 = 4;

/// All rows through one JSON text; `None` when there is a blob among them, which JSON cannot carry.
fn read_at_once(rows: &Array) -> Option<Vec<Row>> {
    let text: String = js_sys::JSON::stringify(rows).ok()?.into();
    let rows: Vec<Vec<Cell>> = serde_json::from_str(&text).ok()?;
    Some(rows.into_iter().map(|row| Row(row.into_iter().map(|cell| cell.0).collect())).collect())
}

/// A value as JSON carries it. A blob arrives as an object, which is no value.
struct Cell(Value);

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl Visitor<'_> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a text or null")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Cell, E> {
        Ok(Cell(Value::Int(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Cell, E> {
        i64::try_from(value).map(|value| Cell(Value::Int(value))).map_err(E::custom)
    }

    #[allow(clippy::cast_possible_truncation)]
    fn visit_f64<E: Error>(self, value: f64) -> Result<Cell, E> {
        Ok(Cell(Value::Int(value as i64)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell(Value::Text(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Cell, E> {
        Ok(Cell(Value::Null))
    }
}

fn db_error(thrown: &JsValue) -> DbError {
    let words = thrown.as_string().or_else(|| {
        js_sys::Reflect::get(thrown, &JsValue::from_str("message")).ok().and_then(|message| message.as_string())
    });
    DbError(words.unwrap_or_else(|| "the store failed without words".to_owned()))
}
