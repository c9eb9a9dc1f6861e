//! A community's poster: its address as a QR code and in words, and what can be done there; on the screen to be
//! scanned, on A4 for the notice board, and as a link.
//!
//! Invariant: it contains nothing that the public home page does not.

use super::sharing;
use crate::load::load_reply;
use crate::location::{community_link, local_link, use_location};
use crate::qr;
use crate::ui::{Element, Tone, badge, el, live_text, loaded_view, page, several};
use crate::words::{Key, key, t};
use domain::communities::Home;
use domain::contract::ShowHome;
use domain::ids::RegionCode;
use leptos::prelude::*;

/// Names what is printed instead of the page; see `style/print.css`.
const PRINTS: &str = "data-print";

/// What one can do there; short enough to be read from two steps away.
const LINES: [Key; 3] = [key::POSTER_DO_ACTIVITIES, key::POSTER_DO_HOURS, key::POSTER_DO_OFFICES];

pub fn poster_page() -> AnyView {
    let place = use_location();
    let found =
        load_reply::<ShowHome>(move || ((place.community().unwrap_or_else(crate::location::current_community),), ()));
    Effect::new(move |_| {
        if let Some(home) = found.value() {
            place.remember(&home);
        }
    });
    prints_alone();
    let content = loaded_view(found, |home| {
        let address = [window().location().origin().unwrap_or_default(), community_link(&home.code, "")].concat();
        several([sheet(&home, address.clone()).any(), sharing::sharing_buttons(address).any()])
    });
    page(live_text(|| t(key::POSTER_TITLE)))
        .below(live_text(move || place.name.get()))
        .back(local_link(""))
        .around(content)
}

/// Prints the sheet without the page's header, as long as the page is open.
fn prints_alone() {
    if let Some(body) = document().body() {
        let _ = body.set_attribute(PRINTS, "poster");
    }
    on_cleanup(|| {
        if let Some(body) = document().body() {
            let _ = body.remove_attribute(PRINTS);
        }
    });
}

fn sheet(home: &Home, address: String) -> Element {
    let above = home.path.iter().filter(|region| region.code != RegionCode::country());
    let above: Vec<&str> = above.map(|region| region.name.as_str()).collect();
    let encoded = address.clone();
    let lines = LINES.map(|line| el("li", "").child(t(line)));
    el("section", "card pass poster")
        .child(el("h2", "").child(home.name.clone()))
        .child(el("p", "faint").child(above.join(" · ")))
        .child(home.demonstration.then(|| badge(Tone::Amber, t(key::SHELL_DEMONSTRATION))))
        .child(qr::qr_view(move || encoded.clone()))
        .child(el("p", "").child(el("b", "").child(t(key::POSTER_SCAN))))
        .child(el("p", "").child(t(key::POSTER_TYPE)))
        .child(el("p", "").child(el("b", "").attr("id", sharing::ADDRESS).child(address)))
        .child(el("h3", "").child(t(key::POSTER_DO)))
        .child(el("ul", "").child(Vec::from(lines)))
        .child(el("p", "faint").child(t(key::POSTER_HELP)))
}
