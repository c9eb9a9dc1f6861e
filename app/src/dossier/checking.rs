//! Working the dossier out again in the reader's own browser: the hash over all of it, each certificate, the minutes.

use super::word;
use crate::ui::{Element, button, el, live, nothing};
use crate::words::{key, t, tf};
use domain::decisions::{BadCertificate, BadDossier, Dossier};
use leptos::prelude::*;
use std::sync::Arc;

pub fn check(dossier: Arc<Dossier>) -> Element {
    let found = RwSignal::new(None::<Vec<String>>);
    let certificates = dossier.content.steps.iter().filter(|step| step.certificate.is_some()).count().to_string();
    let press = move || found.set(Some(dossier.faults().iter().map(told).collect()));
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

fn told(fault: &BadDossier) -> String {
    let of = |key, step: domain::decisions::CaseStep| tf(key, &[("step", &word("step", step.as_str()))]);
    match fault {
        BadDossier::Changed => t(key::DOSSIER_FAULT_CHANGED),
        BadDossier::Certificate(step, BadCertificate::Changed) => of(key::DOSSIER_FAULT_CERTIFICATE, *step),
        BadDossier::Certificate(step, _) => of(key::DOSSIER_FAULT_OUTCOME, *step),
        BadDossier::ChainBroken(step) => of(key::DOSSIER_FAULT_CHAIN, *step),
        BadDossier::FiguresDiffer(step) => of(key::DOSSIER_FAULT_FIGURES, *step),
        BadDossier::MinutesChanged(_) => t(key::DOSSIER_FAULT_MINUTES),
    }
}
