//! Posts to be reviewed: before they are shown, after a report, or hidden with an appeal.
//!
//! Invariant: a post is hidden under a rule, with a reason and mostly until a day, and its author sees all three; the
//! person who hid it does not decide on the appeal.

use domain::access::{Capability, Subject};
use domain::contract::{DecideAppeal, Empty as Nothing, HidePost, ReleasePost, SetModeration, ShowModeration};
use domain::ids::PostId;
use domain::matters::{Moderation, ModerationMode, ModerationTask, SetModerationRequest};

use crate::command::Command;
use crate::files::file_gallery;
use crate::load::load_reply;
use crate::location::local_link;
use crate::office::frame::{OfficeContext, page_head};
use crate::office::sheet::{Sheet, badge_span, line_cell, plain_cell, titled_cell};
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, command_refusal, el, empty, loaded_view};
use crate::words::{Key, code_text, key, last_day, moment, number, t, tf, word_text};

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
    let due = hiding.appeal.as_ref().map(|appeal| last_day(appeal.decision_due));
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
        let then = desk.clone();
        BodyForm::<HidePost>::new(t(key::OFFICE_HIDE)).text(t(key::OFFICE_HIDE_WHY)).danger().open(
            &desk.ask,
            (desk.code.clone(), post),
            move |_| then.say(t(key::OFFICE_HIDDEN)),
        );
    })
}

fn decide(post: PostId, desk: &OfficeContext) -> Element {
    let desk = desk.clone();
    el("button", "badge green").attr("type", "button").child(t(key::OFFICE_DECIDE_APPEAL)).on_click(move || {
        let then = desk.clone();
        BodyForm::<DecideAppeal>::new(t(key::OFFICE_DECIDE_APPEAL)).open(
            &desk.ask,
            (desk.code.clone(), post),
            move |_| then.say(t(key::OFFICE_APPEAL_DECIDED)),
        );
    })
}
