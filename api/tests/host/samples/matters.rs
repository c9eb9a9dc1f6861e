//! Samples of matters. Data that a command uses up is made by other people just before.

use super::*;
use crate::matters::{accepted, cosigning, draft, hidden, post, proposed, returned, said};
use domain::ids::MatterId;
use domain::matters as t;

/// The newest discussed matter of the demonstration, with or without a summary.
fn seeded(desk: &Desk, summarised: bool) -> MatterId {
    let sql = "select m.id from matters m where m.stage = 'discussed'
        and exists (select 1 from matter_summaries s where s.matter = m.id) = ? order by m.seq desc limit 1";
    desk.texts(sql, bind![summarised])[0].parse().unwrap()
}

/// The one of the demonstration that is under discussion.
fn discussed_now(desk: &Desk) -> MatterId {
    let sql = "select id from matters where stage = 'discussing' order by seq limit 1";
    desk.texts(sql, &[])[0].parse().unwrap()
}

/// Makes room: matters that earlier samples proposed today are dated back and withdrawn.
fn make_room(stage: &Stage) {
    for actor in [&stage.volunteer, &stage.neighbour] {
        for sql in [
            "update matters set proposed_at = 1 where proposer = ?",
            "update matters set stage = 'withdrawn' where stage in ('collecting', 'pre-review') and proposer = ?",
        ] {
            api::db::Db::run(&stage.desk.db, sql, bind![actor.member()]).unwrap();
        }
    }
}

pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    make_room(stage);
    let (desk, here, none) = (&stage.desk, (Desk::code(),), Empty {});
    let of = |matter: MatterId| (Desk::code(), matter);
    match id {
        E::ShowCatalogue => Desk::request::<ShowCatalogue>(who, &here, &(), &none),
        E::ReplaceCatalogue => Desk::request::<ReplaceCatalogue>(who, &here, &(), &crate::matters::own_list(desk)),
        E::ListMatters => Desk::request::<ListMatters>(who, &here, &t::MattersQuery::default(), &none),
        E::ShowMatter => Desk::request::<ShowMatter>(who, &of(discussed_now(desk)), &(), &none),
        E::ShowVersions => Desk::request::<ShowVersions>(who, &of(discussed_now(desk)), &(), &none),
        E::ListPosts => Desk::request::<ListPosts>(who, &of(discussed_now(desk)), &t::PostsQuery::default(), &none),
        E::FindSimilar => {
            let body = t::SimilarTo { title: "加装电梯".parse().unwrap(), text: "".parse().unwrap() };
            Desk::request::<FindSimilar>(who, &here, &(), &body)
        }
        E::ProposeMatter => Desk::request::<ProposeMatter>(who, &here, &(), &draft("pets")),
        E::AddMatterFiles => {
            let matter = proposed(stage, &stage.volunteer);
            let body = super::archive::captioned(stage, who, &[b"of a matter"]);
            Desk::request::<AddMatterFiles>(who, &of(matter), &(), &body)
        }
        E::CosignMatter => Desk::request::<CosignMatter>(who, &of(cosigning(stage, &stage.neighbour)), &(), &none),
        E::ReviseMatter => {
            let (title, text) = (draft("pets").title, draft("pets").text);
            let body = t::MatterRevision { title, text, summary: reason() };
            Desk::request::<ReviseMatter>(who, &of(returned(stage)), &(), &body)
        }
        E::WithdrawMatter => Desk::request::<WithdrawMatter>(who, &of(proposed(stage, &stage.volunteer)), &(), &none),
        E::ListMatterTasks => Desk::request::<ListMatterTasks>(who, &here, &(), &none),
        E::DecidePreReview => {
            let body = t::PreReviewVerdict {
                verdict: t::VerdictKind::Accept,
                reason: reason(),
                destination: None,
                days: None,
            };
            Desk::request::<DecidePreReview>(who, &of(proposed(stage, &stage.volunteer)), &(), &body)
        }
        E::AddVersion => {
            let body = t::MatterVersionDraft {
                text: "按大家的意见改过的正文。".parse().unwrap(), summary: reason()
            };
            Desk::request::<AddVersion>(who, &of(accepted(stage)), &(), &body)
        }
        E::SummariseMatter => {
            let body = t::MatterSummary { text: "多数人赞成，少数人担心安全。".parse().unwrap() };
            Desk::request::<SummariseMatter>(who, &of(seeded(desk, false)), &(), &body)
        }
        E::AnswerMatter => {
            let body = t::MatterAnswer { outcome: t::Outcome::Partly, reason: reason() };
            Desk::request::<AnswerMatter>(who, &of(seeded(desk, true)), &(), &body)
        }
        E::WritePost => Desk::request::<WritePost>(who, &of(accepted(stage)), &(), &post(t::Side::For)),
        E::SetModeration => {
            let body = t::ModerationSetting { mode: t::ModerationMode::Pre };
            Desk::request::<SetModeration>(who, &here, &(), &body)
        }
        E::ShowModeration => Desk::request::<ShowModeration>(who, &here, &(), &none),
        _ => of_a_post(stage, id, who),
    }
}

fn of_a_post(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let none = Empty {};
    let by = |actor: &Actor| (Desk::code(), said(stage, accepted(stage), actor));
    match id {
        E::AddPostFiles => {
            let at = by(&stage.volunteer);
            let body = super::archive::captioned(stage, who, &[b"of a post"]);
            Desk::request::<AddPostFiles>(who, &at, &(), &body)
        }
        E::RewritePost => {
            let body = t::PostRevision { text: "我改一个错字。".parse().unwrap() };
            Desk::request::<RewritePost>(who, &by(&stage.volunteer), &(), &body)
        }
        E::WithdrawPost => Desk::request::<WithdrawPost>(who, &by(&stage.volunteer), &(), &none),
        E::ReportPost => {
            let body = t::PostReport { rule: t::HidingRule::Insult };
            Desk::request::<ReportPost>(who, &by(&stage.neighbour), &(), &body)
        }
        E::HidePost => {
            let body = t::HidePostWith { rule: t::HidingRule::PersonalData, reason: reason(), days: None };
            Desk::request::<HidePost>(who, &by(&stage.volunteer), &(), &body)
        }
        E::ReleasePost => Desk::request::<ReleasePost>(who, &(Desk::code(), hidden(stage, false)), &(), &none),
        E::AppealHiding => {
            let body = t::AppealWith { reason: reason() };
            Desk::request::<AppealHiding>(who, &(Desk::code(), hidden(stage, false)), &(), &body)
        }
        E::DecideAppeal => {
            let body = t::AppealDecision { outcome: t::AppealOutcome::Upheld, reason: reason() };
            Desk::request::<DecideAppeal>(who, &(Desk::code(), hidden(stage, true)), &(), &body)
        }
        _ => unreachable!("{id:?} has a sample above"),
    }
}
