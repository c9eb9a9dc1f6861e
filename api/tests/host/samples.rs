//! One request for every endpoint there is: with its own actor it succeeds on the [`Stage`], and it changes something
//! where the endpoint is a command. An endpoint without a sample does not compile.

use crate::desk::{Desk, Person};
use crate::stage::{Actor, Stage, draft};
use api::answer::ObjectRequest;
use api::bind;
use domain::access::{Capability as C, Subject};
use domain::assistance as a;
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::ids::{NoticeId, RegionCode};
use domain::members::{EndSeat, LeaveRoster, RosterQuery};
use domain::notices::ReadUpTo;
use domain::privacy as p;
use domain::sessions::{CodeRequest, SignInWith};
use domain::time::{DAY, HOUR, MINUTE};
use domain::volunteering as v;

/// A resident who may come and go without being missed.
pub const SPARE_PHONE: &str = "13800000060";

/// Who sends the sample with success.
pub fn actor(stage: &Stage, id: E) -> &Actor {
    match id {
        E::PublishActivity
        | E::ReviseActivity
        | E::CancelActivity
        | E::ShowCheckInKey
        | E::ShowAttendance
        | E::ListPresence
        | E::ConfirmServices
        | E::RejectService
        | E::ListTasks => &stage.leader,
        E::ShowRoster
        | E::LeaveRosterAt
        | E::EndSeatAt
        | E::CorrectService
        | E::OpenAssistance
        | E::ListCorrections
        | E::DecideCorrection
        | E::RevealPhone => &stage.clerk,
        E::ShowJournal | E::ReviewAssistance | E::AnswerContest | E::ListReveals => &stage.watcher,
        E::ExtendAssistance | E::EndAssistance | E::ListGivenAssistance => &stage.grid_worker,
        E::TakeBackClosing => &stage.closer,
        E::CheckOut => &stage.neighbour,
        _ => &stage.volunteer,
    }
}

/// What the sample is about when `caller` sends it, as the table of access is asked.
pub fn subject(stage: &Stage, id: E, caller: &Actor) -> Subject {
    let about = |actor: &Actor| {
        let (member, household, grid) = match actor.standing.member {
            Some(member) => (member, actor.standing.household, None),
            None => return Subject::Community,
        };
        Subject::Member { member, household, grid }
    };
    let spec = ENDPOINTS.iter().find(|(other, _)| *other == id).unwrap().1;
    match spec.capability {
        C::SeePublic | C::SignIn | C::UseDemonstration => Subject::Public,
        C::SeeSelf | C::ManageOwnSessions | C::SignUp | C::CheckIn | C::ManageOwnData => about(caller),
        C::SeeHours => about(&stage.volunteer),
        C::ManageActivity | C::SeeAttendance | C::ConfirmService | C::CorrectService => Subject::Body(stage.team),
        C::SeeRoster => Subject::Grid(stage.grid),
        C::SeeTasks
        | C::ManageRoster
        | C::SeeJournal
        | C::SeeGivenAssistance
        | C::ReviewAssistance
        | C::DecideCorrection
        | C::SeeReveals => Subject::Community,
        C::SeeOwnData => Subject::Ward { member: stage.volunteer.member(), guardian: None },
        C::Assist | C::SeeAssistance | C::ContestAct | C::RevealPhone => {
            let who = if id == E::OpenAssistance { &stage.neighbour } else { &stage.volunteer };
            Subject::Member { member: who.member(), household: who.standing.household, grid: Some(stage.grid) }
        }
    }
}

fn reason() -> domain::text::Reason {
    "照组织者的名单".parse().unwrap()
}

/// The request, with the caller's cookie and a fresh key where one is needed.
#[expect(clippy::too_many_lines, reason = "one arm for each endpoint there is")]
pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let here = (Desk::code(),);
    let (open, full) = ((Desk::code(), stage.open), (Desk::code(), stage.full));
    let (running, ended) = ((Desk::code(), stage.running), (Desk::code(), stage.ended));
    let (now, none) = (desk.now.get(), Empty {});
    let roster = RosterQuery { grid: Some(stage.grid), ..RosterQuery::default() };
    let mut request = match id {
        E::HealthCheck => Desk::request::<HealthCheck>(who, &(), &(), &none),
        E::ListDemonstrationAccounts => Desk::request::<ListDemonstrationAccounts>(who, &(), &(), &none),
        E::SeedDemonstration => Desk::request::<SeedDemonstration>(who, &(), &(), &none),
        E::ShowRegion => Desk::request::<ShowRegion>(who, &(RegionCode::country(),), &(), &none),
        E::ShowHome => Desk::request::<ShowHome>(who, &here, &(), &none),
        E::ShowInbox => Desk::request::<ShowInbox>(who, &here, &(), &none),
        E::RequestCode => {
            Desk::request::<RequestCode>(who, &here, &(), &CodeRequest { phone: SPARE_PHONE.parse().unwrap() })
        }
        E::SignIn => Desk::request::<SignIn>(who, &here, &(), &code_from_inbox(desk)),
        E::ShowMe => Desk::request::<ShowMe>(who, &here, &(), &none),
        E::ListSessions => Desk::request::<ListSessions>(who, &here, &(), &none),
        E::RevokeSession => Desk::request::<RevokeSession>(who, &(Desk::code(), stage.session), &(), &none),
        E::ListNotices => Desk::request::<ListNotices>(who, &here, &Page::default(), &none),
        E::ReadNotices => Desk::request::<ReadNotices>(who, &here, &(), &ReadUpTo { seq: 1_000_000 }),
        E::ShowRoster => Desk::request::<ShowRoster>(who, &here, &roster, &none),
        E::LeaveRosterAt => {
            let at = (Desk::code(), stage.other_leader.member());
            Desk::request::<LeaveRosterAt>(who, &at, &(), &LeaveRoster { reason: reason() })
        }
        E::ListBodies => Desk::request::<ListBodies>(who, &here, &(), &none),
        E::EndSeatAt => {
            Desk::request::<EndSeatAt>(who, &(Desk::code(), stage.seat), &(), &EndSeat { reason: reason() })
        }
        E::ListActivities => Desk::request::<ListActivities>(who, &here, &v::ActivityQuery::default(), &none),
        E::PublishActivity => {
            Desk::request::<PublishActivity>(who, &here, &(), &draft(stage.team, now.plus(3 * DAY), 5))
        }
        E::ShowActivity => Desk::request::<ShowActivity>(who, &full, &(), &none),
        E::ReviseActivity => Desk::request::<ReviseActivity>(who, &full, &(), &draft(stage.team, now.plus(3 * DAY), 5)),
        E::CancelActivity => Desk::request::<CancelActivity>(who, &full, &(), &v::Cancellation { reason: reason() }),
        E::SignUp => Desk::request::<SignUp>(who, &open, &(), &none),
        E::Withdraw => Desk::request::<Withdraw>(who, &full, &(), &none),
        E::CheckIn => Desk::request::<CheckIn>(who, &running, &(), &stage.report(stage.running, now)),
        E::CheckOut => Desk::request::<CheckOut>(who, &running, &(), &stage.report(stage.running, now)),
        E::ShowCheckInKey => Desk::request::<ShowCheckInKey>(who, &running, &(), &none),
        E::ShowAttendance => Desk::request::<ShowAttendance>(who, &running, &(), &none),
        E::ListPresence => {
            let (checked_in_at, checked_out_at) = (now.plus(-10 * MINUTE), now.plus(-MINUTE));
            let member = stage.watcher.member();
            let body = v::ListedPresence { member, checked_in_at, checked_out_at, reason: reason() };
            Desk::request::<ListPresence>(who, &running, &(), &body)
        }
        E::ConfirmServices => {
            Desk::request::<ConfirmServices>(who, &ended, &(), &Stage::confirmations(&stage.finished))
        }
        E::RejectService => {
            let at = (Desk::code(), stage.finished[1]);
            Desk::request::<RejectService>(who, &at, &(), &v::Rejection { reason: reason() })
        }
        E::CorrectService => {
            let correction = v::Correction { minutes: 40, reason: reason() };
            Desk::request::<CorrectService>(who, &(Desk::code(), stage.confirmed), &(), &correction)
        }
        E::ListTasks => Desk::request::<ListTasks>(who, &here, &(), &none),
        E::ShowHours => {
            Desk::request::<ShowHours>(who, &(Desk::code(), stage.volunteer.member()), &Page::default(), &none)
        }
        E::ShowJournal => Desk::request::<ShowJournal>(who, &here, &Page::default(), &none),
        E::OpenAssistance => {
            let member = stage.neighbour.member();
            let body =
                a::OpenAssistanceFor { member, consent: a::ConsentKind::Signed, proof: "纸2026-17".parse().unwrap() };
            Desk::request::<OpenAssistance>(who, &here, &(), &body)
        }
        E::ExtendAssistance => Desk::request::<ExtendAssistance>(who, &(Desk::code(), stage.assistance), &(), &none),
        E::EndAssistance => Desk::request::<EndAssistance>(who, &(Desk::code(), stage.assistance), &(), &none),
        E::ShowAssistance => Desk::request::<ShowAssistance>(who, &(Desk::code(), stage.assistance), &(), &none),
        E::ListGivenAssistance => Desk::request::<ListGivenAssistance>(who, &here, &Page::default(), &none),
        E::ListReceivedAssistance => Desk::request::<ListReceivedAssistance>(who, &here, &Page::default(), &none),
        E::ReviewAssistance => Desk::request::<ReviewAssistance>(who, &here, &Page::default(), &none),
        E::ContestAct => {
            let body = a::ContestWith { reason: reason() };
            Desk::request::<ContestAct>(who, &(Desk::code(), stage.acts[0]), &(), &body)
        }
        E::AnswerContest => {
            let body = a::AnswerWith { outcome: a::Outcome::Upheld, reason: reason() };
            Desk::request::<AnswerContest>(who, &(Desk::code(), stage.acts[1]), &(), &body)
        }
        E::ShowRegister => Desk::request::<ShowRegister>(who, &here, &(), &none),
        E::ShowOwnData => Desk::request::<ShowOwnData>(who, &(Desk::code(), stage.volunteer.member()), &(), &none),
        E::DownloadOwnData => {
            let query = p::DataQuery { part: Some(p::DataPart::Profile), before: None };
            Desk::request::<DownloadOwnData>(who, &(Desk::code(), stage.volunteer.member()), &query, &none)
        }
        E::DecideConsent => {
            let (topic, version) = (p::Topic::SpokenAssistance, "2026-11".parse().unwrap());
            let body = p::ConsentDecision { topic, version, decision: p::Decision::Agrees };
            Desk::request::<DecideConsent>(who, &(Desk::code(), stage.volunteer.member()), &(), &body)
        }
        E::RequestCorrection => {
            let body = p::CorrectionRequest { field: p::CorrectionField::Name, wanted: "李秀瑛".parse().unwrap() };
            Desk::request::<RequestCorrection>(who, &here, &(), &body)
        }
        E::ListCorrections => Desk::request::<ListCorrections>(who, &here, &(), &none),
        E::DecideCorrection => {
            let body = p::CorrectionDecision { outcome: p::CorrectionOutcome::Applied, reason: reason() };
            Desk::request::<DecideCorrection>(who, &(Desk::code(), stage.correction), &(), &body)
        }
        E::ShowClosing => Desk::request::<ShowClosing>(who, &here, &(), &none),
        E::CloseAccount => Desk::request::<CloseAccount>(who, &here, &(), &none),
        E::TakeBackClosing => Desk::request::<TakeBackClosing>(who, &here, &(), &none),
        E::RevealPhone => {
            let at = (Desk::code(), stage.volunteer.member());
            Desk::request::<RevealPhone>(who, &at, &(), &p::RevealFor { reason: reason() })
        }
        E::ListReveals => Desk::request::<ListReveals>(who, &here, &p::RevealQuery::default(), &none),
    };
    request.key = Some(desk.key().to_string());
    request
}

/// A code that waits for the spare resident: asked for when there is none yet.
fn code_from_inbox(desk: &Desk) -> SignInWith {
    let codes = "select code from demonstration_inbox where phone = ? and at > ? order by seq desc";
    let find = || desk.texts(codes, bind![SPARE_PHONE, desk.now.get().plus(-MINUTE)]).first().cloned();
    let code = find().unwrap_or_else(|| {
        let body = CodeRequest { phone: SPARE_PHONE.parse().unwrap() };
        desk.call::<RequestCode>(&Person::default(), &(Desk::code(),), &body);
        find().unwrap()
    });
    SignInWith { phone: SPARE_PHONE.parse().unwrap(), code: code.parse().unwrap() }
}

/// Endpoints that the community answers, not the gate and not a region.
pub fn of_the_community() -> impl Iterator<Item = (E, &'static Spec)> {
    ENDPOINTS.iter().filter(|(_, spec)| spec.place == Place::Community).map(|(id, spec)| (*id, spec))
}

/// Unread news for somebody, so that reading them changes something.
pub fn leave_a_notice(stage: &Stage, to: &Actor) {
    let desk = &stage.desk;
    let id = NoticeId::from_parts(desk.now.get().plus(-HOUR), 1);
    let sql = "insert into notices (id, member, at, kind, params) values (?, ?, ?, 'moved-up', '{}')";
    api::db::Db::run(&desk.db, sql, bind![id, to.member(), desk.now.get()]).unwrap();
}
