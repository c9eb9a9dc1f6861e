//! `GET …/today`: what waits for the caller. Each feature lists its own; the order is a rule.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use crate::{ballots, matters, meetings, volunteering};
use domain::access::{Capability, Subject};
use domain::communities::{Today, TodayItem, TodayKind, order_today};
use domain::contract::Empty;
use domain::ids::CommunityCode;
use domain::time::{UtcMillis, day_text};

crate::handle!(ShowToday, show_today);
pub fn show_today(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Today> {
    let member = cx.allow_self()?;
    let mut items = ballots::list_open_for(cx, member)?;
    items.extend(meetings::list_coming_for(cx, member)?);
    items.extend(volunteering::list_own_today(cx, member)?);
    items.extend(office_tasks(cx)?);
    let today = day_text(cx.now.day());
    let grid_worker = cx.read_first(sql::GRID_WORKER_OF, bind![member, today.as_str()])?;
    Ok(Today { items: order_today(items, cx.now), grid_worker })
}

/// All tasks of the caller's office as one item, with the title of the most urgent one.
fn office_tasks(cx: &Cx<'_>) -> HandlerResult<Option<TodayItem>> {
    let services = volunteering::list_own_tasks(cx)?.into_iter().map(|task| (task.deadline, task.title));
    let mut tasks: Vec<(UtcMillis, String)> = services.collect();
    if cx.standing().may(Capability::SeeMatterTasks, &Subject::Community) {
        tasks.extend(matters::list_waiting(cx)?.into_iter().map(|task| (task.due, task.title)));
    }
    let count = u32::try_from(tasks.len()).unwrap_or(u32::MAX);
    let first = tasks.into_iter().min();
    Ok(first.map(|(due, title)| TodayItem {
        count,
        ..TodayItem::of(TodayKind::OfficeTask, String::new(), title, Some(due))
    }))
}
