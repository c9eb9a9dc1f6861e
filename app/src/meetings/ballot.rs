//! One ballot: the question, how many have voted, the reader's own vote, and the result once it is closed.
//!
//! State: the turnout, asked again every few seconds while the ballot is open. Invariant: no count of a side is on the
//! screen before the ballot is closed.

use super::turnout::turnout_bar;
use super::{ballot_of_page, ballot_purpose_view, vote};
use crate::call::read_reply;
use crate::load::{Load, load_reply};
use crate::location::{current_community, local_link};
use crate::ui::{Element, button, el, fact, live, live_text, loaded_view, nothing, page, section, several};
use crate::words::{Key, key, moment, number, t, tf, tn, word_text};
use domain::ballots::{Ballot, BallotStatus, Counts, Method, ReceiptQuery, Tally, Turnout, VoteQuery};
use domain::contract::{ListReceipts, ListVotes, ShowBallot, ShowTurnout};
use domain::limits;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const ASK_EVERY: Duration = Duration::from_secs(4);
/// While a socket is open, only one in so many of these requests is sent.
const ASK_RARELY: u32 = 8;

pub fn ballot_page() -> AnyView {
    let found = load_reply::<ShowBallot>(move || (ballot_of_page(), ()));
    let title = live_text(|| t(key::BALLOT_TITLE));
    let below = live_text(move || found.value().map(|one| word_text(one.method)).unwrap_or_default());
    let content = loaded_view(found, move |one| {
        let parts = [
            Some(what(&one, found).any()),
            vote::own_vote_card(&one, found),
            one.tally.as_ref().map(|tally| result(tally, &one).any()),
            (one.turnout.status == BallotStatus::Closed).then(|| details(&one)),
            Some(rule(&one).any()),
        ];
        several(parts.into_iter().flatten())
    });
    let back = live_text(move || {
        let meeting = found.value().map(|one| one.meeting.to_string()).unwrap_or_default();
        local_link(&["meetings/", &meeting].concat())
    });
    let to_meeting = live(move || {
        let href = back();
        el("p", "").child(el("a", "button quiet block").attr("href", href).child(t(key::BALLOT_TO_MEETING))).any()
    });
    page(title).below(below).back(local_link("meetings")).around(vec![content, to_meeting])
}

fn what(one: &Ballot, found: Load<Ballot>) -> Element {
    let turnout = RwSignal::new((one.turnout.present, one.turnout.voted));
    if one.turnout.status != BallotStatus::Closed {
        follow(one, turnout, found);
    }
    let entitled = one.turnout.entitled;
    let bars = live(move || {
        let (present, voted) = turnout.get();
        let count = |count: u32| number(count.into());
        let there = tf(key::MEETINGS_PRESENT, &[("entitled", &count(entitled)), ("present", &count(present))]);
        let done = tf(key::BALLOT_VOTED, &[("present", &count(present)), ("voted", &count(voted))]);
        several([turnout_bar(present, entitled, there).any(), turnout_bar(voted, present, done).any()])
    });
    let until = one.turnout.closes_at.filter(|_| one.turnout.status == BallotStatus::Open);
    let until = until.map(|at| el("p", "due").child(tf(key::BALLOT_OPEN_UNTIL, &[("time", &moment(at))])));
    el("section", "card").child(
        el("div", "body stack")
            .child(el("p", "").child(vote::ballot_state(one.turnout.status)))
            .child(el("h2", "").child(one.question.clone()))
            .child(ballot_purpose_view(&one.purpose))
            .child(until)
            .child(bars),
    )
}

/// Receives or requests the turnout as long as the page is open and the ballot is not over. A new state of the ballot
/// is loaded completely, so that the page of a waiting voter takes its token at the moment of opening.
fn follow(one: &Ballot, turnout: RwSignal<(u32, u32)>, found: Load<Ballot>) {
    let (ballot, revision, status) = (one.ballot, one.turnout.revision, one.turnout.status);
    let learn = move |now: Turnout| {
        if now.revision != revision || now.status != status {
            found.again();
        }
        let now = (now.present, now.voted);
        if turnout.try_with_untracked(|known| *known != now).unwrap_or(false) {
            turnout.try_set(now);
        }
    };
    let heard = move |live: domain::meetings::LiveMeeting| {
        live.ballots.iter().filter(|row| row.ballot == ballot).for_each(|row| learn(row.turnout));
    };
    let following = StoredValue::new_local(crate::live_socket::follow_meeting(one.meeting, heard));
    let asked = StoredValue::new(0u32);
    let ask = move || {
        let hears =
            following.try_with_value(|socket| socket.as_ref().is_some_and(crate::live_socket::MeetingSocket::is_open));
        let count = asked.try_get_value().unwrap_or(0).wrapping_add(1);
        asked.try_set_value(count);
        if hears == Some(true) && !count.is_multiple_of(ASK_RARELY) {
            return;
        }
        spawn_local(async move {
            if let Ok(now) = read_reply::<ShowTurnout>((current_community(), ballot), ()).await {
                learn(now);
            }
        });
    };
    if let Ok(timer) = set_interval_with_handle(ask, ASK_EVERY) {
        on_cleanup(move || timer.clear());
    }
}

fn result(tally: &Tally, one: &Ballot) -> Element {
    let total = &tally.total;
    let whole = one.turnout.present;
    let sides = [
        (key::BALLOT_FOR, total.r#for),
        (key::BALLOT_AGAINST, total.against),
        (key::BALLOT_ABSTAIN, total.abstain),
        (key::BALLOT_INVALID, total.invalid),
    ];
    let bars = sides.into_iter().fold(el("div", "body stack"), |body, (name, count)| {
        body.child(turnout_bar(count, whole, tf(name, &[("count", &number(count.into()))])))
    });
    let part = |name, part: Option<Counts>| {
        part.map(|part| {
            let count = |count: u32| number(count.into());
            let words = tf(
                key::BALLOT_COUNTS,
                &[
                    ("for", &*count(part.r#for)),
                    ("against", &*count(part.against)),
                    ("abstain", &*count(part.abstain)),
                    ("invalid", &*count(part.invalid)),
                ],
            );
            fact(t(name), words)
        })
    };
    let not_cast = (tally.given_not_cast > 0)
        .then(|| fact(t(key::BALLOT_GIVEN), tn(key::BALLOT_NOT_CAST, tally.given_not_cast.into(), &[])));
    let not_back = (tally.handed_out_not_returned > 0)
        .then(|| fact(t(key::BALLOT_HANDED_OUT), tn(key::BALLOT_NOT_BACK, tally.handed_out_not_returned.into(), &[])));
    let facts = el("dl", "facts")
        .child(part(key::BALLOT_BY_PHONE, tally.phone))
        .child(part(key::BALLOT_BY_PAPER, tally.paper))
        .child(not_cast)
        .child(not_back);
    section("card", t(key::BALLOT_RESULT)).child(bars).child(el("div", "body").child(facts))
}

/// The votes of a ballot by name; the receipts of a secret one.
fn details(one: &Ballot) -> AnyView {
    match one.method {
        Method::Open => votes().any(),
        Method::Secret => receipts(one).any(),
        Method::Hands => nothing(),
    }
}

fn votes() -> Element {
    let after = RwSignal::new(None);
    let found = load_reply::<ListVotes>(move || (ballot_of_page(), VoteQuery { after: after.get(), limit: Some(50) }));
    section("card", t(key::BALLOT_VOTES)).child(loaded_view(found, move |found| {
        let rows = found.rows.iter().map(|vote| {
            let choice = word_text(vote.choice);
            let how = word_text(vote.how);
            let words = crate::ui::cell_words(vote.name.clone(), how);
            el("li", "").child(el("div", "cell").child(words).child(el("b", "side").child(choice)))
        });
        let rows: Vec<Element> = rows.collect();
        let next = found.next;
        let more = next.map(|_| button("button small quiet", t(key::SHELL_PAGE_NEXT), move || after.set(next)));
        several([el("ul", "").child(rows).any(), el("div", "actions").child(more).any()])
    }))
}

fn receipts(one: &Ballot) -> Element {
    let own = vote::own_receipts(one);
    let after = RwSignal::new(None);
    let found =
        load_reply::<ListReceipts>(move || (ballot_of_page(), ReceiptQuery { after: after.get(), limit: Some(100) }));
    let list = loaded_view(found, move |found| {
        let rows = found.rows.iter().map(|row| {
            let receipt = row.receipt.to_string();
            let mine = own.contains(&receipt);
            let choice = row.choice.map(word_text).unwrap_or_default();
            let name = el("code", "hash").child(receipt);
            let mark = mine.then(|| el("b", "").child(t(key::BALLOT_MY_RECEIPT)));
            el("li", "").child(el("div", "cell").child(el("div", "").child(mark).child(name)).child(choice))
        });
        let rows: Vec<Element> = rows.collect();
        let next = found.next;
        let more = next.map(|_| button("button small quiet", t(key::SHELL_PAGE_NEXT), move || after.set(next)));
        several([el("ul", "").child(rows).any(), el("div", "actions").child(more).any()])
    });
    section("card", t(key::BALLOT_RECEIPTS))
        .child(el("p", "body faint").child(t(key::BALLOT_RECEIPTS_BELOW)))
        .child(list)
}

/// What applies to everybody, shown before anybody votes.
fn rule(one: &Ballot) -> Element {
    let rules = match one.method {
        Method::Open => vec![key::BALLOT_RULE_OPEN],
        Method::Hands => vec![key::BALLOT_RULE_HANDS],
        Method::Secret => {
            vec![key::BALLOT_RULE_SECRET, key::BALLOT_RULE_WAIT, key::BALLOT_RULE_LOST, key::BALLOT_RULE_PAPER]
        }
    };
    let card = section("card", t(key::BALLOT_RULES)).child(el("div", "body stack").child(lines(rules)));
    if one.method == Method::Secret { card.child(cannot_hide()) } else { card }
}

fn lines(rules: Vec<Key>) -> Vec<Element> {
    let seconds = number((limits::CAST_WAIT_MILLIS_MAX / 1000).into());
    rules.into_iter().map(|rule| el("p", "").child(tf(rule, &[("seconds", &seconds)]))).collect()
}

/// What a secret ballot cannot hide, for those who run it and for interested readers.
fn cannot_hide() -> Element {
    let rules = vec![
        key::BALLOT_HIDES_NOT_WATCHERS,
        key::BALLOT_HIDES_NOT_KEYS,
        key::BALLOT_HIDES_NOT_FEW,
        key::BALLOT_HIDES_NOT_BACKUPS,
    ];
    let fold = el("details", "fold").child(el("summary", "cell").child(t(key::BALLOT_HIDES_NOT)));
    fold.child(el("div", "body stack").child(lines(rules)))
}
