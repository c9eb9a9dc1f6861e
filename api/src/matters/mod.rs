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

pub use attachments::{sight_of_matter, sight_of_post};
pub use catalogue::current_catalogue;
pub use dossier::{of_dossier, public_draft};
pub use lists::list_discussed;
pub use load::{CaseMatter, for_case, take_to_case};
pub use remind::{discussion_reminder, in_review};
pub use review::list_waiting;
