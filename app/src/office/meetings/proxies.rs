//! Written mandates (委托) of a meeting whose rules allow them: principal and holder, entered and withdrawn.
//!
//! Invariant: the list is the public one; a mandate changes only before the meeting opens.

use domain::meetings::{Meeting, MeetingStatus, ProxyRow};

use super::dialogs::{MeetingAct, MeetingDialog, manages_meetings, meeting_act_button};
use crate::office::frame::OfficeContext;
use crate::ui::{Element, cell_words, el, section};
use crate::words::{key, t, tf, tn, word_text};

pub fn proxies_card(meeting: &Meeting, proxies: &[ProxyRow], desk: &OfficeContext) -> Option<Element> {
    if meeting.mandates_max == 0 && proxies.is_empty() {
        return None;
    }
    let changes = meeting.row.status == MeetingStatus::Announced && manages_meetings(desk);
    let act = |what| MeetingAct { desk: desk.clone(), meeting: meeting.row.id, what };
    let line = |row: &ProxyRow| {
        let kin = word_text(row.kinship);
        let figures = [("principal", &*row.principal_name), ("proxy", &*row.proxy_name), ("kinship", &*kin)];
        let said = tf(key::MEETINGS_PROXY_OF, &figures);
        let ended = row.ended.map(word_text).unwrap_or_default();
        let back = (changes && row.ended.is_none()).then(|| {
            let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_PROXY_BACK)), ("title", &said)]);
            let back = meeting_act_button(
                "button quiet small",
                t(key::OFFICE_PROXY_BACK),
                act(MeetingDialog::TakeBack(row.principal)),
            );
            back.attr("aria-label", label)
        });
        el("li", "").child(el("div", "cell").child(cell_words(said.clone(), ended)).child(back))
    };
    let rows: Vec<Element> = proxies.iter().map(line).collect();
    let below = tn(key::OFFICE_PROXY_MOST, meeting.mandates_max.into(), &[]);
    let enter = changes.then(|| {
        el("div", "body").child(meeting_act_button("button quiet", t(key::OFFICE_PROXY), act(MeetingDialog::Proxy)))
    });
    let card = section("card", t(key::MEETINGS_PROXIES)).child(el("p", "body faint").child(below));
    Some(card.child(el("ul", "").child(rows)).child(enter))
}
