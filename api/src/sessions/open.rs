//! Opening a session, and `GET …/me`.

use super::cookies::device_of;
use super::sql::{self, EarlierSignIns, MemberAccount, PresentSeat};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
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
    if who.earlier.any && !who.earlier.on_this_device {
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
    earlier: EarlierSignIns,
}

impl LoadedMember {
    fn read(
        cx: &Cx<'_>,
        member: MemberId,
        mark: Option<[u8; 32]>,
        proved_at: Option<UtcMillis>,
    ) -> HandlerResult<Self> {
        let today = day_text(cx.now.day());
        let mut rows: Vec<MemberAccount> = cx.read_all(sql::WHO, bind![member, today.as_str(), mark])?;
        let seats: Vec<PresentSeat> = rows.iter_mut().filter_map(|row| row.seat.take()).collect();
        let account = rows.into_iter().next().ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
        let introduced_at = account.introduced_at.unwrap_or(cx.now);
        let (mut held, mut due_at) = (vec![], None);
        for seat in seats {
            let Some(role) = role_of(seat.kind, seat.post) else { continue };
            if is_staff(role) {
                let due = due_of(&seat.from, introduced_at)?;
                due_at = Some(due_at.map_or(due, |before: UtcMillis| before.min(due)));
            }
            held.push(HeldRole {
                role,
                post: seat.post.to_string(),
                body: Some(seat.body),
                body_name: Some(seat.body_name),
                grid: seat.grid,
                grid_name: seat.grid_name,
            });
        }
        let (app, passkey) = (account.app, account.passkey);
        let me = Me {
            member,
            name: account.name,
            phone_masked: masking::mask_phone(&account.phone),
            household: account.household,
            session: SessionId::from_parts(cx.now, 0),
            held,
            notices_unread: account.notices_unread,
            large_print: account.large_print,
            second_factor: second_factor(cx, Factors { app, passkey, staff: due_at.is_some(), proved_at }, due_at),
        };
        Ok(Self { me, live_sessions: account.live_sessions, earlier: account.earlier })
    }
}

/// A demonstration shows the deadline and never closes an office for it.
pub fn second_factor(cx: &Cx<'_>, factors: Factors, due_at: Option<UtcMillis>) -> Option<SecondFactor> {
    let due_at = due_at.filter(|_| !factors.meet_duty());
    let overdue = cx.mode == Mode::Production && due_at.is_some_and(|due| due <= cx.now);
    let Factors { app: enrolled, passkey, .. } = factors;
    (enrolled || passkey || due_at.is_some()).then_some(SecondFactor { enrolled, passkey, due_at, overdue })
}
