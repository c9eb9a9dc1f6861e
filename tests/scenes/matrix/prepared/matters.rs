//! Requests about matters. What a command uses up is created by one resident with whom no caller lives.

use super::{Cell, Prepared, cell, one, own_subject, plain_cells};
use crate::scenes::activities::test_reason;
use crate::scenes::client::community_code;
use crate::scenes::matrix::Caller;
use crate::scenes::matters::{
    add_version_request, answer_matter_request, appeal_hiding_request, matter_path, post_path, pre_review_request,
    propose_matter_request, report_post_request, revise_matter_request, rewrite_post_request, summarise_matter_request,
    uphold_appeal_request, write_post_request,
};
use crate::scenes::people::Person;
use crate::scenes::{Api, World};
use domain::access::Subject;
use domain::contract::*;
use domain::ids::{MatterId, PostId};
use domain::matters::{
    FindSimilarRequest, HidePostRequest, HidingRule, ModerationMode, SetModerationRequest, Stance, VerdictKind,
};

/// What every cell may use without using it up.
pub struct MatterScene {
    author: Person,
    /// A matter under discussion.
    open: MatterId,
    post: PostId,
    hidden: PostId,
    returned: MatterId,
    unsummed: MatterId,
    unanswered: MatterId,
}

impl MatterScene {
    pub fn new<A: Api>(server: &World<A>) -> Self {
        let (author, open) = (server.resident(), server.accepted());
        Self {
            post: server.said(open, &author),
            hidden: server.hidden(open, &author),
            returned: server.reviewed(&author, VerdictKind::Return),
            unsummed: server.discussed(false),
            unanswered: server.discussed(true),
            open,
            author,
        }
    }
}

impl<A: Api> Prepared<'_, A> {
    pub fn of_matters(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, scene, who, here) = (self.server, &self.matters, &caller.person, (community_code(),));
        let (public, community, own) = (Subject::Public, Subject::Community, own_subject(caller));
        match id {
            E::ReplaceCatalogue => one::<ReplaceCatalogue>(community, who, &here, &server.catalogue_lines()),
            E::ShowMatter => one::<ShowMatter>(public, who, &matter_path(scene.open), &Empty {}),
            E::ShowVersions => one::<ShowVersions>(public, who, &matter_path(scene.open), &Empty {}),
            E::ListPosts => one::<ListPosts>(public, who, &matter_path(scene.open), &Empty {}),
            E::FindSimilar => {
                let none = || String::new().parse().expect("nothing");
                one::<FindSimilar>(own, who, &here, &FindSimilarRequest { title: none(), text: none() })
            }
            E::ProposeMatter => one::<ProposeMatter>(own, who, &here, &propose_matter_request("pets")),
            E::AddMatterFiles => self.enclosing(caller),
            E::CosignMatter => {
                one::<CosignMatter>(own, who, &matter_path(server.cosigning(&server.resident())), &Empty {})
            }
            E::WithdrawCosignature => {
                let at = matter_path(server.cosigning(&server.resident()));
                if caller.standing.member.is_some() {
                    server.call::<CosignMatter>(who, &at, &Empty {});
                }
                one::<WithdrawCosignature>(own, who, &at, &Empty {})
            }
            E::DecidePreReview => {
                let matter = server.proposed(&server.resident());
                one::<DecidePreReview>(community, who, &matter_path(matter), &pre_review_request(VerdictKind::Accept))
            }
            E::AddVersion => one::<AddVersion>(community, who, &matter_path(scene.open), &add_version_request()),
            E::SummariseMatter => {
                one::<SummariseMatter>(community, who, &matter_path(scene.unsummed), &summarise_matter_request())
            }
            E::AnswerMatter => {
                one::<AnswerMatter>(community, who, &matter_path(scene.unanswered), &answer_matter_request())
            }
            E::WritePost => one::<WritePost>(own, who, &matter_path(scene.open), &write_post_request(Stance::For)),
            E::SetModeration => {
                one::<SetModeration>(community, who, &here, &SetModerationRequest { mode: ModerationMode::Post })
            }
            _ => self.of_posts(id, caller),
        }
    }

    /// Files for a neighbour's matter, and for the caller's own if the caller has one that waits.
    fn enclosing(&self, caller: &Caller) -> Vec<Cell> {
        let (who, proposer) = (&caller.person, self.server.resident());
        let subject =
            Subject::Member { member: proposer.member(), household: Some(proposer.me().household), grid: None };
        let (matter, body) = (self.server.proposed(&proposer), self.photos(caller));
        let mut cells = vec![cell::<AddMatterFiles>("a neighbour's", subject, who, &matter_path(matter), &body)];
        if caller.standing.member.is_some() {
            let mine = matter_path(self.newest_of(who));
            cells.push(cell::<AddMatterFiles>("their own", own_subject(caller), who, &mine, &self.photos(caller)));
        }
        cells
    }

    fn of_posts(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, scene, who) = (self.server, &self.matters, &caller.person);
        let (community, own) = (Subject::Community, own_subject(caller));
        match id {
            E::ReportPost => one::<ReportPost>(own, who, &post_path(scene.post), &report_post_request()),
            E::HidePost => {
                let body = HidePostRequest { rule: HidingRule::Insult, reason: test_reason(), days: Some(7) };
                one::<HidePost>(community, who, &post_path(server.said(scene.open, &server.resident())), &body)
            }
            E::ReleasePost => {
                one::<ReleasePost>(community, who, &post_path(server.hidden(scene.open, &server.resident())), &Empty {})
            }
            E::DecideAppeal => {
                let author = server.resident();
                let post = server.hidden(scene.open, &author);
                server.call::<AppealHiding>(&author, &post_path(post), &appeal_hiding_request());
                one::<DecideAppeal>(community, who, &post_path(post), &uphold_appeal_request())
            }
            _ => self.of_the_author(id, caller),
        }
    }

    /// Acts that only the author may do: on a neighbour's contribution, and for residents on their own.
    fn of_the_author(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, scene, who, open) = (self.server, &self.matters, &caller.person, self.matters.open);
        let other =
            Subject::Member { member: scene.author.member(), household: Some(scene.author.me().household), grid: None };
        let (theirs, mine, own) = ("a neighbour's", "their own", own_subject(caller));
        let lives_here = caller.standing.member.is_some();
        let mut cells = match id {
            E::ReviseMatter => {
                vec![cell::<ReviseMatter>(theirs, other, who, &matter_path(scene.returned), &revise_matter_request())]
            }
            E::WithdrawMatter => {
                vec![cell::<WithdrawMatter>(theirs, other, who, &matter_path(scene.returned), &Empty {})]
            }
            E::AddPostFiles => {
                vec![cell::<AddPostFiles>(theirs, other, who, &post_path(scene.post), &self.photos(caller))]
            }
            E::RewritePost => {
                vec![cell::<RewritePost>(theirs, other, who, &post_path(scene.post), &rewrite_post_request())]
            }
            E::WithdrawPost => vec![cell::<WithdrawPost>(theirs, other, who, &post_path(scene.post), &Empty {})],
            E::AppealHiding => {
                vec![cell::<AppealHiding>(theirs, other, who, &post_path(scene.hidden), &appeal_hiding_request())]
            }
            _ => return plain_cells(id, caller),
        };
        cells.extend(lives_here.then(|| match id {
            E::AddPostFiles => {
                cell::<AddPostFiles>(mine, own, who, &post_path(server.said(open, who)), &self.photos(caller))
            }
            E::RewritePost => {
                cell::<RewritePost>(mine, own, who, &post_path(server.said(open, who)), &rewrite_post_request())
            }
            E::WithdrawPost => cell::<WithdrawPost>(mine, own, who, &post_path(server.said(open, who)), &Empty {}),
            E::AppealHiding => {
                cell::<AppealHiding>(mine, own, who, &post_path(server.hidden(open, who)), &appeal_hiding_request())
            }
            E::ReviseMatter => {
                let matter = server.reviewed(who, VerdictKind::Return);
                cell::<ReviseMatter>(mine, own, who, &matter_path(matter), &revise_matter_request())
            }
            // A third proposal on one day is refused: this withdraws the one that was just submitted.
            _ => cell::<WithdrawMatter>(mine, own, who, &matter_path(self.newest_of(who)), &Empty {}),
        }));
        cells
    }

    fn newest_of(&self, who: &Person) -> MatterId {
        let query = domain::matters::MattersQuery {
            of: Some(domain::matters::MattersOf::Mine),
            stage: None,
            after: None,
            limit: None,
        };
        let rows = self.server.query::<ListMatters>(who, &(community_code(),), &query).rows;
        let waits = rows.iter().find(|row| row.stage == domain::matters::Stage::PreReview);
        waits.map_or_else(|| self.server.proposed(who), |row| row.id)
    }
}
