//! A community (社区、村): everything about it is decided here, by one writer, in one SQLite database.
//!
//! Invariant: a request is answered in one synchronous run, without any await. A command's reads, its decision and its
//! writes form one transaction together with its journal row and its key; a refusal leaves nothing behind except
//! declared counts.

mod cx;
mod dispatch;
mod internal;
mod keys;
mod revisions;
mod sql;
mod standing;

pub use cx::{Cx, Mode};
pub use dispatch::{Parts, read_body};
pub use internal::internal;
pub use keys::sent_at;
pub use revisions::{Feature, touch};
pub use standing::{due_of, today};

use crate::answer::{Answer, ObjectRequest, ObjectResponse, Stop};
use crate::assistance;
use crate::crypto::{Chance, Secrets};
use crate::db::{Db, Outcome};
use domain::contract::{self, Absence, Kind, Place, Spec};
use domain::time::UtcMillis;

/// The environment of an object for one request.
pub struct World<'a> {
    pub db: &'a dyn Db,
    pub now: UtcMillis,
    pub chance: Chance<'a>,
    pub secrets: &'a Secrets,
    pub mode: Mode,
}

/// The number of rows read in one request from which the log gets a line.
const ROWS_WORTH_LOGGING: u32 = 2_000;

/// Features whose changes followers may see ([`contract::Carries::Live`]).
const FOLLOWED: [&str; 2] = ["meetings/", "ballots/"];

/// A kind of object: its endpoints, and how it identifies callers.
pub struct Object {
    pub place: Place,
    pub load: fn(&Cx<'_>) -> Answer<()>,
}

const COMMUNITY: Object = Object { place: Place::Community, load: standing::load };

/// Answers one request to a community.
pub fn handle(world: &World<'_>, request: &ObjectRequest) -> ObjectResponse {
    answer(world, request, &COMMUNITY)
}

/// Answers one request to an object of this kind; the order of steps is the same for all kinds.
pub fn answer(world: &World<'_>, request: &ObjectRequest, object: &Object) -> ObjectResponse {
    let (id, spec, values) = match contract::route(&request.method, &request.path) {
        Ok(found) => found,
        Err(absence) => return ObjectResponse::problem(&absence.into()),
    };
    if spec.place != object.place || (spec.demonstration && world.mode != Mode::Demonstration) {
        return ObjectResponse::problem(&Absence::NotFound.into());
    }
    let cx = Cx::new(world, request, spec);
    let parts = Parts { id, names: spec.param_names(), values, query: &request.query, body: &request.body };
    // A read on behalf of somebody is recorded too.
    let reads = spec.kind == Kind::Read && request.on_behalf_of.is_none();
    let answer = if reads { read(&cx, &parts, object) } else { write(&cx, &parts, object) };
    respond(&cx, spec, answer, request)
}

fn read(cx: &Cx<'_>, parts: &Parts<'_>, object: &Object) -> Answer<String> {
    (object.load)(cx)?;
    dispatch::run(cx, parts)
}

fn write(cx: &Cx<'_>, parts: &Parts<'_>, object: &Object) -> Answer<String> {
    let mut answer = Err(Stop::Fault("the transaction did not run".to_owned()));
    cx.db.transaction(&mut || {
        answer = decide_and_write(cx, parts, object);
        if answer.is_ok() || (cx.keeps_writes() && matches!(answer, Err(Stop::Problem(_)))) {
            Outcome::Commit
        } else {
            Outcome::RollBack
        }
    })?;
    answer
}

fn decide_and_write(cx: &Cx<'_>, parts: &Parts<'_>, object: &Object) -> Answer<String> {
    // Looking up the owner of the cookie would leave a trace, so it is not done.
    if cx.spec.kind != Kind::Anonymous {
        (object.load)(cx)?;
    }
    if cx.spec.kind != Kind::Command {
        assistance::take_on(cx)?;
        let answer = dispatch::run(cx, parts)?;
        if cx.spec.kind == Kind::Read {
            cx.journal(&cx.member()?.to_string(), &serde_json::json!({}))?;
        }
        return Ok(answer);
    }
    let key = keys::read(cx.request)?;
    if let Some(before) = keys::answer_before(cx, key, parts)? {
        return Ok(before);
    }
    assistance::take_on(cx)?;
    let answer = dispatch::run(cx, parts)?;
    if !cx.was_journaled() {
        return Err(Stop::Fault(format!("{} changed something without a journal row", cx.spec.name)));
    }
    keys::remember(cx, key, parts, &answer)?;
    Ok(answer)
}

fn respond(cx: &Cx<'_>, spec: &Spec, answer: Answer<String>, request: &ObjectRequest) -> ObjectResponse {
    let mut response = match answer {
        Ok(body) => match cx.etag(&body) {
            Some(etag) if request.etag.as_deref() == Some(etag.as_str()) => {
                ObjectResponse { status: 304, etag: Some(etag), ..ObjectResponse::json(String::new()) }
            }
            etag => ObjectResponse { etag, ..ObjectResponse::json(body) },
        },
        Err(Stop::Problem(problem)) if spec.may_answer(&problem) => ObjectResponse::problem(&problem),
        Err(Stop::Problem(problem)) => {
            ObjectResponse::fault(cx.trace(), &format!("{} refuses with undeclared {}", spec.name, problem.code))
        }
        Err(Stop::Fault(words)) => ObjectResponse::fault(cx.trace(), &format!("{}: {words}", spec.name)),
    };
    if response.status < 400 {
        response.set_cookie = cx.take_cookie();
        response.device_cookie = cx.take_device_cookie();
        response.messages = cx.take_messages();
    } else if response.status == 401 {
        response.set_cookie = cx.cookie_to_forget(request);
    }
    response.moves_counts = spec.kind != Kind::Read && FOLLOWED.iter().any(|feature| spec.name.starts_with(feature));
    response.public = spec.capability == domain::access::Capability::SeePublic && cx.standing().is_guest();
    let (statements, rows) = cx.cost();
    if response.log.is_none() && rows > ROWS_WORTH_LOGGING {
        response.log = Some(format!("{} read {rows} rows in {statements} statements", spec.name));
    }
    response
}
