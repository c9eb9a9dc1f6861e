//! From a matched endpoint to its handler, for every kind of object. The match is over all endpoints: one without a
//! handler does not compile.

use crate::answer::{HandlerError, HandlerResult, ObjectRequest, ObjectResponse};
use crate::object::{self, Cx, Handle, Handler, ObjectEnv, ObjectHandlers, RequestParts, read_body};
use crate::{assistance, demonstration, regions};
#[allow(clippy::wildcard_imports, reason = "every endpoint there is, by its name")]
use domain::contract::*;

const COMMUNITY: ObjectHandlers =
    ObjectHandlers { place: Responder::Community, load: object::load_standing, ..HANDLERS };
const REGION: ObjectHandlers =
    ObjectHandlers { place: Responder::Region, load: regions::load_officer_standing, ..HANDLERS };
/// The same for all kinds of objects.
const HANDLERS: ObjectHandlers = ObjectHandlers {
    place: Responder::Gate,
    load: |_| Ok(()),
    take_on: assistance::take_on,
    run: run_handler,
    record_act: assistance::record_act,
    is_demonstration_phone: demonstration::is_account,
};

/// Answers one public request to a community.
pub fn handle_community(world: &ObjectEnv<'_>, request: &ObjectRequest) -> ObjectResponse {
    object::answer_request(world, request, &COMMUNITY)
}

/// Answers one public request to a region.
pub fn handle_region(world: &ObjectEnv<'_>, request: &ObjectRequest) -> ObjectResponse {
    object::answer_request(world, request, &REGION)
}

/// The gate's own endpoints, which no object answers.
macro_rules! handles_at_gate {
    ($($id:ident)+) => {$(
        impl Handle for $id {
            const HANDLER: Handler<Self> = |_, _, _, _| Err(RequestError::NotFound.into());
        }
    )+};
}
handles_at_gate! { HealthCheck CheckObjects ListDemonstrationAccounts SeedDemonstration OpenCommunity OpenOffice }

macro_rules! dispatch {
    ($($id:ident)+) => {
        /// Runs the handler of the endpoint, for any kind of object, and writes its reply as JSON.
        fn run_handler(cx: &Cx<'_>, parts: &RequestParts<'_>) -> HandlerResult<String> {
            match parts.id {
                $(EndpointId::$id => call::<$id>(cx, parts),)+
            }
        }
    };
}
domain::every_endpoint!(dispatch);

fn call<E: Handle>(cx: &Cx<'_>, parts: &RequestParts<'_>) -> HandlerResult<String> {
    let params = E::Params::parse(&parts.names, &parts.values)?;
    let query = E::Query::parse(parts.query)?;
    let body = if E::SPEC.kind == EndpointKind::Read { read_body(b"{}") } else { read_body(parts.body) }?;
    let reply = E::HANDLER(cx, params, &query, &body);
    // A fault that comes before the access check is logged as that fault.
    if !cx.access_was_checked() && !matches!(reply, Err(HandlerError::Fault(_))) {
        return Err(HandlerError::Fault(format!("{} answered without asking the table of access", E::SPEC.name)));
    }
    serde_json::to_string(&reply?).map_err(|error| HandlerError::Fault(error.to_string()))
}
