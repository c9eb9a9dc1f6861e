//! Files of communities on their way in and out. Behind the gate a file has two halves: what it is and who may see it, in
//! the Community object; its bytes, in the Archive object of the same name.
//!
//! Invariant: nothing is stored for whom the community would not let in, nothing is registered that is not stored, and
//! nothing is given out that the community did not just allow. A crash in between leaves bytes that nobody can ask for.

use super::front::{Object, body_of, hand_over, problem, refuse};
use super::health;
use crate::answer::ObjectResponse;
use crate::archive::headers;
use crate::shell;
use domain::archive::{FileFacts, FileId, RoomFor, SeenFile, clean};
use domain::communities::ObjectKind;
use domain::contract::{Endpoint, ShowFileRoom, Spec};
use domain::ids::CommunityCode;
use worker::{Env, Headers, Method, Request, RequestInit, Response, ResponseBuilder, Result};

/// `POST …/files`
pub async fn take_in(mut request: Request, spec: &Spec, object: &Object<'_>) -> Result<Response> {
    let body = match body_of(&mut request, spec.body_bytes_max()).await? {
        Ok(body) => body,
        Err(absence) => return problem(absence),
    };
    let content_type = request.headers().get("content-type")?.unwrap_or_default();
    let cleaned = match clean(&content_type, &body) {
        Ok(cleaned) => cleaned,
        Err(refusal) => return refuse(&refusal.into()),
    };
    let bytes = u32::try_from(cleaned.bytes.len()).unwrap_or(u32::MAX);
    let facts = FileFacts { file: FileId::of(&cleaned.bytes), kind: cleaned.kind, bytes };
    let asked = ask_for_room(&request, object, &facts).await?;
    if asked.status_code() != 200 {
        return Ok(asked);
    }
    let stored = store(object.env, object.name, facts.file, &cleaned.bytes).await?;
    if stored != 200 {
        return fault(&format!("{} answers {stored}", health::file(object.env, ObjectKind::Archive, object.name)));
    }
    hand_over(&request, spec, object, Some(&serde_json::to_vec(&facts)?)).await
}

/// The community's word on whether this caller may bring this file in.
async fn ask_for_room(request: &Request, object: &Object<'_>, facts: &FileFacts) -> Result<Response> {
    let Ok(code) = object.name.parse::<CommunityCode>() else { return problem(domain::contract::Absence::NotFound) };
    let query = RoomFor { file: Some(facts.file), bytes: Some(facts.bytes) };
    let url = format!("http://object{}", ShowFileRoom::url(&(code,), &query));
    hand_over(request, &ShowFileRoom::SPEC, &Object { url, ..*object }, None).await
}

/// Stores bytes in the archive of a community; the status of its answer.
pub async fn store(env: &Env, name: &str, file: FileId, bytes: &[u8]) -> Result<u16> {
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(js_sys::Uint8Array::from(bytes).into()));
    let url = format!("http://object/internal/blobs/{name}/{file}");
    let archive = env.durable_object("ARCHIVE")?.get_by_name(name)?;
    Ok(archive.fetch_with_request(Request::new_with_init(&url, &init)?).await?.status_code())
}

/// `GET …/files/{file}`
pub async fn hand_out(request: Request, spec: &Spec, object: &Object<'_>) -> Result<Response> {
    let mut answer = hand_over(&request, spec, object, None).await?;
    if answer.status_code() != 200 {
        return Ok(answer);
    }
    let seen: SeenFile = answer.json().await?;
    let known = request.headers().get("if-none-match")?;
    if known.is_some_and(|known| known == headers::etag(seen.file)) {
        let unchanged = Headers::new();
        for (name, value) in headers::of(seen.file, seen.kind, seen.visibility) {
            unchanged.set(name, &value)?;
        }
        return Ok(ResponseBuilder::new().with_status(304).with_headers(unchanged).empty());
    }
    let (name, file, kind, visibility) = (object.name, seen.file, seen.kind, seen.visibility);
    let url = format!("http://object/internal/blobs/{name}/{file}/{kind}/{visibility}");
    // As it comes: the archive writes the headers, and the bytes do not pass through here.
    let bytes = object.env.durable_object("ARCHIVE")?.get_by_name(name)?.fetch_with_str(&url).await?;
    match bytes.status_code() {
        200 => Ok(bytes),
        status => {
            let archive = health::file(object.env, ObjectKind::Archive, name);
            fault(&format!("{archive} answers {status} for {file}"))
        }
    }
}

fn fault(words: &str) -> Result<Response> {
    shell::reply(ObjectResponse::fault(shell::trace(), words))
}
