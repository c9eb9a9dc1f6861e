//! The order of things at the gate: address, route, head, body, object.

use super::{checks, directory, files};
use crate::answer::ObjectResponse;
use crate::community::{Mode, read_body};
use crate::demonstration;
use crate::shell;
use domain::communities::{CommunityOpened, CommunityOpening, Health, OpeningRefusal, path_of};
use domain::contract::{
    self, Absence, CONTRACT, CONTRACT_HEADER, EndpointId, KEY_HEADER, Kind, ON_BEHALF_HEADER, Place, Problem,
    SENT_AT_HEADER, Spec,
};
use domain::regions::{OfficeOpened, OfficeOpening, Refusal};
use serde::de::DeserializeOwned;
use worker::{Env, Headers, Method, Request, RequestInit, Response, Result};

/// By which the gate tells an object the caller's network address, and that the connection was encrypted.
pub const ADDRESS_HEADER: &str = "x-linli-address";
pub const ENCRYPTED_HEADER: &str = "x-linli-encrypted";

const DOCUMENT: &str = include_str!("../../../docs/openapi.json");

/// Path and query of a full URL, without parsing what is not needed.
pub fn path_and_query(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let path = path.split('#').next().unwrap_or("/");
    path.split_once('?').unwrap_or((path, ""))
}

pub async fn answer(request: Request, env: &Env) -> Result<Response> {
    let url = request.inner().url();
    let (path, query) = path_and_query(&url);
    if let Err(absence) = checks::address(&url) {
        return problem(absence);
    }
    if !path.starts_with("/api/") {
        return files::serve(&request, env, path).await;
    }
    if path == "/api/openapi.json" {
        return shell::reply(ObjectResponse { public: true, ..ObjectResponse::json(DOCUMENT.to_owned()) });
    }
    let method = request.inner().method();
    let (id, spec, values) = match contract::route(&method, path) {
        Ok(found) => found,
        Err(absence) => return problem(absence),
    };
    if spec.demonstration && shell::mode(env) != Mode::Demonstration {
        return problem(Absence::NotFound);
    }
    if let Err(absence) = check_head(&request, spec, &url) {
        return problem(absence);
    }
    let name = match spec.place {
        Place::Gate => return own(request, env, id).await,
        Place::Community | Place::Region => values.first().copied().unwrap_or_default(),
    };
    match directory::is_real(env, spec.place, name).await {
        Ok(true) => {}
        Ok(false) => return problem(Absence::NotFound),
        Err(error) => return shell::reply(ObjectResponse::fault(shell::trace(), &error.to_string())),
    }
    forward(request, env, spec, name, path, query).await
}

fn check_head(request: &Request, spec: &Spec, url: &str) -> core::result::Result<(), Absence> {
    if spec.kind == Kind::Read {
        return Ok(());
    }
    let get = |name: &str| request.headers().get(name).ok().flatten();
    let (origin, site, kind) = (get("origin"), get("sec-fetch-site"), get("content-type"));
    let (length, contract) = (get("content-length"), get(CONTRACT_HEADER));
    let host = get("host").unwrap_or_else(|| {
        url.split_once("://").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default().to_owned()
    });
    let head = checks::Head {
        host: &host,
        origin: origin.as_deref(),
        fetch_site: site.as_deref(),
        content_type: kind.as_deref(),
        content_length: length.as_deref(),
        contract: contract.as_deref(),
    };
    checks::head(spec, &head)
}

/// Hands the request to its object with the headers that the object reads, and no others.
async fn forward(
    mut request: Request,
    env: &Env,
    spec: &Spec,
    name: &str,
    path: &str,
    query: &str,
) -> Result<Response> {
    let headers = Headers::new();
    let given = request.headers();
    let read = ["cookie", "if-none-match", ON_BEHALF_HEADER];
    let written = ["cookie", KEY_HEADER, SENT_AT_HEADER, ON_BEHALF_HEADER, "user-agent"];
    let mut any = false;
    for header in if spec.kind == Kind::Read { &read[..] } else { &written[..] } {
        if let Some(value) = given.get(header)? {
            headers.set(header, &value)?;
            any = true;
        }
    }
    let class = if spec.place == Place::Region { "REGION" } else { "COMMUNITY" };
    let separator = if query.is_empty() { "" } else { "?" };
    let url = format!("http://object{path}{separator}{query}");
    let object = env.durable_object(class)?.get_by_name(name)?;
    if spec.kind == Kind::Read && !any {
        return object.fetch_with_str(&url).await;
    }
    if is_encrypted(&request)? {
        headers.set(ENCRYPTED_HEADER, "1")?;
    }
    let mut init = RequestInit::new();
    if spec.kind != Kind::Read {
        if let Some(address) = caller_address(&request, env)? {
            headers.set(ADDRESS_HEADER, &address)?;
        }
        let body = request.bytes().await?;
        if let Err(absence) = checks::body(body.len()) {
            return problem(absence);
        }
        init.with_method(Method::Post).with_body(Some(js_sys::Uint8Array::from(body.as_slice()).into()));
    }
    init.with_headers(headers);
    object.fetch_with_request(Request::new_with_init(&url, &init)?).await
}

/// Cloudflare tells the address; behind one's own proxy the header is named in the configuration, because anybody
/// could send it where no proxy sets it.
fn caller_address(request: &Request, env: &Env) -> Result<Option<String>> {
    match shell::setting(env, "ADDRESS_HEADER") {
        Some(header) => request.headers().get(&header),
        None => Ok(None),
    }
}

fn is_encrypted(request: &Request) -> Result<bool> {
    let proto = request.headers().get("x-forwarded-proto")?;
    Ok(proto.map_or_else(|| request.inner().url().starts_with("https://"), |proto| proto == "https"))
}

/// The gate's own endpoints.
async fn own(request: Request, env: &Env, id: EndpointId) -> Result<Response> {
    match id {
        EndpointId::HealthCheck => {
            let health = Health { status: "ok".to_owned(), contract: CONTRACT, now: shell::now() };
            json(&health)
        }
        EndpointId::ListDemonstrationAccounts => json(&demonstration::people()),
        EndpointId::SeedDemonstration => {
            if let Err(error) = directory::open_demonstration(env).await {
                return shell::reply(ObjectResponse::fault(shell::trace(), &error.to_string()));
            }
            json(&demonstration::people())
        }
        EndpointId::OpenCommunity => open_community(request, env).await,
        EndpointId::OpenOffice => open_office(request, env).await,
        _ => problem(Absence::NotFound),
    }
}

/// Reads what only the operator may ask for, and checks the key that it carries.
async fn by_operator<T: DeserializeOwned>(
    mut request: Request,
    env: &Env,
    key_of: fn(&T) -> &str,
) -> Result<core::result::Result<Option<T>, Problem>> {
    let body = request.bytes().await?;
    if let Err(absence) = checks::body(body.len()) {
        return Ok(Err(absence.into()));
    }
    let asked: T = match read_body(&body) {
        Ok(asked) => asked,
        Err(refused) => return Ok(Err(refused)),
    };
    let key = shell::setting(env, "OPERATOR_KEY").unwrap_or_default();
    Ok(Ok(checks::operator(&key, key_of(&asked)).then_some(asked)))
}

/// Opens a community for whoever has the operator's key.
async fn open_community(request: Request, env: &Env) -> Result<Response> {
    let opening = match by_operator(request, env, |opening: &CommunityOpening| opening.operator_key.as_str()).await? {
        Ok(Some(opening)) => opening,
        Ok(None) => return refuse(&OpeningRefusal::OperatorKeyWrong.into()),
        Err(refused) => return refuse(&refused),
    };
    if let Err(refused) = path_of(&opening.code, &opening.path) {
        return refuse(&refused.into());
    }
    match directory::open_community(env, &opening).await {
        Ok(Ok(())) => json(&CommunityOpened { code: opening.code }),
        Ok(Err(refused)) => refuse(&refused),
        Err(error) => shell::reply(ObjectResponse::fault(shell::trace(), &error.to_string())),
    }
}

/// Names the first head of a region for whoever has the operator's key.
async fn open_office(request: Request, env: &Env) -> Result<Response> {
    let opening = match by_operator(request, env, |opening: &OfficeOpening| opening.operator_key.as_str()).await? {
        Ok(Some(opening)) => opening,
        Ok(None) => return refuse(&Refusal::OperatorKeyWrong.into()),
        Err(refused) => return refuse(&refused),
    };
    match directory::open_office(env, &opening).await {
        Ok(Ok(())) => json(&OfficeOpened { region: opening.region }),
        Ok(Err(refused)) => refuse(&refused),
        Err(error) => shell::reply(ObjectResponse::fault(shell::trace(), &error.to_string())),
    }
}

fn refuse(problem: &Problem) -> Result<Response> {
    shell::reply(ObjectResponse::problem(problem))
}

fn json<T: serde::Serialize>(value: &T) -> Result<Response> {
    shell::reply(ObjectResponse::json(serde_json::to_string(value)?))
}

fn problem(absence: Absence) -> Result<Response> {
    refuse(&Problem::from(absence))
}
