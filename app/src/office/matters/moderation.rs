//! Posts to be reviewed: before they are shown, after a report, or hidden with an appeal.
//!
//! Invariant: a post is hidden under a rule, with a reason and mostly until a day, and its author sees all three; the
//! person who hid it does not decide on the appeal.

use domain::access::{Capability, Subject};
use domain::contract::{DecideAppeal, Empty as Nothing, HidePost, ReleasePost, SetModeration, ShowModeration};
use domain::ids::PostId;
use domain::matters::{
    AppealOutcome, DecideAppealRequest, HidePostRequest, HidingRule, Moderation, ModerationMode, ModerationTask,
    SetModerationRequest,
};
use leptos::prelude::*;

use crate::command::Command;
use crate::files::file_gallery;
use crate::load::load_reply;
use crate::location::local_link;
use crate::office::frame::{OfficeContext, page_head};
use crate::office::sheet::{Sheet, badge_span, line_cell, plain_cell, titled_cell};
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog;
use crate::ui::{Element, command_refusal, el, empty, form_values, loaded_view};
use crate::words::{Key, code_text, day, key, moment, number, t, tf, word_choices, word_text};

pub fn moderation_page(desk: OfficeContext) -> Element {
    let code = desk.code.clone();
    let found = load_reply::<ShowModeration>(move || ((code.clone(),), ()));
    let content = loaded_view(found, move |found| shown(&found, &desk).any());
    el("div", "stack")
        .child(page_head(t(key::OFFICE_MODERATION), Some(t(key::OFFICE_MODERATION_BELOW)), None))
        .child(content)
}

fn shown(found: &Moderation, desk: &OfficeContext) -> Element {
    let mode = mode(found.mode, desk);
    let parts = [
        (key::OFFICE_POSTS_WAITING, &found.waiting),
        (key::OFFICE_POSTS_REPORTED, &found.reported),
        (key::OFFICE_POSTS_APPEALS, &found.appeals),
    ];
    if parts.iter().all(|(_, tasks)| tasks.is_empty()) {
        let none = empty("inbox", t(key::OFFICE_NO_POSTS), t(key::OFFICE_NO_POSTS_NEXT), None);
        return el("div", "stack").child(mode).child(none);
    }
    let lists = parts.iter().filter(|(_, tasks)| !tasks.is_empty());
    lists.fold(el("div", "stack").child(mode), |page, (title, tasks)| page.child(list(*title, tasks, desk)))
}

/// Whether posts are reviewed before or after everybody sees them: a setting of the community.
fn mode(now: ModerationMode, desk: &OfficeContext) -> Element {
    let words = word_text(now);
    let row = el("div", "cell").child(el("div", "").child(el("b", "").child(t(key::OFFICE_MODE))).child(words));
    if !desk.session.may(Capability::ModeratePosts, &Subject::Community) {
        return el("div", "card").child(row);
    }
    let command = Command::new();
    let code = desk.code.clone();
    let other = if now == ModerationMode::Post { ModerationMode::Pre } else { ModerationMode::Post };
    let switch = move || command.send::<SetModeration>((code.clone(),), SetModerationRequest { mode: other }, |_| ());
    let words = code_text("matters.mode-to", other.as_str());
    let switch = crate::ui::busy_button("button small quiet", words, command.busy, switch);
    el("div", "card").child(row.child(switch)).child(command_refusal(command, t(key::FORM_REFUSED)))
}

fn list(title: Key, tasks: &[ModerationTask], desk: &OfficeContext) -> Element {
    let columns = [key::OFFICE_POST, key::OFFICE_POST_WHY].map(Some);
    let mut sheet = Sheet::new(t(title), &[&columns[..], &[None]].concat());
    for task in tasks {
        let post = &task.post;
        let link = el("a", "").attr("href", local_link(&["matters/", &task.matter.to_string()].concat()));
        let below = [post.author.as_str(), &moment(post.at), &task.title].join(" · ");
        let text = el("div", "").child(el("p", "prose").child(post.text.clone().unwrap_or_default()));
        let text = text.child(file_gallery(&desk.code, &post.files, |_| None)).child(link.child(below));
        sheet.row(vec![titled_cell(text, None), why(task), acts(task, desk)]);
    }
    el("section", "stack").child(el("h2", "").child(t(title))).child(sheet.done())
}

fn why(task: &ModerationTask) -> Element {
    let reports = task.reports.iter().map(|report| {
        let figures = [("rule", &*word_text(report.rule)), ("count", &*number(report.count.into()))];
        tf(key::OFFICE_REPORTS_OF, &figures)
    });
    let reports: Vec<String> = reports.collect();
    let Some(hiding) = &task.post.hiding else { return plain_cell(reports.join("；")) };
    let appeal = hiding.appeal.as_ref().and_then(|appeal| appeal.reason.clone()).unwrap_or_default();
    let due = hiding.appeal.as_ref().map(|appeal| day(appeal.decision_due.plus(-1)));
    let rule = [word_text(hiding.rule), hiding.reason.clone().unwrap_or_default()].join("：");
    let late = task.overdue.then(|| badge_span("overdue", t(key::OFFICE_IS_OVERDUE)));
    line_cell(rule, appeal).child(due.map(|due| el("span", "faint").child(due))).child(late)
}

fn acts(task: &ModerationTask, desk: &OfficeContext) -> Element {
    let may = |capability| desk.session.may(capability, &Subject::Community);
    let row = el("div", "actions");
    if task.post.hiding.as_ref().is_some_and(|hiding| hiding.appeal.is_some()) {
        return row.child(may(Capability::DecideAppeals).then(|| decide(task.post.id, desk)));
    }
    if task.post.own || !may(Capability::ModeratePosts) {
        return row;
    }
    row.child(release(task.post.id, desk)).child(hide(task.post.id, desk))
}

fn release(post: PostId, desk: &OfficeContext) -> Element {
    let (command, code, desk) = (Command::new(), desk.code.clone(), desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<ReleasePost>((code.clone(), post), Nothing {}, move |_| desk.say(t(key::OFFICE_RELEASED)));
    };
    let refusal = command_refusal(command, t(key::FORM_REFUSED));
    el("div", "")
        .child(crate::ui::busy_button("badge green", t(key::OFFICE_RELEASE), command.busy, press))
        .child(refusal)
}

fn hide(post: PostId, desk: &OfficeContext) -> Element {
    let desk = desk.clone();
    el("button", "badge").attr("type", "button").child(t(key::OFFICE_HIDE)).on_click(move || {
        let desk = desk.clone();
        desk.clone().ask.open(t(key::OFFICE_HIDE), move |ask| {
            let form = Form::new(&["rule", "reason", "days"], |code| (code == "matters/end-missing").then_some("days"));
            let rule = RwSignal::new(HidingRule::Insult.to_string());
            let [reason, days] = [(); 2].map(|()| RwSignal::new(String::new()));
            let dialog = ask.clone();
            let send = move || {
                let Ok(rule) = rule.get_untracked().parse::<HidingRule>() else { return };
                let reason = match reason.get_untracked().parse() {
                    Ok(reason) => reason,
                    Err(bad) => return form.refuse("reason", form_values::bad_text_words(bad)),
                };
                let body = HidePostRequest { rule, reason, days: days.get_untracked().trim().parse().ok() };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<HidePost>((desk.code.clone(), post), body, move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_HIDDEN));
                });
            };
            let rules = word_choices::<HidingRule>();
            let hint = Some(t(key::OFFICE_HIDE_DAYS_HINT));
            form.element("stack", send)
                .child(el("p", "").child(t(key::OFFICE_HIDE_WHY)))
                .child(form.field("rule", t(key::MATTERS_REPORT_RULE), None, Control::Choice(rules), rule))
                .child(form.field("reason", t(key::FORM_REASON), None, Control::Area, reason))
                .child(form.field("days", t(key::OFFICE_HIDE_DAYS), hint, Control::Number { min: 1, max: 365 }, days))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_HIDE))))
        });
    })
}

fn decide(post: PostId, desk: &OfficeContext) -> Element {
    let desk = desk.clone();
    el("button", "badge green").attr("type", "button").child(t(key::OFFICE_DECIDE_APPEAL)).on_click(move || {
        let choosing = (t(key::OFFICE_OUTCOME), word_choices::<AppealOutcome>());
        let (desk, name) = (desk.clone(), t(key::OFFICE_DECIDE_APPEAL));
        let asking = desk.ask.clone();
        page_dialog::choice_and_reason(
            &asking,
            name.clone(),
            choosing,
            ("button", name),
            move |form, outcome, reason| {
                let Ok(outcome) = outcome.parse() else { return };
                let desk = desk.clone();
                form.send::<DecideAppeal>(
                    (desk.code.clone(), post),
                    DecideAppealRequest { outcome, reason },
                    move |_| {
                        desk.ask.close();
                        desk.say(t(key::OFFICE_APPEAL_DECIDED));
                    },
                );
            },
        );
    })
}
