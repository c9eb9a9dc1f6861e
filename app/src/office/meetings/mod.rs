//! Meetings for those who run them: announcing, attendance, ballots, minutes, closing.
//!
//! Invariant: the possible acts follow from the meeting's state and the reader's post in it; the API decides again.

mod announce;
mod ballots;
mod counts;
mod decision_picker;
mod dialogs;
mod guests;
mod minutes;
mod outcomes;
mod papers;
mod people_sheet;
mod proxies;
mod records;
mod revise;
mod roll;
mod run;

pub use announce::announce_meeting_page;
pub use run::run_meeting_page;

use domain::contract::{Endpoint, ListMeetings};
use domain::ids::MeetingId;
use domain::meetings::{MeetingFilter, MeetingQuery, MeetingRow};

use super::frame::{OfficeContext, page_head};
use super::sheet::{Sheet, badge_span, line_cell, plain_cell, titled_cell};
use crate::location::path_id;
use crate::ui::{Calls, Element, el, empty, loading_view};
use crate::words::{key, moment, number, t, tf, word_text};

/// Announced, open and held meetings.
pub fn office_meetings_page(desk: OfficeContext) -> Element {
    let new = el("a", "button").attr("href", desk.link("meetings/new")).child(t(key::OFFICE_ANNOUNCE));
    let content = loading_view(move || {
        let desk = desk.clone();
        let url = |filter| {
            let query = MeetingQuery { filter: Some(filter), limit: Some(50), ..MeetingQuery::default() };
            ListMeetings::url(&(desk.code.clone(),), &query)
        };
        let urls = vec![url(MeetingFilter::Upcoming), url(MeetingFilter::Past)];
        Calls::new(urls, move |answers| {
            let (upcoming, past) = (answers.next::<ListMeetings>()?, answers.next::<ListMeetings>()?);
            let all: Vec<MeetingRow> = upcoming.rows.into_iter().chain(past.rows).collect();
            Some(shown(&all, &desk).any())
        })
    });
    el("div", "stack")
        .child(page_head(t(key::OFFICE_MEETINGS), Some(t(key::OFFICE_MEETINGS_BELOW)), Some(new)))
        .child(content)
}

fn shown(all: &[MeetingRow], desk: &OfficeContext) -> Element {
    if all.is_empty() {
        return empty("calendar", t(key::OFFICE_NO_MEETINGS), t(key::OFFICE_NO_MEETINGS_NEXT), None);
    }
    let columns = [key::OFFICE_MEETING, key::OFFICE_MEETING_WHEN, key::OFFICE_MEETING_WHO, key::OFFICE_STUCK].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_MEETINGS), &columns);
    for row in all {
        let href = desk.link(&["meetings/", &row.id.to_string()].concat());
        let title = el("a", "").attr("href", href).child(row.title.clone());
        let figures = [("entitled", &*number(row.entitled.into())), ("present", &*number(row.present.into()))];
        sheet.row(vec![
            titled_cell(title, word_text(row.form)),
            line_cell(moment(row.starts_at), row.place.clone()),
            plain_cell(tf(key::MEETINGS_PRESENT, &figures)),
            badge_span("badge", word_text(row.status)),
        ]);
    }
    sheet.done()
}

fn meeting_of_page() -> Option<MeetingId> {
    path_id("meetings")
}
