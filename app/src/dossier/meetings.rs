//! The meetings of a case: announcement, roll, attendance, mandates, votes and minutes.

use super::facts::{code_word, fact_list, time_fact};
use crate::ui::{Element, el, fact};
use crate::words::{full_day, full_moment, key, number, t, tf};
use domain::decisions::{DossierAttachment, DossierBallot, DossierMeeting, DossierPeople};
use domain::meetings::MeetingStatus;
use leptos::prelude::*;

pub fn attendance_words(entitled: u32, present: u32, proxies: u32) -> String {
    let count = |count: u32| number(count.into());
    let values = [("entitled", &*count(entitled)), ("present", &*count(present)), ("proxies", &*count(proxies))];
    tf(key::DOSSIER_ATTENDED_OF, &values)
}

pub fn vote_words([r#for, against, abstain, invalid]: [u32; 4]) -> String {
    let count = |count: u32| number(count.into());
    let values = [
        ("for", &*count(r#for)),
        ("against", &*count(against)),
        ("abstain", &*count(abstain)),
        ("invalid", &*count(invalid)),
    ];
    tf(key::DOSSIER_VOTES_OF, &values)
}

/// People are given to those who work on the case.
pub fn dossier_meeting(held: &DossierMeeting, people: Option<&DossierPeople>) -> Element {
    let entitled = held.roll_count.saturating_sub(held.struck);
    let notice = match held.notice_days {
        0 => full_moment(held.announced_at),
        days => tf(key::DOSSIER_NOTICE_OF, &[("time", &*full_moment(held.announced_at)), ("days", &*days.to_string())]),
    };
    let chair = people.map_or_else(|| held.chair.clone(), |people| people.chair.clone());
    let teller = people.map_or_else(|| held.teller.clone(), |people| people.teller.clone());
    let recorder = people.map_or_else(|| held.recorder.clone(), |people| people.recorder.clone());
    let state = (held.status != MeetingStatus::Closed)
        .then(|| fact(t(key::DOSSIER_STATE), code_word("meeting", held.status.as_str())));
    let list = fact_list()
        .child(state)
        .child(fact(t(key::DOSSIER_STARTS), [full_moment(held.starts_at), held.place.clone()].join(" · ")))
        .child(fact(t(key::DOSSIER_NOTICE), notice))
        .child(held.urgent.clone().map(|reason| fact(t(key::DOSSIER_URGENT), reason)))
        .child(time_fact(key::DOSSIER_BEGAN, held.opened_at))
        .child(time_fact(key::DOSSIER_OVER, held.closed_at))
        .child(held.cancelled_reason.clone().map(|reason| fact(t(key::DOSSIER_CANCELLED), reason)))
        .child(fact(t(key::DOSSIER_CHAIR), chair))
        .child(teller.map(|teller| fact(t(key::DOSSIER_TELLER), teller)))
        .child(recorder.map(|recorder| fact(t(key::DOSSIER_RECORDER), recorder)))
        .child(fact(t(key::DOSSIER_ATTENDED), attendance_words(entitled, held.present, held.proxies)))
        .child((held.visitors > 0).then(|| fact(t(key::DOSSIER_VISITORS), number(held.visitors.into()))))
        .child((held.mandates_count > 0).then(|| mandates(held, people)))
        .child((!held.files.is_empty()).then(|| fact(t(key::DOSSIER_FILES), attached_files(&held.files))));
    let title = [code_word("form", held.form.as_str()), held.title.clone()].join(" · ");
    let ballots: Vec<Element> = held.ballots.iter().map(ballot).collect();
    let body = el("div", "body stack").child(el("h3", "").child(title)).child(list).child(ballots);
    body.child(people.map(minutes))
}

/// What is attached, in words; the hashes stand in the annex.
pub fn attached_files(files: &[DossierAttachment]) -> Element {
    let words = |one: &DossierAttachment| [code_word("file", one.purpose.as_str()), full_day(one.at)].join(" · ");
    el("ul", "").child(files.iter().map(|one| el("li", "").child(words(one))).collect::<Vec<_>>())
}

/// The public list, with full names for those who work on the case.
fn mandates(held: &DossierMeeting, people: Option<&DossierPeople>) -> Vec<AnyView> {
    let lines = held.mandates.iter().enumerate().map(|(at, mandate)| {
        let full = people.and_then(|people| people.mandates.get(at));
        let (principal, proxy) =
            full.map_or((&mandate.principal, &mandate.proxy), |names| (&names.principal, &names.proxy));
        let ended = if mandate.ended.is_some() { t(key::DOSSIER_MANDATE_ENDED) } else { String::new() };
        let kinship = code_word("kinship", mandate.kinship.as_str());
        let values = [("principal", principal.as_str()), ("proxy", proxy), ("kinship", &kinship)];
        el("li", "").child([tf(key::DOSSIER_MANDATE, &values), ended].concat())
    });
    let lines: Vec<Element> = lines.collect();
    let title = tf(key::DOSSIER_MANDATES, &[("count", &number(held.mandates_count.into()))]);
    fact(title, el("ul", "").child(lines))
}

fn ballot(ballot: &DossierBallot) -> Element {
    let tally = ballot.tally.as_ref().map(|tally| {
        let total = &tally.total;
        let mut all =
            fact(t(key::DOSSIER_VOTES), vote_words([total.r#for, total.against, total.abstain, total.invalid]));
        if tally.given_not_cast > 0 {
            all.extend(fact(t(key::DOSSIER_NOT_CAST), number(tally.given_not_cast.into())));
        }
        all
    });
    let purpose = ballot.purpose.as_ref();
    let decides = purpose.map(|purpose| fact(t(key::DOSSIER_BALLOT_FOR), code_word("step", purpose.step.as_str())));
    let version = purpose.and_then(|purpose| purpose.version);
    let version = version.map(|version| fact(t(key::DOSSIER_BALLOT_VERSION), number(version.into())));
    let why = purpose.and_then(|purpose| purpose.reason.clone()).map(|why| fact(t(key::DOSSIER_BALLOT_AGAIN), why));
    el("div", "").child(el("h4", "").child(ballot.question.clone())).child(
        fact_list()
            .child(decides)
            .child(version)
            .child(why)
            .child(fact(t(key::DOSSIER_METHOD_OF), code_word("method", ballot.method.as_str())))
            .child(time_fact(key::DOSSIER_BALLOT_OPENED, ballot.opened_at))
            .child(time_fact(key::DOSSIER_BALLOT_CLOSED, ballot.closed_at))
            .child(tally),
    )
}

fn minutes(people: &DossierPeople) -> Vec<AnyView> {
    let sections = people.minutes.iter().filter(|section| !section.text.is_empty());
    let sections = sections.flat_map(|section| {
        let title = Some(&section.title).filter(|title| !title.is_empty());
        [
            title.map(|title| el("h4", "").child(title.clone())),
            Some(el("p", "dossier-text").child(section.text.clone())),
        ]
    });
    sections.flatten().map(Element::any).collect()
}
