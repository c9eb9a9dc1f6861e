//! Tasks of decisions, matters and meetings in one list: the nearest deadline first, those without one last.

use domain::access::{Capability, Role, Subject};
use domain::decisions::CaseRow;
use domain::matters::{MatterTask, Stage};
use domain::meetings::{MeetingRow, MeetingStatus};
use domain::time::UtcMillis;

use crate::call::current_time;
use crate::decisions::guard_title;
use crate::office::frame::OfficeContext;
use crate::office::sheet::{Sheet, badge_span, due_words, line_cell, plain_cell, titled_cell};
use crate::pages::OfficePage;
use crate::ui::{Element, el};
use crate::words::{Key, key, t, word_text};

pub struct DeliberationTask {
    /// The entry of the sidebar that it belongs to, and its name.
    pub page: OfficePage,
    kind: Key,
    title: String,
    /// What it waits for.
    stuck: String,
    due: Option<UtcMillis>,
    overdue: bool,
    href: String,
}

pub fn deliberation_tasks(
    cases: &[CaseRow],
    meetings: &[MeetingRow],
    matters: &[MatterTask],
    desk: &OfficeContext,
) -> Vec<DeliberationTask> {
    let held: Vec<Role> = desk.session.standing().held.iter().map(|held| held.role).collect();
    let mut all: Vec<DeliberationTask> = cases.iter().filter_map(|row| of_case(row, &held, desk)).collect();
    all.extend(meetings.iter().map(|row| of_meeting(row, desk)));
    let may = |capability| desk.session.may(capability, &Subject::Community);
    let (reviews, organises) = (may(Capability::PreReviewMatters), may(Capability::OrganiseMatters));
    let is_theirs = |stage| if stage == Stage::PreReview { reviews } else { organises };
    let waits = |task: &&MatterTask| !task.own && task.stage != Stage::Deciding && is_theirs(task.stage);
    all.extend(matters.iter().filter(waits).map(|task| of_matter(task, desk)));
    all.sort_by_key(|task| task.due.map_or(i64::MAX, |due| due.0));
    all
}

/// A case that lacks a condition which an office of the reader can supply.
fn of_case(row: &CaseRow, held: &[Role], desk: &OfficeContext) -> Option<DeliberationTask> {
    let next = row.waits_for.iter().find(|guard| held.contains(&guard.who))?;
    Some(DeliberationTask {
        page: OfficePage::Cases,
        kind: key::OFFICE_CASES,
        title: row.title.clone(),
        stuck: guard_title(next),
        due: next.until,
        overdue: next.until.is_some_and(|until| until < current_time()),
        href: desk.link(&["cases/", &row.id.to_string()].concat()),
    })
}

fn of_meeting(row: &MeetingRow, desk: &OfficeContext) -> DeliberationTask {
    let is_over = row.status == MeetingStatus::Closed;
    DeliberationTask {
        page: OfficePage::Meetings,
        kind: key::OFFICE_MEETINGS,
        title: row.title.clone(),
        stuck: if is_over { t(key::OFFICE_MINUTES_WAIT) } else { word_text(row.status) },
        due: (!is_over).then_some(row.starts_at),
        overdue: false,
        href: desk.link(&["meetings/", &row.id.to_string()].concat()),
    }
}

fn of_matter(task: &MatterTask, desk: &OfficeContext) -> DeliberationTask {
    DeliberationTask {
        page: OfficePage::Matters,
        kind: key::OFFICE_MATTERS,
        title: task.title.clone(),
        stuck: word_text(task.stage),
        due: Some(task.due),
        overdue: task.overdue,
        href: desk.link("matters"),
    }
}

pub fn deliberation_tasks_sheet(tasks: Vec<DeliberationTask>) -> Element {
    let columns = [key::OFFICE_MATTER, key::OFFICE_STUCK, key::OFFICE_DUE].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_TASKS), &columns);
    for task in tasks {
        let title = el("a", "").attr("href", task.href).child(task.title);
        let due = match task.due {
            Some(due) if task.overdue => line_cell(badge_span("overdue", t(key::OFFICE_IS_OVERDUE)), due_words(due)),
            Some(due) => plain_cell(due_words(due)),
            None => plain_cell(String::new()),
        };
        sheet.row(vec![titled_cell(title, t(task.kind)), plain_cell(task.stuck), due]);
    }
    sheet.done()
}
