//! A form for each step that the case reached: its meeting with figures and minutes, opinions, papers, the result, and
//! the places for signatures and seal.

use super::facts::{code_word, fact_list, time_fact};
use super::meetings;
use crate::ui::{Element, el, fact};
use crate::words::{full_day, full_moment, key, t, word_text};
use domain::decisions::{CaseStep, Certificate, Dossier, DossierMeeting, DossierStep, OpinionView};
use domain::ids::MeetingId;
use leptos::prelude::*;

/// Each form with the id and the title of its section. Meetings of no step, such as cancelled ones, come last.
pub fn step_forms(dossier: &Dossier) -> Vec<(String, String, Element)> {
    let content = &dossier.content;
    let mut forms: Vec<_> = content
        .steps
        .iter()
        .map(|step| (step.step.as_str().to_owned(), code_word("form-of", step.step.as_str()), form(dossier, step)))
        .collect();
    let of_step = |id: MeetingId| content.steps.iter().any(|step| step.meeting == Some(id));
    let others: Vec<Element> =
        content.meetings.iter().filter(|held| !of_step(held.meeting)).map(|held| meeting(dossier, held)).collect();
    if !others.is_empty() {
        forms.push(("other-meetings".into(), t(key::DOSSIER_OTHER_MEETINGS), el("div", "").child(others)));
    }
    forms
}

fn form(dossier: &Dossier, step: &DossierStep) -> Element {
    let content = &dossier.content;
    let held = content.meetings.iter().find(|held| Some(held.meeting) == step.meeting);
    let papers = content.papers.iter().filter(|paper| paper.step == step.step);
    let papers = papers.map(|paper| {
        let words = [code_word("paper", paper.kind.as_str()), full_day(paper.at)].join(" · ");
        el("li", "").child(words)
    });
    let papers: Vec<Element> = papers.collect();
    let opinions = content.opinions.iter().filter(|one| step_of(one) == step.step).map(|one| opinion(dossier, one));
    let draft = (step.step == CaseStep::PartyReview).then(|| time_fact(key::DOSSIER_DRAFT, content.draft_delivered_at));
    let result = fact_list()
        .child(draft.flatten())
        .child(time_fact(key::DOSSIER_SUPERVISORS, step.supervisors_informed_at))
        .child((!papers.is_empty()).then(|| fact(t(key::DOSSIER_PAPERS), el("ul", "").child(papers))))
        .child(step.certificate.as_ref().map(outcome))
        .child(time_fact(key::DOSSIER_CLOSED, step.closed_at));
    let open = step.closed_at.is_none().then(|| el("p", "faint").child(t(key::DOSSIER_NOT_CLOSED)));
    el("div", "")
        .child(held.map(|held| meeting(dossier, held)))
        .child(opinions.collect::<Vec<_>>())
        .child(el("div", "body stack").child(open).child(result))
        .child(signatures())
}

/// An opinion belongs to the step before which it is needed.
fn step_of(one: &OpinionView) -> CaseStep {
    use domain::decisions::OpinionOf;
    match one.of {
        OpinionOf::Adviser => CaseStep::Resolution,
        OpinionOf::Township => CaseStep::TownshipCheck,
    }
}

fn meeting(dossier: &Dossier, held: &DossierMeeting) -> Element {
    let file = dossier.file.as_ref();
    let people = file.and_then(|file| file.meetings.iter().find(|people| people.meeting == held.meeting));
    meetings::dossier_meeting(held, people)
}

fn outcome(one: &Certificate) -> Vec<AnyView> {
    let mut all = fact(t(key::DOSSIER_OUTCOME_OF), code_word("outcome", one.outcome.as_str()));
    if let Some(at) = &one.meeting {
        let people = &at.attendance;
        let attended = meetings::attendance_words(people.entitled(), people.present, people.proxies);
        let counts = [at.counts.r#for, at.counts.against, at.counts.abstain, at.counts.invalid];
        all.extend(fact(t(key::DOSSIER_ATTENDED), attended));
        all.extend(fact(t(key::DOSSIER_VOTES), meetings::vote_words(counts)));
    }
    all
}

/// Empty lines for hand and seal; only paper has them.
fn signatures() -> Element {
    let places = [key::DOSSIER_SIGN_CHAIR, key::DOSSIER_SIGN_RECORDER, key::DOSSIER_SIGN_SEAL];
    let places = places.map(|place| el("p", "").child(t(place)));
    el("div", "body signatures only-print").attr("aria-hidden", "true").child(Vec::from(places))
}

fn opinion(dossier: &Dossier, one: &OpinionView) -> Element {
    let told = dossier.file.as_ref().and_then(|file| file.opinions.iter().find(|told| told.id == one.id));
    let told = told.filter(|told| !told.text.is_empty());
    let list = fact_list()
        .child(fact(t(key::DOSSIER_ASKED), full_moment(one.asked_at)))
        .child(fact(t(key::DOSSIER_DUE), full_day(one.due_at.plus(-1))))
        .child(one.kind.map(|kind| fact(t(key::DOSSIER_CHECK_KIND), code_word("check-kind", kind.as_str()))))
        .child(one.region.as_ref().map(|region| fact(t(key::DOSSIER_ASKED_OF), region.name.clone())))
        .child(time_fact(key::DOSSIER_RECEIVED, one.received_at))
        .child(one.way.map(|way| fact(t(key::DOSSIER_WAY), word_text(way))))
        .child(one.verdict.map(|verdict| fact(t(key::DOSSIER_VERDICT_OF), code_word("verdict", verdict.as_str()))))
        .child(time_fact(key::DOSSIER_GIVEN, one.given_at))
        .child(told.map(|told| fact(t(key::DOSSIER_WORDS), [told.by.as_str(), "：", &told.text].concat())));
    let title = el("h3", "").child(code_word("opinion", one.of.as_str()));
    el("div", "body").child(title).child(list)
}

pub fn hold_list(dossier: &Dossier) -> Element {
    let told = |id| dossier.file.as_ref().and_then(|file| file.holds.iter().find(|told| told.id == id));
    let one = dossier.content.holds.iter().map(|hold| {
        let words = told(hold.id);
        let list = fact_list()
            .child(fact(t(key::DOSSIER_RAISED), full_moment(hold.raised_at)))
            .child(words.map(|it| fact(t(key::DOSSIER_WORDS), [it.raised_by.as_str(), "：", &it.reason].concat())))
            .child(time_fact(key::DOSSIER_LIFTED, hold.lifted_at))
            .child(words.and_then(|it| it.lift_reason.clone()).map(|reason| fact(t(key::DOSSIER_LIFT_WORDS), reason)));
        el("li", "").child(el("div", "body").child(list))
    });
    el("ul", "").child(one.collect::<Vec<_>>())
}
