//! The check-in key as stored in this tab: in sessionStorage, so that it ends with the tab and survives a reload
//! without network. It is stored under its community, and deleted with the sign-out from that one.

use crate::current_session::in_this_tab;
use domain::ids::CommunityCode;
use domain::time::UtcMillis;
use domain::volunteering::CheckInKeyReply;
use leptos::prelude::window;
use serde_json::{Value, json};

/// The activity or meeting of the key, in its community.
pub type KeySubject = (CommunityCode, String);

pub struct StoredKey {
    pub key: String,
    pub title: String,
    pub valid_from: UtcMillis,
    pub valid_until: UtcMillis,
    /// What must be added to this phone's clock to get the server's.
    pub clock_behind: i64,
    member: String,
}

impl StoredKey {
    /// The server read its clock at some time between request and answer: the middle is the best guess.
    pub fn new(reply: CheckInKeyReply, member: String, asked_at: UtcMillis, answered_at: UtcMillis) -> Self {
        let middle = asked_at.plus(answered_at.since(asked_at) / 2);
        Self {
            key: reply.key,
            title: reply.title,
            valid_from: reply.valid_from,
            valid_until: reply.valid_until,
            clock_behind: reply.now.since(middle),
            member,
        }
    }

    pub fn keep(&self, of: &KeySubject) {
        let text = json!({
            "key": self.key, "title": self.title, "from": self.valid_from.0, "until": self.valid_until.0,
            "behind": self.clock_behind, "member": self.member,
        });
        if let Some(storage) = storage() {
            let _ = storage.set_item(&slot(of), &text.to_string());
        }
    }
}

/// The stored key of this activity or meeting, if this member fetched it.
pub fn find_key(of: &KeySubject, member: &str) -> Option<StoredKey> {
    let value: Value = serde_json::from_str(&storage()?.get_item(&slot(of)).ok()??).ok()?;
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    let millis = |name: &str| value[name].as_i64();
    let kept = StoredKey {
        key: text("key")?,
        title: text("title")?,
        valid_from: UtcMillis(millis("from")?),
        valid_until: UtcMillis(millis("until")?),
        clock_behind: millis("behind")?,
        member: text("member")?,
    };
    (kept.member == member).then_some(kept)
}

pub fn forget_key(of: &KeySubject) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&slot(of));
    }
}

fn slot((code, id): &KeySubject) -> String {
    [&in_this_tab(code), "check-in-key.", id].concat()
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok()?
}
