//! Software passkeys, for the address at which the pages of a test are open.

use crate::scenes::client::community_code;
use crate::scenes::people::Person;
use crate::scenes::software::Software;
use crate::scenes::{Api, World};
use domain::contract::{BeginPasskey, BeginPasskeySignIn, ConfirmPasskey, Empty};
use domain::sessions::passkey::{Octets, UserHandle};
use domain::sessions::{ConfirmPasskeyRequest, SignInWithPasskeyRequest};
use std::sync::atomic::{AtomicU64, Ordering};

/// A passkey in a device, with the handle that identifies its owner.
pub struct TestPasskey {
    pub key: Software,
    pub user: UserHandle,
}

pub fn to_octets<const MAX: usize>(bytes: Vec<u8>) -> Octets<MAX> {
    Octets::new(bytes).expect("bytes that fit")
}

pub fn confirm_passkey_request(key: &Software, challenge: &str) -> ConfirmPasskeyRequest {
    ConfirmPasskeyRequest { client_data: to_octets(key.made(challenge)), attestation: to_octets(key.attestation()) }
}

/// What the browser sends when this passkey answers.
pub fn passkey_sign_in_request(held: &TestPasskey, challenge: &str) -> SignInWithPasskeyRequest {
    let (client_data, head) = (held.key.shown(challenge), held.key.head(0));
    let signature = to_octets(held.key.sign(&head, &client_data));
    SignInWithPasskeyRequest {
        credential: to_octets(held.key.credential.clone()),
        user: held.user.clone(),
        client_data: to_octets(client_data),
        authenticator_data: to_octets(head),
        signature,
    }
}

impl<A: Api> World<A> {
    /// A new device that belongs to nobody.
    pub fn device(&self) -> Software {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Software::new(&self.api.origin(), NEXT.fetch_add(1, Ordering::Relaxed))
    }

    pub fn add_passkey(&self, who: &Person) -> TestPasskey {
        let begun = self.call::<BeginPasskey>(who, &(community_code(),), &Empty {});
        let key = self.device();
        self.call::<ConfirmPasskey>(
            who,
            &(community_code(),),
            &confirm_passkey_request(&key, &begun.challenge.to_string()),
        );
        TestPasskey { key, user: begun.user }
    }

    /// A challenge to sign in.
    pub fn ask_passkey(&self) -> String {
        self.call::<BeginPasskeySignIn>(&Person::guest(), &(community_code(),), &Empty {}).challenge.to_string()
    }
}
