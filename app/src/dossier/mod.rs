//! The dossier (议事档案) of a case: on the screen and on A4, as a file, and checked in the reader's own browser.
//!
//! Each step is the form that an archive keeps for it, with places for signatures and seal on paper; hashes and ids
//! stand in an annex. State: only the answer. Invariant: the content that is checked is the content that is shown.

mod annex;
mod checking;
mod facts;
mod meetings;
mod proposal;
mod steps;
mod task;

use facts::{code_word, fact_list};
use task::{DossierTask, dossier_work_file};

use crate::decisions::packs_words;
use crate::load::{Load, load_reply};
use crate::location::{current_community, local_link, path_id, use_location};
use crate::matters::catalogue_title;
use crate::qr;
use crate::ui::{Element, button, el, fact, live, live_text, loaded_view, page, section, several};
use crate::words::{full_day, key, t, tf};
use domain::contract::{ShowCatalogue, ShowDossier};
use domain::decisions::Dossier;
use domain::ids::CaseId;
use domain::matters::Catalogue;
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

pub fn dossier_page() -> AnyView {
    let place = use_location();
    let case = path_id::<CaseId>("cases").unwrap_or_else(|| CaseId::from_parts(UtcMillis(0), 0));
    let found = load_reply::<ShowDossier>(move || ((place.community().unwrap_or_else(current_community), case), ()));
    let catalogue = load_reply::<ShowCatalogue>(move || ((place.community().unwrap_or_else(current_community),), ()));
    let back = local_link(&["cases/", &case.to_string()].concat());
    let content = loaded_view(found, move |dossier| parts(&dossier, catalogue));
    page(live_text(|| t(key::DOSSIER_TITLE))).below(live_text(move || place.name.get())).back(back).around(content)
}

fn parts(dossier: &Arc<Dossier>, catalogue: Load<Catalogue>) -> AnyView {
    let content = &dossier.content;
    let mut sections: Vec<(String, String, Element)> = vec![];
    if let Some(proposal) = &content.proposal {
        sections.push(("matter".into(), t(key::DOSSIER_PROPOSAL), proposal::proposal_view(proposal)));
        sections.push(("talk".into(), t(key::DOSSIER_TALK), proposal::discussion_facts(proposal)));
    }
    sections.extend(steps::step_forms(dossier));
    if !content.holds.is_empty() {
        sections.push(("holds".into(), t(key::DOSSIER_HOLDS), steps::hold_list(dossier)));
    }
    sections.push(("annex".into(), t(key::DOSSIER_ANNEX), annex::annex_view(dossier)));
    let contents = sections.iter().map(|(id, title, _)| {
        // With a `rel`, the router leaves links within the page to the browser.
        let link = el("a", "").attr("rel", "bookmark").attr("href", ["#dossier-", id].concat()).child(title.clone());
        el("li", "").child(link)
    });
    let contents = el("nav", "card dossier-contents")
        .attr("aria-label", t(key::DOSSIER_CONTENTS))
        .child(el("div", "head").child(el("h2", "").child(t(key::DOSSIER_CONTENTS))))
        .child(el("ol", "").child(contents.collect::<Vec<_>>()));
    let mut all = vec![head(dossier, catalogue).any(), contents.any()];
    all.extend(sections.into_iter().map(|(id, title, body)| {
        section("card dossier-part", title).attr("id", ["dossier-", &id].concat()).child(body).any()
    }));
    several(all)
}

/// What it is, its address, and the buttons.
fn head(dossier: &Arc<Dossier>, catalogue: Load<Catalogue>) -> Element {
    let location = window().location();
    let address = [location.origin().unwrap_or_default(), location.pathname().unwrap_or_default()].concat();
    let encoded = address.clone();
    let (kept, checked) = (dossier.clone(), dossier.clone());
    let save = button("button", t(key::DOSSIER_SAVE), move || {
        let work = DossierTask { dossier: kept.clone(), what: task::DossierAction::Save };
        spawn_local(async move {
            dossier_work_file(work).await;
        });
    });
    let print = button("button quiet", t(key::DOSSIER_PRINT), || {
        let _ = window().print();
    });
    let content = &dossier.content;
    let told = el("div", "")
        .child(el("p", "only-print").child(t(key::DOSSIER_PAPER)))
        .child(el("h2", "").child(content.title.clone()))
        .child(el("p", "faint").child(tf(key::DOSSIER_NUMBER, &[("number", &content.number.to_string())])))
        .child(el("p", "").child(code_word("status", content.status.as_str())))
        .child(el("p", "faint").child(t(key::DOSSIER_ADDRESS)))
        .child(el("p", "").child(el("span", "hash").child(address)));
    el("section", "card")
        .child(el("div", "body paper-head").child(told).child(qr::qr_view(move || encoded.clone())))
        .child(about(dossier, catalogue))
        .child(
            el("div", "body stack no-print")
                .child(checking::dossier_check_view(checked))
                .child(el("div", "actions").child(save).child(print)),
        )
}

fn about(dossier: &Dossier, catalogue: Load<Catalogue>) -> Element {
    let content = &dossier.content;
    let code = content.item.code.to_string();
    let item = live(move || catalogue_title(catalogue, &code).unwrap_or_default().into_any());
    let by = dossier.file.as_ref().map(|file| fact(t(key::DOSSIER_OPENED_BY), file.opened_by.clone()));
    let open =
        content.ended_at.is_none().then(|| fact(t(key::DOSSIER_STEP_NOW), code_word("step", content.step.as_str())));
    let list = fact_list()
        .child(fact(t(key::DOSSIER_ITEM), item))
        .child(fact(t(key::DOSSIER_DECIDER_BY), code_word("decider", content.way.decider.as_str())))
        .child(fact(t(key::DOSSIER_OPENED), full_day(content.opened_at)))
        .child(by)
        .child(open)
        .child(content.ended_at.map(|at| fact(t(key::DOSSIER_ENDED), full_day(at))))
        .child(content.end_reason.clone().map(|reason| fact(t(key::DOSSIER_END_REASON), reason)))
        .child(fact(t(key::DOSSIER_RULES), packs_words(&content.rules_version)));
    el("div", "body").child(list)
}
