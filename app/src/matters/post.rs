//! One post with its answers: the author, the time, the side, and what its reader or author may do with it.
//!
//! Invariant: a hidden post says by which rule, by whom and until when; its author sees the reason and may appeal once.

use super::post_dialogs::post_act_file;
use super::post_dialogs::{PostAct, PostDialog};
use super::post_form::posted_now;
use crate::current_session::use_session;
use crate::files::{CaptionNeed, Target, attach_button, file_gallery};
use crate::load::Load;
use crate::location::current_community;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, Tone, badge, button, el};
use crate::words::{Key, key, last_day, moment, t, tf, word_text};
use domain::contract::Page;
use domain::ids::{MatterId, PostId};
use domain::limits::FILES_PER_POST_MAX;
use domain::matters::{HidingView, PostState, PostView, Stance};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Values shared by the posts of a page.
#[derive(Clone, Copy)]
pub struct PostContext {
    pub matter: MatterId,
    pub version: u32,
    pub may_post: bool,
    pub found: Load<Page<PostView>>,
    /// The side that is shown, the pages of it, and the reader's newest post.
    pub chosen: RwSignal<u32>,
    pub after: RwSignal<Vec<u64>>,
    pub fresh: RwSignal<Option<PostId>>,
}

impl PostContext {
    /// Shows the post that was just written, wherever the reader is in the list.
    pub fn show_fresh(self, post: PostId, state: PostState) {
        posted_now(state);
        self.fresh.try_set(Some(post));
        let is_first_page =
            self.chosen.try_get_untracked() == Some(0) && self.after.try_with_untracked(Vec::is_empty).unwrap_or(true);
        if is_first_page {
            return self.found.again();
        }
        self.chosen.try_set(0);
        self.after.try_set(vec![]);
    }
}

fn scroll_to(post: &web_sys::Element) {
    let post = post.clone();
    request_animation_frame(move || post.scroll_into_view_with_bool(false));
}

pub fn post_view(one: &PostView, context: &PostContext, ask: &PageDialog) -> Element {
    let answers: Vec<Element> = one.replies.iter().map(|reply| post_of(reply, None, context, ask)).collect();
    let answers = (!answers.is_empty()).then(|| el("ul", "answers").child(answers));
    post_of(one, Some(one.id), context, ask).child(answers)
}

/// `answered` is the post that a new answer would belong to; answers themselves cannot be answered.
fn post_of(one: &PostView, answered: Option<PostId>, context: &PostContext, ask: &PageDialog) -> Element {
    let tone = match one.side {
        Stance::For => Tone::Green,
        Stance::Against => Tone::Amber,
        Stance::Neutral => Tone::Plain,
    };
    let about =
        (one.version != context.version).then(|| tf(key::MATTERS_OF_VERSION, &[("version", &one.version.to_string())]));
    let mended = one.rewritten_at.map(|_| t(key::MATTERS_MENDED));
    let below = [Some(one.author.clone()), Some(moment(one.at)), about, mended];
    let below: Vec<String> = below.into_iter().flatten().collect();
    let head = el("p", "").child(badge(tone, word_text(one.side)));
    let head = head.child(el("span", "faint").child(below.join(" · ")));
    let text = one.text.clone().map(|text| el("p", "prose").child(text));
    let is_fresh = context.fresh.get_untracked() == Some(one.id);
    let row = el("li", if is_fresh { "post fresh" } else { "post" });
    let row = if is_fresh { row.made(scroll_to) } else { row };
    row.child(head)
        .child(state(one))
        .child(text)
        .child(file_gallery(&current_community(), &one.files, |_| None))
        .child(one.hiding.as_ref().map(hiding))
        .child(buttons(one, answered, context, ask))
}

fn state(one: &PostView) -> Option<Element> {
    let words = match one.state {
        PostState::Waiting => key::MATTERS_POST_WAITS,
        PostState::Withdrawn if one.own => key::MATTERS_POST_TAKEN_BACK,
        PostState::Withdrawn => key::MATTERS_POST_WITHDRAWN,
        _ => return None,
    };
    Some(el("p", "faint").child(t(words)))
}

fn hiding(hiding: &HidingView) -> Element {
    let rule = word_text(hiding.rule);
    let office = word_text(hiding.office);
    let until = hiding.until.map_or_else(|| t(key::MATTERS_FOR_GOOD), last_day);
    let what = tf(key::MATTERS_HIDDEN, &[("office", &office), ("rule", &rule), ("until", &until)]);
    let appeal = hiding.appeal.as_ref().map(|appeal| {
        let outcome = appeal.outcome.map(word_text);
        let answer = appeal.answer.clone().unwrap_or_default();
        outcome.map_or_else(
            || tf(key::MATTERS_APPEAL_WAITS, &[("date", &last_day(appeal.decision_due))]),
            |outcome| [outcome, answer].join("："),
        )
    });
    el("div", "told")
        .child(el("p", "").child(what))
        .child(hiding.reason.clone().map(|reason| el("p", "").child(reason)))
        .child(appeal.map(|words| el("p", "faint").child(words)))
}

fn buttons(one: &PostView, answered: Option<PostId>, context: &PostContext, ask: &PageDialog) -> Element {
    let session = use_session();
    let now = crate::call::current_time();
    let label = |words: &str| tf(key::SHELL_ACTION_OF, &[("action", words), ("title", &one.author)]);
    let (id, context) = (one.id, *context);
    // A button whose dialog comes from a file of its own.
    let act = |name: Key, what: PostDialog| {
        let (words, ask) = (t(name), ask.clone());
        let label = label(&words);
        let press = move || {
            spawn_local(post_act_file(PostAct { ask: ask.clone(), post: id, context, what: what.clone() }));
        };
        button("button small plain", words, press).attr("aria-label", label)
    };
    let row = el("div", "tools");
    let is_shown = one.state == PostState::Shown;
    if one.own {
        let may_rewrite = one.rewrite_until.is_some_and(|until| now < until);
        let left = FILES_PER_POST_MAX.saturating_sub(u32::try_from(one.files.len()).unwrap_or(u32::MAX));
        let attach = (may_rewrite && left > 0).then(|| {
            let words = t(key::MATTERS_ATTACH);
            let named = label(&words);
            let more = (current_community(), left, CaptionNeed::Words);
            let again = move || context.found.again();
            attach_button(("button small plain", words), ask, more, Target::Post(id), again).attr("aria-label", named)
        });
        let may_appeal = one.hiding.as_ref().is_some_and(|hiding| hiding.appeal.is_none());
        let may_withdraw = matches!(one.state, PostState::Shown | PostState::Waiting);
        let text = one.text.clone().unwrap_or_default();
        return row
            .child(may_rewrite.then(|| act(key::MATTERS_MEND, PostDialog::Rewrite(text))))
            .child(attach)
            .child(may_withdraw.then(|| act(key::MATTERS_TAKE_BACK, PostDialog::TakeBack)))
            .child(may_appeal.then(|| act(key::MATTERS_APPEAL, PostDialog::Appeal)));
    }
    let may_answer = answered.filter(|_| is_shown && context.may_post);
    let may_report = is_shown && !one.reported_by_me && session.me_now().is_some();
    let reported = one.reported_by_me.then(|| el("span", "faint").child(t(key::MATTERS_REPORTED)));
    row.child(may_answer.map(|to| act(key::MATTERS_REPLY, PostDialog::Reply(to))))
        .child(may_report.then(|| act(key::MATTERS_REPORT, PostDialog::Report)))
        .child(reported)
}
