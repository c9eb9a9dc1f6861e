//! The certificate of a closed step, and its check in the reader's own browser.

use super::{pack_words, packs_words, share_words};
use crate::lazy_modules::lazy_modules;
use crate::ui::{Element, button, el, fact, live, nothing};
use crate::words::{key, moment, number, t, tf, word_text};
use domain::decisions::{Certificate, CertifiedMeeting, CertifiedRule, RuleValue, VoteOutcome, value_text};
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_modules! {
    /// Recomputes a certificate's hash and outcome, which few readers do; true if both hold.
    certificate_check_file(Certificate) -> bool = is_certificate_sound;
}

pub fn is_certificate_sound(one: Certificate) -> bool {
    one.verify().is_ok()
}

pub fn certificate_view(one: &Certificate) -> Element {
    let figures = [("step", &*word_text(one.step)), ("outcome", &*word_text(one.outcome))];
    let summary = tf(key::DECISIONS_CERTIFICATE_OF, &figures);
    let facts = el("dl", "facts")
        .child(one.meeting.as_ref().map(meeting_facts))
        .child(one.opinion.map(|verdict| fact(t(key::DECISIONS_TOWNSHIP), word_text(verdict))))
        .child(one.legal_opinion.map(|verdict| fact(t(key::DECISIONS_LEGAL), word_text(verdict))))
        .child(fact(t(key::DECISIONS_CLOSED_AT), moment(one.closed_at)))
        .child(fact(t(key::DECISIONS_RULES), packs_words(&one.rules_version)))
        .child(fact(t(key::DECISIONS_HASH), el("code", "hash").child(one.hash.clone())));
    let sign = if one.outcome == VoteOutcome::Passed { "sign" } else { "sign red" };
    let head = el("summary", "cell").child(el("span", sign).attr("aria-hidden", "true")).child(summary);
    let body = el("div", "body stack").child(facts).child(check(one));
    el("li", "").child(el("details", "fold").child(head).child(body))
}

fn meeting_facts(at: &CertifiedMeeting) -> Vec<AnyView> {
    let count = |count: u32| number(count.into());
    let people = &at.attendance;
    let attended = tf(
        key::DECISIONS_ATTENDED,
        &[
            ("entitled", &*count(people.roll.saturating_sub(people.struck))),
            ("present", &*count(people.present)),
            ("proxies", &*count(people.proxies)),
        ],
    );
    let votes = tf(
        key::DECISIONS_VOTES,
        &[
            ("for", &*count(at.counts.r#for)),
            ("against", &*count(at.counts.against)),
            ("abstain", &*count(at.counts.abstain)),
            ("invalid", &*count(at.counts.invalid)),
        ],
    );
    let rules = [&at.quorum, &at.approval].map(rule).join("；");
    let parts = [
        fact(t(key::DECISIONS_PEOPLE), attended),
        fact(t(key::DECISIONS_COUNTS), votes),
        fact(t(key::DECISIONS_APPLIED), rules),
        fact(t(key::DECISIONS_ROLL_HASH), el("code", "hash").child(at.roll_hash.clone())),
    ];
    parts.into_iter().flatten().collect()
}

fn rule(rule: &CertifiedRule) -> String {
    let value = match rule.value {
        RuleValue::Share(share) => share_words(share),
        other => value_text(other),
    };
    let article = rule.article.as_deref().map(|article| tf(key::DECISIONS_ARTICLE, &[("article", article)]));
    [pack_words(&rule.pack), article.unwrap_or_default(), value].join(" ")
}

/// Recomputes hash and outcome in this browser.
fn check(one: &Certificate) -> Element {
    let verdict = RwSignal::new(0_u32);
    let one = one.clone();
    let press = move || {
        let one = one.clone();
        spawn_local(async move {
            let holds = certificate_check_file(one).await;
            verdict.try_set(if holds { 1 } else { 2 });
        });
    };
    let said = live(move || match verdict.get() {
        1 => el("p", "").attr("role", "status").child(t(key::DECISIONS_CHECKED)).any(),
        2 => el("p", "refusal").attr("role", "alert").child(t(key::DECISIONS_CHECK_FAILED)).any(),
        _ => nothing(),
    });
    el("div", "stack").child(button("button small quiet", t(key::DECISIONS_CHECK), press)).child(said)
}
