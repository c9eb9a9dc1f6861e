//! The dialogs about a post: answering, rewriting and withdrawing, reporting, appealing. They are fetched when one is
//! opened.

use super::post::Context;
use super::{discussion, words_of};
use crate::place::community;
use crate::ui::ask::{self, Ask};
use crate::ui::form::{Control, Form};
use crate::ui::{el, say, typed};
use crate::words::{key, t};
use domain::contract::{AppealHiding, Empty, ReportPost, RewritePost, WithdrawPost, WritePost};
use domain::ids::PostId;
use domain::matters::{AppealWith, HidingRule, PostDraft, PostReport, PostRevision, Side};
use leptos::prelude::*;

#[derive(Clone)]
pub enum What {
    /// The post that the answer would belong to.
    Reply(PostId),
    /// Begins with the previous text.
    Rewrite(String),
    TakeBack,
    Report,
    Appeal,
}

pub struct PostAct {
    pub ask: Ask,
    pub post: PostId,
    pub context: Context,
    pub what: What,
}

pub fn act_on_post(act: PostAct) {
    let PostAct { ask, post, context, what } = act;
    match what {
        What::Reply(to) => reply(&ask, to, context),
        What::Rewrite(was) => rewrite(&ask, post, was, context),
        What::TakeBack => take_back(&ask, post, context),
        What::Report => report(&ask, post, context),
        What::Appeal => appeal(&ask, post, context),
    }
}

fn reply(ask: &Ask, to: PostId, context: Context) {
    let (side, text) = (RwSignal::new(Side::Neutral.to_string()), RwSignal::new(String::new()));
    ask.open(t(key::MATTERS_REPLY), move |ask| {
        let form = Form::new(&["side", "text"], |_| Some("text"));
        let dialog = ask.clone();
        let send = move || {
            let Ok(side) = side.get_untracked().parse::<Side>() else { return };
            let words = match text.get_untracked().parse() {
                Ok(words) => words,
                Err(bad) => return form.refuse("text", typed::wrong(bad)),
            };
            let body = PostDraft { side, text: words, version: context.version, reply_to: Some(to), files: vec![] };
            let dialog = dialog.clone();
            form.send::<WritePost>((community(), context.matter), body, move |posted| {
                dialog.close();
                discussion::posted_now(posted.state);
                context.found.again();
            });
        };
        form.element("stack", send)
            .child(form.field("side", t(key::MATTERS_MY_SIDE), None, discussion::sides(), side))
            .child(form.field("text", t(key::MATTERS_MY_POST), None, Control::Area, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::MATTERS_POST))))
    });
}

fn rewrite(ask: &Ask, id: PostId, was: String, context: Context) {
    let text = RwSignal::new(was);
    ask.open(t(key::MATTERS_MEND), move |ask| {
        let form = Form::new(&["text"], |_| Some("text"));
        let dialog = ask.clone();
        let send = move || {
            let words = match text.get_untracked().parse() {
                Ok(words) => words,
                Err(bad) => return form.refuse("text", typed::wrong(bad)),
            };
            let dialog = dialog.clone();
            form.send::<RewritePost>((community(), id), PostRevision { text: words }, move |posted| {
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

fn take_back(ask: &Ask, id: PostId, context: Context) {
    ask.open(t(key::MATTERS_TAKE_BACK), move |ask| {
        let form = Form::whole();
        let dialog = ask.clone();
        let send = move || {
            let dialog = dialog.clone();
            form.send::<WithdrawPost>((community(), id), Empty {}, move |_| {
                dialog.close();
                say(t(key::MATTERS_POST_WITHDRAWN));
                context.found.again();
            });
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::MATTERS_TAKE_BACK_WHY)))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::MATTERS_TAKE_BACK))))
    });
}

fn report(ask: &Ask, id: PostId, context: Context) {
    let rule = RwSignal::new(HidingRule::Insult.to_string());
    ask.open(t(key::MATTERS_REPORT), move |ask| {
        let form = Form::new(&["rule"], |_| Some("rule"));
        let dialog = ask.clone();
        let send = move || {
            let Ok(rule) = rule.get_untracked().parse::<HidingRule>() else { return };
            let dialog = dialog.clone();
            form.send::<ReportPost>((community(), id), PostReport { rule }, move |_| {
                dialog.close();
                say(t(key::MATTERS_REPORTED));
                context.found.again();
            });
        };
        let rules = HidingRule::ALL.iter().map(|rule| (rule.to_string(), words_of("rule", rule.as_str()))).collect();
        form.element("stack", send)
            .child(el("p", "").child(t(key::MATTERS_REPORT_WHY)))
            .child(form.field("rule", t(key::MATTERS_REPORT_RULE), None, Control::Choice(rules), rule))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::MATTERS_REPORT))))
    });
}

fn appeal(ask: &Ask, id: PostId, context: Context) {
    let dialog = ask.clone();
    ask::reason(
        ask,
        t(key::MATTERS_APPEAL),
        t(key::MATTERS_APPEAL_WHY),
        t(key::MATTERS_APPEAL),
        move |form, reason| {
            let dialog = dialog.clone();
            form.send::<AppealHiding>((community(), id), AppealWith { reason }, move |_| {
                dialog.close();
                say(t(key::MATTERS_APPEALED));
                context.found.again();
            });
        },
    );
}
