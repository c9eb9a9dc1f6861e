//! `GET …/matters/{matter}/posts`, and a post as each reader may see it.
//!
//! Invariant: a hidden post is read by its author and the supervision committee, a waiting one by its author and the
//! offices, a withdrawn one by its author alone.

use super::attachments::with_files;
use super::load::{current_viewer, find_for_reading};
use super::sql::{self, PostRow};
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Value;
use crate::object::{Cx, Feature};
use domain::contract::{Empty, Page, page_below, page_limit};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{DiscussionPost, Hiding, Office, PostState, PostView, PostsQuery, Rules, Viewer, is_hidden};
use domain::time::UtcMillis;

/// A post as loaded from the store, with its hiding and the reader's report.
pub struct LoadedPost {
    pub id: PostId,
    pub matter: MatterId,
    pub parent: Option<PostId>,
    pub post: DiscussionPost,
    pub hiding: Option<Hiding>,
    /// The number of the newest hiding.
    pub hiding_seq: Option<i64>,
    pub was_reported_by_reader: bool,
    view: PostView,
}

/// Posts in their present states, for the reader who is the first of the values.
pub fn read_posts(cx: &Cx<'_>, statement: &'static str, values: &[Value]) -> HandlerResult<Vec<LoadedPost>> {
    let rows: Vec<PostRow> = cx.read_all(statement, values)?;
    let loaded = |PostRow { matter, parent, mut post, hiding, hiding_seq, mut view }| {
        post.is_hidden = hiding.as_ref().is_some_and(|hiding| is_hidden(hiding, cx.now));
        view.state = post.state();
        let (id, was_reported_by_reader) = (view.id, view.reported_by_me);
        LoadedPost { id, matter, parent, post, hiding, hiding_seq, was_reported_by_reader, view }
    };
    Ok(rows.into_iter().map(loaded).collect())
}

impl LoadedPost {
    /// Whether this reader may read the text.
    pub fn is_read_by(&self, reader: &Viewer) -> bool {
        let own = reader.member == Some(self.post.author);
        match self.post.state() {
            PostState::Shown => true,
            PostState::Waiting => own || deals(reader),
            PostState::Hidden => own || reader.is_supervisor,
            PostState::Withdrawn => own,
        }
    }

    /// The post as this reader sees it.
    pub fn for_reader(self, reader: &Viewer, now: UtcMillis) -> PostView {
        let reads = self.is_read_by(reader);
        let (post, mut view) = (self.post, self.view);
        let (own, deals) = (reader.member == Some(post.author), deals(reader));
        if !reads {
            view.text = None;
        }
        // Readers of a visible post need not know that it was hidden before; its author and the offices do.
        view.hiding = view.hiding.filter(|_| view.state == PostState::Hidden || own || deals);
        if let Some(hiding) = view.hiding.as_mut().filter(|_| !own && !deals) {
            (hiding.reason, hiding.appeal) = (None, None);
        }
        if let Some(appeal) = view.hiding.as_mut().and_then(|hiding| hiding.appeal.as_mut()) {
            appeal.reason = appeal.reason.take().filter(|_| own || reader.is_supervisor);
        }
        view.own = own;
        let until = post.rewrite_until(Rules::current());
        let may_mend = own && post.replies == 0 && matches!(view.state, PostState::Shown | PostState::Waiting);
        view.rewrite_until = (may_mend && now < until).then_some(until);
        view
    }
}

/// Roles that may hide or release posts and decide appeals.
fn deals(reader: &Viewer) -> bool {
    reader.office == Some(Office::Committee) || reader.is_supervisor
}

/// A waiting post is not listed for others.
fn is_listed(said: &LoadedPost, reader: &Viewer) -> bool {
    said.post.state() != PostState::Waiting || deals(reader) || reader.member == Some(said.post.author)
}

crate::handle!(ListPosts, list_posts);
pub fn list_posts(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    query: &PostsQuery,
    _: &Empty,
) -> HandlerResult<Page<PostView>> {
    find_for_reading(cx, id)?;
    cx.set_etag(&[Feature::Matters, Feature::Members])?;
    let reader = current_viewer(cx);
    let (below, limit) = (page_below(query.after), page_limit(query.limit));
    let found = match query.side {
        None => read_posts(cx, sql::POSTS, bind![reader.member, id, below, limit])?,
        Some(side) => read_posts(cx, sql::POSTS_OF_SIDE, bind![reader.member, id, below, limit, side.as_str()])?,
    };
    let Page { rows, next } = Page::cut(found, limit, |said| said.view.seq);
    let listed = rows.into_iter().filter(|said| is_listed(said, &reader));
    let mut posts: Vec<PostView> = listed.map(|said| said.for_reader(&reader, cx.now)).collect();
    if posts.is_empty() {
        return Ok(Page { rows: posts, next });
    }
    let ids = serde_json::json!(posts.iter().map(|post| post.id).collect::<Vec<_>>()).to_string();
    for reply in read_posts(cx, sql::REPLIES, bind![reader.member, ids])? {
        let parent = reply.parent;
        let post = posts.iter_mut().find(|post| Some(post.id) == parent);
        if let Some(post) = post.filter(|_| is_listed(&reply, &reader)) {
            post.replies.push(reply.for_reader(&reader, cx.now));
        }
    }
    with_files(cx, &mut posts)?;
    Ok(Page { rows: posts, next })
}
