//! What other objects and the gate ask a region: whether a code is real, the opening of the tree and of an office, and what a
//! community tells its street or township. No public path leads here.

use super::checks::receive;
use super::office::{open_office, seat_demonstration};
use super::sql;
use crate::answer::{ObjectRequest, ObjectResponse, Stop};
use crate::bind;
use crate::community::World;
use crate::db::{Db, Outcome};
use domain::contract::Absence;
use domain::regions::RegionName;
use serde::{Deserialize, Serialize};

/// A region as it is opened, with its children.
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
    let db = world.db;
    let read = |error: serde_json::Error| Stop::Fault(error.to_string());
    let nothing = |()| "{}".to_owned();
    let answer = match request.path.split('/').skip(2).collect::<Vec<_>>().as_slice() {
        ["open"] => serde_json::from_slice(&request.body).map_err(read).and_then(|way| open(db, &way)).map(nothing),
        ["lead"] => serde_json::from_slice(&request.body)
            .map_err(read)
            .and_then(|way| lead(db, &way))
            .map(|new| format!("{{\"new\":{new}}}")),
        ["open-office"] => serde_json::from_slice(&request.body)
            .map_err(read)
            .and_then(|opening| open_office(world, &opening))
            .map(nothing),
        ["seat-demonstration"] => seat_demonstration(world).map(nothing),
        ["checks"] => serde_json::from_slice(&request.body)
            .map_err(read)
            .and_then(|told| receive(db, world.now, &told))
            .and_then(|received| serde_json::to_string(&received).map_err(read)),
        ["knows", code] => knows(db, code).map(nothing),
        _ => Err(Absence::NotFound.into()),
    };
    match answer {
        Ok(reply) => ObjectResponse::json(reply),
        Err(Stop::Problem(problem)) => ObjectResponse::problem(&problem),
        Err(Stop::Fault(words)) => ObjectResponse::fault(trace, &words),
    }
}

fn knows(db: &dyn Db, code: &str) -> Result<(), Stop> {
    if db.run(sql::KNOWS, bind![code])?.is_empty() { Err(Absence::NotFound.into()) } else { Ok(()) }
}

/// A region on the way to a community that opens, with the one child on that way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Way {
    pub region: Opening,
    pub child: Child,
    /// Whether a community below the child has just opened.
    pub grows: bool,
}

/// Makes the way known; says whether the child was new.
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
