//! Own communities: the list in this browser, the page to switch between them, and the poster that leads to one.

mod chooser;
mod leaving;
pub mod list;
mod poster;
mod sharing;

pub use chooser::chooser;
pub use poster::poster;
