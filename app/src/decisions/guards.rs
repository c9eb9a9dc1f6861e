//! The conditions of a step as a checklist: met or missing, the figures, who can help, by which article, until when.

use super::words_of;
use crate::ui::{Element, el};
use crate::words::{key, look_up, moment, number, t, tf};
use domain::decisions::{Ground, Guard, GuardId, GuardState, Origin, Unit};

pub fn guards(found: &[Guard]) -> Element {
    let asked = found.iter().filter(|guard| guard.state != GuardState::NotAsked);
    let rows: Vec<Element> = asked.map(row).collect();
    el("ul", "").child(rows)
}

fn row(guard: &Guard) -> Element {
    let met = guard.state == GuardState::Met;
    let sign = el("span", if met { "sign" } else { "sign amber" }).attr("aria-hidden", "true");
    let said = el("span", "unseen").child(t(if met { key::DECISIONS_MET } else { key::DECISIONS_MISSING }));
    let words = el("div", "").child(el("b", "").child(guard_title(guard)).child(said));
    let who = (!met).then(|| {
        let who = look_up(&["role.", guard.who.as_str()].concat()).unwrap_or_default();
        el("span", "faint").child(tf(key::DECISIONS_WHO, &[("who", &who)]))
    });
    let until = guard
        .until
        .filter(|_| !met)
        .map(|at| el("span", "due").child(tf(key::DECISIONS_UNTIL, &[("time", &moment(at))])));
    let words = words.child(source(guard)).child(who).child(until).child(measure(guard));
    el("li", "").child(el("div", "cell top-line").child(sign).child(words))
}

/// `到会：22 人，需要 31 人`.
pub fn guard_title(guard: &Guard) -> String {
    let name = words_of("guard", guard.id.as_str());
    let unit = words_of("unit", guard.measure.unit.as_str());
    let (have, need) = (number(guard.measure.have.into()), number(guard.measure.need.into()));
    let figures = [("name", &*name), ("have", &*have), ("need", &*need), ("unit", &*unit)];
    match guard.measure.unit {
        Unit::People | Unit::Households | Unit::Votes | Unit::Days => tf(key::DECISIONS_MEASURE, &figures),
        _ => name,
    }
}

/// People and votes against what it takes, where the law asks for a share.
fn measure(guard: &Guard) -> Option<Element> {
    let is_share =
        matches!(guard.id, GuardId::Quorum | GuardId::Majority | GuardId::RepresentativesShare | GuardId::WomenShare);
    (is_share && guard.measure.need > 0).then(|| {
        el("progress", if guard.is_missing() { "amber" } else { "" })
            .attr("value", guard.measure.have.min(guard.measure.need).to_string())
            .attr("max", guard.measure.need.to_string())
            .attr("aria-label", guard_title(guard))
    })
}

fn source(guard: &Guard) -> Element {
    let unread = (!guard.rule.verified).then(|| t(key::DECISIONS_UNVERIFIED));
    let parts: Vec<String> = [Some(origin_words(&guard.rule)), unread].into_iter().flatten().collect();
    el("span", "faint").child(parts.join(" "))
}

/// Where a rule is from: its ground, its source where that is a text, and the article.
pub fn origin_words(rule: &Origin) -> String {
    let article = rule.article.as_deref().map(|article| tf(key::DECISIONS_ARTICLE, &[("article", article)]));
    let is_text = matches!(rule.ground, Ground::Law | Ground::LocalRule);
    let source = is_text.then(|| rule.source.clone());
    let parts = [Some(words_of("ground", rule.ground.as_str())), source, article];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
