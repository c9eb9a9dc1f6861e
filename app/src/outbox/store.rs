//! The rows in `IndexedDB`: database `linli-outbox`, store `rows`, the order as its key, each row as JSON text.
//!
//! Invariant: a write is done when its transaction is, not when the request is, so a row that was acknowledged
//! survives the end of the browser.

use super::Row;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "linli-outbox";
const ROWS: &str = "rows";

pub async fn add(row: &Row) -> Result<(), JsValue> {
    let (transaction, rows) = open(IdbTransactionMode::Readwrite).await?;
    rows.add(&text(row))?;
    done(&transaction).await
}

pub async fn replace(row: &Row) -> Result<(), JsValue> {
    let (transaction, rows) = open(IdbTransactionMode::Readwrite).await?;
    rows.put_with_key(&text(row), &row.seq.into())?;
    done(&transaction).await
}

pub async fn delete(seq: u32) -> Result<(), JsValue> {
    let (transaction, rows) = open(IdbTransactionMode::Readwrite).await?;
    rows.delete(&seq.into())?;
    done(&transaction).await
}

/// All rows in the order they were made. A row that a newer program wrote and this one cannot read stays.
pub async fn all() -> Result<Vec<Row>, JsValue> {
    let (_transaction, rows) = open(IdbTransactionMode::Readonly).await?;
    let keys = rows.get_all_keys()?;
    let values = result(&rows.get_all()?).await?;
    let keys: Array = keys.result()?.unchecked_into();
    let values: Array = values.unchecked_into();
    let read = |(key, value): (JsValue, JsValue)| {
        let mut row: Row = serde_json::from_str(&value.as_string()?).ok()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "keys count from 1")]
        let seq = key.as_f64()? as u32;
        row.seq = seq;
        Some(row)
    };
    Ok(keys.iter().zip(values.iter()).filter_map(read).collect())
}

fn text(row: &Row) -> JsValue {
    serde_json::to_string(row).unwrap_or_default().into()
}

async fn open(mode: IdbTransactionMode) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let factory = leptos::prelude::window().indexed_db()?.ok_or("no IndexedDB")?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let upgrade = make_store(&request);
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = result(&request).await?.unchecked_into();
    let transaction = database.transaction_with_str_and_mode(ROWS, mode)?;
    let rows = transaction.object_store(ROWS)?;
    // Takes effect when the transaction is over; an open handle would block a later version of the store.
    database.close();
    Ok((transaction, rows))
}

fn make_store(request: &IdbOpenDbRequest) -> JsValue {
    let request = request.clone();
    Closure::once_into_js(move || {
        if let Ok(database) = request.result() {
            let options = web_sys::IdbObjectStoreParameters::new();
            options.set_auto_increment(true);
            let _ =
                database.unchecked_into::<IdbDatabase>().create_object_store_with_optional_parameters(ROWS, &options);
        }
    })
}

async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await?;
    request.result()
}

async fn done(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onerror(Some(&reject));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(promise).await.map(|_| ())
}
