//! The reader's own data (我的个人信息): what is held and why, taking a copy, requesting a correction, consents, looks
//! at the phone, and the way to closing the account. A guardian sees a ward's data.
//!
//! Invariant: the page shows only what the API returned; a copy is put together in this browser and sent nowhere.
//! Closing and the copy are in files of their own.

mod closing;
mod consents;
mod corrections;
mod data_copy;

pub use closing::account_closing_page;

use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{local_link, path_id, use_location};
use crate::ui::{
    Element, cell_link, cell_words, el, fact, link_button, live, live_text, loaded_view, page, section, several,
    signed_in,
};
use crate::words::{code_text, key, last_day, moment, number, t, tf, word_text};
use domain::contract::{ShowOwnData, ShowRegister};
use domain::ids::MemberId;
use domain::privacy::{Category, OwnData, Register};
use leptos::prelude::*;

pub fn own_data((): ()) -> AnyView {
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
    several([held, loaded_view(register, |register| held_and_why(&register).any())])
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

/// The register: what, why, on which legal ground, how long, by which article.
fn held_and_why(register: &Register) -> Element {
    let rows: Vec<Element> = register.categories.iter().map(category).collect();
    section("card", t(key::PRIVACY_REGISTER))
        .child(el("p", "body faint").child(t(key::PRIVACY_REGISTER_BELOW)))
        .child(el("ul", "").child(rows))
}

fn category(one: &Category) -> Element {
    let keep = match one.retention_days {
        Some(days) => tf(key::PRIVACY_KEPT_DAYS, &[("days", &number(i64::from(days)))]),
        None => t(key::PRIVACY_KEPT_BY_LAW),
    };
    let article = one.article.as_ref().map(|article| tf(key::PRIVACY_ARTICLE, &[("article", article)]));
    let source = if one.is_our_own() { t(key::PRIVACY_OUR_OWN) } else { one.source.clone() };
    let source = [source, article.unwrap_or_default()].concat();
    let checked = if one.verified { String::new() } else { t(key::PRIVACY_NOT_VERIFIED) };
    let ground = [word_text(one.basis), source, checked].join(" ");
    let name = code_text("privacy.category", &one.code);
    let name = if one.sensitive { [name, t(key::PRIVACY_SENSITIVE)].join(" · ") } else { name };
    let words = cell_words(name, code_text("privacy.purpose", &one.code))
        .child(el("span", "faint").child(keep))
        .child(el("span", "faint").child(ground));
    el("li", "").child(el("div", "cell").child(words))
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
