//! Casting the reader's vote: by name, or in secret with a blind token.
//!
//! State: for a secret ballot this phone keeps the token of each ballot and voter: begun, ready, sent, or cast with its
//! receipt, never the choice. Invariant: a token is taken when the page opens and not when somebody votes; a begun one
//! is finished with the same blinded element, so a lost answer loses no vote; the vote itself is sent without the
//! session.

use super::chance;
use super::sealed_vote::{self, SealStatus};
use super::token::ballot_token_file;
use super::token::{TokenStep, TokenStepResult};
use crate::command::Command;
use crate::load::Load;
use crate::location::current_community;
use crate::settings::{read_stored, write_stored};
use crate::ui::{
    Element, Tone, badge, busy_button, button, command_refusal, confirm, el, live, maybe, nothing, refusal_box,
    section, show_toast,
};
use crate::words::{Key, key, number, t, tf, word_text};
use domain::ballots::token::{BlindState, Element as Point, Evaluation, Input, Output};
use domain::ballots::{
    Ballot, BallotStatus, CastOpenVoteRequest, CastSecretBallotRequest, Choice, Method, OwnVoice, TakeTokenRequest,
    VoiceState,
};
use domain::contract::{CastOpenVote, TakeToken};
use domain::ids::{BallotId, VoterId};
use domain::limits;
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn ballot_state(status: BallotStatus) -> Element {
    let tone = match status {
        BallotStatus::Draft => Tone::Blue,
        BallotStatus::Open => Tone::Green,
        BallotStatus::Closed => Tone::Plain,
    };
    badge(tone, word_text(status))
}

/// The state of a token on this phone.
enum StoredToken {
    Nothing,
    Begun(Input, Box<BlindState>),
    Ready(Input, Output),
    /// It was sent and no answer came: it may have been cast.
    Sent(Input, Output),
    /// With the receipt.
    Cast(String),
}

/// Of a receipt, what one can note down and find again.
const RECEIPT_CHARS: usize = 12;

fn slot(ballot: BallotId, voter: VoterId) -> String {
    ["ballot.", &ballot.to_string(), ".", &voter.to_string()].concat()
}

fn kept_of(ballot: BallotId, voter: VoterId) -> StoredToken {
    let Some(text) = read_stored(&slot(ballot, voter)) else { return StoredToken::Nothing };
    let parts: Vec<&str> = text.split(':').collect();
    let read = match parts.as_slice() {
        ["begun", input, state] => {
            // Its sixty-four bytes are spelled like an output.
            input
                .parse()
                .ok()
                .zip(state.parse::<Output>().ok())
                .map(|(input, state)| StoredToken::Begun(input, Box::new(state.0)))
        }
        ["ready", input, output] => input.parse().ok().zip(output.parse().ok()).map(|(i, o)| StoredToken::Ready(i, o)),
        ["sent", input, output] => input.parse().ok().zip(output.parse().ok()).map(|(i, o)| StoredToken::Sent(i, o)),
        ["cast", receipt] => Some(StoredToken::Cast((*receipt).to_owned())),
        _ => None,
    };
    read.unwrap_or(StoredToken::Nothing)
}

fn keep_token(ballot: BallotId, voter: VoterId, as_what: &str, (input, output): (&Input, &Output)) {
    let text = [as_what, ":", &input.to_string(), ":", &output.to_string()].concat();
    write_stored(&slot(ballot, voter), Some(&text));
}

pub fn keep_ready(ballot: BallotId, voter: VoterId, token: (&Input, &Output)) {
    keep_token(ballot, voter, "ready", token);
}

pub fn keep_sent(ballot: BallotId, voter: VoterId, token: (&Input, &Output)) {
    keep_token(ballot, voter, "sent", token);
}

pub fn keep_cast(ballot: BallotId, voter: VoterId, input: &Input) {
    write_stored(&slot(ballot, voter), Some(&["cast:", &input.receipt().to_string()].concat()));
}

/// The receipts of the votes that were cast from this phone.
pub fn own_receipts(one: &Ballot) -> Vec<String> {
    let beginning = ["ballot.", &one.ballot.to_string(), "."].concat();
    let of =
        |name: String| read_stored(&[beginning.as_str(), &name].concat())?.strip_prefix("cast:").map(str::to_owned);
    crate::settings::stored_names(&beginning).into_iter().filter_map(of).collect()
}

pub fn own_vote_card(one: &Ballot, found: Load<Ballot>) -> Option<AnyView> {
    if one.mine.is_empty() || one.method == Method::Hands {
        return None;
    }
    let voices: Vec<Element> = one.mine.iter().map(|voice| voice_of(one, voice, found)).collect();
    Some(section("card", t(key::BALLOT_MINE)).child(voices).any())
}

fn voice_of(one: &Ballot, voice: &OwnVoice, found: Load<Ballot>) -> Element {
    let whose = voice.name.as_ref().map(|name| el("b", "").child(tf(key::BALLOT_FOR_SOMEBODY, &[("name", name)])));
    let body = el("div", "body stack").child(whose);
    let token = kept_of(one.ballot, voice.voter);
    let is_open = one.turnout.status == BallotStatus::Open;
    match (voice.state, token) {
        (_, StoredToken::Cast(receipt)) => body.child(voted(key::BALLOT_IN_URN, Some(&receipt))),
        (VoiceState::Voted, _) => body.child(voted(key::BALLOT_CAST, None)),
        (_, StoredToken::Ready(input, output)) if is_open => {
            body.child(cast(one, voice.voter, (input, output), found, false))
        }
        (_, StoredToken::Sent(input, output)) if is_open => {
            body.child(cast(one, voice.voter, (input, output), found, true))
        }
        (_, StoredToken::Begun(input, state)) if is_open => {
            body.child(take(one, voice.voter, Some((input, state)), found))
        }
        (VoiceState::Free, _) if is_open && one.method == Method::Secret => {
            body.child(take(one, voice.voter, None, found))
        }
        (VoiceState::Free, _) if is_open => body.child(open_vote(one, voice.voter, found)),
        (VoiceState::Free, _) => body.child(el("p", "faint").child(t(key::BALLOT_NOT_OPEN))),
        (state, _) => body.child(el("p", "").child(word_text(state))),
    }
}

/// The vote arrived; with the receipt of a secret one, which stays to be noted.
fn voted(words: Key, receipt: Option<&str>) -> Element {
    let receipt = receipt.and_then(|receipt| receipt.get(..RECEIPT_CHARS));
    let receipt = receipt.map(|receipt| el("p", "").child(tf(key::BALLOT_YOUR_RECEIPT, &[("receipt", receipt)])));
    let sign = el("span", "").attr("aria-hidden", "true").child("✓".to_owned());
    el("div", "stack").child(el("p", "voted").child(sign).child(el("b", "").child(t(words)))).child(receipt)
}

/// A button for each way to vote; pressing it asks once before the vote is sent.
fn vote_buttons(
    id: &'static str,
    busy: RwSignal<bool>,
    refusal: AnyView,
    send: impl Fn(Choice, RwSignal<bool>) + Send + Clone + 'static,
) -> Element {
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(0_u32);
    let choice = move || Choice::ALL.get(chosen.get() as usize).copied().unwrap_or(Choice::Abstain);
    let buttons = Choice::ALL.iter().zip(0_u32..).fold(el("div", "stack"), |row, (one, at)| {
        let press = move || {
            chosen.set(at);
            open.set(true);
        };
        row.child(button("button quiet block middle", word_text(*one), press))
    });
    let sentence = move || tf(key::BALLOT_SURE, &[("choice", &word_text(choice()))]);
    let sure = busy_button("button sure", t(key::BALLOT_SEND), busy, move || send(untrack(choice), open));
    let content = vec![el("p", "").text_live(sentence).any(), refusal];
    buttons.child(confirm(open, id, t(key::BALLOT_SURE_TITLE), content, sure))
}

fn open_vote(one: &Ballot, voter: VoterId, found: Load<Ballot>) -> Element {
    let command = Command::new();
    let (ballot, revision) = (one.ballot, one.turnout.revision);
    let send = move |choice: Choice, open: RwSignal<bool>| {
        command.send::<CastOpenVote>(
            (current_community(), ballot),
            CastOpenVoteRequest { voter, choice, revision },
            move |_| {
                open.try_set(false);
                show_toast(t(key::BALLOT_CAST));
                found.again();
            },
        );
    };
    vote_buttons("open-vote", command.busy, command_refusal(command, t(key::BALLOT_NOT_CAST_NOW)), send)
}

/// Begins or continues the one token of a voter: at once, so that its time does not reveal when somebody votes. The
/// button is for when that failed.
fn take(one: &Ballot, voter: VoterId, begun: Option<(Input, Box<BlindState>)>, found: Load<Ballot>) -> Element {
    let command = Command::new();
    let wrong = RwSignal::new(false);
    let (ballot, revision, public_key) = (one.ballot, one.turnout.revision, one.public_key);
    let begun = StoredValue::new(begun);
    let press = move || {
        let Some(public_key) = public_key else { return };
        spawn_local(async move {
            let (input, state) = if let Some(begun) = begun.get_value() {
                begun
            } else {
                let input = Input(chance());
                let step = TokenStep::Begin { input, chance: chance() };
                let TokenStepResult::Begun { state } = ballot_token_file(step).await else { return };
                match kept_of(ballot, voter) {
                    // The page was drawn again meanwhile, and that request was first.
                    StoredToken::Begun(input, state) => (input, state),
                    StoredToken::Nothing => {
                        // Stored before it is sent: after a lost answer the same element is sent again.
                        keep_token(ballot, voter, "begun", (&input, &Output(*state)));
                        begun.try_set_value(Some((input, state.clone())));
                        (input, state)
                    }
                    _ => return,
                }
            };
            let mut element = [0u8; 32];
            element.copy_from_slice(&state[32..]);
            let element = Point(element);
            command.send::<TakeToken>(
                (current_community(), ballot),
                TakeTokenRequest { voter, element, revision },
                move |given| {
                    let answer = Evaluation { element: given.element, proof: given.proof };
                    spawn_local(async move {
                        match ballot_token_file(TokenStep::Finish { input, state, answer, public_key }).await {
                            TokenStepResult::Finished { output } => {
                                if matches!(kept_of(ballot, voter), StoredToken::Begun(..)) {
                                    keep_ready(ballot, voter, (&input, &output));
                                }
                                found.again();
                            }
                            _ => {
                                wrong.try_set(true);
                            }
                        }
                    });
                },
            );
        });
    };
    press();
    let words = || el("p", "refusal").attr("role", "alert").child(t(key::BALLOT_TOKEN_WRONG));
    let cheated = live(move || maybe(wrong.get().then(words)));
    el("div", "stack")
        .child(el("p", "").child(t(key::BALLOT_TOKEN_WHY)))
        .child(command_refusal(command, t(key::BALLOT_NO_TOKEN)))
        .child(cheated)
        .child(busy_button("button block middle", t(key::BALLOT_TAKE_TOKEN), command.busy, press))
}

/// The vote is sent without the session: nothing in it names the voter. `sent`: it was sent before without an answer.
fn cast(one: &Ballot, voter: VoterId, (input, output): (Input, Output), found: Load<Ballot>, sent: bool) -> Element {
    let (ballot, revision, closes_at) = (one.ballot, one.turnout.revision, one.turnout.closes_at);
    let shown = SealStatus::new();
    sealed_vote::take_on(ballot, voter, shown);
    let send = move |choice: Choice, open: RwSignal<bool>| {
        open.set(false);
        let vote = CastSecretBallotRequest { input, output, choice, revision };
        sealed_vote::seal_vote((ballot, voter), closes_at, vote, shown, found);
    };
    let failed = live(move || match shown.error.get() {
        Some(error) => refusal_box(t(key::BALLOT_NOT_CAST_NOW), &error).any(),
        None => nothing(),
    });
    let before = sent.then(|| el("p", "").child(t(key::BALLOT_SENT_BEFORE)));
    let receipt = tf(key::BALLOT_YOUR_RECEIPT, &[("receipt", &input.receipt().to_string()[..RECEIPT_CHARS])]);
    // A vote that waits or is being sent cannot be chosen again.
    let choosing = move || shown.seconds.get() == 0 && !shown.busy.get();
    let hidden = move || (!choosing()).then(String::new);
    let to_choose = el("div", "stack")
        .attr_live("hidden", hidden)
        .child(before)
        .child(el("p", "").child(t(key::BALLOT_TOKEN_READY)))
        .child(vote_buttons("secret-vote", shown.busy, nothing(), send));
    let window = number((limits::CAST_WAIT_MILLIS_MAX / 1000).into());
    let waits = Memo::new(move |_| shown.seconds.get() > 0);
    let on_its_way = live(move || {
        let words = if waits.get() {
            tf(key::BALLOT_SEALED, &[("seconds", &window)])
        } else if shown.busy.get() {
            t(key::BALLOT_SENDING)
        } else {
            return nothing();
        };
        el("p", "").attr("role", "status").child(words).any()
    });
    let bar = live(move || {
        let seconds = shown.seconds.get();
        if seconds == 0 {
            return nothing();
        }
        let left = tf(key::BALLOT_SECONDS_LEFT, &[("seconds", &number(seconds.into()))]);
        el("p", "faint").attr("aria-hidden", "true").child(left).any()
    });
    el("div", "stack")
        .child(failed)
        .child(to_choose)
        .child(on_its_way)
        .child(bar)
        .child(el("p", "faint").child(receipt))
}
