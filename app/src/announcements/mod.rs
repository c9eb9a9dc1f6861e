//! Announcements of the committee (公告) for readers: the list, one announcement on the screen and on A4, and the newest
//! ones on the home page.

mod list;
mod newest;
mod paper;
mod row;

pub use newest::newest_announcements;
pub use row::{announcement_link, day_words};

use crate::pages::PageId;
use leptos::prelude::*;

pub fn announcements_module(page: PageId) -> AnyView {
    if page == PageId::Announcement { paper::announcement_page() } else { list::announcements_page() }
}
