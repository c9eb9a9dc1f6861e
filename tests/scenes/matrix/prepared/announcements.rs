//! Requests about announcements: one to everybody, and one to the members of a team.

use super::{Cell, Prepared, cell, one, own_subject, plain_cells};
use crate::scenes::activities::{TEAM, test_reason};
use crate::scenes::announcements::announcement_request;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::{Api, World};
use domain::access::Subject;
use domain::announcements::{AnnouncementAudience, PublishAnnouncementRequest, WithdrawAnnouncementRequest};
use domain::contract::*;
use domain::ids::{AnnouncementId, CommunityCode};

pub fn announce_to_both<A: Api>(server: &World<A>) -> [(CommunityCode, AnnouncementId); 2] {
    let all = announcement_request(server.now());
    let body = Some(server.team(TEAM));
    let team = PublishAnnouncementRequest { audience: AnnouncementAudience::Body, body, ..all.clone() };
    [server.publish_announcement(&all), server.publish_announcement(&team)]
}

impl<A: Api> Prepared<'_, A> {
    pub fn of_announcements(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, [all, team]) = (self.server, &caller.person, &self.announced);
        let (community, own) = (Subject::Community, own_subject(caller));
        match id {
            E::PublishAnnouncement => {
                let draft = announcement_request(server.now());
                one::<PublishAnnouncement>(community, who, &(community_code(),), &draft)
            }
            E::ShowAnnouncement => {
                let is_in_team = caller.standing.held.iter().any(|held| held.body == Some(self.teams[0].2));
                let subject = if is_in_team { own } else { community };
                vec![
                    cell::<ShowAnnouncement>("to everybody", Subject::Public, who, all, &Empty {}),
                    cell::<ShowAnnouncement>("to a team", subject, who, team, &Empty {}),
                ]
            }
            E::ReadAnnouncement => one::<ReadAnnouncement>(own, who, all, &Empty {}),
            E::PutAwayAnnouncement => one::<PutAwayAnnouncement>(own, who, all, &Empty {}),
            E::WithdrawAnnouncement => {
                let may = caller.standing.may(WithdrawAnnouncement::SPEC.capability, &community);
                let fresh = may.then(|| server.publish_announcement(&announcement_request(server.now())));
                let body = WithdrawAnnouncementRequest { reason: test_reason() };
                one::<WithdrawAnnouncement>(community, who, &fresh.unwrap_or_else(|| all.clone()), &body)
            }
            _ => plain_cells(id, caller),
        }
    }
}
