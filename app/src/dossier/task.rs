//! Functions of a dossier that few readers use, in a file that is fetched when needed: recomputing the hash over all of
//! it, each certificate and the minutes; and saving it as a JSON file, complete and unchanged.

use super::facts::code_word;
use crate::download::download_json;
use crate::lazy_modules::lazy_modules;
use crate::words::{key, t, tf};
use domain::decisions::{BadCertificate, BadDossier, Dossier};
use std::sync::Arc;

lazy_modules! {
    /// Checks a dossier, or saves it as a file.
    dossier_work_file(DossierTask) -> Vec<String> = run_dossier_task;
}

pub enum DossierAction {
    Check,
    Save,
}

pub struct DossierTask {
    pub dossier: Arc<Dossier>,
    pub what: DossierAction,
}

/// The failed checks, in words; nothing if all succeed.
pub fn run_dossier_task(work: DossierTask) -> Vec<String> {
    match work.what {
        DossierAction::Check => work.dossier.faults().iter().map(told).collect(),
        DossierAction::Save => {
            save(&work.dossier);
            vec![]
        }
    }
}

fn told(fault: &BadDossier) -> String {
    let of = |key, step: domain::decisions::CaseStep| tf(key, &[("step", &code_word("step", step.as_str()))]);
    match fault {
        BadDossier::Changed => t(key::DOSSIER_FAULT_CHANGED),
        BadDossier::Certificate(step, BadCertificate::Changed) => of(key::DOSSIER_FAULT_CERTIFICATE, *step),
        BadDossier::Certificate(step, _) => of(key::DOSSIER_FAULT_OUTCOME, *step),
        BadDossier::ChainBroken(step) => of(key::DOSSIER_FAULT_CHAIN, *step),
        BadDossier::FiguresDiffer(step) => of(key::DOSSIER_FAULT_FIGURES, *step),
        BadDossier::AnotherBallotDecides(step) => of(key::DOSSIER_FAULT_BALLOT, *step),
        BadDossier::MinutesChanged(_) => t(key::DOSSIER_FAULT_MINUTES),
    }
}

fn save(dossier: &Dossier) {
    let Ok(text) = serde_json::to_string_pretty(dossier) else { return };
    download_json(&text, &["linli-dossier-", &dossier.content.case.to_string(), ".json"].concat());
}
