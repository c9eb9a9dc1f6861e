//! A request for each endpoint of a region's office: that of the street of the community under test.

use super::super::callers::street;
use super::{Caller, Cell, Prepared, one};
use crate::offices::{opening, phone, seat};
use crate::scene::reason;
use domain::access::Subject;
use domain::contract::*;
use domain::regions::{EndOfficerSeat, OfficerPost};
use domain::sessions::{CodeRequest, SignInWith};

impl Prepared<'_> {
    pub fn of_offices(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, street());
        let (public, office, now) = (Subject::Public, Subject::Region, server.now());
        // Each cell has somebody of its own, whom a head seats that no caller is.
        let number = 9100 + self.officers.replace(self.officers.get() + 1);
        let seated = || server.seat_officer(&server.street_head(), &here, number, OfficerPost::Staff);
        match id {
            // Its head sits already: it stays as it is.
            E::OpenOffice => {
                server.street_head();
                one::<OpenOffice>(public, who, &(), &opening(now, &here.0, crate::offices::STREET_HEAD))
            }
            E::ShowOfficerInbox => one::<ShowOfficerInbox>(public, who, &here, &Empty {}),
            E::RequestOfficerCode => {
                one::<RequestOfficerCode>(public, who, &here, &CodeRequest { phone: phone(number) })
            }
            E::SignInOfficer => {
                seated();
                let body = SignInWith { phone: phone(number), code: server.ask_officer_code(&here, number) };
                one::<SignInOfficer>(public, who, &here, &body)
            }
            E::ShowOfficerMe => one::<ShowOfficerMe>(office, who, &here, &Empty {}),
            E::SignOutOfficer => one::<SignOutOfficer>(office, who, &here, &Empty {}),
            E::ListOfficers => one::<ListOfficers>(office, who, &here, &Empty {}),
            E::FillOfficerSeatOf => {
                one::<FillOfficerSeatOf>(office, who, &here, &seat(now, number, OfficerPost::Staff))
            }
            E::EndOfficerSeatAt => {
                let at = (here.0.clone(), seated());
                one::<EndOfficerSeatAt>(office, who, &at, &EndOfficerSeat { reason: reason() })
            }
            E::ShowRegionJournal => one::<ShowRegionJournal>(office, who, &here, &Empty {}),
            other => panic!("{other:?} is no endpoint of an office"),
        }
    }
}
