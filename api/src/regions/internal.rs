//! Requests of other objects and the gate to a region: whether a code is real, the opening of the tree and of an
//! office. Letters are taken by [`crate::duties`].
//!
//! Invariant: only requests with the mark of [`crate::internal_requests`] are answered here. The operator's requests need the
//! operator's key here too; the tree of the demonstration is opened in its mode alone.

use super::office::{open_office, seat_demonstration};
use super::sql;
use crate::answer::{HandlerError, HandlerResult, ObjectRequest, ObjectResponse};
use crate::bind;
use crate::db::{Db, TransactionOutcome};
use crate::gate::checks;
use crate::internal_requests::{self, OpeningReply};
use crate::object::{Mode, ObjectEnv};
use domain::communities::OpeningRefusal;
use domain::contract::RequestError;
use domain::regions::{FoundCommunity, OpenOfficeRequest, Refusal, RegionName};
use serde::{Deserialize, Serialize};

/// A region at its opening, with its children.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RegionOpening {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub path: Vec<RegionName>,
    pub children: Vec<RegionChild>,
    /// Communities anywhere below it that its search finds from now on.
    pub places: Vec<FoundCommunity>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RegionChild {
    pub code: String,
    pub name: String,
    /// None for a community.
    pub kind: Option<String>,
    pub communities_total: Option<u32>,
    pub communities_open: u32,
    pub demonstration: bool,
}

/// `POST /internal/open`, `…/lead`, `…/open-office`, `…/seat-demonstration` and `GET /internal/knows/{code}`
pub fn answer_internal(world: &ObjectEnv<'_>, request: &ObjectRequest, trace: String) -> ObjectResponse {
    let (db, body) = (world.db, &request.body);
    let nothing = |()| "{}".to_owned();
    let whether_new = |new| internal_requests::write_body(&OpeningReply { new });
    let told = match request.path.split('/').skip(2).collect::<Vec<_>>().as_slice() {
        _ if !request.inside => Err(RequestError::NotFound.into()),
        // The tree of the demonstration; a real one grows by `lead` alone.
        ["open"] if world.mode == Mode::Demonstration => {
            internal_requests::read_body(body).and_then(|way| open(db, &way)).map(nothing)
        }
        ["lead"] => internal_requests::read_body(body)
            .and_then(|way: RegionPath| {
                by_operator(world, &way.operator_key, OpeningRefusal::OperatorKeyWrong).map(|()| way)
            })
            .and_then(|way| lead(db, &way))
            .and_then(whether_new),
        ["open-office"] => internal_requests::read_body(body)
            .and_then(|opening: OpenOfficeRequest| {
                by_operator(world, opening.operator_key.as_str(), Refusal::OperatorKeyWrong)?;
                open_office(world, &opening)
            })
            .and_then(whether_new),
        ["seat-demonstration"] => seat_demonstration(world).map(nothing),
        ["knows", code] => knows(db, code).map(nothing),
        _ => Err(RequestError::NotFound.into()),
    };
    internal_requests::answer_inside(told, trace)
}

/// The gate has checked the key already; this covers callers that did not come through it.
fn by_operator(world: &ObjectEnv<'_>, given: &str, refusal: impl Into<HandlerError>) -> HandlerResult<()> {
    if checks::is_operator(&world.secrets.operator_key, given) { Ok(()) } else { Err(refusal.into()) }
}

fn knows(db: &dyn Db, code: &str) -> Result<(), HandlerError> {
    if db.run(sql::KNOWS, bind![code])?.is_empty() { Err(RequestError::NotFound.into()) } else { Ok(()) }
}

/// A region above a community that opens, with the one child that leads to it.
#[derive(Clone, Serialize, Deserialize)]
pub struct RegionPath {
    /// The key that the operator gave to the gate.
    pub operator_key: String,
    pub region: RegionOpening,
    pub child: RegionChild,
    /// Whether a community below the child has just opened.
    pub grows: bool,
}

/// Adds the child to the region; returns whether it was new.
fn lead(db: &dyn Db, way: &RegionPath) -> Result<bool, HandlerError> {
    let (mut result, mut new) = (Ok(()), false);
    db.transaction(&mut || {
        result = write(db, &way.region).and_then(|()| {
            let (code, name) = (way.child.code.as_str(), way.child.name.as_str());
            new = !db.run(sql::NEW_CHILD, bind![code, name, way.child.kind.clone()])?.is_empty();
            if way.grows {
                db.run(sql::GROW, bind![code])?;
            }
            Ok(())
        });
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    result.map(|()| new)
}

fn open(db: &dyn Db, opening: &RegionOpening) -> Result<(), HandlerError> {
    let mut result = Ok(());
    db.transaction(&mut || {
        result = write(db, opening);
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    result
}

fn write(db: &dyn Db, opening: &RegionOpening) -> Result<(), HandlerError> {
    let path = internal_requests::write_body(&opening.path)?;
    db.run(sql::OPEN, bind![opening.code.as_str(), opening.name.as_str(), opening.kind.as_str(), path])?;
    for child in &opening.children {
        let values = bind![
            child.code.as_str(),
            child.name.as_str(),
            child.kind.clone(),
            child.communities_total,
            child.communities_open,
            child.demonstration,
        ];
        db.run(sql::ADD_CHILD, values)?;
    }
    opening.places.iter().try_for_each(|place| add_place(db, place))
}

/// Lets the search find a community.
fn add_place(db: &dyn Db, place: &FoundCommunity) -> Result<(), HandlerError> {
    let path = internal_requests::write_body(&place.path)?;
    db.run(sql::ADD_PLACE, bind![place.code.as_str(), place.name.as_str(), path, place.demonstration])?;
    db.run(sql::FORGET_WORDS, bind![place.code.as_str()])?;
    for word in place.search_words() {
        db.run(sql::ADD_WORD, bind![word, place.code.as_str()])?;
    }
    Ok(())
}
