//! The blind token of a secret ballot on this phone, in a file of its own: the group's arithmetic is larger than a
//! page.
//!
//! Invariant: an input is drawn here and leaves the phone only with the vote itself.

use domain::ballots::token::{BlindState, Blinded, Element, Evaluation, Input, Output, blind};

/// One step towards a token.
pub enum Step {
    /// With random bytes: the input, and the blinding factor.
    Begin { input: Input, chance: [u8; 32] },
    /// After the answer.
    Finish { input: Input, state: Box<BlindState>, answer: Evaluation, public_key: Element },
}

pub enum Stepped {
    /// The second half of the state is the element to be sent.
    Begun {
        state: Box<BlindState>,
    },
    Finished {
        output: Output,
    },
    /// The answer was not made with the published key, or is invalid.
    Wrong,
}

pub fn step(step: Step) -> Stepped {
    match step {
        Step::Begin { input, chance } => match blind(input, chance) {
            Ok(blinded) => Stepped::Begun { state: Box::new(blinded.state()) },
            Err(_) => Stepped::Wrong,
        },
        Step::Finish { input, state, answer, public_key } => {
            let output = Blinded::from_state(input, &state).and_then(|blinded| blinded.finalise(&answer, &public_key));
            output.map_or(Stepped::Wrong, |output| Stepped::Finished { output })
        }
    }
}
