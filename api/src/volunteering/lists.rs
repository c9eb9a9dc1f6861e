//! `GET …/activities` and `GET …/tasks`

use super::sql::{self, OpenPlace, OwnServiceRow, TaskRow};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::{Capability, Subject};
use domain::calendar;
use domain::communities::{TodayItem, TodayKind};
use domain::contract::{Empty, Page, RequestError, page_limit};
use domain::ids::{ActivityId, CommunityCode, MemberId};
use domain::limits;
use domain::time::UtcMillis;
use domain::volunteering::{
    ActivityFilter, ActivityQuery, ActivityRow, ActivityTimes, PlaceState, Rules, ServiceState, Task, Tasks,
};

/// The next activities for the home page.
pub fn list_upcoming(cx: &Cx<'_>, limit: u32) -> HandlerResult<Vec<ActivityRow>> {
    Ok(cx.read_all(sql::STANDING, bind![cx.now, "", limit])?)
}

crate::handle!(ListActivities, list_activities);
pub fn list_activities(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &ActivityQuery,
    _: &Empty,
) -> HandlerResult<Page<ActivityRow, ActivityId>> {
    cx.allow(&Subject::Public)?;
    let filter = query.filter.unwrap_or(ActivityFilter::Upcoming);
    let limit = page_limit(query.limit);
    let after = match query.after {
        None => None,
        Some(id) => {
            let row = cx.first(sql::ENDS_AT, bind![id])?;
            let row = row.ok_or_else(|| RequestError::malformed("after", "an activity of this list"))?;
            Some((row.time(0)?, id.to_string()))
        }
    };
    let activities: Vec<ActivityRow> = match filter {
        ActivityFilter::Upcoming => {
            let (at, id) = after.unwrap_or((cx.now, String::new()));
            cx.read_all(sql::UPCOMING, bind![at, id, limit])?
        }
        ActivityFilter::Past => {
            let (at, id) = after.unwrap_or((cx.now, String::new()));
            cx.read_all(sql::PAST, bind![at, id, limit])?
        }
        ActivityFilter::Mine => {
            let member = cx.member()?;
            let (at, id) = after.unwrap_or((UtcMillis(limits::SAFE_INTEGER_MAX), String::new()));
            cx.read_all(sql::MINE, bind![member, at, id, limit])?
        }
    };
    cx.set_etag(&[Feature::Volunteering, Feature::Members])?;
    Ok(Page::cut(activities, limit, |row| row.id))
}

crate::handle!(ListTasks, list_tasks);
/// Service that waits for confirmation: all of it for the committee, that of the leader's own teams for a leader.
pub fn list_tasks(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Tasks> {
    cx.allow(&Subject::Community)?;
    Ok(Tasks { tasks: list_own_tasks(cx)? })
}

/// Service whose confirmation the caller may decide; none for people without an office.
pub fn list_own_tasks(cx: &Cx<'_>) -> HandlerResult<Vec<Task>> {
    let standing = cx.standing();
    if !standing.may_somewhere(Capability::ConfirmService) {
        return Ok(vec![]);
    }
    let rules = Rules::current();
    let mut tasks = vec![];
    for row in cx.read_all::<TaskRow>(sql::TASKS, bind![cx.now])? {
        if !standing.may(Capability::ConfirmService, &Subject::Body(row.body)) {
            continue;
        }
        let times = ActivityTimes { starts_at: row.ended_at, ends_at: row.ended_at, cancelled: false };
        let deadline = times.record_deadline(rules);
        let last_day = deadline.plus(-1).day();
        tasks.push(Task {
            activity: row.activity,
            title: row.title,
            body_name: row.body_name,
            ended_at: row.ended_at,
            finished: row.finished,
            open: row.open,
            deadline,
            working_days_left: calendar::working_days_between(cx.now.day(), last_day),
            overdue: cx.now >= deadline,
        });
    }
    Ok(tasks)
}

/// What the caller is doing, and places at activities that have not ended.
pub fn list_own_today(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<TodayItem>> {
    let rules = Rules::current();
    let services: Vec<OwnServiceRow> = cx.read_all(sql::PENDING, bind![member])?;
    let is_running = |row: &OwnServiceRow| {
        let times = ActivityTimes { starts_at: row.starts_at, ends_at: row.ends_at, cancelled: false };
        row.record.state == ServiceState::Open && cx.now < times.check_out_until(rules)
    };
    let serving = services.into_iter().filter(is_running).map(|row| {
        TodayItem::of(TodayKind::Serving, row.activity.to_string(), row.title, Some(row.record.checked_in_at))
    });
    let places: Vec<OpenPlace> = cx.read_all(sql::OPEN_PLACES, bind![member, cx.now])?;
    let places = places.into_iter().filter(|place| place.state == PlaceState::Confirmed && !place.cancelled);
    let coming = places.map(|place| {
        TodayItem::of(TodayKind::ActivitySoon, place.activity.to_string(), place.title, Some(place.starts_at))
    });
    Ok(serving.chain(coming).collect())
}
