//! Announcements in the office: all of them with the number of readers, and publishing, correcting and withdrawing.

mod dialogs;

use domain::access::Capability;
use domain::announcements::{AnnouncementState, IssuedAnnouncement, IssuedAnnouncementQuery, state_of};
use domain::contract::{ListIssuedAnnouncements, Page};
use domain::ids::AnnouncementId;

use super::frame::{OfficeContext, page_head};
use super::sheet::{PageStack, Sheet, line_cell, page_begin, sheet_pager, titled_cell};
use crate::announcements::{announcement_link, day_words};
use crate::call::current_time;
use crate::load::{Load, load_reply};
use crate::ui::{Element, Tone, badge, button, el, empty, loaded_view};
use crate::words::{Key, key, number, t, tf, word_text};

pub fn office_announcements_page(desk: OfficeContext) -> Element {
    let after = PageStack::new(vec![]);
    let may_publish = desk.session.may_somewhere(Capability::PublishAnnouncement);
    let (code, begin) = (desk.code.clone(), after.clone());
    let found = load_reply::<ListIssuedAnnouncements>(move || {
        let query = IssuedAnnouncementQuery { after: page_begin(&begin), limit: None };
        ((code.clone(),), query)
    });
    let opener = desk.clone();
    let new = may_publish
        .then(|| button("button", t(key::ANNOUNCEMENTS_NEW), move || dialogs::publish_dialog(&opener, found, None)));
    let head = page_head(t(key::ANNOUNCEMENTS_TITLE), Some(t(key::ANNOUNCEMENTS_OFFICE_BELOW)), new);
    let content = loaded_view(found, move |list| shown(&list, &desk, &after, found, may_publish).any());
    el("div", "stack").child(head).child(content)
}

type Issued = Page<IssuedAnnouncement, AnnouncementId>;

fn shown(list: &Issued, desk: &OfficeContext, after: &PageStack, found: Load<Issued>, may_publish: bool) -> Element {
    if list.rows.is_empty() && after.peek(Vec::is_empty) {
        return empty("inbox", t(key::ANNOUNCEMENTS_NONE), t(key::ANNOUNCEMENTS_OFFICE_NONE), None);
    }
    let columns = [
        key::FIELD_ANNOUNCEMENTS_TITLE,
        key::FIELD_ANNOUNCEMENTS_AUDIENCE,
        key::ANNOUNCEMENTS_DAYS,
        key::ANNOUNCEMENTS_READERS,
    ];
    let mut sheet = Sheet::new(t(key::ANNOUNCEMENTS_TITLE), &[&columns.map(Some)[..], &[None]].concat());
    for issued in &list.rows {
        let row = &issued.row;
        let state = state_of(row.from, row.until, row.withdrawn, current_time().day());
        let (tone, words) = state_words(state);
        let title = el("a", "").attr("href", announcement_link(row.id)).child(row.title.clone());
        let days = tf(key::ANNOUNCEMENTS_SPAN, &[("from", &day_words(row.from)), ("until", &day_words(row.until))]);
        sheet.row(vec![
            titled_cell(title, row.statutory.then(|| t(key::ANNOUNCEMENTS_STATUTORY))).child(badge(tone, t(words))),
            line_cell(word_text(row.audience), row.audience_name.clone()),
            line_cell(days, None),
            line_cell(readers(issued), None),
            el("div", "actions").child(may_publish.then(|| acts(issued, desk, found))),
        ]);
    }
    sheet.done().child(sheet_pager(after, list.next.map(|id| id.to_string())))
}

fn state_words(state: AnnouncementState) -> (Tone, Key) {
    match state {
        AnnouncementState::Waiting => (Tone::Blue, key::ANNOUNCEMENTS_WAITING),
        AnnouncementState::Shown => (Tone::Green, key::ANNOUNCEMENTS_SHOWN),
        AnnouncementState::Over => (Tone::Plain, key::ANNOUNCEMENTS_OVER),
        AnnouncementState::Withdrawn => (Tone::Red, key::ANNOUNCEMENTS_WITHDRAWN),
    }
}

fn readers(issued: &IssuedAnnouncement) -> String {
    let Some(addressed) = issued.addressed else { return t(key::ANNOUNCEMENTS_NOT_TOLD) };
    let count = |count: u32| number(count.into());
    tf(key::ANNOUNCEMENTS_READ_BY, &[("readers", &count(issued.readers)), ("addressed", &count(addressed))])
}

fn acts(issued: &IssuedAnnouncement, desk: &OfficeContext, found: Load<Issued>) -> Vec<Element> {
    let row = &issued.row;
    let act = |name: Key, class: &'static str, run: Box<dyn Fn() + Send>| {
        button(class, t(name), run)
            .attr("aria-label", tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &row.title)]))
    };
    let (desk, former, id) = (desk.clone(), row.clone(), row.id);
    let opener = desk.clone();
    let correct = move || dialogs::publish_dialog(&opener, found, Some(&former));
    let mut acts = vec![act(key::ANNOUNCEMENTS_CORRECT, "badge blue", Box::new(correct))];
    if !row.withdrawn {
        let withdraw = move || dialogs::withdraw_dialog(&desk, found, id);
        acts.push(act(key::ANNOUNCEMENTS_WITHDRAW, "badge red", Box::new(withdraw)));
    }
    acts
}
