//! `POST …/matters/{matter}/files` and `…/posts/{post}/files`; and who sees the files attached there.

use super::dossier::is_public;
use super::found::{Found, find, note, own};
use super::posts::{find_own_post, find_post};
use crate::answer::Answer;
use crate::archive::{self, Sight, attach_some, names};
use crate::community::{Cx, Feature};
use domain::archive::{CaptionedFiles, Owner, OwnerKind, Purpose};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{By, MatterEvent, PostState, PostView, enclose, enclose_in_post};
use domain::sessions::Done;

/// Adds files to a matter: its proposer, or the committee.
pub fn add_matter_files(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &CaptionedFiles,
) -> Answer<Done> {
    let Some(found) = find(cx, id)? else { return cx.absent() };
    cx.allow(&own(found.matter.proposer))?;
    enclose(&found.matter, cx.now)?;
    if attach_some(cx, Owner::Matter(id), Purpose::Enclosure, &body.files)? > 0 {
        let is_proposer = found.viewer.member == Some(found.matter.proposer);
        note(cx, id, MatterEvent::FilesAdded, if is_proposer { By::Proposer } else { By::Committee })?;
    }
    cx.journal(&id.to_string(), &serde_json::json!({ "files": names(&body.files) }))?;
    Ok(Done {})
}

/// Adds files to the caller's own post.
pub fn add_post_files(cx: &Cx<'_>, (_, id): (CommunityCode, PostId), _: &(), body: &CaptionedFiles) -> Answer<Done> {
    let (said, found) = find_own_post(cx, id)?;
    enclose_in_post(&found.matter, &said.post, cx.now)?;
    attach_some(cx, Owner::Post(id), Purpose::Enclosure, &body.files)?;
    cx.touch(Feature::Matters)?;
    let detail = serde_json::json!({ "matter": said.matter, "files": names(&body.files) });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}

/// The files of a matter are visible to all who see the matter.
pub fn sight_of_matter(cx: &Cx<'_>, id: MatterId) -> Answer<Sight> {
    Ok(find(cx, id)?.map_or(Sight::Nobody, |found| sight(cx, &found)))
}

fn sight(cx: &Cx<'_>, found: &Found) -> Sight {
    if is_public(found.matter.stage(cx.now)) {
        Sight::Everybody
    } else if found.is_seen(cx.now) {
        Sight::Caller
    } else {
        Sight::Nobody
    }
}

/// The files of a post are visible to its readers, as far as they see the matter.
pub fn sight_of_post(cx: &Cx<'_>, id: PostId) -> Answer<Sight> {
    let Some((said, found)) = find_post(cx, id)? else { return Ok(Sight::Nobody) };
    let of_post = match said.post.state() {
        PostState::Shown => Sight::Everybody,
        _ if said.is_read_by(&found.viewer) => Sight::Caller,
        _ => Sight::Nobody,
    };
    Ok(of_post.min(sight(cx, &found)))
}

/// Adds files to listed posts and their answers, where the reader may read the text.
pub fn with_files(cx: &Cx<'_>, posts: &mut [PostView]) -> Answer<()> {
    let all = posts.iter().flat_map(|post| core::iter::once(post).chain(&post.replies));
    let ids: Vec<String> = all.filter(|post| post.text.is_some()).map(|post| post.id.to_string()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let mut files = archive::files_of_each(cx, OwnerKind::Post, &ids)?.into_iter();
    let mut put = |post: &mut PostView| {
        if post.text.is_some() {
            post.files = files.next().unwrap_or_default();
        }
    };
    for post in posts {
        put(post);
        post.replies.iter_mut().for_each(&mut put);
    }
    Ok(())
}
