//! The second factor of a member of a community or an officer of a region: enrolling, proving, resetting. The rules for
//! a right code and for locking after wrong tries are `domain::sessions`.
//!
//! Invariant: the key is sent once, when it is made; recovery codes are sent once, when it is confirmed. The store
//! holds them only sealed or hashed.

use super::history;
use super::sql::{self, Statements, StoredFactor};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::{crypto, seal};
use domain::ids::SessionId;
use domain::sessions::{
    Code, Done, EventKind, FactorBegun, FactorCode, FactorConfirmed, FactorKey, FactorTries, FactorVerdict,
    RecoveryCode, Refusal, judge_factor,
};
use domain::{limits, masking};

/// The issuer name shown by authenticator apps.
const ISSUER: &str = "Linli";

/// One person's second factor and its statements.
pub struct Enrolment<'c, 'a> {
    cx: &'c Cx<'a>,
    /// The person's id.
    of: String,
    statements: &'static Statements,
}

impl<'c, 'a> Enrolment<'c, 'a> {
    pub fn new(cx: &'c Cx<'a>, of: String, statements: &'static Statements) -> Self {
        Self { cx, of, statements }
    }

    /// Makes a new key, labelled with the masked phone.
    pub fn begin(&self, phone: &str) -> HandlerResult<FactorBegun> {
        let cx = self.cx;
        let mut bytes = [0u8; 20];
        (cx.chance)(&mut bytes);
        let key = FactorKey::from_chance(bytes);
        let sealed = seal::seal_text(cx.secrets, &self.context(), &key.to_base32(), cx.chance)
            .ok_or_else(|| HandlerError::Fault("a key could not be sealed".to_owned()))?;
        cx.run(self.statements.begin, bind![self.of.as_str(), sealed, cx.now])?;
        let uri = key.uri(ISSUER, &masking::mask_phone(phone));
        Ok(FactorBegun { key: key.to_base32(), uri, expires_at: cx.now.plus(limits::FACTOR_BEGUN_MILLIS) })
    }

    /// Enrols with the first code, proves the factor for this session, and returns the recovery codes.
    pub fn confirm(&self, code: &Code) -> HandlerResult<FactorConfirmed> {
        let (cx, of) = (self.cx, self.of.as_str());
        let factor = self.factor()?.ok_or_else(|| HandlerError::from(Refusal::FactorNotBegun))?;
        let begun_at = factor.begun_at.filter(|at| cx.now.is_within(*at, limits::FACTOR_BEGUN_MILLIS));
        if begun_at.is_none() {
            return Err(Refusal::FactorNotBegun.into());
        }
        let key = self.key(factor.begun_sealed.as_deref())?;
        let step = key.and_then(|key| key.accepted_step(code, 0, cx.now));
        self.judge_try(factor.tries, step.is_some())?;
        cx.run(self.statements.enrol, bind![cx.now, step.unwrap_or_default(), of])?;
        cx.run(self.statements.forget_recovery, bind![of])?;
        let mut recovery_codes = vec![];
        while recovery_codes.len() < limits::RECOVERY_CODES {
            let code = RecoveryCode::from_chance(crypto::random_u64(cx.chance));
            cx.run(self.statements.add_recovery, bind![of, self.recovery_hash(&code)])?;
            recovery_codes.push(code.shown());
        }
        cx.run(sql::PROVED, bind![cx.now, own_session(cx)?])?;
        self.record_history(EventKind::FactorEnrolled)?;
        cx.journal(of, &serde_json::json!({}))?;
        Ok(FactorConfirmed { recovery_codes })
    }

    /// Proves it for this session.
    pub fn prove_in_session(&self, code: &FactorCode) -> HandlerResult<Done> {
        self.prove(code)?;
        self.cx.run(sql::PROVED, bind![self.cx.now, own_session(self.cx)?])?;
        Ok(Done {})
    }

    /// Proves the factor, or counts the wrong try. Reached only after a right phone code.
    pub fn prove(&self, code: &FactorCode) -> HandlerResult<()> {
        let (cx, of) = (self.cx, self.of.as_str());
        let factor = self.factor()?.ok_or_else(|| HandlerError::from(Refusal::FactorNotEnrolled))?;
        let key = self.key(factor.key_sealed.as_deref())?;
        let key = key.ok_or_else(|| HandlerError::from(Refusal::FactorNotEnrolled))?;
        // While it is locked, no code is compared: a recovery code would be used up.
        if let FactorVerdict::Refuse(refusal) = judge_factor(factor.tries, true, cx.now) {
            return Err(refusal.into());
        }
        let (matches, step) = match code {
            FactorCode::Shown(code) => {
                let step = key.accepted_step(code, factor.last_step, cx.now);
                (step.is_some(), step)
            }
            FactorCode::Recovery(code) => {
                let values = bind![cx.now, of, self.recovery_hash(code)];
                (!cx.run(self.statements.use_recovery, values)?.is_empty(), None)
            }
        };
        self.judge_try(factor.tries, matches)?;
        cx.run(self.statements.factor_proved, bind![step, of])?;
        Ok(())
    }

    /// Resets a lost factor, with this many passkeys, and ends all sessions of the person. Returns how many.
    pub fn take_back(&self, passkeys: usize) -> HandlerResult<u32> {
        let (cx, of) = (self.cx, self.of.as_str());
        let enrolled = self.factor()?.is_some_and(|factor| factor.key_sealed.is_some());
        if !enrolled && passkeys == 0 {
            return Err(Refusal::FactorNotEnrolled.into());
        }
        cx.run(self.statements.forget_recovery, bind![of])?;
        cx.run(self.statements.forget_factor, bind![of])?;
        let sessions = cx.run(self.statements.revoke_all, bind![cx.now, of])?.len();
        self.record_history(EventKind::FactorReset)?;
        Ok(u32::try_from(sessions).unwrap_or(u32::MAX))
    }

    fn factor(&self) -> HandlerResult<Option<StoredFactor>> {
        Ok(self.cx.read_first(self.statements.factor, bind![self.of.as_str()])?)
    }

    /// Continues after a right try; counts a wrong one.
    fn judge_try(&self, tries: FactorTries, matches: bool) -> HandlerResult<()> {
        match judge_factor(tries, matches, self.cx.now) {
            FactorVerdict::Proved => Ok(()),
            FactorVerdict::Refuse(refusal) => Err(refusal.into()),
            FactorVerdict::CountTry(tries, refusal) => {
                self.cx.commit_on_refusal();
                let values = bind![tries.wrong_tries, tries.locked_until, self.of.as_str()];
                self.cx.run(self.statements.factor_try, values)?;
                self.record_history(EventKind::WrongSecondCode)?;
                Err(refusal.into())
            }
        }
    }

    fn key(&self, sealed: Option<&[u8]>) -> HandlerResult<Option<FactorKey>> {
        let Some(sealed) = sealed else { return Ok(None) };
        let text = seal::open_text(self.cx.secrets, &self.context(), sealed);
        let key = text.and_then(|text| FactorKey::from_base32(&text));
        key.map(Some).ok_or_else(|| HandlerError::Fault("a sealed key does not open".to_owned()))
    }

    fn context(&self) -> [&str; 2] {
        ["factor", &self.of]
    }

    fn recovery_hash(&self, code: &RecoveryCode) -> [u8; 32] {
        crypto::keyed_hash(&self.cx.secrets.code_pepper, &["recovery", &self.of, code.as_str()])
    }

    fn record_history(&self, kind: EventKind) -> HandlerResult<()> {
        history::add_of(self.cx, self.statements, &self.of, kind)
    }
}

fn own_session(cx: &Cx<'_>) -> HandlerResult<SessionId> {
    cx.session().ok_or_else(|| HandlerError::Fault("somebody without a session".to_owned()))
}
