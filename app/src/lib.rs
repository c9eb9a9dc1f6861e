//! Linli in the browser. Mounts over the shell of `index.html`, provides what every page needs, and knows all
//! addresses.
//!
//! Invariant: the first load contains the frame and the home page; every other page is in files of its own
//! (`lazy_modules.rs`), within the budgets of `cargo xtask size`.
//!
//! # The first load
//!
//! `index.html` paints the shell before anything else is fetched: the styles and scripts that the shell needs are
//! inline, and named by hash in the Content-Security-Policy. After the first paint (on a second visit at once)
//! `boot.js` asks for the program, the other styles, the texts and the first answer of the page at the same time;
//! this program takes them over. The shell stays on the screen until the first page is complete.
//!
//! # The service worker
//!
//! `sw.js` answers GET requests only. The browser itself stores no answer of a signed-in reader (`no-store`), so only
//! the worker can ask by an `ETag` whether such an answer has changed. It never stores answers about signing in,
//! passkeys, check-in keys, journals, the roster, what officers read, or files. A page comes from the network within
//! a time limit, otherwise from the cache, marked with the time at which it was stored. A new version waits until the
//! reader agrees.

mod activity_row;
mod announcements;
mod call;
mod code_scanner;
mod command;
mod communities;
mod connection;
mod current_session;
mod decisions;
mod dossier;
mod download;
mod files;
mod frame;
mod home;
mod json;
mod lazy_modules;
mod light_signal;
mod live_socket;
mod load;
mod location;
mod matters;
mod meetings;
mod navigation;
mod office;
mod outbox;
mod page_outlet;
mod pages;
mod placeholder_pages;
mod qr;
mod regions;
mod sessions;
mod settings;
mod sharing;
mod start;
mod today;
mod typed_fields;
mod ui;
mod volunteering;
mod words;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
pub fn start_app() {
    // Leptos has no executor before it mounts.
    wasm_bindgen_futures::spawn_local(async {
        if words::load_texts().await.is_err() {
            // Without texts only the shell can show a message.
            if let Ok(event) = web_sys::CustomEvent::new("chunkfailed") {
                let _ = window().dispatch_event(&event);
            }
            return;
        }
        let Some(shell) = document().get_element_by_id("app") else { return };
        let Ok(program) = document().create_element("div") else { return };
        // The shell stays on the screen until there is a page to replace it.
        let place = program.clone();
        page_outlet::when_a_page_stands(move || {
            place.set_id("app");
            let _ = shell.replace_with_with_node_1(&place);
            settings::use_settings().follow_shell();
        });
        leptos::mount::mount_to(program.unchecked_into(), app).forget();
    });
}

fn app() -> AnyView {
    connection::Connection::provide();
    settings::Settings::provide();
    navigation::begin_navigation();
    ui::form::warn_before_leaving();
    command::set_step_up(|again| Box::pin(sessions::step_up_file(again)));
    frame::app_frame(page_outlet::page_outlet)
}
