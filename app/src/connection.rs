//! Whether the phone has a network, and how old the content shown is.
//!
//! State: the browser's report, the age of the last answer, and a count that grows when everything shown should be
//! requested again. Invariant: a page never shows stored content without its time.

use domain::time::UtcMillis;
use leptos::prelude::*;
use std::cell::Cell;

// The page has exactly one of these; event handlers and tasks, which have no reactive owner, use it too.
thread_local!(static CURRENT: Cell<Option<Connection>> = const { Cell::new(None) });

#[derive(Clone, Copy)]
pub struct Connection {
    pub online: RwSignal<bool>,
    /// When the content on the screen was stored; `None` when it is fresh.
    pub stored_at: RwSignal<Option<UtcMillis>>,
    /// Grows when the network returned or a waiting item was sent.
    pub renewed: RwSignal<u32>,
    /// When the network itself last gave an answer, not this phone's store.
    pub answered_at: RwSignal<Option<UtcMillis>>,
    /// Grows when a command that the reader gave by a button succeeded. Requests that are recorded are repeated only
    /// then, and never because the network returned.
    pub acted: RwSignal<u32>,
}

impl Connection {
    pub fn provide() -> Self {
        let online = RwSignal::new(window().navigator().on_line());
        let connection = Self {
            online,
            stored_at: RwSignal::new(None),
            renewed: RwSignal::new(0),
            answered_at: RwSignal::new(None),
            acted: RwSignal::new(0),
        };
        CURRENT.set(Some(connection));
        window_event_listener_untyped("online", move |_| {
            online.set(true);
            connection.renew();
        });
        window_event_listener_untyped("offline", move |_| online.set(false));
        connection
    }

    pub fn renew(self) {
        self.renewed.try_update(|count| *count += 1);
    }

    /// The reader changed something: everything shown may have changed.
    pub fn act(self) {
        self.acted.try_update(|count| *count += 1);
        self.renew();
    }

    /// Records whether an answer came, and whether it was a stored one.
    pub fn note(self, stored_at: Option<UtcMillis>, reached: bool) {
        if self.stored_at.get_untracked() != stored_at {
            self.stored_at.set(stored_at);
        }
        let online = reached && window().navigator().on_line();
        if self.online.get_untracked() != online {
            self.online.set(online);
        }
    }
}

/// The network works: waiting requests need not wait for a timer.
pub fn note_answer() {
    use_connection().answered_at.try_set(Some(crate::call::current_time()));
}

pub fn use_connection() -> Connection {
    CURRENT.get().expect("the app has made it")
}
