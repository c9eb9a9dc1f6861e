//! The rows in `IndexedDB`: database `linli-outbox`, store `rows`, the position as its key, each row as an object of
//! texts and numbers.
//!
//! Invariant: a write is complete when its transaction is, not when the request is, so an acknowledged row survives the
//! end of the browser.

use super::OutboxRow;
use domain::time::UtcMillis;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "linli-outbox";
const ROWS: &str = "rows";

pub async fn add_row(row: &OutboxRow) -> Result<(), JsValue> {
    let (transaction, rows) = open(IdbTransactionMode::Readwrite).await?;
    rows.add(&object_of(row))?;
    done(&transaction).await
}

/// Changes a stored row, in one transaction; a row that was removed meanwhile does not come back.
pub async fn change_row(seq: u32, change: &mut dyn FnMut(&mut OutboxRow)) -> Result<(), JsValue> {
    let (transaction, rows) = open(IdbTransactionMode::Readwrite).await?;
    let key = JsValue::from(seq);
    let found = result(&rows.get(&key)?).await?;
    let Some(mut row) = row_of(&key, &found) else { return Ok(()) };
    change(&mut row);
    rows.put_with_key(&object_of(&row), &key)?;
    done(&transaction).await
}

pub async fn delete_row(seq: u32) -> Result<(), JsValue> {
    let (transaction, rows) = open(IdbTransactionMode::Readwrite).await?;
    rows.delete(&seq.into())?;
    done(&transaction).await
}

/// All rows in the order in which they were made. A row of a newer program that this one cannot read stays stored.
pub async fn all_rows() -> Result<Vec<OutboxRow>, JsValue> {
    let (_transaction, rows) = open(IdbTransactionMode::Readonly).await?;
    let keys = rows.get_all_keys()?;
    let values = result(&rows.get_all()?).await?;
    let keys: Array = keys.result()?.unchecked_into();
    let values: Array = values.unchecked_into();
    Ok(keys.iter().zip(values.iter()).filter_map(|(key, value)| row_of(&key, &value)).collect())
}

fn object_of(row: &OutboxRow) -> JsValue {
    let object = Object::new();
    let fields: [(&str, &str); 9] = [
        ("key", &row.key),
        ("community", row.community.as_str()),
        ("member", &row.member.to_string()),
        ("endpoint", &row.endpoint),
        ("path", &row.path),
        ("body", &row.body),
        ("subject", &row.subject),
        ("title", &row.title),
        ("refused", row.refused.as_deref().unwrap_or("")),
    ];
    let texts = fields.map(|(name, value)| (name, JsValue::from_str(value)));
    #[expect(clippy::cast_precision_loss, reason = "a plausible moment is far below 2^53")]
    let [made_at, tried_at] = [row.made_at, row.tried_at].map(|at| JsValue::from_f64(at.0 as f64));
    let others = [
        ("made_at", made_at),
        ("tries", row.tries.into()),
        ("tried_at", tried_at),
        ("told_later", row.told_later.into()),
    ];
    for (name, value) in texts.into_iter().chain(others) {
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what object_of wrote fits")]
fn row_of(seq: &JsValue, object: &JsValue) -> Option<OutboxRow> {
    let field = |name: &str| Reflect::get(object, &name.into()).ok();
    let text = |name: &str| field(name)?.as_string();
    let number = |name: &str| field(name)?.as_f64();
    Some(OutboxRow {
        seq: seq.as_f64()? as u32,
        key: text("key")?,
        community: text("community")?.parse().ok()?,
        member: text("member")?.parse().ok()?,
        endpoint: text("endpoint")?,
        path: text("path")?,
        body: text("body")?,
        subject: text("subject")?,
        title: text("title")?,
        made_at: UtcMillis(number("made_at")? as i64),
        tries: number("tries")? as u32,
        // Missing in rows that an earlier version stored.
        tried_at: UtcMillis(number("tried_at").unwrap_or(0.0) as i64),
        told_later: field("told_later").is_some_and(|value| value.is_truthy()),
        refused: text("refused").filter(|said| !said.is_empty()),
    })
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
