//! Who may do what, over HTTP: every endpoint as every caller, compared with `domain::access::TABLE`.
//!
//! Invariant: each cell is prepared so that only the table can refuse it: a caller with the right gets 200, a guest
//! without it 401, everybody else 403.

use crate::server::fresh_server;
use domain::contract::{ENDPOINTS, Responder};
use std::io::Write;
use tests::scenes::client::{CODE, Call};
use tests::scenes::matrix::callers::{Caller, matrix_callers};
use tests::scenes::matrix::prepared::Prepared;
use tests::scenes::matrix::walk_matrix;

#[test]
fn every_endpoint_answers_everybody_as_the_table_says() {
    let server = fresh_server();
    let callers = matrix_callers(&server);
    let walk = walk_matrix(&server, &callers, |_| true);
    walk.require();
    let _ = writeln!(std::io::stderr(), "access: {} cells, {} of them allowed", walk.cells, walk.allowed);
}

#[test]
fn a_session_opens_no_community_that_is_not_real() {
    let server = fresh_server();
    let director = server.person(tests::scenes::people::DIRECTOR);
    let callers = [Caller::new("committee", director, true)];
    let prepared = Prepared::new(&server);
    for (id, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.place == Responder::Community) {
        for cell in prepared.cells(*id, &callers[0]) {
            let forged = Call { url: cell.call.url.replace(CODE, "511402901777"), ..cell.call };
            assert_eq!(server.send(&forged).refusal(), (404, "request/not-found".into()), "{}", spec.name);
        }
    }
}
