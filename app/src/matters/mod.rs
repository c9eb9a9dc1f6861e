//! What residents deliberate on (议事协商), in three files: the list, one matter with its discussion, and proposing
//! one.
//!
//! Invariant: the API's answer lists what the reader may do with a matter; the app computes none of it.

mod discussion;
mod list;
mod matter;
mod own_part;
mod post;
mod post_dialogs;
mod post_form;
mod propose;
mod row;
mod versions;

pub use list::matters_page;
pub use matter::matter_page;
pub use propose::propose_page;

use crate::load::Load;
use crate::words::is_english;
use domain::ids::{CommunityCode, MatterId};
use domain::matters::{Catalogue, CatalogueItem};
use domain::time::UtcMillis;

/// The title of an item of the catalogue in the language of the page, if it has one.
pub fn item_title(item: &CatalogueItem) -> String {
    let english = Some(&item.title_en).filter(|title| is_english() && !title.is_empty());
    english.unwrap_or(&item.title_zh).clone()
}

/// The title of the item with this code, as soon as the catalogue is there.
pub fn catalogue_title(catalogue: Load<Catalogue>, code: &str) -> Option<String> {
    catalogue.value().and_then(|all| all.items.iter().find(|item| item.code == code).map(item_title))
}

/// The matter in the address; if there is none, an id that no matter has.
fn matter_of_page() -> (CommunityCode, MatterId) {
    let id = crate::location::path_id("matters");
    (crate::location::current_community(), id.unwrap_or_else(|| MatterId::from_parts(UtcMillis(0), 0)))
}
