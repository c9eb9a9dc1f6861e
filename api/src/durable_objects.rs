//! The object classes on Workers, and the event of the gate: alarms, followers, messages after the commit. No rules here.

use crate::answer::{Message, ObjectRequest, ObjectResponse};
use crate::crypto::Secrets;
use crate::db::workerd::Workerd;
use crate::object::{Mode, ObjectEnv};
use crate::object_kind::{self, StoreKind};
use crate::platform::{
    arm_alarm, current_time, fill_chance, new_trace, read_mode, read_request, read_secrets, set_clock, write_response,
};
use crate::{dispatch, due, duties, erasing, followers, gate, migrations, outgoing};
use core::cell::Cell;
use domain::time::UtcMillis;
use std::rc::Rc;
use worker::{
    Context, DurableObject, Env, Request, Response, Result, State, WebSocket, WebSocketIncomingMessage, console_error,
    durable_object, event,
};

#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Context) -> Result<Response> {
    set_clock(&env);
    match gate::entry::answer_request(request, &env).await {
        Ok(response) => Ok(response),
        // A thrown error would give an answer without a trace, and a log without the request.
        Err(error) => write_response(ObjectResponse::fault(new_trace(), &format!("the gate: {error}"))),
    }
}

/// Due acts are rarely urgent; the most urgent is an unsent message. A failing act must not ring the alarm constantly.
const ALARM_SOONEST_MILLIS: i64 = 5_000;

/// The state of an object of either kind, around its store.
struct ObjectShell {
    state: State,
    db: Workerd,
    mode: Mode,
    secrets: Secrets,
    env: Env,
    kind: &'static StoreKind,
    ready: Cell<bool>,
    /// Whether the store was verified to be this object's own.
    own: Cell<bool>,
    /// The time that the alarm is set for; it is written only when that changes.
    alarm_at: Cell<Option<UtcMillis>>,
    /// Whether this instance has set the alarm yet.
    armed: Cell<bool>,
}

#[durable_object]
pub struct Community {
    inner: Rc<ObjectShell>,
    followers: Rc<followers::Followers>,
}

impl DurableObject for Community {
    fn new(state: State, env: Env) -> Self {
        Self { inner: Rc::new(ObjectShell::new(state, env, &object_kind::COMMUNITY)), followers: Rc::default() }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        let follows = request.headers().has(gate::follow::UPGRADE)?;
        let (inner, read) = (&self.inner, read_request(request).await?);
        let ready = inner.make_ready().and_then(|()| inner.secrets_are_set()).and_then(|()| inner.check(&read.path));
        if let Err(words) = ready {
            return write_response(inner.label_fault(ObjectResponse::fault(new_trace(), &words), &read.path));
        }
        let response = if read.inside {
            duties::answer_community(&inner.object_env(), &read, new_trace())
        } else {
            dispatch::handle_community(&inner.object_env(), &read)
        };
        if follows && response.status == 200 {
            return followers::accept_follower(&inner.state, &read.path, &response.body);
        }
        if response.moves_counts {
            self.notify_followers();
        }
        inner.finish(&read, response).await
    }

    async fn websocket_message(&self, socket: WebSocket, _: WebSocketIncomingMessage) -> Result<()> {
        followers::send_away(&socket);
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _: usize, _: String, _: bool) -> Result<()> {
        followers::let_go(&socket);
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, _: worker::Error) -> Result<()> {
        Ok(())
    }

    async fn alarm(&self) -> Result<Response> {
        self.inner.run_alarm().await
    }
}

impl Community {
    /// After the commit and after the reply: pushes to each follower what a guest would read now.
    fn notify_followers(&self) {
        if !self.followers.begin(&self.inner.state) {
            return;
        }
        let (inner, followers) = (Rc::clone(&self.inner), Rc::clone(&self.followers));
        self.inner.state.wait_until(async move {
            let answer = |path: &str| {
                let request = ObjectRequest { method: "GET".into(), path: path.to_owned(), ..ObjectRequest::default() };
                let response = dispatch::handle_community(&inner.object_env(), &request);
                (response.status == 200).then_some(response.body)
            };
            followers.notify_soon(&inner.state, answer).await;
        });
    }
}

#[durable_object]
pub struct Region {
    inner: ObjectShell,
}

impl DurableObject for Region {
    fn new(state: State, env: Env) -> Self {
        Self { inner: ObjectShell::new(state, env, &object_kind::REGION) }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        let (inner, read) = (&self.inner, read_request(request).await?);
        if let Err(words) = inner.make_ready().and_then(|()| inner.check(&read.path)) {
            return write_response(inner.label_fault(ObjectResponse::fault(new_trace(), &words), &read.path));
        }
        // The gate's own requests need no secret; signing in does.
        let response = if read.inside {
            duties::answer_region(&inner.object_env(), &read, new_trace())
        } else if let Err(words) = inner.secrets_are_set() {
            ObjectResponse::fault(new_trace(), &words)
        } else {
            dispatch::handle_region(&inner.object_env(), &read)
        };
        inner.finish(&read, response).await
    }

    async fn alarm(&self) -> Result<Response> {
        self.inner.run_alarm().await
    }
}

impl ObjectShell {
    fn new(state: State, env: Env, kind: &'static StoreKind) -> Self {
        set_clock(&env);
        let db = Workerd::new(&state.storage());
        Self {
            db,
            mode: read_mode(&env),
            secrets: read_secrets(&env),
            env,
            state,
            kind,
            ready: Cell::new(false),
            own: Cell::new(false),
            alarm_at: Cell::new(None),
            armed: Cell::new(false),
        }
    }

    fn object_env(&self) -> ObjectEnv<'_> {
        ObjectEnv { db: &self.db, now: current_time(), chance: &fill_chance, secrets: &self.secrets, mode: self.mode }
    }

    fn make_ready(&self) -> core::result::Result<(), String> {
        if !self.ready.get() {
            migrations::run_migrations(&self.db, self.kind.migrations, current_time()).map_err(|error| error.0)?;
            self.ready.set(true);
        }
        Ok(())
    }

    fn check(&self, path: &str) -> core::result::Result<(), String> {
        if !self.own.get() {
            self.own.set(self.kind.check(&self.db, path)?);
        }
        Ok(())
    }

    /// The object's name in the log, by which an operator finds its file.
    fn name(&self, path: &str) -> String {
        self.kind.name(&self.db, path, &self.state.id().to_string())
    }

    /// Adds the object's name to a log line.
    fn label_fault(&self, mut response: ObjectResponse, path: &str) -> ObjectResponse {
        response.log = response.log.map(|words| format!("{words}; {}", self.name(path)));
        response
    }

    fn secrets_are_set(&self) -> core::result::Result<(), String> {
        if self.secrets.are_set() {
            Ok(())
        } else {
            Err("a secret is missing or shorter than 32 characters".to_owned())
        }
    }

    /// After the commit: sets the alarm, sends messages, and sends the reply.
    async fn finish(&self, request: &ObjectRequest, response: ObjectResponse) -> Result<Response> {
        // Never for a read: where nothing can be written any more, failing to set the alarm would prevent the answer.
        if request.method != "GET" {
            self.set_alarm().await;
        }
        self.send(response.messages.clone());
        write_response(self.label_fault(response, &request.path))
    }

    /// Does due acts and tries unsent messages again.
    async fn run_alarm(&self) -> Result<Response> {
        if let Err(words) = self.make_ready().and_then(|()| self.secrets_are_set()) {
            console_error!("alarm: {words}; {}", self.name(""));
            return Response::empty();
        }
        // This comes first: any write in this event opens a transaction.
        let rewritten = erasing::rewrite_due_tables(&self.db, current_time());
        match rewritten {
            Ok(0) => {}
            Ok(_) => self.watch_constraints_again().await,
            Err(stop) => {
                console_error!("alarm: not written again: {stop:?}");
                self.watch_constraints_again().await;
            }
        }
        if let Err(stop) = duties::run_due(&self.db, current_time()) {
            console_error!("alarm: {stop:?}; {}", self.name(""));
        }
        self.alarm_at.set(None);
        match outgoing::taken_messages(&self.db, &self.secrets) {
            Ok(messages) => self.send(messages),
            Err(stop) => console_error!("alarm: {stop:?}; {}", self.name("")),
        }
        self.set_alarm().await;
        Response::empty()
    }

    /// After tables were rewritten: once that is committed, foreign keys can be turned on again.
    async fn watch_constraints_again(&self) {
        for _ in 0..3 {
            if let Err(error) = self.state.storage().sync().await {
                console_error!("alarm: {error}");
            }
            if erasing::constraints_are_on(&self.db).is_ok_and(|on| on) {
                return;
            }
        }
        // A new object starts with foreign keys on.
        panic!("foreign keys stay off");
    }

    /// One alarm for the earliest due time. A failure is logged: the next command sets it again.
    async fn set_alarm(&self) {
        let first = !self.armed.replace(true);
        let Ok(Some(at)) = due::next_due(&self.db) else { return };
        if self.alarm_at.get() == Some(at) {
            return;
        }
        match arm_alarm(&self.state.storage(), at.since(current_time()).max(ALARM_SOONEST_MILLIS), first).await {
            Ok(()) => self.alarm_at.set(Some(at)),
            Err(error) => console_error!("alarm not set: {error}; {}", self.name("")),
        }
    }

    /// Sends after the reply: the time that a provider takes must not reveal whether a phone is in the roster. The
    /// alarm tries unsent messages again.
    fn send(&self, messages: Vec<Message>) {
        if messages.is_empty() {
            return;
        }
        let env = self.env.clone();
        let storage = self.state.storage();
        self.state.wait_until(async move {
            let db = Workerd::new(&storage);
            for message in &messages {
                let (id, failed, given_up) = match message {
                    Message::SignInCode { id, phone, code } => {
                        let sent = gate::sender::send_message(&env, id, phone, code).await;
                        let given_up = outgoing::settle_message(&db, current_time(), id, sent.is_ok());
                        (id, sent.err(), given_up)
                    }
                    Message::Letter { id, letter } => {
                        let reply = gate::letters::deliver_letter(&env, letter).await;
                        let taken = reply.as_ref().ok().map(String::as_str);
                        let given_up = duties::settle_letter(&db, current_time(), id, letter, taken);
                        (id, reply.err(), given_up)
                    }
                };
                match (failed, given_up) {
                    (Some(words), Ok(false)) => console_error!("message {id} not sent yet: {words}"),
                    (Some(words), Ok(true)) => console_error!("message {id} given up: {words}"),
                    (_, Err(stop)) => console_error!("message {id}: {stop:?}"),
                    (None, Ok(_)) => {}
                }
            }
            let wait = due::next_due(&db).ok().flatten().map(|at| at.since(current_time()).max(ALARM_SOONEST_MILLIS));
            if let Some(wait) = wait.and_then(|wait| u64::try_from(wait).ok()) {
                let set = storage.set_alarm(core::time::Duration::from_millis(wait)).await;
                if let Err(error) = set {
                    console_error!("alarm not set: {error}");
                }
            }
        });
    }
}
