//! Opening a session, and `GET …/me`.

use super::cookies::device_of;
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::object::{Cx, Mode, due_of};
use crate::{crypto, notices};
use domain::access::CallerStanding;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MemberId, SessionId};
use domain::limits;
use domain::masking;
use domain::members::role_of;
use domain::notices::NoticeKind;
use domain::sessions::{Factors, HeldRole, Me, SecondFactor, is_staff};
use domain::time::{DAY, UtcMillis, day_text};

/// The hash of the browser's mark; `None` if the browser has not signed in before.
pub fn device_mark(cx: &Cx<'_>) -> Option<[u8; 32]> {
    device_of(cx.request, cx.spec.place).map(|mark| hash_of(cx, mark))
}

fn hash_of(cx: &Cx<'_>, mark: &str) -> [u8; 32] {
    crypto::keyed_hash(&cx.secrets.session_pepper, &["device", mark])
}

/// The browser's description of itself, shortened.
pub fn device_text(cx: &Cx<'_>) -> String {
    cx.request.device.chars().take(120).collect()
}

/// The stored data of a session that is opened now. Its cookies go out with the reply.
pub struct NewSession {
    pub id: SessionId,
    pub token_hash: [u8; 32],
    pub mark_hash: [u8; 32],
    pub expires_at: UtcMillis,
}

impl NewSession {
    /// For the object of this code, on this browser, which keeps an existing mark.
    pub fn make(cx: &Cx<'_>, object: &str) -> Self {
        let mark = device_of(cx.request, cx.spec.place).map_or_else(|| crypto::random_token(cx.chance), str::to_owned);
        let token = crypto::random_token(cx.chance);
        cx.set_session_cookie(object, &token, limits::SESSION_DAYS * DAY / 1000);
        cx.set_device_cookie(object, &mark);
        Self {
            id: cx.new_id(SessionId::from_parts),
            token_hash: crypto::keyed_hash(&cx.secrets.session_pepper, &[&token]),
            mark_hash: hash_of(cx, &mark),
            expires_at: cx.now.plus(limits::SESSION_DAYS * DAY),
        }
    }
}

/// The way of signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInMethod {
    Code,
    /// A code and the second factor.
    BothFactors,
    Slip,
    /// A passkey counts as both factors.
    Passkey,
}

/// Signs a member in on this browser.
pub fn open_session(cx: &Cx<'_>, community: &CommunityCode, member: MemberId, by: SignInMethod) -> HandlerResult<Me> {
    let NewSession { id: session, token_hash, mark_hash, expires_at } = NewSession::make(cx, community.as_str());
    let proved_at = matches!(by, SignInMethod::BothFactors | SignInMethod::Passkey).then_some(cx.now);
    let who = LoadedMember::read(cx, member, Some(mark_hash), proved_at)?;
    let (device, by_slip) = (device_text(cx), u32::from(by == SignInMethod::Slip));
    cx.run(
        sql::ADD_SESSION,
        bind![session, token_hash, member, cx.now, cx.now, expires_at, device, mark_hash, proved_at, by_slip],
    )?;
    if who.live_sessions >= limits::SESSIONS_PER_MEMBER_MAX {
        cx.run(sql::MAKE_ROOM, bind![cx.now, member, limits::SESSIONS_PER_MEMBER_MAX])?;
    }
    let mut me = who.me;
    me.session = session;
    // The person's very first sign-in needs no notice.
    if who.signed_in_before && !who.knows_device {
        notices::notify_member(cx, member, NoticeKind::NewDevice, &serde_json::json!({}))?;
        me.notices_unread += 1;
    }
    let standing = CallerStanding { member: Some(member), household: Some(me.household), held: vec![] };
    cx.set_caller(standing, Some(session));
    cx.journal(&session.to_string(), &serde_json::json!({}))?;
    Ok(me)
}

crate::handle!(ShowMe, show_me);
/// The signed-in member.
pub fn show_me(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Me> {
    let member = cx.allow_self()?;
    let session = cx.session().ok_or_else(|| HandlerError::Fault("a member without a session".to_owned()))?;
    me_of(cx, member, session, cx.proved_at())
}

/// The member of an open session, with the time of its last proof.
pub fn me_of(cx: &Cx<'_>, member: MemberId, session: SessionId, proved_at: Option<UtcMillis>) -> HandlerResult<Me> {
    let who = LoadedMember::read(cx, member, None, proved_at)?;
    Ok(Me { session, ..who.me })
}

/// A member, as one statement reads it.
struct LoadedMember {
    /// Its session is filled in later.
    me: Me,
    live_sessions: u32,
    knows_device: bool,
    signed_in_before: bool,
}

impl LoadedMember {
    fn read(
        cx: &Cx<'_>,
        member: MemberId,
        mark: Option<[u8; 32]>,
        proved_at: Option<UtcMillis>,
    ) -> HandlerResult<Self> {
        let today = day_text(cx.now.day());
        let rows = cx.run(sql::WHO, bind![member, today.as_str(), mark])?;
        let row = rows.first().ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
        let introduced_at = row.maybe_time(15)?.unwrap_or(cx.now);
        let (app, passkey) = (row.flag(10)?, row.flag(16)?);
        let (mut held, mut due_at) = (vec![], None);
        for seat in &rows {
            let Some(role) = held_role(seat)? else { continue };
            if is_staff(role.role) {
                let due = due_of(&seat.text(6)?, introduced_at)?;
                due_at = Some(due_at.map_or(due, |before: UtcMillis| before.min(due)));
            }
            held.push(role);
        }
        let me = Me {
            member,
            name: row.text(7)?,
            phone_masked: masking::mask_phone(&row.maybe_text(8)?.unwrap_or_default()),
            household: row.parsed(9)?,
            session: SessionId::from_parts(cx.now, 0),
            held,
            notices_unread: row.count(11)?,
            second_factor: second_factor(cx, Factors { app, passkey, staff: due_at.is_some(), proved_at }, due_at),
        };
        Ok(Self { me, live_sessions: row.count(12)?, knows_device: row.flag(13)?, signed_in_before: row.flag(14)? })
    }
}

fn held_role(row: &Row) -> HandlerResult<Option<HeldRole>> {
    let (Some(kind), Some(post)) = (row.maybe_parsed(0)?, row.maybe_parsed(1)?) else { return Ok(None) };
    let Some(role) = role_of(kind, post) else { return Ok(None) };
    Ok(Some(HeldRole {
        role,
        post: row.text(1)?,
        body: row.maybe_parsed(2)?,
        body_name: row.maybe_text(3)?,
        grid: row.maybe_parsed(4)?,
        grid_name: row.maybe_text(5)?,
    }))
}

/// A demonstration shows the deadline and never closes an office for it.
pub fn second_factor(cx: &Cx<'_>, factors: Factors, due_at: Option<UtcMillis>) -> Option<SecondFactor> {
    let due_at = due_at.filter(|_| !factors.meet_duty());
    let overdue = cx.mode == Mode::Production && due_at.is_some_and(|due| due <= cx.now);
    let Factors { app: enrolled, passkey, .. } = factors;
    (enrolled || passkey || due_at.is_some()).then_some(SecondFactor { enrolled, passkey, due_at, overdue })
}
