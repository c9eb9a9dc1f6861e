//! `GET …/matter-tasks`

use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ListMatterTasks};

#[test]
fn the_office_and_its_supervisors_see_what_is_late() {
    let server = shared_server();
    let here = (community_code(),);
    let matter = server.proposed(&server.resident());
    for who in [DIRECTOR, SUPERVISOR] {
        let tasks = server.call::<ListMatterTasks>(&server.person(who), &here, &Empty {}).tasks;
        assert!(tasks.iter().any(|task| task.matter == matter && !task.overdue && !task.own));
        assert!(tasks.iter().any(|task| task.overdue), "one of the demonstration is late");
        assert!(tasks.is_sorted_by_key(|task| task.due));
    }
    let resident = server.refusal::<ListMatterTasks>(&server.resident(), &here, &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
