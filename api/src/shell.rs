//! The Workers side of the objects: requests in, responses out, the clock, random bytes, the alarm. No rules here.

use crate::answer::{Message, ObjectRequest, ObjectResponse};
use crate::community::{self, Mode, World};
use crate::crypto::Secrets;
use crate::db::workerd::Workerd;
use crate::objects::{self, Kind};
use crate::sessions::cookies;
use crate::{clock, due, erasing, gate, inside, live, migrations, outgoing, region};
use core::cell::{Cell, RefCell};
use domain::contract::{KEY_HEADER, ON_BEHALF_HEADER, SENT_AT_HEADER};
use domain::time::UtcMillis;
use std::rc::Rc;
use worker::{
    Context, DurableObject, Env, Headers, Request, Response, ResponseBuilder, Result, State, WebSocket,
    WebSocketIncomingMessage, console_error, durable_object, event,
};

#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Context) -> Result<Response> {
    set_clock(&env);
    match gate::front::answer(request, &env).await {
        Ok(response) => Ok(response),
        // A thrown error would give an answer without a trace, and a log without the request.
        Err(error) => reply(ObjectResponse::fault(trace(), &format!("the gate: {error}"))),
    }
}

thread_local! {
    /// How far this deployment's clock is ahead. The configuration of an isolate never changes.
    static AHEAD_MILLIS: Cell<i64> = const { Cell::new(0) };
}

/// Reads from the configuration how far the clock is ahead: called by the gate, and by every object when it is made.
pub fn set_clock(env: &Env) {
    let minutes = setting(env, "CLOCK_AHEAD_MINUTES");
    AHEAD_MILLIS.set(clock::ahead_millis(mode(env), minutes.as_deref()));
}

pub fn now() -> UtcMillis {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
    UtcMillis(js_sys::Date::now() as i64).plus(AHEAD_MILLIS.get())
}

/// Fills bytes from the platform's random source. Without it no secret may be made, so this panics.
pub fn chance(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the platform gives chance");
}

pub fn trace() -> String {
    format!("{:016x}", crate::crypto::random_u64(&chance))
}

/// A text of the configuration; `None` when it is not set. Read directly, because a binding to an environment variable
/// that is not set is null, and the typed bindings throw on null.
pub fn setting(env: &Env, name: &str) -> Option<String> {
    let value = js_sys::Reflect::get(env.as_ref(), &name.into()).ok()?;
    value.as_string().filter(|text| !text.is_empty())
}

pub fn mode(env: &Env) -> Mode {
    if setting(env, "MODE").as_deref() == Some("demonstration") { Mode::Demonstration } else { Mode::Production }
}

/// Secrets of the deployment; the object refuses empty ones.
pub fn secrets(env: &Env) -> Secrets {
    let read = |name: &str| setting(env, name).unwrap_or_default();
    Secrets {
        session_pepper: read("SESSION_PEPPER"),
        code_pepper: read("CODE_PEPPER"),
        check_in_key: read("CHECKIN_KEY"),
        identity_key: read("IDENTITY_KEY"),
        operator_key: read("OPERATOR_KEY"),
    }
}

pub const SECRET_CHARS_MIN: usize = 32;
/// Due acts are rarely urgent; the most urgent is an unsent message. A failing act must not ring the alarm constantly.
const ALARM_SOONEST_MILLIS: i64 = 5_000;

impl Secrets {
    fn are_set(&self) -> bool {
        [&self.session_pepper, &self.code_pepper, &self.check_in_key, &self.identity_key]
            .iter()
            .all(|secret| secret.len() >= SECRET_CHARS_MIN)
    }
}

/// The state of an object of either kind, around its store.
struct Inner {
    state: State,
    db: Workerd,
    mode: Mode,
    secrets: Secrets,
    env: Env,
    kind: &'static Kind,
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
    inner: Rc<Inner>,
    followers: Rc<live::Followers>,
}

impl DurableObject for Community {
    fn new(state: State, env: Env) -> Self {
        Self { inner: Rc::new(Inner::new(state, env, &objects::COMMUNITY)), followers: Rc::default() }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        let follows = request.headers().has(gate::follow::UPGRADE)?;
        let (inner, read) = (&self.inner, read(request).await?);
        let ready = inner.make_ready().and_then(|()| inner.secrets_are_set()).and_then(|()| inner.check(&read.path));
        if let Err(words) = ready {
            return reply(inner.named(ObjectResponse::fault(trace(), &words), &read.path));
        }
        let response = if read.inside {
            community::internal(&inner.world(), &read, trace())
        } else {
            community::handle(&inner.world(), &read)
        };
        if follows && response.status == 200 {
            return live::accept(&inner.state, &read.path, &response.body);
        }
        if response.moves_counts {
            self.tell_followers();
        }
        inner.finish(&read, response).await
    }

    async fn websocket_message(&self, socket: WebSocket, _: WebSocketIncomingMessage) -> Result<()> {
        live::send_away(&socket);
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, _: usize, _: String, _: bool) -> Result<()> {
        live::let_go(&socket);
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, _: worker::Error) -> Result<()> {
        Ok(())
    }

    async fn alarm(&self) -> Result<Response> {
        self.inner.ring().await
    }
}

impl Community {
    /// After the commit and after the reply: pushes to each follower what a guest would read now.
    fn tell_followers(&self) {
        if !self.followers.begin(&self.inner.state) {
            return;
        }
        let (inner, followers) = (Rc::clone(&self.inner), Rc::clone(&self.followers));
        self.inner.state.wait_until(async move {
            let answer = |path: &str| {
                let request = ObjectRequest { method: "GET".into(), path: path.to_owned(), ..ObjectRequest::default() };
                let response = community::handle(&inner.world(), &request);
                (response.status == 200).then_some(response.body)
            };
            followers.tell_soon(&inner.state, answer).await;
        });
    }
}

#[durable_object]
pub struct Region {
    inner: Inner,
}

impl DurableObject for Region {
    fn new(state: State, env: Env) -> Self {
        Self { inner: Inner::new(state, env, &objects::REGION) }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        let (inner, read) = (&self.inner, read(request).await?);
        if let Err(words) = inner.make_ready().and_then(|()| inner.check(&read.path)) {
            return reply(inner.named(ObjectResponse::fault(trace(), &words), &read.path));
        }
        // The gate's own requests need no secret; signing in does.
        let response = if read.inside {
            region::internal(&inner.world(), &read, trace())
        } else if let Err(words) = inner.secrets_are_set() {
            ObjectResponse::fault(trace(), &words)
        } else {
            region::handle(&inner.world(), &read)
        };
        inner.finish(&read, response).await
    }

    async fn alarm(&self) -> Result<Response> {
        self.inner.ring().await
    }
}

impl Inner {
    fn new(state: State, env: Env, kind: &'static Kind) -> Self {
        set_clock(&env);
        let db = Workerd::new(&state.storage());
        Self {
            db,
            mode: mode(&env),
            secrets: secrets(&env),
            env,
            state,
            kind,
            ready: Cell::new(false),
            own: Cell::new(false),
            alarm_at: Cell::new(None),
            armed: Cell::new(false),
        }
    }

    fn world(&self) -> World<'_> {
        World { db: &self.db, now: now(), chance: &chance, secrets: &self.secrets, mode: self.mode }
    }

    fn make_ready(&self) -> core::result::Result<(), String> {
        if !self.ready.get() {
            migrations::migrate(&self.db, self.kind.migrations, now()).map_err(|error| error.0)?;
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
    fn named(&self, mut response: ObjectResponse, path: &str) -> ObjectResponse {
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
        reply(self.named(response, &request.path))
    }

    /// Does due acts and tries unsent messages again.
    async fn ring(&self) -> Result<Response> {
        if let Err(words) = self.make_ready().and_then(|()| self.secrets_are_set()) {
            console_error!("alarm: {words}; {}", self.name(""));
            return Response::empty();
        }
        // This comes first: any write in this event opens a transaction.
        let rewritten = erasing::run(&self.db, now());
        match rewritten {
            Ok(0) => {}
            Ok(_) => self.watch_constraints_again().await,
            Err(stop) => {
                console_error!("alarm: not written anew: {stop:?}");
                self.watch_constraints_again().await;
            }
        }
        if let Err(stop) = due::run(&self.db, now()) {
            console_error!("alarm: {stop:?}; {}", self.name(""));
        }
        self.alarm_at.set(None);
        match outgoing::taken(&self.db, &self.secrets) {
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
        let Ok(Some(at)) = due::next(&self.db) else { return };
        if self.alarm_at.get() == Some(at) {
            return;
        }
        match arm(&self.state.storage(), at.since(now()).max(ALARM_SOONEST_MILLIS), first).await {
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
                        let sent = gate::sender::send(&env, id, phone, code).await;
                        let given_up = outgoing::settle(&db, now(), id, sent.is_ok());
                        (id, sent.err(), given_up)
                    }
                    Message::Letter { id, letter } => {
                        let reply = gate::letters::deliver(&env, letter).await;
                        let taken = reply.as_ref().ok().map(String::as_str);
                        let given_up = outgoing::settle_letter(&db, now(), id, letter, taken);
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
            let wait = due::next(&db).ok().flatten().map(|at| at.since(now()).max(ALARM_SOONEST_MILLIS));
            if let Some(wait) = wait.and_then(|wait| u64::try_from(wait).ok()) {
                let set = storage.set_alarm(core::time::Duration::from_millis(wait)).await;
                if let Err(error) = set {
                    console_error!("alarm not set: {error}");
                }
            }
        });
    }
}

/// Whether the request comes from the gate or another object; decided by the mark, never by the path.
pub fn is_inside(request: &Request) -> bool {
    inside::is_marked(&request.inner().url(), |name| request.headers().get(name).ok().flatten())
}

/// Sets an object's alarm. It is stored twice: in the object's store, and in the register of its kind, which is lost if
/// `metadata.sqlite` is lost. If the store already has the same time, the register is not written, so the first time
/// that an instance sets is a millisecond later.
pub async fn arm(storage: &worker::durable::Storage, wait_millis: i64, first: bool) -> Result<()> {
    let held = if first { storage.get_alarm().await? } else { None };
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit for 285,000 years")]
    let same = held == Some(js_sys::Date::now() as i64 + wait_millis);
    let wait = u64::try_from(wait_millis + i64::from(same)).unwrap_or_default();
    storage.set_alarm(core::time::Duration::from_millis(wait)).await
}

async fn read(mut request: Request) -> Result<ObjectRequest> {
    let headers = request.headers().clone();
    let get = |name: &str| headers.get(name).ok().flatten();
    let url = request.inner().url();
    let (path, query) = gate::front::path_and_query(&url);
    let cookie = get("cookie");
    let read = ObjectRequest {
        method: request.inner().method(),
        path: path.to_owned(),
        query: query.to_owned(),
        encrypted: cookie.is_some() && get(gate::front::ENCRYPTED_HEADER).is_some(),
        cookie,
        etag: get("if-none-match"),
        on_behalf_of: get(ON_BEHALF_HEADER),
        inside: inside::is_marked(&url, get),
        ..ObjectRequest::default()
    };
    if read.method == "GET" {
        return Ok(read);
    }
    Ok(ObjectRequest {
        body: request.bytes().await?,
        key: get(KEY_HEADER),
        sent_at: get(SENT_AT_HEADER),
        address: get(gate::front::ADDRESS_HEADER),
        device: get("user-agent").unwrap_or_default(),
        encrypted: get(gate::front::ENCRYPTED_HEADER).is_some(),
        origin: get(gate::front::ORIGIN_HEADER),
        stored: get(gate::archive::PROOF_HEADER),
        ..read
    })
}

thread_local! {
    /// Headers that most answers share, by whether the answer is a refusal and whether it is public.
    static COMMON: RefCell<[Option<web_sys::Headers>; 4]> = const { RefCell::new([const { None }; 4]) };
}

/// A fresh copy of the headers that every answer of this kind has.
fn common_headers(refusal: bool, public: bool) -> Result<Headers> {
    let at = usize::from(refusal) * 2 + usize::from(public);
    let known = COMMON.with_borrow(|known| known[at].clone());
    let known = match known {
        Some(known) => known,
        None => {
            let headers = Headers::new();
            headers.set("content-type", if refusal { "application/problem+json" } else { "application/json" })?;
            headers.set("cache-control", if public { "public, no-cache" } else { "private, no-store" })?;
            headers.set("x-content-type-options", "nosniff")?;
            COMMON.with_borrow_mut(|known| known[at].insert(headers.0).clone())
        }
    };
    Ok(Headers(web_sys::Headers::new_with_headers(&known)?))
}

/// Writes an object's answer as a response. Everything personal is marked as not to be stored.
pub fn reply(answer: ObjectResponse) -> Result<Response> {
    if let Some(words) = &answer.log {
        console_error!("{words}");
    }
    let headers = common_headers(answer.status >= 400, answer.public)?;
    if let Some(etag) = &answer.etag {
        headers.set("etag", etag)?;
    }
    for cookie in [&answer.set_cookie, &answer.device_cookie].into_iter().flatten() {
        headers.append("set-cookie", cookie)?;
    }
    // The browser's cache ends with the session: pages that "back" would show, and answers from when they could be
    // stored. Its storage stays: messages that wait to be sent are there.
    if answer.set_cookie.as_deref().is_some_and(cookies::is_taken_back) {
        headers.set("clear-site-data", "\"cache\"")?;
    }
    let builder = ResponseBuilder::new().with_status(answer.status).with_headers(headers);
    if answer.status == 304 {
        return Ok(builder.empty());
    }
    Ok(builder.fixed(answer.body.into_bytes()))
}
