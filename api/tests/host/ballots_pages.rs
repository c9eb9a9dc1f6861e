//! Who cast what in a secret ballot, sought in the file, in the log beside it and in the journal by somebody who has
//! them and reads pages: in the present format, and in that from before the urn.
//!
//! Each voter takes a token and casts a moment later, one after the other: the worst case, in which two orders are
//! enough. The guesser pairs every order of votes with every order of voters. By chance such a guess finds one voter in
//! a ballot of any size (the fixed points of a random permutation: mean one, variance one), and so in all about as many
//! as there are ballots, with a deviation of the square root of that; the bound is five deviations.
//! `LINLI_ADVERSARY=long` holds a thousand ballots of seven to two hundred people, otherwise it is sixty of up to
//! forty.

mod guesser;

use crate::ballot_meeting::{BallotMeeting, Token, voter_id};
use crate::busy_community::{Actor, sign_in_actor};
use crate::sqlite_pages::{self, Copy, Folder};
use crate::test_community::{MORNING, Person, TestCommunity};
use api::bind;
use api::db::native::Native;
use api::db::{Db, TransactionOutcome};
use api::demonstration::Dice;
use api::journal;
use api::migrations::{self, Migration};
use domain::access::Role;
use domain::ballots::token::{BallotKey, Evaluation, Input, blind_input};
use domain::ballots::{CastSecretBallotRequest, Choice, Method, TakeTokenRequest};
use domain::contract::*;
use domain::ids::{BallotId, MemberId};
use guesser::Score;
use std::collections::{BTreeMap, BTreeSet};

/// The first version whose store reveals no order.
const MENDED: u32 = 24;
const SEED: u64 = 20_261_129;
/// How many ballots are held in one file before it is read.
const BALLOTS_PER_FILE: usize = 20;

fn is_long() -> bool {
    std::env::var("LINLI_ADVERSARY").is_ok_and(|form| form == "long")
}

fn below(dice: &mut Dice, bound: usize) -> usize {
    usize::try_from(dice.below(bound as u64)).unwrap()
}

fn bytes(dice: &mut Dice) -> [u8; 32] {
    core::array::from_fn(|_| u8::try_from(dice.below(256)).unwrap())
}

fn shuffled<T>(dice: &mut Dice, mut all: Vec<T>) -> Vec<T> {
    for at in (1..all.len()).rev() {
        let other = below(dice, at + 1);
        all.swap(at, other);
    }
    all
}

/// From seven people of a committee up to all who are there; half of the ballots have no more than thirty.
fn size(dice: &mut Dice, people: usize) -> usize {
    if dice.below(2) == 0 { 7 + below(dice, 24) } else { 7 + below(dice, people - 6) }
}

/// A community in a file, and people who vote in it.
struct VotingCommunity {
    folder: Folder,
    desk: TestCommunity,
    people: Vec<(MemberId, Person)>,
    officers: (Actor, Actor),
}

/// A ballot that was held: who cast which receipt.
struct HeldBallot {
    ballot: BallotId,
    truth: BTreeMap<[u8; 32], MemberId>,
    /// The file just after closing.
    copy: Copy,
}

impl VotingCommunity {
    fn open(name: &str, mended: bool, people: u32, signs_in: bool) -> Self {
        let folder = Folder::new(name);
        let db = Native::in_file(&folder.file()).unwrap();
        // The demonstration writes data of newer versions: the older store lacks only this one migration.
        let all = migrations::COMMUNITY.iter().filter(|one| one.version != MENDED || mended);
        let all = all.map(|one| Migration { version: one.version, name: one.name, sql: one.sql }).collect::<Vec<_>>();
        migrations::run_migrations(&db, &all, MORNING).unwrap();
        let desk = TestCommunity::open_in(db);
        let roll = "select m.id, m.phone from members m where m.phone is not null and m.left_at is null and m.born_day < '2000'
            and exists (select 1 from stays s where s.member = m.id and s.until_at is null) order by m.id limit ?";
        let person = |row: &api::db::Row| {
            let person = if signs_in { desk.sign_in_by(&row.text(1).unwrap()) } else { Person::default() };
            (row.parsed(0).unwrap(), person)
        };
        let count = people as usize;
        let people: Vec<_> = desk.db.run(roll, bind![people]).unwrap().iter().map(person).collect();
        assert_eq!(people.len(), count);
        let officers = (
            sign_in_actor(&desk, "周丽", Some(Role::Committee)),
            sign_in_actor(&desk, "刘志强", Some(Role::Supervisor)),
        );
        Self { folder, desk, people, officers }
    }

    /// Some of the people in a hall, and the order in which they vote.
    fn hall(&self, dice: &mut Dice, count: usize) -> (BallotMeeting<'_>, Vec<&(MemberId, Person)>) {
        let voters = shuffled(dice, self.people.iter().collect::<Vec<_>>()).split_off(self.people.len() - count);
        let mut roll: Vec<MemberId> = voters.iter().map(|(member, _)| *member).collect();
        roll.sort_unstable();
        (BallotMeeting::hold(&self.desk, self.officers.clone(), &roll), voters)
    }

    /// Stops the program properly: the log is written into the file and removed.
    fn stop(self) -> (Folder, Copy, Vec<JournalRow>) {
        let Self { folder, desk, .. } = self;
        let journal = journal_rows(&desk);
        drop(desk);
        let copy = sqlite_pages::read_copy(&folder.file());
        assert!(copy.log.is_empty(), "the log is gone");
        (folder, copy, journal)
    }
}

/// Ballot and voter of a token in the journal, in its order.
type JournalRow = (String, String);

fn journal_rows(desk: &TestCommunity) -> Vec<JournalRow> {
    let sql = "select subject, detail ->> 'voter' from journal where command = 'ballots/take-token' order by seq";
    desk.rows(sql).iter().map(|row| (row.text(0).unwrap(), row.text(1).unwrap())).collect()
}

fn choice(dice: &mut Dice) -> Choice {
    Choice::ALL[below(dice, 3)]
}

/// Takes a token as the app does.
fn token(desk: &TestCommunity, ballot: BallotId, (member, person): &(MemberId, Person), dice: &mut Dice) -> Token {
    let (input, at) = (Input(bytes(dice)), (TestCommunity::code(), ballot));
    let blinded = blind_input(input, bytes(dice)).unwrap();
    let body = TakeTokenRequest { voter: voter_id(*member), element: blinded.element, revision: 2 };
    let given = desk.call::<TakeToken>(person, &at, &body);
    let public = desk.call::<ShowBallot>(person, &at, &Empty {}).public_key.unwrap();
    (input, blinded.finalise(&Evaluation { element: given.element, proof: given.proof }, &public).unwrap())
}

/// Holds one ballot with the present program.
fn hold(place: &VotingCommunity, dice: &mut Dice) -> HeldBallot {
    let (desk, count) = (&place.desk, size(dice, place.people.len()));
    let (hall, voters) = place.hall(dice, count);
    let ballot = hall.open(Method::Secret);
    let mut truth = BTreeMap::new();
    for (at, who) in voters.iter().enumerate() {
        let token = token(desk, ballot, who, dice);
        desk.pass(2_000);
        hall.cast(ballot, token, choice(dice));
        desk.pass(3_000 + i64::try_from(dice.below(9_000)).unwrap());
        truth.insert(token.0.receipt().0, who.0);
        if at == count / 2 {
            let receipts: Vec<Vec<u8>> = truth.keys().map(|receipt| receipt.to_vec()).collect();
            let copy = sqlite_pages::read_copy(&place.folder.file());
            let found = [
                sqlite_pages::find_occurrences(sqlite_pages::file_pages(&copy.file), &receipts),
                sqlite_pages::find_occurrences(sqlite_pages::log_pages(&copy), &receipts),
            ];
            assert!(found.iter().flatten().all(Vec::is_empty), "a receipt is readable before closing");
        }
    }
    hall.close(ballot);
    HeldBallot { ballot, truth, copy: sqlite_pages::read_copy(&place.folder.file()) }
}

const DRAFT_THEN: &str =
    "insert into ballots (id, meeting, question, method, rule, open_minutes, drafted_by, drafted_at)
  values (?, ?, '示范数据：是否同意', 'secret', 'adults/approval', 10, ?, ?)";
const OPEN_THEN: &str =
    "update ballots set status = 'open', revision = 2, opened_at = ?, closes_at = ?, public_key = ?, sealed_key = ?,
  entitled_at_opening = 7, present_at_opening = 7 where id = ?";
const TOKEN_THEN: &str = "insert into ballot_tokens (ballot, voter, blinded, at, by) values (?, ?, ?, ?, ?)";
const CAST_THEN: &str = "insert into ballot_cast (ballot, receipt, choice) values (?, ?, ?)";
const CLOSE_THEN: &str =
    "update ballots set status = 'closed', closed_at = ?, entitled_at_closing = 7, present_at_closing = 7,
  sealed_key = null where id = ?";

/// Holds one ballot as the program did before the urn, with its own statements; closed or left open. The tokens are
/// made with the ballot's key.
fn hold_then(
    place: &VotingCommunity,
    dice: &mut Dice,
    count: usize,
    closes: bool,
) -> (HeldBallot, Vec<(Token, Choice)>) {
    let desk = &place.desk;
    let (hall, voters) = place.hall(dice, count);
    let ballot: BallotId = desk.key().to_string().parse().unwrap();
    let now = || desk.now.get();
    let seed = Input(bytes(dice));
    let key = BallotKey::of(&seed.0, ballot).unwrap();
    let sealed =
        api::seal::seal_text(&desk.secrets, &["ballot", &ballot.to_string()], &seed.to_string(), &|into| into.fill(7))
            .unwrap();
    hall.run(DRAFT_THEN, bind![ballot, hall.meeting, hall.chair.member(), now()]);
    hall.run(OPEN_THEN, bind![now(), now().plus(600_000), key.public().0, sealed, ballot]);
    let (mut truth, mut cast) = (BTreeMap::new(), vec![]);
    for (member, _) in voters {
        let input = Input(bytes(dice));
        let blinded = blind_input(input, bytes(dice)).unwrap();
        let answer = key.evaluate(&blinded.element, bytes(dice)).unwrap();
        let output = blinded.finalise(&answer, &key.public()).unwrap();
        let (blinded, choice) = (blinded.element.hash(), choice(dice));
        hall.run(TOKEN_THEN, bind![ballot, voter_id(*member), blinded.0, now(), *member]);
        let (actor, detail) = (member.to_string(), serde_json::json!({ "voter": voter_id(*member) }).to_string());
        journal::append_row(&desk.db, now(), &actor, "ballots/take-token", &ballot.to_string(), &detail).unwrap();
        desk.pass(2_000);
        hall.run(CAST_THEN, bind![ballot, input.receipt().0, choice.as_str()]);
        desk.pass(3_000 + i64::try_from(dice.below(9_000)).unwrap());
        truth.insert(input.receipt().0, *member);
        cast.push(((input, output), choice));
    }
    if closes {
        hall.run(CLOSE_THEN, bind![now(), ballot]);
    }
    (HeldBallot { ballot, truth, copy: sqlite_pages::read_copy(&place.folder.file()) }, cast)
}

#[test]
fn whoever_has_file_log_and_journal_guesses_no_better_than_chance() {
    let (mut dice, mut score) = (Dice::new(SEED), Score::default());
    let (ballots, people) = if is_long() { (1_000, 200) } else { (60, 40) };
    while score.ballots < ballots {
        let place = VotingCommunity::open(&format!("pages-{}", score.ballots), true, people, true);
        let held: Vec<HeldBallot> = (0..BALLOTS_PER_FILE).map(|_| hold(&place, &mut dice)).collect();
        assert_blank(&place.desk);
        let (_folder, copy, journal) = place.stop();
        for held in &held {
            stands_in_its_table_alone(held, &copy.file);
        }
        score.add(&held, &copy.file, &journal);
    }
    score.say("as it is");
    assert!(score.best() <= score.bound(), "{} linked, and chance finds {}", score.best(), score.ballots);
}

/// The same guesser against the program before the urn: it finds everybody of a committee.
#[test]
fn the_guesser_finds_everybody_in_what_was_written_before_the_urn() {
    let (mut dice, mut score) = (Dice::new(SEED), Score::default());
    let place = VotingCommunity::open("pages-then", false, 60, false);
    let held: Vec<HeldBallot> = (0..12).map(|at| hold_then(&place, &mut dice, 7 + 4 * at, true).0).collect();
    let (_folder, copy, journal) = place.stop();
    score.add(&held, &copy.file, &journal);
    score.say("before the urn");
    assert!(score.best() * 10 >= score.voters * 6, "{} of {}", score.best(), score.voters);
    assert!(score.best() > score.bound());
}

fn assert_blank(desk: &TestCommunity) {
    let left =
        "select count(*) from ballot_urn where votes <> zeroblob(2140) or ballot <> '00000000000000000000000000'";
    assert_eq!(desk.rows(left)[0].int(0), Ok(0), "a sheet of the urn was not wiped");
}

/// No receipt is in a page of another table, or in a freed page.
fn stands_in_its_table_alone(held: &HeldBallot, file: &[u8]) {
    let receipts: Vec<Vec<u8>> = held.truth.keys().map(|receipt| receipt.to_vec()).collect();
    let own: BTreeSet<usize> =
        sqlite_pages::table_cells(file, "ballot_cast").iter().map(|cell| cell.page - 1).collect();
    for seen in sqlite_pages::find_occurrences(sqlite_pages::file_pages(file), &receipts) {
        assert!(!seen.is_empty(), "a receipt that is listed is stored");
        assert!(seen.iter().all(|(page, _)| own.contains(page)), "{seen:?} of {own:?}");
    }
}

/// A store of the version before, with closed ballots and an open one, is migrated.
#[test]
fn an_older_store_is_written_anew_and_its_order_is_gone() {
    let mut dice = Dice::new(SEED + 1);
    let place = VotingCommunity::open("pages-older", false, 80, false);
    let mut held: Vec<HeldBallot> = (0..10).map(|at| hold_then(&place, &mut dice, 20 + 6 * at, true).0).collect();
    let (open, cast) = hold_then(&place, &mut dice, 60, false);
    let (officers, voters) = (place.officers.clone(), open.truth.len());
    let (folder, before, journal) = place.stop();
    let mut then = Score::default();
    then.add(&held, &before.file, &journal);
    then.say("before the migration");
    assert!(then.best() > 5 * then.bound(), "there was an order to lose");

    let db = Native::in_file(&folder.file()).unwrap();
    let mending = migrations::COMMUNITY.iter().find(|one| one.version == MENDED).unwrap();
    db.transaction(&mut || {
        db.run_script(mending.sql).unwrap();
        TransactionOutcome::Commit
    })
    .unwrap();
    drop(db);
    let after = sqlite_pages::read_copy(&folder.file());
    assert!(after.log.is_empty());
    // The old rows of the journal stay; the order that they could be compared with is gone.
    let mut now = Score::default();
    for held in &mut held {
        held.copy = Copy { file: after.file.clone(), log: vec![] };
        stands_in_its_table_alone(held, &after.file);
    }
    now.add(&held, &after.file, &journal);
    now.say("after the migration");
    assert!(now.best() <= now.bound(), "{} linked, and chance finds {}", now.best(), now.ballots);

    // The ballot that was open continues: nothing is lost, nothing is cast twice, and it closes like any other.
    let db = Native::in_file(&folder.file()).unwrap();
    let desk = TestCommunity::reopen(db);
    let hall = BallotMeeting {
        desk: &desk,
        chair: officers.0,
        teller: officers.1,
        meeting: desk.key().to_string().parse().unwrap(),
    };
    let at = (TestCommunity::code(), open.ballot);
    let shown = desk.call::<ShowTurnout>(&Person::default(), &at, &Empty {});
    assert_eq!((shown.given as usize, shown.voted as usize), (voters, voters));
    assert_eq!(
        desk.rows("select count(*) from ballot_cast c join ballots b on b.id = c.ballot and b.status = 'open'")[0]
            .int(0),
        Ok(0)
    );
    for ((token, choice), at_once) in cast.iter().zip([true, false]) {
        let other = if *choice == Choice::For { Choice::Against } else { Choice::For };
        let vote = CastSecretBallotRequest {
            input: token.0,
            output: token.1,
            choice: if at_once { *choice } else { other },
            revision: 2,
        };
        let answer = desk.try_call::<CastSecretBallot>(&Person::default(), &at, &(), &vote);
        assert_eq!(answer.is_ok(), at_once, "the same vote again is taken, another choice is not");
    }
    desk.pass(24 * 60 * 60_000);
    let officer = desk.sign_in("周丽");
    hall.desk.call::<CloseBallot>(&officer, &at, &domain::ballots::AtRevisionRequest { revision: 2 });
    assert_blank(&desk);
    let kept =
        desk.rows("select receipt, choice from ballot_cast c join ballots b on b.id = c.ballot order by receipt");
    let mut expect: Vec<([u8; 32], String)> =
        cast.iter().map(|((input, _), choice)| (input.receipt().0, choice.as_str().to_owned())).collect();
    expect.sort();
    let of_open: Vec<([u8; 32], String)> = kept
        .iter()
        .map(|row| (row.hash(0).unwrap(), row.text(1).unwrap()))
        .filter(|(receipt, _)| open.truth.contains_key(receipt))
        .collect();
    assert_eq!(of_open, expect);
    let told = journal_rows(&desk).into_iter().filter(|(ballot, _)| *ballot == open.ballot.to_string()).count();
    assert_eq!(told, voters, "what the journal told before is not told again");
    let moments = "select count(*) from ballot_tokens t join ballots b on b.id = t.ballot where t.at <> b.opened_at";
    assert_eq!(desk.rows(moments)[0].int(0), Ok(0));
    desk.check_books();
    drop(desk);
    let last = sqlite_pages::read_copy(&folder.file());
    stands_in_its_table_alone(&open, &last.file);
}
