//! Proposing a matter (动议): its text, its item of the catalogue, and similar existing matters.
//!
//! State: the form; typed text is kept in this browser until it is sent. Invariant: no network failure and no sign-in
//! loses a draft, and it is deleted once the matter is accepted by the API. Form by hand: it has live parts.

use super::item_title;
use super::post_form::attach_label;
use super::row::matter_row;
use crate::call::read_with;
use crate::files::{CaptionNeed, PendingFiles, with_form};
use crate::light_signal::LightSignal;
use crate::load::load_reply;
use crate::location::{current_community, local_link};
use crate::settings::{read_stored, write_stored};
use crate::ui::form::{Control, Form, count_view};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, el, form_values, live, live_text, loaded_view, nothing, page, section, several, show_toast, signed_in,
};
use crate::words::{key, t, tn, word_choices, word_text};
use domain::contract::{Describe, Field, FindSimilar, ProposeMatter, ShowCatalogue};
use domain::ids::MemberId;
use domain::limits::FILES_PER_OWNER_MAX;
use domain::matters::{
    Catalogue, FindSimilarRequest, Flag, MatterRow, OTHER_ITEM, ProposeMatterRequest, ShownAs, Stage,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The pause in typing before similar matters are searched for.
const PAUSE: Duration = Duration::from_millis(800);
/// A shorter title says too little to compare.
const TITLE_CHARS_MIN: usize = 4;

pub fn propose_page() -> AnyView {
    let title = live_text(|| t(key::MATTERS_NEW));
    page(title).back(local_link("matters")).around(signed_in(|me| {
        let catalogue = load_reply::<ShowCatalogue>(|| ((current_community(),), ()));
        let ask = PageDialog::new();
        let dialogs = ask.place().any();
        let form = loaded_view(catalogue, move |catalogue| form(&catalogue, me.member, &ask).any());
        several([form, dialogs])
    }))
}

/// The storage name of a draft field, for each person of this browser.
fn slot(member: MemberId, field: &str) -> String {
    ["matter-draft.", current_community().as_str(), ".", &member.to_string(), ".", field].concat()
}

/// A text that is kept in this browser while it is typed.
fn kept_text(member: MemberId, field: &'static str, otherwise: &str) -> RwSignal<String> {
    let text = RwSignal::new(read_stored(&slot(member, field)).unwrap_or_else(|| otherwise.to_owned()));
    Effect::new(move |before: Option<()>| {
        let now = text.get();
        if before.is_some() {
            write_stored(&slot(member, field), Some(now.as_str()).filter(|now| !now.is_empty()));
        }
    });
    text
}

const FIELDS: &[Field] = <ProposeMatterRequest as Describe>::FIELDS;

fn form(catalogue: &Catalogue, member: MemberId, ask: &PageDialog) -> Element {
    let form = Form::new();
    let (title, text) = (kept_text(member, "title", ""), kept_text(member, "text", ""));
    let item = kept_text(member, "item", OTHER_ITEM);
    let shown = RwSignal::new(ShownAs::Named.to_string());
    let kept = PendingFiles::new(current_community(), FILES_PER_OWNER_MAX, CaptionNeed::Words);
    let chosen = kept.clone();
    let send = move || {
        let parsed = (title.get_untracked().parse(), text.get_untracked().parse(), item.get_untracked().parse());
        let (Ok(title), Ok(text), Ok(item)) = parsed else {
            let bad = [("title", parsed.0.err()), ("text", parsed.1.err()), ("item", parsed.2.err())];
            let wrong = |(field, bad): (&str, Option<_>)| Some((field.to_owned(), form_values::bad_text_words(bad?)));
            return form.refuse_all(bad.into_iter().filter_map(wrong).collect());
        };
        let shown = shown.get_untracked().parse().unwrap_or(ShownAs::Named);
        let body = ProposeMatterRequest { title, text, item, shown, files: chosen.ready() };
        form.send::<ProposeMatter>((current_community(),), body, move |standing| {
            for field in ["title", "text", "item"] {
                write_stored(&slot(member, field), None);
            }
            let collecting = standing.stage == Stage::Collecting;
            show_toast(t(if collecting { key::MATTERS_COLLECTS } else { key::MATTERS_HANDED_IN }));
            crate::navigation::replace_address(&local_link(&["matters/", &standing.matter.to_string()].concat()));
        });
    };
    let others = [(OTHER_ITEM.to_owned(), t(key::MATTERS_OTHER_ITEM))];
    let named = |one: &domain::matters::CatalogueItem| (one.code.clone(), item_title(one));
    let items = catalogue.items.iter().map(named).chain(others).collect();
    let shown_as = word_choices::<ShownAs>();
    let asks = asks_of(catalogue);
    form.element("stack", send)
        .child(el("p", "faint").child(t(key::MATTERS_NEW_BELOW)))
        .child(
            form.field(
                "title",
                t(key::FIELD_MATTERS_TITLE),
                Some(t(key::MATTERS_FIELD_TITLE_HINT)),
                Control::Text,
                title,
            )
            .child(count_view(FIELDS, "title", title)),
        )
        .child(similar(title, text))
        .child(
            form.field("text", t(key::FIELD_MATTERS_TEXT), Some(t(key::MATTERS_FIELD_TEXT_HINT)), Control::Area, text)
                .child(count_view(FIELDS, "text", text)),
        )
        .child(form.field("item", t(key::MATTERS_ITEM), None, Control::Choice(items), item))
        .child(el("p", "faint").text_live(move || asks(&item.get())))
        .child(form.field(
            "shown",
            t(key::FIELD_MATTERS_SHOWN),
            Some(t(key::FIELD_MATTERS_SHOWN_HINT)),
            Control::Choice(shown_as),
            shown,
        ))
        .child(with_form(attach_label, ask, &kept))
        .child(form.refusal())
        .child(form.submit("button block middle", t(key::MATTERS_PROPOSE)))
}

/// What an item of the catalogue asks for, in words.
fn asks_of(catalogue: &Catalogue) -> impl Fn(&str) -> String + Send + use<> {
    let items: Vec<(String, String)> = catalogue
        .items
        .iter()
        .map(|item| {
            let cosigners = (item.cosigners > 0).then(|| tn(key::MATTERS_ASKS_COSIGNERS, item.cosigners.into(), &[]));
            let flags = item.flags.iter().filter(|flag| **flag != Flag::NamedOnly);
            let flags = flags.map(|flag| word_text(*flag));
            (item.code.clone(), cosigners.into_iter().chain(flags).collect::<Vec<_>>().join(" "))
        })
        .collect();
    move |code| items.iter().find(|(item, _)| item == code).map(|(_, words)| words.clone()).unwrap_or_default()
}

/// Matters like the one being written, searched for when typing pauses.
fn similar(title: RwSignal<String>, text: RwSignal<String>) -> AnyView {
    let found = LightSignal::new(Vec::<MatterRow>::new());
    let turn = StoredValue::new(0_u32);
    let showing = found.clone();
    Effect::new(move |_| {
        let (words, more) = (title.get(), text.get());
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        let found = found.clone();
        if words.trim().chars().count() < TITLE_CHARS_MIN {
            return found.set(vec![]);
        }
        set_timeout(
            move || {
                if turn.try_get_value() == Some(mine) {
                    spawn_local(async move { look(words, more, &found).await });
                }
            },
            PAUSE,
        );
    });
    live(move || {
        let rows: Vec<Element> = showing.with(|found| found.iter().map(matter_row).collect());
        if rows.is_empty() {
            return nothing();
        }
        section("card", t(key::MATTERS_SIMILAR)).attr("aria-live", "polite").child(el("ul", "").child(rows)).any()
    })
}

/// Without a network or an answer the hint is left out, and nobody has to wait.
async fn look(title: String, text: String, found: &LightSignal<Vec<MatterRow>>) {
    let (Ok(title), Ok(text)) = (title.parse(), text.parse()) else { return };
    if let Ok(alike) = read_with::<FindSimilar>((current_community(),), (), &FindSimilarRequest { title, text }).await {
        found.set(alike.matters);
    }
}
