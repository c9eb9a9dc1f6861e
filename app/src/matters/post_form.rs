//! Writing a post: the side, the text, files. Fetched for readers who may write.
//!
//! Form by hand: a post is written in the page itself, with files.

use super::post::PostContext;
use crate::files::{CaptionNeed, PendingFiles, with_form};
use crate::lazy_modules::lazy_modules;
use crate::location::current_community;
use crate::ui::body_form::field_label;
use crate::ui::form::{Control, Form, count_view};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, form_values, show_toast};
use crate::words::{key, t, tn, word_choices};
use domain::contract::{Describe, WritePost};
use domain::limits::FILES_PER_POST_MAX;
use domain::matters::{PostState, Stance, WritePostRequest};
use leptos::prelude::*;

/// Shows the form for a new post of a discussion.
pub type PostForm = fn(PostContext, &PageDialog) -> AnyView;

lazy_modules! {
    /// The form for a new post.
    post_form_file(()) -> PostForm = post_form;
}

pub fn post_form((): ()) -> PostForm {
    |context, ask| write(context, ask).any()
}

/// Answers have their form in a dialog.
fn write(context: PostContext, ask: &PageDialog) -> Element {
    let PostContext { matter, version, .. } = context;
    let form = Form::placing(|_| Some("post-text"));
    // Nobody's opinion is chosen for them.
    let (side, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let kept = PendingFiles::new(current_community(), FILES_PER_POST_MAX, CaptionNeed::Words);
    let sent = kept.clone();
    let send = move || {
        let Ok(chosen) = side.get_untracked().parse() else {
            return form.refuse("side", t(key::FORM_CHOOSE));
        };
        let words = match text.get_untracked().parse() {
            Ok(words) => words,
            Err(bad) => return form.refuse("post-text", form_values::bad_text_words(bad)),
        };
        let (sent, files) = (sent.clone(), sent.ready());
        let body = WritePostRequest { side: chosen, text: words, version, reply_to: None, files };
        form.send::<WritePost>((current_community(), matter), body, move |posted| {
            text.try_set(String::new());
            side.try_set(String::new());
            sent.clear();
            context.show_fresh(posted.post, posted.state);
        });
    };
    let sides = Control::Buttons(word_choices::<Stance>());
    form.warned("stack", send)
        .child(form.field("side", t(key::FIELD_MATTERS_SIDE), None, sides, side))
        .child(
            form.field(
                "post-text",
                field_label::<WritePost>("text"),
                Some(t(key::MATTERS_MY_POST_HINT)),
                Control::Area,
                text,
            )
            .child(count_view(<WritePostRequest as Describe>::FIELDS, "text", text)),
        )
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
