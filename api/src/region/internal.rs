//! Requests of other objects and the gate to a region: whether a code is real, the opening of the tree and of an
//! office, and letters of a community to its street or township.
//!
//! Invariant: only requests with the mark of [`crate::inside`] are answered here. The operator's requests need the
//! operator's key here too; the tree of the demonstration is opened in its mode alone.

use super::checks::receive;
use super::office::{open_office, seat_demonstration};
use super::sql;
use crate::answer::{Answer, ObjectRequest, ObjectResponse, Stop};
use crate::community::{Mode, World};
use crate::db::{Db, Outcome};
use crate::gate::checks;
use crate::{bind, inside};
use domain::communities::OpeningRefusal;
use domain::contract::Absence;
use domain::regions::{OfficeOpening, Refusal, RegionName};
use serde::{Deserialize, Serialize};

/// A region at its opening, with its children.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opening {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub path: Vec<RegionName>,
    pub children: Vec<Child>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Child {
    pub code: String,
    pub name: String,
    /// None for a community.
    pub kind: Option<String>,
    pub communities_total: Option<u32>,
    pub communities_open: u32,
    pub demonstration: bool,
}

/// `POST /internal/open`, `…/lead`, `…/open-office`, `…/seat-demonstration`, `…/checks` and `GET /internal/knows/{code}`
pub fn internal(world: &World<'_>, request: &ObjectRequest, trace: String) -> ObjectResponse {
    let (db, body) = (world.db, &request.body);
    let nothing = |()| "{}".to_owned();
    let told = match request.path.split('/').skip(2).collect::<Vec<_>>().as_slice() {
        _ if !request.inside => Err(Absence::NotFound.into()),
        // The tree of the demonstration; a real one grows by `lead` alone.
        ["open"] if world.mode == Mode::Demonstration => inside::read(body).and_then(|way| open(db, &way)).map(nothing),
        ["lead"] => inside::read(body)
            .and_then(|way: Way| by_operator(world, &way.operator_key, OpeningRefusal::OperatorKeyWrong).map(|()| way))
            .and_then(|way| lead(db, &way))
            .map(|new| format!("{{\"new\":{new}}}")),
        ["open-office"] => inside::read(body)
            .and_then(|opening: OfficeOpening| {
                by_operator(world, opening.operator_key.as_str(), Refusal::OperatorKeyWrong)?;
                open_office(world, &opening)
            })
            .map(nothing),
        ["seat-demonstration"] => seat_demonstration(world).map(nothing),
        ["checks"] => inside::read(body)
            .and_then(|told| receive(db, world.now, &told))
            .and_then(|received| inside::told(&received)),
        ["knows", code] => knows(db, code).map(nothing),
        _ => Err(Absence::NotFound.into()),
    };
    inside::answer(told, trace)
}

/// The gate has checked the key already; this covers callers that did not come through it.
fn by_operator(world: &World<'_>, given: &str, refusal: impl Into<Stop>) -> Answer<()> {
    if checks::operator(&world.secrets.operator_key, given) { Ok(()) } else { Err(refusal.into()) }
}

fn knows(db: &dyn Db, code: &str) -> Result<(), Stop> {
    if db.run(sql::KNOWS, bind![code])?.is_empty() { Err(Absence::NotFound.into()) } else { Ok(()) }
}

/// A region above a community that opens, with the one child that leads to it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Way {
    /// The key that the operator gave to the gate.
    pub operator_key: String,
    pub region: Opening,
    pub child: Child,
    /// Whether a community below the child has just opened.
    pub grows: bool,
}

/// Adds the child to the region; returns whether it was new.
fn lead(db: &dyn Db, way: &Way) -> Result<bool, Stop> {
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
        if result.is_ok() { Outcome::Commit } else { Outcome::RollBack }
    })?;
    result.map(|()| new)
}

fn open(db: &dyn Db, opening: &Opening) -> Result<(), Stop> {
    let mut result = Ok(());
    db.transaction(&mut || {
        result = write(db, opening);
        if result.is_ok() { Outcome::Commit } else { Outcome::RollBack }
    })?;
    result
}

fn write(db: &dyn Db, opening: &Opening) -> Result<(), Stop> {
    let path = serde_json::to_string(&opening.path).map_err(|error| Stop::Fault(error.to_string()))?;
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
    Ok(())
}
