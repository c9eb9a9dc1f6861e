//! Several cases at one meeting: the agenda names each, and each has its own question and outcome.

use crate::busy_community::{Actor, BusyCommunity, sign_in_actor};
use crate::case_meetings::{WAY, announce_step_meeting, attach_photo, close_step_request, open_case};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::ballots as b;
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{BallotId, CaseId, MeetingId, VoterId};
use domain::meetings as g;
use domain::time::{DAY, MINUTE};

pub fn agenda_item(case: Option<CaseId>) -> g::AgendaItem {
    g::AgendaItem { title: "审议方案".parse().unwrap(), minutes: 20, case }
}

/// A meeting for a step, with everything before and after it.
pub struct DecisionMeeting<'s> {
    pub stage: &'s BusyCommunity,
    pub head: Actor,
    pub step: d::CaseStep,
    /// The days until it begins.
    pub days: i64,
}

impl DecisionMeeting<'_> {
    pub fn of(stage: &BusyCommunity, step: d::CaseStep, days: i64) -> DecisionMeeting<'_> {
        DecisionMeeting { stage, head: sign_in_actor(&stage.desk, "陈建国", None), step, days }
    }

    pub fn call(&self, about: Option<CaseId>, agenda: Vec<g::AgendaItem>) -> Result<MeetingId, Problem> {
        let (desk, step) = (&self.stage.desk, self.step.as_str());
        let plan = WAY.steps().into_iter().find(|plan| plan.step == self.step).unwrap();
        let body = g::AnnounceMeetingRequest {
            about: about.map_or_else(g::About::nothing, |case| g::About::case(case, step.parse().unwrap())),
            starts_at: desk.now.get().plus(self.days * DAY),
            officers: g::MeetingOfficers {
                chair: self.head.member(),
                teller: self.stage.watcher.member(),
                recorder: None,
            },
            agenda,
            ..crate::prepared_meetings::announce_meeting_request(self.stage, plan.forms[0], plan.electorate)
        };
        let called = desk.try_call::<AnnounceMeeting>(&self.head.person, &(TestCommunity::code(),), &(), &body)?;
        Ok(called.meeting)
    }

    /// The meetings of a case, as the office's page requests them.
    fn meetings(&self, case: CaseId) -> Vec<MeetingId> {
        let query = g::MeetingQuery { case: Some(case), ..g::MeetingQuery::default() };
        let (desk, here) = (&self.stage.desk, (TestCommunity::code(),));
        let found = desk.try_call::<ListMeetings>(&Person::default(), &here, &query, &Empty {}).unwrap();
        found.rows.iter().map(|row| row.id).collect()
    }

    pub fn link(&self, case: CaseId, meeting: MeetingId) -> Result<(), Problem> {
        let (desk, body) = (&self.stage.desk, d::LinkMeetingRequest { step: self.step, meeting });
        desk.try_call::<LinkMeeting>(&self.stage.clerk.person, &(TestCommunity::code(), case), &(), &body).map(drop)
    }

    /// Drafts a ballot on a case; a repeated one has a reason.
    pub fn draft(&self, meeting: MeetingId, case: CaseId, reason: Option<&str>) -> Result<BallotId, Problem> {
        let reason = reason.map(|reason| reason.parse().unwrap());
        self.drafted(meeting, d::ballot_of_case(case, reason, b::Method::Hands, "10".parse().unwrap()).unwrap())
    }

    /// Drafts a ballot that decides nothing.
    pub fn free(&self, meeting: MeetingId, item: u32) -> Result<BallotId, Problem> {
        let question = "是否同意本次会议到此结束".parse().unwrap();
        self.drafted(meeting, d::free_ballot(question, b::Method::Hands, item, "10".parse().unwrap()).unwrap())
    }

    fn drafted(&self, meeting: MeetingId, draft: b::BallotRequest) -> Result<BallotId, Problem> {
        let at = (TestCommunity::code(), meeting);
        Ok(self.stage.desk.try_call::<DraftBallot>(&self.head.person, &at, &(), &draft)?.ballot)
    }

    /// A show of hands by everybody, with this many in favour.
    pub fn vote(&self, ballot: BallotId, votes_for: u32, votes_against: u32) {
        let (desk, at) = (&self.stage.desk, (TestCommunity::code(), ballot));
        desk.call::<OpenBallot>(&self.head.person, &at, &b::AtRevisionRequest { revision: 1 });
        let count = b::CountRequest { r#for: votes_for, against: votes_against, abstain: 0, invalid: 0, revision: 2 };
        desk.call::<EnterCount>(&self.head.person, &at, &count);
        desk.call::<ConfirmCount>(&self.stage.watcher.person, &at, &count);
        desk.pass(11 * MINUTE);
        desk.call::<CloseBallot>(&self.head.person, &at, &b::AtRevisionRequest { revision: 2 });
    }

    /// Opens the meeting with this many voters of the roll present.
    pub fn begin(&self, meeting: MeetingId, most: usize) -> u32 {
        let (desk, at) = (&self.stage.desk, (TestCommunity::code(), meeting));
        desk.pass_awake(self.days * DAY);
        let entitled = desk.call::<OpenMeeting>(&self.head.person, &at, &Empty {}).entitled;
        let roll = desk.texts("select voter from meeting_roll where meeting = ? and struck_at is null", bind![meeting]);
        let voters: Vec<VoterId> = roll.iter().take(most).map(|id| id.parse().unwrap()).collect();
        let voters = voters.into_iter().map(|voter| g::ListedVoter { voter, speaker: None }).collect();
        desk.call::<ListVoters>(&self.head.person, &at, &g::ListVotersRequest { voters });
        entitled
    }

    pub fn end(&self, meeting: MeetingId, items: usize) {
        let (desk, at) = (&self.stage.desk, (TestCommunity::code(), meeting));
        let texts = (0..=items).map(|_| "说明了方案".parse().unwrap()).collect();
        desk.call::<WriteMinutes>(&self.head.person, &at, &g::WriteMinutesRequest { texts, follows: 0 });
        desk.call::<CloseMeeting>(&self.head.person, &at, &g::CloseMeetingRequest { visitors: 0 });
        for person in [&self.head.person, &self.stage.watcher.person] {
            desk.call::<AdoptMinutes>(person, &at, &g::AdoptMinutesRequest { version: 1 });
        }
    }

    pub fn votes_missing(&self, case: CaseId) -> Vec<&'static str> {
        let view = self.stage.desk.call::<ShowCase>(&Person::default(), &(TestCommunity::code(), case), &Empty {});
        let missing = view.guards.iter().filter(|guard| guard.is_missing()).map(|guard| guard.id.as_str());
        missing.filter(|name| matches!(*name, "ballot" | "majority")).collect()
    }

    fn close(&self, case: CaseId, outcome: d::VoteOutcome) -> d::StepClosed {
        attach_photo(self.stage, case, self.step);
        self.closing(case, outcome).unwrap()
    }

    pub fn closing(&self, case: CaseId, outcome: d::VoteOutcome) -> Result<d::StepClosed, Problem> {
        let (at, body) = ((TestCommunity::code(), case), close_step_request(self.step, outcome));
        self.stage.desk.try_call::<CloseStep>(&self.stage.clerk.person, &at, &(), &body)
    }
}

#[test]
fn each_decision_has_its_own_outcome() {
    let stage = BusyCommunity::open();
    let evening = DecisionMeeting::of(&stage, d::CaseStep::Proposal, 2);
    let [lift, wall, other] = [0; 3].map(|_| open_case(&stage, WAY));
    let meeting =
        evening.call(Some(lift), vec![agenda_item(None), agenda_item(Some(lift)), agenda_item(Some(wall))]).unwrap();
    // The list of a case's meetings contains it, also for the case that it was not called for.
    for (case, found) in [(lift, vec![meeting]), (wall, vec![meeting]), (other, vec![])] {
        assert_eq!(evening.meetings(case), found);
    }
    evening.link(lift, meeting).unwrap();
    evening.link(wall, meeting).unwrap();
    assert_eq!(evening.link(other, meeting).unwrap_err().code, "decisions/meeting-taken");
    assert_eq!(evening.link(wall, meeting).unwrap_err().code, "decisions/meeting-taken");
    let present = evening.begin(meeting, usize::MAX);
    let refused = evening.free(meeting, 4).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.params["items"].as_u64()), ("ballots/item-not-named", Some(3)));
    assert_eq!(evening.draft(meeting, other, None).unwrap_err().code, "ballots/case-not-here");
    let passed = evening.draft(meeting, lift, None).unwrap();
    evening.vote(passed, present, 0);
    assert_eq!((evening.votes_missing(lift).len(), evening.votes_missing(wall)), (0, vec!["ballot", "majority"]));
    let failed = evening.draft(meeting, wall, None).unwrap();
    evening.vote(failed, 1, present - 1);
    // Ballots on other questions decide about none of them.
    for item in 0..=3 {
        let aside = evening.free(meeting, item).unwrap();
        evening.vote(aside, 0, present);
    }
    assert_eq!((evening.votes_missing(lift).len(), evening.votes_missing(wall)), (0, vec!["majority"]));
    evening.end(meeting, 3);
    assert_eq!((evening.meetings(wall), evening.meetings(other)), (vec![meeting], vec![]));
    let (yes, no) = (evening.close(lift, d::VoteOutcome::Passed), evening.close(wall, d::VoteOutcome::NotPassed));
    assert_eq!((yes.status, no.status), (d::CaseStatus::Open, d::CaseStatus::Rejected));
    for (case, closed, votes_for, ballot) in [(lift, yes, present, passed), (wall, no, 1, failed)] {
        assert_eq!((closed.certificate.verify(), closed.certificate.case), (Ok(()), case));
        assert_eq!(closed.certificate.meeting.unwrap().counts.r#for, votes_for);
        let dossier = stage.desk.call::<ShowDossier>(&Person::default(), &(TestCommunity::code(), case), &Empty {});
        let ballots = dossier.content.meetings[0].ballots.iter().filter(|one| one.purpose.is_some());
        assert_eq!(ballots.map(|one| one.ballot).collect::<Vec<_>>(), [ballot]);
        assert_eq!(dossier.faults(), vec![]);
    }
}

#[test]
fn an_agenda_names_decisions_that_wait_for_such_a_meeting() {
    let stage = BusyCommunity::open();
    let evening = DecisionMeeting::of(&stage, d::CaseStep::Proposal, 2);
    let [lift, wall] = [0; 2].map(|_| open_case(&stage, WAY));
    let unknown: CaseId = stage.desk.key().to_string().parse().unwrap();
    for (about, cases, fits) in [
        (None, vec![lift, wall], true),
        (Some(lift), vec![lift, wall], true),
        (Some(lift), vec![wall], false),
        (None, vec![wall, wall], false),
        (None, vec![wall, unknown], false),
    ] {
        let agenda = cases.iter().map(|case| agenda_item(Some(*case))).collect();
        match evening.call(about, agenda) {
            Ok(_) => assert!(fits, "{cases:?}"),
            Err(problem) => assert_eq!((fits, problem.code.as_str()), (false, "meetings/case-not-fitting")),
        }
    }
    // A meeting without decisions on its agenda serves one case, as ever.
    let meeting = announce_step_meeting(&stage.desk, &WAY.steps()[0]);
    evening.link(lift, meeting).unwrap();
    assert_eq!(evening.link(wall, meeting).unwrap_err().code, "decisions/meeting-taken");
    let sql = "update case_steps set meeting = ? where case_id = ? and step = 'proposal'";
    assert!(stage.desk.db.run(sql, bind![meeting, wall]).is_err(), "nor by the store");
}
