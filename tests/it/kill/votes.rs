//! Votes under `kill -9`: by name with a key, in secret with a token and without a key, repeatedly over the same
//! meeting.
//!
//! Invariant: an acknowledged vote is there once, and a vote whose answer was lost is accepted when it is sent again:
//! by its key or, in secret, because the same token with the same choice is the same vote. A token whose answer was
//! lost is given again for the same blinded element.

use super::{Load, kill_often, next_random, random_seed, tell};
use crate::community_books::CommunityBooks;
use crate::server::{Mode, Server, ServerSettings, new_folder};
use crate::template::copy_to;
use domain::ballots::token::{BlindedInput, Element, Evaluation, Input};
use domain::ballots::{
    CastOpenVoteRequest, CastSecretBallotRequest, Choice, Method, SecretVoteTaken, TakeTokenRequest, TokenGiven,
};
use domain::contract::{
    CastOpenVote, CastSecretBallot, CloseBallot, Empty, Endpoint, ShowBallot, ShowTurnout, TakeToken,
};
use domain::ids::{BallotId, CommunityCode};
use std::path::Path;
use tests::scenes::client::{Call, HttpAnswer};
use tests::scenes::open_meetings::{AT, large_meeting, open_vote_request, secret_vote, voter_id};
use tests::scenes::people::Person;

const ROUNDS: usize = 60;
const CLIENTS: usize = 6;
const VOTERS_OF_A_CLIENT: usize = 14;
/// Ballots by name, and as many in secret, all open at the same time.
const PAIRS: usize = 6;

type At = (CommunityCode, BallotId);

/// One action of a client for one of its voters.
enum Step {
    Vote {
        at: At,
        who: Person,
        body: CastOpenVoteRequest,
    },
    Take {
        at: At,
        who: Person,
        key: Element,
    },
    Cast {
        at: At,
        body: CastSecretBallotRequest,
    },
    /// When all have voted.
    Look {
        at: At,
    },
}

struct Waiting {
    step: Step,
    call: Call,
    /// The input of a token that is being asked for.
    blinded: Option<(Input, BlindedInput)>,
    again: bool,
}

struct Client {
    chance: u64,
    steps: Vec<Step>,
    first: At,
    waiting: Option<Waiting>,
    votes: Vec<(At, CastOpenVoteRequest, Call)>,
    casts: Vec<(At, CastSecretBallotRequest)>,
    tokens: usize,
    sent_again: [usize; 3],
    failures: Vec<String>,
}

fn choice(chance: &mut u64) -> Choice {
    match next_random(chance) % 3 {
        0 => Choice::For,
        1 => Choice::Against,
        _ => Choice::Abstain,
    }
}

fn drawn(chance: &mut u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.chunks_mut(8).for_each(|part| part.copy_from_slice(&next_random(chance).to_be_bytes()));
    bytes
}

impl Client {
    fn new(server: &Server, by_name: &[At], in_secret: &[(At, Element)], mut chance: u64) -> Self {
        let mut steps = vec![];
        for _ in 0..VOTERS_OF_A_CLIENT {
            let who = server.resident();
            for at in by_name {
                let body = open_vote_request(who.member(), choice(&mut chance));
                steps.push(Step::Vote { at: at.clone(), who: who.clone(), body });
            }
            for (at, key) in in_secret {
                steps.push(Step::Take { at: at.clone(), who: who.clone(), key: *key });
            }
        }
        let first = by_name[0].clone();
        let none = (None, vec![], vec![], vec![]);
        let (waiting, votes, casts, failures) = none;
        Self { chance, steps, first, waiting, votes, casts, tokens: 0, sent_again: [0; 3], failures }
    }

    fn choose(&mut self) -> Waiting {
        let left = self.steps.len();
        let step = match u64::try_from(left) {
            Ok(count) if count > 0 => {
                self.steps.swap_remove(usize::try_from(next_random(&mut self.chance) % count).unwrap_or(0))
            }
            _ => Step::Look { at: self.first.clone() },
        };
        let (mut blinded, guest) = (None, Person::guest());
        let call = match &step {
            Step::Vote { at, who, body } => Call::of::<CastOpenVote>(who, at, &(), body),
            Step::Take { at, who, .. } => {
                let (input, blinding) = (Input(drawn(&mut self.chance)), drawn(&mut self.chance));
                let made = domain::ballots::token::blind_input(input, blinding).expect("an element");
                let body =
                    TakeTokenRequest { voter: voter_id(who.member()), element: made.element, revision: AT.revision };
                blinded = Some((input, made));
                Call::of::<TakeToken>(who, at, &(), &body)
            }
            Step::Cast { at, body } => Call::of::<CastSecretBallot>(&guest, at, &(), body),
            Step::Look { at } => Call::of::<ShowTurnout>(&guest, at, &(), &Empty {}),
        };
        Waiting { step, call, blinded, again: false }
    }

    fn try_waiting(&mut self, agent: &ureq::Agent, address: &str) -> bool {
        let Some(waiting) = self.waiting.take() else { return true };
        let Ok(answer) = crate::http::send_call(agent, address, &waiting.call) else {
            self.waiting = Some(Waiting { again: true, ..waiting });
            return false;
        };
        if waiting.again {
            let kind = match waiting.step {
                Step::Vote { .. } => Some(0),
                Step::Take { .. } => Some(1),
                Step::Cast { .. } => Some(2),
                Step::Look { .. } => None,
            };
            if let Some(kind) = kind {
                self.sent_again[kind] += 1;
            }
        }
        self.learn(waiting, &answer);
        true
    }

    fn learn(&mut self, waiting: Waiting, answer: &HttpAnswer) {
        let Waiting { step, call, blinded, .. } = waiting;
        match (step, answer.status) {
            (Step::Vote { at, body, .. }, 200) => self.votes.push((at, body, call)),
            (Step::Take { at, key, .. }, 200) => {
                let given: TokenGiven = serde_json::from_slice(&answer.body).expect("a token");
                let answer = Evaluation { element: given.element, proof: given.proof };
                let (input, blinded) = blinded.expect("what was sent");
                let output = blinded.finalise(&answer, &key).expect("a proof that holds");
                self.tokens += 1;
                let body = secret_vote((input, output), choice(&mut self.chance));
                self.steps.push(Step::Cast { at, body });
            }
            (Step::Cast { at, body }, 200) => {
                let taken: SecretVoteTaken = serde_json::from_slice(&answer.body).expect("a receipt");
                assert_eq!(taken.receipt, body.input.receipt());
                self.casts.push((at, body));
            }
            (Step::Look { .. }, 200) => {}
            _ => self.failures.push(format!("{}: {} {}", call.url, answer.status, answer.text())),
        }
    }
}

impl Load for Client {
    fn work(&mut self, agent: &ureq::Agent, address: &str) -> bool {
        let waiting = self.choose();
        self.waiting = Some(waiting);
        self.try_waiting(agent, address)
    }

    fn send_again(&mut self, agent: &ureq::Agent, address: &str) -> bool {
        let left = self.waiting.is_some();
        if left && !self.try_waiting(agent, address) {
            self.failures.push("no answer although nothing was killed".to_owned());
        }
        left
    }

    fn failures(&self) -> &[String] {
        &self.failures
    }
}

fn total(clients: &[Client], of: fn(&Client) -> usize) -> i64 {
    i64::try_from(clients.iter().map(of).sum::<usize>()).expect("a count")
}

/// Compares the tables with the answers that the voters got. The book's own check compares every counter with its rows.
fn settle(data: &Path, clients: &[Client], journal_before: i64) {
    let book = CommunityBooks::of(data);
    book.check();
    let votes = total(clients, |client| client.votes.len());
    let casts = total(clients, |client| client.casts.len());
    let given = total(clients, |client| client.tokens);
    assert_eq!(book.number("select count(*) from ballot_votes"), votes, "votes by name");
    assert_eq!(book.number("select sum(cast_count) from ballots"), casts, "secret votes, which lie in the urn");
    assert_eq!(book.number("select count(*) from ballot_tokens"), given, "tokens");
    let journaled = |name: &str| book.number(&format!("select count(*) from journal where command = '{name}'"));
    assert_eq!(journaled(CastOpenVote::SPEC.name), votes);
    assert_eq!(journaled(TakeToken::SPEC.name), 0, "nothing says when a token was given");
    assert_eq!(journaled(CastSecretBallot::SPEC.name), 0, "nothing says when a secret vote was cast");
    assert_eq!(book.number("select count(*) from journal") - journal_before, votes);
    for (at, body, _) in clients.iter().flat_map(|client| &client.votes) {
        let kept =
            book.text("select choice from ballot_votes where ballot || voter = ?1", &format!("{}{}", at.1, body.voter));
        assert_eq!(kept.as_deref(), Some(body.choice.as_str()), "{body:?}");
    }
}

/// Opens the urns, and checks that they contain every acknowledged vote.
fn open_urns(data: &Path, clients: &[Client], in_secret: &[(At, Element)]) {
    let later = ServerSettings { clock_ahead_minutes: 5, ..ServerSettings::default() };
    let mut server = Server::start_with(data, Mode::Demonstration, &later);
    for (at, _) in in_secret {
        server.call::<CloseBallot>(&server.chair(), at, &AT);
    }
    server.kill();
    let book = CommunityBooks::of(data);
    book.check();
    assert_eq!(book.number("select count(*) from ballot_cast"), total(clients, |client| client.casts.len()));
    let told = format!("select count(*) from journal where command = '{}'", TakeToken::SPEC.name);
    assert_eq!(book.number(&told), total(clients, |client| client.tokens));
    for (at, body) in clients.iter().flat_map(|client| &client.casts) {
        let row = format!("{}{}", at.1, body.input.receipt());
        let kept = book.text("select choice from ballot_cast where ballot || lower(hex(receipt)) = ?1", &row);
        assert_eq!(kept.as_deref(), Some(body.choice.as_str()), "{body:?}");
    }
}

#[test]
fn no_vote_is_lost_and_none_counts_twice() {
    tell(&votes_survive(ROUNDS));
}

/// Describes what the kills interrupted; that nothing was lost or doubled is asserted.
pub fn votes_survive(rounds: usize) -> String {
    let (began, mut chance) = (std::time::Instant::now(), random_seed());
    let data = new_folder();
    copy_to(&data);
    let mut server = Server::start(&data, Mode::Demonstration);
    server.leave();
    let by_name: Vec<At> = (0..PAIRS).map(|_| server.open_ballot(large_meeting(), Method::Open)).collect();
    let in_secret = (0..PAIRS).map(|_| {
        let at = server.open_ballot(large_meeting(), Method::Secret);
        let key = server.call::<ShowBallot>(&Person::guest(), &at, &Empty {}).public_key.expect("a key");
        (at, key)
    });
    let in_secret: Vec<(At, Element)> = in_secret.collect();
    let client = |_| Client::new(&server, &by_name, &in_secret, next_random(&mut chance));
    let mut clients: Vec<Client> = (0..CLIENTS).map(client).collect();
    server.kill();
    let journal_before = CommunityBooks::of(&data).number("select count(*) from journal");

    let unanswered = kill_often(&data, &mut clients, rounds, &mut chance);
    let mut running = Server::start(&data, Mode::Demonstration);
    send_all_again(&running, &clients);
    running.kill();
    settle(&data, &clients, journal_before);
    open_urns(&data, &clients, &in_secret);
    let [votes, tokens, casts] =
        [0, 1, 2].map(|kind: usize| clients.iter().map(|client| client.sent_again[kind]).sum::<usize>());
    // A few kills need not interrupt each kind.
    let all = votes > 0 && tokens > 0 && casts > 0;
    assert!(all || rounds < ROUNDS, "every kind was in the air once: {votes} {tokens} {casts}");
    format!(
        "{rounds} kills of votes, {} by name and {} in secret acknowledged, {unanswered} sent again after a kill ({votes} by \
         name, {tokens} tokens, {casts} casts), 0 lost, 0 doubled; {:.0} s",
        total(&clients, |client| client.votes.len()),
        total(&clients, |client| client.casts.len()),
        began.elapsed().as_secs_f64()
    )
}

/// Sends every vote again: the same answer for the same choice, and a refusal for another.
fn send_all_again(server: &Server, clients: &[Client]) {
    for (_, _, call) in clients.iter().flat_map(|client| &client.votes) {
        assert_eq!(server.send(call).status, 200, "{}", call.url);
    }
    let guest = Person::guest();
    for (at, body) in clients.iter().flat_map(|client| &client.casts) {
        server.call::<CastSecretBallot>(&guest, at, body);
        let other = if body.choice == Choice::For { Choice::Against } else { Choice::For };
        let changed = CastSecretBallotRequest { choice: other, revision: AT.revision, ..body.clone() };
        assert_eq!(server.refusal::<CastSecretBallot>(&guest, at, &changed).1, "ballots/token-spent");
    }
}
