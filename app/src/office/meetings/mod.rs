//! Meetings for those who run them: announcing, attendance, ballots, minutes, closing.
//!
//! Invariant: the possible acts follow from the meeting's state and the reader's post in it; the API decides again.

mod acts;
mod announce;
mod attend;
mod ballots;
mod counts;
mod decided;
mod guests;
mod minutes;
mod outcomes;
mod proxies;
mod records;
mod run;

pub use acts::{MeetingAct, act_on_meeting};
pub use announce::announce;
pub use counts::{Counting, count};
pub use run::run;

use domain::contract::{Endpoint, ListMeetings};
use domain::ids::MeetingId;
use domain::meetings::{MeetingFilter, MeetingQuery, MeetingRow};

use super::frame::{Desk, head};
use super::loading::{Calls, loading};
use super::sheet::{Sheet, badge, empty, lines, plain, titled};
use crate::meetings::words_of;
use crate::place::after;
use crate::ui::{Element, el};
use crate::words::{key, moment, number, t, tf};

/// Announced, open and held meetings.
pub fn list(desk: Desk) -> Element {
    let new = el("a", "button").attr("href", desk.link("meetings/new")).child(t(key::OFFICE_ANNOUNCE));
    let content = loading(move || {
        let desk = desk.clone();
        let url = |filter| {
            let query = MeetingQuery { filter: Some(filter), limit: Some(50), ..MeetingQuery::default() };
            ListMeetings::url(&(desk.code.clone(),), &query)
        };
        let urls = vec![url(MeetingFilter::Upcoming), url(MeetingFilter::Past)];
        Calls::new(urls, move |answers| {
            let (upcoming, past) = (answers.next::<ListMeetings>()?, answers.next::<ListMeetings>()?);
            let all: Vec<MeetingRow> = upcoming.meetings.into_iter().chain(past.meetings).collect();
            Some(shown(&all, &desk).any())
        })
    });
    el("div", "stack")
        .child(head(t(key::OFFICE_MEETINGS), Some(t(key::OFFICE_MEETINGS_BELOW)), Some(new)))
        .child(content)
}

fn shown(all: &[MeetingRow], desk: &Desk) -> Element {
    if all.is_empty() {
        return empty(key::OFFICE_NO_MEETINGS, key::OFFICE_NO_MEETINGS_NEXT, None);
    }
    let columns = [key::OFFICE_MEETING, key::OFFICE_MEETING_WHEN, key::OFFICE_MEETING_WHO, key::OFFICE_STUCK].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_MEETINGS), &columns);
    for row in all {
        let href = desk.link(&["meetings/", &row.id.to_string()].concat());
        let title = el("a", "").attr("href", href).child(row.title.clone());
        let figures = [("entitled", &*number(row.entitled.into())), ("present", &*number(row.present.into()))];
        sheet.row(vec![
            titled(title, words_of("form", row.form.as_str())),
            lines(moment(row.starts_at), row.place.clone()),
            plain(tf(key::MEETINGS_PRESENT, &figures)),
            badge("badge", words_of("status", row.status.as_str())),
        ]);
    }
    sheet.done()
}

fn meeting_of_page() -> Option<MeetingId> {
    after("meetings")
}
