//! Who cast what in a secret ballot, sought in everything that is stored: forty voters, every table, the journal, a
//! guesser.

use crate::ballot_meeting::{BallotMeeting, voter_id};
use crate::busy_community::{BusyCommunity, member_by_phone};
use crate::test_community::{Person, TestCommunity};
use api::demonstration::Dice;
use domain::ballots::token::{Element, Evaluation, Input, Output, Proof, blind_input};
use domain::ballots::{AtRevisionRequest, Choice, Method, TakeTokenRequest};
use domain::contract::*;
use domain::ids::{BallotId, MemberId};
use domain::time::{MINUTE, UtcMillis};

const VOTERS: usize = 40;

/// The data of one phone, in the order in which tokens were taken.
struct Phone {
    member: MemberId,
    input: Input,
    output: Output,
    blinded: Element,
    evaluated: Element,
    proof: Proof,
}

struct SecretBallotRun {
    stage: BusyCommunity,
    ballot: BallotId,
    phones: Vec<Phone>,
    /// Positions of `phones`, in the order of casting.
    order: Vec<usize>,
    /// When the first vote was cast: a minute after the last token.
    cast_from: UtcMillis,
}

impl SecretBallotRun {
    fn close(&self) {
        let desk = &self.stage.desk;
        desk.pass_awake(MINUTE);
        desk.call::<CloseBallot>(
            &self.stage.clerk.person,
            &(TestCommunity::code(), self.ballot),
            &AtRevisionRequest { revision: 2 },
        );
    }
}

fn bytes(dice: &mut Dice) -> [u8; 32] {
    core::array::from_fn(|_| u8::try_from(dice.below(256)).unwrap())
}

/// Forty people take a token one after the other, and cast in an order of their own, a minute apart.
fn hold(seed: u64) -> SecretBallotRun {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let mut dice = Dice::new(seed);
    let numbers: Vec<String> = (0..VOTERS).map(|at| format!("1380000{:04}", 500 + at)).collect();
    let members: Vec<MemberId> = numbers.iter().map(|number| member_by_phone(desk, number).0).collect();
    let hall = BallotMeeting::hold(desk, (stage.clerk.clone(), stage.watcher.clone()), &members);
    let ballot = hall.open(Method::Secret);
    let at = (TestCommunity::code(), ballot);
    let phones: Vec<Phone> = numbers
        .iter()
        .zip(&members)
        .map(|(number, member)| {
            let person = desk.sign_in_by(number);
            let input = Input(bytes(&mut dice));
            let blinded = blind_input(input, bytes(&mut dice)).unwrap();
            let body = TakeTokenRequest { voter: voter_id(*member), element: blinded.element, revision: 2 };
            let given = desk.call::<TakeToken>(&person, &at, &body);
            let public = desk.call::<ShowBallot>(&person, &at, &Empty {}).public_key.unwrap();
            let answer = Evaluation { element: given.element, proof: given.proof };
            let output = blinded.finalise(&answer, &public).unwrap();
            let (blinded, evaluated, proof) = (blinded.element, given.element, given.proof);
            Phone { member: *member, input, output, blinded, evaluated, proof }
        })
        .collect();
    let mut order: Vec<usize> = (0..VOTERS).collect();
    for at in (1..VOTERS).rev() {
        order.swap(at, usize::try_from(dice.below(at as u64 + 1)).unwrap());
    }
    let cast_from = desk.now.get().plus(MINUTE);
    for at in &order {
        desk.pass(MINUTE);
        let choice = [Choice::For, Choice::Against, Choice::Abstain][usize::try_from(dice.below(3)).unwrap()];
        hall.cast(ballot, (phones[*at].input, phones[*at].output), choice);
    }
    drop(hall);
    SecretBallotRun { stage, ballot, phones, order, cast_from }
}

#[test]
fn nothing_of_a_token_is_stored_with_anybody() {
    let held = hold(1);
    let while_open = held.stage.desk.dump();
    for phone in &held.phones {
        let receipt = phone.input.receipt().to_string();
        let found: Vec<_> = while_open.iter().filter(|row| row.contains(&receipt)).collect();
        assert!(found.is_empty(), "the urn is sealed: {found:?}");
    }
    let told = |row: &&String| row.starts_with("journal ") && row.contains("take-token");
    assert_eq!(while_open.iter().filter(told).count(), 0, "the order of tokens is told by nothing");
    held.close();
    let dump = held.stage.desk.dump();
    assert_eq!(dump.iter().filter(told).count(), VOTERS);
    assert!(dump.iter().any(|row| row.starts_with("journal ")) && dump.iter().any(|row| row.starts_with("commands ")));
    for phone in &held.phones {
        let secrets = [
            ("input", phone.input.to_string()),
            ("output", phone.output.to_string()),
            ("half of the output", phone.output.to_string()[..64].to_owned()),
            ("blinded element", phone.blinded.to_string()),
            ("evaluated element", phone.evaluated.to_string()),
            ("proof", phone.proof.to_string()),
        ];
        for (what, secret) in secrets {
            let found: Vec<_> = dump.iter().filter(|row| row.contains(&secret)).collect();
            assert!(found.is_empty(), "{what}: {found:?}");
        }
        // A phone that asks again is recognised by the hash of its blinded element. With a freshly drawn factor, any
        // element blinds any input equally well, so this hash next to the voter reveals nothing about input, output or
        // receipt.
        let asked = phone.blinded.hash().to_string();
        let found: Vec<_> = dump.iter().filter(|row| row.contains(&asked)).collect();
        let beside = |row: &&String| row.starts_with("ballot_tokens ") && row.contains(&phone.member.to_string());
        assert!(found.len() == 1 && beside(&found[0]), "{found:?}");
        let receipt = phone.input.receipt().to_string();
        let found: Vec<_> = dump.iter().filter(|row| row.contains(&receipt)).collect();
        assert!(found.len() == 1 && found[0].starts_with("ballot_cast "), "{found:?}");
        let member = phone.member.to_string();
        let named = dump.iter().filter(|row| row.starts_with("ballot_cast ") && row.contains(&member));
        assert_eq!(named.count(), 0, "a vote names somebody");
    }
    // The test can find stored data: every voter has a row that a token was given.
    for phone in &held.phones {
        let member = phone.member.to_string();
        assert!(dump.iter().any(|row| row.starts_with("ballot_tokens ") && row.contains(&member)));
    }
}

#[test]
fn casting_leaves_no_time_and_no_order() {
    let held = hold(2);
    let desk = &held.stage.desk;
    let shape: Vec<String> = desk
        .texts("select name from pragma_table_info('ballot_cast')", &[])
        .into_iter()
        .chain(desk.texts("select sql from sqlite_master where name = 'ballot_cast'", &[]))
        .collect();
    assert_eq!(shape[..3], ["ballot", "receipt", "choice"]);
    assert!(shape[3].ends_with("strict, without rowid"), "a rowid would be the order of casting: {}", shape[3]);
    // The first vote was cast a minute after the last token: while the ballot is open, no row has a later time than
    // that.
    let moment = |row: &String| {
        let numbers = row.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 13);
        numbers
            .filter_map(|digits| digits.parse::<i64>().ok())
            .any(|at| at >= held.cast_from.0 && at <= desk.now.get().0)
    };
    let late: Vec<_> = desk.dump().into_iter().filter(moment).collect();
    // The request for the public key, which every phone sends right after the token, must not write anything either.
    assert!(late.is_empty(), "{late:?}");
    let moments = "select count(*) from ballot_tokens t join ballots b on b.id = t.ballot where t.at <> b.opened_at";
    assert_eq!(desk.rows(moments)[0].int(0), Ok(0), "a token has no moment but that of the opening");
    held.close();
    let stored: Vec<[u8; 32]> =
        desk.rows("select receipt from ballot_cast").iter().map(|row| row.hash(0).unwrap()).collect();
    let cast: Vec<[u8; 32]> = held.order.iter().map(|at| held.phones[*at].input.receipt().0).collect();
    let mut sorted = cast.clone();
    sorted.sort_unstable();
    assert_eq!(stored, sorted, "the store's order is that of the receipts");
    assert_ne!(cast, sorted, "and not that of casting");
}

/// Somebody with the whole store pairs voters and receipts in every order that the store has. Of forty, chance finds
/// one; chance exceeds the bound once in some ten thousand tries (Poisson, mean one for each held ballot).
#[test]
fn a_guesser_with_the_whole_store_is_no_better_than_chance() {
    let (mut hits, mut guesses) = ([0usize; 5], 0);
    for seed in 10..15 {
        let held = hold(seed);
        held.close();
        let desk = &held.stage.desk;
        let receipts: Vec<[u8; 32]> =
            desk.rows("select receipt from ballot_cast").iter().map(|row| row.hash(0).unwrap()).collect();
        let orders = [
            "select voter from ballot_tokens order by at",
            "select voter from ballot_tokens",
            "select voter from ballot_tokens order by blinded",
            "select actor from journal where command = 'ballots/take-token' order by seq desc",
            "select s.member from sessions s join ballot_tokens t on t.voter = s.member order by s.last_seen_at, s.id desc",
        ];
        for (hits, order) in hits.iter_mut().zip(orders) {
            let voters = desk.texts(order, &[]);
            assert_eq!((voters.len(), receipts.len()), (VOTERS, VOTERS), "{order}");
            *hits += voters.iter().zip(&receipts).filter(|(voter, receipt)| holds(&held, voter, receipt)).count();
        }
        guesses += VOTERS;
    }
    println!("{hits:?} right of {guesses}, by five orders");
    // Mean 5 in five ballots; more than 14 has a probability of about 2 in 10 000.
    assert!(hits.iter().all(|hits| *hits <= 14), "{hits:?} of {guesses}");
    // The guesser counts correctly: with the true order, every guess is right.
    let held = hold(15);
    let told = held.phones.iter().all(|phone| holds(&held, &phone.member.to_string(), &phone.input.receipt().0));
    assert!(told);
    assert_eq!(
        held.stage.desk.call::<ShowTurnout>(&Person::default(), &(TestCommunity::code(), held.ballot), &Empty {}).voted,
        40
    );
}

fn holds(held: &SecretBallotRun, voter: &str, receipt: &[u8; 32]) -> bool {
    held.phones.iter().any(|phone| phone.member.to_string() == voter && phone.input.receipt().0 == *receipt)
}
