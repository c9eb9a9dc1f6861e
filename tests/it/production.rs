//! Production: no demonstration, no start of an object without its secrets, and only the trace of a fault is told.

use crate::server::{Mode, Server, new_folder};
use crate::template::copy_to;
use domain::contract::{ENDPOINTS, Empty, HealthCheck, ListActivities, ShowHome};
use tests::scenes::client::{Call, community_code};
use tests::scenes::people::Person;

/// A community that was a demonstration, served as if it were not one.
fn served(mode: Mode) -> Server {
    let data = new_folder();
    copy_to(&data);
    Server::start(&data, mode)
}

#[test]
fn nothing_of_the_demonstration_exists() {
    let server = served(Mode::Production);
    server.call::<ListActivities>(&Person::guest(), &(community_code(),), &Empty {});
    let mut tried = 0;
    for (_, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.demonstration) {
        let url = spec.path.replace("{community}", community_code().as_str()).replace("{region}", "511402901");
        let call = if spec.method.as_str() == "GET" { Call::get(&url) } else { Call::post(&url, "{}") };
        assert_eq!(server.send(&call).refusal(), (404, "request/not-found".into()), "{}", spec.name);
        tried += 1;
    }
    assert_eq!(tried, 4);
}

#[test]
fn an_empty_production_seeds_nothing() {
    let server = Server::start(&new_folder(), Mode::Production);
    server.call::<HealthCheck>(&Person::guest(), &(), &Empty {});
    assert_eq!(server.send(&Call::post("/api/demonstration/seed", "{}")).status, 404);
    assert_eq!(server.refusal::<ShowHome>(&Person::guest(), &(community_code(),), &Empty {}).0, 404);
}

#[test]
fn a_missing_secret_is_told_in_the_log_and_nowhere_else() {
    let server = served(Mode::ProductionWithoutPepper);
    let answer = server.send(&Call::get(&format!("/api/communities/{}", community_code())));
    assert_eq!(answer.status, 500);
    assert_eq!(answer.fields(""), "code status trace type", "nothing but the trace: {}", answer.text());
    let trace = answer.problem().trace.expect("a trace");
    assert_eq!(trace.len(), 16);
    let log = server.log();
    let line = log.lines().find(|line| line.contains(&trace)).expect("the fault's line in the log");
    assert!(line.contains("secret"), "{line}");
}
