//! The conditions of a step as a checklist: met or missing, the figures, who can help, by which article, until when.

use crate::ui::{Element, el};
use crate::words::{code_text, key, last_day, look_up, moment, number, t, tf, word_text};
use domain::decisions::{GuardId, StepGuard};
use domain::process::{Ground, GuardState, Origin, Unit};

/// What is missing first.
pub fn guard_list(found: &[StepGuard]) -> Element {
    let asked = found.iter().filter(|guard| guard.state != GuardState::NotAsked);
    let (met, missing): (Vec<&StepGuard>, Vec<&StepGuard>) = asked.partition(|guard| guard.state == GuardState::Met);
    let rows: Vec<Element> = missing.into_iter().chain(met).map(|guard| guard_row(guard, true)).collect();
    el("ul", "").child(rows)
}

/// A condition with its figures, who can help and until when; its source where it is not told elsewhere.
pub fn guard_row(guard: &StepGuard, with_source: bool) -> Element {
    let met = guard.state == GuardState::Met;
    let said = el("span", "unseen").child(t(if met { key::DECISIONS_MET } else { key::DECISIONS_MISSING }));
    let words = el("div", "").child(el("b", "").child(guard_title(guard)).child(said));
    let who = (!met).then(|| el("span", "faint").child(tf(key::DECISIONS_WHO, &[("who", &helper_words(guard))])));
    let until = guard_until(guard).filter(|_| !met).map(|until| el("span", "due").child(until));
    let source = with_source.then(|| source(guard));
    let words = words.child(figures(guard)).child(source).child(who).child(until).child(measure(guard));
    signed_row(if met { "sign" } else { "sign amber" }, words)
}

/// What the rows of all conditions look like: a coloured sign, and words.
pub fn signed_row(sign: &'static str, words: Element) -> Element {
    let sign = el("span", sign).attr("aria-hidden", "true");
    el("li", "").child(el("div", "cell top-line").child(sign).child(words))
}

/// A condition that is met, or that nobody can meet yet, in a line.
pub fn requirement_row(guard: &StepGuard) -> Element {
    let (sign, said, figures) = match guard.state {
        GuardState::Met => ("sign", key::DECISIONS_MET, figures(guard)),
        _ => ("sign plain", key::DECISIONS_NOT_YET, None),
    };
    let words = el("div", "").child(word_text(guard.id)).child(el("span", "unseen").child(t(said)));
    signed_row(sign, words.child(figures))
}

/// A condition with its source alone.
pub fn source_row(guard: &StepGuard) -> Element {
    let words = el("div", "").child(word_text(guard.id)).child(source(guard));
    el("li", "").child(el("div", "cell top-line").child(words))
}

/// Who can supply what is missing, as a body.
pub fn helper_words(guard: &StepGuard) -> String {
    let code = guard.who.as_str();
    look_up(&["decisions.by.", code].concat()).unwrap_or_else(|| code_text("role", code))
}

/// The moment of the meeting to wait for, or the last day of a term.
pub fn guard_until(guard: &StepGuard) -> Option<String> {
    let at = guard.until?;
    let is_meeting = matches!(guard.id, GuardId::Held | GuardId::Quorum);
    Some(if is_meeting { moment(at) } else { tf(key::DECISIONS_OPINION_DUE, &[("date", &last_day(at))]) })
}

/// The meeting to wait for.
pub fn meeting_words(held: &StepGuard) -> Option<String> {
    Some(tf(key::DECISIONS_WAITS_MEETING, &[("time", &moment(held.until?))]))
}

/// The words for a condition that is met or, if different, for one that is missing.
pub fn guard_title(guard: &StepGuard) -> String {
    if guard.is_missing() { code_text("decisions.lack", guard.id.as_str()) } else { word_text(guard.id) }
}

/// `现有 22 人，需要 31 人`, where figures say more than the title.
fn figures(guard: &StepGuard) -> Option<Element> {
    let measure = &guard.measure;
    let counted = matches!(measure.unit, Unit::People | Unit::Households | Unit::Votes | Unit::Days);
    if !counted || (measure.need == 0 && !guard.is_missing()) {
        return None;
    }
    let key = if guard.id == GuardId::Proxies { key::DECISIONS_FIGURES_MOST } else { key::DECISIONS_FIGURES };
    let unit = word_text(measure.unit);
    let (have, need) = (number(measure.have.into()), number(measure.need.into()));
    Some(el("span", "faint").child(tf(key, &[("have", &*have), ("need", &*need), ("unit", &*unit)])))
}

/// The people or votes and the number required, where the law requires a share.
fn measure(guard: &StepGuard) -> Option<Element> {
    let is_share =
        matches!(guard.id, GuardId::Quorum | GuardId::Majority | GuardId::RepresentativesShare | GuardId::WomenShare);
    (is_share && guard.measure.need > 0).then(|| {
        el("progress", if guard.is_missing() { "amber" } else { "" })
            .attr("value", guard.measure.have.min(guard.measure.need).to_string())
            .attr("max", guard.measure.need.to_string())
            .attr("aria-label", guard_title(guard))
    })
}

fn source(guard: &StepGuard) -> Element {
    let unread = is_unread(&guard.rule).then(|| t(key::DECISIONS_UNVERIFIED));
    let parts: Vec<String> = [Some(origin_words(&guard.rule)), unread].into_iter().flatten().collect();
    el("span", "faint").child(parts.join(" "))
}

/// Whether nobody compared a rule with the text that it names; a default of the system has no text.
pub fn is_unread(rule: &Origin) -> bool {
    rule.ground != Ground::Default && !rule.verified
}

/// The origin of a rule: its ground, its source and the article. A default has no source, or names the one it follows.
pub fn origin_words(rule: &Origin) -> String {
    let article = rule.article.as_deref().map(|article| tf(key::DECISIONS_ARTICLE, &[("article", article)]));
    let is_text = matches!(rule.ground, Ground::Law | Ground::LocalRule);
    let modelled = (rule.ground == Ground::Default && article.is_some()).then(|| t(key::DECISIONS_MODELLED_ON));
    let source = (is_text || modelled.is_some()).then(|| rule.source.clone());
    let parts = [Some(word_text(rule.ground)), modelled, source, article];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
