//! Files of communities on their way in and out. Behind the gate a file has two halves: what it is and who may see it,
//! in the Community object; its bytes, in the Archive object of the same name.
//!
//! Invariant: nothing is stored for a caller whom the community would refuse, nothing is registered that is not stored,
//! and nothing is served that the community did not just allow. The gate does not vouch for the storing: the Archive
//! signs it (`archive/proof.rs`), for this command alone. A crash in between leaves bytes that nobody can request.

use super::front::{body_of, hand_over, hand_over_with, problem, refuse};
use super::health;
use super::object::Object;
use crate::answer::ObjectResponse;
use crate::archive::{headers, proof};
use crate::{inside, shell};
use domain::archive::{FileFacts, FileId, RoomFor, SeenFile, clean};
use domain::communities::ObjectKind;
use domain::contract::{Absence, Endpoint, KEY_HEADER, ON_BEHALF_HEADER, Query, ShowFileRoom, Spec};
use worker::{Env, Headers, Request, Response, ResponseBuilder, Result};

/// The header in which the gate passes on the Archive's proof. It is copied from no request.
pub const PROOF_HEADER: &str = "x-linli-stored";

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
    let get = |name: &str| request.headers().get(name).ok().flatten();
    let command =
        proof::command(get(KEY_HEADER).as_deref(), get("cookie").as_deref(), get(ON_BEHALF_HEADER).as_deref());
    let mut stored = store(object.env, object.name, facts.file, &command, &cleaned.bytes).await?;
    if stored.status_code() != 200 {
        let archive = health::file(object.env, ObjectKind::Archive, object.name);
        return fault(&format!("{archive} answers {}", stored.status_code()));
    }
    let given = (PROOF_HEADER, stored.text().await?);
    hand_over_with(&request, spec, object, Some(&serde_json::to_vec(&facts)?), Some(given)).await
}

/// Asks the community whether this caller may upload this file.
async fn ask_for_room(request: &Request, object: &Object<'_>, facts: &FileFacts) -> Result<Response> {
    let query = RoomFor { file: Some(facts.file), bytes: Some(facts.bytes) }.text();
    let room = Object::of(object.env, &ShowFileRoom::SPEC, &[object.name], query.trim_start_matches('?'));
    let Some(room) = room else { return problem(Absence::NotFound) };
    hand_over(request, &ShowFileRoom::SPEC, &room, None).await
}

/// Stores bytes in the archive of a community, for a command. The archive answers with its proof.
pub async fn store(env: &Env, name: &str, file: FileId, command: &str, bytes: &[u8]) -> Result<Response> {
    let path = format!("/internal/blobs/{name}/{file}/{command}");
    inside::post(env, ("ARCHIVE", name), &path, js_sys::Uint8Array::from(bytes)).await
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
    let path = format!("/internal/blobs/{name}/{file}/{kind}/{visibility}");
    // Passed on as it is: the archive writes the headers, and the bytes do not pass through this code.
    let bytes = inside::get(object.env, ("ARCHIVE", name), &path).await?;
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
