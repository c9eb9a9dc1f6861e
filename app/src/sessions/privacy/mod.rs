//! The reader's own data (我的个人信息): what is held and why, taking a copy, requesting a correction, consents, looks
//! at the phone, and the way to closing the account. A guardian sees a ward's data. What is held of everybody, and why,
//! has a page of its own for guests too.
//!
//! Invariant: the page shows only what the API returned; a copy is put together in this browser and sent nowhere.
//! Closing and the copy are in files of their own.

mod closing;
mod consents;
mod corrections;
mod data_copy;
mod register;

pub use closing::account_closing_page;
pub use register::register_page;

use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{local_link, path_id, use_location};
use crate::ui::{
    Element, cell_link, cell_words, el, fact, link_button, live, live_text, loaded_view, page, section, several,
    signed_in,
};
use crate::words::{key, last_day, moment, t, tf};
use domain::contract::{ShowOwnData, ShowRegister};
use domain::ids::MemberId;
use domain::privacy::OwnData;
use leptos::prelude::*;

pub fn own_data() -> AnyView {
    let place = use_location();
    let content = signed_in(|me| {
        let own = me.member;
        // A ward's data has an address of its own.
        live(move || of(path_id::<MemberId>("data").unwrap_or(own), own))
    });
    page(live_text(|| t(key::PRIVACY_TITLE)))
        .below(live_text(move || place.name.get()))
        .back(local_link("me"))
        .around(content)
}

fn of(member: MemberId, own: MemberId) -> AnyView {
    let place = use_location();
    let code = move || place.community().unwrap_or_else(crate::location::current_community);
    let data = load_reply::<ShowOwnData>(move || ((code(), member), ()));
    let register = load_reply::<ShowRegister>(move || ((code(),), ()));
    let held = loaded_view(data, move |data| {
        let is_own = data.member == own;
        let mut parts = vec![facts(&data).any(), data_copy::data_copy_view(&data)];
        parts.extend((!data.wards.is_empty()).then(|| wards(&data).any()));
        let decides = data.clone();
        parts.push(loaded_view(register, move |register| consents::consents_card(&decides, &register).any()));
        if is_own {
            parts.push(corrections::own_corrections_card(&data).any());
        }
        parts.push(looks(&data).any());
        if is_own {
            parts.push(way_out(&data).any());
        }
        several(parts)
    });
    several([held, loaded_view(register, |register| register::register_card(&register).any())])
}

fn facts(data: &OwnData) -> Element {
    let unknown = || t(key::PRIVACY_NOT_HELD);
    let facts = [
        (key::PRIVACY_NAME, data.name.clone()),
        (key::PRIVACY_PHONE, data.phone_masked.clone()),
        (key::PRIVACY_IDENTITY, data.identity_masked.clone().unwrap_or_else(unknown)),
        (key::PRIVACY_BORN, data.born_day.clone().unwrap_or_else(unknown)),
        (key::PRIVACY_ADDRESS, data.address.clone()),
    ];
    let list = facts.into_iter().fold(el("dl", "facts"), |list, (name, value)| list.child(fact(t(name), value)));
    section("card", t(key::PRIVACY_HELD)).child(el("div", "body").child(list))
}

fn wards(data: &OwnData) -> Element {
    let rows: Vec<Element> = data
        .wards
        .iter()
        .map(|ward| {
            let address = local_link(&["me/data/", &ward.member.to_string()].concat());
            cell_link(address, ward.name.clone(), t(key::PRIVACY_WARD_BELOW), None)
        })
        .collect();
    section("card", t(key::PRIVACY_WARDS)).child(el("ul", "").child(rows))
}

/// Who looked at the phone in full, when and why.
fn looks(data: &OwnData) -> Element {
    let rows: Vec<Element> = data
        .reveals
        .iter()
        .map(|look| {
            let below = [moment(look.at), look.reason.clone().unwrap_or_default()].join(" · ");
            el("li", "").child(el("div", "cell").child(cell_words(look.worker_name.clone(), below)))
        })
        .collect();
    let none = rows.is_empty().then(|| el("p", "body faint").child(t(key::PRIVACY_NO_LOOKS)));
    section("card", t(key::PRIVACY_LOOKS)).child(el("ul", "").child(rows)).child(none)
}

fn way_out(data: &OwnData) -> Element {
    let below = match data.closes_at {
        Some(at) => tf(key::PRIVACY_CLOSES_AT, &[("time", &last_day(at))]),
        None => t(key::PRIVACY_CLOSING_BELOW),
    };
    let way = link_button("button quiet", t(key::PRIVACY_CLOSING), local_link("me/closing"));
    let signed = use_session().me_now().is_some();
    section("card no-print", t(key::PRIVACY_CLOSING))
        .child(el("div", "body stack").child(el("p", "").child(below)).child(signed.then_some(way)))
}
