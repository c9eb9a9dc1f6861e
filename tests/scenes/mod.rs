//! Scenes: people, activities, matters, meetings and ballots for tests, made only by calls of the contract.
//!
//! A [`World`] answers the calls: over HTTP a real server, on the host the community's handlers over SQLite. Everything
//! here is written for both.

pub mod activities;
pub mod announcements;
pub mod archive;
pub mod assistance;
pub mod client;
pub mod communities;
pub mod decisions;
pub mod matrix;
pub mod matters;
pub mod meetings;
pub mod members;
pub mod offices;
pub mod open_meetings;
pub mod passkeys;
pub mod people;
pub mod regions;
pub mod sessions;
#[path = "../../domain/src/sessions/passkey/tests/software.rs"]
pub mod software;
pub mod volunteering;

use client::{Call, HttpAnswer};
use domain::ids::CommunityCode;
use domain::time::UtcMillis;

/// The second community of the template, in the same street.
pub const NEIGHBOUR: &str = "511402901002";

pub fn neighbour_code() -> CommunityCode {
    NEIGHBOUR.parse().expect("a community's code")
}

/// The operator's key of every test server.
pub fn operator_key() -> String {
    "LINLI_OPERATOR_KEY".repeat(4)
}

/// What answers a call.
pub trait Api {
    /// An error means that no complete answer came.
    fn try_send(&self, call: &Call) -> Result<HttpAnswer, ureq::Error>;

    /// Where its pages come from, as passkeys are asked for.
    fn origin(&self) -> String;

    /// When the demonstration was seeded.
    fn opened_at(&self) -> UtcMillis;
}

/// The demonstration, answered by an [`Api`], with the people whom tests have used so far.
pub struct World<A: Api> {
    pub api: A,
    pub people: people::People,
    pub scene: activities::Counters,
}

impl<A: Api> World<A> {
    pub fn of(api: A) -> Self {
        Self { api, people: people::People::default(), scene: activities::Counters::default() }
    }
}
