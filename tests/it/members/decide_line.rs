//! `POST …/imports/{import}/decisions`

use crate::people::DIRECTOR;
use crate::server::fresh_server;
use domain::contract::{DecideLine, Empty, ShowImport};
use domain::members::import::{self as i, DoubtDecision};

#[test]
fn only_a_doubt_is_decided() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.an_import());
    let decide = |line, decision| i::DecideLineRequest { line, decision };
    let counts = server.call::<DecideLine>(&director, &at, &decide(3, DoubtDecision::Skip));
    assert_eq!((counts.doubtful, counts.undecided), (1, 0));
    let line = server.call::<ShowImport>(&director, &at, &Empty {}).page.rows[1].clone();
    assert_eq!(line.decision, Some(DoubtDecision::Skip));
    server.call::<DecideLine>(&director, &at, &decide(3, DoubtDecision::New));
    assert_eq!(
        server.refusal::<DecideLine>(&director, &at, &decide(2, DoubtDecision::New)),
        (409, "imports/not-doubtful".into())
    );
    assert_eq!(
        server.refusal::<DecideLine>(&director, &at, &decide(9, DoubtDecision::New)),
        (404, "request/not-found".into())
    );
}
