//! Passing on a public page: its text and link to others, its time to the phone's calendar, its place to a map.
//!
//! Invariant: a page that strangers cannot open is not offered; no third party is asked before the reader taps its link.
//! The code behind the buttons is fetched when one is pressed.

mod acts;
mod messages;
pub mod ways;

use crate::call::current_time;
use crate::lazy_modules::lazy_modules;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, button, el};
use crate::words::{Key, key, t};
use domain::announcements::{Announcement, AnnouncementAudience};
use domain::decisions::CaseView;
use domain::matters::{MatterView, is_public};
use domain::meetings::{Meeting, MeetingStatus};
use domain::volunteering::Activity;
use leptos::task::spawn_local;
use std::sync::Arc;

/// A page that can be passed on, as its reader sees it.
#[derive(Clone)]
pub enum SharedPage {
    Activity(Arc<Activity>),
    Announcement(Arc<Announcement>),
    Meeting(Arc<Meeting>),
    Matter(Arc<MatterView>),
    Case(Arc<CaseView>),
}

#[derive(Clone, Copy)]
pub enum SharingAct {
    Share,
    AddToCalendar,
    FindWay,
}

/// A pressed button.
pub struct PressedShare {
    ask: PageDialog,
    page: SharedPage,
    act: SharingAct,
}

lazy_modules! {
    /// What the buttons do.
    sharing_file(PressedShare) -> () = acts::act_on_shared, "sharing";
}

impl SharedPage {
    fn is_open_to_all(&self) -> bool {
        match self {
            Self::Activity(one) => !one.row.cancelled,
            Self::Announcement(one) => {
                one.row.audience == AnnouncementAudience::Community && one.withdrawn_at.is_none()
            }
            Self::Meeting(one) => one.row.status != MeetingStatus::Cancelled,
            Self::Matter(one) => is_public(one.row.stage),
            Self::Case(_) => true,
        }
    }

    /// Whether one can still go there.
    fn is_to_come(&self) -> bool {
        match self {
            Self::Activity(one) => current_time() < one.row.ends_at,
            Self::Meeting(one) => one.row.status == MeetingStatus::Announced,
            Self::Announcement(_) | Self::Matter(_) | Self::Case(_) => false,
        }
    }
}

/// The row of buttons of a page; dialogs open in `ask`.
pub fn sharing_buttons(page: &SharedPage, ask: &PageDialog) -> Option<Element> {
    if !page.is_open_to_all() {
        return None;
    }
    let act = |words: Key, act: SharingAct| {
        let (page, ask) = (page.clone(), ask.clone());
        button("button quiet", t(words), move || {
            spawn_local(sharing_file(PressedShare { ask: ask.clone(), page: page.clone(), act }));
        })
    };
    let goes = page.is_to_come();
    let row = el("div", "actions no-print").child(act(key::SHELL_SHARE, SharingAct::Share));
    let row = row.child(goes.then(|| act(key::SHELL_TO_CALENDAR, SharingAct::AddToCalendar)));
    Some(row.child(goes.then(|| act(key::SHELL_FIND_WAY, SharingAct::FindWay))))
}
