//! One matter: its text, its state, the reader's part, the discussion, and the result.

use super::{catalogue_title, discussion, matter_of_page, own_part, row, versions};
use crate::files::{CaptionNeed, Target, attach_button, file_gallery};
use crate::load::{Load, load_reply};
use crate::location::{current_community, local_link};
use crate::sharing::{SharedPage, sharing_buttons};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, cell_link, cell_words, el, fact, live, live_text, loaded_view, page, section, section_with_link, several,
};
use crate::words::{day, key, moment, number, t, tf, word_text};
use domain::contract::{ShowCatalogue, ShowMatter};
use domain::limits::FILES_PER_OWNER_MAX;
use domain::matters::{Catalogue, MatterAct, MatterView, PreReviewRow, Stage, VerdictKind};
use leptos::prelude::*;

pub fn matter_page() -> AnyView {
    let found = load_reply::<ShowMatter>(move || (matter_of_page(), ()));
    let catalogue = load_reply::<ShowCatalogue>(|| ((crate::location::current_community(),), ()));
    let (ask, fresh) = (PageDialog::new(), RwSignal::new(None));
    let title = live_text(move || found.value().map_or_else(|| t(key::SHELL_TAB_MATTERS), |one| one.row.title.clone()));
    let below = live_text(move || found.value().map(|one| row::matter_state_words(&one.row)).unwrap_or_default());
    let dialogs = ask.place().any();
    let content = loaded_view(found, move |one| {
        let parts = [
            decision(&one).map(Element::any),
            Some(what(&one, catalogue, found, &ask).any()),
            Some(own_part::own_part_card(&one, found, &ask)),
            sharing_buttons(&SharedPage::Matter(one.clone()), &ask).map(Element::any),
            reviews(&one).map(Element::any),
            one.summary.as_ref().map(|summary| {
                let title = tf(key::MATTERS_SUMMARY, &[("date", &day(summary.at))]);
                section("card", title).child(text_paragraphs(&summary.text)).any()
            }),
            answer(&one).map(Element::any),
            Some(discussion::discussion_view(&one, &ask, fresh)),
            Some(timeline(&one).any()),
        ];
        several(parts.into_iter().flatten())
    });
    page(title).below(below).back(local_link("matters")).around(vec![content, dialogs])
}

/// The way to the decision about it, and to its meeting.
fn decision(one: &MatterView) -> Option<Element> {
    let state = one.row.decision.map(word_text).unwrap_or_default();
    let case = local_link(&["cases/", &one.case_id?.to_string()].concat());
    let meeting = one.meets.as_ref().map(|meets| {
        let href = local_link(&["meetings/", &meets.meeting.to_string()].concat());
        cell_link(href, t(key::MATTERS_TO_MEETING), moment(meets.starts_at), None)
    });
    let case = cell_link(case, t(key::MATTERS_TO_DECISION), state, None);
    Some(el("section", "card").child(el("ul", "").child(case).child(meeting)))
}

fn what(one: &MatterView, catalogue: Load<Catalogue>, found: Load<MatterView>, ask: &PageDialog) -> Element {
    let changes = (one.version > 1).then(|| {
        let open = RwSignal::new(false);
        versions::changes_view(open)
    });
    let title = tf(key::MATTERS_TEXT, &[("version", &number(one.version.into()))]);
    let proposer = one.proposer.clone().unwrap_or_else(|| t(key::MATTERS_ANONYMOUS));
    let item = one.row.item.clone();
    let item = live(move || catalogue_title(catalogue, &item).unwrap_or_else(|| t(key::MATTERS_OTHER_ITEM)).into_any());
    let facts = el("dl", "facts")
        .child(fact(t(key::MATTERS_PROPOSER), proposer))
        .child(fact(t(key::MATTERS_ITEM), item))
        .child(fact(t(key::MATTERS_SINCE), moment(one.row.proposed_at)))
        .child(row::deadline_words(&one.row).map(|clock| fact(t(key::MATTERS_CLOCK), el("span", "due").child(clock))));
    section_with_link("card", title, None)
        .child(el("div", "body").child(row::matter_state(&one.row)))
        .child(text_paragraphs(&one.text))
        .child(file_gallery(&current_community(), &one.files, |_| None))
        .child(el("div", "body stack").child(facts).child(changes).child(attach(one, found, ask)))
}

/// For the proposer and the committee, until the discussion ends.
fn attach(one: &MatterView, found: Load<MatterView>, ask: &PageDialog) -> Option<Element> {
    one.mine.may.contains(&MatterAct::Enclose).then(|| {
        let label = ("button quiet block middle", t(key::MATTERS_ATTACH_TO));
        let left = FILES_PER_OWNER_MAX.saturating_sub(u32::try_from(one.files.len()).unwrap_or(u32::MAX));
        attach_button(
            label,
            ask,
            (current_community(), left, CaptionNeed::Words),
            Target::Matter(one.row.id),
            move || found.again(),
        )
    })
}

/// A text with the line breaks that its writer made.
pub fn text_paragraphs(text: &str) -> Element {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    el("div", "body prose").child(lines.map(|line| el("p", "").child(line.to_owned())).collect::<Vec<_>>())
}

fn reviews(one: &MatterView) -> Option<Element> {
    let last = one.reviews.last()?;
    let shown = matches!(one.row.stage, Stage::Returned | Stage::Routed) || last.verdict != VerdictKind::Accept;
    let rows: Vec<Element> = one.reviews.iter().rev().map(review).collect();
    (shown || one.mine.proposed).then(|| section("card", t(key::MATTERS_REVIEW)).child(el("ul", "").child(rows)))
}

fn review(review: &PreReviewRow) -> Element {
    let what = word_text(review.verdict);
    let to = review.destination.as_deref().map(|place| tf(key::MATTERS_ROUTED_TO, &[("place", place)]));
    let below = [word_text(review.office), moment(review.at)].join(" · ");
    let words = cell_words([what, to.unwrap_or_default()].concat(), below);
    let cell = el("div", "cell top-line").child(words.child(el("p", "").child(review.reason.clone())));
    el("li", "").child(cell)
}

fn answer(one: &MatterView) -> Option<Element> {
    let answer = one.answer.as_ref()?;
    let title = el("b", "").child(word_text(answer.outcome));
    let when = el("p", "faint").child(moment(answer.at));
    let body = el("div", "body").child(title).child(el("p", "").child(answer.reason.clone())).child(when);
    Some(section("card", t(key::MATTERS_ANSWER)).child(body))
}

fn timeline(one: &MatterView) -> Element {
    let rows: Vec<Element> = one
        .timeline
        .iter()
        .map(|line| {
            let below = [moment(line.at), word_text(line.by)].join(" · ");
            let words = cell_words(word_text(line.event), below);
            el("li", "").child(el("div", "cell").child(words))
        })
        .collect();
    let fold = el("details", "fold").child(el("summary", "cell").child(t(key::MATTERS_TIMELINE)));
    el("section", "card").child(fold.child(el("ol", "").child(rows)))
}
