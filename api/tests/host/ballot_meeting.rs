//! An open meeting, written as its own triggers allow it, and ballots held in it.

use crate::busy_community::Actor;
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::ballots::token::{Evaluation, Input, Output, blind_input};
use domain::ballots::{
    AtRevisionRequest, BallotRequest, CastOpenVoteRequest, CastSecretBallotRequest, Choice, CountRequest, Method,
    TakeTokenRequest, Tally,
};
use domain::contract::*;
use domain::ids::{BallotId, MeetingId, MemberId, VoterId};

/// Input and output.
pub type Token = (Input, Output);

pub struct BallotMeeting<'d> {
    pub desk: &'d TestCommunity,
    pub chair: Actor,
    pub teller: Actor,
    pub meeting: MeetingId,
}

pub fn ballot_request(method: Method) -> BallotRequest {
    BallotRequest {
        case: None,
        question: Some("是否同意三号楼加装电梯方案".parse().unwrap()),
        reason: None,
        method,
        rule: "assembly-majority".parse().unwrap(),
        item: 0,
        open_minutes: "10".parse().unwrap(),
    }
}

pub fn voter_id(member: MemberId) -> VoterId {
    member.to_string().parse().unwrap()
}

/// Thirty-two bytes that no other draw of this desk has.
fn drawn(desk: &TestCommunity) -> [u8; 32] {
    api::crypto::hash_sha256(desk.key().to_string().as_bytes())
}

impl<'d> BallotMeeting<'d> {
    /// A meeting of adults in which everybody on the roll is present.
    pub fn hold(desk: &'d TestCommunity, officers: (Actor, Actor), roll: &[MemberId]) -> Self {
        let hall = Self::call(desk, officers, ("residents-assembly", "adults"));
        for member in roll {
            hall.enrol(&member.to_string());
        }
        hall.begin(&[]);
        for member in roll {
            hall.present(&member.to_string(), *member);
        }
        hall
    }

    /// An announced meeting whose roll is being written.
    pub fn call(
        desk: &'d TestCommunity,
        (chair, teller): (Actor, Actor),
        (form, electorate): (&'static str, &'static str),
    ) -> Self {
        let meeting = desk.key().to_string().parse().unwrap();
        let hall = Self { desk, chair, teller, meeting };
        hall.run(
            "insert into meetings (id, seq, form, electorate, title, agenda, place, starts_at, notice_days, status, announced_at,
               roll_hash, roll_count, chair, teller, convened_by, rules_version)
             select ?1, coalesce(max(seq), 0) + 1, ?2, ?3, '示范数据：居民会议', '[]', '社区广场', ?4, 10, 'announced', ?4, '', 0,
               ?5, ?6, ?5, '2026-11' from meetings",
            bind![meeting, form, electorate, desk.now.get(), hall.chair.member(), hall.teller.member()],
        );
        hall
    }

    /// Freezes the roll, enters mandates (principal, holder), and opens the meeting.
    pub fn begin(&self, mandates: &[(MemberId, MemberId)]) {
        let voters =
            self.desk.texts("select voter from meeting_roll where meeting = ? order by voter", bind![self.meeting]);
        let hash = domain::members::roll_hash(voters.iter().map(String::as_str));
        let count = u32::try_from(voters.len()).unwrap();
        let frozen = "update meetings set roll_hash = ?, roll_count = ? where id = ?";
        self.run(frozen, bind![hash, count, self.meeting]);
        for (principal, proxy) in mandates {
            let sql = "insert into meeting_proxies (meeting, principal, proxy, kinship, at, by) values (?, ?, ?, 'child', 1, ?2)";
            self.run(sql, bind![self.meeting, *principal, *proxy]);
        }
        let opened = "update meetings set status = 'open', opened_at = ? where id = ?";
        self.run(opened, bind![self.desk.now.get(), self.meeting]);
    }

    pub fn run(&self, sql: &'static str, params: &[api::db::Value]) {
        self.desk.db.run(sql, params).unwrap();
    }

    /// Adds a line to the roll: a member, or a household.
    pub fn enrol(&self, voter: &str) {
        let sql = "insert into meeting_roll (meeting, voter, household, woman)
            select ?1, ?2, coalesce((select household from members where id = ?2), ?2), 0";
        self.run(sql, bind![self.meeting, voter]);
    }

    pub fn present(&self, voter: &str, by: MemberId) {
        self.there(voter, "code", by);
    }

    pub fn there(&self, voter: &str, how: &'static str, by: MemberId) {
        let sql = "insert into meeting_presence (meeting, voter, how, at, by) values (?, ?, ?, ?, ?)";
        self.run(sql, bind![self.meeting, voter, how, self.desk.now.get(), by]);
    }

    pub fn strike(&self, voter: MemberId) {
        let sql = "update meeting_roll set struck_at = 1, struck_cause = 'moved' where meeting = ? and voter = ?";
        self.run(sql, bind![self.meeting, voter]);
    }

    pub fn draft(&self, method: Method) -> BallotId {
        self.desk
            .call::<DraftBallot>(&self.chair.person, &(TestCommunity::code(), self.meeting), &ballot_request(method))
            .ballot
    }

    /// An open ballot, at revision 2.
    pub fn open(&self, method: Method) -> BallotId {
        let ballot = self.draft(method);
        self.desk.call::<OpenBallot>(
            &self.chair.person,
            &(TestCommunity::code(), ballot),
            &AtRevisionRequest { revision: 1 },
        );
        ballot
    }

    pub fn vote(&self, ballot: BallotId, by: &Actor, choice: Choice) {
        let body = CastOpenVoteRequest { voter: voter_id(by.member()), choice, revision: 2 };
        self.desk.call::<CastOpenVote>(&by.person, &(TestCommunity::code(), ballot), &body);
    }

    /// Takes a token as a phone does: blinds, asks, checks the proof against the published key, finalises.
    pub fn token(&self, ballot: BallotId, by: &Actor) -> Token {
        let input = Input(drawn(self.desk));
        let blinded = blind_input(input, drawn(self.desk)).unwrap();
        let body = TakeTokenRequest { voter: voter_id(by.member()), element: blinded.element, revision: 2 };
        let given = self.desk.call::<TakeToken>(&by.person, &(TestCommunity::code(), ballot), &body);
        let shown = self.desk.call::<ShowBallot>(&by.person, &(TestCommunity::code(), ballot), &Empty {});
        let answer = Evaluation { element: given.element, proof: given.proof };
        (input, blinded.finalise(&answer, &shown.public_key.unwrap()).unwrap())
    }

    pub fn secret_vote((input, output): Token, choice: Choice) -> CastSecretBallotRequest {
        CastSecretBallotRequest { input, output, choice, revision: 2 }
    }

    /// Casts without any cookie.
    pub fn cast(&self, ballot: BallotId, token: Token, choice: Choice) {
        let nobody = crate::test_community::Person::default();
        let body = Self::secret_vote(token, choice);
        let taken = self.desk.call::<CastSecretBallot>(&nobody, &(TestCommunity::code(), ballot), &body);
        assert_eq!(taken.receipt, token.0.receipt());
    }

    /// Counts by the chair and the teller.
    pub fn count(&self, ballot: BallotId, [r#for, against, abstain, invalid]: [u32; 4]) {
        let entry = CountRequest { r#for, against, abstain, invalid, revision: 2 };
        self.desk.call::<EnterCount>(&self.chair.person, &(TestCommunity::code(), ballot), &entry);
        assert!(self.desk.call::<ConfirmCount>(&self.teller.person, &(TestCommunity::code(), ballot), &entry).agreed);
    }

    pub fn close(&self, ballot: BallotId) -> Tally {
        let body = AtRevisionRequest { revision: 2 };
        self.desk.call::<CloseBallot>(&self.chair.person, &(TestCommunity::code(), ballot), &body).tally
    }
}
