//! Passkeys (通行密钥): a pair of keys in somebody's device, which signs when the person shows a finger, a face or a PIN
//! (W3C Web Authentication, level 3).
//!
//! Invariant: a passkey counts only with the person verified by the device, so it is possession and verification at
//! once; it signs for our own origin alone, and answers a challenge that waits, once. Who made the device is not asked
//! (attestation "none"): nothing follows from it here. Whatever is wrong with a sign-in, the answer is the same.

mod cbor;
mod ceremony;
mod octets;

pub use ceremony::{Act, Assertion, CHALLENGE_BYTES, Flaw, NewPasskey, Site, answered, assert, register};
pub use octets::{BadOctets, Octets};

use super::Refusal;
use crate::ids::PasskeyId;
use crate::limits;
use crate::time::UtcMillis;
use crate::{body, reply};

/// A passkey's name, which its device chose; 1023 bytes at most (Web Authentication, section 4).
pub type CredentialId = Octets<{ limits::CREDENTIAL_BYTES_MAX }>;
/// What the browser says it was asked, as the device signed it.
pub type ClientData = Octets<{ limits::CLIENT_DATA_BYTES_MAX }>;
/// By which a device tells whose a passkey is: of chance, and of nothing personal.
pub type UserHandle = Octets<{ limits::USER_HANDLE_BYTES }>;

reply! {
    /// What the browser is asked to make a passkey of, once.
    pub struct PasskeyBegun {
        pub challenge: Octets<{ CHALLENGE_BYTES }>,
        /// The host for which it will sign.
        pub site: String,
        pub user: UserHandle,
        /// Under which the device lists it: the phone, masked.
        pub account: String,
        pub name: String,
        /// Those the person has: a device that has one of them makes no other.
        pub known: Vec<CredentialId>,
        pub expires_at: UtcMillis,
    }
    /// What any passkey of this host may sign, once.
    pub struct PasskeyAsked {
        pub challenge: Octets<{ CHALLENGE_BYTES }>,
        pub site: String,
        pub expires_at: UtcMillis,
    }
    /// The own passkeys, newest first.
    pub struct Passkeys {
        pub passkeys: Vec<PasskeyRow>,
        pub count_max: u32,
    }
    pub struct PasskeyRow {
        pub id: PasskeyId,
        pub since: UtcMillis,
        pub last_used_at: Option<UtcMillis>,
        /// What the browser said of itself when it was made, shortened.
        pub device: String,
    }
}

body! {
    /// What a browser brings when a passkey was made.
    pub struct PasskeyMade {
        pub client_data: ClientData,
        pub attestation: Octets<{ limits::ATTESTATION_BYTES_MAX }>,
    }
    /// What a browser brings when a passkey signed.
    pub struct PasskeyShown {
        pub credential: CredentialId,
        pub user: UserHandle,
        pub client_data: ClientData,
        pub authenticator_data: Octets<{ limits::AUTHENTICATOR_DATA_BYTES_MAX }>,
        pub signature: Octets<{ limits::SIGNATURE_BYTES_MAX }>,
    }
}

/// What is known when somebody wants a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasskeyWish {
    /// The session was opened with a printed slip.
    pub by_slip: bool,
    pub held: u32,
}

/// Whether a passkey may be made. Not in a session that a slip opened: a slip is one factor in a worker's hand, and
/// would grow into a key that lasts.
pub fn add_passkey(wish: PasskeyWish) -> Result<(), Refusal> {
    if wish.by_slip {
        return Err(Refusal::PasskeyAfterSlip);
    }
    let count_max = limits::PASSKEYS_PER_MEMBER_MAX;
    if wish.held >= count_max { Err(Refusal::TooManyPasskeys { count_max }) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
