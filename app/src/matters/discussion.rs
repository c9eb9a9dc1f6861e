//! The discussion of a matter: reasons for and against shown separately, each with its answers.
//!
//! State: which side is shown, and the page of it. Form by hand: a post is written in the page itself, with files.

use super::{matter_of_page, post};
use crate::current_session::use_session;
use crate::files::{CaptionNeed, PendingFiles, with_form};
use crate::load::{Load, load_reply};
use crate::location::current_community;
use crate::ui::body_form::field_label;
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, choices, el, form_values, live, loaded_view, maybe, nothing, pager, section, several, show_toast,
    sign_in_link,
};
use crate::words::{key, number, t, tn, word_text};
use domain::contract::{ListPosts, Page, WritePost};
use domain::ids::MatterId;
use domain::limits::FILES_PER_POST_MAX;
use domain::matters::{MatterAct, MatterView, PostState, PostView, PostsQuery, Stage, Stance, WritePostRequest};
use leptos::prelude::*;

/// All posts, and then each side.
const SIDES: [Option<Stance>; 4] = [None, Some(Stance::For), Some(Stance::Against), Some(Stance::Neutral)];

pub fn discussion_view(one: &MatterView, ask: &PageDialog) -> AnyView {
    let was_open = matches!(one.row.stage, Stage::Discussing | Stage::Discussed | Stage::Deciding | Stage::Done);
    if !was_open {
        return nothing();
    }
    let chosen = RwSignal::new(0_u32);
    let after = RwSignal::new(Vec::<u64>::new());
    let found = load_reply::<ListPosts>(move || {
        let side = SIDES[chosen.get() as usize];
        (matter_of_page(), PostsQuery { side, after: after.with(|after| after.last().copied()), limit: Some(20) })
    });
    let counts =
        [one.posts_for + one.posts_against + one.posts_neutral, one.posts_for, one.posts_against, one.posts_neutral];
    let words = SIDES.iter().zip(counts).map(|(side, count)| {
        let side = side.map_or_else(|| t(key::MATTERS_SIDE_ALL), word_text);
        [side.as_str(), " ", &number(count.into())].concat()
    });
    let choices = choices(t(key::MATTERS_SIDES), words.collect(), None, chosen, move || after.set(vec![]));
    let context = post::PostContext { matter: one.row.id, version: one.version, may_post: may_post(one), found };
    let asking = ask.clone();
    let list = loaded_view(found, move |found: std::sync::Arc<Page<PostView>>| {
        if found.rows.is_empty() {
            return el("p", "body faint").child(t(key::MATTERS_NO_POSTS)).any();
        }
        let rows: Vec<Element> = found.rows.iter().map(|one| post::post_view(one, &context, &asking)).collect();
        let pages = pager(after, found.next);
        several([el("ul", "posts").child(rows).any(), pages.any()])
    });
    let writing = if may_post(one) { write((one.row.id, one.version), found, ask).any() } else { why_not(one) };
    section("card", t(key::MATTERS_DISCUSSION))
        .child(el("div", "body").child(choices))
        .child(list)
        .child(el("div", "body").child(writing))
        .any()
}

fn may_post(one: &MatterView) -> bool {
    one.mine.may.contains(&MatterAct::Post)
}

fn why_not(one: &MatterView) -> AnyView {
    if one.row.stage != Stage::Discussing {
        return el("p", "faint").child(t(key::MATTERS_DISCUSSION_OVER)).any();
    }
    let session = use_session();
    live(move || match session.me() {
        Some(_) => nothing(),
        None => el("a", "button block").attr("href", sign_in_link()).child(t(key::MATTERS_SIGN_IN_TO_POST)).any(),
    })
}

/// The number of no side: nobody's opinion is chosen for them.
const NO_SIDE: u32 = u32::MAX;

fn choose_first() -> Element {
    el("span", "error").attr("role", "alert").child(t(key::FORM_CHOOSE))
}

/// The form for a new post; answers have theirs in a dialog.
fn write((matter, version): (MatterId, u32), found: Load<Page<PostView>>, ask: &PageDialog) -> Element {
    let form = Form::placing(|_| Some("post-text"));
    let (side, text) = (RwSignal::new(NO_SIDE), RwSignal::new(String::new()));
    let unchosen = RwSignal::new(false);
    let kept = PendingFiles::new(current_community(), FILES_PER_POST_MAX, CaptionNeed::Words);
    let sent = kept.clone();
    let send = move || {
        let chosen = Stance::ALL.get(side.get_untracked() as usize).copied();
        unchosen.set(chosen.is_none());
        let Some(chosen) = chosen else { return };
        let words = match text.get_untracked().parse() {
            Ok(words) => words,
            Err(bad) => return form.refuse("post-text", form_values::bad_text_words(bad)),
        };
        let (sent, files) = (sent.clone(), sent.ready());
        let body = WritePostRequest { side: chosen, text: words, version, reply_to: None, files };
        form.send::<WritePost>((current_community(), matter), body, move |posted| {
            text.try_set(String::new());
            side.try_set(NO_SIDE);
            sent.clear();
            posted_now(posted.state);
            found.again();
        });
    };
    let sides = Stance::ALL.iter().map(|side| word_text(*side)).collect();
    let sides = choices(t(key::FIELD_MATTERS_SIDE), sides, None, side, move || unchosen.set(false));
    let missing = live(move || maybe(unchosen.get().then(choose_first)));
    form.warned("stack", send)
        .child(el("p", "").child(el("b", "").child(t(key::FIELD_MATTERS_SIDE))))
        .child(sides)
        .child(el("div", "field").child(missing))
        .child(form.field(
            "post-text",
            field_label::<WritePost>("text"),
            Some(t(key::MATTERS_MY_POST_HINT)),
            Control::Area,
            text,
        ))
        .child(with_form(attach_label, ask, &kept))
        .child(form.refusal())
        .child(form.submit("button block middle", t(key::MATTERS_POST)))
}

/// The label of the button that opens the dialog for attaching.
pub fn attach_label(count: usize) -> String {
    match i64::try_from(count) {
        Ok(count) if count > 0 => tn(key::MATTERS_ATTACHED, count, &[]),
        _ => t(key::MATTERS_ATTACH),
    }
}

pub fn posted_now(state: PostState) {
    show_toast(t(if state == PostState::Waiting { key::MATTERS_POST_WAITS } else { key::MATTERS_POSTED }));
}
