//! The dialogs about a post: answering, rewriting and withdrawing, reporting, appealing. They are fetched when one is
//! opened.

use super::discussion;
use super::post::PostContext;
use crate::lazy_modules::lazy_modules;
use crate::location::current_community;
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog::{self, PageDialog};
use crate::ui::{el, form_values, show_toast};
use crate::words::{key, t, word_choices};
use domain::contract::{AppealHiding, Empty, ReportPost, RewritePost, WithdrawPost, WritePost};
use domain::ids::PostId;
use domain::matters::{
    AppealHidingRequest, HidingRule, ReportPostRequest, RewritePostRequest, Stance, WritePostRequest,
};
use leptos::prelude::*;

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

fn reply(ask: &PageDialog, to: PostId, context: PostContext) {
    let (side, text) = (RwSignal::new(Stance::Neutral.to_string()), RwSignal::new(String::new()));
    ask.open(t(key::MATTERS_REPLY), move |ask| {
        let form = Form::new(&["side", "text"], |_| Some("text"));
        let dialog = ask.clone();
        let send = move || {
            let Ok(side) = side.get_untracked().parse::<Stance>() else { return };
            let words = match text.get_untracked().parse() {
                Ok(words) => words,
                Err(bad) => return form.refuse("text", form_values::bad_text_words(bad)),
            };
            let body =
                WritePostRequest { side, text: words, version: context.version, reply_to: Some(to), files: vec![] };
            let dialog = dialog.clone();
            form.send::<WritePost>((current_community(), context.matter), body, move |posted| {
                dialog.close();
                discussion::posted_now(posted.state);
                context.found.again();
            });
        };
        form.element("stack", send)
            .child(form.field("side", t(key::MATTERS_MY_SIDE), None, discussion::side_choices(), side))
            .child(form.field("text", t(key::MATTERS_MY_POST), None, Control::Area, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::MATTERS_POST))))
    });
}

fn rewrite(ask: &PageDialog, id: PostId, was: String, context: PostContext) {
    let text = RwSignal::new(was);
    ask.open(t(key::MATTERS_MEND), move |ask| {
        let form = Form::new(&["text"], |_| Some("text"));
        let dialog = ask.clone();
        let send = move || {
            let words = match text.get_untracked().parse() {
                Ok(words) => words,
                Err(bad) => return form.refuse("text", form_values::bad_text_words(bad)),
            };
            let dialog = dialog.clone();
            form.send::<RewritePost>((current_community(), id), RewritePostRequest { text: words }, move |posted| {
                dialog.close();
                discussion::posted_now(posted.state);
                context.found.again();
            });
        };
        form.element("stack", send)
            .child(form.field("text", t(key::MATTERS_MY_POST), None, Control::Area, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::MATTERS_MEND))))
    });
}

fn take_back(ask: &PageDialog, id: PostId, context: PostContext) {
    ask.open(t(key::MATTERS_TAKE_BACK), move |ask| {
        let form = Form::whole();
        let dialog = ask.clone();
        let send = move || {
            let dialog = dialog.clone();
            form.send::<WithdrawPost>((current_community(), id), Empty {}, move |_| {
                dialog.close();
                show_toast(t(key::MATTERS_POST_WITHDRAWN));
                context.found.again();
            });
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::MATTERS_TAKE_BACK_WHY)))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::MATTERS_TAKE_BACK))))
    });
}

fn report(ask: &PageDialog, id: PostId, context: PostContext) {
    let rule = RwSignal::new(HidingRule::Insult.to_string());
    ask.open(t(key::MATTERS_REPORT), move |ask| {
        let form = Form::new(&["rule"], |_| Some("rule"));
        let dialog = ask.clone();
        let send = move || {
            let Ok(rule) = rule.get_untracked().parse::<HidingRule>() else { return };
            let dialog = dialog.clone();
            form.send::<ReportPost>((current_community(), id), ReportPostRequest { rule }, move |_| {
                dialog.close();
                show_toast(t(key::MATTERS_REPORTED));
                context.found.again();
            });
        };
        let rules = word_choices::<HidingRule>();
        form.element("stack", send)
            .child(el("p", "").child(t(key::MATTERS_REPORT_WHY)))
            .child(form.field("rule", t(key::MATTERS_REPORT_RULE), None, Control::Choice(rules), rule))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::MATTERS_REPORT))))
    });
}

fn appeal(ask: &PageDialog, id: PostId, context: PostContext) {
    let dialog = ask.clone();
    page_dialog::ask_reason(
        ask,
        t(key::MATTERS_APPEAL),
        t(key::MATTERS_APPEAL_WHY),
        t(key::MATTERS_APPEAL),
        move |form, reason| {
            let dialog = dialog.clone();
            form.send::<AppealHiding>((current_community(), id), AppealHidingRequest { reason }, move |_| {
                dialog.close();
                show_toast(t(key::MATTERS_APPEALED));
                context.found.again();
            });
        },
    );
}
