//! Files of communities on their way in and out. Behind the gate a file has two halves: what it is and who may see it,
//! in the Community object; its bytes, in the Archive object of the same name.
//!
//! Invariant: nothing is stored for a caller whom the community would refuse, nothing is registered that is not stored,
//! and nothing is served that the community did not just allow. The gate does not vouch for the storing: the Archive
//! signs it (`archive/proof.rs`), for this command alone. A crash in between leaves bytes that nobody can request.

use super::forward::{body_of, hand_over, hand_over_with};
use super::health;
use super::object_address::ObjectAddress;
use crate::answer::ObjectResponse;
use crate::archive::{file_headers, proof};
use crate::platform::{PROOF_HEADER, respond_error, respond_problem};
use crate::{internal_requests, platform};
use domain::archive::{FileId, RoomFor, SeenFile, UploadFileRequest, clean_file};
use domain::communities::ObjectKind;
use domain::contract::{Endpoint, KEY_HEADER, ON_BEHALF_HEADER, Query, RequestError, ShowFileRoom, Spec};
use worker::{Env, Headers, Request, Response, ResponseBuilder, Result};

/// `POST …/files`
pub async fn take_in(mut request: Request, spec: &Spec, object: &ObjectAddress<'_>) -> Result<Response> {
    let body = match body_of(&mut request, spec.body_bytes_max()).await? {
        Ok(body) => body,
        Err(absence) => return respond_error(absence),
    };
    let content_type = request.headers().get("content-type")?.unwrap_or_default();
    let cleaned = match clean_file(&content_type, &body) {
        Ok(cleaned) => cleaned,
        Err(refusal) => return respond_problem(&refusal.into()),
    };
    let bytes = u32::try_from(cleaned.bytes.len()).unwrap_or(u32::MAX);
    let facts = UploadFileRequest { file: FileId::of(&cleaned.bytes), kind: cleaned.kind, bytes };
    let asked = ask_for_room(&request, object, &facts).await?;
    if asked.status_code() != 200 {
        return Ok(asked);
    }
    let get = |name: &str| request.headers().get(name).ok().flatten();
    let command =
        proof::command_digest(get(KEY_HEADER).as_deref(), get("cookie").as_deref(), get(ON_BEHALF_HEADER).as_deref());
    let mut stored = store_file(object.env, object.name, facts.file, &command, &cleaned.bytes).await?;
    if stored.status_code() != 200 {
        let archive = health::object_label(object.env, ObjectKind::Archive, object.name);
        return fault(&format!("{archive} answers {}", stored.status_code()));
    }
    let given = (PROOF_HEADER, stored.text().await?);
    hand_over_with(&request, spec, object, Some(&serde_json::to_vec(&facts)?), Some(given)).await
}

/// Asks the community whether this caller may upload this file.
async fn ask_for_room(request: &Request, object: &ObjectAddress<'_>, facts: &UploadFileRequest) -> Result<Response> {
    let query = RoomFor { file: Some(facts.file), bytes: Some(facts.bytes) }.text();
    let room = ObjectAddress::of(object.env, &ShowFileRoom::SPEC, &[object.name], query.trim_start_matches('?'));
    let Some(room) = room else { return respond_error(RequestError::NotFound) };
    hand_over(request, &ShowFileRoom::SPEC, &room, None).await
}

/// Stores bytes in the archive of a community, for a command. The archive answers with its proof.
pub async fn store_file(env: &Env, name: &str, file: FileId, command: &str, bytes: &[u8]) -> Result<Response> {
    let path = format!("/internal/blobs/{name}/{file}/{command}");
    internal_requests::post_object(env, ("ARCHIVE", name), &path, js_sys::Uint8Array::from(bytes)).await
}

/// `GET …/files/{file}`
pub async fn hand_out(request: Request, spec: &Spec, object: &ObjectAddress<'_>) -> Result<Response> {
    let mut answer = hand_over(&request, spec, object, None).await?;
    if answer.status_code() != 200 {
        return Ok(answer);
    }
    let seen: SeenFile = answer.json().await?;
    let known = request.headers().get("if-none-match")?;
    if known.is_some_and(|known| known == file_headers::file_etag(seen.file)) {
        let unchanged = Headers::new();
        for (name, value) in file_headers::file_headers(seen.file, seen.kind, seen.visibility) {
            unchanged.set(name, &value)?;
        }
        return Ok(ResponseBuilder::new().with_status(304).with_headers(unchanged).empty());
    }
    let (name, file, kind, visibility) = (object.name, seen.file, seen.kind, seen.visibility);
    let path = format!("/internal/blobs/{name}/{file}/{kind}/{visibility}");
    // Passed on as it is: the archive writes the headers, and the bytes do not pass through this code.
    let bytes = internal_requests::get_object(object.env, ("ARCHIVE", name), &path).await?;
    match bytes.status_code() {
        200 => Ok(bytes),
        status => {
            let archive = health::object_label(object.env, ObjectKind::Archive, name);
            fault(&format!("{archive} answers {status} for {file}"))
        }
    }
}

fn fault(words: &str) -> Result<Response> {
    platform::write_response(ObjectResponse::fault(platform::new_trace(), words))
}
