//! The annex: ids and SHA-256 hashes, by which anybody can check that nothing was changed.

use super::facts::{code_word, fact_list, hash_code};
use crate::ui::{Element, el, fact};
use crate::words::{key, number, t, tf};
use domain::decisions::{Dossier, DossierAttachment, DossierMeeting};
use leptos::prelude::*;

pub fn annex_view(dossier: &Dossier) -> Element {
    let content = &dossier.content;
    let list = fact_list()
        .child(fact(t(key::DOSSIER_HASH), hash_code(&dossier.dossier_hash)))
        .child(fact(t(key::DOSSIER_CASE_ID), hash_code(&content.case.to_string())))
        .child(content.revokes.map(|case| fact(t(key::DOSSIER_REVOKES), hash_code(&case.to_string()))))
        .child(content.revoked_by.map(|case| fact(t(key::DOSSIER_REVOKED_BY), hash_code(&case.to_string()))))
        .child(fact(t(key::DOSSIER_RULE_SET), hash_code(&content.rule_set)))
        .child(content.proposal.as_ref().map(|matter| file_hashes(&matter.files)));
    let steps = content.steps.iter().map(|step| {
        let held = content.meetings.iter().find(|held| Some(held.meeting) == step.meeting);
        let papers = content.papers.iter().filter(|paper| paper.step == step.step);
        let papers =
            papers.flat_map(|paper| fact(code_word("paper", paper.kind.as_str()), hash_code(&paper.file.to_string())));
        let list = fact_list()
            .child(step.certificate.as_ref().map(|one| fact(t(key::DOSSIER_CERTIFICATE), hash_code(&one.hash))))
            .child(held.map(meeting_facts))
            .child(papers.collect::<Vec<_>>());
        el("div", "body").child(el("h3", "").child(code_word("step", step.step.as_str()))).child(list)
    });
    let how = el("p", "faint").child(t(key::DOSSIER_HASH_HOW));
    el("div", "").child(el("div", "body stack").child(how).child(list)).child(steps.collect::<Vec<_>>())
}

fn meeting_facts(held: &DossierMeeting) -> Vec<AnyView> {
    let mut all = fact(t(key::DOSSIER_MEETING_OF), hash_code(&held.meeting.to_string()));
    all.extend(fact(t(key::DOSSIER_ROLL), hash_code(&held.roll_hash)));
    all.extend(held.minutes.iter().flat_map(|minutes| fact(t(key::DOSSIER_MINUTES), hash_code(&minutes.hash))));
    for list in held.ballots.iter().filter_map(|ballot| ballot.list.as_ref()) {
        let count = tf(key::DOSSIER_LIST_OF, &[("count", &number(list.count.into()))]);
        all.extend(fact(t(key::DOSSIER_LIST), el("div", "").child(count).child(hash_code(&list.hash))));
    }
    all.extend(file_hashes(&held.files));
    all
}

/// Files by their hashes: somebody who has a file can compute its hash.
fn file_hashes(files: &[DossierAttachment]) -> Vec<AnyView> {
    files
        .iter()
        .flat_map(|one| fact(code_word("file", one.purpose.as_str()), hash_code(&one.file.to_string())))
        .collect()
}
