//! Follows the counts of a meeting by WebSocket, where there is one.
//!
//! State: the socket, which closes with the value. Invariant: nothing depends on it. If no socket opens, or one becomes
//! silent, the pages poll as before; pushed data is public.

use crate::location::current_community;
use domain::contract::{Endpoint, FollowMeeting};
use domain::ids::MeetingId;
use domain::meetings::LiveMeeting;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, WebSocket};

pub struct MeetingSocket {
    socket: WebSocket,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl MeetingSocket {
    /// Whether pushes may come: then polling may be rarer.
    pub fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }
}

impl Drop for MeetingSocket {
    fn drop(&mut self) {
        self.socket.set_onmessage(None);
        let _ = self.socket.close();
    }
}

/// Receives every change of a meeting's counts, beginning with the present state; `None` if no socket can be made.
pub fn follow_meeting(meeting: MeetingId, on_message: impl Fn(LiveMeeting) + 'static) -> Option<MeetingSocket> {
    let origin = web_sys::window()?.location().origin().ok()?;
    // `https` becomes `wss`, `http` becomes `ws`.
    let address =
        ["ws", origin.strip_prefix("http")?, &FollowMeeting::url(&(current_community(), meeting), &())].concat();
    let socket = WebSocket::new(&address).ok()?;
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        crate::connection::note_answer();
        let text = event.data().as_string().unwrap_or_default();
        if let Ok(live) = crate::json::parse_json::<LiveMeeting>(&text) {
            on_message(live);
        }
    });
    socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    Some(MeetingSocket { socket, _heard: heard })
}
