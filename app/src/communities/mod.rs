//! Own communities: the list that this browser keeps, and the page to switch between them.

mod chooser;
mod leaving;
pub mod list;

pub use chooser::chooser;
