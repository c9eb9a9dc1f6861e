//! One case from a resident's wish for a lift to the resolution, through every feature as it is: no table is written
//! here. After every act the missing conditions are checked, and closing is refused for exactly those.

use crate::busy_community::{Actor, BusyCommunity, sign_in_actor};
use crate::matters;
use crate::test_community::{Person, TestCommunity};
use api::bind;
use domain::archive::{FileId, FileKind, UploadFileRequest};
use domain::ballots as b;
use domain::ballots::token::{Evaluation, Input, blind_input};
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{BallotId, CaseId, CommunityCode, MatterId, MeetingId, VoterId};
use domain::matters::{
    AnswerMatterRequest, DecidePreReviewRequest, MatterOutcome, Stance, SummariseMatterRequest, VerdictKind,
};
use domain::meetings as g;
use domain::notices::NoticeKind;
use domain::time::{DAY, MINUTE};

const WAY: d::CaseProcedure = d::CaseProcedure {
    opening: d::FirstSteps::Apart,
    party: d::PartyBody::Members,
    township: d::TownshipCheck::None,
    decider: d::Decider::Representatives,
};
/// Of eighty representatives one gives the seat up; two thirds of the others are fifty-three.
const COME: usize = 54;
const ON_PHONES: usize = COME / 2;

struct Journey<'s> {
    stage: &'s BusyCommunity,
    /// Secretary of the branch and director of the committee.
    head: Actor,
    matter: MatterId,
    case: CaseId,
}

fn reason() -> domain::text::Reason {
    "会上已经说明".parse().unwrap()
}

/// Proposed, co-signed by five neighbours, accepted, discussed for ten days and summed up.
fn discussed(stage: &BusyCommunity) -> MatterId {
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let matter =
        desk.call::<ProposeMatter>(&stage.neighbour.person, &here, &matters::propose_matter_request("lifts")).matter;
    let at = (TestCommunity::code(), matter);
    let early = |code: &str| {
        let body = opening(matter);
        assert_eq!(desk.refusal::<OpenCase>(clerk, &here, &body), code);
    };
    early("decisions/matter-not-discussed");
    let cosigners = [&stage.volunteer, &stage.leader, &stage.other_leader, &stage.grid_worker, &stage.closer];
    for cosigner in cosigners {
        desk.call::<CosignMatter>(&desk.sign_in(cosigner.name), &at, &Empty {});
    }
    early("decisions/matter-not-discussed");
    let verdict =
        DecidePreReviewRequest { verdict: VerdictKind::Accept, reason: reason(), destination: None, days: None };
    desk.call::<DecidePreReview>(clerk, &at, &verdict);
    desk.call::<WritePost>(&stage.volunteer.person, &at, &matters::write_post_request(Stance::For));
    desk.pass_awake(9 * DAY);
    early("decisions/matter-not-discussed");
    desk.pass_awake(2 * DAY);
    let summary =
        SummariseMatterRequest { text: "多数赞成加装，一楼住户要求不挡光。".parse().unwrap() };
    desk.call::<SummariseMatter>(clerk, &at, &summary);
    matter
}

fn opening(matter: MatterId) -> d::OpenCaseRequest {
    crate::case_meetings::opening_of(matter, WAY)
}

impl Journey<'_> {
    fn at(&self) -> (CommunityCode, CaseId) {
        (TestCommunity::code(), self.case)
    }

    fn view(&self) -> d::CaseView {
        self.stage.desk.call::<ShowCase>(&Person::default(), &self.at(), &Empty {})
    }

    fn closing(&self) -> Result<d::StepClosed, Problem> {
        let body = d::CloseStepRequest { step: self.view().row.step, outcome: d::VoteOutcome::Passed };
        self.stage.desk.try_call::<CloseStep>(&self.stage.clerk.person, &self.at(), &(), &body)
    }

    /// Exactly this is missing, visible to everybody, and closing is refused for it.
    fn lacks(&self, names: &str) {
        let guards = self.view().guards;
        let missing = |but: &str| -> Vec<&str> {
            let missing = guards.iter().filter(|guard| guard.is_missing()).map(|guard| guard.id.as_str());
            missing.filter(|name| *name != but).collect()
        };
        assert_eq!(missing("").join(" "), names);
        if !missing("majority").is_empty() {
            let problem = self.closing().unwrap_err();
            assert_eq!(problem.code, "decisions/step-not-ready");
            assert_eq!(problem.params["missing"], serde_json::json!(missing("majority")));
        }
    }

    fn announcing(&self, plan: &d::StepPlan, step: d::CaseStep, days: i64) -> Result<g::MeetingAnnounced, Problem> {
        let (desk, stage) = (&self.stage.desk, self.stage);
        let body = g::AnnounceMeetingRequest {
            about: g::About::case(self.case, step.as_str().parse().unwrap()),
            starts_at: desk.now.get().plus(days * DAY),
            officers: g::MeetingOfficers { chair: self.head.member(), teller: stage.watcher.member(), recorder: None },
            ..crate::prepared_meetings::announce_meeting_request(stage, plan.forms[0], plan.electorate)
        };
        desk.try_call::<AnnounceMeeting>(&self.head.person, &(TestCommunity::code(),), &(), &body)
    }

    /// Announces exactly as many days before as the rules require, and links; the supervision committee is notified.
    fn call_meeting(&self, plan: &d::StepPlan, days: i64) -> MeetingId {
        let desk = &self.stage.desk;
        let other = if plan.step == d::CaseStep::Resolution { d::CaseStep::Proposal } else { d::CaseStep::Resolution };
        assert_eq!(self.announcing(plan, other, days).unwrap_err().code, "meetings/case-not-fitting");
        let late = self.announcing(plan, plan.step, days - 1).unwrap_err();
        assert_eq!((late.code.as_str(), late.params["days"].as_i64()), ("meetings/notice-too-short", Some(days)));
        assert!(late.params["source"].as_str().is_some_and(|source| !source.is_empty()));
        let meeting = self.announcing(plan, plan.step, days).unwrap().meeting;
        let body = d::LinkMeetingRequest { step: plan.step, meeting };
        let before = self.told(&self.stage.watcher.person, NoticeKind::CaseMeeting);
        desk.call::<LinkMeeting>(&self.stage.clerk.person, &self.at(), &body);
        assert_eq!(self.told(&self.stage.watcher.person, NoticeKind::CaseMeeting), before + 1);
        meeting
    }

    fn told(&self, who: &Person, kind: NoticeKind) -> usize {
        let notices = self.stage.desk.call::<ListNotices>(who, &(TestCommunity::code(),), &Empty {}).rows;
        notices.iter().filter(|notice| notice.kind == kind).count()
    }

    fn begin(&self, meeting: MeetingId, days: i64) -> g::MeetingOpened {
        self.stage.desk.pass_awake(days * DAY);
        self.stage.desk.call::<OpenMeeting>(&self.head.person, &(TestCommunity::code(), meeting), &Empty {})
    }

    /// Enters the paper list; the result has the order of arrival.
    fn come(&self, meeting: MeetingId, count: usize) -> Vec<VoterId> {
        let desk = &self.stage.desk;
        // Those with a phone first.
        let sql = "select r.voter from meeting_roll r join members m on m.id = r.voter
          where r.meeting = ? and r.struck_at is null order by m.phone is null, r.voter";
        let voters: Vec<VoterId> =
            desk.texts(sql, bind![meeting]).iter().take(count).map(|id| id.parse().unwrap()).collect();
        let lines = voters.iter().map(|voter| g::ListedVoter { voter: *voter, speaker: None }).collect();
        desk.call::<ListVoters>(
            &self.head.person,
            &(TestCommunity::code(), meeting),
            &g::ListVotersRequest { voters: lines },
        );
        voters
    }

    fn put(&self, meeting: MeetingId, method: b::Method) -> BallotId {
        let (desk, head) = (&self.stage.desk, &self.head.person);
        let draft = d::ballot_of_case(self.case, None, method, "10".parse().unwrap()).unwrap();
        let ballot = desk.call::<DraftBallot>(head, &(TestCommunity::code(), meeting), &draft).ballot;
        desk.call::<OpenBallot>(head, &(TestCommunity::code(), ballot), &b::AtRevisionRequest { revision: 1 });
        ballot
    }

    /// Counts by chair and teller, each in their own session.
    fn count(&self, ballot: BallotId, [r#for, against, abstain, invalid]: [u32; 4]) {
        let (desk, at) = (&self.stage.desk, (TestCommunity::code(), ballot));
        let entry = b::CountRequest { r#for, against, abstain, invalid, revision: 2 };
        desk.call::<EnterCount>(&self.head.person, &at, &entry);
        assert!(desk.call::<ConfirmCount>(&self.stage.watcher.person, &at, &entry).agreed);
    }

    fn close_ballot(&self, ballot: BallotId) -> b::Tally {
        self.stage.desk.pass(11 * MINUTE);
        let body = b::AtRevisionRequest { revision: 2 };
        self.stage.desk.call::<CloseBallot>(&self.head.person, &(TestCommunity::code(), ballot), &body).tally
    }

    /// Votes as a phone does: a blind token for the voter, then a vote without a session.
    fn vote_secretly(&self, ballot: BallotId, (person, voter): (&Person, VoterId), choice: b::Choice) {
        let (desk, at) = (&self.stage.desk, (TestCommunity::code(), ballot));
        let drawn = || api::crypto::hash_sha256(desk.key().to_string().as_bytes());
        let input = Input(drawn());
        let blinded = blind_input(input, drawn()).unwrap();
        let body = b::TakeTokenRequest { voter, element: blinded.element, revision: 2 };
        let given = desk.call::<TakeToken>(person, &at, &body);
        let key = desk.call::<ShowBallot>(person, &at, &Empty {}).public_key.unwrap();
        let output = blinded.finalise(&Evaluation { element: given.element, proof: given.proof }, &key).unwrap();
        let vote = b::CastSecretBallotRequest { input, output, choice, revision: 2 };
        let taken = desk.call::<CastSecretBallot>(&Person::default(), &at, &vote);
        assert_eq!(taken.receipt, input.receipt());
        let again = b::HandOutPaperRequest { voters: vec![voter], revision: 2 };
        desk.refusal::<HandOutPaper>(&self.head.person, &at, &again);
    }

    /// Writes minutes that chair and teller sign, and adds a photo; then nothing is missing.
    fn write_up(&self, meeting: MeetingId) {
        let (desk, at) = (&self.stage.desk, (TestCommunity::code(), meeting));
        let texts = vec!["同意方案".parse().unwrap(), "无".parse().unwrap()];
        let minutes = g::WriteMinutesRequest { texts, follows: 0 };
        desk.call::<WriteMinutes>(&self.head.person, &at, &minutes);
        self.lacks("held minutes evidence");
        desk.call::<CloseMeeting>(&self.head.person, &at, &g::CloseMeetingRequest { visitors: 0 });
        self.lacks("minutes evidence");
        let version = g::AdoptMinutesRequest { version: 1 };
        desk.call::<AdoptMinutes>(&self.head.person, &at, &version);
        self.lacks("minutes evidence");
        desk.call::<AdoptMinutes>(&self.stage.watcher.person, &at, &version);
        self.lacks("evidence");
        let (clerk, file) = (&self.stage.clerk.person, FileId::of(meeting.to_string().as_bytes()));
        let photo = d::AttachPaperRequest { step: self.view().row.step, kind: d::PaperKind::Photo, file };
        let unknown = desk.refusal::<AttachPaper>(clerk, &self.at(), &photo);
        assert_eq!(unknown, "archive/no-such-file");
        desk.call::<UploadFile>(
            clerk,
            &(TestCommunity::code(),),
            &UploadFileRequest { file, kind: FileKind::Jpeg, bytes: 1000 },
        );
        desk.call::<AttachPaper>(clerk, &self.at(), &photo);
        self.lacks("");
    }

    /// A step of the branch or the two committees, by a show of hands.
    fn take(&self, plan: &d::StepPlan, days: i64) -> d::StepClosed {
        self.lacks("meeting convened notice roll held quorum ballot majority minutes evidence");
        let meeting = self.call_meeting(plan, days);
        self.lacks("held quorum ballot majority minutes evidence");
        self.vote_by_hands(meeting, days);
        self.closing().unwrap()
    }

    fn vote_by_hands(&self, meeting: MeetingId, days: i64) {
        let entitled = self.begin(meeting, days).entitled;
        self.lacks("held quorum ballot majority minutes evidence");
        self.come(meeting, entitled as usize);
        self.lacks("held ballot majority minutes evidence");
        let ballot = self.put(meeting, b::Method::Hands);
        self.lacks("held ballot majority minutes evidence");
        self.count(ballot, [entitled - 1, 1, 0, 0]);
        self.lacks("held ballot majority minutes evidence");
        self.close_ballot(ballot);
        self.write_up(meeting);
    }

    fn review(&self, plan: &d::StepPlan) -> d::StepClosed {
        let desk = &self.stage.desk;
        self.lacks("meeting convened notice roll held quorum draft-delivered ballot majority minutes evidence");
        let meeting = self.call_meeting(plan, 3);
        self.lacks("held quorum draft-delivered ballot majority minutes evidence");
        desk.call::<DeliverDraft>(&self.stage.clerk.person, &self.at(), &Empty {});
        let told = desk.texts("select member from notices where kind = 'draft-delivered'", &[]).len();
        let roll = desk.texts("select voter from meeting_roll where meeting = ?", bind![meeting]).len();
        assert_eq!(told, roll);
        self.vote_by_hands(meeting, 3);
        self.closing().unwrap()
    }

    fn opinion_and_authorisation(&self) {
        let (desk, clerk) = (&self.stage.desk, &self.stage.clerk.person);
        let asked = desk.call::<AskOpinion>(clerk, &self.at(), &d::AskOpinionRequest { of: d::OpinionOf::Adviser });
        let phone = "select m.phone from members m join seats s on s.member = m.id where s.post = 'adviser'";
        let adviser = desk.sign_in_by(&desk.texts(phone, &[])[0]);
        assert_eq!(self.told(&adviser, NoticeKind::OpinionAsked), 1);
        desk.call::<GiveOpinion>(
            &adviser,
            &(TestCommunity::code(), asked.opinion),
            &crate::case_meetings::agreeing_opinion(),
        );
        self.lacks(
            "meeting convened notice roll held quorum representatives-share authorisation \
             supervisor-informed ballot majority minutes evidence",
        );
        desk.call::<RecordAuthorisation>(
            clerk,
            &(TestCommunity::code(),),
            &crate::case_meetings::record_authorisation_request(desk),
        );
    }

    /// Half on phones and half on paper, one of the roll struck.
    fn resolve(&self, plan: &d::StepPlan) -> d::StepClosed {
        let desk = &self.stage.desk;
        self.lacks(
            "meeting convened notice roll held quorum representatives-share authorisation legal-opinion \
             supervisor-informed ballot majority minutes evidence",
        );
        self.opinion_and_authorisation();
        let meeting = self.call_meeting(plan, 10);
        self.lacks("held quorum ballot majority minutes evidence");
        let gone = "select s.id from seats s join meeting_roll r on r.voter = s.member
          where r.meeting = ? and s.post = 'representative' and s.ended_at is null order by s.id desc limit 1";
        let seat = desk.texts(gone, bind![meeting])[0].parse().unwrap();
        let end = domain::members::EndSeatRequest::because(domain::members::EndCause::Resigned, reason());
        desk.call::<EndSeat>(&self.head.person, &(TestCommunity::code(), seat), &end);
        let opened = self.begin(meeting, 10);
        assert_eq!((opened.entitled, opened.struck), (79, 1));
        let voters = self.come(meeting, COME);
        let phone = "select phone from members where id = ?";
        let signed_in: Vec<(Person, VoterId)> = voters[..ON_PHONES]
            .iter()
            .map(|voter| (desk.sign_in_by(&desk.texts(phone, bind![*voter])[0]), *voter))
            .collect();
        let ballot = self.put(meeting, b::Method::Secret);
        for (at, (person, voter)) in signed_in.iter().enumerate() {
            let choice = if at < 24 { b::Choice::For } else { b::Choice::Against };
            self.vote_secretly(ballot, (person, *voter), choice);
        }
        let body = b::HandOutPaperRequest { voters: voters[ON_PHONES..].to_vec(), revision: 2 };
        desk.call::<HandOutPaper>(&self.head.person, &(TestCommunity::code(), ballot), &body);
        self.count(ballot, [20, 5, 1, 1]);
        self.lacks("held ballot majority minutes evidence");
        let tally = self.close_ballot(ballot);
        assert_eq!((tally.total.r#for, tally.total.against, tally.total.invalid), (44, 8, 1));
        self.write_up(meeting);
        self.held_up();
        self.closing().unwrap()
    }

    /// The supervision committee halts a case, and then lifts the hold.
    fn held_up(&self) {
        let (desk, watcher) = (&self.stage.desk, &self.stage.watcher.person);
        let because = d::HoldRequest { reason: reason() };
        let hold = desk.call::<RaiseHold>(watcher, &self.at(), &because).hold;
        self.lacks("no-hold");
        desk.call::<LiftHold>(watcher, &(TestCommunity::code(), hold), &because);
        self.lacks("");
    }

    fn nothing_changes(&self) {
        let (desk, clerk) = (&self.stage.desk, &self.stage.clerk.person);
        let leave = d::LeaveCaseRequest { exit: d::Exit::Lapsed, reason: reason() };
        let file = FileId::of(self.case.to_string().as_bytes());
        let paper = d::AttachPaperRequest { step: d::CaseStep::Resolution, kind: d::PaperKind::Photo, file };
        let close = d::CloseStepRequest { step: d::CaseStep::Resolution, outcome: d::VoteOutcome::Passed };
        let before = desk.fingerprint();
        for code in [
            desk.refusal::<LeaveCase>(clerk, &self.at(), &leave),
            desk.refusal::<CloseStep>(clerk, &self.at(), &close),
            desk.refusal::<AttachPaper>(clerk, &self.at(), &paper),
            desk.refusal::<AskOpinion>(clerk, &self.at(), &d::AskOpinionRequest { of: d::OpinionOf::Adviser }),
            desk.refusal::<RaiseHold>(&self.stage.watcher.person, &self.at(), &d::HoldRequest { reason: reason() }),
        ] {
            assert_eq!(code, "decisions/case-ended");
        }
        assert_eq!(
            self.announcing(&WAY.steps()[3], d::CaseStep::Resolution, 10).unwrap_err().code,
            "meetings/case-not-fitting"
        );
        let again = desk.refusal::<OpenCase>(clerk, &(TestCommunity::code(),), &opening(self.matter));
        assert_eq!(again, "decisions/matter-in-case");
        assert_eq!(desk.fingerprint(), before);
    }
}

#[test]
fn a_wish_for_a_lift_becomes_a_resolution() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let matter = discussed(&stage);
    let set = tests::scenes::decisions::notice_rule_request(10);
    let milder = d::SetRuleRequest { value: d::RuleValue::Number(6), ..set.clone() };
    assert_eq!(desk.refusal::<SetRule>(clerk, &here, &milder), "decisions/weaker-than-floor");
    let version = desk.call::<SetRule>(clerk, &here, &set).version;
    let case = desk.call::<OpenCase>(clerk, &here, &opening(matter)).case;
    let head = sign_in_actor(desk, "陈建国", None);
    let journey = Journey { stage: &stage, head, matter, case };
    let begun = journey.view();
    assert_eq!((begun.row.title.as_str(), begun.item.code.as_str()), ("楼下装一个雨棚", "lifts"));
    assert_eq!((begun.item.needs_legal_opinion, begun.rules_version), (d::YesNo::Yes, version));
    let steps = WAY.steps();
    let closed =
        [journey.take(&steps[0], 1), journey.take(&steps[1], 1), journey.review(&steps[2]), journey.resolve(&steps[3])];
    let mut previous = String::new();
    for step in &closed {
        assert_eq!((step.certificate.verify(), &step.certificate.previous), (Ok(()), &previous));
        previous.clone_from(&step.certificate.hash);
    }
    let figures = closed[3].certificate.meeting.as_ref().unwrap();
    assert_eq!((figures.attendance.roll, figures.attendance.entitled(), figures.attendance.present), (80, 79, 54));
    assert_eq!((figures.counts.r#for, figures.composition.members), (44, 79));
    assert_eq!((closed[3].status, journey.view().row.status), (d::CaseStatus::Resolved, d::CaseStatus::Resolved));
    journey.nothing_changes();
    let at = (TestCommunity::code(), matter);
    let shown = desk.call::<ShowMatter>(&Person::default(), &at, &Empty {});
    assert_eq!((shown.row.stage, shown.case_id), (domain::matters::Stage::Deciding, Some(case)));
    desk.call::<AnswerMatter>(clerk, &at, &AnswerMatterRequest { outcome: MatterOutcome::Adopted, reason: reason() });
    desk.check_books();
}
