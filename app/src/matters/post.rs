//! One post with its answers: who, when, which way, and what its reader or author may do with it.
//!
//! Invariant: what is hidden says by which rule, by whom and until when; its author sees the reason and may appeal once.

use super::{discussion, words_of};
use crate::files::{Asks, Target, attach_button, gallery};
use crate::load::Load;
use crate::place::community;
use crate::session::use_session;
use crate::ui::ask::{self, Ask};
use crate::ui::form::{Control, Form};
use crate::ui::{Element, Tone, badge, button, el, say, typed};
use crate::words::{day, key, moment, t, tf};
use domain::contract::{AppealHiding, Empty, ReportPost, RewritePost, WithdrawPost, WritePost};
use domain::ids::{MatterId, PostId};
use domain::limits::FILES_PER_POST_MAX;
use domain::matters::{
    AppealWith, HidingRule, HidingView, PostDraft, PostReport, PostRevision, PostState, PostView, Posts, Side,
};
use leptos::prelude::*;

/// What the posts of a page share.
#[derive(Clone, Copy)]
pub struct Context {
    pub matter: MatterId,
    pub version: u32,
    pub may_post: bool,
    pub found: Load<Posts>,
}

pub fn post(one: &PostView, context: &Context, ask: &Ask) -> Element {
    let answers: Vec<Element> = one.replies.iter().map(|reply| post_of(reply, None, context, ask)).collect();
    let answers = (!answers.is_empty()).then(|| el("ul", "answers").child(answers));
    post_of(one, Some(one.id), context, ask).child(answers)
}

/// `answered` is the post that an answer would belong to; answers themselves have none.
fn post_of(one: &PostView, answered: Option<PostId>, context: &Context, ask: &Ask) -> Element {
    let tone = match one.side {
        Side::For => Tone::Green,
        Side::Against => Tone::Amber,
        Side::Neutral => Tone::Plain,
    };
    let about =
        (one.version != context.version).then(|| tf(key::MATTERS_OF_VERSION, &[("version", &one.version.to_string())]));
    let mended = one.rewritten_at.map(|_| t(key::MATTERS_MENDED));
    let below = [Some(one.author.clone()), Some(moment(one.at)), about, mended];
    let below: Vec<String> = below.into_iter().flatten().collect();
    let head = el("p", "").child(badge(tone, words_of("side", one.side.as_str())));
    let head = head.child(el("span", "faint").child(below.join(" · ")));
    let text = one.text.clone().map(|text| el("p", "prose").child(text));
    el("li", "post")
        .child(head)
        .child(state(one))
        .child(text)
        .child(gallery(&community(), &one.files, |_| None))
        .child(one.hiding.as_ref().map(hiding))
        .child(buttons(one, answered, context, ask))
}

fn state(one: &PostView) -> Option<Element> {
    let words = match one.state {
        PostState::Waiting => key::MATTERS_POST_WAITS,
        PostState::Withdrawn => key::MATTERS_POST_WITHDRAWN,
        _ => return None,
    };
    Some(el("p", "faint").child(t(words)))
}

fn hiding(hiding: &HidingView) -> Element {
    let rule = words_of("rule", hiding.rule.as_str());
    let office = words_of("office", hiding.office.as_str());
    let until = hiding.until.map_or_else(|| t(key::MATTERS_FOR_GOOD), |at| day(at.plus(-1)));
    let what = tf(key::MATTERS_HIDDEN, &[("office", &office), ("rule", &rule), ("until", &until)]);
    let appeal = hiding.appeal.as_ref().map(|appeal| {
        let outcome = appeal.outcome.map(|outcome| words_of("appeal", outcome.as_str()));
        let answer = appeal.answer.clone().unwrap_or_default();
        outcome.map_or_else(
            || tf(key::MATTERS_APPEAL_WAITS, &[("date", &day(appeal.decision_due.plus(-1)))]),
            |outcome| [outcome, answer].join("："),
        )
    });
    el("div", "told")
        .child(el("p", "").child(what))
        .child(hiding.reason.clone().map(|reason| el("p", "").child(reason)))
        .child(appeal.map(|words| el("p", "faint").child(words)))
}

fn buttons(one: &PostView, answered: Option<PostId>, context: &Context, ask: &Ask) -> Element {
    let session = use_session();
    let now = crate::call::now();
    let label = |words: &str| tf(key::SHELL_ACTION_OF, &[("action", words), ("title", &one.author)]);
    let small = |words: String, press: Box<dyn FnMut() + Send>| {
        let label = label(&words);
        button("button small plain", words, press).attr("aria-label", label)
    };
    let row = el("div", "tools");
    let is_shown = one.state == PostState::Shown;
    let (id, context) = (one.id, *context);
    let asking = || ask.clone();
    if one.own {
        let text = one.text.clone().unwrap_or_default();
        let (rewriting, taking, appealing) = (asking(), asking(), asking());
        let may_rewrite = one.rewrite_until.is_some_and(|until| now < until);
        let left = FILES_PER_POST_MAX.saturating_sub(u32::try_from(one.files.len()).unwrap_or(u32::MAX));
        let attach = (may_rewrite && left > 0).then(|| {
            let words = t(key::MATTERS_ATTACH);
            let named = label(&words);
            let more = (community(), left, Asks::Words);
            let again = move || context.found.again();
            attach_button(("button small quiet", words), ask, more, Target::Post(id), again).attr("aria-label", named)
        });
        let may_appeal = one.hiding.as_ref().is_some_and(|hiding| hiding.appeal.is_none());
        let may_withdraw = matches!(one.state, PostState::Shown | PostState::Waiting);
        return row
            .child(
                may_rewrite.then(|| {
                    small(t(key::MATTERS_MEND), Box::new(move || rewrite(&rewriting, id, text.clone(), context)))
                }),
            )
            .child(attach)
            .child(
                may_withdraw
                    .then(|| small(t(key::MATTERS_TAKE_BACK), Box::new(move || take_back(&taking, id, context)))),
            )
            .child(
                may_appeal.then(|| small(t(key::MATTERS_APPEAL), Box::new(move || appeal(&appealing, id, context)))),
            );
    }
    let (answering, reporting) = (asking(), asking());
    let may_answer = answered.filter(|_| is_shown && context.may_post);
    let may_report = is_shown && !one.reported_by_me && session.me_now().is_some();
    let reported = one.reported_by_me.then(|| el("span", "faint").child(t(key::MATTERS_REPORTED)));
    row.child(may_answer.map(|to| small(t(key::MATTERS_REPLY), Box::new(move || reply(&answering, to, context)))))
        .child(may_report.then(|| small(t(key::MATTERS_REPORT), Box::new(move || report(&reporting, id, context)))))
        .child(reported)
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
