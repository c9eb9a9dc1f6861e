//! Requests about activities and the service in them.

use super::{Cell, Prepared, cell, number_of, one, own_subject, plain_cells};
use crate::scenes::Api;
use crate::scenes::activities::{TEAM, confirm_services_request, past_activity, test_reason};
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::people::Person;
use domain::access::Subject;
use domain::contract::*;
use domain::ids::{ActivityId, BodyId, CommunityCode};
use domain::volunteering::{AttendanceCodeRequest, CancelActivityRequest, CorrectServiceRequest, RejectServiceRequest};

impl<A: Api> Prepared<'_, A> {
    pub fn of_volunteering(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, (community_code(),));
        let (public, own) = (Subject::Public, own_subject(caller));
        match id {
            E::PublishActivity => {
                self.each_team(|_, body| (here.clone(), server.draft(body, 5)), cell::<PublishActivity>, who)
            }
            E::ShowActivity => one::<ShowActivity>(public, who, &self.beginning, &Empty {}),
            E::ReviseActivity => self.each_team(
                |team, body| (server.publish(team, 5), server.draft(body, 6)),
                cell::<ReviseActivity>,
                who,
            ),
            E::CancelActivity => {
                let body = CancelActivityRequest { reason: test_reason() };
                self.each_team(|team, _| (server.publish(team, 5), body.clone()), cell::<CancelActivity>, who)
            }
            E::SignUp => one::<SignUp>(own, who, &server.publish(TEAM, 5), &Empty {}),
            E::Withdraw => {
                let at = server.publish(TEAM, 5);
                self.signed_up(caller, &at);
                one::<Withdraw>(own, who, &at, &Empty {})
            }
            E::CheckIn => {
                self.signed_up(caller, &self.beginning);
                one::<CheckIn>(own, who, &self.beginning, &self.report())
            }
            // After checking in: the order of the endpoints is that of the day.
            E::CheckOut => one::<CheckOut>(own, who, &self.beginning, &self.report()),
            E::ShowCheckInKey => {
                self.each_team(|team, _| (server.publish(team, 5), Empty {}), cell::<ShowCheckInKey>, who)
            }
            E::ShowAttendance => {
                self.each_team(|team, _| (server.publish(team, 5), Empty {}), cell::<ShowAttendance>, who)
            }
            E::ListPresence => {
                let listed = |number| {
                    (
                        (community_code(), past_activity(number)),
                        crate::scenes::activities::list_presence_request(
                            server.api.opened_at(),
                            number,
                            server.member(),
                        ),
                    )
                };
                self.each_team(|team, _| listed(number_of(team)), cell::<ListPresence>, who)
            }
            E::ConfirmServices => {
                let listed = |number| {
                    (
                        (community_code(), past_activity(number)),
                        confirm_services_request(&[server.list(number, server.member())]),
                    )
                };
                self.each_team(|team, _| listed(number_of(team)), cell::<ConfirmServices>, who)
            }
            E::RejectService => {
                let listed = |number| {
                    (
                        (community_code(), server.list(number, server.member())),
                        RejectServiceRequest { reason: test_reason() },
                    )
                };
                self.each_team(|team, _| listed(number_of(team)), cell::<RejectService>, who)
            }
            E::CorrectService => {
                let correction = CorrectServiceRequest { minutes: 60, reason: test_reason() };
                let confirmed =
                    |number| ((community_code(), server.confirmed(number, server.member())), correction.clone());
                self.each_team(|team, _| confirmed(number_of(team)), cell::<CorrectService>, who)
            }
            _ => plain_cells(id, caller),
        }
    }

    fn each_team<P, B>(
        &self,
        make: impl Fn(&'static str, BodyId) -> (P, B),
        cell: fn(&'static str, Subject, &Person, &P, &B) -> Cell,
        who: &Person,
    ) -> Vec<Cell> {
        let one = |(about, team, body): &(&'static str, &'static str, BodyId)| {
            let (params, content) = make(team, *body);
            cell(about, Subject::Body(*body), who, &params, &content)
        };
        self.teams.iter().map(one).collect()
    }

    fn signed_up(&self, caller: &Caller, at: &(CommunityCode, ActivityId)) {
        if caller.standing.member.is_some() {
            self.server.call::<SignUp>(&caller.person, at, &Empty {});
        }
    }

    fn report(&self) -> AttendanceCodeRequest {
        crate::scenes::volunteering::attendance_code_request(&self.key.key, self.key.now, 0)
    }
}
