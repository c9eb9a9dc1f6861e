//! The journal (操作日志) for the supervision committee: every change in words, newest first, filtered by a person, a
//! body, a matter or days; the hashes recomputed in this browser; and all of it as a file.
//!
//! State: the query, and the ends of the pages read so far (`asking.rs`). Invariant: a row counts as intact only if its
//! hash follows from its content and from the row before it; filtered rows are not consecutive, so for them only the
//! first is checked.

mod asking;
mod export;
mod file;
mod filters;
mod people;
mod row;
mod shown;

pub use asking::Expected;
pub use file::{Taken, Taking, take_out};
pub use row::{Told, told};
pub use shown::of_neighbours;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ListBodies, ShowJournal};

use super::frame::{Desk, head};
use super::loading::{Calls, loading};
use super::sheet::begin;
use crate::ui::{Element, el};
use crate::words::{key, t};
use asking::Asking;

pub fn page(desk: Desk) -> Element {
    let asking = Asking::new();
    let export = desk
        .session
        .may(Capability::ExportJournal, &Subject::Community)
        .then(|| export::card(desk.code.clone(), &asking));
    let page = el("div", "stack")
        .child(head(t(key::OFFICE_JOURNAL), Some(t(key::OFFICE_JOURNAL_BELOW)), None))
        .child(filters::form(desk.code.clone(), &asking))
        .child(filters::given(&asking))
        .child(export);
    page.child(loading(move || {
        let (here, asking) = ((desk.code.clone(),), asking.clone());
        let mut query = asking.filter.with(asking::Filter::query);
        query.before = begin(&asking.before);
        let mut urls = vec![ShowJournal::url(&here, &query)];
        // The bodies to choose from come with the first page.
        let without_bodies = asking.bodies.peek(Vec::is_empty);
        if without_bodies {
            urls.push(ListBodies::url(&here, &()));
        }
        Calls::new(urls, move |answers| {
            let journal = answers.next::<ShowJournal>()?;
            if without_bodies {
                let bodies = answers.next::<ListBodies>()?.bodies;
                asking.bodies.set(bodies.into_iter().map(|body| (body.id.to_string(), body.name)).collect());
            }
            Some(shown::page(&journal, &asking).any())
        })
    }))
}
