//! One file on its way: made smaller once, sent under one key until somebody knows what became of it.

use super::scaling::smaller;
use crate::call::{CallError, new_key, send_file};
use domain::archive::{FileId, KeptFile};
use domain::contract::{Endpoint, UploadFile};
use domain::ids::{CommandKey, CommunityCode};
use web_sys::Blob;

/// What becomes of one chosen file.
#[derive(Clone)]
pub enum State {
    Preparing,
    /// Cannot be read, or stays too large however small it is made.
    Unusable,
    Sending,
    Sent(KeptFile),
    Failed(CallError),
}

#[derive(Clone)]
pub struct Sending {
    file: Blob,
    /// What is sent, once it is small enough.
    ready: Option<Blob>,
    key: CommandKey,
    pub state: State,
}

impl Sending {
    pub fn new(file: Blob) -> Self {
        Self { file, ready: None, key: new_key(), state: State::Preparing }
    }

    /// Nothing is to be done with it at this moment.
    pub fn rests(&self) -> bool {
        !matches!(self.state, State::Preparing | State::Sending)
    }

    /// Its name, once it is with the server.
    pub fn kept(&self) -> Option<FileId> {
        match &self.state {
            State::Sent(kept) => Some(kept.file),
            _ => None,
        }
    }

    /// Once more; under another key only when it is known that the first try came to nothing.
    pub fn again(&mut self) {
        if let State::Failed(error) = &self.state {
            if !error.is_uncertain() {
                self.key = new_key();
            }
            self.state = State::Sending;
        }
    }
}

/// Goes on by one step, and says what it then is.
pub async fn next_step(mut file: Sending, code: &CommunityCode) -> Sending {
    let Some(ready) = file.ready.clone() else {
        file.ready = smaller(&file.file).await;
        file.state = if file.ready.is_some() { State::Sending } else { State::Unusable };
        return file;
    };
    let url = UploadFile::url(&(code.clone(),), &());
    let answer = send_file(&url, &ready, file.key.to_string()).await;
    file.state = match answer.and_then(|text| crate::json::read(&text).map_err(|_| CallError::Unreadable)) {
        Ok(kept) => State::Sent(kept),
        Err(error) => State::Failed(error),
    };
    file
}
