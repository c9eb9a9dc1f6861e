//! The blind token of a secret ballot on this phone, in a file of its own: the group's arithmetic is larger than a
//! page.
//!
//! Invariant: an input is drawn here and leaves the phone only with the vote itself.

use crate::lazy_modules::lazy_modules;
use domain::ballots::token::{BlindState, BlindedInput, Element, Evaluation, Input, Output, blind_input};

lazy_modules! {
    /// The arithmetic of a secret ballot.
    ballot_token_file(TokenStep) -> TokenStepResult = run_token_step;
}

/// One step towards a token.
pub enum TokenStep {
    /// With random bytes: the input, and the blinding factor.
    Begin { input: Input, chance: [u8; 32] },
    /// After the answer.
    Finish { input: Input, state: Box<BlindState>, answer: Evaluation, public_key: Element },
}

pub enum TokenStepResult {
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

pub fn run_token_step(step: TokenStep) -> TokenStepResult {
    match step {
        TokenStep::Begin { input, chance } => match blind_input(input, chance) {
            Ok(blinded) => TokenStepResult::Begun { state: Box::new(blinded.state()) },
            Err(_) => TokenStepResult::Wrong,
        },
        TokenStep::Finish { input, state, answer, public_key } => {
            let output =
                BlindedInput::from_state(input, &state).and_then(|blinded| blinded.finalise(&answer, &public_key));
            output.map_or(TokenStepResult::Wrong, |output| TokenStepResult::Finished { output })
        }
    }
}
