//! Files attached to a matter or to a post about it (附件).
//!
//! Invariant: files may be added as long as the text may still change, and are never removed.

use super::{DiscussionPost, Matter, Refusal, Rules, Stage, may_rewrite_post};
use crate::time::UtcMillis;

/// Whether the proposer or the committee may add files to the matter: until its discussion ends.
pub fn enclose_in_matter(matter: &Matter, now: UtcMillis) -> Result<(), Refusal> {
    match matter.stage(now) {
        Stage::Collecting | Stage::PreReview | Stage::Returned | Stage::Discussing => Ok(()),
        Stage::Withdrawn => Err(Refusal::AlreadyWithdrawn),
        Stage::Routed | Stage::Done => Err(Refusal::AlreadyClosed),
        Stage::Discussed | Stage::Deciding => Err(Refusal::NotDiscussing),
    }
}

/// Whether authors may add files to their own post: as long as they may edit its text.
pub fn enclose_in_post(matter: &Matter, post: &DiscussionPost, now: UtcMillis) -> Result<(), Refusal> {
    may_rewrite_post(matter, post, now, Rules::current())
}

#[cfg(test)]
mod tests {
    use super::super::discussion::tests::post;
    use super::super::stage::tests::{NOW, matter};
    use super::*;
    use crate::time::{DAY, MINUTE};

    #[test]
    fn until_the_discussion_ends() {
        for (stage, expect) in [
            (Stage::Collecting, Ok(())),
            (Stage::PreReview, Ok(())),
            (Stage::Returned, Ok(())),
            (Stage::Discussing, Ok(())),
            (Stage::Withdrawn, Err(Refusal::AlreadyWithdrawn)),
            (Stage::Routed, Err(Refusal::AlreadyClosed)),
            (Stage::Discussed, Err(Refusal::NotDiscussing)),
            (Stage::Deciding, Err(Refusal::NotDiscussing)),
            (Stage::Done, Err(Refusal::AlreadyClosed)),
        ] {
            assert_eq!(enclose_in_matter(&matter(stage), NOW), expect, "{stage}");
        }
        let (open, until) = (matter(Stage::Discussing), NOW.plus(DAY));
        assert_eq!(enclose_in_matter(&open, until.plus(-1)), Ok(()), "the last moment");
        assert_eq!(enclose_in_matter(&open, until), Err(Refusal::NotDiscussing), "by its moment, whatever is stored");
    }

    #[test]
    fn right_after_posting() {
        let (open, plain) = (matter(Stage::Discussing), post());
        for (name, post, at, expect) in [
            ("at once", plain, NOW, Ok(())),
            ("while it waits", DiscussionPost { waits: true, ..plain }, NOW, Ok(())),
            ("later", plain, NOW.plus(15 * MINUTE), Err(Refusal::TooLateToRewrite { minutes_max: 15 })),
            ("answered", DiscussionPost { replies: 1, ..plain }, NOW, Err(Refusal::AlreadyAnswered)),
            ("hidden", DiscussionPost { is_hidden: true, ..plain }, NOW, Err(Refusal::PostNotShown)),
            ("withdrawn", DiscussionPost { is_withdrawn: true, ..plain }, NOW, Err(Refusal::AlreadyWithdrawn)),
        ] {
            assert_eq!(enclose_in_post(&open, &post, at), expect, "{name}");
        }
    }
}
