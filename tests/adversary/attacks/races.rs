//! Many requests at the same moment: what may happen once happens only once.

use super::known_callers::{answer_cookies, code_request_call};
use crate::parallel::all_at_once;
use crate::server::{Server, fresh_server};
use crate::table::{Attack, Form, Tally};
use domain::ballots::{Choice, Method};
use domain::contract::*;
use domain::volunteering::PlaceState;
use tests::scenes::activities::{TEAM, confirm_services_request, past_activity};
use tests::scenes::client::{Call, HttpAnswer, community_code, new_key};
use tests::scenes::matters::matter_path;
use tests::scenes::open_meetings::{
    AT, DRAFTED, large_meeting, open_vote_request, secret_vote, small_meeting, take_token_request,
};
use tests::scenes::people::{DEPUTY, LEADER, Person, SUPERVISOR};

pub const ATTACKS: &[Attack] = &[
    Attack { group: "races", name: "one key 64 times at once", run: one_key },
    Attack { group: "races", name: "the last place, 50 people at once", run: last_place },
    Attack { group: "races", name: "co-signing, one person 64 times at once", run: co_sign },
    Attack { group: "races", name: "one voter in two sessions, 64 votes at once", run: votes },
    Attack { group: "races", name: "one voter, 64 tokens at once; one token, both choices", run: tokens },
    Attack { group: "races", name: "open, close and cast at once", run: life },
    Attack { group: "races", name: "control: 64 keys are 64 effects", run: many_keys },
];

const AT_ONCE: usize = 64;

fn count(answers: &[HttpAnswer], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status == status).count()
}

fn no_fault(tally: &mut Tally, answers: &[HttpAnswer]) {
    for answer in answers {
        tally.count(answer.status < 500, || format!("{} {}", answer.status, answer.text()));
    }
}

fn one_key(form: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    for round in 0..form.of(2, 10) {
        let (person, leader) = (server.resident(), server.person(LEADER));
        let service = server.list(2 * (round % 2), person.member());
        let call = Call::of::<ConfirmServices>(
            &leader,
            &(community_code(), past_activity(2 * (round % 2))),
            &(),
            &confirm_services_request(&[service]),
        );
        let answers = all_at_once(&server, &vec![call.with(KEY_HEADER, &new_key().to_string()); AT_ONCE]);
        let hours = server.call::<ShowHours>(&person, &(community_code(), person.member()), &Empty {});
        let once = hours.total_minutes == 120 && hours.page.rows.len() == 1;
        for answer in &answers {
            let same = answer.status == 200 && answer.body == answers[0].body && once;
            tally.count(same, || format!("{} {}; {} minutes", answer.status, answer.text(), hours.total_minutes));
        }
    }
    tally
}

/// The same check with requests that are not repetitions.
fn many_keys(_: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    let draft = server.draft(server.team(TEAM), 5);
    let call = Call::of::<PublishActivity>(&server.chair(), &(community_code(),), &(), &draft);
    let calls: Vec<Call> = (0..8).map(|_| call.clone().with(KEY_HEADER, &new_key().to_string())).collect();
    let answers = all_at_once(&server, &calls);
    for answer in &answers {
        tally.count(answer.body == answers[0].body, String::new);
    }
    tally.must_breach("keys of their own")
}

fn last_place(form: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    let people: Vec<Person> = (0..50).map(|_| server.resident()).collect();
    for _ in 0..form.of(2, 10) {
        let at = server.publish(TEAM, 1);
        let calls: Vec<Call> = people.iter().map(|who| Call::of::<SignUp>(who, &at, &(), &Empty {})).collect();
        let answers = all_at_once(&server, &calls);
        let mut places: Vec<Option<u32>> = answers
            .iter()
            .filter_map(|answer| answer.read::<SignUp>().ok())
            .map(|place| place.position.filter(|_| place.place != PlaceState::Confirmed))
            .collect();
        places.sort_unstable();
        let right: Vec<Option<u32>> = std::iter::once(None).chain((1..50).map(Some)).collect();
        let held = places == right;
        answers.iter().for_each(|_| tally.count(held, || format!("{places:?}")));
    }
    tally
}

fn co_sign(form: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    for _ in 0..form.of(1, 10) {
        let (matter, one) = (server.cosigning(&server.resident()), server.resident());
        let call = |who: &Person| Call::of::<CosignMatter>(who, &matter_path(matter), &(), &Empty {});
        let alone: Vec<Call> = (0..AT_ONCE).map(|_| call(&one)).collect();
        let answers = all_at_once(&server, &alone);
        no_fault(&mut tally, &answers);
        tally.count(count(&answers, 200) == 1, || format!("one person signed {} times", count(&answers, 200)));
        // Four places remain: of twelve people who come at once, four get one.
        let others: Vec<Call> = (0..12).map(|_| call(&server.resident())).collect();
        let answers = all_at_once(&server, &others);
        no_fault(&mut tally, &answers);
        tally.count(count(&answers, 200) == 4, || format!("{} of 4 signatures", count(&answers, 200)));
    }
    tally
}

/// The same person, signed in a second time on the same browser.
fn second_session(server: &Server, phone: &domain::sessions::Phone) -> [Person; 2] {
    let here = (community_code(),);
    let body =
        domain::sessions::SignInRequest { phone: phone.clone(), code: server.ask_code(&community_code(), phone) };
    let answer = server.send(&Call::of::<SignIn>(&Person::guest(), &here, &(), &body));
    let device = answer_cookies(&answer);
    let url = RequestCode::url(&here, &());
    assert_eq!(
        server.send(&code_request_call(&url, phone, "203.0.113.9").by(&Person::with_cookie(&device))).status,
        200
    );
    let body =
        domain::sessions::SignInRequest { phone: phone.clone(), code: server.newest_code(&community_code(), phone) };
    let again = server.send(&Call::of::<SignIn>(&Person::with_cookie(&device), &here, &(), &body));
    assert_eq!(again.status, 200, "{}", again.text());
    [device, answer_cookies(&again)].map(|cookies| Person::with_cookie(&cookies))
}

fn votes(form: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    for _ in 0..form.of(1, 8) {
        let ballot = server.open_ballot(large_meeting(), Method::Open);
        let phone = server.next_phone();
        let member = server.member_of(&phone);
        let sessions = second_session(&server, &phone);
        let calls: Vec<Call> = (0..AT_ONCE)
            .map(|number| {
                let choice = if number % 3 == 0 { Choice::Against } else { Choice::For };
                Call::of::<CastOpenVote>(&sessions[number % 2], &ballot, &(), &open_vote_request(member, choice))
            })
            .collect();
        let answers = all_at_once(&server, &calls);
        no_fault(&mut tally, &answers);
        let turnout = server.call::<ShowTurnout>(&Person::guest(), &ballot, &Empty {});
        tally.count(turnout.voted == 1, || format!("{} votes of one voter", turnout.voted));
    }
    tally
}

fn tokens(form: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    for _ in 0..form.of(1, 8) {
        let ballot = server.open_ballot(large_meeting(), Method::Secret);
        let who = server.resident();
        let calls: Vec<Call> = (0..AT_ONCE)
            .map(|_| Call::of::<TakeToken>(&who, &ballot, &(), &take_token_request(who.member())))
            .collect();
        let answers = all_at_once(&server, &calls);
        no_fault(&mut tally, &answers);
        tally.count(count(&answers, 200) == 1, || format!("{} tokens for one voter", count(&answers, 200)));
        let token = server.token(&ballot, &server.resident());
        let calls: Vec<Call> = (0..AT_ONCE)
            .map(|number| {
                let choice = if number % 2 == 0 { Choice::For } else { Choice::Against };
                Call::of::<CastSecretBallot>(&Person::guest(), &ballot, &(), &secret_vote(token, choice))
            })
            .collect();
        let answers = all_at_once(&server, &calls);
        no_fault(&mut tally, &answers);
        let voted = server.call::<ShowTurnout>(&Person::guest(), &ballot, &Empty {}).voted;
        let one_choice = count(&answers, 200) == AT_ONCE / 2;
        tally.count(voted == 1 && one_choice, || format!("{voted} votes, {} answers", count(&answers, 200)));
    }
    tally
}

/// A ballot of three people: opened by many at once, then cast by all three and closed by many, all at once.
fn life(form: Form) -> Tally {
    let (server, mut tally) = (fresh_server(), Tally::default());
    let three = [DEPUTY, SUPERVISOR, LEADER].map(|name| server.person(name));
    for _ in 0..form.of(2, 12) {
        let ballot = server.draft_ballot(small_meeting(), Method::Open);
        let open = || Call::of::<OpenBallot>(&server.chair(), &ballot, &(), &DRAFTED);
        let answers = all_at_once(&server, &(0..16).map(|_| open()).collect::<Vec<_>>());
        no_fault(&mut tally, &answers);
        tally.count(count(&answers, 200) == 1, || format!("opened {} times", count(&answers, 200)));
        let cast =
            |who: &Person| Call::of::<CastOpenVote>(who, &ballot, &(), &open_vote_request(who.member(), Choice::For));
        let close = || Call::of::<CloseBallot>(&server.chair(), &ballot, &(), &AT);
        let mut calls: Vec<Call> = three.iter().map(cast).collect();
        calls.extend((0..16).map(|_| close()));
        let mut answers = all_at_once(&server, &calls);
        no_fault(&mut tally, &answers);
        // Votes that came too late were refused; afterwards nothing can be cast any more, and it is closed only once.
        answers.extend(all_at_once(&server, &(0..16).map(|_| close()).collect::<Vec<_>>()));
        let (cast, closed) = (count(&answers[..3], 200), count(&answers[3..], 200));
        let shown = server.call::<ShowTurnout>(&Person::guest(), &ballot, &Empty {});
        let voted = usize::try_from(shown.voted).expect("a count");
        tally.count(voted == cast && closed == 1, || {
            format!("{voted} votes, {cast} acknowledged, closed {closed} times")
        });
    }
    tally
}
