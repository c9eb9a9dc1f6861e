//! Passkeys (通行密钥): a pair of keys in somebody's device, which signs when the person shows a finger, a face or a PIN
//! (W3C Web Authentication, level 3).
//!
//! Invariant: a passkey counts only if the device verified the person, so that it proves possession and verification at
//! once. It signs only for our origin, and answers a waiting challenge once. The maker of the device is not checked
//! (attestation "none"), because nothing here depends on it. For every failed sign-in the answer is the same.

mod cbor;
mod ceremony;
mod octets;

pub use ceremony::{
    Act, Assertion, CHALLENGE_BYTES, Flaw, NewPasskey, Site, read_challenge, read_new_passkey, verify_assertion,
};
pub use octets::{BadOctets, Octets};

use super::Refusal;
use crate::ids::PasskeyId;
use crate::limits;
use crate::time::UtcMillis;
use crate::{body, reply};

/// The id of a passkey, chosen by its device; 1023 bytes at most (Web Authentication, section 4).
pub type CredentialId = Octets<{ limits::CREDENTIAL_BYTES_MAX }>;
/// The browser's statement of what it was asked, which the device signed.
pub type ClientData = Octets<{ limits::CLIENT_DATA_BYTES_MAX }>;
/// Tells a device whose passkey it is; random, without personal data.
pub type UserHandle = Octets<{ limits::USER_HANDLE_BYTES }>;

reply! {
    /// The data from which the browser creates a passkey, once.
    pub struct PasskeyBegun {
        pub challenge: Octets<{ CHALLENGE_BYTES }>,
        /// The host for which it will sign.
        pub site: String,
        pub user: UserHandle,
        /// The name under which the device lists it: the masked phone number.
        pub account: String,
        pub name: String,
        /// The person's existing passkeys: a device that has one of them creates no other.
        pub known: Vec<CredentialId>,
        pub expires_at: UtcMillis,
    }
    /// The challenge that any passkey of this host may sign, once.
    pub struct PasskeyAsked {
        pub challenge: Octets<{ CHALLENGE_BYTES }>,
        pub site: String,
        pub expires_at: UtcMillis,
    }
    /// The caller's passkeys, newest first.
    pub struct Passkeys {
        pub passkeys: Vec<PasskeyRow>,
        pub count_max: u32,
    }
    pub struct PasskeyRow {
        pub id: PasskeyId,
        pub since: UtcMillis,
        pub last_used_at: Option<UtcMillis>,
        /// The browser's description of itself when the passkey was created, shortened.
        pub device: String,
    }
}

body! {
    /// The browser's data for a new passkey.
    pub struct ConfirmPasskeyRequest {
        pub client_data: ClientData,
        pub attestation: Octets<{ limits::ATTESTATION_BYTES_MAX }>,
    }
    /// The browser's data for a signature by a passkey.
    pub struct SignInWithPasskeyRequest {
        pub credential: CredentialId,
        pub user: UserHandle,
        pub client_data: ClientData,
        pub authenticator_data: Octets<{ limits::AUTHENTICATOR_DATA_BYTES_MAX }>,
        pub signature: Octets<{ limits::SIGNATURE_BYTES_MAX }>,
    }
}

/// What is known when a person asks for a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasskeyWish {
    /// The session was opened with a printed slip.
    pub by_slip: bool,
    pub held: u32,
}

/// Whether a passkey may be created. Not in a session opened with a slip: a slip is one factor in a worker's hands, and
/// would become a permanent key.
pub fn add_passkey(wish: PasskeyWish) -> Result<(), Refusal> {
    if wish.by_slip {
        return Err(Refusal::PasskeyAfterSlip);
    }
    let count_max = limits::PASSKEYS_PER_MEMBER_MAX;
    if wish.held >= count_max { Err(Refusal::TooManyPasskeys { count_max }) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
