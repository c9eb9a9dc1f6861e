//! `POST …/matters/{matter}/files` and `…/posts/{post}/files`; and who sees the files attached there.

use super::load::{LoadedMatter, load_matter, own_subject, record_event};
use super::posts::{find_own_post, find_post};
use crate::answer::HandlerResult;
use crate::archive::{self, FileAudience, attach_some, file_ids};
use crate::object::{Cx, Feature};
use domain::archive::{CaptionedFilesRequest, FilePurpose, Owner, OwnerKind};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{EventActor, MatterEvent, PostState, PostView, enclose_in_matter, enclose_in_post, is_public};
use domain::sessions::Done;

crate::handle!(AddMatterFiles, add_matter_files);
/// Adds files to a matter: its proposer, or the committee.
pub fn add_matter_files(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &CaptionedFilesRequest,
) -> HandlerResult<Done> {
    let Some(found) = load_matter(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&own_subject(found.matter.proposer))?;
    enclose_in_matter(&found.matter, cx.now)?;
    if attach_some(cx, Owner::Matter(id), FilePurpose::Enclosure, &body.files)? > 0 {
        let is_proposer = found.viewer.member == Some(found.matter.proposer);
        record_event(
            cx,
            id,
            MatterEvent::FilesAdded,
            if is_proposer { EventActor::Proposer } else { EventActor::Committee },
        )?;
    }
    cx.journal(&id.to_string(), &serde_json::json!({ "files": file_ids(&body.files) }))?;
    Ok(Done {})
}

crate::handle!(AddPostFiles, add_post_files);
/// Adds files to the caller's own post.
pub fn add_post_files(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, PostId),
    _: &(),
    body: &CaptionedFilesRequest,
) -> HandlerResult<Done> {
    let (said, found) = find_own_post(cx, id)?;
    enclose_in_post(&found.matter, &said.post, cx.now)?;
    attach_some(cx, Owner::Post(id), FilePurpose::Enclosure, &body.files)?;
    cx.bump_revision(Feature::Matters)?;
    let detail = serde_json::json!({ "matter": said.matter, "files": file_ids(&body.files) });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}

/// The files of a matter are visible to all who see the matter.
pub fn sight_of_matter(cx: &Cx<'_>, id: MatterId) -> HandlerResult<FileAudience> {
    Ok(load_matter(cx, id)?.map_or(FileAudience::Nobody, |found| sight(cx, &found)))
}

fn sight(cx: &Cx<'_>, found: &LoadedMatter) -> FileAudience {
    if is_public(found.matter.stage(cx.now)) {
        FileAudience::Everybody
    } else if found.is_seen(cx.now) {
        FileAudience::Caller
    } else {
        FileAudience::Nobody
    }
}

/// The files of a post are visible to its readers, as far as they see the matter.
pub fn sight_of_post(cx: &Cx<'_>, id: PostId) -> HandlerResult<FileAudience> {
    let Some((said, found)) = find_post(cx, id)? else { return Ok(FileAudience::Nobody) };
    let of_post = match said.post.state() {
        PostState::Shown => FileAudience::Everybody,
        _ if said.is_read_by(&found.viewer) => FileAudience::Caller,
        _ => FileAudience::Nobody,
    };
    Ok(of_post.min(sight(cx, &found)))
}

/// Adds files to listed posts and their answers, where the reader may read the text.
pub fn with_files(cx: &Cx<'_>, posts: &mut [PostView]) -> HandlerResult<()> {
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
