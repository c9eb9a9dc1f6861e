//! One request for every endpoint there is: with its own actor it succeeds on the [`Stage`], and it changes something
//! where the endpoint is a command. An endpoint without a sample does not compile.

use crate::desk::{Desk, Person};
use crate::stage::{Actor, Stage, draft};
use api::answer::ObjectRequest;
use api::bind;
use domain::access::{Capability as C, Subject};
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::ids::{MemberId, NoticeId, RegionCode};
use domain::members::{EndSeat, LeaveRoster, RosterQuery};
use domain::notices::ReadUpTo;
use domain::sessions::{
    ChangeOwnPhone, ChangePhone, CodeRequest, ConfirmFactorWith, FactorKey, FinishSignInWith, ProveFactorWith,
    ResetFactorOf, SignInWith, Ticket,
};
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
        E::ShowRoster | E::LeaveRosterAt | E::EndSeatAt | E::CorrectService | E::ResetFactor | E::ChangePhoneAt => {
            &stage.clerk
        }
        E::ShowJournal => &stage.watcher,
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
        C::SeeSelf | C::ManageOwnSessions | C::ManageOwnFactor | C::SignUp | C::CheckIn => about(caller),
        C::SeeHours => about(&stage.volunteer),
        C::ManageActivity | C::SeeAttendance | C::ConfirmService | C::CorrectService => Subject::Body(stage.team),
        C::SeeRoster => Subject::Grid(stage.grid),
        C::SeeTasks | C::ManageRoster | C::SeeJournal => Subject::Community,
    }
}

fn reason() -> domain::text::Reason {
    "照组织者的名单".parse().unwrap()
}

/// The request, with the caller's cookie and a fresh key where one is needed.
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
        E::FinishSignIn
        | E::BeginFactor
        | E::ConfirmFactor
        | E::ProveFactor
        | E::ResetFactor
        | E::ListSignIns
        | E::ChangePhoneAt
        | E::RequestPhoneCode
        | E::ChangeOwnPhoneTo => of_the_door(stage, id, who),
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
    };
    request.key = Some(desk.key().to_string());
    request
}

/// What is around signing in.
fn of_the_door(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let (here, now, none) = ((Desk::code(),), desk.now.get(), Empty {});
    match id {
        E::FinishSignIn => {
            let body = FinishSignInWith { ticket: ticket(desk), member: Some(couple(desk)[0]), code: None };
            Desk::request::<FinishSignIn>(who, &here, &(), &body)
        }
        E::BeginFactor => Desk::request::<BeginFactor>(who, &here, &(), &none),
        E::ConfirmFactor => {
            let begun = desk.try_call::<BeginFactor>(who, &here, &(), &none).ok();
            let key = begun.and_then(|begun| FactorKey::from_base32(&begun.key));
            let code = key.map_or_else(|| "123456".parse().unwrap(), |key| key.code_at(now));
            Desk::request::<ConfirmFactor>(who, &here, &(), &ConfirmFactorWith { code })
        }
        E::ProveFactor => {
            let enrolled = enrol(desk, who);
            let code = enrolled.map_or_else(|| "123456".to_owned(), |(_, codes)| codes[0].clone());
            Desk::request::<ProveFactor>(who, &here, &(), &ProveFactorWith { code: code.parse().unwrap() })
        }
        E::ResetFactor => {
            let member = stage.other_leader.member();
            let sql = "insert into factors (member, key_sealed, enrolled_at) values (?, x'00', 1)";
            api::db::Db::run(&desk.db, sql, bind![member]).unwrap();
            Desk::request::<ResetFactor>(who, &(Desk::code(), member), &(), &ResetFactorOf { reason: reason() })
        }
        E::ListSignIns => Desk::request::<ListSignIns>(who, &here, &Page::default(), &none),
        E::ChangePhoneAt => {
            let body = ChangePhone { phone: "13911110001".parse().unwrap(), reason: reason() };
            Desk::request::<ChangePhoneAt>(who, &(Desk::code(), stage.other_leader.member()), &(), &body)
        }
        E::RequestPhoneCode => {
            Desk::request::<RequestPhoneCode>(who, &here, &(), &CodeRequest { phone: "13911110002".parse().unwrap() })
        }
        E::ChangeOwnPhoneTo => {
            let phone: domain::sessions::Phone = "13911110003".parse().unwrap();
            let _ = desk.try_call::<RequestPhoneCode>(who, &here, &(), &CodeRequest { phone: phone.clone() });
            let code = newest_code(desk, phone.as_str()).unwrap_or_else(|| "123456".to_owned());
            let body = ChangeOwnPhone { phone, code: code.parse().unwrap() };
            Desk::request::<ChangeOwnPhoneTo>(who, &here, &(), &body)
        }
        _ => unreachable!("{id:?} has a sample above"),
    }
}

/// The newest code that was sent to a phone within the last minute.
pub fn newest_code(desk: &Desk, phone: &str) -> Option<String> {
    let codes = "select code from demonstration_inbox where phone = ? and at > ? order by seq desc";
    desk.texts(codes, bind![phone, desk.now.get().plus(-MINUTE)]).first().cloned()
}

/// Two members of one household, both with [`COUPLE_PHONE`] from now on.
pub fn couple(desk: &Desk) -> [MemberId; 2] {
    let two = "select min(id) || ' ' || max(id) from members where phone between '13800000300' and '13800000400'
        group by household having count(*) = 2 order by household limit 1";
    let known = "select min(id) || ' ' || max(id) from members where phone = '13800009999' having count(*) = 2";
    let text = desk.texts(known, &[]).pop().unwrap_or_else(|| desk.texts(two, &[]).remove(0));
    let (one, other) = text.split_once(' ').unwrap();
    for member in [one, other] {
        api::db::Db::run(&desk.db, "update members set phone = ? where id = ?", bind![COUPLE_PHONE, member]).unwrap();
    }
    [one.parse().unwrap(), other.parse().unwrap()]
}

pub const COUPLE_PHONE: &str = "13800009999";

/// A ticket of the couple's phone.
fn ticket(desk: &Desk) -> Ticket {
    couple(desk);
    let code =
        newest_code(desk, COUPLE_PHONE).map_or_else(|| desk.ask_code(COUPLE_PHONE, None), |code| code.parse().unwrap());
    let body = SignInWith { phone: COUPLE_PHONE.parse().unwrap(), code };
    desk.call::<SignIn>(&Person::default(), &(Desk::code(),), &body).next.unwrap().ticket
}

/// Enrols a second factor for whoever is signed in: its key and the recovery codes.
pub fn enrol(desk: &Desk, who: &Person) -> Option<(FactorKey, Vec<String>)> {
    let here = (Desk::code(),);
    let begun = desk.try_call::<BeginFactor>(who, &here, &(), &Empty {}).ok()?;
    let key = FactorKey::from_base32(&begun.key).unwrap();
    let body = ConfirmFactorWith { code: key.code_at(desk.now.get()) };
    Some((key, desk.call::<ConfirmFactor>(who, &here, &body).recovery_codes))
}

/// A code that waits for the spare resident: asked for when there is none yet.
fn code_from_inbox(desk: &Desk) -> SignInWith {
    let find = || newest_code(desk, SPARE_PHONE);
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
