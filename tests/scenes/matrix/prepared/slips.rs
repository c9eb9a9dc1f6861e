//! Requests about slips for signing in. Each is for a member without a slip, so that only the table can refuse it.

use super::{Cell, Prepared, one};
use crate::scenes::Api;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::sessions::print_slip_request;
use domain::access::Subject;
use domain::contract::{Empty, EndpointId, PrintSlip, SignInWithSlip, VoidSlip};
use domain::sessions::SignInWithSlipRequest;

impl<A: Api> Prepared<'_, A> {
    pub fn of_slips(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (member, subject) = self.in_own_grid();
        let (who, of) = (&caller.person, (community_code(), member));
        let printed = || self.server.call::<PrintSlip>(&self.director, &of, &print_slip_request()).slip;
        match id {
            E::SignInWithSlip => one::<SignInWithSlip>(
                Subject::Public,
                who,
                &(community_code(),),
                &SignInWithSlipRequest { slip: printed() },
            ),
            E::PrintSlip => one::<PrintSlip>(subject, who, &of, &print_slip_request()),
            E::VoidSlip => {
                printed();
                one::<VoidSlip>(subject, who, &of, &Empty {})
            }
            other => panic!("{other:?} is not about slips"),
        }
    }
}
