//! The ballots of each step, which one decides and why, and the meetings that took the step.

use crate::location::local_link;
use crate::ui::{Element, cell_link, el, section};
use crate::words::{code_text, key, moment, number, t, tf, word_text};
use domain::decisions::{BallotEffect, CaseView, StepBallot, StepMeeting, StepView};

/// For every step with a ballot or with more than one meeting.
pub fn step_ballots_card(one: &CaseView) -> Option<Element> {
    let told = |step: &&StepView| !step.ballots.is_empty() || step.meetings.len() > 1;
    let steps: Vec<Element> = one.steps.iter().filter(told).flat_map(of_step).collect();
    (!steps.is_empty()).then(|| {
        let why = el("div", "body").child(el("p", "faint").child(t(key::DECISIONS_BALLOTS_WHY)));
        section("card", t(key::DECISIONS_BALLOTS)).child(why).child(el("ul", "").child(steps))
    })
}

fn of_step(step: &StepView) -> Vec<Element> {
    let name = word_text(step.step);
    let several = step.meetings.len() > 1;
    let meetings = step.meetings.iter().filter(|_| several).map(|held| meeting(&name, held));
    meetings.chain(step.ballots.iter().map(|put| ballot(&name, put))).collect()
}

/// A meeting without a quorum stays visible when another one takes the step.
fn meeting(step: &str, held: &StepMeeting) -> Element {
    let href = local_link(&["meetings/", &held.meeting.to_string()].concat());
    let status = code_text("decisions.meeting-status", held.status.as_str());
    cell_link(href, held.title.clone(), [step.to_owned(), moment(held.starts_at), status].join(" · "), None)
}

fn ballot(step: &str, put: &StepBallot) -> Element {
    let count = |count: u32| number(count.into());
    let effect = word_text(put.effect);
    let sign = if put.effect == BallotEffect::Decides { "badge" } else { "faint" };
    let people = [("entitled", &*count(put.entitled)), ("present", &*count(put.present))];
    let counts = put.counts.map(|counts| {
        let figures = [
            ("for", &*count(counts.r#for)),
            ("against", &*count(counts.against)),
            ("abstain", &*count(counts.abstain)),
            ("invalid", &*count(counts.invalid)),
        ];
        let people = tf(key::DECISIONS_BALLOT_PEOPLE, &people);
        el("p", "").child([people, tf(key::DECISIONS_VOTES, &figures)].join(" · "))
    });
    let why = put.reason.as_ref().map(|why| el("p", "").child(tf(key::DECISIONS_BALLOT_AGAIN, &[("reason", why)])));
    let href = local_link(&["ballots/", &put.ballot.to_string()].concat());
    let question = el("a", "").attr("href", href).child(put.question.clone());
    let effect = el("p", "").child(el("span", sign).child(effect));
    let words = el("div", "").child(el("p", "").child(question)).child(el("span", "faint").child(step.to_owned()));
    let words = words.child(counts).child(effect).child(why);
    el("li", "").child(el("div", "cell top-line").child(words))
}
