//! Statements of passkeys.

use crate::db::rows::row;
use domain::ids::{MemberId, PasskeyId};
use domain::sessions::PasskeyRow;

pub const ADD_CHALLENGE: &str = "
insert into passkey_challenges (challenge_hash, session, expires_at) values (?, ?, ?)";
pub const TAKE_CHALLENGE: &str = "
delete from passkey_challenges where challenge_hash = ? and session is ? returning expires_at";
/// A challenge that was answered to sign in. Returns no row if it was answered before.
pub const USE_CHALLENGE: &str = "
insert into passkey_challenges (challenge_hash, session, expires_at) values (?, null, ?)
on conflict (challenge_hash) do nothing returning 1";
/// Index: `passkey_challenges_by_expiry`.
pub const PURGE_CHALLENGES: &str = "delete from passkey_challenges where expires_at < ?";

/// The future owner and the session, with a row for each existing passkey; one row without a passkey if there is none.
/// Values: member, session. Index: `passkeys_by_member`.
pub const PERSON: &str = "
select m.name, coalesce(m.phone, ''), s.by_slip, p.credential
from members m join sessions s on s.id = ?2 and s.member = m.id left join passkeys p on p.member = m.id
where m.id = ?1";
/// Returns no row if the passkey is already registered.
pub const ADD: &str = "
insert into passkeys (id, member, credential, key, user_handle, count, device, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (credential) do nothing returning 1";
row! { listed_columns =>
    PasskeyRow { id = "id", since = "created_at", last_used_at = "last_used_at", device = "device" }
}
/// Index: `passkeys_by_member`.
pub const LIST: &str =
    concat!("select ", listed_columns!(), " from passkeys where member = ? order by created_at desc, id desc limit 20");
pub const REMOVE: &str = "delete from passkeys where id = ? and member = ? returning 1";
/// Index: `passkeys_by_member`.
pub const FORGET: &str = "delete from passkeys where member = ? returning 1";

row! { passkey_columns =>
    /// A passkey with what checks a signature.
    pub struct StoredPasskey {
        pub id: PasskeyId = "p.id",
        pub member: MemberId = "p.member",
        pub key: Vec<u8> = "p.key",
        pub user_handle: [u8; 32] = "p.user_handle",
        pub count: u32 = "p.count",
    }
}
/// Index: `passkeys.credential`.
pub const PASSKEY: &str = concat!(
    "select ",
    passkey_columns!(),
    " from passkeys p join members m on m.id = p.member where p.credential = ? and m.left_at is null"
);
pub const USED: &str = "update passkeys set count = ?, last_used_at = ? where id = ?";
/// A session opened by a slip gets no proof.
pub const PROVED_HERE: &str = "update sessions set proved_at = ? where id = ? and by_slip = 0 returning 1";
