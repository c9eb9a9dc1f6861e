//! Samples of matters. Data that a command uses up is made by other people just before.

use super::*;
use crate::matters::{
    accepted_matter, cosigning_matter, hidden_post, propose_matter_request, proposed_matter, returned_matter,
    write_post, write_post_request,
};
use domain::ids::MatterId;
use domain::matters as t;

/// The newest discussed matter of the demonstration, with or without a summary.
fn seeded(desk: &TestCommunity, summarised: bool) -> MatterId {
    let sql = "select m.id from matters m where m.stage = 'discussed'
        and exists (select 1 from matter_summaries s where s.matter = m.id) = ? order by m.seq desc limit 1";
    desk.texts(sql, bind![summarised])[0].parse().unwrap()
}

/// The one of the demonstration that is under discussion.
fn discussed_now(desk: &TestCommunity) -> MatterId {
    let sql = "select id from matters where stage = 'discussing' order by seq limit 1";
    desk.texts(sql, &[])[0].parse().unwrap()
}

/// Makes room: matters that earlier samples proposed today are dated back and withdrawn.
fn make_room(stage: &BusyCommunity) {
    for actor in [&stage.volunteer, &stage.neighbour] {
        for sql in [
            "update matters set proposed_at = 1 where proposer = ?",
            "update matters set stage = 'withdrawn' where stage in ('collecting', 'pre-review') and proposer = ?",
        ] {
            api::db::Db::run(&stage.desk.db, sql, bind![actor.member()]).unwrap();
        }
    }
}

pub fn matter_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    make_room(stage);
    let (desk, here, none) = (&stage.desk, (TestCommunity::code(),), Empty {});
    let of = |matter: MatterId| (TestCommunity::code(), matter);
    match id {
        E::ReplaceCatalogue => {
            TestCommunity::request::<ReplaceCatalogue>(who, &here, &(), &crate::matters::own_list(desk))
        }
        E::ShowMatter => TestCommunity::request::<ShowMatter>(who, &of(discussed_now(desk)), &(), &none),
        E::ShowVersions => TestCommunity::request::<ShowVersions>(who, &of(discussed_now(desk)), &(), &none),
        E::ListPosts => {
            TestCommunity::request::<ListPosts>(who, &of(discussed_now(desk)), &t::PostsQuery::default(), &none)
        }
        E::FindSimilar => {
            let body = t::FindSimilarRequest { title: "加装电梯".parse().unwrap(), text: "".parse().unwrap() };
            TestCommunity::request::<FindSimilar>(who, &here, &(), &body)
        }
        E::ProposeMatter => TestCommunity::request::<ProposeMatter>(who, &here, &(), &propose_matter_request("pets")),
        E::AddMatterFiles => {
            let matter = proposed_matter(stage, &stage.volunteer);
            let body = super::archive::upload_captioned_files(stage, who, &[b"of a matter"]);
            TestCommunity::request::<AddMatterFiles>(who, &of(matter), &(), &body)
        }
        E::CosignMatter => {
            TestCommunity::request::<CosignMatter>(who, &of(cosigning_matter(stage, &stage.neighbour)), &(), &none)
        }
        E::ReviseMatter => {
            let (title, text) = (propose_matter_request("pets").title, propose_matter_request("pets").text);
            let body = t::ReviseMatterRequest { title, text, summary: reason() };
            TestCommunity::request::<ReviseMatter>(who, &of(returned_matter(stage)), &(), &body)
        }
        E::WithdrawMatter => {
            TestCommunity::request::<WithdrawMatter>(who, &of(proposed_matter(stage, &stage.volunteer)), &(), &none)
        }
        E::DecidePreReview => {
            let body = t::DecidePreReviewRequest {
                verdict: t::VerdictKind::Accept,
                reason: reason(),
                destination: None,
                days: None,
            };
            TestCommunity::request::<DecidePreReview>(who, &of(proposed_matter(stage, &stage.volunteer)), &(), &body)
        }
        E::AddVersion => {
            let body = t::AddVersionRequest {
                text: "按大家的意见改过的正文。".parse().unwrap(), summary: reason()
            };
            TestCommunity::request::<AddVersion>(who, &of(accepted_matter(stage)), &(), &body)
        }
        E::SummariseMatter => {
            let body =
                t::SummariseMatterRequest { text: "多数人赞成，少数人担心安全。".parse().unwrap() };
            TestCommunity::request::<SummariseMatter>(who, &of(seeded(desk, false)), &(), &body)
        }
        E::AnswerMatter => {
            let body = t::AnswerMatterRequest { outcome: t::MatterOutcome::Partly, reason: reason() };
            TestCommunity::request::<AnswerMatter>(who, &of(seeded(desk, true)), &(), &body)
        }
        E::WritePost => TestCommunity::request::<WritePost>(
            who,
            &of(accepted_matter(stage)),
            &(),
            &write_post_request(t::Stance::For),
        ),
        E::SetModeration => {
            let body = t::SetModerationRequest { mode: t::ModerationMode::Pre };
            TestCommunity::request::<SetModeration>(who, &here, &(), &body)
        }
        _ => of_a_post(stage, id, who),
    }
}

fn of_a_post(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let none = Empty {};
    let by = |actor: &Actor| (TestCommunity::code(), write_post(stage, accepted_matter(stage), actor));
    match id {
        E::AddPostFiles => {
            let at = by(&stage.volunteer);
            let body = super::archive::upload_captioned_files(stage, who, &[b"of a post"]);
            TestCommunity::request::<AddPostFiles>(who, &at, &(), &body)
        }
        E::RewritePost => {
            let body = t::RewritePostRequest { text: "我改一个错字。".parse().unwrap() };
            TestCommunity::request::<RewritePost>(who, &by(&stage.volunteer), &(), &body)
        }
        E::WithdrawPost => TestCommunity::request::<WithdrawPost>(who, &by(&stage.volunteer), &(), &none),
        E::ReportPost => {
            let body = t::ReportPostRequest { rule: t::HidingRule::Insult };
            TestCommunity::request::<ReportPost>(who, &by(&stage.neighbour), &(), &body)
        }
        E::HidePost => {
            let body = t::HidePostRequest { rule: t::HidingRule::PersonalData, reason: reason(), days: None };
            TestCommunity::request::<HidePost>(who, &by(&stage.volunteer), &(), &body)
        }
        E::ReleasePost => {
            TestCommunity::request::<ReleasePost>(who, &(TestCommunity::code(), hidden_post(stage, false)), &(), &none)
        }
        E::AppealHiding => {
            let body = t::AppealHidingRequest { reason: reason() };
            TestCommunity::request::<AppealHiding>(who, &(TestCommunity::code(), hidden_post(stage, false)), &(), &body)
        }
        E::DecideAppeal => {
            let body = t::DecideAppealRequest { outcome: t::AppealOutcome::Upheld, reason: reason() };
            TestCommunity::request::<DecideAppeal>(who, &(TestCommunity::code(), hidden_post(stage, true)), &(), &body)
        }
        _ => plain_sample(id, who),
    }
}
