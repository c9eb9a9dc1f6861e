//! The discussion of a matter: reasons for and against shown separately, each with its answers.
//!
//! State: which side is shown, and the page of it. The form for a new post is in a file of its own.

use super::post_form::post_form_file;
use super::{matter_of_page, post};
use crate::current_session::use_session;
use crate::load::load_reply;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, choices, el, fetched_part, live, loaded_view, nothing, pager, section, several, sign_in_link,
};
use crate::words::{key, number, t, word_text};
use domain::contract::{ListPosts, Page};
use domain::ids::PostId;
use domain::matters::{MatterAct, MatterView, PostView, PostsQuery, Stage, Stance};
use leptos::prelude::*;

/// All posts, and then each side.
const SIDES: [Option<Stance>; 4] = [None, Some(Stance::For), Some(Stance::Against), Some(Stance::Neutral)];

/// `fresh` is the post that the reader has just written; it stays known when the matter is loaded again.
pub fn discussion_view(one: &MatterView, ask: &PageDialog, fresh: RwSignal<Option<PostId>>) -> AnyView {
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
    let context = post::PostContext {
        matter: one.row.id,
        version: one.version,
        may_post: may_post(one),
        found,
        chosen,
        after,
        fresh,
    };
    let asking = ask.clone();
    let list = loaded_view(found, move |found: std::sync::Arc<Page<PostView>>| {
        if found.rows.is_empty() {
            return el("p", "body faint").child(t(key::MATTERS_NO_POSTS)).any();
        }
        let rows: Vec<Element> = found.rows.iter().map(|one| post::post_view(one, &context, &asking)).collect();
        let pages = pager(after, found.next);
        several([el("ul", "posts").child(rows).any(), pages.any()])
    });
    let asking = ask.clone();
    let writing =
        if may_post(one) { fetched_part(post_form_file(()), move |form| form(context, &asking)) } else { why_not(one) };
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
