//! Linli in the browser. Mounts over the shell of `index.html`, provides what every page needs, and knows all
//! addresses.
//!
//! Invariant: the first load contains the frame and the home page; every other page is in files of its own
//! (`chunks.rs`), within the budgets of `cargo xtask size`.

mod account;
mod activity_row;
mod call;
mod chunks;
mod command;
mod communities;
mod connection;
mod decisions;
mod dossier;
mod files;
mod frame;
mod home;
mod json;
mod live;
mod load;
mod matters;
mod meetings;
mod not_open;
mod office;
mod outbox;
mod place;
mod qr;
mod read_aloud;
mod regions;
mod router;
mod saving;
mod serve;
mod session;
mod settings;
mod start;
mod ui;
mod watched;
mod words;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
pub fn start() {
    // Leptos has no executor before it mounts.
    wasm_bindgen_futures::spawn_local(async {
        if words::load().await.is_err() {
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
        router::when_a_page_stands(move || {
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
    router::provide();
    frame::frame(router::outlet)
}
