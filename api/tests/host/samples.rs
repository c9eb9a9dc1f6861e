//! One request for every endpoint of a community: with its own actor it succeeds on the [`BusyCommunity`], and it changes
//! something where the endpoint is a command. A plain endpoint needs no line here; another one without a sample panics.

pub mod archive;
mod assistance;
mod ballots;
mod bodies;
pub mod decisions;
mod matters;
pub mod meetings;
mod privacy;
mod roster;
mod sessions;
mod volunteering;

pub use roster::fill_seat_request;
pub use sessions::{COUPLE_PHONE, couple_sharing_phone, enrol_factor, newest_code};

use crate::busy_community::{Actor, BusyCommunity, activity_request};
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use domain::access::{Capability as C, Subject};
use domain::contract::EndpointId as E;
use domain::contract::*;
use domain::ids::{MemberId, NoticeId};
use domain::journal as j;
use domain::members as m;
use domain::members::import as i;
use domain::members::{EndSeatRequest, LeaveRosterRequest, RosterQuery, SearchRosterRequest};
use domain::notices::ReadNoticesRequest;
use domain::sessions::{
    ChangeOwnPhoneRequest, ChangePhoneRequest, ConfirmFactorRequest, FactorKey, FinishSignInRequest, PhoneCodeRequest,
    ProveFactorRequest, ResetFactorRequest, SignInCodeRequest, SignInRequest, Ticket,
};
use domain::time::{DAY, HOUR, MINUTE};
use tests::plain::{MakeRequest, plain_request, spec_of, usual_subject};

/// A resident who may come and go without being missed.
pub const SPARE_PHONE: &str = "13800000060";

/// A minor of the demonstration.
pub fn a_child(desk: &TestCommunity) -> MemberId {
    desk.texts("select id from members where born_day > '2012' and left_at is null order by id limit 1", &[])[0]
        .parse()
        .unwrap()
}

/// The caller for whom the sample succeeds: the first whom the table of access lets, unless the data is somebody's.
pub fn sample_actor(stage: &BusyCommunity, id: E) -> &Actor {
    if let Some(actor) = meetings::meeting_actor(stage, id) {
        return actor;
    }
    match id {
        E::ExtendAssistance | E::EndAssistance | E::ListGivenAssistance => &stage.grid_worker,
        E::TakeBackClosing => &stage.closer,
        E::CheckOut => &stage.neighbour,
        _ => {
            let may = |actor: &&Actor| actor.standing.may(spec_of(id).capability, &sample_subject(stage, id, actor));
            let all = [&stage.volunteer, &stage.leader, &stage.clerk, &stage.watcher, &stage.grid_worker];
            all.into_iter().find(may).unwrap_or_else(|| panic!("{id:?}: nobody may"))
        }
    }
}

/// A caller as the subject of an access check; a guest is nobody in particular.
fn about(actor: &Actor) -> Subject {
    let standing = &actor.standing;
    let member = |member| Subject::Member { member, household: standing.household, grid: None };
    standing.member.map_or(Subject::Community, member)
}

/// The subject of the access check when `caller` sends the sample.
pub fn sample_subject(stage: &BusyCommunity, id: E, caller: &Actor) -> Subject {
    let spec = spec_of(id);
    match spec.capability {
        C::SeeHours | C::SeeFile | C::EncloseFiles => about(&stage.volunteer),
        C::Deliberate => {
            let authors =
                [E::ReviseMatter, E::WithdrawMatter, E::RewritePost, E::WithdrawPost, E::AddPostFiles, E::AppealHiding];
            about(if authors.contains(&id) { &stage.volunteer } else { caller })
        }
        C::ConfirmCount => about(&stage.watcher),
        C::ManageActivity | C::SeeAttendance | C::ConfirmService | C::CorrectService => Subject::Body(stage.team),
        C::SeeBodies if id == E::ReviewBodies => Subject::Body(stage.team),
        C::SeeRoster => Subject::Grid(stage.grid),
        C::SeeOwnData => Subject::Ward { member: stage.volunteer.member(), guardian: None },
        C::Assist | C::SeeAssistance | C::ContestAct | C::RevealPhone | C::PrintSlip => {
            let who = if id == E::OpenAssistance { &stage.neighbour } else { &stage.volunteer };
            Subject::Member { member: who.member(), household: who.standing.household, grid: Some(stage.grid) }
        }
        capability => {
            usual_subject(capability, about(caller)).unwrap_or_else(|| meetings::meeting_subject(stage, id, caller))
        }
    }
}

fn reason() -> domain::text::Reason {
    "照组织者的名单".parse().unwrap()
}

/// The request, with the caller's cookie and a fresh key where one is needed.
pub fn endpoint_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let mut request = match spec_of(id).feature() {
        "archive" => archive::archive_sample(stage, id, who),
        "assistance" => assistance::assistance_sample(stage, id, who),
        "ballots" => ballots::ballot_sample(stage, id, who),
        "decisions" => decisions::decision_sample(stage, id, who),
        "matters" => matters::matter_sample(stage, id, who),
        "meetings" => meetings::meeting_sample(stage, id, who),
        "members" => roster::roster_sample(stage, id, who),
        "privacy" => privacy::privacy_sample(stage, id, who),
        "sessions" => sessions::session_sample(stage, id, who),
        "volunteering" => volunteering::volunteering_sample(stage, id, who),
        _ => other_sample(stage, id, who),
    };
    request.key = Some(stage.desk.key().to_string());
    request
}

/// Features with few endpoints.
fn other_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let here = (TestCommunity::code(),);
    match id {
        E::ReadNotices => {
            TestCommunity::request::<ReadNotices>(who, &here, &(), &ReadNoticesRequest { seq: 1_000_000 })
        }
        E::ShowHours => {
            let at = (TestCommunity::code(), stage.volunteer.member());
            TestCommunity::request::<ShowHours>(who, &at, &PageQuery::default(), &Empty {})
        }
        E::FindJournalPeople => {
            let body = j::FindJournalPeopleRequest { word: "李秀英".parse().unwrap() };
            TestCommunity::request::<FindJournalPeople>(who, &here, &(), &body)
        }
        _ => plain_sample(id, who),
    }
}

/// The request of an endpoint that needs nothing but its object: the community, or the street above it.
pub fn plain_sample(id: E, who: &Person) -> ObjectRequest {
    let community = TestCommunity::code();
    let of_region = spec_of(id).place == Responder::Region;
    let code = if of_region { community.parent().to_string() } else { community.to_string() };
    plain_request(id, &code, &PlainSample { who })
}

struct PlainSample<'a> {
    who: &'a Person,
}

impl MakeRequest for PlainSample<'_> {
    type Request = ObjectRequest;

    fn make<N: Endpoint>(&self, params: &N::Params, query: &N::Query, body: &N::Body) -> ObjectRequest {
        TestCommunity::request::<N>(self.who, params, query, body)
    }
}

/// A request of an endpoint that the gate or a region answers, sent to a community.
pub fn misdirected_request(spec: &Spec, who: &Person) -> ObjectRequest {
    ObjectRequest {
        method: spec.method.as_str().to_owned(),
        path: spec.path_of(&["511402901", "01ARZ3NDEKTSV4RRFFQ69G5FAV"]),
        body: b"{}".to_vec(),
        cookie: who.cookie.clone(),
        origin: Some(crate::test_community::ORIGIN.to_owned()),
        key: Some("01ARZ3NDEKTSV4RRFFQ69G5FAW".to_owned()),
        ..ObjectRequest::default()
    }
}

/// An import that waits for confirmation: a new person, one who may be the volunteer, one who moved.
fn import(stage: &BusyCommunity) -> domain::ids::ImportId {
    use i::Column as Col;
    let of = |sql: &'static str| stage.desk.texts(sql, bind![stage.volunteer.member()]).remove(0);
    let (name, phone) = (of("select name from members where id = ?"), of("select phone from members where id = ?"));
    let mut other = crate::imports::person_cells("冯桂兰", "502");
    other.push((Col::Phone, &phone));
    let mut moved = crate::imports::person_cells(&name, "503");
    moved.push((Col::Phone, &phone));
    crate::imports::make_room(&stage.desk, &stage.clerk.person);
    crate::imports::upload_import(
        &stage.desk,
        &stage.clerk.person,
        &[crate::imports::person_cells("冯小军", "501"), other, moved],
    )
}

/// Endpoints that the community answers, not the gate and not a region.
pub fn of_the_community() -> impl Iterator<Item = (E, &'static Spec)> {
    ENDPOINTS.iter().filter(|(_, spec)| spec.place == Responder::Community).map(|(id, spec)| (*id, spec))
}

/// An unread notice for somebody, so that reading it changes something.
pub fn leave_a_notice(stage: &BusyCommunity, to: &Actor) {
    let desk = &stage.desk;
    let id = NoticeId::from_parts(desk.now.get().plus(-HOUR), 1);
    let sql = "insert into notices (id, member, at, kind, params) values (?, ?, ?, 'moved-up', '{}')";
    api::db::Db::run(&desk.db, sql, bind![id, to.member(), desk.now.get()]).unwrap();
}
