//! A region (街道、县、市、省): its name, and its children. Public to read; written only by the gate's own opening.

mod internal;
mod sql;

pub use internal::{Child, Opening, Way, internal};

use crate::answer::{Answer, ObjectRequest, ObjectResponse, Stop};
use crate::bind;
use crate::db::Db;
use domain::contract::{self, Absence, EndpointId, PathParams};
use domain::ids::RegionCode;
use domain::regions::{ChildCommunity, ChildRegion, Region};

/// Answers one public request to a region.
pub fn handle(db: &dyn Db, request: &ObjectRequest, trace: String) -> ObjectResponse {
    let answer = match contract::route(&request.method, &request.path) {
        Ok((EndpointId::ShowRegion, spec, values)) => {
            <(RegionCode,)>::parse(&spec.param_names(), &values).map_err(Stop::from).and_then(|(code,)| show(db, &code))
        }
        Ok(_) => Err(Absence::NotFound.into()),
        Err(absence) => Err(absence.into()),
    };
    match answer.and_then(|region| serde_json::to_string(&region).map_err(|error| Stop::Fault(error.to_string()))) {
        Ok(body) => {
            let etag = format!("\"{}\"", domain::journal::hex(&crate::crypto::sha256(body.as_bytes())));
            if request.etag.as_deref() == Some(etag.as_str()) {
                return ObjectResponse {
                    status: 304,
                    etag: Some(etag),
                    public: true,
                    ..ObjectResponse::json(String::new())
                };
            }
            ObjectResponse { etag: Some(etag), public: true, ..ObjectResponse::json(body) }
        }
        Err(Stop::Problem(problem)) => ObjectResponse::problem(&problem),
        Err(Stop::Fault(words)) => ObjectResponse::fault(trace, &words),
    }
}

/// `GET /api/regions/{region}`
fn show(db: &dyn Db, code: &RegionCode) -> Answer<Region> {
    let rows = db.run(sql::REGION, &[])?;
    let Some(row) = rows.first().filter(|row| row.text(0).is_ok_and(|own| own == code.as_str())) else {
        return Err(Absence::NotFound.into());
    };
    let mut region = Region {
        code: row.parsed(0)?,
        name: row.text(1)?,
        kind: row.parsed(2)?,
        path: serde_json::from_str(&row.text(3)?).map_err(|error| Stop::Fault(error.to_string()))?,
        regions: vec![],
        communities: vec![],
    };
    for row in db.run(sql::CHILDREN, bind![])? {
        match row.maybe_parsed(2)? {
            Some(kind) => region.regions.push(ChildRegion {
                code: row.parsed(0)?,
                name: row.text(1)?,
                kind,
                communities_total: row.maybe_int(3)?.and_then(|total| u32::try_from(total).ok()),
                communities_open: row.count(4)?,
            }),
            None => region.communities.push(ChildCommunity {
                code: row.parsed(0)?,
                name: row.text(1)?,
                demonstration: row.flag(5)?,
            }),
        }
    }
    Ok(region)
}
