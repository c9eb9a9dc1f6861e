//! Requests about matters. What a command uses up is created by one resident with whom no caller lives.

use super::{Cell, Prepared, cell, one, own};
use crate::client::code;
use crate::matrix::Caller;
use crate::matters::add_version::version;
use crate::matters::answer_matter::answer;
use crate::matters::appeal_hiding::appeal;
use crate::matters::decide_appeal::upheld;
use crate::matters::propose_matter::{at, draft, of, post, verdict};
use crate::matters::report_post::report;
use crate::matters::revise_matter::revision;
use crate::matters::rewrite_post::better;
use crate::matters::summarise_matter::summary;
use crate::people::Person;
use crate::scene::reason;
use crate::server::Server;
use domain::access::Subject;
use domain::contract::*;
use domain::ids::{MatterId, PostId};
use domain::matters::{HidePostWith, HidingRule, ModerationMode, ModerationSetting, Side, SimilarTo, VerdictKind};

/// What every cell may use without using it up.
pub struct Scene {
    author: Person,
    /// A matter under discussion.
    open: MatterId,
    post: PostId,
    hidden: PostId,
    returned: MatterId,
    unsummed: MatterId,
    unanswered: MatterId,
}

impl Scene {
    pub fn new(server: &Server) -> Self {
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

impl Scene {
    pub fn unanswered(&self) -> MatterId {
        self.unanswered
    }
}

impl Prepared<'_> {
    pub fn of_matters(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, scene, who, here) = (self.server, &self.matters, &caller.person, (code(),));
        let (public, community, own) = (Subject::Public, Subject::Community, own(caller));
        match id {
            E::ShowCatalogue => one::<ShowCatalogue>(public, who, &here, &Empty {}),
            E::ReplaceCatalogue => one::<ReplaceCatalogue>(community, who, &here, &server.catalogue_lines()),
            E::ListMatters => one::<ListMatters>(public, who, &here, &Empty {}),
            E::ShowMatter => one::<ShowMatter>(public, who, &of(scene.open), &Empty {}),
            E::ShowVersions => one::<ShowVersions>(public, who, &of(scene.open), &Empty {}),
            E::ListPosts => one::<ListPosts>(public, who, &of(scene.open), &Empty {}),
            E::FindSimilar => {
                let none = || String::new().parse().expect("nothing");
                one::<FindSimilar>(own, who, &here, &SimilarTo { title: none(), text: none() })
            }
            E::ProposeMatter => one::<ProposeMatter>(own, who, &here, &draft("pets")),
            E::AddMatterFiles => self.enclosing(caller),
            E::CosignMatter => one::<CosignMatter>(own, who, &of(server.cosigning(&server.resident())), &Empty {}),
            E::ListMatterTasks => one::<ListMatterTasks>(community, who, &here, &Empty {}),
            E::DecidePreReview => {
                let matter = server.proposed(&server.resident());
                one::<DecidePreReview>(community, who, &of(matter), &verdict(VerdictKind::Accept))
            }
            E::AddVersion => one::<AddVersion>(community, who, &of(scene.open), &version()),
            E::SummariseMatter => one::<SummariseMatter>(community, who, &of(scene.unsummed), &summary()),
            E::AnswerMatter => one::<AnswerMatter>(community, who, &of(scene.unanswered), &answer()),
            E::WritePost => one::<WritePost>(own, who, &of(scene.open), &post(Side::For)),
            E::ShowModeration => one::<ShowModeration>(community, who, &here, &Empty {}),
            E::SetModeration => {
                one::<SetModeration>(community, who, &here, &ModerationSetting { mode: ModerationMode::Post })
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
        let mut cells = vec![cell::<AddMatterFiles>("a neighbour's", subject, who, &of(matter), &body)];
        if caller.standing.member.is_some() {
            let mine = of(self.newest_of(who));
            cells.push(cell::<AddMatterFiles>("the own", own(caller), who, &mine, &self.photos(caller)));
        }
        cells
    }

    fn of_posts(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, scene, who) = (self.server, &self.matters, &caller.person);
        let (community, own) = (Subject::Community, own(caller));
        match id {
            E::ReportPost => one::<ReportPost>(own, who, &at(scene.post), &report()),
            E::HidePost => {
                let body = HidePostWith { rule: HidingRule::Insult, reason: reason(), days: Some(7) };
                one::<HidePost>(community, who, &at(server.said(scene.open, &server.resident())), &body)
            }
            E::ReleasePost => {
                one::<ReleasePost>(community, who, &at(server.hidden(scene.open, &server.resident())), &Empty {})
            }
            E::DecideAppeal => {
                let author = server.resident();
                let post = server.hidden(scene.open, &author);
                server.call::<AppealHiding>(&author, &at(post), &appeal());
                one::<DecideAppeal>(community, who, &at(post), &upheld())
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
        let (theirs, mine, own) = ("a neighbour's", "the own", own(caller));
        let lives_here = caller.standing.member.is_some();
        let mut cells = match id {
            E::ReviseMatter => vec![cell::<ReviseMatter>(theirs, other, who, &of(scene.returned), &revision())],
            E::WithdrawMatter => vec![cell::<WithdrawMatter>(theirs, other, who, &of(scene.returned), &Empty {})],
            E::AddPostFiles => {
                vec![cell::<AddPostFiles>(theirs, other, who, &at(scene.post), &self.photos(caller))]
            }
            E::RewritePost => vec![cell::<RewritePost>(theirs, other, who, &at(scene.post), &better())],
            E::WithdrawPost => vec![cell::<WithdrawPost>(theirs, other, who, &at(scene.post), &Empty {})],
            E::AppealHiding => vec![cell::<AppealHiding>(theirs, other, who, &at(scene.hidden), &appeal())],
            other => panic!("{other:?} is not about matters"),
        };
        cells.extend(lives_here.then(|| match id {
            E::AddPostFiles => cell::<AddPostFiles>(mine, own, who, &at(server.said(open, who)), &self.photos(caller)),
            E::RewritePost => cell::<RewritePost>(mine, own, who, &at(server.said(open, who)), &better()),
            E::WithdrawPost => cell::<WithdrawPost>(mine, own, who, &at(server.said(open, who)), &Empty {}),
            E::AppealHiding => cell::<AppealHiding>(mine, own, who, &at(server.hidden(open, who)), &appeal()),
            E::ReviseMatter => {
                let matter = server.reviewed(who, VerdictKind::Return);
                cell::<ReviseMatter>(mine, own, who, &of(matter), &revision())
            }
            // A third proposal on one day is refused: this withdraws the one that was just submitted.
            _ => cell::<WithdrawMatter>(mine, own, who, &of(self.newest_of(who)), &Empty {}),
        }));
        cells
    }

    fn newest_of(&self, who: &Person) -> MatterId {
        let query = domain::matters::MattersQuery {
            of: Some(domain::matters::MattersOf::Mine),
            stage: None,
            before: None,
            limit: None,
        };
        let rows = self.server.query::<ListMatters>(who, &(code(),), &query).matters;
        let waits = rows.iter().find(|row| row.stage == domain::matters::Stage::PreReview);
        waits.map_or_else(|| self.server.proposed(who), |row| row.id)
    }
}
