//! The reader's own acts on a matter: co-signing, and revising or withdrawing one's own.

use crate::command::Command;
use crate::current_session::use_session;
use crate::lazy_modules::lazy_modules;
use crate::load::Load;
use crate::location::current_community;
use crate::ui::body_form::BodyForm;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, busy_button, button, command_refusal, el, live, nothing, said_and_reloaded, section, show_toast,
    sign_in_link,
};
use crate::words::{Key, key, last_day, number, t, tf, word_text};
use domain::contract::{CosignMatter, Empty, ReviseMatter, WithdrawCosignature, WithdrawMatter};
use domain::ids::MatterId;
use domain::matters::{MatterAct, MatterView, Stage};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn own_part_card(one: &MatterView, found: Load<MatterView>, ask: &PageDialog) -> AnyView {
    let may = |act: MatterAct| one.mine.may.contains(&act);
    let mut parts: Vec<AnyView> = vec![];
    parts.extend(what_next(one).map(|words| el("p", "").child(words).any()));
    if may(MatterAct::Cosign) {
        parts.push(cosign(one.row.id, found).any());
    } else if one.mine.cosigned {
        parts.push(el("p", "").child(t(key::MATTERS_IS_COSIGNED)).any());
        if may(MatterAct::WithdrawCosignature) {
            parts.push(own_button(key::MATTERS_COSIGN_BACK, OwnDialog::Uncosign, one.row.id, found, ask).any());
        }
    } else if one.row.stage == Stage::Collecting {
        parts.push(sign_in_first());
    }
    if may(MatterAct::Revise) {
        let what = OwnDialog::Revise((one.row.title.clone(), one.text.clone()));
        let revise = own_button(key::MATTERS_REVISE, what, one.row.id, found, ask);
        parts.push(revise.attr("class", "button block middle").any());
    }
    if may(MatterAct::Withdraw) {
        parts.push(own_button(key::MATTERS_WITHDRAW, OwnDialog::Withdraw, one.row.id, found, ask).any());
    }
    if parts.is_empty() {
        return nothing();
    }
    let count = |count: u32| number(count.into());
    let needed = (one.row.stage == Stage::Collecting).then(|| {
        let figures = [("count", &*count(one.row.cosigned)), ("needed", &*count(one.row.cosigners))];
        let words = tf(key::MATTERS_COSIGNED, &figures);
        let bar = el("progress", "")
            .attr("value", one.row.cosigned.to_string())
            .attr("max", one.row.cosigners.max(1).to_string())
            .attr("aria-label", words.clone());
        el("div", "").child(el("p", "").child(words)).child(bar)
    });
    let title = if one.mine.proposed { key::MATTERS_OWN } else { key::MATTERS_COSIGN_TITLE };
    section("card", t(title)).child(el("div", "body stack").child(needed).child(parts)).any()
}

/// For its proposer: who has it now, and until when.
fn what_next(one: &MatterView) -> Option<String> {
    match one.row.stage {
        _ if !one.mine.proposed => None,
        Stage::Collecting => Some(t(key::MATTERS_NEXT_COLLECTING)),
        Stage::PreReview => one.row.review_due.map(|at| tf(key::MATTERS_NEXT_REVIEW, &[("date", &last_day(at))])),
        _ => None,
    }
}

fn sign_in_first() -> AnyView {
    let session = use_session();
    live(move || match session.me() {
        Some(_) => nothing(),
        None => el("a", "button quiet block").attr("href", sign_in_link()).child(t(key::MATTERS_SIGN_IN)).any(),
    })
}

fn cosign(matter: MatterId, found: Load<MatterView>) -> Element {
    let command = Command::new();
    let press = move || {
        command.send::<CosignMatter>((current_community(), matter), Empty {}, move |standing| {
            let handed_in = standing.stage != Stage::Collecting;
            show_toast(t(if handed_in { key::MATTERS_HANDED_IN } else { key::MATTERS_COSIGNED_NOW }));
            found.again();
        });
    };
    el("div", "stack")
        .child(command_refusal(command, t(key::MATTERS_NOT_DONE)))
        .child(busy_button("button block middle", t(key::MATTERS_COSIGN), command.busy, press))
        .child(el("p", "faint").child(t(key::MATTERS_COSIGN_HINT)))
}

/// Opens one of the dialogs below.
fn own_button(words: Key, what: OwnDialog, matter: MatterId, found: Load<MatterView>, ask: &PageDialog) -> Element {
    let ask = ask.clone();
    button("button quiet block middle", t(words), move || {
        spawn_local(matter_own_act_file(OwnMatterAct { ask: ask.clone(), matter, found, what: what.clone() }));
    })
}

lazy_modules! {
    /// The dialogs about one's own matter.
    matter_own_act_file(OwnMatterAct) -> () = act_on_own_matter;
}

pub struct OwnMatterAct {
    ask: PageDialog,
    matter: MatterId,
    found: Load<MatterView>,
    what: OwnDialog,
}

#[derive(Clone)]
enum OwnDialog {
    /// Begins with the previous title and text.
    Revise((String, String)),
    Withdraw,
    Uncosign,
}

pub fn act_on_own_matter(OwnMatterAct { ask, matter, found, what }: OwnMatterAct) {
    let at = (current_community(), matter);
    match what {
        OwnDialog::Revise((title, text)) => BodyForm::<ReviseMatter>::new(t(key::MATTERS_REVISE))
            .submit(t(key::MATTERS_REVISE_SURE))
            .starts("title", title)
            .starts("text", text)
            .open(&ask, at, said_and_reloaded(found, key::MATTERS_HANDED_IN)),
        OwnDialog::Withdraw => BodyForm::<WithdrawMatter>::new(t(key::MATTERS_WITHDRAW))
            .text(t(key::MATTERS_WITHDRAW_WHY))
            .danger()
            .open(&ask, at, move |standing| {
                show_toast(word_text(standing.stage));
                found.again();
            }),
        OwnDialog::Uncosign => BodyForm::<WithdrawCosignature>::new(t(key::MATTERS_COSIGN_BACK))
            .text(t(key::MATTERS_COSIGN_BACK_WHY))
            .danger()
            .open(&ask, at, said_and_reloaded(found, key::MATTERS_COSIGN_TAKEN_BACK)),
    }
}
