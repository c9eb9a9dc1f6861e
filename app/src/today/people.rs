//! Whom one can call: holders of offices with the telephones of their offices, and the page for a request to them.

use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{current_community, use_location};
use crate::ui::{Element, cell_words, el, icon, live, live_text, loaded_view, nothing, page, section, several};
use crate::words::{key, t, tf, word_text};
use domain::communities::{Home, OfficeHolder};
use domain::contract::{ShowHome, ShowToday};
use domain::members::dialled_digits;
use leptos::prelude::*;

/// The address that dials an office.
pub fn call_link(office: Option<&OfficeHolder>) -> Option<String> {
    Some(["tel:", &dialled_digits(office?.phone.as_ref()?)].concat())
}

pub fn offices_card(home: &Home) -> Option<Element> {
    let rows: Vec<Element> = home.offices.iter().map(office_row).collect();
    (!rows.is_empty()).then(|| section("card", t(key::HOME_OFFICES)).child(el("ul", "").child(rows)))
}

fn office_row(office: &OfficeHolder) -> Element {
    let post = word_text(office.post);
    let at = office.grid_name.as_deref().unwrap_or(&office.body_name);
    let parts = [at, &post, &office.hours];
    let below: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let call = call_link(Some(office)).map(|href| {
        let label =
            [&tf(key::TODAY_CALL_NAME, &[("name", &office.name)]), " ", office.phone.as_deref().unwrap_or_default()]
                .concat();
        el("a", "badge green")
            .attr("href", href)
            .attr("aria-label", label)
            .child(icon("phone"))
            .child(office.phone.clone())
    });
    let words = cell_words(office.name.clone(), below.join(" · "));
    el("li", "").child(el("div", "cell bare").child(words).child(call))
}

/// Requests are not built yet: the page says so, and whom to call meanwhile.
pub fn requests_page() -> AnyView {
    let place = use_location();
    let code = move || (place.community().unwrap_or_else(current_community),);
    let found = load_reply::<ShowHome>(move || (code(), ()));
    let session = use_session();
    let signed_in = Memo::new(move |_| session.me().is_some());
    let own = live(move || {
        if !signed_in.get() {
            return nothing();
        }
        let today = load_reply::<ShowToday>(move || (code(), ()));
        live(move || {
            let worker = today.value().and_then(|today| today.grid_worker.clone());
            worker.map_or_else(nothing, |worker| {
                section("card", t(key::TODAY_OWN_WORKER)).child(el("ul", "").child(office_row(&worker))).any()
            })
        })
    });
    let told = el("section", "card").child(
        el("div", "body")
            .child(el("b", "").child(t(key::NOT_OPEN_TITLE)))
            .child(el("p", "").child(t(key::NOT_OPEN_REQUESTS))),
    );
    let offices = loaded_view(found, |home| offices_card(&home).map_or_else(nothing, Element::any));
    page(live_text(|| t(key::SHELL_TAB_REQUESTS))).around(several([told.any(), own, offices]))
}
