//! The order of checks at the gate: address, route, head, body, object.

use super::object::Object;
use super::{archive, checks, directory, files, follow, health};
use crate::answer::ObjectResponse;
use crate::community::{Mode, read_body};
use crate::demonstration;
use crate::{inside, shell};
use domain::communities::{CommunityOpened, CommunityOpening, Health, OpeningRefusal, path_of};
use domain::contract::{
    self, Absence, CONTRACT, CONTRACT_HEADER, Carries, EndpointId, KEY_HEADER, Kind, ON_BEHALF_HEADER, Place, Problem,
    SENT_AT_HEADER, Spec,
};
use domain::limits;
use domain::regions::{OfficeOpened, OfficeOpening, Refusal};
use js_sys::{Reflect, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::JsCast;
use web_sys::ReadableStreamDefaultReader;
use worker::wasm_bindgen_futures::JsFuture;
use worker::{Env, Headers, Method, Request, RequestInit, Response, Result};

/// The headers in which the gate gives an object the caller's network address, and whether the connection was
/// encrypted.
pub const ADDRESS_HEADER: &str = "x-linli-address";
pub const ENCRYPTED_HEADER: &str = "x-linli-encrypted";
/// The header in which it gives our own origin to the endpoints of passkeys.
pub const ORIGIN_HEADER: &str = "x-linli-origin";

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
    // Objects use these paths among themselves; they are closed to the public, and no page has such an address.
    if path.starts_with(inside::PATHS) {
        return problem(Absence::NotFound);
    }
    if !path.starts_with("/api/") {
        return files::serve(&request, env, path).await;
    }
    if path == "/api/openapi.json" {
        return shell::reply(ObjectResponse { public: true, ..ObjectResponse::json(DOCUMENT.to_owned()) });
    }
    if let Err(absence) = checks::path(path) {
        return problem(absence);
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
    if spec.place == Place::Gate {
        return own(request, env, id).await;
    }
    let Some(object) = Object::of(env, spec, &values, query) else { return problem(Absence::NotFound) };
    match directory::is_real(env, spec.place, object.name).await {
        Ok(true) => {}
        Ok(false) => return problem(Absence::NotFound),
        Err(error) => return shell::reply(ObjectResponse::fault(shell::trace(), &error.to_string())),
    }
    let answered = match spec.carries {
        Carries::Live if follow::is_wanted(&request, spec) => follow::pass_on(&object).await,
        Carries::Json | Carries::Live => forward(request, spec, &object).await,
        Carries::FileIn => archive::take_in(request, spec, &object).await,
        Carries::FileOut => archive::hand_out(request, spec, &object).await,
    };
    answered.map_err(|error| health::unanswered(env, spec.place, object.name, &error))
}

fn check_head(request: &Request, spec: &Spec, url: &str) -> core::result::Result<(), Absence> {
    let follows = follow::is_wanted(request, spec);
    if spec.kind == Kind::Read && !follows {
        return Ok(());
    }
    let get = |name: &str| request.headers().get(name).ok().flatten();
    let (origin, site, kind) = (get("origin"), get("sec-fetch-site"), get("content-type"));
    let (length, contract) = (get("content-length"), get(CONTRACT_HEADER));
    let host = host_of(request, url);
    let head = checks::Head {
        host: &host,
        origin: origin.as_deref(),
        fetch_site: site.as_deref(),
        content_type: kind.as_deref(),
        content_length: length.as_deref(),
        contract: contract.as_deref(),
        follows,
    };
    checks::head(spec, &head)
}

fn host_of(request: &Request, url: &str) -> String {
    request.headers().get("host").ok().flatten().unwrap_or_else(|| {
        url.split_once("://").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default().to_owned()
    })
}

async fn forward(mut request: Request, spec: &Spec, object: &Object<'_>) -> Result<Response> {
    if spec.kind == Kind::Read {
        return hand_over(&request, spec, object, None).await;
    }
    match body_of(&mut request, spec.body_bytes_max()).await? {
        Ok(body) => hand_over(&request, spec, object, Some(&body)).await,
        Err(absence) => problem(absence),
    }
}

/// A body up to its limit. One without a declared length is read in pieces, and not beyond the limit: memory that the
/// instance once used is never given back.
pub async fn body_of(request: &mut Request, bytes_max: usize) -> Result<core::result::Result<Vec<u8>, Absence>> {
    if request.headers().has("content-length")? {
        let body = request.bytes().await?;
        return Ok(checks::body(body.len(), bytes_max).map(|()| body));
    }
    let Some(stream) = request.inner().body() else { return Ok(Ok(vec![])) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut body = vec![];
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(Ok(body));
        }
        let piece: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        let so_far = body.len();
        if let Err(absence) = checks::body(so_far + piece.length() as usize, bytes_max) {
            let _ = reader.cancel();
            return Ok(Err(absence));
        }
        body.resize(so_far + piece.length() as usize, 0);
        piece.copy_to(&mut body[so_far..]);
    }
}

/// Hands the request to its object with only the headers that the object reads.
pub async fn hand_over(given: &Request, spec: &Spec, object: &Object<'_>, body: Option<&[u8]>) -> Result<Response> {
    hand_over_with(given, spec, object, body, None).await
}

/// The same, with one more header of the gate's.
pub async fn hand_over_with(
    given: &Request,
    spec: &Spec,
    object: &Object<'_>,
    body: Option<&[u8]>,
    own: Option<(&str, String)>,
) -> Result<Response> {
    let headers = Headers::new();
    let read = ["cookie", "if-none-match", ON_BEHALF_HEADER];
    let written = ["cookie", KEY_HEADER, SENT_AT_HEADER, ON_BEHALF_HEADER, "user-agent"];
    let mut any = false;
    let wanted: &[&str] = match spec.kind {
        Kind::Read => &read,
        Kind::Command | Kind::Unkeyed => &written,
        Kind::Anonymous => &[],
    };
    for header in wanted {
        if let Some(value) = given.headers().get(header)? {
            headers.set(header, &value)?;
            any = true;
        }
    }
    let class = if spec.place == Place::Region { "REGION" } else { "COMMUNITY" };
    let stub = object.env.durable_object(class)?.get_by_name(object.name)?;
    if spec.kind == Kind::Read && !any {
        return stub.fetch_with_str(object.url()).await;
    }
    if is_encrypted(given, object.env)? {
        headers.set(ENCRYPTED_HEADER, "1")?;
    }
    let mut init = RequestInit::new();
    if let Some(body) = body {
        if let Some(address) = caller_address(given, object.env)?.filter(|_| spec.kind != Kind::Anonymous) {
            headers.set(ADDRESS_HEADER, &address)?;
        }
        if checks::reads_origin(spec) {
            let host = host_of(given, &given.inner().url());
            let origin = given.headers().get("origin")?;
            headers.set(ORIGIN_HEADER, &checks::origin(origin, &host, is_encrypted(given, object.env)?))?;
        }
        init.with_method(Method::Post).with_body(Some(Uint8Array::from(body).into()));
    }
    if let Some((name, value)) = own {
        headers.set(name, &value)?;
    }
    init.with_headers(headers);
    stub.fetch_with_request(Request::new_with_init(object.url(), &init)?).await
}

/// Cloudflare sets the address; behind an operator's own proxy the configuration names the header, because any client
/// could send it where no proxy sets it.
fn caller_address(request: &Request, env: &Env) -> Result<Option<String>> {
    match shell::setting(env, "ADDRESS_HEADER") {
        Some(header) => request.headers().get(&header),
        None => Ok(None),
    }
}

fn is_encrypted(request: &Request, env: &Env) -> Result<bool> {
    let proto = request.headers().get("x-forwarded-proto")?;
    let is_behind_a_proxy = shell::setting(env, "ADDRESS_HEADER").is_some();
    Ok(checks::is_encrypted(&request.inner().url(), proto.as_deref(), is_behind_a_proxy))
}

/// The gate's own endpoints.
async fn own(request: Request, env: &Env, id: EndpointId) -> Result<Response> {
    match id {
        EndpointId::HealthCheck => {
            let health = Health { status: "ok".to_owned(), contract: CONTRACT, now: shell::now() };
            json(&health)
        }
        EndpointId::CheckObjects => health::check_objects(env).await,
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

/// Reads an operator's request and checks its key.
async fn by_operator<T: DeserializeOwned>(
    mut request: Request,
    env: &Env,
    key_of: fn(&T) -> &str,
) -> Result<core::result::Result<Option<T>, Problem>> {
    let body = match body_of(&mut request, limits::BODY_BYTES_MAX).await? {
        Ok(body) => body,
        Err(absence) => return Ok(Err(absence.into())),
    };
    let asked: T = match read_body(&body) {
        Ok(asked) => asked,
        Err(refused) => return Ok(Err(refused)),
    };
    let key = shell::setting(env, "OPERATOR_KEY").unwrap_or_default();
    Ok(Ok(checks::operator(&key, key_of(&asked)).then_some(asked)))
}

/// Opens a community, with the operator's key.
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

/// Seats the first head of a region, with the operator's key.
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

pub fn refuse(problem: &Problem) -> Result<Response> {
    shell::reply(ObjectResponse::problem(problem))
}

pub fn json<T: serde::Serialize>(value: &T) -> Result<Response> {
    shell::reply(ObjectResponse::json(serde_json::to_string(value)?))
}

pub fn problem(absence: Absence) -> Result<Response> {
    refuse(&Problem::from(absence))
}
