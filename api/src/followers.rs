//! Followers: WebSockets of one object, each on an answer that everybody may read.
//!
//! State: the platform's own list of sockets, each tagged with the path that it follows, and the last push of each
//! path. Invariant: nothing depends on it. A socket receives what a guest would read, never more; messages from it are
//! not read, and a client that sends one is disconnected. The list outlives the instance (hibernation); the last push
//! does not, and then the same content is pushed once more.
//!
//! The gate lets only our own pages open a socket and passes nothing about the caller on (`gate/follow.rs`). Commands
//! of meetings and ballots start a push after their commit, at most one within
//! [`FOLLOWERS_TOLD_MILLIS`](domain::limits::FOLLOWERS_TOLD_MILLIS) for everything that happened meanwhile. Above
//! [`FOLLOWERS_MAX`](domain::limits::FOLLOWERS_MAX) sockets the object answers 429. Pages go on asking while a socket
//! is open, only less often.

use crate::answer::ObjectResponse;
use crate::platform::write_response;
use core::cell::{Cell, RefCell};
use core::time::Duration;
use domain::contract::{Problem, RequestError};
use domain::limits;
use std::collections::HashMap;
use worker::{Delay, Response, Result, State, WebSocket, WebSocketPair};

/// The closing code for a client that sends something.
const POLICY_VIOLATION: u16 = 1008;
const NORMAL: u16 = 1000;
const RETRY_SECONDS: i64 = 60;

#[derive(Default)]
pub struct Followers {
    told: RefCell<HashMap<String, String>>,
    /// A push is under way and will include all changes until then.
    waiting: Cell<bool>,
}

/// Accepts one more socket and sends it the present state.
pub fn accept_follower(state: &State, path: &str, body: &str) -> Result<Response> {
    if state.as_raw().get_websockets()?.len() >= limits::FOLLOWERS_MAX {
        return write_response(ObjectResponse::problem(&Problem::from(RequestError::TooMany {
            retry_seconds: RETRY_SECONDS,
        })));
    }
    let WebSocketPair { client, server } = WebSocketPair::new()?;
    state.as_raw().accept_websocket_with_tags(server.as_ref(), vec![path.into()])?;
    server.send_with_str(body)?;
    Response::from_websocket(client)
}

/// A follower that speaks.
pub fn send_away(socket: &WebSocket) {
    let _ = socket.close(Some(POLICY_VIOLATION), Some(""));
}

/// A follower that leaves.
pub fn let_go(socket: &WebSocket) {
    let _ = socket.close(Some(NORMAL), Some(""));
}

impl Followers {
    /// Whether a push is to be made now: there are followers, and no push is under way.
    pub fn begin(&self, state: &State) -> bool {
        let begins = !self.waiting.get() && state.as_raw().get_websockets().is_ok_and(|sockets| !sockets.is_empty());
        if begins {
            self.waiting.set(true);
        }
        begins
    }

    /// Votes come in crowds: those of a short time are pushed together, and no push reveals the moment of one vote.
    pub async fn notify_soon(&self, state: &State, answer: impl Fn(&str) -> Option<String>) {
        Delay::from(Duration::from_millis(limits::FOLLOWERS_TOLD_MILLIS)).await;
        self.waiting.set(false);
        let mut followed = HashMap::new();
        for socket in state.as_raw().get_websockets().unwrap_or_default() {
            let path = state.as_raw().get_tags(&socket).ok().and_then(|tags| tags.into_iter().next());
            if let Some(path) = path {
                followed.entry(path).or_insert_with(Vec::new).push(socket);
            }
        }
        self.told.borrow_mut().retain(|path, _| followed.contains_key(path));
        for (path, sockets) in followed {
            let Some(now) = answer(&path) else { continue };
            if self.told.borrow().get(&path) == Some(&now) {
                continue;
            }
            for socket in sockets {
                // A socket that has just closed is no failure.
                let _ = WebSocket::from(socket).send_with_str(&now);
            }
            self.told.borrow_mut().insert(path, now);
        }
    }
}
