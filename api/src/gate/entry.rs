//! The order of checks at the gate: address, route, head, body, object.

use super::forward::{body_of, hand_over, host_of};
use super::object_address::ObjectAddress;
use super::{checks, directory, file_transfer, follow, health, static_files};
use crate::answer::ObjectResponse;
use crate::demonstration;
use crate::object::{Mode, read_body};
use crate::platform::{path_and_query, respond_error, respond_json, respond_problem};
use crate::{internal_requests, platform};
use domain::communities::{CommunityOpened, Health, OpenCommunityRequest, OpeningRefusal, path_of};
use domain::contract::{
    self, CONTRACT, CONTRACT_HEADER, Carries, Empty, EndpointId, EndpointKind, Problem, Query, RequestError, Responder,
    Spec,
};
use domain::limits;
use domain::regions::{OfficeOpened, OpenOfficeRequest, Refusal};
use serde::de::DeserializeOwned;
use worker::{Env, Request, Response, Result};

pub async fn answer_request(request: Request, env: &Env) -> Result<Response> {
    let url = request.inner().url();
    let (path, query) = path_and_query(&url);
    if let Err(absence) = checks::check_address(&url) {
        return respond_error(absence);
    }
    // Objects use these paths among themselves; they are closed to the public, and no page has such an address.
    if path.starts_with(internal_requests::PATHS) {
        return respond_error(RequestError::NotFound);
    }
    // The document of the contract is a file of the build too.
    if !path.starts_with("/api/") || path == static_files::DOCUMENT {
        return static_files::serve_file(&request, env, path).await;
    }
    if let Err(absence) = checks::check_path(path) {
        return respond_error(absence);
    }
    let method = request.inner().method();
    let (id, spec, values) = match contract::find_endpoint(&method, path) {
        Ok(found) => found,
        Err(absence) => return respond_error(absence),
    };
    if spec.demonstration && platform::read_mode(env) != Mode::Demonstration {
        return respond_error(RequestError::NotFound);
    }
    if let Err(absence) = check_head(&request, spec, &url) {
        return respond_error(absence);
    }
    if spec.place == Responder::Gate {
        // None of its own endpoints has a query.
        return match <() as Query>::parse(query) {
            Ok(()) => own(request, env, id).await,
            Err(refused) => respond_problem(&refused),
        };
    }
    let Some(object) = ObjectAddress::of(env, spec, &values, query) else {
        return respond_error(RequestError::NotFound);
    };
    match directory::is_real(env, spec.place, object.name).await {
        Ok(true) => {}
        Ok(false) => return respond_error(RequestError::NotFound),
        Err(error) => {
            return platform::write_response(ObjectResponse::fault(platform::new_trace(), &error.to_string()));
        }
    }
    let answered = match spec.carries {
        Carries::Live(_) if follow::is_wanted(&request, spec) => follow::pass_on(&object).await,
        Carries::Json | Carries::Live(_) => forward(request, spec, &object).await,
        Carries::FileIn => file_transfer::take_in(request, spec, &object).await,
        Carries::FileOut => file_transfer::hand_out(request, spec, &object).await,
    };
    answered.map_err(|error| health::unanswered_error(env, spec.place, object.name, &error))
}

fn check_head(request: &Request, spec: &Spec, url: &str) -> core::result::Result<(), RequestError> {
    let follows = follow::is_wanted(request, spec);
    if spec.kind == EndpointKind::Read && !follows {
        return Ok(());
    }
    let get = |name: &str| request.headers().get(name).ok().flatten();
    let (origin, site, kind) = (get("origin"), get("sec-fetch-site"), get("content-type"));
    let (length, contract) = (get("content-length"), get(CONTRACT_HEADER));
    let host = host_of(request, url);
    let head = checks::RequestHead {
        host: &host,
        origin: origin.as_deref(),
        fetch_site: site.as_deref(),
        content_type: kind.as_deref(),
        content_length: length.as_deref(),
        contract: contract.as_deref(),
        follows,
    };
    checks::check_head(spec, &head)
}

async fn forward(mut request: Request, spec: &Spec, object: &ObjectAddress<'_>) -> Result<Response> {
    if spec.kind == EndpointKind::Read {
        return hand_over(&request, spec, object, None).await;
    }
    match body_of(&mut request, spec.body_bytes_max()).await? {
        Ok(body) => hand_over(&request, spec, object, Some(&body)).await,
        Err(absence) => respond_error(absence),
    }
}

/// The gate's own endpoints.
async fn own(request: Request, env: &Env, id: EndpointId) -> Result<Response> {
    match id {
        EndpointId::HealthCheck => {
            let health = Health { status: "ok".to_owned(), contract: CONTRACT, now: platform::current_time() };
            respond_json(&health)
        }
        EndpointId::CheckObjects => health::check_objects(env).await,
        EndpointId::ListDemonstrationAccounts => respond_json(&demonstration::list_people()),
        EndpointId::SeedDemonstration => {
            if let Err(refused) = read_request::<Empty>(request).await? {
                return respond_problem(&refused);
            }
            if let Err(error) = directory::open_demonstration(env).await {
                return platform::write_response(ObjectResponse::fault(platform::new_trace(), &error.to_string()));
            }
            respond_json(&demonstration::list_people())
        }
        EndpointId::OpenCommunity => open_community(request, env).await,
        EndpointId::OpenOffice => open_office(request, env).await,
        _ => respond_error(RequestError::NotFound),
    }
}

/// Reads the body of a request that the gate answers.
async fn read_request<T: DeserializeOwned>(mut request: Request) -> Result<core::result::Result<T, Problem>> {
    let body = body_of(&mut request, limits::BODY_BYTES_MAX).await?;
    Ok(body.map_err(Problem::from).and_then(|body| read_body(&body)))
}

/// Reads an operator's request and checks its key.
async fn by_operator<T: DeserializeOwned>(
    request: Request,
    env: &Env,
    key_of: fn(&T) -> &str,
) -> Result<core::result::Result<Option<T>, Problem>> {
    let key = platform::read_setting(env, "OPERATOR_KEY").unwrap_or_default();
    let asked: core::result::Result<T, Problem> = read_request(request).await?;
    Ok(asked.map(|asked| checks::is_operator(&key, key_of(&asked)).then_some(asked)))
}

/// Opens a community, with the operator's key.
async fn open_community(request: Request, env: &Env) -> Result<Response> {
    let opening =
        match by_operator(request, env, |opening: &OpenCommunityRequest| opening.operator_key.as_str()).await? {
            Ok(Some(opening)) => opening,
            Ok(None) => return respond_problem(&OpeningRefusal::OperatorKeyWrong.into()),
            Err(refused) => return respond_problem(&refused),
        };
    if let Err(refused) = path_of(&opening.code, &opening.path) {
        return respond_problem(&refused.into());
    }
    match directory::open_community(env, &opening).await {
        Ok(Ok(changed)) => respond_json(&CommunityOpened { code: opening.code, changed }),
        Ok(Err(refused)) => respond_problem(&refused),
        Err(error) => platform::write_response(ObjectResponse::fault(platform::new_trace(), &error.to_string())),
    }
}

/// Seats the first head of a region, with the operator's key.
async fn open_office(request: Request, env: &Env) -> Result<Response> {
    let opening = match by_operator(request, env, |opening: &OpenOfficeRequest| opening.operator_key.as_str()).await? {
        Ok(Some(opening)) => opening,
        Ok(None) => return respond_problem(&Refusal::OperatorKeyWrong.into()),
        Err(refused) => return respond_problem(&refused),
    };
    match directory::open_office(env, &opening).await {
        Ok(Ok(changed)) => respond_json(&OfficeOpened { region: opening.region, changed }),
        Ok(Err(refused)) => respond_problem(&refused),
        Err(error) => platform::write_response(ObjectResponse::fault(platform::new_trace(), &error.to_string())),
    }
}
