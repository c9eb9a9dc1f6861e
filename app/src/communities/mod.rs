//! Own communities: the list in this browser, the page to switch between them, and the poster that leads to one.
//!
//! Each community has a cookie and a session of its own, so one person may be signed in to several. Who is signed in
//! where is stored beside the list, one entry for each community, and goes with the sign-out. Emptying the list on a
//! shared computer signs out of all communities first.

mod chooser;
mod leave_dialogs;
mod poster;
mod sharing;
pub mod stored_list;

pub use chooser::communities_page;
pub use poster::poster_page;
