//! Followers: WebSockets of one object, each on an answer that everybody may read.
//!
//! State: the platform's own list of sockets, each tagged with the path that it follows, and what was told of each path
//! last. Invariant: nothing depends on it. A socket hears what a guest would read, never more; it is asked nothing, and whoever
//! speaks into one is sent away. The list outlives the instance (hibernation); what was told last does not, and then the
//! same is told once more.

use crate::answer::ObjectResponse;
use crate::shell::reply;
use core::cell::{Cell, RefCell};
use core::time::Duration;
use domain::contract::{Absence, Problem};
use domain::limits;
use std::collections::HashMap;
use worker::{Delay, Response, Result, State, WebSocket, WebSocketPair};

/// As a closing code: what came is not what this socket is for.
const POLICY_VIOLATION: u16 = 1008;
const NORMAL: u16 = 1000;
const RETRY_SECONDS: i64 = 60;

#[derive(Default)]
pub struct Followers {
    told: RefCell<HashMap<String, String>>,
    /// A push is on its way and takes along whatever happens until then.
    waiting: Cell<bool>,
}

/// Takes one more in, and tells it where things stand.
pub fn accept(state: &State, path: &str, body: &str) -> Result<Response> {
    if state.as_raw().get_websockets()?.len() >= limits::FOLLOWERS_MAX {
        return reply(ObjectResponse::problem(&Problem::from(Absence::TooMany { retry_seconds: RETRY_SECONDS })));
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
    /// Whether a push is to be made now: somebody follows, and none is on its way.
    pub fn begin(&self, state: &State) -> bool {
        let begins = !self.waiting.get() && state.as_raw().get_websockets().is_ok_and(|sockets| !sockets.is_empty());
        if begins {
            self.waiting.set(true);
        }
        begins
    }

    /// Votes come in crowds: all of a moment are told at once, and no push shows the moment of one.
    pub async fn tell_soon(&self, state: &State, answer: impl Fn(&str) -> Option<String>) {
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
                // One that has just gone is no failure.
                let _ = WebSocket::from(socket).send_with_str(&now);
            }
            self.told.borrow_mut().insert(path, now);
        }
    }
}
