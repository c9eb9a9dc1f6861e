//! `POST …/bodies`

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::ids::{BodyId, CommunityCode};
use domain::members::{BodyCreated, CreateBodyRequest, SeatRefusal};

crate::handle!(CreateBody, create_body);
/// Makes a body without seats. A name is unique, and of each committee defined by law there is only one.
pub fn create_body(cx: &Cx<'_>, _: (CommunityCode,), _: &(), draft: &CreateBodyRequest) -> HandlerResult<BodyCreated> {
    cx.allow(&Subject::Community)?;
    let single = if draft.kind.is_single() { draft.kind.as_str() } else { "" };
    if cx.first(sql::BODY_LIKE, bind![draft.name.as_str(), single])?.is_some() {
        return Err(SeatRefusal::BodyExists.into());
    }
    let body = cx.new_id(BodyId::from_parts);
    cx.run(crate::members::sql::ADD_BODY, bind![body, draft.kind.as_str(), draft.name.as_str()])?;
    cx.journal(&body.to_string(), &serde_json::json!({ "kind": draft.kind, "name": draft.name }))?;
    cx.bump_revision(Feature::Members)?;
    Ok(BodyCreated { body })
}
