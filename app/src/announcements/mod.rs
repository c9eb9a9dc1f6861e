//! Announcements of the committee (公告) for readers: the list, one announcement on the screen and on A4, and the newest
//! ones on the home page.

mod list;
mod newest;
mod paper;
mod row;

pub use list::announcements_page;
pub use newest::newest_announcements;
pub use paper::announcement_page;
pub use row::{announcement_link, day_words};
