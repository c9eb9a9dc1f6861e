//! Deliberation: the catalogue, proposals, discussions and moderation. The rules are `domain::matters`.
//!
//! | Part | File |
//! |---|---|
//! | a matter and who looks at it, as the rules take them | `load.rs` |
//! | the catalogue, its own list and its replacement | `catalogue.rs` |
//! | proposing, co-signing, mending, taking back | `propose.rs` |
//! | the office's list and the pre-review | `review.rs` |
//! | versions, summary, answer | `organise.rs` |
//! | lists, one matter, its versions, similar ones | `lists.rs` |
//! | what is said, and how it is shown | `posts.rs`, `post_view.rs` |
//! | files that go with a matter or a post, and who sees them | `attachments.rs` |
//! | hiding, releasing, appeals | `moderate.rs` |
//!
//! Invariant: each step of a matter leaves a row of its timeline beside the journal's, and names nobody there.

mod attachments;
mod catalogue;
mod dossier;
mod lists;
mod load;
mod moderate;
mod organise;
mod post_view;
mod posts;
mod propose;
mod remind;
mod review;
pub(crate) mod sql;

pub use attachments::{add_matter_files, add_post_files, sight_of_matter, sight_of_post};
pub use catalogue::{current_catalogue, replace_catalogue, show_catalogue};
pub use dossier::{of_dossier, public_draft};
pub use lists::{find_similar, list_discussed, list_matters, show_matter, show_versions};
pub use load::{CaseMatter, for_case, take_to_case};
pub use moderate::{appeal_hiding, decide_appeal, hide_post, release_post, set_moderation, show_moderation};
pub use organise::{add_version, answer_matter, summarise_matter};
pub use post_view::list_posts;
pub use posts::{report_post, rewrite_post, withdraw_post, write_post};
pub use propose::{cosign_matter, propose_matter, revise_matter, withdraw_matter};
pub use remind::{discussion_reminder, in_review};
pub use review::{decide_pre_review, list_matter_tasks};
