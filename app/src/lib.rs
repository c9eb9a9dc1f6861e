//! Linli in the browser. Mounts over the shell of `index.html`, keeps what every page needs, and knows all addresses.
//!
//! Invariant: the first load holds sign-in, home and the list of activities; everything else comes in three further
//! files, for volunteers, for the office and for choosing a community.

mod activities;
mod call;
mod chunks;
mod command;
mod connection;
mod frame;
mod home;
mod load;
mod not_open;
mod office;
mod outbox;
mod place;
mod read_aloud;
mod regions;
mod serve;
mod session;
mod settings;
mod sign_in;
mod start;
mod ui;
mod words;

use crate::chunks as c;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
pub fn start() {
    // Leptos has no executor before it mounts.
    wasm_bindgen_futures::spawn_local(async {
        if words::load().await.is_err() {
            // Without words there is nothing to say but what the shell can say itself.
            if let Ok(event) = web_sys::CustomEvent::new("chunkfailed") {
                let _ = window().dispatch_event(&event);
            }
            return;
        }
        let Some(shell) = document().get_element_by_id("app") else { return };
        shell.set_inner_html("");
        leptos::mount::mount_to(shell.unchecked_into(), App).forget();
    });
}

#[component]
fn App() -> impl IntoView {
    connection::Connection::provide();
    settings::Settings::provide();
    view! { <Router><frame::Frame routes=pages/></Router> }
}

fn pages() -> AnyView {
    view! {
        <Routes fallback=not_open::not_found>
            <Route path=path!("/") view=start::page/>
            <Route path=path!("/regions/:region") view={c::lazy::<c::Regions>()}/>
            <Route path=path!("/c/:community") view=home::page/>
            <Route path=path!("/c/:community/sign-in") view=sign_in::page/>
            <Route path=path!("/c/:community/matters") view=not_open::matters/>
            <Route path=path!("/c/:community/requests") view=not_open::requests/>
            <Route path=path!("/c/:community/activities") view=activities::page/>
            <Route path=path!("/c/:community/activities/:activity") view={c::lazy::<c::Activity>()}/>
            <Route path=path!("/c/:community/activities/:activity/service") view={c::lazy::<c::Service>()}/>
            <Route path=path!("/c/:community/hours") view={c::lazy::<c::Hours>()}/>
            <Route path=path!("/c/:community/me") view={c::lazy::<c::Me>()}/>
            <Route path=path!("/c/:community/notices") view={c::lazy::<c::Notices>()}/>
            <Route path=path!("/c/:community/office") view={c::lazy::<c::Tasks>()}/>
            <Route path=path!("/c/:community/office/activities") view={c::lazy::<c::Activities>()}/>
            <Route path=path!("/c/:community/office/activities/new") view={c::lazy::<c::New>()}/>
            <Route path=path!("/c/:community/office/activities/:activity") view={c::lazy::<c::Attendance>()}/>
            <Route path=path!("/c/:community/office/activities/:activity/edit") view={c::lazy::<c::Edit>()}/>
            <Route path=path!("/c/:community/office/activities/:activity/attendance") view={c::lazy::<c::Attendance>()}/>
            <Route path=path!("/c/:community/office/activities/:activity/code") view={c::lazy::<c::Code>()}/>
            <Route path=path!("/c/:community/office/roster") view={c::lazy::<c::Roster>()}/>
            <Route path=path!("/c/:community/office/bodies") view={c::lazy::<c::Bodies>()}/>
            <Route path=path!("/c/:community/office/journal") view={c::lazy::<c::Journal>()}/>
            <Route path=path!("/c/:community/office/hours/:member") view={c::lazy::<c::MemberHours>()}/>
        </Routes>
    }
    .into_any()
}
