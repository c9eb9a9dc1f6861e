//! The dialogs about a post: answering, rewriting and withdrawing, reporting, appealing. They are fetched when one is
//! opened.

use super::post::PostContext;
use crate::lazy_modules::lazy_modules;
use crate::location::current_community;
use crate::ui::body_form::BodyForm;
use crate::ui::page_dialog::PageDialog;
use crate::ui::said_and_reloaded;
use crate::words::{key, t, word_choices};
use domain::contract::{AppealHiding, ClosedWord, ReportPost, RewritePost, WithdrawPost, WritePost};
use domain::ids::PostId;
use domain::matters::{HidingRule, Stance};

lazy_modules! {
    /// The dialogs about a post.
    post_act_file(PostAct) -> () = act_on_post;
}

#[derive(Clone)]
pub enum PostDialog {
    /// The post that the answer would belong to.
    Reply(PostId),
    /// Begins with the previous text.
    Rewrite(String),
    TakeBack,
    Report,
    Appeal,
}

pub struct PostAct {
    pub ask: PageDialog,
    pub post: PostId,
    pub context: PostContext,
    pub what: PostDialog,
}

pub fn act_on_post(act: PostAct) {
    let PostAct { ask, post, context, what } = act;
    match what {
        PostDialog::Reply(to) => reply(&ask, to, context),
        PostDialog::Rewrite(was) => rewrite(&ask, post, was, context),
        PostDialog::TakeBack => take_back(&ask, post, context),
        PostDialog::Report => report(&ask, post, context),
        PostDialog::Appeal => appeal(&ask, post, context),
    }
}

/// The words of a set, of which none is chosen at first.
fn none_first<W: ClosedWord>() -> Vec<(String, String)> {
    [(String::new(), t(key::FORM_CHOOSE))].into_iter().chain(word_choices::<W>()).collect()
}

fn reply(ask: &PageDialog, to: PostId, context: PostContext) {
    BodyForm::<WritePost>::new(t(key::MATTERS_REPLY))
        .submit(t(key::MATTERS_POST))
        .choices("side", none_first::<Stance>())
        .fixed("version", context.version)
        .fixed("reply_to", to.to_string())
        .fixed("files", Vec::<String>::new())
        .open(ask, (current_community(), context.matter), move |posted| {
            context.show_fresh(posted.post, posted.state);
        });
}

fn rewrite(ask: &PageDialog, id: PostId, was: String, context: PostContext) {
    BodyForm::<RewritePost>::new(t(key::MATTERS_MEND)).starts("text", was).open(
        ask,
        (current_community(), id),
        move |posted| {
            context.show_fresh(posted.post, posted.state);
        },
    );
}

fn take_back(ask: &PageDialog, id: PostId, context: PostContext) {
    BodyForm::<WithdrawPost>::new(t(key::MATTERS_TAKE_BACK)).text(t(key::MATTERS_TAKE_BACK_WHY)).danger().open(
        ask,
        (current_community(), id),
        said_and_reloaded(context.found, key::MATTERS_POST_TAKEN_BACK),
    );
}

fn report(ask: &PageDialog, id: PostId, context: PostContext) {
    BodyForm::<ReportPost>::new(t(key::MATTERS_REPORT))
        .text(t(key::MATTERS_REPORT_WHY))
        .choices("rule", none_first::<HidingRule>())
        .open(ask, (current_community(), id), said_and_reloaded(context.found, key::MATTERS_REPORTED));
}

fn appeal(ask: &PageDialog, id: PostId, context: PostContext) {
    BodyForm::<AppealHiding>::new(t(key::MATTERS_APPEAL)).text(t(key::MATTERS_APPEAL_WHY)).danger().open(
        ask,
        (current_community(), id),
        said_and_reloaded(context.found, key::MATTERS_APPEALED),
    );
}
