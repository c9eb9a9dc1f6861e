//! The files of one form: the chosen ones, the progress of sending, and the words of each; and those that are ready for
//! the form's own command. A page holds it; the code that works on it is in a file of its own.

use super::upload::{Upload, next_step};
use crate::light_signal::LightSignal;
use crate::ui::form_values;
use crate::words::{Key, key, t, tf};
use domain::archive::{Caption, CaptionedFile, FileId};
use domain::ids::CommunityCode;
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is required of each file in addition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CaptionNeed {
    Nothing,
    /// Words for people who do not see it.
    Words,
    /// The same, and it must be a picture.
    Pictures,
}

/// One chosen file.
#[derive(Clone)]
pub struct PendingFile {
    pub name: String,
    pub words: RwSignal<String>,
    pub sending: LightSignal<Upload>,
}

#[derive(Clone)]
pub struct PendingFiles {
    pub(super) code: CommunityCode,
    pub(super) most: u32,
    pub(super) asks: CaptionNeed,
    pub(super) files: LightSignal<Vec<PendingFile>>,
    /// What the page's form sends: complete files, with words.
    ready: LightSignal<Vec<CaptionedFile>>,
    /// Why the files cannot be attached yet.
    error: RwSignal<String>,
    is_sending: Arc<AtomicBool>,
}

impl PendingFiles {
    pub fn new(code: CommunityCode, most: u32, asks: CaptionNeed) -> Self {
        let (files, ready) = (LightSignal::new(vec![]), LightSignal::new(vec![]));
        let (error, is_sending) = (RwSignal::new(String::new()), Arc::new(AtomicBool::new(false)));
        Self { code, most, asks, files, ready, error, is_sending }
    }

    /// How many are ready; reactive.
    pub fn count(&self) -> usize {
        self.ready.with(Vec::len)
    }

    /// What the page's form sends.
    pub fn ready(&self) -> Vec<CaptionedFile> {
        self.ready.peek(Clone::clone)
    }

    /// Empties the choice after the files were attached.
    pub fn clear(&self) {
        self.files.set(vec![]);
        self.ready.set(vec![]);
    }

    pub(super) fn make_ready(&self, files: Vec<CaptionedFile>) {
        self.ready.set(files);
    }

    /// The first sent file, where one is enough and no words are required; without one, `missing` is the message.
    pub(super) fn first(&self, missing: Key) -> Result<FileId, String> {
        let rests = self.files.peek(|files| files.iter().all(|one| one.sending.peek(Upload::rests)));
        let first = self.files.peek(|files| files.iter().find_map(|one| one.sending.peek(Upload::kept)));
        let first = first.filter(|_| rests).ok_or_else(|| t(missing));
        self.error.try_set(first.as_ref().err().cloned().unwrap_or_default());
        first
    }

    /// What a command attaches. `None`: something is missing, and a message says what.
    pub(super) fn read(&self) -> Option<Vec<CaptionedFile>> {
        let read = self.files.peek(|files| files.iter().map(captioned).collect::<Result<Vec<_>, _>>());
        self.error.try_set(read.as_ref().err().cloned().unwrap_or_default());
        read.ok()
    }

    pub(super) fn refuse(&self, why: Key) {
        self.error.try_set(t(why));
    }

    /// What is missing; reactive.
    pub(super) fn error(&self) -> String {
        self.error.try_get().unwrap_or_default()
    }

    pub(super) fn add(&self, chosen: &web_sys::FileList) {
        let free = self.files.peek(|files| (self.most as usize).saturating_sub(files.len()));
        let new = (0..chosen.length()).filter_map(|at| chosen.get(at)).take(free).map(|file| PendingFile {
            name: file.name(),
            words: RwSignal::new(String::new()),
            sending: LightSignal::new(Upload::new(file.into())),
        });
        let new: Vec<PendingFile> = new.collect();
        self.files.update(|files| files.extend(new));
        self.go_on();
    }

    /// Sends one file after the other: on a weak network several at once would all be slow.
    fn go_on(&self) {
        if self.is_sending.swap(true, Ordering::Relaxed) {
            return;
        }
        let this = self.clone();
        leptos::task::spawn_local(async move {
            while let Some(one) = this.next() {
                let file = one.peek(Clone::clone);
                one.set(next_step(file, &this.code).await);
            }
            this.is_sending.store(false, Ordering::Relaxed);
        });
    }

    fn next(&self) -> Option<LightSignal<Upload>> {
        let waits = |one: &&PendingFile| !one.sending.peek(Upload::rests);
        self.files.peek(|files| files.iter().find(waits).map(|one| one.sending.clone()))
    }

    /// A file that is removed while it is sent stays on the server until it is deleted there.
    pub(super) fn remove(&self, at: usize) {
        self.files.update(|files| {
            if at < files.len() {
                files.remove(at);
            }
        });
    }

    pub(super) fn again(&self, chosen: &PendingFile) {
        chosen.sending.update(Upload::again);
        self.go_on();
    }
}

fn captioned(one: &PendingFile) -> Result<CaptionedFile, String> {
    if !one.sending.peek(Upload::rests) {
        return Err(t(key::FILES_WAIT));
    }
    let file = one.sending.peek(Upload::kept).ok_or_else(|| tf(key::FILES_NOT_SENT, &[("name", &one.name)]))?;
    let caption: Caption = one.words.get_untracked().parse().map_err(|bad| {
        tf(key::FILES_WORDS_WRONG, &[("name", &one.name), ("why", &form_values::bad_text_words(bad))])
    })?;
    Ok(CaptionedFile { file, caption })
}
