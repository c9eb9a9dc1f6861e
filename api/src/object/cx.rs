//! What a handler may use: the store, the clock and the random source as values, the caller, and the parts of the
//! reply. The table of access must be asked before a handler ends; forgetting it is a fault.

use super::RequestParts;
use super::revisions::{self, Feature};
use crate::answer::{HandlerError, HandlerResult, Message, ObjectRequest};
use crate::crypto::{self, Chance, Secrets};
use crate::db::rows::FromRow;
use crate::db::{Db, DbError, Row, Value};
use crate::sessions::cookies;
use core::cell::{Cell, RefCell};
use domain::access::{CallerStanding, Capability, Subject};
use domain::contract::{RequestError, Responder, Spec};
use domain::ids::{AssistanceId, MemberId, OfficerId, SessionId};
use domain::sessions::{FactorProof, Lack, needs_step_up};
use domain::time::UtcMillis;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Demonstration accounts and the inbox on screen exist.
    Demonstration,
    Production,
}

/// The environment of an object for one request.
pub struct ObjectEnv<'a> {
    pub db: &'a dyn Db,
    pub now: UtcMillis,
    pub chance: Chance<'a>,
    pub secrets: &'a Secrets,
    pub mode: Mode,
}

/// A kind of object: its endpoints, how it identifies callers, and what else the kernel needs from the features above it.
pub struct ObjectHandlers {
    pub place: Responder,
    pub load: fn(&Cx<'_>) -> HandlerResult<()>,
    /// Lets the caller act on behalf of the resident whom the request names.
    pub take_on: fn(&Cx<'_>) -> HandlerResult<()>,
    pub run: fn(&Cx<'_>, &RequestParts<'_>) -> HandlerResult<String>,
    /// Records an act on behalf of somebody: subject and journal row.
    pub record_act: fn(&Cx<'_>, AssistanceId, &str, u64) -> HandlerResult<()>,
    pub is_demonstration_phone: fn(&str) -> bool,
}

pub struct Cx<'a> {
    pub db: &'a dyn Db,
    pub now: UtcMillis,
    pub chance: Chance<'a>,
    pub secrets: &'a Secrets,
    pub mode: Mode,
    pub spec: &'static Spec,
    pub request: &'a ObjectRequest,
    /// None outside a request, where nobody acts for somebody else.
    handlers: Option<&'static ObjectHandlers>,
    caller: RefCell<CallerStanding>,
    session: Cell<Option<SessionId>>,
    /// Who asks at a region.
    officer: Cell<Option<OfficerId>>,
    /// The worker and the assistance, while the caller acts for somebody.
    acting_for: Cell<Option<(MemberId, AssistanceId)>>,
    access_checked: Cell<bool>,
    journaled: Cell<bool>,
    commit_on_refusal: Cell<bool>,
    statements: Cell<u32>,
    rows: Cell<u32>,
    etag: RefCell<Option<String>>,
    tags_reply: Cell<bool>,
    cookie: RefCell<Option<String>>,
    device_cookie: RefCell<Option<String>>,
    /// The caller's standing if the second factor had been enrolled in time.
    closed_offices: RefCell<Option<CallerStanding>>,
    proof: Cell<FactorProof>,
    messages: RefCell<Vec<Message>>,
}

impl<'a> Cx<'a> {
    pub fn new(
        world: &ObjectEnv<'a>,
        request: &'a ObjectRequest,
        spec: &'static Spec,
        handlers: Option<&'static ObjectHandlers>,
    ) -> Self {
        Self {
            db: world.db,
            now: world.now,
            chance: world.chance,
            secrets: world.secrets,
            mode: world.mode,
            spec,
            request,
            handlers,
            caller: RefCell::new(CallerStanding::guest()),
            session: Cell::new(None),
            officer: Cell::new(None),
            acting_for: Cell::new(None),
            access_checked: Cell::new(false),
            journaled: Cell::new(false),
            commit_on_refusal: Cell::new(false),
            statements: Cell::new(0),
            rows: Cell::new(0),
            etag: RefCell::new(None),
            tags_reply: Cell::new(false),
            cookie: RefCell::new(None),
            device_cookie: RefCell::new(None),
            closed_offices: RefCell::new(None),
            proof: Cell::new(FactorProof::default()),
            messages: RefCell::new(vec![]),
        }
    }

    /// Runs a statement and counts what it cost.
    pub fn run(&self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, DbError> {
        let rows = self.db.run(sql, params)?;
        self.statements.set(self.statements.get() + 1);
        self.rows.set(self.rows.get() + u32::try_from(rows.len()).unwrap_or(u32::MAX));
        Ok(rows)
    }

    /// The only row of a statement that gives one or none.
    pub fn first(&self, sql: &'static str, params: &[Value]) -> Result<Option<Row>, DbError> {
        Ok(self.run(sql, params)?.into_iter().next())
    }

    /// All rows of a statement, as `row!` declares them.
    pub fn read_all<T: FromRow>(&self, sql: &'static str, params: &[Value]) -> Result<Vec<T>, DbError> {
        self.run(sql, params)?.iter().map(Row::decode).collect()
    }

    /// The only row of a statement that gives one or none, as `row!` declares it.
    pub fn read_first<T: FromRow>(&self, sql: &'static str, params: &[Value]) -> Result<Option<T>, DbError> {
        self.first(sql, params)?.map(|row| row.decode()).transpose()
    }

    // --- who asks -------------------------------------------------------------------------------------------

    pub fn set_caller(&self, standing: CallerStanding, session: Option<SessionId>) {
        *self.caller.borrow_mut() = standing;
        self.session.set(session);
    }

    /// At a region: an officer, with the roles of the seat.
    pub fn set_officer(&self, standing: CallerStanding, officer: OfficerId, session: SessionId) {
        self.set_caller(standing, Some(session));
        self.officer.set(Some(officer));
    }

    pub fn standing(&self) -> CallerStanding {
        self.caller.borrow().clone()
    }

    pub fn session(&self) -> Option<SessionId> {
        self.session.get()
    }

    /// Closes offices until a second factor is enrolled; `with_them` is the standing that includes them.
    pub fn close_offices(&self, with_them: CallerStanding) {
        *self.closed_offices.borrow_mut() = Some(with_them);
    }

    /// When this session last proved a second factor.
    pub fn proved_at(&self) -> Option<UtcMillis> {
        self.proof.get().proved_at
    }

    pub fn set_proof(&self, proof: FactorProof) {
        self.proof.set(proof);
    }

    /// Checks this endpoint's capability over a subject in the access table: 401 for a guest, 403 for a signed-in
    /// caller. A caller who may, but lacks a second factor or a fresh proof of it, gets that as the refusal.
    pub fn allow(&self, subject: &Subject) -> HandlerResult<()> {
        self.access_checked.set(true);
        let who = self.caller.borrow();
        if who.may(self.spec.capability, subject) {
            let late = needs_step_up(self.spec.dangerous, self.proof.get(), self.now);
            return if late { Err(Lack::StepUpNeeded.into()) } else { Ok(()) };
        }
        Err(self.access_error(self.spec.capability, subject))
    }

    /// The refusal: nobody is signed in, the office is closed until a second factor is enrolled, or the right is
    /// missing.
    pub fn access_error(&self, wanted: Capability, subject: &Subject) -> HandlerError {
        let who = self.caller.borrow();
        let would = |all: &CallerStanding| {
            all.may(wanted, subject) || (all.may_somewhere(wanted) && !who.may_somewhere(wanted))
        };
        if self.closed_offices.borrow().as_ref().is_some_and(would) {
            return Lack::FactorOverdue.into();
        }
        if who.is_guest() { RequestError::NotSignedIn.into() } else { RequestError::NotAllowed.into() }
    }

    /// Checks access to the caller's own matters and returns the caller.
    pub fn allow_self(&self) -> HandlerResult<MemberId> {
        let (member, household) = {
            let who = self.caller.borrow();
            (who.member, who.household)
        };
        let Some(member) = member else {
            self.access_checked.set(true);
            return Err(RequestError::NotSignedIn.into());
        };
        self.allow(&Subject::Member { member, household, grid: None })?;
        Ok(member)
    }

    /// The signed-in member, for handlers that have already asked the table about another subject.
    pub fn member(&self) -> HandlerResult<MemberId> {
        self.caller.borrow().member.ok_or_else(|| RequestError::NotSignedIn.into())
    }

    /// The signed-in officer, after the table was asked.
    pub fn officer(&self) -> HandlerResult<OfficerId> {
        self.officer.get().ok_or_else(|| RequestError::NotSignedIn.into())
    }

    /// From here on a worker acts on behalf of a resident: the standing is the resident's own.
    pub fn act_for(&self, standing: CallerStanding, worker: MemberId, assistance: AssistanceId) {
        *self.caller.borrow_mut() = standing;
        self.acting_for.set(Some((worker, assistance)));
    }

    /// The signed-in person, also when acting on behalf of a resident: then the worker.
    pub fn actor(&self) -> HandlerResult<MemberId> {
        self.acting_for.get().map_or_else(|| self.member(), |(worker, _)| Ok(worker))
    }

    /// The officer or member whose matter this is; `None` before sign-in.
    pub fn caller_text(&self) -> Option<String> {
        let member = || self.caller.borrow().member.map(|member| member.to_string());
        self.officer.get().map(|officer| officer.to_string()).or_else(member)
    }

    /// The person who gives the command, as stored with its key.
    pub fn actor_text(&self) -> HandlerResult<String> {
        Ok(match self.officer.get() {
            Some(officer) => officer.to_string(),
            None => self.actor()?.to_string(),
        })
    }

    pub fn access_was_checked(&self) -> bool {
        self.access_checked.get()
    }

    /// Whether the phone is shared by all who try the demonstration: a second factor that somebody enrolled there is
    /// required only in the session that enrolled it.
    pub fn is_demonstration_phone(&self, phone: &str) -> bool {
        self.mode == Mode::Demonstration && self.handlers.is_some_and(|of| (of.is_demonstration_phone)(phone))
    }

    // --- what is written --------------------------------------------------------------------------------------

    /// Appends the journal row of this command: facts without free text, which may name people.
    pub fn journal(&self, subject: &str, detail: &serde_json::Value) -> HandlerResult<()> {
        self.journaled.set(true);
        let member = self.caller.borrow().member.map(|member| member.to_string());
        let officer = || self.officer.get().map(|officer| officer.to_string());
        let member = member.or_else(officer).unwrap_or_default();
        let hand = self.acting_for.get();
        let worker = hand.map(|(worker, _)| worker.to_string());
        let who = worker.as_ref().map_or([member.as_str(), ""], |worker| [worker.as_str(), member.as_str()]);
        let detail = domain::journal::without_text(detail).to_string();
        let seq = crate::journal::append_for(self.db, self.now, who, self.spec.name, subject, &detail)?;
        match hand {
            Some((_, assistance)) => match self.handlers {
                Some(of) => (of.record_act)(self, assistance, subject, seq),
                None => Err(HandlerError::Fault("nobody acts for somebody outside a request".to_owned())),
            },
            None => Ok(()),
        }
    }

    pub fn was_journaled(&self) -> bool {
        self.journaled.get()
    }

    /// Keeps the writes although the answer is a refusal, such as the count of a wrong try.
    pub fn commit_on_refusal(&self) {
        self.commit_on_refusal.set(true);
    }

    pub fn commits_on_refusal(&self) -> bool {
        self.commit_on_refusal.get()
    }

    /// Public pages of the feature have changed.
    pub fn bump_revision(&self, feature: Feature) -> HandlerResult<()> {
        Ok(revisions::bump_revision(self.db, feature)?)
    }

    /// The reply depends on these features, on the caller with the open offices, and on the half-hour: a 304 while none has changed.
    pub fn set_etag(&self, features: &[Feature]) -> HandlerResult<()> {
        let revision = revisions::sum_revisions(self, features)?;
        let caller = self.caller.borrow();
        // A second factor that is overdue closes the offices of somebody whose seats stay.
        let who = caller.member.map(|member| format!("{member}.{}", caller.held.len())).unwrap_or_default();
        let half_hour = self.now.0 / (30 * domain::time::MINUTE);
        *self.etag.borrow_mut() = Some(format!("\"{revision}-{half_hour}-{who}\""));
        Ok(())
    }

    /// The reply depends only on stored data: a 304 while it is the same.
    pub fn tag_reply(&self) {
        self.tags_reply.set(true);
    }

    /// The tag of this reply, where it has one.
    pub fn etag(&self, reply: &str) -> Option<String> {
        let of_reply = || format!("\"{}\"", domain::journal::to_hex(&crypto::hash_sha256(reply.as_bytes())));
        self.etag.borrow_mut().take().or_else(|| self.tags_reply.get().then(of_reply))
    }

    // --- what goes out ----------------------------------------------------------------------------------------

    /// `object` is the code of the object that answers: a community's or a region's.
    pub fn set_session_cookie(&self, object: &str, token: &str, max_age_seconds: i64) {
        let encrypted = self.request.encrypted;
        *self.cookie.borrow_mut() =
            Some(cookies::session_cookie(self.spec.place, object, token, max_age_seconds, encrypted));
    }

    /// The browser's mark, which outlives every session and grants no access.
    pub fn set_device_cookie(&self, object: &str, mark: &str) {
        let seconds = domain::limits::DEVICE_DAYS * domain::time::DAY / 1000;
        *self.device_cookie.borrow_mut() =
            Some(cookies::device_cookie(self.spec.place, object, mark, seconds, self.request.encrypted));
    }

    pub fn take_device_cookie(&self) -> Option<String> {
        self.device_cookie.borrow_mut().take()
    }

    pub fn take_cookie(&self) -> Option<String> {
        self.cookie.borrow_mut().take()
    }

    /// Deletes a cookie that no longer opens anything.
    pub fn cookie_to_forget(&self, request: &ObjectRequest) -> Option<String> {
        cookies::session_of(request, self.spec.place)?;
        let object = request.path.split('/').nth(3)?;
        self.set_session_cookie(object, "", 0);
        self.take_cookie()
    }

    pub fn send_after_commit(&self, message: Message) {
        self.messages.borrow_mut().push(message);
    }

    pub fn take_messages(&self) -> Vec<Message> {
        core::mem::take(&mut *self.messages.borrow_mut())
    }

    // --- ids and cost -----------------------------------------------------------------------------------------

    /// A new id, made from the request's time and random bytes.
    pub fn new_id<T>(&self, from_parts: fn(UtcMillis, u128) -> T) -> T {
        from_parts(self.now, crypto::random_u128(self.chance))
    }

    pub fn trace(&self) -> String {
        format!("{:016x}", crypto::random_u64(self.chance))
    }

    /// Statements run and rows read through [`Cx::run`].
    pub fn cost(&self) -> (u32, u32) {
        (self.statements.get(), self.rows.get())
    }

    /// Refuses an id of the path whose subject does not exist; callers without the right learn only that they lack it.
    pub fn refuse_absent<T>(&self) -> HandlerResult<T> {
        self.allow(&Subject::Community)?;
        Err(HandlerError::Problem(RequestError::NotFound.into()))
    }
}
