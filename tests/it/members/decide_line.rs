//! `POST …/imports/{import}/decisions`

use crate::people::DIRECTOR;
use crate::server::fresh;
use domain::contract::{DecideLine, Empty, ShowImport};
use domain::members::import::{self as i, Decision};

#[test]
fn only_a_doubt_is_decided() {
    let server = fresh();
    let (director, at) = (server.person(DIRECTOR), server.an_import());
    let decide = |line, decision| i::LineDecision { line, decision };
    let counts = server.call::<DecideLine>(&director, &at, &decide(3, Decision::Skip));
    assert_eq!((counts.doubtful, counts.undecided), (1, 0));
    let line = server.call::<ShowImport>(&director, &at, &Empty {}).lines[1].clone();
    assert_eq!(line.decision, Some(Decision::Skip));
    server.call::<DecideLine>(&director, &at, &decide(3, Decision::New));
    assert_eq!(
        server.refusal::<DecideLine>(&director, &at, &decide(2, Decision::New)),
        (409, "imports/not-doubtful".into())
    );
    assert_eq!(
        server.refusal::<DecideLine>(&director, &at, &decide(9, Decision::New)),
        (404, "request/not-found".into())
    );
}
