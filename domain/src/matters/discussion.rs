//! Posts of a discussion and replies to them, two levels deep, each for, against or neutral.
//!
//! Invariant: only the author edits a post, soon and before anybody has replied; earlier texts are kept.

use super::{Matter, Refusal, Rules, Stage};
use crate::ids::{HouseholdId, MemberId};
use crate::limits;
use crate::time::{MINUTE, UtcMillis};

/// A post, as the rules need it.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, and several may be answered yes")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiscussionPost {
    pub author: MemberId,
    pub household: HouseholdId,
    pub at: UtcMillis,
    /// Whether it is a reply.
    pub is_reply: bool,
    pub replies: u32,
    pub is_withdrawn: bool,
    /// Waits to be released (先审后发).
    pub waits: bool,
    pub is_hidden: bool,
    /// Reports that nobody has handled.
    pub open_reports: u32,
}

crate::words! {
    /// How a post is shown.
    pub enum PostState {
        Shown = "shown",
        /// Waits to be released.
        Waiting = "waiting",
        Hidden = "hidden",
        Withdrawn = "withdrawn",
    }
}

/// The post to which a new one replies.
pub type Target<'a> = Option<&'a DiscussionPost>;

impl DiscussionPost {
    /// Withdrawal takes precedence: authors who withdrew a post need not read that it was hidden.
    pub fn state(&self) -> PostState {
        if self.is_withdrawn {
            PostState::Withdrawn
        } else if self.is_hidden {
            PostState::Hidden
        } else if self.waits {
            PostState::Waiting
        } else {
            PostState::Shown
        }
    }

    /// Until when the author may edit it.
    pub fn rewrite_until(&self, rules: &Rules) -> UtcMillis {
        self.at.plus(i64::from(rules.rewrite_minutes) * MINUTE)
    }

    /// Whether the viewer is the author or of the author's household.
    pub fn is_own(&self, member: MemberId, household: Option<HouseholdId>) -> bool {
        self.author == member || household == Some(self.household)
    }
}

/// Whether a person with `today` posts so far today may write another one.
pub fn may_write_post(
    matter: &Matter,
    target: Target<'_>,
    today: u32,
    now: UtcMillis,
    rules: &Rules,
) -> Result<(), Refusal> {
    if matter.stage(now) != Stage::Discussing {
        return Err(Refusal::NotDiscussing);
    }
    if let Some(target) = target {
        if target.is_reply {
            return Err(Refusal::TooDeep);
        }
        if target.state() != PostState::Shown {
            return Err(Refusal::PostNotShown);
        }
        if target.replies >= limits::REPLIES_MAX {
            return Err(Refusal::TooManyReplies { count_max: limits::REPLIES_MAX });
        }
    }
    if today >= rules.posts_per_day {
        return Err(Refusal::TooManyToday { count_max: rules.posts_per_day });
    }
    Ok(())
}

/// Whether the author may still edit it.
pub fn may_rewrite_post(matter: &Matter, post: &DiscussionPost, now: UtcMillis, rules: &Rules) -> Result<(), Refusal> {
    if matter.stage(now) != Stage::Discussing {
        return Err(Refusal::NotDiscussing);
    }
    match post.state() {
        PostState::Withdrawn => return Err(Refusal::AlreadyWithdrawn),
        PostState::Hidden => return Err(Refusal::PostNotShown),
        PostState::Shown | PostState::Waiting => {}
    }
    if post.replies > 0 {
        return Err(Refusal::AlreadyAnswered);
    }
    if now >= post.rewrite_until(rules) {
        return Err(Refusal::TooLateToRewrite { minutes_max: rules.rewrite_minutes });
    }
    Ok(())
}

/// Whether the author may withdraw it: at any time, once.
pub fn take_back(post: &DiscussionPost) -> Result<(), Refusal> {
    if post.is_withdrawn { Err(Refusal::AlreadyWithdrawn) } else { Ok(()) }
}

/// Whether somebody may report it to the committee.
pub fn may_report_post(post: &DiscussionPost, by: MemberId, already: bool) -> Result<(), Refusal> {
    if post.author == by {
        return Err(Refusal::OwnCase);
    }
    if post.state() != PostState::Shown {
        return Err(Refusal::PostNotShown);
    }
    if already { Err(Refusal::AlreadyReported) } else { Ok(()) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::stage::tests::{NOW, matter, person};
    use super::*;
    use crate::time::DAY;

    pub fn post() -> DiscussionPost {
        DiscussionPost {
            author: person(5),
            household: crate::ids::HouseholdId::from_parts(NOW, 5),
            at: NOW,
            is_reply: false,
            replies: 0,
            is_withdrawn: false,
            waits: false,
            is_hidden: false,
            open_reports: 0,
        }
    }

    #[test]
    fn who_may_say_what() {
        let (rules, open) = (Rules::current(), matter(Stage::Discussing));
        let (plain, over) = (post(), NOW.plus(DAY));
        let reply = DiscussionPost { is_reply: true, ..plain };
        let full = DiscussionPost { replies: limits::REPLIES_MAX, ..plain };
        for (name, matter, target, today, at, expect) in [
            ("a post", open, None, 0, NOW, Ok(())),
            ("an answer", open, Some(&plain), 0, NOW, Ok(())),
            ("an answer to an answer", open, Some(&reply), 0, NOW, Err(Refusal::TooDeep)),
            ("the last moment", open, None, 0, over.plus(-1), Ok(())),
            ("when it is over", open, None, 0, over, Err(Refusal::NotDiscussing)),
            ("before it was accepted", self::matter(Stage::PreReview), None, 0, NOW, Err(Refusal::NotDiscussing)),
            ("the last of the day", open, None, 19, NOW, Ok(())),
            ("posts_per_day", open, None, 20, NOW, Err(Refusal::TooManyToday { count_max: 20 })),
            (
                "too many answers",
                open,
                Some(&full),
                0,
                NOW,
                Err(Refusal::TooManyReplies { count_max: limits::REPLIES_MAX }),
            ),
        ] {
            assert_eq!(may_write_post(&matter, target, today, at, rules), expect, "{name}");
        }
        for gone in [
            DiscussionPost { is_withdrawn: true, ..plain },
            DiscussionPost { is_hidden: true, ..plain },
            DiscussionPost { waits: true, ..plain },
        ] {
            assert_eq!(
                may_write_post(&open, Some(&gone), 0, NOW, rules),
                Err(Refusal::PostNotShown),
                "{:?}",
                gone.state()
            );
        }
    }

    #[test]
    fn mending_taking_back_and_reporting() {
        let (rules, open, plain) = (Rules::current(), matter(Stage::Discussing), post());
        let last = NOW.plus(15 * MINUTE - 1);
        for (name, post, at, expect) in [
            ("at once", plain, NOW, Ok(())),
            ("the last moment", plain, last, Ok(())),
            ("rewrite_minutes", plain, last.plus(1), Err(Refusal::TooLateToRewrite { minutes_max: 15 })),
            ("answered", DiscussionPost { replies: 1, ..plain }, NOW, Err(Refusal::AlreadyAnswered)),
            ("while it waits", DiscussionPost { waits: true, ..plain }, NOW, Ok(())),
            ("hidden", DiscussionPost { is_hidden: true, ..plain }, NOW, Err(Refusal::PostNotShown)),
            (
                "withdrawn",
                DiscussionPost { is_withdrawn: true, is_hidden: true, ..plain },
                NOW,
                Err(Refusal::AlreadyWithdrawn),
            ),
        ] {
            assert_eq!(may_rewrite_post(&open, &post, at, rules), expect, "{name}");
        }
        assert_eq!(may_rewrite_post(&open, &plain, NOW.plus(DAY), rules), Err(Refusal::NotDiscussing));
        assert_eq!(take_back(&plain), Ok(()));
        assert_eq!(take_back(&DiscussionPost { is_withdrawn: true, ..plain }), Err(Refusal::AlreadyWithdrawn));
        assert_eq!(may_report_post(&plain, person(6), false), Ok(()));
        assert_eq!(may_report_post(&plain, person(5), false), Err(Refusal::OwnCase));
        assert_eq!(may_report_post(&plain, person(6), true), Err(Refusal::AlreadyReported));
        assert_eq!(
            may_report_post(&DiscussionPost { is_hidden: true, ..plain }, person(6), false),
            Err(Refusal::PostNotShown)
        );
    }
}
