//! The dossier (议事档案) of a case: on the screen and on A4, as a file, and checked in the reader's own browser.
//!
//! State: only the answer. Invariant: the content that is checked is the content that is shown.

mod checking;
mod meetings;
mod proposal;
mod task;

use task::{DossierTask, dossier_work_file};

use crate::load::load_reply;
use crate::location::{current_community, local_link, path_id, use_location};
use crate::qr;
use crate::ui::{Element, button, el, fact, live_text, loaded_view, page, section, several};
use crate::words::{Key, key, look_up, moment, t, tf, word_text};
use domain::contract::ShowDossier;
use domain::decisions::{Certificate, Dossier, DossierAttachment, DossierContent, OpinionVerdict};
use domain::ids::CaseId;
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

pub fn dossier_page((): ()) -> AnyView {
    let place = use_location();
    let case = path_id::<CaseId>("cases").unwrap_or_else(|| CaseId::from_parts(UtcMillis(0), 0));
    let found = load_reply::<ShowDossier>(move || ((place.community().unwrap_or_else(current_community), case), ()));
    let back = local_link(&["cases/", &case.to_string()].concat());
    let content = loaded_view(found, |dossier| parts(&dossier));
    page(live_text(|| t(key::DOSSIER_TITLE))).below(live_text(move || place.name.get())).back(back).around(content)
}

/// The word for a code, in this language.
fn word(set: &str, word: &str) -> String {
    look_up(&["dossier.", set, ".", word].concat()).unwrap_or_else(|| word.to_owned())
}

fn parts(dossier: &Arc<Dossier>) -> AnyView {
    let content = &dossier.content;
    let file = dossier.file.as_ref();
    let mut sections: Vec<(&'static str, Key, Element)> = vec![("case", key::DOSSIER_CASE, about(content))];
    if let Some(proposal) = &content.proposal {
        sections.push(("proposal", key::DOSSIER_PROPOSAL, proposal::proposal_view(proposal)));
        sections.push(("talk", key::DOSSIER_TALK, proposal::discussion_facts(proposal)));
    }
    sections.push(("meetings", key::DOSSIER_MEETINGS, meetings::dossier_meeting_list(&content.meetings, file)));
    sections.push(("steps", key::DOSSIER_STEPS, steps(content)));
    sections.push(("opinions", key::DOSSIER_OPINIONS, opinions(dossier)));
    sections.push(("holds", key::DOSSIER_HOLDS, holds(dossier)));
    sections.push(("papers", key::DOSSIER_PAPERS, papers(content)));
    let contents = sections.iter().map(|(id, title, _)| {
        // With a `rel`, the router leaves links within the page to the browser.
        let link = el("a", "").attr("rel", "bookmark").attr("href", ["#dossier-", id].concat()).child(t(*title));
        el("li", "").child(link)
    });
    let contents = el("nav", "card dossier-contents")
        .attr("aria-label", t(key::DOSSIER_CONTENTS))
        .child(el("div", "head").child(el("h2", "").child(t(key::DOSSIER_CONTENTS))))
        .child(el("ol", "").child(contents.collect::<Vec<_>>()));
    let mut all = vec![head(dossier).any(), contents.any()];
    all.extend(sections.into_iter().map(|(id, title, body)| {
        section("card dossier-part", t(title)).attr("id", ["dossier-", id].concat()).child(body).any()
    }));
    several(all)
}

/// What it is, its address, and the buttons.
fn head(dossier: &Arc<Dossier>) -> Element {
    let content = &dossier.content;
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
    let told = el("div", "")
        .child(el("h2", "").child(content.title.clone()))
        .child(el("p", "faint").child(tf(key::DOSSIER_NUMBER, &[("number", &content.number.to_string())])))
        .child(el("p", "").child(word("status", content.status.as_str())))
        .child(el("p", "faint").child(t(key::DOSSIER_ADDRESS)))
        .child(el("p", "").child(el("span", "hash").child(address)));
    let hash = el("dl", "facts").child(fact(t(key::DOSSIER_HASH), code(&dossier.dossier_hash)));
    el("section", "card")
        .child(el("div", "body paper-head").child(told).child(qr::qr_view(move || encoded.clone())))
        .child(
            el("div", "body stack")
                .child(hash)
                .child(el("p", "faint").child(t(key::DOSSIER_HASH_HOW)))
                .child(checking::dossier_check_view(checked))
                .child(el("div", "actions no-print").child(save).child(print)),
        )
}

fn code(hash: &str) -> Element {
    el("code", "hash").child(hash.to_owned())
}

/// A fact with a time; nothing if there is no time.
fn at(title: Key, moment_of: Option<UtcMillis>) -> Option<Vec<AnyView>> {
    moment_of.map(|at| fact(t(title), moment(at)))
}

/// Files by their hashes, if there are any: somebody who has a file can compute its hash.
fn attached(files: &[DossierAttachment]) -> Option<Vec<AnyView>> {
    let rows: Vec<Element> = files
        .iter()
        .map(|one| {
            let what = [word_text(one.purpose), moment(one.at)].join(" · ");
            el("li", "").child(el("p", "").child(what)).child(code(&one.file.to_string()))
        })
        .collect();
    (!rows.is_empty()).then(|| fact(t(key::DOSSIER_FILES), el("ul", "").child(rows)))
}

fn facts() -> Element {
    el("dl", "facts")
}

fn about(content: &DossierContent) -> Element {
    let list = facts()
        .child(fact(t(key::DOSSIER_CASE_ID), content.case.to_string()))
        .child(fact(t(key::DOSSIER_ITEM), content.item.code.to_string()))
        .child(fact(t(key::DOSSIER_STEP_NOW), word("step", content.step.as_str())))
        .child(fact(t(key::DOSSIER_DECIDER_BY), word("decider", content.way.decider.as_str())))
        .child(fact(t(key::DOSSIER_OPENED), moment(content.opened_at)))
        .child(at(key::DOSSIER_DRAFT, content.draft_delivered_at))
        .child(at(key::DOSSIER_ENDED, content.ended_at))
        .child(content.end_reason.clone().map(|reason| fact(t(key::DOSSIER_END_REASON), reason)))
        .child(content.revokes.map(|case| fact(t(key::DOSSIER_REVOKES), case.to_string())))
        .child(content.revoked_by.map(|case| fact(t(key::DOSSIER_REVOKED_BY), case.to_string())))
        .child(fact(t(key::DOSSIER_RULES), content.rules_version.clone()))
        .child(fact(t(key::DOSSIER_RULE_SET), code(&content.rule_set)));
    el("div", "body").child(list)
}

fn steps(content: &DossierContent) -> Element {
    let rows = content.steps.iter().map(|step| {
        let list = facts()
            .child(step.meeting.map(|meeting| fact(t(key::DOSSIER_MEETING_OF), meeting.to_string())))
            .child(at(key::DOSSIER_SUPERVISORS, step.supervisors_informed_at))
            .child(at(key::DOSSIER_CLOSED, step.closed_at))
            .child(step.certificate.as_ref().map(certificate));
        let state = step.closed_at.is_none().then(|| el("p", "faint").child(t(key::DOSSIER_NOT_CLOSED)));
        let title = el("h3", "").child(word("step", step.step.as_str()));
        el("li", "").child(el("div", "body").child(title).child(state).child(list))
    });
    el("ul", "").child(rows.collect::<Vec<_>>())
}

fn certificate(one: &Certificate) -> Vec<AnyView> {
    let verdict = |verdict: OpinionVerdict| word("verdict", verdict.as_str());
    let mut all = fact(t(key::DOSSIER_OUTCOME_OF), word("outcome", one.outcome.as_str()));
    if let Some(at) = &one.meeting {
        let people = &at.attendance;
        all.extend(fact(
            t(key::DOSSIER_ATTENDED),
            meetings::attendance_words(people.entitled(), people.present, people.proxies),
        ));
        let counts = [at.counts.r#for, at.counts.against, at.counts.abstain, at.counts.invalid];
        all.extend(fact(t(key::DOSSIER_VOTES), meetings::vote_words(counts)));
        all.extend(fact(t(key::DOSSIER_ROLL), code(&at.roll_hash)));
    }
    all.extend(one.opinion.map(|it| fact(t(key::DOSSIER_TOWNSHIP), verdict(it))).into_iter().flatten());
    all.extend(one.legal_opinion.map(|it| fact(t(key::DOSSIER_LEGAL), verdict(it))).into_iter().flatten());
    all.extend(fact(t(key::DOSSIER_CERTIFICATE), code(&one.hash)));
    all
}

/// A list, or a text that it is empty.
fn rows(rows: Vec<Element>) -> Element {
    if rows.is_empty() {
        return el("div", "body").child(el("p", "faint").child(t(key::DOSSIER_NOTHING)));
    }
    el("ul", "").child(rows)
}

fn opinions(dossier: &Dossier) -> Element {
    let told = |id| dossier.file.as_ref().and_then(|file| file.opinions.iter().find(|told| told.id == id));
    let one = dossier.content.opinions.iter().map(|opinion| {
        let list = facts()
            .child(fact(t(key::DOSSIER_ASKED), moment(opinion.asked_at)))
            .child(fact(t(key::DOSSIER_DUE), moment(opinion.due_at)))
            .child(opinion.kind.map(|it| fact(t(key::DOSSIER_CHECK_KIND), word("check-kind", it.as_str()))))
            .child(opinion.region.as_ref().map(|it| fact(t(key::DOSSIER_ASKED_OF), it.name.clone())))
            .child(at(key::DOSSIER_RECEIVED, opinion.received_at))
            .child(opinion.way.map(|it| fact(t(key::DOSSIER_WAY), word_text(it))))
            .child(opinion.verdict.map(|it| fact(t(key::DOSSIER_VERDICT_OF), word("verdict", it.as_str()))))
            .child(at(key::DOSSIER_GIVEN, opinion.given_at))
            .child(
                told(opinion.id)
                    .filter(|told| !told.text.is_empty())
                    .map(|told| fact(t(key::DOSSIER_WORDS), [told.by.as_str(), "：", &told.text].concat())),
            );
        let title = el("h3", "").child(word("opinion", opinion.of.as_str()));
        el("li", "").child(el("div", "body").child(title).child(list))
    });
    rows(one.collect())
}

fn holds(dossier: &Dossier) -> Element {
    let told = |id| dossier.file.as_ref().and_then(|file| file.holds.iter().find(|told| told.id == id));
    let one = dossier.content.holds.iter().map(|hold| {
        let words = told(hold.id);
        let list = facts()
            .child(fact(t(key::DOSSIER_RAISED), moment(hold.raised_at)))
            .child(words.map(|it| fact(t(key::DOSSIER_WORDS), [it.raised_by.as_str(), "：", &it.reason].concat())))
            .child(at(key::DOSSIER_LIFTED, hold.lifted_at))
            .child(words.and_then(|it| it.lift_reason.clone()).map(|reason| fact(t(key::DOSSIER_LIFT_WORDS), reason)));
        el("li", "").child(el("div", "body").child(list))
    });
    rows(one.collect())
}

fn papers(content: &DossierContent) -> Element {
    let one = content.papers.iter().map(|paper| {
        let title = [word("step", paper.step.as_str()), word("paper", paper.kind.as_str())].join(" · ");
        let list = facts()
            .child(fact(t(key::DOSSIER_ADDED), moment(paper.at)))
            .child(fact(t(key::DOSSIER_SHA), code(&paper.file.to_string())));
        el("li", "").child(el("div", "body").child(el("h3", "").child(title)).child(list))
    });
    rows(one.collect())
}
