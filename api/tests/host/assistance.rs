//! Acting for somebody: the resident's matter, the acting worker, and what neither the worker nor anybody else may do.

use crate::allowed_calls::{AllowedCalls, community_endpoints, host_person};
use crate::busy_community::{Actor, BusyCommunity};
use crate::host_api::HostApi;
use crate::test_community::{Person, TestCommunity};
use api::answer::{ObjectRequest, ObjectResponse};
use api::bind;
use api::db::Db;
use api::object::Mode;
use domain::assistance::{
    AnswerContestRequest, Assistance, ConsentKind, ContestActRequest, ContestOutcome, EndedBy, OpenAssistanceRequest,
    Rules,
};
use domain::contract::*;
use domain::ids::{AssistanceId, MemberId};
use domain::limits;
use domain::members::{EndSeatRequest, LeaveRosterRequest};
use domain::time::{DAY, MINUTE};

fn code_of(response: &ObjectResponse) -> String {
    serde_json::from_str::<Problem>(&response.body).map(|problem| problem.code).unwrap_or_default()
}

fn on_behalf(request: ObjectRequest, assistance: AssistanceId) -> ObjectRequest {
    ObjectRequest { on_behalf_of: Some(assistance.to_string()), ..request }
}

/// The worker signs the resident up.
fn sign_up(stage: &BusyCommunity, worker: &Person, assistance: AssistanceId) -> ObjectRequest {
    on_behalf(stage.desk.command::<SignUp>(worker, &(TestCommunity::code(), stage.open), &Empty {}), assistance)
}

/// The worker reads a member's hours in the resident's name.
fn show_hours(worker: &Person, assistance: AssistanceId, member: MemberId) -> ObjectRequest {
    let at = (TestCommunity::code(), member);
    on_behalf(TestCommunity::request::<ShowHours>(worker, &at, &PageQuery::default(), &Empty {}), assistance)
}

fn asking(member: MemberId, consent: ConsentKind, proof: &str) -> OpenAssistanceRequest {
    OpenAssistanceRequest { member, consent, proof: proof.parse().unwrap() }
}

fn shown(stage: &BusyCommunity, by: &Actor) -> Assistance {
    stage.desk.call::<ShowAssistance>(&by.person, &(TestCommunity::code(), stage.assistance), &Empty {})
}

#[test]
fn an_act_is_the_residents_and_bears_both_names() {
    let stage = BusyCommunity::open();
    let (desk, worker) = (&stage.desk, &stage.grid_worker);
    assert_eq!(desk.handle(&sign_up(&stage, &worker.person, stage.assistance)).status, 200);
    let taken = desk.texts("select member from sign_ups where activity = ?", bind![stage.open]);
    assert_eq!(taken, [stage.volunteer.member().to_string()], "the place is the resident's");
    let row = desk.rows("select actor, on_behalf_of, command from journal order by seq desc limit 1").remove(0);
    assert_eq!(row.text(0).unwrap(), worker.member().to_string());
    assert_eq!(row.text(1).unwrap(), stage.volunteer.member().to_string());
    assert_eq!(row.text(2).unwrap(), "volunteering/sign-up");
    let here = (TestCommunity::code(),);
    let shown_rows = desk.call::<ShowJournal>(&stage.watcher.person, &here, &Empty {}).rows;
    let newest = shown_rows.iter().find(|row| row.command == "volunteering/sign-up").unwrap();
    assert_eq!((newest.actor, newest.on_behalf_of), (Some(worker.member()), Some(stage.volunteer.member())));
    assert_eq!(newest.on_behalf_of_name.as_deref(), Some("李秀英"));
    assert!(shown_rows.iter().all(domain::journal::JournalRow::is_whole));
    let told = desk.call::<ListNotices>(&stage.volunteer.person, &here, &Empty {}).rows;
    let opened = told.iter().find(|notice| notice.kind == domain::notices::NoticeKind::AssistanceOpened).unwrap();
    assert_eq!(opened.params["worker"], "赵小燕");
    let slip = shown(&stage, worker);
    let last = slip.acts.last().unwrap();
    assert_eq!((last.command.as_str(), last.title.as_deref()), ("volunteering/sign-up", Some("清理楼道")));
    assert_eq!((slip.member_name.as_str(), slip.worker_name.as_str()), ("李秀英", "赵小燕"));
    desk.check_books();
}

#[test]
fn nothing_but_the_named_acts_is_done_in_somebodys_name() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    // The deputy is called to the meetings of the scenes, so that the director can check in on behalf of somebody.
    let (deputy, director) = (calls.caller("committee"), calls.caller("the chair"));
    let (mut may, mut may_not) = (vec![], 0);
    for (id, spec) in community_endpoints() {
        let own = calls.own_request(id, deputy);
        let cookie = host_person(&director.person).cookie;
        let answer = desk.rehearse(|| {
            let assistance = world.assist(&director.person, deputy.person.member());
            desk.handle(&on_behalf(ObjectRequest { cookie, ..own }, assistance))
        });
        if spec.assisted {
            assert_eq!(answer.status, 200, "{}: {}", spec.name, answer.body);
            may.push(spec.name);
        } else {
            let refused = (answer.status, code_of(&answer));
            assert_eq!(refused, (403, "request/not-on-behalf".into()), "{}", spec.name);
            may_not += 1;
        }
    }
    assert_eq!(
        may,
        [
            "volunteering/sign-up",
            "volunteering/withdraw",
            "ledger/show-hours",
            "matters/propose-matter",
            "matters/cosign-matter",
            "matters/withdraw-cosignature",
            "matters/revise-matter",
            "matters/write-post",
            "meetings/answer-invitation",
            "meetings/check-in",
        ]
    );
    assert!(may_not > 20);
}

#[test]
fn only_the_open_assistance_of_this_worker_counts() {
    let stage = BusyCommunity::open();
    let (desk, worker) = (&stage.desk, &stage.grid_worker.person);
    let before = desk.fingerprint();
    let none = AssistanceId::from_parts(desk.now.get(), 1);
    for (who, name, assistance, status, code) in [
        (&stage.clerk.person, "another worker", stage.assistance, 409, "request/no-assistance"),
        (&stage.volunteer.person, "the resident's own hand", stage.assistance, 409, "request/no-assistance"),
        (&Person::default(), "a guest", stage.assistance, 401, "request/not-signed-in"),
        (worker, "one that does not exist", none, 409, "request/no-assistance"),
    ] {
        let member = stage.volunteer.member();
        for request in [sign_up(&stage, who, assistance), show_hours(who, assistance, member)] {
            let answer = desk.handle(&request);
            assert_eq!((answer.status, code_of(&answer)), (status, code.to_owned()), "{} by {name}", request.path);
        }
    }
    let (command, page) = (sign_up(&stage, worker, none), show_hours(worker, none, stage.volunteer.member()));
    for request in [command, page] {
        let odd = ObjectRequest { on_behalf_of: Some("1".into()), ..request.clone() };
        let problem: Problem = serde_json::from_str(&desk.handle(&odd).body).unwrap();
        assert_eq!((problem.status, problem.code.as_str()), (400, "request/malformed"), "{}", request.path);
        assert_eq!(problem.field.as_deref(), Some(ON_BEHALF_HEADER), "{}", request.path);
    }
    assert_eq!(desk.fingerprint(), before, "nothing was left behind");
}

#[test]
fn it_ends_by_time_by_the_worker_and_with_either_persons_leaving() {
    let stage = BusyCommunity::open();
    let (desk, worker) = (&stage.desk, &stage.grid_worker);
    let this = (TestCommunity::code(), stage.assistance);
    let acts = || code_of(&desk.handle(&sign_up(&stage, &worker.person, stage.assistance)));
    let refused_end = |who: &Person| desk.status_and_code::<EndAssistance>(who, &this, &Empty {});
    let refused_extension = |who: &Person| desk.status_and_code::<ExtendAssistance>(who, &this, &Empty {});
    let Assistance { opened_at, until, .. } = shown(&stage, worker);
    assert_eq!(until.since(opened_at), 30 * MINUTE);
    for refused in [refused_end(&stage.clerk.person), refused_extension(&stage.clerk.person)] {
        assert_eq!(refused, (403, "assistance/not-yours".into()));
    }
    desk.rehearse(|| {
        desk.now.set(until.plus(-1));
        assert_eq!(acts(), "");
    });
    desk.rehearse(|| {
        desk.now.set(until);
        assert_eq!(acts(), "request/no-assistance");
        assert_eq!(shown(&stage, worker).ended_by, Some(EndedBy::Time));
        assert_eq!(refused_end(&worker.person), (409, "assistance/ended".into()));
    });
    desk.rehearse(|| {
        let longer = desk.call::<ExtendAssistance>(&worker.person, &this, &Empty {});
        assert_eq!(longer.until.since(until), 30 * MINUTE);
        desk.now.set(until);
        assert_eq!(acts(), "", "half an hour more");
        assert_eq!(refused_extension(&worker.person), (409, "assistance/no-more-extension".into()));
    });
    desk.rehearse(|| {
        desk.call::<EndAssistance>(&worker.person, &this, &Empty {});
        assert_eq!(acts(), "request/no-assistance");
        assert_eq!(shown(&stage, worker).ended_by, Some(EndedBy::Worker));
        assert_eq!(refused_end(&worker.person), (409, "assistance/ended".into()), "it ends once");
    });
    let reason: domain::text::Reason = "搬到别的社区".parse().unwrap();
    desk.rehearse(|| {
        let left = (TestCommunity::code(), stage.volunteer.member());
        desk.call::<LeaveRoster>(&stage.clerk.person, &left, &LeaveRosterRequest::moved(reason.clone()));
        assert_eq!(acts(), "request/no-assistance");
        assert_eq!(shown(&stage, worker).ended_by, Some(EndedBy::Departure));
    });
    desk.rehearse(|| {
        let seat = desk.texts("select id from seats where member = ?", bind![worker.member()])[0].parse().unwrap();
        desk.call::<EndSeat>(
            &stage.clerk.person,
            &(TestCommunity::code(), seat),
            &EndSeatRequest::because(domain::members::EndCause::Resigned, reason.clone()),
        );
        assert_eq!(acts(), "request/not-allowed", "the right went with the seat");
    });
}

/// The worker's right closes with the worker's office, with the same refusal as everywhere.
#[test]
fn a_worker_whose_second_factor_is_overdue_acts_for_nobody() {
    let mut stage = BusyCommunity::open();
    stage.desk.mode = Mode::Production;
    let (desk, worker) = (&stage.desk, &stage.grid_worker.person);
    let introduced = desk.rows("select applied_at from schema_version where name = 'signing_in'")[0].time(0).unwrap();
    let due = introduced.plus(limits::FACTOR_ENROL_DAYS * DAY);
    desk.now.set(due.plus(-MINUTE));
    desk.pass_awake(0);
    let consent = asking(stage.volunteer.member(), ConsentKind::Signed, "纸02");
    let assistance = desk.call::<OpenAssistance>(worker, &(TestCommunity::code(),), &consent).assistance;
    let acts = || code_of(&desk.handle(&show_hours(worker, assistance, stage.volunteer.member())));
    assert_eq!(acts(), "");
    desk.now.set(due);
    assert_eq!(acts(), "sessions/factor-overdue");
}

#[test]
fn a_residents_office_is_not_lent_with_the_name() {
    let stage = BusyCommunity::open();
    let (desk, worker) = (&stage.desk, &stage.grid_worker.person);
    desk.call::<EndAssistance>(worker, &(TestCommunity::code(), stage.assistance), &Empty {});
    let opened = desk.call::<OpenAssistance>(
        worker,
        &(TestCommunity::code(),),
        &asking(stage.clerk.member(), ConsentKind::Signed, "纸01"),
    );
    // The clerk may read everybody's hours; acting on behalf of the clerk allows only the clerk's own.
    let others = stage.volunteer.member();
    let neighbours = show_hours(worker, opened.assistance, others);
    assert_eq!(code_of(&desk.handle(&neighbours)), "request/not-allowed");
    desk.call::<ShowHours>(&stage.clerk.person, &(TestCommunity::code(), others), &Empty {});
}

#[test]
fn one_key_is_one_act_of_one_hand() {
    let stage = BusyCommunity::open();
    let (desk, worker) = (&stage.desk, &stage.grid_worker.person);
    let request = sign_up(&stage, worker, stage.assistance);
    let first = desk.handle(&request);
    let after = desk.fingerprint();
    assert_eq!(desk.handle(&request), first);
    let for_oneself = ObjectRequest { on_behalf_of: None, ..request.clone() };
    assert_eq!(code_of(&desk.handle(&for_oneself)), "request/key-reused");
    let residents = ObjectRequest { cookie: stage.volunteer.person.cookie.clone(), ..request.clone() };
    assert_eq!(code_of(&desk.handle(&residents)), "request/key-reused");
    assert_eq!(desk.fingerprint(), after);
    desk.rehearse(|| {
        desk.pass(40 * MINUTE);
        assert_eq!(desk.handle(&request), first, "a retry after the end brings the same answer");
    });
}

#[test]
fn opening_has_its_bounds() {
    let stage = BusyCommunity::open();
    let (desk, worker, here) = (&stage.desk, &stage.grid_worker.person, (TestCommunity::code(),));
    let (own, other) = (stage.grid_worker.member(), stage.neighbour.member());
    let open = |who: &Person, body: &OpenAssistanceRequest| {
        desk.try_call::<OpenAssistance>(who, &here, &(), body).map_err(|problem| (problem.status, problem.code))
    };
    let err = |status: u16, code: &str| Err((status, code.to_owned()));
    let signed = |member| asking(member, ConsentKind::Signed, "纸02");
    assert_eq!(open(worker, &signed(other)), err(409, "assistance/another-open"));
    assert_eq!(open(&stage.clerk.person, &signed(stage.volunteer.member())), err(409, "assistance/already-open"));
    desk.call::<EndAssistance>(worker, &(TestCommunity::code(), stage.assistance), &Empty {});
    assert_eq!(open(worker, &signed(own)), err(403, "assistance/own-case"));
    let witness = asking(other, ConsentKind::Spoken, "赵小燕");
    assert_eq!(open(worker, &witness), err(422, "assistance/witness-not-another"));
    let elsewhere = desk.texts("select id from members where grid <> ? limit 1", bind![stage.grid])[0].parse().unwrap();
    assert_eq!(open(worker, &signed(elsewhere)), err(403, "request/not-allowed"), "their own grid only");
    assert!(open(&stage.clerk.person, &signed(elsewhere)).is_ok());
    // The stage has opened one today already.
    for number in 1..Rules::current().opened_per_worker_day {
        let opened = open(worker, &signed(other)).unwrap_or_else(|refused| panic!("{number}: {refused:?}"));
        desk.call::<EndAssistance>(worker, &(TestCommunity::code(), opened.assistance), &Empty {});
    }
    assert_eq!(open(worker, &signed(other)), err(429, "assistance/too-many-today"));
    desk.pass(DAY);
    let worker = desk.sign_in("赵小燕");
    assert!(open(&worker, &signed(other)).is_ok(), "tomorrow again");
}

#[test]
fn the_household_sees_and_contests_and_nobody_else() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let received = |who: &Actor| desk.call::<ListReceivedAssistance>(&who.person, &here, &Empty {}).rows;
    assert_eq!(received(&stage.volunteer).len(), 1);
    assert_eq!(received(&stage.neighbour), []);
    // Another member of the same household sees the same.
    let flat = stage.volunteer.standing.household.unwrap();
    desk.db
        .run("update members set household = ?, housed_at = 1 where id = ?", bind![flat, stage.leader.member()])
        .unwrap();
    assert_eq!(received(&stage.leader), received(&stage.volunteer));
    let (fresh, contested) = ((TestCommunity::code(), stage.acts[0]), (TestCommunity::code(), stage.acts[1]));
    let because = ContestActRequest { reason: "我没有委托这件事".parse().unwrap() };
    let refuse = |who: &Actor, at| desk.status_and_code::<ContestAct>(&who.person, at, &because);
    assert_eq!(refuse(&stage.neighbour, &fresh), (403, "request/not-allowed".into()));
    assert_eq!(refuse(&stage.grid_worker, &fresh), (403, "request/not-allowed".into()));
    assert_eq!(refuse(&stage.volunteer, &contested), (409, "assistance/already-contested".into()));
    let found = |outcome| AnswerContestRequest { outcome, reason: "已向三方核实".parse().unwrap() };
    let dismissing = found(ContestOutcome::Dismissed);
    let refuse_answer = |at| desk.status_and_code::<AnswerContest>(&stage.watcher.person, at, &dismissing);
    assert_eq!(refuse_answer(&fresh), (409, "assistance/not-contested".into()));
    desk.rehearse(|| {
        desk.pass(31 * DAY);
        let volunteer = desk.sign_in("李秀英");
        assert_eq!(desk.refusal::<ContestAct>(&volunteer, &fresh, &because), "assistance/too-late");
    });
    desk.call::<ContestAct>(&stage.leader.person, &fresh, &because);
    let contest = received(&stage.volunteer)[0].acts[0].contest.clone().unwrap();
    assert_eq!((contest.reason.as_str(), contest.outcome), (because.reason.as_str(), None));
    let review = desk.call::<ReviewAssistance>(&stage.watcher.person, &here, &Empty {});
    assert_eq!(review.contested.len(), 1, "one assistance with two contested acts");
    let count = &review.workers[0];
    assert_eq!((count.name.as_str(), count.assistances, count.acts, count.contested), ("赵小燕", 1, 2, 2));
    desk.call::<AnswerContest>(&stage.watcher.person, &fresh, &found(ContestOutcome::Upheld));
    desk.call::<AnswerContest>(&stage.watcher.person, &contested, &dismissing);
    assert_eq!(refuse_answer(&fresh), (409, "assistance/already-answered".into()));
    let review = desk.call::<ReviewAssistance>(&stage.watcher.person, &here, &Empty {});
    assert_eq!(review.contested, []);
    for (who, kind) in [
        (&stage.leader, domain::notices::NoticeKind::ContestUpheld),
        (&stage.volunteer, domain::notices::NoticeKind::ContestDismissed),
    ] {
        let told = desk.call::<ListNotices>(&who.person, &here, &Empty {}).rows;
        assert_eq!(told[0].kind, kind, "who contested is told");
    }
    assert_eq!(desk.texts("select outcome from assisted_acts order by outcome", &[]), ["dismissed", "upheld"]);
}

#[test]
fn the_slip_is_the_same_for_the_household_the_workers_and_the_supervisors() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let slip = shown(&stage, &stage.grid_worker);
    let commands: Vec<_> = slip.acts.iter().map(|act| act.command.as_str()).collect();
    assert_eq!(commands, ["ledger/show-hours", "ledger/show-hours"]);
    for who in [&stage.volunteer, &stage.watcher, &stage.clerk] {
        assert_eq!(shown(&stage, who), slip, "{}", who.name);
    }
    let at = (TestCommunity::code(), stage.assistance);
    let stranger = desk.status_and_code::<ShowAssistance>(&stage.neighbour.person, &at, &Empty {});
    assert_eq!(stranger, (403, "request/not-allowed".into()));
    let received = |who: &Actor| desk.call::<ListReceivedAssistance>(&who.person, &here, &Empty {}).rows;
    assert_eq!(received(&stage.volunteer), [slip]);
    assert_eq!(received(&stage.grid_worker), []);
    let given = |who: &Actor| desk.call::<ListGivenAssistance>(&who.person, &here, &Empty {}).rows;
    assert_eq!(given(&stage.grid_worker).iter().map(|one| one.id).collect::<Vec<_>>(), [stage.assistance]);
    assert_eq!(given(&stage.clerk), [], "a worker sees only those that the worker opened");
}

#[test]
fn counts_stand_in_the_order_of_names_and_not_of_numbers() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let director = desk.sign_in("陈建国");
    for (worker, resident) in [(&stage.clerk.person, &stage.neighbour), (&director, &stage.leader)] {
        let consent = asking(resident.member(), ConsentKind::Signed, "纸03");
        let opened = desk.call::<OpenAssistance>(worker, &here, &consent).assistance;
        let answer = desk.handle(&show_hours(worker, opened, resident.member()));
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let review = desk.call::<ReviewAssistance>(&stage.watcher.person, &here, &Empty {});
    let counts: Vec<_> = review
        .workers
        .iter()
        .map(|worker| (worker.name.as_str(), worker.assistances, worker.acts, worker.contested))
        .collect();
    assert_eq!(counts, [("周丽", 1, 1, 0), ("赵小燕", 1, 2, 1), ("陈建国", 1, 1, 0)]);
    assert_eq!((review.page.rows.len(), review.page.next), (3, None));
}

#[test]
fn a_supervisor_does_not_decide_the_own_case() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let flat = stage.volunteer.standing.household.unwrap();
    let move_in = "update members set household = ?, housed_at = 1 where id = ?";
    desk.db.run(move_in, bind![flat, stage.watcher.member()]).unwrap();
    let found = AnswerContestRequest { outcome: ContestOutcome::Dismissed, reason: "没有问题的".parse().unwrap() };
    let refusal = desk.refusal::<AnswerContest>(&stage.watcher.person, &(TestCommunity::code(), stage.acts[1]), &found);
    assert_eq!(refusal, "assistance/own-case");
}
