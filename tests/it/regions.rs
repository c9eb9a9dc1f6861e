//! Regions over HTTP: the tree as it is really seeded, offices that the gate opens, cookies and inboxes of several
//! objects, and the messages between a community and its street, also when the server is killed in between.

use crate::server::{Mode, Server, fresh_server, new_folder, shared_server};
use domain::contract::{
    AnswerCheck, CloseStep, Empty, GiveOpinion, ListChecks, ListOfficers, OpenOffice, RequestOfficerCode, ShowInbox,
    ShowMe, ShowOfficerInbox, ShowOfficerMe, ShowRegion, SignInOfficer, SignOutOfficer,
};
use domain::decisions::{
    AnswerWay, CaseStep, CheckKind, CloseStepRequest, GiveOpinionRequest, OpinionVerdict, OpinionView, VoteOutcome,
};
use domain::regions::{CheckRow, CheckState, OfficerPost, OpenOfficeRequest, RegionKind};
use domain::sessions::{SignInCodeRequest, SignInRequest};
use tests::scenes::client::{Call, community_code};
use tests::scenes::offices::{COUNTY_HEAD, officer_phone, open_office_request, region_path, wait_for_result};
use tests::scenes::people::{DEPUTY, DIRECTOR, Person};
use tests::scenes::regions::agreeing_answer;

impl Server {
    /// The answer as the community has it, once it has arrived.
    fn answered(&self, check: &CheckRow) -> OpinionView {
        let given = || self.case_of(check).opinions.into_iter().find(|opinion| opinion.given_at.is_some());
        wait_for_result("the answer arrives at the community", given)
    }

    /// The check, once it has this state at the street.
    fn settled(&self, state: CheckState) -> CheckRow {
        let (head, here) = (self.street_head(), (community_code().parent(),));
        let rows = || self.call::<ListChecks>(&head, &here, &Empty {}).page.rows;
        let look = || rows().into_iter().find(|row| row.state == state);
        wait_for_result(state.as_str(), look)
    }
}

#[test]
fn the_way_from_the_country_down_to_the_community() {
    let (server, guest) = (shared_server(), Person::guest());
    for (code, child, kind) in [
        ("0", "51", RegionKind::Province),
        ("51", "5114", RegionKind::City),
        ("5114", "511402", RegionKind::County),
        ("511402", "511402901", RegionKind::Street),
    ] {
        let shown = server.call::<ShowRegion>(&guest, &region_path(code), &Empty {});
        let child = shown.regions.iter().find(|region| region.code.as_str() == child).expect("a child");
        assert_eq!((child.kind, child.communities_open), (kind, 1), "{code}");
    }
    let street = server.call::<ShowRegion>(&guest, &region_path("511402901"), &Empty {});
    assert_eq!(street.path.last().map(|region| region.name.as_str()), Some("苏祠街道"));
    assert!(street.communities.iter().any(|community| community.code == community_code() && community.demonstration));
    let city = server.call::<ShowRegion>(&guest, &region_path("5114"), &Empty {});
    let total: u32 = city.regions.iter().filter_map(|county| county.communities_total).sum();
    assert_eq!(total, 337, "the published number of communities and villages");
}

#[test]
fn a_region_that_its_parent_does_not_know_is_not_found() {
    let (server, guest, not_found) = (shared_server(), Person::guest(), (404, "request/not-found".to_owned()));
    for wrong in ["99", "5199", "511499", "511402999", "5", "abc", "00"] {
        assert_eq!(server.send(&Call::get(&format!("/api/regions/{wrong}"))).refusal(), not_found, "{wrong}");
    }
    let body = SignInCodeRequest::of(officer_phone(12));
    assert_eq!(server.refusal::<RequestOfficerCode>(&guest, &region_path("511499"), &body), not_found);
    assert_eq!(server.refusal::<ShowOfficerInbox>(&guest, &region_path("511499"), &Empty {}), not_found);
}

#[test]
fn the_operator_names_the_first_head() {
    let (server, here) = (shared_server(), region_path("511403"));
    let now = server.now();
    for (until, expect) in [("2020-01-01", "regions/term-reversed"), ("2099-01-01", "regions/term-too-long")] {
        let term = OpenOfficeRequest { until: until.parse().expect("a day"), ..open_office_request(now, &here.0, 3) };
        assert_eq!(server.refusal::<OpenOffice>(&Person::guest(), &(), &term), (422, expect.into()), "{until}");
    }
    let head = server.open_office(&here, 1);
    assert_eq!(server.officer_me(&head, &here).post, OfficerPost::Head);
    // The same request again changes nothing; the head names all further officers.
    assert!(!server.call::<OpenOffice>(&Person::guest(), &(), &open_office_request(now, &here.0, 1)).changed);
    let refused = server.refusal::<OpenOffice>(&Person::guest(), &(), &open_office_request(now, &here.0, 2));
    assert_eq!(refused, (409, "regions/office-open".into()));
}

#[test]
fn nobody_else_names_a_head_and_nothing_is_left() {
    let server = fresh_server();
    let (guest, files, now) = (Person::guest(), server.object_files(), server.now());
    let real = open_office_request(now, &region_path("511403").0, 1);
    let wrong = OpenOfficeRequest { operator_key: "x".repeat(40).parse().expect("a key"), ..real };
    assert_eq!(server.refusal::<OpenOffice>(&guest, &(), &wrong), (403, "regions/operator-key-wrong".into()));
    let nowhere = open_office_request(now, &region_path("511499").0, 1);
    assert_eq!(server.refusal::<OpenOffice>(&guest, &(), &nowhere), (422, "regions/unknown-region".into()));
    let call = Call::post("/api/operator/offices", "{}");
    assert_eq!(server.send(&call).refusal(), (400, "request/malformed".into()));
    assert_eq!(server.object_files(), files, "no object was made");
}

#[test]
fn a_code_lies_in_the_inbox_of_its_own_region() {
    let (server, guest, here) = (shared_server(), Person::guest(), region_path("511421"));
    server.call::<OpenOffice>(&guest, &(), &open_office_request(server.now(), &here.0, 10));
    let (phone, code) = (officer_phone(10), server.ask_officer_code(&here, 10));
    let own = server.call::<ShowOfficerInbox>(&guest, &here, &Empty {}).messages;
    assert!(own.iter().any(|message| message.phone == phone.as_str() && message.code == code.as_str()));
    let elsewhere = server.call::<ShowOfficerInbox>(&guest, &region_path("511402"), &Empty {}).messages;
    let of_community = server.call::<ShowInbox>(&guest, &(community_code(),), &Empty {}).messages;
    assert!(elsewhere.iter().chain(&of_community).all(|message| message.phone != phone.as_str()));
}

/// The cookie of a region, as the browser gets it, is of no use at any other object; nor is any other cookie here.
#[test]
fn an_officers_cookie_opens_this_region_until_it_is_taken_back() {
    let (server, guest, here) = (shared_server(), Person::guest(), region_path("511423"));
    server.call::<OpenOffice>(&guest, &(), &open_office_request(server.now(), &here.0, 20));
    let body = SignInRequest { phone: officer_phone(20), code: server.ask_officer_code(&here, 20) };
    let answer = server.send(&Call::of::<SignInOfficer>(&guest, &here, &(), &body));
    let cookie = answer.header("set-cookie");
    for part in ["linli-officer=", "Path=/api/regions/511423;", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    let pair = cookie.split(';').next().expect("a cookie");
    let head = Person::with_cookie(pair);
    assert_eq!(server.officer_me(&head, &here).name, "示范20");

    let nobody = (401, "request/not-signed-in".to_owned());
    let token = pair.strip_prefix("linli-officer=").expect("a name of its own");
    let as_member = Person::with_cookie(&format!("linli={token}"));
    for who in [&head, &as_member] {
        assert_eq!(server.refusal::<ShowMe>(who, &(community_code(),), &Empty {}), nobody);
        assert_eq!(server.refusal::<ShowOfficerMe>(who, &region_path("511402"), &Empty {}), nobody);
    }
    let member = server.person(DIRECTOR).cookie.expect("a cookie");
    let renamed = member.replacen("linli=", "linli-officer=", 1);
    for cookie in [member, renamed] {
        assert_eq!(server.refusal::<ListOfficers>(&Person::with_cookie(&cookie), &here, &Empty {}), nobody);
    }

    let answer = server.send(&Call::of::<SignOutOfficer>(&head, &here, &(), &Empty {}));
    answer.read::<SignOutOfficer>().expect("signed out");
    assert!(answer.header("set-cookie").starts_with("linli-officer=; "), "the cookie is taken back");
    assert_eq!(answer.header("clear-site-data"), "\"cache\"");
    assert_eq!(server.refusal::<ShowOfficerMe>(&head, &here, &Empty {}), nobody);
}

#[test]
fn a_check_goes_to_the_street_and_its_answer_closes_the_step() {
    let server = fresh_server();
    let (check, here) = (server.waiting_check(), (community_code().parent(),));
    assert_eq!((&check.community, check.kind, check.state), (&community_code(), CheckKind::Check, CheckState::Waiting));
    assert!(check.demonstration && check.due_at > server.now() && check.answer.is_none());
    let draft = check.draft.as_ref().expect("the public draft");
    assert_eq!((draft.version, draft.hash.len()), (1, 64));
    let received = || server.case_of(&check).opinions.into_iter().find_map(|opinion| opinion.received_at);
    assert_eq!(wait_for_result("the community hears that it arrived", received), check.received_at);
    let case = server.case_of(&check);
    assert_eq!((&case.row.title, case.row.step), (&check.title, CaseStep::TownshipCheck));
    let county = region_path("511402");
    let above = server.officer(&county, COUNTY_HEAD);
    assert!(server.call::<ListChecks>(&above, &county, &Empty {}).open.is_empty(), "the county is not asked");

    server.call::<AnswerCheck>(&server.clerk(9200), &(here.0, check.id), &agreeing_answer());
    let given = server.answered(&check);
    assert_eq!((given.verdict, given.way), (Some(OpinionVerdict::Agree), Some(AnswerWay::Office)));
    let row = server.settled(CheckState::Delivered);
    assert_eq!(row.answer.expect("an answer").by_name, "示范9200");
    let case = server.case_of(&check);
    let told = &case.file.expect("the file").opinions[0];
    assert_eq!((told.by.as_str(), told.text.as_str()), ("苏祠街道", agreeing_answer().text.as_str()));
    let closing = CloseStepRequest { step: case.row.step, outcome: VoteOutcome::Passed };
    let closed = server.call::<CloseStep>(&server.person(DEPUTY), &(community_code(), check.case), &closing);
    assert_eq!(closed.certificate.opinion, Some(OpinionVerdict::Agree));
}

#[test]
fn a_paper_that_came_first_stands_and_the_street_sees_it() {
    let server = fresh_server();
    let check = server.waiting_check();
    let body = GiveOpinionRequest {
        verdict: OpinionVerdict::WithChanges,
        text: "请写明资金来源。".parse().expect("a text"),
    };
    server.call::<GiveOpinion>(&server.person(DEPUTY), &(community_code(), check.id), &body);
    server.settled(CheckState::ByPaper);
    let at = (community_code().parent(), check.id);
    let late = server.refusal::<AnswerCheck>(&server.street_head(), &at, &agreeing_answer());
    assert_eq!(late, (409, "regions/check-by-paper".into()));
    let given = server.answered(&check);
    assert_eq!((given.verdict, given.way), (Some(OpinionVerdict::WithChanges), Some(AnswerWay::Paper)));
}

#[test]
fn an_answer_is_not_lost_when_the_server_is_killed() {
    let data = new_folder();
    crate::template::copy_to(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    server.leave();
    let check = server.waiting_check();
    let head = server.street_head();
    server.call::<AnswerCheck>(&head, &(community_code().parent(), check.id), &agreeing_answer());
    server.kill();
    let server = Server::start(&data, Mode::Demonstration);
    // The same session, because a second code would come within the minute.
    assert!(server.scene.street_head.set(head).is_ok());
    // A command wakes the street's object, if its alarm has not.
    server.clerk(9201);
    assert_eq!(server.answered(&check).way, Some(AnswerWay::Office));
    server.settled(CheckState::Delivered);
}
