//! The titles of commands whose subject was unknown: without a network there are only six digits and the activity's id,
//! and its name comes later.

use super::{Outbox, OutboxRow, sender, store};
use crate::call::exchange_text;
use domain::contract::{Endpoint, HttpMethod, ShowActivity};
use leptos::prelude::*;
use serde_json::Value;

/// Gives a title to a row, and to all others about the same subject.
pub async fn give_title(outbox: Outbox, about: &OutboxRow, title: &str) {
    let rows = outbox.rows.get_untracked();
    let same =
        |row: &&OutboxRow| row.title.is_empty() && row.community == about.community && row.subject == about.subject;
    for row in rows.iter().filter(same) {
        let _ = store::change_row(row.seq, &mut |row| title.clone_into(&mut row.title)).await;
    }
    outbox.read().await;
    sender::tell_other_tabs(outbox, false);
}

/// Requests the titles of rows that remain after sending: they may stay for a while, or for good.
pub async fn fetch_titles(outbox: Outbox) {
    let mut asked: Vec<String> = vec![];
    loop {
        let rows = untrack(|| outbox.of_signed_in());
        let untitled = |row: &OutboxRow| row.title.is_empty() && !asked.contains(&row.subject);
        let Some(row) = rows.into_iter().find(untitled) else { return };
        asked.push(row.subject.clone());
        let Ok(activity) = row.subject.parse() else { continue };
        let url = ShowActivity::url(&(row.community.clone(), activity), &());
        // Parsed as a tree, not as the page's type: that reader's code would be loaded with every first page.
        let Ok((text, _)) = exchange_text(HttpMethod::Get, &url, None, None).await else { continue };
        let found: Option<Value> = serde_json::from_str(&text).ok();
        if let Some(title) = found.as_ref().and_then(|found| found["row"]["title"].as_str()) {
            give_title(outbox, &row, title).await;
        }
    }
}
