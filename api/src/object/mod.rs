//! An object (a community, a region): everything about it is decided here, by one writer, in one SQLite database. This is
//! the kernel below the features; what it needs from them is handed in ([`ObjectHandlers`]).
//!
//! Invariant: a request is answered in one synchronous run, without any await. A command's reads, its decision and its
//! writes form one transaction together with its journal row and its key; a refusal leaves nothing behind except
//! declared counts.

mod cx;
mod handle;
mod keys;
mod request_parts;
mod revisions;
mod sql;
mod standing;

pub use cx::{Cx, Mode, ObjectEnv, ObjectHandlers};
pub use handle::{Handle, Handler};
pub use keys::sent_at;
pub use request_parts::{RequestParts, read_body};
pub use revisions::{Feature, bump_revision};
pub use standing::{due_of, load_standing, today_text};

use crate::answer::{HandlerError, HandlerResult, ObjectRequest, ObjectResponse};
use crate::db::TransactionOutcome;
use domain::contract::{self, ENDPOINTS, EndpointKind, RequestError, Spec};

/// The number of rows read in one request from which the log gets a line.
const ROWS_WORTH_LOGGING: u32 = 2_000;

/// Answers one request to an object of this kind; the order of steps is the same for all kinds.
pub fn answer_request(
    world: &ObjectEnv<'_>,
    request: &ObjectRequest,
    object: &'static ObjectHandlers,
) -> ObjectResponse {
    let (id, spec, values) = match contract::find_endpoint(&request.method, &request.path) {
        Ok(found) => found,
        Err(absence) => return ObjectResponse::problem(&absence.into()),
    };
    if spec.place != object.place || (spec.demonstration && world.mode != Mode::Demonstration) {
        return ObjectResponse::problem(&RequestError::NotFound.into());
    }
    let cx = Cx::new(world, request, spec, Some(object));
    let parts = RequestParts { id, names: spec.param_names(), values, query: &request.query, body: &request.body };
    // A read on behalf of somebody is recorded too.
    let reads = spec.kind == EndpointKind::Read && request.on_behalf_of.is_none();
    let answer = if reads { read(&cx, &parts, object) } else { write(&cx, &parts, object) };
    respond(&cx, spec, answer, request)
}

fn read(cx: &Cx<'_>, parts: &RequestParts<'_>, object: &'static ObjectHandlers) -> HandlerResult<String> {
    (object.load)(cx)?;
    (object.run)(cx, parts)
}

fn write(cx: &Cx<'_>, parts: &RequestParts<'_>, object: &'static ObjectHandlers) -> HandlerResult<String> {
    let mut answer = Err(HandlerError::Fault("the transaction did not run".to_owned()));
    cx.db.transaction(&mut || {
        answer = decide_and_write(cx, parts, object);
        if answer.is_ok() || (cx.commits_on_refusal() && matches!(answer, Err(HandlerError::Problem(_)))) {
            TransactionOutcome::Commit
        } else {
            TransactionOutcome::RollBack
        }
    })?;
    answer
}

fn decide_and_write(cx: &Cx<'_>, parts: &RequestParts<'_>, object: &'static ObjectHandlers) -> HandlerResult<String> {
    // Looking up the owner of the cookie would leave a trace, so it is not done.
    if cx.spec.kind != EndpointKind::Anonymous {
        (object.load)(cx)?;
    }
    if cx.spec.kind != EndpointKind::Command {
        (object.take_on)(cx)?;
        let answer = (object.run)(cx, parts)?;
        if cx.spec.kind == EndpointKind::Read {
            cx.journal(&cx.member()?.to_string(), &serde_json::json!({}))?;
        }
        return Ok(answer);
    }
    let key = keys::read_key(cx.request)?;
    if let Some(before) = keys::answer_before(cx, key, parts)? {
        return Ok(before);
    }
    (object.take_on)(cx)?;
    let answer = (object.run)(cx, parts)?;
    if !cx.was_journaled() {
        return Err(HandlerError::Fault(format!("{} changed something without a journal row", cx.spec.name)));
    }
    keys::remember_answer(cx, key, parts, &answer)?;
    Ok(answer)
}

fn respond(cx: &Cx<'_>, spec: &Spec, answer: HandlerResult<String>, request: &ObjectRequest) -> ObjectResponse {
    let mut response = match answer {
        Ok(body) => match cx.etag(&body) {
            Some(etag) if request.etag.as_deref() == Some(etag.as_str()) => {
                ObjectResponse { status: 304, etag: Some(etag), ..ObjectResponse::json(String::new()) }
            }
            etag => ObjectResponse { etag, ..ObjectResponse::json(body) },
        },
        Err(HandlerError::Problem(problem)) if spec.may_answer(&problem) => ObjectResponse::problem(&problem),
        // Tests find what a declaration forgot; a user gets the reason all the same.
        Err(HandlerError::Problem(problem)) => {
            let words = format!("{} refuses with undeclared {}", spec.name, problem.code);
            if cfg!(debug_assertions) {
                ObjectResponse::fault(cx.trace(), &words)
            } else {
                ObjectResponse { log: Some(words), ..ObjectResponse::problem(&problem) }
            }
        }
        Err(HandlerError::Fault(words)) => ObjectResponse::fault(cx.trace(), &format!("{}: {words}", spec.name)),
    };
    if response.status < 400 {
        response.set_cookie = cx.take_cookie();
        response.device_cookie = cx.take_device_cookie();
        response.messages = cx.take_messages();
    } else if response.status == 401 {
        response.set_cookie = cx.cookie_to_forget(request);
    }
    response.moves_counts = ENDPOINTS.iter().any(|(_, live)| spec.is_followed_by(live));
    response.public = spec.capability == domain::access::Capability::SeePublic && cx.standing().is_guest();
    let (statements, rows) = cx.cost();
    if response.log.is_none() && rows > ROWS_WORTH_LOGGING {
        response.log = Some(format!("{} read {rows} rows in {statements} statements", spec.name));
    }
    response
}
