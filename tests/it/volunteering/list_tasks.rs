//! `GET …/tasks`

use crate::activities::past_activity;
use crate::client::community_code;
use crate::people::{DIRECTOR, LEADER, OTHER_LEADER};
use crate::server::shared_server;
use domain::contract::{Empty, ListTasks};
use domain::ids::ActivityId;
use domain::volunteering::Task;

#[test]
fn a_leader_sees_the_own_team_and_the_committee_all() {
    let server = shared_server();
    for number in [0, 1] {
        server.list(number, server.member());
    }
    let tasks = |name| server.call::<ListTasks>(&server.person(name), &(community_code(),), &Empty {}).tasks;
    let seen = |tasks: &[Task], number| tasks.iter().any(|task| task.activity == past_activity(number));
    let (director, leader, other) = (tasks(DIRECTOR), tasks(LEADER), tasks(OTHER_LEADER));
    assert!(seen(&director, 0) && seen(&director, 1));
    assert!(seen(&leader, 0) && !seen(&leader, 1));
    assert!(!seen(&other, 0) && seen(&other, 1));
    assert!(director.is_sorted_by_key(|task| (task.deadline, task.ended_at)), "by deadline");
    let one = |id: ActivityId| director.iter().find(|task| task.activity == id).expect("a task");
    let task = one(past_activity(0));
    assert!(task.finished > 0 && !task.overdue && (7..=10).contains(&task.working_days_left), "{task:?}");
    let answer = server.raw::<ListTasks>(&server.person(DIRECTOR), &(community_code(),));
    assert_eq!(
        answer.fields("/tasks/0"),
        "activity body_name deadline ended_at finished open overdue title working_days_left"
    );
}
