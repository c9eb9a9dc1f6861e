//! A region (街道、县、市、省): its name, its children, and its office. Public data is written only by the gate's
//! requests at an opening; the work of its officers is in `office/`.

mod checks;
mod internal;
mod office;
mod sql;

pub use checks::was_taken;
pub use sql::OWN_CODE;

pub use internal::{RegionChild, RegionOpening, RegionPath, answer_internal};
pub use office::{PURGE, forget_old, load_officer_standing};

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::RegionCode;
use domain::regions::{ChildCommunity, ChildRegion, Region};

crate::handle!(ShowRegion, show_region);
/// `GET /api/regions/{region}`
pub fn show_region(cx: &Cx<'_>, (code,): (RegionCode,), _: &(), _: &Empty) -> HandlerResult<Region> {
    cx.allow(&Subject::Public)?;
    cx.tag_reply();
    let rows = cx.run(sql::REGION, &[])?;
    let Some(row) = rows.first().filter(|row| row.text(0).is_ok_and(|own| own == code.as_str())) else {
        return Err(RequestError::NotFound.into());
    };
    let mut region = Region {
        code: row.parsed(0)?,
        name: row.text(1)?,
        kind: row.parsed(2)?,
        path: serde_json::from_str(&row.text(3)?).map_err(|error| HandlerError::Fault(error.to_string()))?,
        regions: vec![],
        communities: vec![],
    };
    for row in cx.run(sql::CHILDREN, bind![])? {
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
