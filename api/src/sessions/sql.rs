//! Statements of signing in.

use crate::db::rows::row;
use domain::ids::{BodyId, GridId, HouseholdId, MemberId};
use domain::members::{BodyKind, Post};
use domain::sessions::{CodeState, FactorTries, SessionRow, SignInEvent, Slip};
use domain::time::UtcMillis;

pub const COUNT_RATE: &str = "
insert into rates (bucket, window_start, count) values (?, ?, ?)
on conflict (bucket, window_start) do update set count = count + excluded.count
returning count";
pub const RATE: &str = "select count from rates where bucket = ? and window_start = ?";

row! { code_state_columns => CodeState { sent_at = "c.sent_at", wrong_tries = "c.wrong_tries", used = "c.used" } }
row! { code_columns =>
    /// The newest code under a key.
    pub struct StoredCode { pub state: CodeState = (code_state_columns), pub hash: [u8; 32] = "c.code_hash" }
}
pub const CODE: &str = concat!("select ", code_columns!(), " from sign_in_codes c where c.phone_hash = ?");
/// Whether the phone has an owner, and whether one of them signed in on this device before. Values: phone, mark.
/// Indexes: `members_by_phone`, `sign_in_events_by_device`.
pub const PHONE: &str = "
select
  exists (select 1 from members where phone = ?1 and left_at is null),
  exists (
    select 1 from sign_in_events e join members m on m.id = e.member
    where e.device_mark = ?2 and m.phone = ?1 and m.left_at is null
  )";
row! { owner_columns =>
    /// An owner of the phone.
    pub struct PhoneOwner {
        pub member: MemberId = "m.id",
        pub name: String = "m.name",
        pub has_factor: bool = "coalesce(f.enrolled_at, 0) > 0",
    }
}
row! { owned_code_columns =>
    /// The code of a phone with one of its owners, and the count of guesses of this hour.
    pub struct OwnedCode {
        pub key: [u8; 32] = "c.phone_hash",
        pub code: StoredCode = (code_columns),
        pub owner: Option<PhoneOwner> = (owner_columns),
        pub guesses: u32 = "coalesce((select count from rates where bucket = ?6 and window_start = ?7), 0)",
    }
}
/// The code of a phone with all its owners, one row each; one row without a member if there are none; and a count of
/// this hour. Values: phone, the keys of the code for a known device and for all others, mark, limit, bucket, window.
pub const CODE_AND_PEOPLE: &str = concat!(
    "select ",
    owned_code_columns!(),
    " from sign_in_codes c
       left join members m on m.phone = ?1 and m.left_at is null
       left join factors f on f.member = m.id
     where c.phone_hash = iif(exists (
       select 1 from sign_in_events e join members k on k.id = e.member
       where e.device_mark = ?4 and k.phone = ?1 and k.left_at is null
     ), ?2, ?3)
     order by m.id limit ?5"
);
pub const SAVE_CODE: &str = "
insert into sign_in_codes (phone_hash, code_hash, sent_at) values (?, ?, ?)
on conflict (phone_hash) do update set
  code_hash = excluded.code_hash, sent_at = excluded.sent_at, wrong_tries = 0, used = 0";
pub const COUNT_TRY: &str = "update sign_in_codes set wrong_tries = wrong_tries + 1 where phone_hash = ?";
pub const USE_CODE: &str = "update sign_in_codes set used = 1 where phone_hash = ?";

pub const ADD_TICKET: &str = "insert into sign_in_tickets (ticket_hash, phone, member, expires_at) values (?, ?, ?, ?)";
row! { ticket_columns =>
    /// A ticket with one of the owners of its phone.
    pub struct OwnedTicket {
        pub chosen: Option<MemberId> = "t.member",
        pub expires_at: UtcMillis = "t.expires_at",
        pub owner: PhoneOwner = (owner_columns),
    }
}
/// A valid ticket with all members that it may open a session for.
pub const TICKET_AND_PEOPLE: &str = concat!(
    "select ",
    ticket_columns!(),
    " from sign_in_tickets t
       join members m on m.phone = t.phone and m.left_at is null and (t.member is null or t.member = m.id)
       left join factors f on f.member = m.id
     where t.ticket_hash = ? and t.expires_at > ? order by m.id limit ?"
);
pub const CHOOSE: &str = "update sign_in_tickets set member = ? where ticket_hash = ?";
pub const USE_TICKET: &str = "delete from sign_in_tickets where ticket_hash = ?";

row! { slip_seat_columns =>
    /// A seat that is not over.
    pub struct SlipSeat { pub kind: BodyKind = "b.kind", pub post: Post = "t.post" }
}
row! { slip_owner_columns =>
    /// A member with the data that slips need, and one of the seats.
    pub struct SlipOwner {
        pub member: MemberId = "m.id",
        pub household: HouseholdId = "m.household",
        pub grid: GridId = "m.grid",
        pub name: String = "m.name",
        pub phone: String = "coalesce(m.phone, '')",
        pub enrolled: bool = "coalesce(f.enrolled_at, 0) > 0",
        pub seat: Option<SlipSeat> = (slip_seat_columns),
    }
}
row! { slip_columns =>
    Slip { state = "s.state", expires_at = "s.expires_at", has_left = "m.left_at is not null" }
    with { needs_both_factors: false }
}
/// The tables of a member, a row for each seat that is not over, future ones included; one row without a seat if there
/// are none. `$from` names the member `m` and the day `?2`. Index: `seats_by_member`.
macro_rules! of_a_slip {
    ($from:literal, $where:literal) => {
        concat!(
            " from ",
            $from,
            " left join factors f on f.member = m.id
              left join seats t on t.member = m.id and t.ended_at is null and t.until_day >= ?2
              left join bodies b on b.id = t.body where ",
            $where
        )
    };
}
/// The member that a slip is to be printed for. Values: member, today.
pub const SLIP_FOR: &str =
    concat!("select ", slip_owner_columns!(), of_a_slip!("members m", "m.id = ?1 and m.left_at is null"));
/// A slip that is presented, with its member. Values: hash, today.
pub const SLIP: &str = concat!(
    "select ",
    slip_columns!(),
    ", ",
    slip_owner_columns!(),
    of_a_slip!("sign_in_slips s join members m on m.id = s.member", "s.slip_hash = ?1")
);
/// A worker's name, and the number of slips that the worker printed today. Values: worker, when the day began. Index:
/// `sign_in_slips_by_worker`.
pub const SLIPS_BY: &str = "
select m.name, (select count(*) from sign_in_slips s where s.printed_by = m.id and s.printed_at >= ?2)
from members m where m.id = ?1";
pub const ADD_SLIP: &str = "
insert into sign_in_slips (slip_hash, member, printed_by, printed_at, expires_at) values (?, ?, ?, ?, ?)";
/// Index: `sign_in_slips_open`.
pub const VOID_SLIP: &str = "
update sign_in_slips set state = 'void' where member = ? and state = 'open' returning expires_at";
pub const USE_SLIP: &str = "update sign_in_slips set state = 'used' where slip_hash = ? and state = 'open'";

pub const INBOX_ADD: &str = "insert into demonstration_inbox (phone, code, at) values (?, ?, ?)";
pub const INBOX_TRIM: &str =
    "delete from demonstration_inbox where seq <= (select max(seq) from demonstration_inbox) - 50";

pub const ADD_SESSION: &str = "
insert into sessions (id, token_hash, member, created_at, last_seen_at, expires_at, device, device_mark, proved_at, by_slip)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/// Ends the oldest sessions beyond the limit. Index: `sessions_by_member`.
pub const MAKE_ROOM: &str = "
update sessions set revoked_at = ?, ended_because = 'made-room' where id in (
  select id from sessions where member = ? and revoked_at is null order by created_at desc, id desc limit -1 offset ?
)";
row! { seat_columns =>
    /// A seat in its term.
    pub struct PresentSeat {
        pub kind: BodyKind = "b.kind",
        pub post: Post = "s.post",
        pub body: BodyId = "s.body",
        pub body_name: String = "b.name",
        pub grid: Option<GridId> = "s.grid",
        pub grid_name: Option<String> = "g.name",
        pub from: String = "s.from_day",
    }
}
row! { earlier_columns =>
    /// Whether a member signed in before, and on this browser.
    pub struct EarlierSignIns {
        pub any: bool = "exists (
            select 1 from sign_in_events e where e.member = m.id and e.kind in ('signed-in', 'new-device', 'by-slip')
        )",
        pub on_this_device: bool =
            "exists (select 1 from sign_in_events e where e.device_mark = ?3 and e.member = m.id)",
    }
}
row! { account_columns =>
    /// A member with everything that the app needs, and one of the seats.
    pub struct MemberAccount {
        pub seat: Option<PresentSeat> = (seat_columns),
        pub name: String = "m.name",
        pub phone: String = "coalesce(m.phone, '')",
        pub household: HouseholdId = "m.household",
        pub app: bool = "coalesce(f.enrolled_at, 0) > 0",
        pub passkey: bool = "exists (select 1 from passkeys k where k.member = m.id)",
        pub notices_unread: u32 = "(select count(*) from notices n where n.member = m.id and n.read_at is null)",
        pub large_print: bool = "m.large_print",
        pub live_sessions: u32 = "(
            select count(*) from sessions o indexed by sessions_by_member where o.member = m.id and o.revoked_at is null
        )",
        pub earlier: EarlierSignIns = (earlier_columns),
        /// Since when this community has the second factor.
        pub introduced_at: Option<UtcMillis> = "(select applied_at from schema_version where name = 'signing_in')",
    }
}
/// A row for each seat in its term; one row without a seat if there is none. Values: member, today, mark.
pub const WHO: &str = concat!(
    "select ",
    account_columns!(),
    " from members m
       left join factors f on f.member = m.id
       left join seats s on s.member = m.id and s.ended_at is null and s.from_day <= ?2 and s.until_day >= ?2
       left join bodies b on b.id = s.body left join grids g on g.id = s.grid
     where m.id = ?1 order by b.kind, s.post"
);
row! { session_columns =>
    SessionRow { id = "id", since = "created_at", last_seen_at = "last_seen_at", device = "device" }
    with { current: false }
}
pub const LIST: &str = concat!(
    "select ",
    session_columns!(),
    " from sessions where member = ? and revoked_at is null and expires_at > ? order by created_at desc limit 50"
);
pub const REVOKE: &str = "
update sessions set revoked_at = ?, ended_because = 'signed-out' where id = ? and member = ? and revoked_at is null returning id";
/// All sessions except the present one.
pub const REVOKE_OTHERS: &str = "
update sessions indexed by sessions_by_member set revoked_at = ?, ended_because = 'signed-out'
where member = ? and id <> ? and revoked_at is null";
pub const BY_SLIP: &str = "select by_slip = 1 from sessions where id = ?";
/// Sessions that a slip opened.
pub const REVOKE_BY_SLIP: &str = "
update sessions indexed by sessions_by_member set revoked_at = ? where member = ? and revoked_at is null and by_slip = 1";
pub const PROVED: &str = "update sessions set proved_at = ? where id = ?";

/// The supervisors of the committee.
pub const SUPERVISORS: &str = "
select s.member from seats s join bodies b on b.id = s.body
where b.kind = 'supervision-committee' and s.ended_at is null and s.from_day <= ?1 and s.until_day >= ?1";

row! { tries_columns => FactorTries { wrong_tries = "wrong_tries", locked_until = "locked_until" } }
row! { factor_columns =>
    /// A second factor, enrolled or begun.
    pub struct StoredFactor {
        pub key_sealed: Option<Vec<u8>> = "key_sealed",
        pub last_step: i64 = "last_step",
        pub tries: FactorTries = (tries_columns),
        pub begun_sealed: Option<Vec<u8>> = "begun_sealed",
        pub begun_at: Option<UtcMillis> = "begun_at",
    }
}
row! { event_columns => SignInEvent { seq = "seq", at = "at", kind = "kind", device = "device" } }
/// Statements that are the same for a member of a community and an officer of a region: each object has the same
/// tables, in which a different column names the person.
pub struct Statements {
    /// The second factor of one person.
    pub factor: &'static str,
    pub begin: &'static str,
    pub enrol: &'static str,
    pub factor_proved: &'static str,
    pub factor_try: &'static str,
    pub forget_factor: &'static str,
    pub forget_recovery: &'static str,
    pub add_recovery: &'static str,
    pub use_recovery: &'static str,
    pub add_event: &'static str,
    /// The person's sign-in history. Indexes: `sign_in_events_by_member`, `sign_in_events_by_officer`.
    pub events: &'static str,
    /// Ends all sessions of one person. Indexes: `sessions_by_member`, `sessions_by_officer`.
    pub revoke_all: &'static str,
}

macro_rules! statements {
    ($whose:literal) => {
        Statements {
            factor: concat!("select ", factor_columns!(), " from factors where ", $whose, " = ?"),
            begin: concat!(
                "insert into factors (",
                $whose,
                ", begun_sealed, begun_at) values (?, ?, ?) on conflict (",
                $whose,
                ") do update set begun_sealed = excluded.begun_sealed, begun_at = excluded.begun_at"
            ),
            enrol: concat!(
                "update factors set key_sealed = begun_sealed, enrolled_at = ?, begun_sealed = null, begun_at = null,
                   last_step = ?, wrong_tries = 0, locked_until = null where ",
                $whose,
                " = ?"
            ),
            factor_proved: concat!(
                "update factors set last_step = coalesce(?, last_step), wrong_tries = 0, locked_until = null where ",
                $whose,
                " = ?"
            ),
            factor_try: concat!("update factors set wrong_tries = ?, locked_until = ? where ", $whose, " = ?"),
            forget_factor: concat!("delete from factors where ", $whose, " = ?"),
            forget_recovery: concat!("delete from recovery_codes where ", $whose, " = ?"),
            add_recovery: concat!("insert into recovery_codes (", $whose, ", code_hash) values (?, ?)"),
            use_recovery: concat!(
                "update recovery_codes set used_at = ? where ",
                $whose,
                " = ? and code_hash = ? and used_at is null returning 1"
            ),
            add_event: concat!("insert into sign_in_events (", $whose, ", at, kind, device) values (?, ?, ?, ?)"),
            events: concat!(
                "select ",
                event_columns!(),
                " from sign_in_events where ",
                $whose,
                " = ? and seq < ? order by seq desc limit ?"
            ),
            revoke_all: concat!(
                "update sessions indexed by sessions_by_",
                $whose,
                " set revoked_at = ? where ",
                $whose,
                " = ? and revoked_at is null returning id"
            ),
        }
    };
}
pub const OF_MEMBERS: Statements = statements!("member");
pub const OF_OFFICERS: Statements = statements!("officer");
pub const REVOKE_ALL: &str = OF_MEMBERS.revoke_all;

/// A present member with the phone, and whether a stranger has the other phone. Values: member, other phone. Index:
/// `members_by_phone`.
pub const PHONE_OF: &str = "
select m.name, coalesce(m.phone, ''), exists (
  select 1 from members o where o.phone = ?2 and o.left_at is null and o.household <> m.household
)
from members m where m.id = ?1 and m.left_at is null";
pub const SET_PHONE: &str = "update members set phone = ? where id = ?";

/// A wrong try, for all owners of the phone; no row if there are none. Index: `members_by_phone`.
pub const ADD_WRONG_TRY: &str = "
insert into sign_in_events (member, at, kind, device)
select id, ?, 'wrong-code', ? from members where phone = ? and left_at is null limit ?";
pub const PURGE_EVENTS: &str = "delete from sign_in_events where at < ?";
/// Index: `sign_in_slips_by_expiry`.
pub const PURGE_SLIPS: &str = "delete from sign_in_slips where expires_at < ? returning 1";
pub const PURGE_TICKETS: &str = "delete from sign_in_tickets where expires_at < ?";
pub const PURGE_CODES: &str = "delete from sign_in_codes where sent_at < ?";
/// Windows in the future are from a clock that was set back since.
pub const PURGE_RATES: &str = "delete from rates where window_start < ? or window_start > ?";
pub const PURGE_SESSIONS: &str = "delete from sessions where expires_at < ?";
