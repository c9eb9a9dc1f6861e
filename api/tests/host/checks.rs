//! A community's question to its street goes to the street's office and comes back: once, in any order, however late.

use crate::busy_community::BusyCommunity;
use crate::case_meetings::{self, WAY, case_path};
use crate::officers::{Office, street_path};
use crate::test_community::{MORNING, Person, TestCommunity};
use api::answer::{Message, ObjectResponse};
use api::bind;
use api::db::Db;
use api::db::native::Native;
use api::decisions;
use api::duties;
use api::outgoing;
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{CaseId, OpinionId};
use domain::regions::{AnswerCheckRequest, CheckAnswer, CheckRow, CheckState, CheckTold, Checks, Letter};
use domain::time::{DAY, HOUR, MINUTE, SECOND, UtcMillis};

pub fn agreeing_answer() -> AnswerCheckRequest {
    AnswerCheckRequest {
        verdict: d::OpinionVerdict::Agree, text: "程序和内容符合规定，同意。".parse().unwrap()
    }
}

/// A question of the demonstration's community.
pub fn pending_check(opinion: OpinionId) -> CheckTold {
    CheckTold {
        opinion,
        community: TestCommunity::code(),
        case: CaseId::from_parts(MORNING, 1),
        title: "加装电梯的方案".to_owned(),
        kind: d::CheckKind::Check,
        draft: None,
        asked_at: MORNING,
        due_at: MORNING.plus(5 * DAY),
        ended: None,
    }
}

pub fn of_opinion(number: u128) -> OpinionId {
    OpinionId::from_parts(MORNING, number)
}

/// A community with a case at its street's check, and the street's office.
pub struct Street {
    pub stage: BusyCommunity,
    pub office: Office,
    pub head: Person,
    deputy: Person,
    case: CaseId,
}

impl Street {
    pub fn open() -> Self {
        let stage = BusyCommunity::open();
        let (office, head, deputy, _) = Office::open();
        let case = case_meetings::bring_to(&stage, WAY, d::CaseStep::TownshipCheck);
        Self { stage, office, head, deputy, case }
    }

    pub fn asked() -> (Self, OpinionId) {
        let street = Self::open();
        let opinion = street.ask();
        street.carry();
        (street, opinion)
    }

    fn ask(&self) -> OpinionId {
        case_meetings::ask_opinion(&self.stage, self.case, d::OpinionOf::Township)
    }

    fn now(&self) -> UtcMillis {
        self.stage.desk.now.get()
    }

    /// Lets time pass for both, without signing anybody out.
    fn pass(&self, millis: i64) {
        self.stage.desk.pass_awake(millis);
        self.office.now.set(self.now());
        self.office.db.run("update sessions set last_seen_at = ?", bind![self.now()]).unwrap();
    }

    /// What the alarms of both objects send when due.
    fn letters(&self) -> Vec<(String, Letter)> {
        let desk = &self.stage.desk;
        let mut letters = vec![];
        for (db, secrets) in [(&desk.db, &desk.secrets), (&self.office.db, &self.office.secrets)] {
            duties::run_due(db, self.now()).unwrap();
            for message in outgoing::taken_messages(db, secrets).unwrap() {
                let Message::Letter { id, letter } = message else { panic!("a code") };
                letters.push((id, *letter));
            }
        }
        letters
    }

    pub fn arrive(&self, letter: &Letter) -> ObjectResponse {
        match letter {
            Letter::Check(_) => self.office.internal("checks", letter.body().unwrap().into_bytes()),
            Letter::Answer(answer) => self.answered(answer),
        }
    }

    pub fn answered(&self, answer: &CheckAnswer) -> ObjectResponse {
        match self.stage.desk.with_world(|world| decisions::take_answer_of_office(world, answer)) {
            Ok(taken) => ObjectResponse::json(serde_json::to_string(&taken).unwrap()),
            Err(api::answer::HandlerError::Problem(problem)) => ObjectResponse::problem(&problem),
            Err(api::answer::HandlerError::Fault(words)) => panic!("{words}"),
        }
    }

    fn settle(&self, (id, letter): &(String, Letter), reply: Option<&str>) -> bool {
        let db = if matches!(letter, Letter::Check(_)) { &self.stage.desk.db } else { &self.office.db };
        duties::settle_letter(db, self.now(), id, letter, reply).unwrap()
    }

    /// Delivers all waiting letters and the replies to their senders. Returns how many letters.
    fn carry(&self) -> usize {
        self.pass(21 * SECOND);
        let letters = self.letters();
        for sent in &letters {
            let reply = self.arrive(&sent.1);
            assert_eq!(reply.status, 200, "{}", reply.body);
            self.settle(sent, Some(&reply.body));
        }
        letters.len()
    }

    fn list(&self) -> Checks {
        self.office.call::<ListChecks>(&self.head, &street_path(), &Empty {})
    }

    fn row(&self) -> CheckRow {
        let mut all = self.list();
        all.open.append(&mut all.page.rows);
        assert_eq!(all.open.len(), 1, "{all:?}");
        all.open.remove(0)
    }

    pub fn answer(&self, who: &Person, opinion: OpinionId) -> Result<(), String> {
        let at = (street_path().0, opinion);
        self.office.try_call::<AnswerCheck>(who, &at, &agreeing_answer()).map(|_| ()).map_err(|problem| problem.code)
    }

    fn view(&self) -> d::CaseView {
        self.stage.desk.call::<ShowCase>(&self.stage.clerk.person, &case_path(self.case), &Empty {})
    }

    fn opinion(&self) -> d::OpinionView {
        self.view().opinions.remove(0)
    }

    fn by_paper(&self, opinion: OpinionId) {
        let body =
            d::GiveOpinionRequest { verdict: d::OpinionVerdict::WithChanges, ..case_meetings::agreeing_opinion() };
        self.stage.desk.call::<GiveOpinion>(&self.stage.clerk.person, &(TestCommunity::code(), opinion), &body);
    }

    fn leave(&self) {
        let body = d::LeaveCaseRequest { exit: d::Exit::Returned, reason: "居民要求重新讨论".parse().unwrap() };
        self.stage.desk.call::<LeaveCase>(&self.stage.clerk.person, &case_path(self.case), &body);
    }

    /// How often each object wrote a journal row about letters.
    fn written(&self, command: &'static str) -> (i64, i64) {
        let count = "select count(*) from journal where command = ?";
        let of = |db: &Native| db.run(count, bind![command]).unwrap()[0].int(0).unwrap();
        (of(&self.stage.desk.db), of(&self.office.db))
    }

    fn waits(&self) -> usize {
        let count = |db: &Native| db.run("select 1 from outgoing where letter = 1", &[]).unwrap().len();
        count(&self.stage.desk.db) + count(&self.office.db)
    }
}

#[test]
fn what_is_asked_twice_arrives_once() {
    let street = Street::open();
    let opinion = street.ask();
    let before = street.opinion();
    assert_eq!((before.kind, before.received_at), (Some(d::CheckKind::Check), None));
    let asked = before.region.unwrap();
    assert_eq!((asked.code, asked.name.as_str()), (street_path().0, "苏祠街道"));
    street.pass(21 * SECOND);
    let letters = street.letters();
    let [sent] = letters.as_slice() else { panic!("{letters:?}") };
    let first = street.arrive(&sent.1);
    street.pass(HOUR);
    let second = street.arrive(&sent.1);
    assert_eq!((first.status, &first.body), (200, &second.body), "the moment stays that of the first");
    street.settle(sent, Some(&first.body));
    street.settle(sent, Some(&second.body));
    assert_eq!((street.written("regions/receive-check").1, street.waits()), (1, 0));
    let (row, shown) = (street.row(), street.opinion());
    assert_eq!((row.id, row.case, row.state, row.due_at), (opinion, street.case, CheckState::Waiting, before.due_at));
    assert_eq!((row.community_name.as_str(), row.title.as_str()), ("三苏社区", "加装电梯的方案"));
    assert!(row.demonstration && shown.received_at == Some(row.received_at));
    let public = serde_json::to_string(&row).unwrap();
    assert!(!public.contains("周丽"), "nobody's name: {public}");
}

#[test]
fn the_answer_comes_back_and_the_step_closes() {
    let (street, opinion) = Street::asked();
    assert_eq!(street.answer(&street.head, opinion), Ok(()));
    assert_eq!(street.answer(&street.deputy, opinion), Err("regions/check-answered".into()), "the first counts");
    assert_eq!(street.row().state, CheckState::OnItsWay);
    assert_eq!(street.carry(), 1);
    let row = street.row();
    assert_eq!((row.state, street.list().open_count), (CheckState::Delivered, 0));
    let answer = row.answer.unwrap();
    assert_eq!((answer.verdict, answer.by_name.as_str()), (d::OpinionVerdict::Agree, "示范甲"));
    let (view, shown) = (street.view(), street.opinion());
    assert_eq!((shown.verdict, shown.way), (Some(d::OpinionVerdict::Agree), Some(d::AnswerWay::Office)));
    let told = &view.file.unwrap().opinions[0];
    assert_eq!((told.by.as_str(), told.text.as_str()), ("苏祠街道", agreeing_answer().text.as_str()));
    let dossier = street.stage.desk.call::<ShowDossier>(&Person::default(), &case_path(street.case), &Empty {});
    assert_eq!((dossier.content.opinions[0].way, dossier.faults()), (Some(d::AnswerWay::Office), vec![]));
    let notices =
        street.stage.desk.call::<ListNotices>(&street.stage.clerk.person, &(TestCommunity::code(),), &Empty {}).rows;
    assert_eq!(notices[0].kind, domain::notices::NoticeKind::OfficeAnswered, "the person who asked is told");
    let step = WAY.steps()[3];
    let closing = case_meetings::close_step_request(step.step, d::VoteOutcome::Passed);
    let closed = street.stage.desk.call::<CloseStep>(&street.stage.clerk.person, &case_path(street.case), &closing);
    assert_eq!(closed.certificate.opinion, Some(d::OpinionVerdict::Agree));
    assert_eq!((street.written("regions/answer-check").1, street.written("regions/deliver-answer").1), (1, 1));
    assert_eq!(street.answer(&street.head, of_opinion(99)), Err("request/not-found".into()));
    street.stage.desk.check_books();
}

#[test]
fn an_answer_that_arrives_twice_counts_once() {
    let (street, opinion) = Street::asked();
    street.answer(&street.head, opinion).unwrap();
    street.pass(21 * SECOND);
    let letters = street.letters();
    let replies = [street.arrive(&letters[0].1), street.arrive(&letters[0].1)];
    assert!(replies.iter().all(|reply| reply.status == 200 && reply.body.contains("\"ended\":null")), "{replies:?}");
    let given_at = street.opinion().given_at;
    street.pass(HOUR);
    assert_eq!(street.arrive(&letters[0].1).status, 200);
    assert_eq!((street.opinion().given_at, street.written("decisions/take-answer").0), (given_at, 1));
    let told = street.stage.desk.rows("select 1 from notices where kind = 'office-answered'").len();
    assert_eq!(told, 1);
}

#[test]
fn an_office_that_is_down_is_told_later_and_never_given_up() {
    let street = Street::open();
    street.ask();
    let mut pauses = vec![];
    street.pass(21 * SECOND);
    for _ in 0..8 {
        let letters = street.letters();
        let [sent] = letters.as_slice() else { panic!("{letters:?}") };
        assert!(!street.settle(sent, None), "given up");
        assert!(street.letters().is_empty(), "nothing is sent before its time");
        let next = street.stage.desk.rows("select min(at) from due where kind = 'send'")[0].time(0).unwrap();
        pauses.push(next.since(street.now()));
        street.pass(next.since(street.now()));
    }
    assert_eq!(pauses[..4], [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR]);
    assert!(pauses[4..].iter().all(|pause| *pause == HOUR) && street.opinion().received_at.is_none());
    street.pass(9 * DAY);
    assert_eq!(street.carry(), 1);
    let row = street.row();
    assert!(row.is_overdue(street.now()) && street.opinion().received_at == Some(row.received_at));
}

#[test]
fn a_paper_that_came_first_stands() {
    // The office learns of the paper before it answers.
    let (street, opinion) = Street::asked();
    street.by_paper(opinion);
    street.carry();
    assert_eq!(street.answer(&street.head, opinion), Err("regions/check-by-paper".into()));
    assert_eq!(street.row().state, CheckState::ByPaper);
    // The office answers while the paper is entered: the two letters cross.
    let (street, opinion) = Street::asked();
    street.by_paper(opinion);
    assert_eq!(street.answer(&street.head, opinion), Ok(()));
    street.pass(21 * SECOND);
    let letters = street.letters();
    assert_eq!(letters.len(), 2);
    for sent in letters.iter().rev() {
        let reply = street.arrive(&sent.1);
        street.settle(sent, Some(&reply.body));
    }
    assert_eq!((street.row().state, street.waits()), (CheckState::ByPaper, 0));
    assert_eq!(street.written("regions/end-check").1, 1);
    let shown = street.opinion();
    assert_eq!((shown.verdict, shown.way), (Some(d::OpinionVerdict::WithChanges), Some(d::AnswerWay::Paper)));
    assert_eq!(street.written("decisions/take-answer").0, 0);
}

#[test]
fn a_paper_that_came_after_the_answer_is_refused() {
    let (street, opinion) = Street::asked();
    street.answer(&street.head, opinion).unwrap();
    street.carry();
    let at = (TestCommunity::code(), opinion);
    let (desk, clerk) = (&street.stage.desk, &street.stage.clerk.person);
    assert_eq!(
        desk.refusal::<GiveOpinion>(clerk, &at, &case_meetings::agreeing_opinion()),
        "decisions/opinion-given-already"
    );
}

#[test]
fn a_case_that_was_left_wants_no_answer() {
    let (street, opinion) = Street::asked();
    street.leave();
    street.carry();
    assert_eq!(street.row().state, CheckState::CaseEnded);
    assert_eq!(street.answer(&street.head, opinion), Err("regions/check-case-ended".into()));
    // The answer was already on its way.
    let (street, opinion) = Street::asked();
    street.answer(&street.head, opinion).unwrap();
    street.leave();
    assert_eq!(street.carry(), 2);
    assert_eq!((street.row().state, street.waits()), (CheckState::CaseEnded, 0));
    assert_eq!(street.opinion().verdict, None, "recorded nowhere");
}

#[test]
fn what_is_ended_before_it_arrives_does_not_open_again() {
    let street = Street::open();
    let opinion = street.ask();
    street.by_paper(opinion);
    street.pass(21 * SECOND);
    let letters = street.letters();
    assert_eq!(letters.len(), 2);
    for sent in letters.iter().rev().chain(&letters) {
        let reply = street.arrive(&sent.1);
        assert_eq!(reply.status, 200, "{}", reply.body);
        street.settle(sent, Some(&reply.body));
        assert_eq!(street.row().id, opinion);
    }
    assert_eq!((street.row().state, street.list().open_count), (CheckState::ByPaper, 0));
}

#[test]
fn a_resolution_is_filed_with_the_street() {
    let street = Street::open();
    let (desk, clerk) = (&street.stage.desk, &street.stage.clerk.person);
    let way = d::CaseProcedure { township: d::TownshipCheck::None, decider: d::Decider::Adults, ..WAY };
    let opening = case_meetings::opening_of(case_meetings::discussed_matter(desk, "convention"), way);
    let case = desk.call::<OpenCase>(clerk, &(TestCommunity::code(),), &opening).case;
    let ask = || {
        desk.try_call::<AskOpinion>(clerk, &case_path(case), &(), &d::AskOpinionRequest { of: d::OpinionOf::Township })
    };
    assert_eq!(ask().unwrap_err().code, "decisions/opinion-not-needed", "nothing to file yet");
    for plan in way.steps() {
        case_meetings::close_step(&street.stage, case, &plan);
    }
    let asked = ask().unwrap();
    assert_eq!(ask().unwrap_err().code, "decisions/opinion-asked-already");
    street.carry();
    assert_eq!((street.row().kind, street.row().case), (d::CheckKind::Filing, case));
    street.answer(&street.head, asked.opinion).unwrap();
    street.carry();
    let shown = desk.call::<ShowCase>(clerk, &case_path(case), &Empty {});
    let filed = shown.opinions.iter().find(|opinion| opinion.id == asked.opinion).unwrap();
    assert_eq!((filed.verdict, shown.row.status), (Some(d::OpinionVerdict::Agree), d::CaseStatus::Resolved));
    assert_eq!(ask().unwrap_err().code, "decisions/opinion-given-already");
}
