//! Requests about passkeys. A guest sends data without a valid challenge, which the table refuses before anything else.

use super::{Cell, Prepared, one, own_subject, plain_cells};
use crate::scenes::Api;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::passkeys::{confirm_passkey_request, passkey_sign_in_request};
use domain::access::Subject;
use domain::contract::*;
use domain::ids::PasskeyId;

impl<A: Api> Prepared<'_, A> {
    pub fn of_passkeys(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, (community_code(),));
        let (public, own) = (Subject::Public, own_subject(caller));
        match id {
            E::ConfirmPasskey => {
                let begun = server.try_call::<BeginPasskey>(who, &here, &Empty {});
                let challenge = begun.map_or_else(|_| "A".repeat(43), |begun| begun.challenge.to_string());
                one::<ConfirmPasskey>(own, who, &here, &confirm_passkey_request(&server.device(), &challenge))
            }
            E::RemovePasskey => {
                let begun = server.try_call::<BeginPasskey>(who, &here, &Empty {}).is_ok();
                let made = begun.then(|| {
                    server.add_passkey(who);
                    server.call::<ListPasskeys>(who, &here, &Empty {}).passkeys[0].id
                });
                let id = made.unwrap_or_else(|| PasskeyId::from_parts(server.now(), 7));
                one::<RemovePasskey>(own, who, &(community_code(), id), &Empty {})
            }
            E::SignInWithPasskey => {
                let held = server.add_passkey(&server.resident());
                one::<SignInWithPasskey>(public, who, &here, &passkey_sign_in_request(&held, &server.ask_passkey()))
            }
            _ => plain_cells(id, caller),
        }
    }
}
