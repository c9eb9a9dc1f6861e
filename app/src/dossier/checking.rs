//! Recomputing the dossier in the reader's own browser: the button, and the result.

use super::task::dossier_work_file;
use super::task::{DossierAction, DossierTask};
use crate::ui::{Element, button, el, live, nothing};
use crate::words::{key, t, tf};
use domain::decisions::Dossier;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

pub fn dossier_check_view(dossier: Arc<Dossier>) -> Element {
    let found = RwSignal::new(None::<Vec<String>>);
    let certificates = dossier.content.steps.iter().filter(|step| step.certificate.is_some()).count().to_string();
    let press = move || {
        let dossier = dossier.clone();
        spawn_local(async move {
            let faults = dossier_work_file(DossierTask { dossier, what: DossierAction::Check }).await;
            found.try_set(Some(faults));
        });
    };
    let answer = live(move || match found.get() {
        None => nothing(),
        Some(faults) if faults.is_empty() => {
            el("p", "done-text").child(tf(key::DOSSIER_HOLDS_TRUE, &[("count", &certificates)])).any()
        }
        Some(faults) => {
            let lines: Vec<Element> = faults.into_iter().map(|fault| el("li", "").child(fault)).collect();
            let words = el("p", "overdue").child(t(key::DOSSIER_HOLDS_NOT));
            el("div", "").child(words).child(el("ul", "dossier-faults").child(lines)).any()
        }
    });
    el("div", "stack no-print")
        .child(button("button quiet", t(key::DOSSIER_CHECK), press))
        .child(el("div", "").attr("role", "status").child(answer))
}
