//! Service that waits for confirmation, by the day on which it must be recorded (M67 art. 11).

use domain::time::{DAY, HOUR, UtcMillis};
use domain::volunteering::Task;

use crate::call::current_time;
use crate::office::frame::OfficeContext;
use crate::office::sheet::{Sheet, badge_span, line_cell, titled_cell};
use crate::ui::{Element, el};
use crate::words::{day, key, last_day, t, tf, tn};

/// Days from today to the last day of a task; a deadline at midnight means the day before.
fn days_left(task: &Task) -> i64 {
    let day_of = |at: UtcMillis| at.plus(8 * HOUR).0.div_euclid(DAY);
    day_of(task.deadline.plus(-1)) - day_of(current_time())
}

pub fn service_tasks_view(tasks: &[Task], desk: &OfficeContext) -> Element {
    let count = |fits: &dyn Fn(&Task) -> bool| tasks.iter().filter(|task| fits(task)).count();
    let today = count(&|task| !task.overdue && days_left(task) == 0);
    let soon = count(&|task| !task.overdue && days_left(task) <= 3);
    let overdue = count(&|task| task.overdue);
    let tile = |name, class, count: usize| {
        let figure = el("span", class).child(count.to_string());
        el("div", "").child(el("dt", "").child(t(name))).child(el("dd", "").child(figure))
    };
    let tiles = el("dl", "tiles")
        .child(tile(key::OFFICE_DUE_TODAY, "", today))
        .child(tile(key::OFFICE_DUE_SOON, "", soon))
        .child(tile(key::OFFICE_OVERDUE, if overdue > 0 { "overdue" } else { "" }, overdue));
    let columns = [key::OFFICE_MATTER, key::OFFICE_STUCK, key::OFFICE_BASIS, key::OFFICE_DUE].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_TASKS_SERVICE), &[&columns[..], &[None]].concat());
    for task in tasks {
        let address = desk.link(&["activities/", &task.activity.to_string()].concat());
        let open = (task.open > 0).then(|| tn(key::OFFICE_OPEN_COUNT, i64::from(task.open), &[]));
        let stuck = tn(key::OFFICE_FINISHED_COUNT, i64::from(task.finished), &[]);
        let name = if task.finished > 0 { key::OFFICE_CONFIRM } else { key::OFFICE_ENTER };
        let act = el("a", "badge green")
            .attr("href", address)
            .attr("aria-label", tf(key::SHELL_ACTION_OF, &[("action", &t(name)), ("title", &task.title)]))
            .child(t(name));
        sheet.row(vec![
            titled_cell(
                task.title.clone(),
                tf(key::OFFICE_TASK_OF, &[("body", &task.body_name), ("date", &day(task.ended_at))]),
            ),
            line_cell(stuck, open),
            line_cell(t(key::OFFICE_BASIS_RECORD), t(key::OFFICE_BASIS_SOURCE)),
            line_cell(due(task), last_day(task.deadline)),
            el("div", "").child(act),
        ]);
    }
    el("div", "stack").child(tiles).child(sheet.done())
}

fn due(task: &Task) -> Element {
    match (task.overdue, days_left(task)) {
        (true, _) => badge_span("overdue", t(key::OFFICE_IS_OVERDUE)),
        (false, ..=0) => badge_span("overdue", t(key::OFFICE_IS_TODAY)),
        (false, left) => badge_span(if left <= 3 { "due" } else { "number" }, working_days(task)),
    }
}

fn working_days(task: &Task) -> String {
    tn(key::OFFICE_WORKING_DAYS, i64::from(task.working_days_left), &[])
}
