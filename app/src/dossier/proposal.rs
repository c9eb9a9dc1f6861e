//! The proposal, in all its versions, and the result of its discussion.

use super::facts::{code_word, fact_list, time_fact};
use super::meetings::attached_files;
use crate::ui::{Element, el, fact};
use crate::words::{full_moment, key, number, t, tf};
use domain::decisions::DossierMatter;
use domain::matters::PreReviewRow;
use leptos::prelude::*;

pub fn proposal_view(matter: &DossierMatter) -> Element {
    let signed = [("have", &*matter.cosigned.to_string()), ("need", &*matter.cosigners.to_string())];
    let list = fact_list()
        .child(fact(t(key::DOSSIER_PROPOSED), full_moment(matter.proposed_at)))
        .child(fact(t(key::DOSSIER_COSIGNED), tf(key::DOSSIER_COSIGNED_OF, &signed)))
        .child(matter.reviews.iter().flat_map(review).collect::<Vec<_>>());
    let versions = matter.versions.iter().map(|version| {
        let title = tf(key::DOSSIER_VERSION, &[("number", &version.number.to_string())]);
        let below = [full_moment(version.at), version.summary.clone()];
        let below = below.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        el("li", "").child(
            el("div", "body")
                .child(el("h3", "").child([title.as_str(), "：", &version.title].concat()))
                .child(el("p", "faint").child(below))
                .child(el("p", "dossier-text").child(version.text.clone())),
        )
    });
    let list =
        list.child((!matter.files.is_empty()).then(|| fact(t(key::DOSSIER_FILES), attached_files(&matter.files))));
    el("div", "").child(el("div", "body").child(list)).child(el("ul", "").child(versions.collect::<Vec<_>>()))
}

fn review(review: &PreReviewRow) -> Vec<AnyView> {
    let words = [code_word("review", review.verdict.as_str()), full_moment(review.at), review.reason.clone()];
    fact(t(key::DOSSIER_REVIEW_OF), words.join(" · "))
}

pub fn discussion_facts(matter: &DossierMatter) -> Element {
    let count = |count: u32| number(count.into());
    let posts = tf(
        key::DOSSIER_POSTS,
        &[
            ("for", &*count(matter.posts_for)),
            ("against", &*count(matter.posts_against)),
            ("neutral", &*count(matter.posts_neutral)),
        ],
    );
    let list = fact_list()
        .child(time_fact(key::DOSSIER_TALK_UNTIL, matter.discussed_until))
        .child(fact(t(key::DOSSIER_SAID), posts))
        .child(matter.summary.as_ref().map(|summary| fact(t(key::DOSSIER_SUMMARY), summary.text.clone())))
        .child(matter.answer.as_ref().map(|answer| {
            let words = [code_word("answer", answer.outcome.as_str()), answer.reason.clone()].join(" · ");
            fact(t(key::DOSSIER_ANSWER_OF), words)
        }));
    el("div", "body").child(list)
}
