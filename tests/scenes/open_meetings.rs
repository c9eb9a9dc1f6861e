//! Two open meetings (示范数据), written into the template, and ballots held in them.
//!
//! The deputy chairs them, and the supervisor is the teller. In the first, everybody with a phone is on the roll and
//! present; the second has the chair, the teller and one more, so that a ballot can end at once.

use crate::scenes::client::community_code;
use crate::scenes::people::{DEPUTY, LEADER, Person, SUPERVISOR};
use crate::scenes::{Api, World};
use domain::ballots::token::{Evaluation, Input, Output, blind_input};
use domain::ballots::{
    AtRevisionRequest, BallotRequest, CastOpenVoteRequest, CastSecretBallotRequest, Choice, CountRequest, Method,
    TakeTokenRequest, Tally,
};
use domain::contract::{
    CastOpenVote, CastSecretBallot, CloseBallot, ConfirmCount, DraftBallot, Empty, EnterCount, OpenBallot, ShowBallot,
    ShowTurnout, TakeToken,
};
use domain::ids::{BallotId, CommunityCode, MeetingId, MemberId, VoterId};
use domain::time::UtcMillis;
use rusqlite::{Connection, params};

/// The revision of an open ballot in these tests.
pub const AT: AtRevisionRequest = AtRevisionRequest { revision: 2 };
/// The revision of a draft.
pub const DRAFTED: AtRevisionRequest = AtRevisionRequest { revision: 1 };

pub fn large_meeting() -> MeetingId {
    meeting(1)
}

/// The meeting of three people.
pub fn small_meeting() -> MeetingId {
    meeting(2)
}

fn meeting(number: u128) -> MeetingId {
    MeetingId::from_parts(UtcMillis(1_700_000_000_000), number)
}

/// Announced with a roll of the adult residents, opened, and everybody present: in the order that the store requires.
pub fn add_meetings(db: &Connection, opened_at: UtcMillis) {
    let all = "phone is not null";
    let three = "phone <= '13800000030' and name in ('周丽', '刘志强', '张敏')";
    assert_eq!([DEPUTY, SUPERVISOR, LEADER], ["周丽", "刘志强", "张敏"]);
    for (number, id, who) in [(1, large_meeting(), all), (2, small_meeting(), three)] {
        let named = |name: &str| -> String {
            let sql = "select id from members where name = ?1 and phone <= '13800000030'";
            db.query_row(sql, params![name], |row| row.get(0)).expect("somebody named")
        };
        let (chair, teller, id) = (named(DEPUTY), named(SUPERVISOR), id.to_string());
        let called = "insert into meetings (id, seq, form, electorate, title, agenda, place, starts_at, notice_days, status,
               announced_at, roll_hash, roll_count, chair, teller, convened_by, rules_version)
             values (?1, ?2, 'residents-assembly', 'adults', '示范数据：居民会议', '[]', '社区广场', 1, 10, 'announced', 1, '', 0,
               ?3, ?4, ?3, '2026-11')";
        db.execute(called, params![id, 900 + i64::from(number), chair, teller]).expect("a meeting");
        let born_by = domain::members::born_by(opened_at.day());
        let roll = format!(
            "insert into meeting_roll (meeting, voter, household, woman)
             select ?1, m.id, m.household, 0 from members m where left_at is null and born_day <= ?2 and {who}
               and exists (select 1 from stays t where t.member = m.id and t.until_at is null)"
        );
        db.execute(&roll, params![id, born_by]).expect("a roll");
        let voters: Vec<String> = db
            .prepare("select voter from meeting_roll where meeting = ?1 order by voter")
            .and_then(|mut rows| rows.query_map(params![id], |row| row.get(0))?.collect())
            .expect("the roll");
        let hash = domain::members::roll_hash(voters.iter().map(String::as_str));
        let frozen = "update meetings set roll_hash = ?2, roll_count = ?3 where id = ?1";
        db.execute(frozen, params![id, hash, i64::try_from(voters.len()).expect("a count")]).expect("a frozen roll");
        let opened = "update meetings set status = 'open', opened_at = 1 where id = ?1";
        db.execute(opened, params![id]).expect("an open meeting");
        let present = "insert into meeting_presence (meeting, voter, how, at, by)
             select meeting, voter, 'list', 1, voter from meeting_roll where meeting = ?1";
        db.execute(present, params![id]).expect("people");
    }
}

pub fn ballot_request(method: Method) -> BallotRequest {
    BallotRequest {
        case: None,
        question: Some("是否同意更换单元门".parse().expect("a question")),
        reason: None,
        method,
        rule: "assembly-majority".parse().expect("a rule"),
        item: 0,
        open_minutes: "1".parse().expect("a minute"),
    }
}

pub fn voter_id(member: MemberId) -> VoterId {
    member.to_string().parse().expect("a voter")
}

pub fn ballot_path(ballot: BallotId) -> (CommunityCode, BallotId) {
    (community_code(), ballot)
}

pub fn open_vote_request(member: MemberId, choice: Choice) -> CastOpenVoteRequest {
    CastOpenVoteRequest { voter: voter_id(member), choice, revision: AT.revision }
}

pub fn count_request(r#for: u32, against: u32) -> CountRequest {
    CountRequest { r#for, against, abstain: 0, invalid: 0, revision: AT.revision }
}

/// Thirty-two bytes that are unique in this process.
fn drawn() -> [u8; 32] {
    let key = crate::scenes::client::new_key().to_string();
    core::array::from_fn(|at| key.as_bytes()[at % key.len()].wrapping_add(u8::try_from(at / 26).unwrap_or(0)))
}

pub fn take_token_request(member: MemberId) -> TakeTokenRequest {
    let element = blind_input(Input(drawn()), drawn()).expect("an element").element;
    TakeTokenRequest { voter: voter_id(member), element, revision: AT.revision }
}

pub fn secret_vote((input, output): (Input, Output), choice: Choice) -> CastSecretBallotRequest {
    CastSecretBallotRequest { input, output, choice, revision: AT.revision }
}

impl<A: Api> World<A> {
    pub fn chair(&self) -> Person {
        self.person(DEPUTY)
    }

    pub fn draft_ballot(&self, meeting: MeetingId, method: Method) -> (CommunityCode, BallotId) {
        ballot_path(
            self.call::<DraftBallot>(&self.chair(), &(community_code(), meeting), &ballot_request(method)).ballot,
        )
    }

    pub fn open_ballot(&self, meeting: MeetingId, method: Method) -> (CommunityCode, BallotId) {
        let ballot = self.draft_ballot(meeting, method);
        self.call::<OpenBallot>(&self.chair(), &ballot, &DRAFTED);
        ballot
    }

    /// Takes a token, as a phone does.
    pub fn token(&self, ballot: &(CommunityCode, BallotId), who: &Person) -> (Input, Output) {
        let input = Input(drawn());
        let blinded = blind_input(input, drawn()).expect("an element");
        let body = TakeTokenRequest { voter: voter_id(who.member()), element: blinded.element, revision: AT.revision };
        let given = self.call::<TakeToken>(who, ballot, &body);
        let key = self.call::<ShowBallot>(who, ballot, &Empty {}).public_key.expect("a key");
        let answer = Evaluation { element: given.element, proof: given.proof };
        (input, blinded.finalise(&answer, &key).expect("a proof that holds"))
    }

    /// The three members of the small meeting vote in favour, and the chair closes.
    pub fn close_small(&self, ballot: &(CommunityCode, BallotId), method: Method) -> Tally {
        for name in [DEPUTY, SUPERVISOR, LEADER] {
            let who = self.person(name);
            if method == Method::Open {
                self.call::<CastOpenVote>(&who, ballot, &open_vote_request(who.member(), Choice::For));
            } else {
                let vote = secret_vote(self.token(ballot, &who), Choice::For);
                self.call::<CastSecretBallot>(&Person::guest(), ballot, &vote);
            }
        }
        self.call::<CloseBallot>(&self.chair(), ballot, &AT).tally
    }

    /// Everybody present raised a hand, and two people enter that count.
    pub fn count_hands(&self, ballot: &(CommunityCode, BallotId)) -> u32 {
        let present = self.call::<ShowTurnout>(&Person::guest(), ballot, &Empty {}).present;
        self.call::<EnterCount>(&self.chair(), ballot, &count_request(present, 0));
        self.call::<ConfirmCount>(&self.person(SUPERVISOR), ballot, &count_request(present, 0));
        present
    }
}
