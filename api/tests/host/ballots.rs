//! Ballots over the real store: each refusal where it is met.

use crate::ballot_meeting::{BallotMeeting, ballot_request, voter_id};
use crate::busy_community::{Actor, BusyCommunity};
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use api::db::Db;
use domain::ballots::token::{BallotKey, Element, Input, Output, blind_input};
use domain::ballots::{
    AtRevisionRequest, BallotStatus, CastOpenVoteRequest, CastSecretBallotRequest, Choice, CountRequest, Counts,
    HandOutPaperRequest, Method, TakeTokenRequest, VoiceState, VotingRight,
};
use domain::contract::*;
use domain::ids::{BallotId, MemberId};
use domain::time::MINUTE;

pub const AT: AtRevisionRequest = AtRevisionRequest { revision: 2 };

/// Six people are present: enough for two parts of a result.
pub fn hold_ballot_meeting(stage: &BusyCommunity) -> BallotMeeting<'_> {
    let roll = all_actors(stage).map(Actor::member);
    BallotMeeting::hold(&stage.desk, (stage.clerk.clone(), stage.watcher.clone()), &roll)
}

pub fn all_actors(stage: &BusyCommunity) -> [&Actor; 6] {
    [&stage.clerk, &stage.watcher, &stage.volunteer, &stage.neighbour, &stage.leader, &stage.grid_worker]
}

pub fn ballot_path(ballot: BallotId) -> (domain::ids::CommunityCode, BallotId) {
    (TestCommunity::code(), ballot)
}

pub fn count_request([r#for, against, abstain, invalid]: [u32; 4]) -> CountRequest {
    CountRequest { r#for, against, abstain, invalid, revision: 2 }
}

fn named(who: MemberId, choice: Choice) -> CastOpenVoteRequest {
    CastOpenVoteRequest { voter: voter_id(who), choice, revision: 2 }
}

pub fn blinded_element(byte: u8) -> Element {
    blind_input(Input([byte; 32]), [2; 32]).unwrap().element
}

pub fn take_token_request(who: MemberId) -> TakeTokenRequest {
    TakeTokenRequest { voter: voter_id(who), element: blinded_element(1), revision: 2 }
}

#[test]
fn a_vote_by_name_from_draft_to_result() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let (dropped, ballot) = (ballot_path(hall.draft(Method::Hands)), hall.draft(Method::Open));
    let (this, chair) = (ballot_path(ballot), &stage.clerk.person);
    desk.call::<DropBallot>(chair, &dropped, &AtRevisionRequest { revision: 1 });
    assert_eq!(desk.refusal::<ShowBallot>(chair, &dropped, &Empty {}), "request/not-found");
    assert_eq!(desk.call::<ReviseBallot>(chair, &this, &ballot_request(Method::Open)).revision, 2);
    assert_eq!(desk.refusal::<OpenBallot>(chair, &this, &AtRevisionRequest { revision: 1 }), "ballots/stale-page");
    let opened = desk.call::<OpenBallot>(chair, &this, &AT);
    assert_eq!((opened.revision, opened.public_key), (3, None));
    assert_eq!(desk.refusal::<ReviseBallot>(chair, &this, &ballot_request(Method::Secret)), "ballots/not-draft");
    assert_eq!(desk.refusal::<DropBallot>(chair, &this, &AtRevisionRequest { revision: 3 }), "ballots/not-draft");
    let at = |revision, who: &Actor, choice| CastOpenVoteRequest { revision, ..named(who.member(), choice) };
    let (person, member) = (&stage.volunteer.person, &stage.volunteer);
    assert_eq!(desk.refusal::<CastOpenVote>(person, &this, &at(2, member, Choice::For)), "ballots/stale-page");
    desk.call::<CastOpenVote>(person, &this, &at(3, member, Choice::For));
    let again = desk.refusal::<CastOpenVote>(person, &this, &at(3, member, Choice::Against));
    assert_eq!(again, "ballots/already-voted", "a vote by name is not changed");
    let second_device = desk.sign_in("李秀英");
    let again = desk.refusal::<CastOpenVote>(&second_device, &this, &at(3, member, Choice::For));
    assert_eq!(again, "ballots/already-voted", "from another device");

    let shown = desk.call::<ShowBallot>(&second_device, &this, &Empty {});
    assert_eq!((shown.turnout.voted, shown.turnout.present, shown.turnout.entitled, shown.tally), (1, 6, 6, None));
    assert_eq!((shown.mine.len(), shown.mine[0].state, shown.mine[0].how), (1, VoiceState::Voted, VotingRight::Own));
    assert_eq!(desk.refusal::<ListVotes>(chair, &this, &Empty {}), "ballots/not-closed");
    let close = AtRevisionRequest { revision: 3 };
    assert_eq!(desk.refusal::<CloseBallot>(&stage.clerk.person, &this, &close), "ballots/too-early");
    for (who, choice) in all_actors(&stage).into_iter().filter(|who| who.name != "李秀英").zip([
        Choice::For,
        Choice::Against,
        Choice::Abstain,
        Choice::For,
        Choice::For,
    ]) {
        desk.call::<CastOpenVote>(&who.person, &this, &at(3, who, choice));
    }
    let tally = desk.call::<CloseBallot>(chair, &this, &close).tally;
    assert_eq!(tally.total, Counts { r#for: 4, against: 1, abstain: 1, invalid: 0 });
    assert_eq!(desk.refusal::<CloseBallot>(chair, &this, &close), "ballots/not-open", "once");
    let figures = desk.call::<ShowTurnout>(&Person::default(), &this, &Empty {});
    assert_eq!((figures.status, figures.voted, figures.present), (BallotStatus::Closed, 6, 6));
    let votes = desk.call::<ListVotes>(chair, &this, &Empty {}).rows;
    assert!(votes.len() == 6 && votes.iter().any(|vote| vote.name == "李秀英" && vote.choice == Choice::For));
    let masked = desk.call::<ListVotes>(&Person::default(), &this, &Empty {}).rows;
    assert!(masked.iter().all(|vote| vote.name.ends_with("**")), "{masked:?}");
    let late = desk.refusal::<CastOpenVote>(person, &this, &at(3, member, Choice::For));
    assert_eq!(late, "ballots/not-open", "after closing");
    desk.check_books();
}

#[test]
fn whoever_may_not_vote_is_told_why() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let (open, secret) = (hall.open(Method::Open), hall.open(Method::Secret));
    let one = &stage.volunteer;
    let refusals = |who: &Actor, about: MemberId| {
        [
            desk.refusal::<CastOpenVote>(&who.person, &ballot_path(open), &named(about, Choice::For)),
            desk.refusal::<TakeToken>(&who.person, &ballot_path(secret), &take_token_request(about)),
        ]
    };
    let both = |code: &str| [format!("ballots/{code}"), format!("ballots/{code}")];
    assert_eq!(refusals(&stage.closer, stage.closer.member()), both("not-on-roll"));
    assert_eq!(refusals(one, stage.neighbour.member()), both("not-your-voice"), "a neighbour's voice");
    let under_age = "select id from members where born_day > '2009' and left_at is null order by id limit 1";
    let child = desk.texts(under_age, &[])[0].parse().unwrap();
    assert_eq!(refusals(one, child), both("not-on-roll"), "a child has no voice");
    desk.rehearse(|| {
        hall.strike(one.member());
        assert_eq!(refusals(one, one.member()), both("struck"));
        let figures = desk.call::<ShowTurnout>(&one.person, &ballot_path(open), &Empty {});
        assert_eq!((figures.entitled, figures.present), (5, 5), "who is struck is neither entitled nor there");
    });
    desk.rehearse(|| {
        let over = "update meetings set status = 'closed', closed_at = opened_at where id = ?";
        hall.run(over, bind![hall.meeting]);
        assert_eq!(refusals(one, one.member()), both("meeting-not-open"));
        let late = desk.refusal::<DraftBallot>(
            &stage.clerk.person,
            &(TestCommunity::code(), hall.meeting),
            &ballot_request(Method::Open),
        );
        assert_eq!(late, "ballots/meeting-not-open");
    });
    let wrong = [
        desk.refusal::<CastOpenVote>(&one.person, &ballot_path(secret), &named(one.member(), Choice::For)),
        desk.refusal::<TakeToken>(&one.person, &ballot_path(open), &take_token_request(one.member())),
        desk.refusal::<HandOutPaper>(&stage.clerk.person, &ballot_path(open), &paper_request(one)),
        desk.refusal::<EnterCount>(&stage.clerk.person, &ballot_path(open), &count_request([1, 0, 0, 0])),
    ];
    assert!(wrong.iter().all(|code| code == "ballots/other-method"), "{wrong:?}");
    let nothing = TakeTokenRequest { element: Element([0xff; 32]), ..take_token_request(one.member()) };
    assert_eq!(desk.refusal::<TakeToken>(&one.person, &ballot_path(secret), &nothing), "ballots/bad-element");
    assert_eq!(
        desk.call::<ShowTurnout>(&one.person, &ballot_path(secret), &Empty {}).given,
        0,
        "nothing was given for it"
    );
}

#[test]
fn who_stays_at_home_has_no_vote() {
    let stage = BusyCommunity::open();
    let (desk, home) = (&stage.desk, &stage.volunteer);
    let hall =
        BallotMeeting::call(desk, (stage.clerk.clone(), stage.watcher.clone()), ("residents-assembly", "adults"));
    for who in all_actors(&stage) {
        hall.enrol(&who.member().to_string());
    }
    hall.begin(&[]);
    hall.present(&stage.leader.member().to_string(), stage.leader.member());
    let (open, secret) = (ballot_path(hall.open(Method::Open)), ballot_path(hall.open(Method::Secret)));
    let refusals = || {
        [
            desk.refusal::<CastOpenVote>(&home.person, &open, &named(home.member(), Choice::For)),
            desk.refusal::<TakeToken>(&home.person, &secret, &take_token_request(home.member())),
            desk.refusal::<HandOutPaper>(&stage.clerk.person, &secret, &paper_request(home)),
        ]
    };
    assert_eq!(refusals(), ["ballots/not-present", "ballots/not-present", "ballots/receivers-absent"]);
    let mine = desk.call::<ShowBallot>(&home.person, &open, &Empty {}).mine;
    assert_eq!((mine.len(), mine[0].state), (1, VoiceState::NotPresent));
    hall.present(&home.member().to_string(), home.member());
    desk.call::<CastOpenVote>(&home.person, &open, &named(home.member(), Choice::For));
    desk.call::<HandOutPaper>(&stage.clerk.person, &secret, &paper_request(home));
}

/// Not every vote checks the roster; the entitlement of a person who is about to take part is checked again.
#[test]
fn who_moved_away_since_is_struck_when_the_vote_is_asked_for() {
    let stage = BusyCommunity::open();
    let (desk, hall, gone) = (&stage.desk, hold_ballot_meeting(&stage), &stage.volunteer);
    let (open, secret) = (ballot_path(hall.open(Method::Open)), ballot_path(hall.open(Method::Secret)));
    let moved = "update stays set until_at = ? where member = ? and until_at is null";
    hall.run(moved, bind![desk.now.get(), gone.member()]);
    let before = desk.call::<ShowTurnout>(&gone.person, &open, &Empty {});
    assert_eq!((before.entitled, before.present), (6, 6));
    for attempt in 0..2 {
        let refused = desk.refusal::<CastOpenVote>(&gone.person, &open, &named(gone.member(), Choice::For));
        assert_eq!(refused, "ballots/struck", "{attempt}");
        let after = desk.call::<ShowTurnout>(&gone.person, &open, &Empty {});
        assert_eq!((after.entitled, after.present, after.voted), (5, 5, 0), "and stays so");
    }
    assert_eq!(desk.refusal::<TakeToken>(&gone.person, &secret, &take_token_request(gone.member())), "ballots/struck");
    assert_eq!(
        desk.refusal::<HandOutPaper>(&stage.clerk.person, &secret, &paper_request(gone)),
        "ballots/receivers-struck"
    );
    let mine = desk.call::<ShowBallot>(&gone.person, &open, &Empty {}).mine;
    assert_eq!(mine[0].state, VoiceState::Struck);
}

pub fn paper_request(who: &Actor) -> HandOutPaperRequest {
    HandOutPaperRequest { voters: vec![voter_id(who.member())], revision: 2 }
}

#[test]
fn a_listed_proxy_votes_for_who_is_not_there() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (proxy, principal, comes) = (&stage.neighbour, &stage.volunteer, &stage.leader);
    let hall =
        BallotMeeting::call(desk, (stage.clerk.clone(), stage.watcher.clone()), ("residents-assembly", "adults"));
    for who in all_actors(&stage) {
        hall.enrol(&who.member().to_string());
    }
    hall.begin(&[(principal.member(), proxy.member()), (comes.member(), proxy.member())]);
    let (open, secret) = (hall.open(Method::Open), hall.open(Method::Secret));
    let vote = named(principal.member(), Choice::Against);
    let away = desk.refusal::<CastOpenVote>(&proxy.person, &ballot_path(open), &vote);
    assert_eq!(away, "ballots/not-your-voice", "who holds a mandate and is not there stands for nobody");
    hall.present(&proxy.member().to_string(), proxy.member());
    for who in [principal, comes] {
        hall.there(&who.member().to_string(), "proxy", proxy.member());
    }
    let came = "update meeting_presence set how = 'code', by = voter where meeting = ? and voter = ?";
    hall.run(came, bind![hall.meeting, comes.member()]);
    let there = desk.refusal::<CastOpenVote>(&proxy.person, &ballot_path(open), &named(comes.member(), Choice::For));
    assert_eq!(there, "ballots/principal-present");
    let figures = desk.call::<ShowTurnout>(&proxy.person, &ballot_path(open), &Empty {});
    assert_eq!(figures.present, 3, "who is represented counts as present");
    let by_another = desk.refusal::<CastOpenVote>(&stage.watcher.person, &ballot_path(open), &vote);
    assert_eq!(by_another, "ballots/not-your-voice");
    let mine = desk.call::<ShowBallot>(&proxy.person, &ballot_path(open), &Empty {}).mine;
    let shown: Vec<_> = mine.iter().map(|voice| (voice.how, voice.state, voice.name.as_deref())).collect();
    assert_eq!(
        shown,
        [(VotingRight::Own, VoiceState::Free, None), (VotingRight::Proxy, VoiceState::Free, Some("李秀英"))]
    );
    desk.call::<CastOpenVote>(&proxy.person, &ballot_path(open), &vote);
    desk.call::<CastOpenVote>(&proxy.person, &ballot_path(open), &named(proxy.member(), Choice::For));
    assert_eq!(desk.refusal::<CastOpenVote>(&proxy.person, &ballot_path(open), &vote), "ballots/already-voted");
    desk.call::<TakeToken>(&proxy.person, &ballot_path(secret), &take_token_request(principal.member()));
    let another = TakeTokenRequest { element: blinded_element(7), ..take_token_request(principal.member()) };
    assert_eq!(desk.refusal::<TakeToken>(&proxy.person, &ballot_path(secret), &another), "ballots/token-given");
    let own =
        desk.refusal::<CastOpenVote>(&principal.person, &ballot_path(open), &named(principal.member(), Choice::For));
    assert_eq!(own, "ballots/not-present", "the principal is at home");
    desk.rehearse(|| {
        let moved = "update stays set until_at = ? where member = ? and until_at is null";
        hall.run(moved, bind![desk.now.get(), proxy.member()]);
        let gone =
            desk.refusal::<TakeToken>(&proxy.person, &ballot_path(secret), &take_token_request(principal.member()));
        assert_eq!(gone, "ballots/not-your-voice", "who is struck stands for nobody");
        assert_eq!(desk.call::<ShowTurnout>(&proxy.person, &ballot_path(secret), &Empty {}).present, 1);
    });
}

#[test]
fn a_household_has_one_voice_and_whoever_comes_first_uses_it() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let officers = (stage.clerk.clone(), stage.watcher.clone());
    let hall = BallotMeeting::call(desk, officers, ("household-assembly", "households"));
    let house = stage.volunteer.standing.household.unwrap();
    let moves = "update members set household = ?, housed_at = ? where id = ?";
    desk.db.run(moves, bind![house, desk.now.get(), stage.neighbour.member()]).unwrap();
    hall.enrol(&house.to_string());
    hall.begin(&[]);
    hall.present(&house.to_string(), stage.neighbour.member());
    let ballot = hall.open(Method::Open);
    let vote = CastOpenVoteRequest { voter: house.to_string().parse().unwrap(), choice: Choice::For, revision: 2 };
    let second = desk.refusal::<CastOpenVote>(&stage.volunteer.person, &ballot_path(ballot), &vote);
    assert_eq!(second, "ballots/spoken-for");
    let own_name = named(stage.neighbour.member(), Choice::For);
    let alone = desk.refusal::<CastOpenVote>(&stage.neighbour.person, &ballot_path(ballot), &own_name);
    assert_eq!(alone, "ballots/not-on-roll", "nobody has a voice of their own there");
    desk.call::<CastOpenVote>(&stage.neighbour.person, &ballot_path(ballot), &vote);
    hall.close(ballot);
    let votes = desk.call::<ListVotes>(&stage.clerk.person, &ballot_path(ballot), &Empty {}).rows;
    assert_eq!((votes.len(), votes[0].name.as_str()), (1, "王明"));
}

#[test]
fn a_token_votes_once_for_its_own_ballot_and_without_a_session() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let (ballot, other) = (hall.open(Method::Secret), hall.open(Method::Secret));
    let one = &stage.volunteer;
    let token = hall.token(ballot, one);
    let again = desk.refusal::<TakeToken>(&one.person, &ballot_path(ballot), &take_token_request(one.member()));
    assert_eq!(again, "ballots/token-given", "a lost phone gets no second one");
    assert_eq!(
        desk.refusal::<HandOutPaper>(&stage.clerk.person, &ballot_path(ballot), &paper_request(one)),
        "ballots/receivers-have-tokens"
    );
    let guest = Person::default();
    let cast = |to: BallotId, vote: &CastSecretBallotRequest| {
        desk.try_call::<CastSecretBallot>(&guest, &ballot_path(to), &(), vote)
    };
    let code = |answer: Result<_, Problem>| answer.map_or_else(|problem| problem.code, |_| String::new());
    let (yes, no) =
        (BallotMeeting::secret_vote(token, Choice::For), BallotMeeting::secret_vote(token, Choice::Against));
    assert_eq!(code(cast(other, &yes)), "ballots/wrong-token", "a token of another ballot");
    let forged = CastSecretBallotRequest { output: Output([7; 64]), ..yes.clone() };
    assert_eq!(code(cast(ballot, &forged)), "ballots/wrong-token");
    assert_eq!(code(cast(ballot, &CastSecretBallotRequest { revision: 1, ..yes.clone() })), "ballots/stale-page");
    assert_eq!(code(cast(ballot, &yes)), "");
    let after = desk.fingerprint();
    assert_eq!(code(cast(ballot, &yes)), "", "the answer was lost, and the phone sends again");
    assert_eq!(code(cast(ballot, &no)), "ballots/token-spent");
    assert_eq!(desk.fingerprint(), after, "one vote");
    let unused = hall.token(ballot, &stage.neighbour);
    desk.pass(10 * MINUTE);
    let tally = hall.close(ballot);
    assert_eq!((tally.total.r#for, tally.total.sum(), tally.given_not_cast), (1, 1, 1));
    assert_eq!(code(cast(ballot, &yes)), "", "still the same vote");
    assert_eq!(code(cast(ballot, &BallotMeeting::secret_vote(unused, Choice::For))), "ballots/not-open");
    let list = desk.call::<ListReceipts>(&guest, &ballot_path(ballot), &Empty {}).rows;
    assert_eq!((list[0].receipt, list[0].choice), (token.0.receipt(), Some(Choice::For)), "everybody finds their own");
    let sealed = desk.rows("select count(*) from ballots where status = 'closed' and sealed_key is not null");
    assert_eq!(sealed[0].int(0), Ok(0), "the key is gone");
}

/// Somebody with the store and its key can make tokens. They never bring in more votes than tokens were given, and a
/// voter whose token was used up that way is told so.
#[test]
fn a_forged_vote_beyond_the_tokens_given_is_refused() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let ballot = hall.open(Method::Secret);
    let sealed = desk.db.run("select sealed_key from ballots where id = ?", bind![ballot]).unwrap()[0].blob(0).unwrap();
    let seed = api::seal::open_text(&desk.secrets, &["ballot", &ballot.to_string()], &sealed).unwrap();
    let key = BallotKey::of(&seed.parse::<Input>().unwrap().0, ballot).unwrap();
    let forged = |byte: u8| {
        let input = Input([byte; 32]);
        let blinded = blind_input(input, [9; 32]).unwrap();
        (input, blinded.finalise(&key.evaluate(&blinded.element, [8; 32]).unwrap(), &key.public()).unwrap())
    };
    let cast = |token, choice| {
        let body = BallotMeeting::secret_vote(token, choice);
        desk.try_call::<CastSecretBallot>(&Person::default(), &ballot_path(ballot), &(), &body)
            .map_err(|problem| problem.code)
    };
    let no_token_left = Err("ballots/no-token-left".to_owned());
    assert_eq!(cast(forged(1), Choice::For).map(drop), no_token_left, "nobody has a token");
    let tokens = [&stage.volunteer, &stage.neighbour].map(|who| hall.token(ballot, who));
    hall.cast(ballot, tokens[0], Choice::Against);
    assert!(cast(forged(2), Choice::For).is_ok(), "it takes the place of one that was given and is not cast yet");
    assert_eq!(cast(forged(3), Choice::For).map(drop), no_token_left);
    assert_eq!(cast(tokens[1], Choice::For).map(drop), no_token_left, "and its holder learns it");
    assert!(cast(tokens[0], Choice::Against).is_ok(), "the same vote again is still the same vote");
    desk.pass(10 * MINUTE);
    assert_eq!(hall.close(ballot).total.sum(), 2);
}

/// A cookie sent with a secret vote is not read: not even the use of the session is recorded.
#[test]
fn a_session_is_neither_needed_nor_read_when_casting() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let ballot = hall.open(Method::Secret);
    let token = hall.token(ballot, &stage.volunteer);
    // Any other request would now record that the session was used: an hour has passed.
    desk.pass(61 * MINUTE);
    let sessions = || format!("{:?}", desk.rows("select * from sessions order by id"));
    let before = (sessions(), desk.rows("select count(*) from journal"), desk.rows("select count(*) from commands"));
    let body = BallotMeeting::secret_vote(token, Choice::Abstain);
    let mut request =
        TestCommunity::request::<CastSecretBallot>(&stage.volunteer.person, &ballot_path(ballot), &(), &body);
    request.key = Some(desk.key().to_string());
    request.address = Some("192.0.2.1".into());
    let lost = ObjectRequest { cookie: Some("linli=0".into()), ..request.clone() };
    for request in [&request, &lost] {
        let answer = desk.handle(request);
        assert_eq!((answer.status, &answer.set_cookie, &answer.etag, answer.public), (200, &None, &None, false));
    }
    let after = (sessions(), desk.rows("select count(*) from journal"), desk.rows("select count(*) from commands"));
    assert_eq!(after, before);
    let named = ENDPOINTS.iter().filter(|(_, spec)| spec.kind == EndpointKind::Anonymous).map(|(_, spec)| spec.name);
    assert_eq!(named.collect::<Vec<_>>(), ["ballots/cast-secret-ballot"], "the exception is this one");
}
