//! Static files of `dist/`: pre-compressed, with their content types and the headers of `dist/_headers`. Any other
//! address opens the app; a missing file of the program is a 404, so that an old tab never runs half of a new one.

use super::static_headers::{self, HeaderRule};
use super::{forward, link_preview};
use core::cell::RefCell;
use worker::{EncodeBody, Env, Fetcher, Headers, Method, Request, Response, ResponseBuilder, Result};

thread_local! {
    static RULES: RefCell<Option<Vec<HeaderRule>>> = const { RefCell::new(None) };
}

const INDEX: &str = "/index.html";
pub const DOCUMENT: &str = "/api/openapi.json";

pub async fn serve_file(request: &Request, env: &Env, path: &str) -> Result<Response> {
    let method = request.method();
    if !matches!(method, Method::Get | Method::Head) {
        return Response::error("method not allowed", 405);
    }
    // A deployment whose assets binding serves files never comes here; see wrangler.jsonc.
    let Ok(dist) = env.service("DIST") else { return Response::error("not found", 404) };
    let accepted = request.headers().get("accept-encoding")?.unwrap_or_default();
    let path = if path == "/" { INDEX } else { path };
    let (path, found) = match find(&dist, path, &accepted).await? {
        Some(found) => (path, found),
        None if is_page(path) => match find_page(request, env, &dist, path, &accepted).await? {
            Some(found) => (INDEX, found),
            None => return Response::error("the app is not built: cargo xtask build", 503),
        },
        None => return Response::error("not found", 404),
    };
    respond(&dist, path, found, method == Method::Head).await
}

struct StaticFile {
    response: Response,
    encoding: Option<&'static str>,
}

/// The file or its smallest accepted sibling.
async fn find(dist: &Fetcher, path: &str, accepted: &str) -> Result<Option<StaticFile>> {
    // A path without an extension is a page or a folder; siblings and the header rules are not served by name.
    if !has_extension(path) || path.contains("..") || path.ends_with(".br") || path.ends_with(".gz") {
        return Ok(None);
    }
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepted.split(',').any(|part| part.trim().split(';').next() == Some(encoding)) {
            let response = dist.fetch(format!("http://dist{path}{suffix}"), None).await?;
            if response.status_code() == 200 {
                return Ok(Some(StaticFile { response, encoding: Some(encoding) }));
            }
        }
    }
    let mut response = dist.fetch(format!("http://dist{path}"), None).await?;
    // An assets binding answers for the index file at the root only.
    if path == INDEX && matches!(response.status_code(), 301 | 302 | 307 | 308) {
        response = dist.fetch("http://dist/".to_owned(), None).await?;
    }
    Ok((response.status_code() == 200).then_some(StaticFile { response, encoding: None }))
}

/// The app's document. A browser that opens a page says what it opens and gets it as it was built; a program that reads a
/// shared link gets it with what the page is about.
async fn find_page(
    request: &Request,
    env: &Env,
    dist: &Fetcher,
    path: &str,
    accepted: &str,
) -> Result<Option<StaticFile>> {
    if request.headers().get("sec-fetch-dest")?.is_none()
        && let Some(document) = preview(request, env, dist, path).await?
    {
        return Ok(Some(StaticFile { response: Response::ok(document)?, encoding: None }));
    }
    find(dist, INDEX, accepted).await
}

/// None for a page that is not shared, or not there.
async fn preview(request: &Request, env: &Env, dist: &Fetcher, path: &str) -> Result<Option<String>> {
    let Some((spec, endpoint)) = link_preview::shared_page(path) else { return Ok(None) };
    // A store that gives no answer must not keep the app away.
    let Some(reply) = link_preview::read_reply(env, spec, &endpoint).await.ok().flatten() else { return Ok(None) };
    let Some(mut plain) = find(dist, INDEX, "").await? else { return Ok(None) };
    let document = plain.response.text().await?;
    Ok(link_preview::preview_document(&document, &reply, &forward::own_origin(request, env, None)?))
}

fn has_extension(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}

/// Addresses of the app's pages have no extension; a missing path with one is a 404.
fn is_page(path: &str) -> bool {
    !path.starts_with("/pkg/") && !has_extension(path)
}

async fn respond(dist: &Fetcher, path: &str, found: StaticFile, head: bool) -> Result<Response> {
    let out = Headers::new();
    out.set("content-type", static_headers::content_type(path))?;
    // Of a page, a browser and a program that reads links get different documents.
    out.set("vary", if path == INDEX { "accept-encoding, sec-fetch-dest" } else { "accept-encoding" })?;
    if let Some(encoding) = found.encoding {
        out.set("content-encoding", encoding)?;
    }
    for (name, value) in rules(dist, path).await? {
        out.set(&name, &value)?;
    }
    let encode = if found.encoding.is_some() { EncodeBody::Manual } else { EncodeBody::Automatic };
    let builder = ResponseBuilder::new().with_headers(out).with_encode_body(encode);
    if head {
        return Ok(builder.empty());
    }
    let (_, body) = found.response.into_parts();
    Ok(builder.body(body))
}

async fn rules(dist: &Fetcher, path: &str) -> Result<Vec<(String, String)>> {
    if RULES.with_borrow(Option::is_none) {
        let text = dist.fetch("http://dist/_headers", None).await?.text().await.unwrap_or_default();
        RULES.set(Some(static_headers::parse_rules(&text)));
    }
    Ok(RULES.with_borrow(|rules| {
        static_headers::path_headers(rules.as_deref().unwrap_or_default(), path)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }))
}
