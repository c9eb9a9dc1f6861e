//! The Archive object: one for each community, under the same name. Only the gate calls it, and it calls only its
//! community. It knows no users. The only secret that it reads is the one that signs its proofs.

use super::proof::{self, StoredFile};
use super::{byte_store, file_headers};
use crate::answer::{HandlerError, ObjectResponse};
use crate::crypto::Secrets;
use crate::db::workerd::Workerd;
use crate::object_kind::ARCHIVE;
use crate::{internal_requests, migrations, platform};
use core::cell::Cell;
use domain::archive::{FileId, kind_of};
use domain::contract::{Problem, RequestError};
use domain::ids::CommunityCode;
use domain::time::{HOUR, MINUTE, UtcMillis};
use worker::{
    DurableObject, Env, Headers, Method, Request, Response, ResponseBuilder, Result, State, console_error,
    durable_object,
};

/// The pause after a question that got no answer.
const ASK_AGAIN_MILLIS: i64 = HOUR;
/// The shortest pause between two questions, so that requests are served in between.
const ALARM_SOONEST_MILLIS: i64 = MINUTE;

#[durable_object]
pub struct Archive {
    state: State,
    env: Env,
    secrets: Secrets,
    db: Workerd,
    ready: Cell<bool>,
    /// The time that the alarm is set for; it is written only when that changes.
    alarm_at: Cell<Option<UtcMillis>>,
    /// Whether this instance has set the alarm yet.
    armed: Cell<bool>,
}

impl DurableObject for Archive {
    fn new(state: State, env: Env) -> Self {
        platform::set_clock(&env);
        let (db, secrets) = (Workerd::new(&state.storage()), platform::read_secrets(&env));
        let (ready, alarm_at, armed) = (Cell::new(false), Cell::new(None), Cell::new(false));
        Self { state, env, secrets, db, ready, alarm_at, armed }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let url = request.inner().url();
        let (path, _) = platform::path_and_query(&url);
        let is_inside = platform::is_inside(&request);
        let ready = self.make_ready().and_then(|()| self.check(path));
        if let Err(words) = ready {
            return self.fault(path, &words);
        }
        let parts: Vec<&str> = path.split('/').skip(2).collect();
        let answer = match (request.method(), parts.as_slice()) {
            _ if !is_inside => Err(RequestError::NotFound.into()),
            (Method::Post, ["blobs", community, file, command]) => {
                let stored = self.put(community, file, command, request.bytes().await?);
                self.set_alarm(0).await;
                stored
            }
            (Method::Get, ["blobs", _, file, kind, visibility]) => self.get(file, kind, visibility),
            (Method::Get, ["look"]) => self.look(),
            _ => Err(RequestError::NotFound.into()),
        };
        match answer {
            Ok(response) => response,
            Err(HandlerError::Problem(problem)) => platform::write_response(ObjectResponse::problem(&problem)),
            Err(HandlerError::Fault(words)) => self.fault(path, &words),
        }
    }

    async fn alarm(&self) -> Result<Response> {
        self.alarm_at.set(None);
        let asked = match self.make_ready() {
            Ok(()) => self.ask().await,
            Err(words) => Err(words),
        };
        if let Err(words) = &asked {
            console_error!("archive: {words}; {}", self.name(""));
        }
        self.set_alarm(if asked.is_ok() { ALARM_SOONEST_MILLIS } else { ASK_AGAIN_MILLIS }).await;
        Response::empty()
    }
}

impl Archive {
    fn make_ready(&self) -> core::result::Result<(), String> {
        if !self.ready.get() {
            migrations::run_migrations(&self.db, ARCHIVE.migrations, platform::current_time())
                .map_err(|error| error.0)?;
            self.ready.set(true);
        }
        Ok(())
    }

    fn check(&self, path: &str) -> core::result::Result<(), String> {
        ARCHIVE.check(&self.db, path).map(drop)
    }

    /// The object's name in the log, by which an operator finds its file.
    fn name(&self, path: &str) -> String {
        ARCHIVE.name(&self.db, path, &self.state.id().to_string())
    }

    fn fault(&self, path: &str, words: &str) -> Result<Response> {
        platform::write_response(ObjectResponse::fault(platform::new_trace(), &format!("{words}; {}", self.name(path))))
    }

    /// Whether the store can be read at all.
    fn look(&self) -> core::result::Result<Result<Response>, HandlerError> {
        byte_store::next_check(&self.db)?;
        Ok(platform::write_response(ObjectResponse::json("{}".to_owned())))
    }

    /// Stores bytes, and signs a proof of that.
    fn put(
        &self,
        community: &str,
        file: &str,
        command: &str,
        bytes: Vec<u8>,
    ) -> core::result::Result<Result<Response>, HandlerError> {
        let community: CommunityCode =
            community.parse().map_err(|_| HandlerError::Fault("no community's code".to_owned()))?;
        if self.secrets.code_pepper.len() < platform::SECRET_CHARS_MIN {
            return Err(HandlerError::Fault("a secret is missing or too short".to_owned()));
        }
        let kind = kind_of(&bytes).ok_or_else(|| HandlerError::Fault(format!("{file} is of no kind that is kept")))?;
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let stored = byte_store::store_bytes(&self.db, platform::current_time(), &community, bytes)?;
        if stored.to_string() != file {
            return Err(HandlerError::Fault(format!("{file} came as {stored}")));
        }
        let found = StoredFile { community: &community, file: stored, kind, bytes: length };
        Ok(Response::ok(proof::sign_proof(&self.secrets, platform::current_time(), &found, command)))
    }

    fn get(&self, file: &str, kind: &str, visibility: &str) -> core::result::Result<Result<Response>, HandlerError> {
        let unread = |_| HandlerError::Fault("an address of the gate's that cannot be read".to_owned());
        let file: FileId = file.parse().map_err(unread)?;
        let told = file_headers::file_headers(file, kind.parse().map_err(unread)?, visibility.parse().map_err(unread)?);
        let Some(bytes) = byte_store::load_bytes(&self.db, file)? else {
            return Err(HandlerError::Problem(Problem::from(RequestError::NotFound)));
        };
        Ok(respond(&told, bytes))
    }

    /// Asks the community which of the due files it knows.
    async fn ask(&self) -> core::result::Result<(), String> {
        let words = |stop: HandlerError| format!("{stop:?}");
        let Some(question) = byte_store::due_question(&self.db, platform::current_time()).map_err(words)? else {
            return Ok(());
        };
        let known = self.known(&question).await.map_err(|error| format!("the community does not answer: {error}"))?;
        byte_store::settle_question(&self.db, &question, &known).map_err(words)?;
        Ok(())
    }

    async fn known(&self, question: &byte_store::FileQuestion) -> Result<Vec<FileId>> {
        let (community, files) =
            (("COMMUNITY", question.community.as_str()), internal_requests::write_body(&question.files));
        let files = files.map_err(|stop| worker::Error::RustError(format!("{stop:?}")))?;
        let mut answer = internal_requests::post_object(&self.env, community, "/internal/known-files", files).await?;
        match answer.status_code() {
            200 => answer.json().await,
            status => Err(worker::Error::RustError(format!("it answers {status}"))),
        }
    }

    /// Sets the alarm for the next question, at least `soonest_millis` from now. A failure is logged; the next file
    /// sets the alarm again.
    async fn set_alarm(&self, soonest_millis: i64) {
        let first = !self.armed.replace(true);
        let Ok(Some(at)) = byte_store::next_check(&self.db) else { return };
        if self.alarm_at.get() == Some(at) {
            return;
        }
        let wait_millis = at.since(platform::current_time()).max(soonest_millis);
        match platform::arm_alarm(&self.state.storage(), wait_millis, first).await {
            Ok(()) => self.alarm_at.set(Some(at)),
            Err(error) => console_error!("alarm not set: {error}; {}", self.name("")),
        }
    }
}

fn respond(told: &[(&str, String)], bytes: Vec<u8>) -> Result<Response> {
    let headers = Headers::new();
    for (name, value) in told {
        headers.set(name, value)?;
    }
    Ok(ResponseBuilder::new().with_headers(headers).fixed(bytes))
}
