//! Exporting the journal to a file: fetched page by page, oldest first, each row checked on arrival. In a file of its
//! own, because most readers of the journal export nothing.
//!
//! Invariant: rows with errors are in the file too, since somebody will want to look at them.

use crate::lazy_modules::lazy_modules;
use std::pin::Pin;

use domain::contract::{Empty, ExportJournal};
use domain::ids::CommunityCode;
use domain::journal::{Chain, JournalExportQuery, JournalRow, Link};
use js_sys::Array;
use leptos::prelude::*;

use crate::call::CallError;
use crate::download::{community_file_name, download_texts};
use crate::office::chunked_upload::send_until_answered;
use crate::words::key;

lazy_modules! {
    /// The whole journal, or the filtered part: fetched page by page, checked, and saved as a file.
    office_journal_export_file(JournalExportRequest) -> JournalExportFuture = take_out;
}

/// The query, and signals for the progress: the last checked row, and the newest there is.
pub struct JournalExportRequest {
    pub code: CommunityCode,
    pub query: JournalExportQuery,
    pub checked: RwSignal<usize>,
    pub newest: RwSignal<usize>,
}

/// The result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportVerdict {
    /// Whether it was the whole journal, whose rows must be consecutive.
    pub whole: bool,
    pub rows: usize,
    /// The first row with an error, and the error.
    pub wrong: Option<(u64, Link)>,
    /// The hash of the last row.
    pub last_hash: String,
}

pub type JournalExportFuture = Pin<Box<dyn Future<Output = Result<ExportVerdict, CallError>>>>;

pub fn take_out(taking: JournalExportRequest) -> JournalExportFuture {
    Box::pin(all(taking))
}

async fn all(
    JournalExportRequest { code, mut query, checked, newest }: JournalExportRequest,
) -> Result<ExportVerdict, CallError> {
    let mut verdict = ExportVerdict { whole: query.is_whole(), ..ExportVerdict::default() };
    let (parts, mut chain, here) = (Array::new(), Chain::default(), (code,));
    loop {
        let answer = send_until_answered::<ExportJournal>(&here, &query, &Empty {}, None).await?;
        let page = answer.page;
        let mut text = String::new();
        for row in &page.rows {
            verdict.take(row, &mut chain);
            text.push_str(&serde_json::to_string(row).map_err(|_| CallError::Unreadable)?);
            text.push('\n');
        }
        parts.push(&text.into());
        let last = page.rows.last().map_or(answer.newest, |row| row.seq);
        let figure = |seq: u64| usize::try_from(seq).unwrap_or(usize::MAX);
        newest.try_set(figure(answer.newest));
        checked.try_set(figure(last));
        // Without the comparison, an answer that names its own page as the next would repeat for ever.
        let Some(next) = page.next.filter(|next| Some(*next) > query.after) else { break };
        query.after = Some(next);
    }
    if verdict.rows > 0 {
        download_texts(&parts, &community_file_name(key::JOURNAL_EXPORT_FILE, "jsonl"));
    }
    Ok(verdict)
}

impl ExportVerdict {
    fn take(&mut self, row: &JournalRow, chain: &mut Chain) {
        self.rows += 1;
        self.last_hash.clone_from(&row.hash);
        if self.wrong.is_some() {
            return;
        }
        let link = match (self.whole, row.is_whole()) {
            (true, _) => chain.take(row),
            (false, true) => Link::Whole,
            (false, false) => Link::Changed,
        };
        self.wrong = (link != Link::Whole).then_some((row.seq, link));
    }
}
