//! The blind token of a secret ballot (VOPRF of RFC 9497, ristretto255-SHA512): both sides of it, as pure functions.
//!
//! The phone draws an input, blinds it and asks for an evaluation; the object evaluates what it cannot read and proves
//! that it used the published key; the phone checks the proof and finalises. Input and output together are a token that
//! only the holder of the ballot's key can have helped to make, and that nobody can tell from any other.
//!
//! Invariant: randomness is an argument, thirty-two bytes drawn for this one step. A blinded element fits every input
//! equally well, so the server, which has both lists, cannot tell which entries belong together. A key belongs to one
//! ballot.

use core::fmt;
use core::str::FromStr;
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use voprf::{BlindedElement, EvaluationElement, Group, Ristretto255, VoprfClient, VoprfServer};

/// Why a step of the protocol fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadToken {
    /// No element of the group, or none that may be used.
    Element,
    /// The evaluation was not made with the published key: the server cheats, or the key belongs to another ballot.
    Proof,
}

macro_rules! hex_bytes {
    ($($(#[$doc:meta])* $name:ident ($bytes:literal);)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(pub [u8; $bytes]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&crate::journal::to_hex(&self.0))
            }
        }
        impl FromStr for $name {
            type Err = crate::ids::BadId;
            fn from_str(text: &str) -> Result<Self, crate::ids::BadId> {
                crate::journal::from_hex(text).map(Self).ok_or(crate::ids::BadId)
            }
        }
        /// As bytes, half the length of the text.
        impl crate::stored::FromValue for $name {
            fn from_value(value: &crate::stored::Value) -> Option<Self> { <[u8; $bytes]>::from_value(value).map(Self) }
        }
        crate::contract::field_kinds! { crate::contract::FieldKind::Code => $name; }
        impl TryFrom<String> for $name {
            type Error = crate::ids::BadId;
            fn try_from(text: String) -> Result<Self, crate::ids::BadId> { text.parse() }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String { value.to_string() }
        }
        #[cfg(feature = "openapi")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> { stringify!($name).into() }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": concat!("^([0-9a-f]{2}){", $bytes, "}$") })
            }
        }
    )+};
}

hex_bytes! {
    /// An element of the group: a blinded input, its evaluation, or a public key.
    Element (32);
    /// The random input of the phone, shown only when it casts.
    Input (32);
    /// The result of finalising.
    Output (64);
    /// Proves that an evaluation was made with the published key.
    Proof (64);
    /// Identifies a cast vote: the hash of the input.
    Receipt (32);
    /// Identifies a phone that asks again: the hash of the blinded element, which reveals nothing of the input.
    BlindedHash (32);
}

impl Input {
    pub fn receipt(&self) -> Receipt {
        Receipt(Sha256::digest(self.0).into())
    }
}

impl Element {
    pub fn hash(&self) -> BlindedHash {
        BlindedHash(Sha256::digest(self.0).into())
    }
}

/// Random bytes, stretched to the length that a step needs.
struct ChanceStream {
    seed: [u8; 32],
    block: u64,
}

impl RngCore for ChanceStream {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0u8; 4];
        self.fill_bytes(&mut bytes);
        u32::from_be_bytes(bytes)
    }
    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0u8; 8];
        self.fill_bytes(&mut bytes);
        u64::from_be_bytes(bytes)
    }
    fn fill_bytes(&mut self, into: &mut [u8]) {
        for part in into.chunks_mut(32) {
            let mut hash = Sha256::new();
            hash.update(self.seed);
            hash.update(self.block.to_be_bytes());
            part.copy_from_slice(&hash.finalize()[..part.len()]);
            self.block += 1;
        }
    }
    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(into);
        Ok(())
    }
}

impl CryptoRng for ChanceStream {}

fn drawn(seed: [u8; 32]) -> ChanceStream {
    ChanceStream { seed, block: 0 }
}

/// An input that the phone blinded, with what is needed to unblind the answer. It never leaves the phone as a whole.
pub struct BlindedInput {
    client: VoprfClient<Ristretto255>,
    input: Input,
    /// What is sent.
    pub element: Element,
}

/// The part of a [`BlindedInput`] that is kept until the answer arrives.
pub type BlindState = [u8; 64];

/// Blinds an input. The random bytes must not be used for anything else.
pub fn blind_input(input: Input, chance: [u8; 32]) -> Result<BlindedInput, BadToken> {
    let made = VoprfClient::<Ristretto255>::blind(&input.0, &mut drawn(chance)).map_err(|_| BadToken::Element)?;
    let element = Element(made.message.serialize().into());
    Ok(BlindedInput { client: made.state, input, element })
}

impl BlindedInput {
    /// Lets a page continue after it was closed.
    pub fn state(&self) -> BlindState {
        let mut state = [0u8; 64];
        state.copy_from_slice(&self.client.serialize());
        state
    }

    pub fn from_state(input: Input, state: &BlindState) -> Result<Self, BadToken> {
        let client = VoprfClient::deserialize(state).map_err(|_| BadToken::Element)?;
        let element = state[32..].try_into().map(Element).map_err(|_| BadToken::Element)?;
        Ok(Self { client, input, element })
    }

    /// Checks the proof against the published key, and makes the token's second half.
    pub fn finalise(&self, answer: &Evaluation, public_key: &Element) -> Result<Output, BadToken> {
        let evaluated =
            EvaluationElement::<Ristretto255>::deserialize(&answer.element.0).map_err(|_| BadToken::Element)?;
        let proof = voprf::Proof::<Ristretto255>::deserialize(&answer.proof.0).map_err(|_| BadToken::Proof)?;
        let key = Ristretto255::deserialize_elem(&public_key.0).map_err(|_| BadToken::Element)?;
        let output = self.client.finalize(&self.input.0, &evaluated, &proof, key).map_err(|_| BadToken::Proof)?;
        Ok(Output(output.into()))
    }
}

/// The server's answer to a blinded element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation {
    pub element: Element,
    pub proof: Proof,
}

/// The key of one ballot, derived from its seed. Never printed.
pub struct BallotKey(VoprfServer<Ristretto255>);

impl BallotKey {
    /// The same seed makes different keys for different ballots.
    pub fn of(seed: &[u8; 32], ballot: crate::ids::BallotId) -> Option<Self> {
        VoprfServer::new_from_seed(seed, ballot.to_string().as_bytes()).ok().map(Self)
    }

    pub fn public(&self) -> Element {
        Element(Ristretto255::serialize_elem(self.0.get_public_key()).into())
    }

    /// Evaluates a blinded element, with a proof.
    pub fn evaluate(&self, element: &Element, chance: [u8; 32]) -> Result<Evaluation, BadToken> {
        let blinded = BlindedElement::<Ristretto255>::deserialize(&element.0).map_err(|_| BadToken::Element)?;
        let made = self.0.blind_evaluate(&mut drawn(chance), &blinded);
        let mut proof = [0u8; 64];
        proof.copy_from_slice(&made.proof.serialize());
        Ok(Evaluation { element: Element(made.message.serialize().into()), proof: Proof(proof) })
    }

    /// Whether the token was made with this ballot's key. Compares all bytes, whichever differs first.
    pub fn made(&self, input: &Input, output: &Output) -> bool {
        let Ok(expected) = self.0.evaluate(&input.0) else { return false };
        expected.iter().zip(&output.0).fold(0u8, |differs, (a, b)| differs | (a ^ b)) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::BallotId;
    use crate::time::UtcMillis;
    use proptest::prelude::*;

    fn ballot(number: u128) -> BallotId {
        BallotId::from_parts(UtcMillis(1), number)
    }

    fn key(seed: u8, of: u128) -> BallotKey {
        BallotKey::of(&[seed; 32], ballot(of)).unwrap()
    }

    #[test]
    fn a_token_is_of_its_ballot_and_of_no_other() {
        let (ours, other) = (key(1, 1), key(1, 2));
        assert_ne!(ours.public(), other.public(), "one seed, two ballots, two keys");
        let input = Input([7; 32]);
        let blinded = blind_input(input, [9; 32]).unwrap();
        let answer = ours.evaluate(&blinded.element, [3; 32]).unwrap();
        let output = blinded.finalise(&answer, &ours.public()).unwrap();
        assert!(ours.made(&input, &output) && !other.made(&input, &output));
        assert!(!ours.made(&Input([8; 32]), &output));
        for wrong in [&[0][..], &[63], &[0, 1], &[31, 63]] {
            let mut output = output;
            for at in wrong {
                output.0[*at] ^= 1;
            }
            assert!(!ours.made(&input, &output), "changed alike at {wrong:?}");
        }
        assert_eq!(blinded.finalise(&answer, &other.public()), Err(BadToken::Proof));
        let cheat = other.evaluate(&blinded.element, [3; 32]).unwrap();
        assert_eq!(blinded.finalise(&cheat, &ours.public()), Err(BadToken::Proof), "another key for one voter");
        let again = BlindedInput::from_state(input, &blinded.state()).unwrap();
        assert_eq!(again.finalise(&answer, &ours.public()), Ok(output));
        assert_eq!(again.element, blinded.element);
    }

    /// The key of RFC 9497, appendix A.1.2, and the output that its test vectors name for the input `00`. Ours takes inputs of
    /// thirty-two bytes; the vector holds the crate to the standard.
    #[test]
    fn the_crate_is_the_standard() {
        let server = VoprfServer::<Ristretto255>::new_from_seed(&[0xa3; 32], b"test key").unwrap();
        let public = crate::journal::to_hex(&Ristretto255::serialize_elem(server.get_public_key()));
        assert_eq!(public, "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e");
        let output = crate::journal::to_hex(&server.evaluate(&[0]).unwrap());
        assert!(output.starts_with("b58cfbe118e0cb94d79b5fd6a6dafb98"), "{output}");
    }

    /// A scalar takes sixty-four bytes: two blocks.
    #[test]
    fn stretched_chance_repeats_no_block() {
        let mut bytes = [0u8; 96];
        rand_core::RngCore::fill_bytes(&mut drawn([9; 32]), &mut bytes);
        let blocks: std::collections::BTreeSet<&[u8]> = bytes.chunks(32).collect();
        assert_eq!(blocks.len(), 3);
    }

    #[test]
    fn what_is_no_element_is_refused() {
        let ours = key(1, 1);
        for wrong in [[0u8; 32], [0xff; 32]] {
            assert_eq!(ours.evaluate(&Element(wrong), [1; 32]), Err(BadToken::Element), "{wrong:?}");
        }
        let blinded = blind_input(Input([7; 32]), [9; 32]).unwrap();
        let answer = ours.evaluate(&blinded.element, [3; 32]).unwrap();
        for at in [0, 31, 63] {
            let mut proof = answer.proof;
            proof.0[at] ^= 1;
            assert_eq!(blinded.finalise(&Evaluation { proof, ..answer }, &ours.public()), Err(BadToken::Proof));
        }
    }

    #[test]
    fn a_value_has_one_spelling() {
        let text = "0a".repeat(32);
        assert_eq!(text.parse(), Ok(Input([10; 32])));
        assert_eq!(Input([10; 32]).to_string(), text);
        for wrong in ["0A".repeat(32), "0a".repeat(31), "0a".repeat(33), "+a".repeat(32), "é".repeat(32)] {
            assert!(wrong.parse::<Input>().is_err(), "{wrong}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        /// Blinding hides: one input under two chances is two elements, and both make the same token.
        #[test]
        fn any_chance_makes_the_same_token(input: [u8; 32], one: [u8; 32], other: [u8; 32], proving: [u8; 32]) {
            let ours = key(5, 5);
            let token = |chance| {
                let blinded = blind_input(Input(input), chance).unwrap();
                let answer = ours.evaluate(&blinded.element, proving).unwrap();
                (blinded.element, blinded.finalise(&answer, &ours.public()).unwrap())
            };
            let ((first, output), (second, same)) = (token(one), token(other));
            prop_assert_eq!(output, same);
            prop_assert_eq!(first == second, one == other);
            prop_assert!(ours.made(&Input(input), &output));
        }
    }
}
