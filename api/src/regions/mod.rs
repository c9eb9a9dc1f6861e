//! A region (街道、县、市、省): its name, its children, and its office. Public data is written only by the gate's
//! requests at an opening; the work of its officers is in `office/`.

mod checks;
mod internal;
mod office;
mod sql;

pub use checks::{receive_check, was_taken};
pub use sql::OWN_CODE;

pub use internal::{RegionChild, RegionOpening, RegionPath, answer_internal};
pub use office::{forget_old, load_officer_standing};

use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, PageLimit, RequestError};
use domain::ids::RegionCode;
use domain::limits::FOUND_COMMUNITIES_MAX;
use domain::regions::{
    ChildCommunity, ChildRegion, FindCommunitiesQuery, FoundCommunities, FoundCommunity, Region, word_range,
};

crate::handle!(ShowRegion, show_region);
/// `GET /api/regions/{region}`
pub fn show_region(cx: &Cx<'_>, (code,): (RegionCode,), _: &(), _: &Empty) -> HandlerResult<Region> {
    cx.allow(&Subject::Public)?;
    cx.tag_reply();
    let region: Option<Region> = cx.read_first(sql::REGION, &[])?;
    let Some(mut region) = region.filter(|region| region.code == code) else {
        return Err(RequestError::NotFound.into());
    };
    for (below, community) in cx.read_all::<(Option<ChildRegion>, Option<ChildCommunity>)>(sql::CHILDREN, &[])? {
        region.regions.extend(below);
        region.communities.extend(community);
    }
    Ok(region)
}

crate::handle!(FindCommunities, find_communities);
/// `GET /api/regions/{region}/communities`
pub fn find_communities(
    cx: &Cx<'_>,
    _: (RegionCode,),
    query: &FindCommunitiesQuery,
    _: &Empty,
) -> HandlerResult<FoundCommunities> {
    cx.allow(&Subject::Public)?;
    cx.tag_reply();
    let limit = PageLimit(FOUND_COMMUNITIES_MAX);
    let mut rows: Vec<FoundCommunity> = match query.word.as_ref().map(word_range) {
        Some((from, beyond)) => cx.read_all(sql::PLACES_BY_WORD, bind![from, beyond, limit])?,
        None => cx.read_all(sql::PLACES, bind![limit])?,
    };
    let more = rows.len() > FOUND_COMMUNITIES_MAX as usize;
    rows.truncate(FOUND_COMMUNITIES_MAX as usize);
    Ok(FoundCommunities { rows, more })
}
