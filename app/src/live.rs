//! Follows the counts of a meeting by WebSocket, where there is one.
//!
//! State: the socket, which closes with the value. Invariant: nothing depends on it. If no socket opens, or one becomes
//! silent, the pages poll as before; pushed data is public.

use crate::place::community;
use domain::contract::{Endpoint, FollowMeeting};
use domain::ids::MeetingId;
use domain::meetings::LiveMeeting;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, WebSocket};

pub struct Following {
    socket: WebSocket,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Following {
    /// Whether pushes may come: then polling may be rarer.
    pub fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        let _ = self.socket.close();
    }
}

/// Receives every change of a meeting's counts, beginning with the present state; `None` if no socket can be made.
pub fn follow(meeting: MeetingId, on_message: impl Fn(LiveMeeting) + 'static) -> Option<Following> {
    let origin = web_sys::window()?.location().origin().ok()?;
    // `https` becomes `wss`, `http` becomes `ws`.
    let address = ["ws", origin.strip_prefix("http")?, &FollowMeeting::url(&(community(), meeting), &())].concat();
    let socket = WebSocket::new(&address).ok()?;
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        crate::connection::answered();
        let text = event.data().as_string().unwrap_or_default();
        if let Ok(live) = crate::json::read::<LiveMeeting>(&text) {
            on_message(live);
        }
    });
    socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    Some(Following { socket, _heard: heard })
}
