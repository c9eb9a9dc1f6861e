//! One file being sent: reduced once, and sent under one key until the outcome is known.

use super::scaling::shrink_file;
use crate::call::{CallError, new_key, send_file};
use domain::archive::{FileId, KeptFile};
use domain::contract::{Endpoint, UploadFile};
use domain::ids::{CommandKey, CommunityCode};
use web_sys::Blob;

/// The state of one chosen file.
#[derive(Clone)]
pub enum UploadState {
    Preparing,
    /// It cannot be read, or stays too large however much it is reduced.
    Unusable,
    Sending,
    Sent(KeptFile),
    Failed(CallError),
}

#[derive(Clone)]
pub struct Upload {
    file: Blob,
    /// The bytes to be sent, once they are small enough.
    ready: Option<Blob>,
    key: CommandKey,
    pub state: UploadState,
}

impl Upload {
    pub fn new(file: Blob) -> Self {
        Self { file, ready: None, key: new_key(), state: UploadState::Preparing }
    }

    /// Whether nothing is to be done with it now.
    pub fn rests(&self) -> bool {
        !matches!(self.state, UploadState::Preparing | UploadState::Sending)
    }

    /// Its id, once it is on the server.
    pub fn kept(&self) -> Option<FileId> {
        match &self.state {
            UploadState::Sent(kept) => Some(kept.file),
            _ => None,
        }
    }

    /// Tries again; with a new key only if the first try is known to have failed.
    pub fn again(&mut self) {
        if let UploadState::Failed(error) = &self.state {
            if !error.is_uncertain() {
                self.key = new_key();
            }
            self.state = UploadState::Sending;
        }
    }
}

/// Does the next step and returns the new state.
pub async fn next_step(mut file: Upload, code: &CommunityCode) -> Upload {
    let Some(ready) = file.ready.clone() else {
        file.ready = shrink_file(&file.file).await;
        file.state = if file.ready.is_some() { UploadState::Sending } else { UploadState::Unusable };
        return file;
    };
    let url = UploadFile::url(&(code.clone(),), &());
    let answer = send_file(&url, &ready, file.key.to_string()).await;
    file.state = match answer.and_then(|text| crate::json::parse_json(&text).map_err(|_| CallError::Unreadable)) {
        Ok(kept) => UploadState::Sent(kept),
        Err(error) => UploadState::Failed(error),
    };
    file
}
