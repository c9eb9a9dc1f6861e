//! The register of personal data (个人信息怎么用): what is held, why, on which legal ground and how long, in five groups that
//! open; below one's own data, and as a page that can be read before signing in.

use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::ui::{Element, cell_words, el, live_text, loaded_view, page, section};
use crate::words::{Key, code_text, key, number, t, tf, word_text};
use domain::contract::ShowRegister;
use domain::privacy::{Category, Register, RetentionStart};
use leptos::prelude::*;

/// The groups in their order, with the codes of their categories; the last one has all others.
const GROUPS: [(Key, &[&str]); 5] = [
    (key::PRIVACY_GROUP_PERSON, &["contact", "identity", "birth", "household", "seats"]),
    (key::PRIVACY_GROUP_ACCESS, &["sessions", "sign-ins", "passkeys", "slips", "reveals", "searches"]),
    (key::PRIVACY_GROUP_SERVICE, &["service", "ledger"]),
    (
        key::PRIVACY_GROUP_DELIBERATION,
        &[
            "proposals",
            "posts",
            "reports",
            "meetings",
            "check-in-tries",
            "guests",
            "votes",
            "hand-outs",
            "duties",
            "files",
        ],
    ),
    (key::PRIVACY_GROUP_REST, &[]),
];

pub fn register_page() -> AnyView {
    let place = use_location();
    let code = move || place.community().unwrap_or_else(current_community);
    let register = load_reply::<ShowRegister>(move || ((code(),), ()));
    page(live_text(|| t(key::PRIVACY_USE)))
        .below(live_text(move || place.name.get()))
        .back(local_link(""))
        .around(loaded_view(register, |register| register_card(&register).any()))
}

pub fn register_card(register: &Register) -> Element {
    let group_of = |code: &str| GROUPS.iter().position(|(_, codes)| codes.contains(&code)).unwrap_or(GROUPS.len() - 1);
    let groups = GROUPS.iter().enumerate().map(|(at, (name, _))| {
        let rows: Vec<Element> =
            register.categories.iter().filter(|one| group_of(&one.code) == at).map(category).collect();
        let fold = el("details", "fold").child(el("summary", "cell").child(t(*name)));
        fold.child(el("ul", "").child(rows))
    });
    let groups: Vec<Element> = groups.collect();
    let unverified = register.categories.iter().any(|one| !one.verified);
    section("card", t(key::PRIVACY_REGISTER))
        .child(el("p", "body faint").child(t(key::PRIVACY_REGISTER_BELOW)))
        .child(groups)
        .child(unverified.then(|| el("p", "body faint").child(t(key::PRIVACY_NOT_VERIFIED))))
}

fn category(one: &Category) -> Element {
    let keep = match one.retention_days.zip(one.retention_start) {
        Some((days, start)) => {
            let words = match start {
                RetentionStart::Recording => key::PRIVACY_KEPT_DAYS,
                RetentionStart::Leaving | RetentionStart::LastSeat => key::PRIVACY_KEPT_AFTER_LEAVING,
                RetentionStart::Meeting => key::PRIVACY_KEPT_AFTER_MEETING,
            };
            tf(words, &[("days", &number(i64::from(days)))])
        }
        None => t(key::PRIVACY_KEPT_BY_LAW),
    };
    let article = one.article.as_ref().map(|article| tf(key::PRIVACY_ARTICLE, &[("article", article)]));
    let source = if one.is_our_own() { t(key::PRIVACY_OUR_OWN) } else { one.source.clone() };
    let ground = [word_text(one.basis), [source, article.unwrap_or_default()].concat()].join(" ");
    let name = code_text("privacy.category", &one.code);
    let name = if one.sensitive { [name, t(key::PRIVACY_SENSITIVE)].join(" · ") } else { name };
    let words = cell_words(name, code_text("privacy.purpose", &one.code))
        .child(el("span", "faint").child(keep))
        .child(el("span", "faint").child(ground));
    el("li", "").child(el("div", "cell").child(words))
}
