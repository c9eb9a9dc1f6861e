//! `GET …/matter-catalogue` and `POST …/matter-catalogue`

use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::communities::CommunityKind;
use domain::contract::{Empty, RequestError};
use domain::ids::CommunityCode;
use domain::matters::{
    Catalogue, Flag, OTHER_ITEM, ReplaceCatalogueRequest, Rules, catalogue_bounds, check_catalogue, default_catalogue,
};

crate::handle!(ShowCatalogue, show_catalogue);
pub fn show_catalogue(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Catalogue> {
    cx.allow(&Subject::Public)?;
    cx.set_etag(&[Feature::Matters])?;
    current_catalogue(cx)
}

fn kind(cx: &Cx<'_>) -> HandlerResult<CommunityKind> {
    let Some(row) = cx.first(sql::KIND, &[])? else { return Err(RequestError::NotFound.into()) };
    Ok(row.parsed(0)?)
}

/// The list in force: the community's own, or the default one.
pub fn current_catalogue(cx: &Cx<'_>) -> HandlerResult<Catalogue> {
    let own_since = cx.first(sql::SETTINGS, &[])?.map(|row| row.maybe_time(1)).transpose()?.flatten();
    let kind = kind(cx)?;
    let items = match own_since {
        Some(_) => cx.read_all(sql::CATALOGUE, &[])?,
        None => default_catalogue(kind),
    };
    let rules = Rules::current();
    Ok(Catalogue { items, own_since, version: rules.version.clone(), bounds: catalogue_bounds(kind, rules) })
}

/// The item of a code: how many co-signers it needs, and whether the proposer must be named; `None` if not listed.
pub fn item_of(cx: &Cx<'_>, code: &str) -> HandlerResult<Option<(u32, bool)>> {
    if code == OTHER_ITEM {
        return Ok(Some((0, false)));
    }
    let items = current_catalogue(cx)?.items;
    let found = items.iter().find(|item| item.code == code);
    Ok(found.map(|item| (item.cosigners, item.flags.contains(&Flag::NamedOnly))))
}

/// The flags of an item; none for an unknown code.
pub fn flags_of(cx: &Cx<'_>, code: &str) -> HandlerResult<Vec<Flag>> {
    Ok(current_catalogue(cx)?
        .items
        .into_iter()
        .find(|item| item.code == code)
        .map(|item| item.flags)
        .unwrap_or_default())
}

crate::handle!(ReplaceCatalogue, replace_catalogue);
pub fn replace_catalogue(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &ReplaceCatalogueRequest,
) -> HandlerResult<Catalogue> {
    cx.allow(&Subject::Community)?;
    let items = check_catalogue(kind(cx)?, &body.lines, Rules::current())?;
    let list = serde_json::to_string(&items).map_err(|error| HandlerError::Fault(error.to_string()))?;
    cx.run(sql::EMPTY_CATALOGUE, &[])?;
    cx.run(sql::FILL_CATALOGUE, bind![list])?;
    cx.run(sql::CATALOGUE_SINCE, bind![cx.now])?;
    cx.bump_revision(Feature::Matters)?;
    cx.journal("", &serde_json::json!({ "items": items.len() }))?;
    current_catalogue(cx)
}
