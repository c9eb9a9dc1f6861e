//! Meetings and their ballots as everybody sees them (会议、表决): announcements, attendance, voting, the result.
//!
//! Invariant: the API's answer says what the reader may do; a secret vote leaves this phone without anything that names
//! its holder.

mod ballot;
mod invitation;
mod list;
mod meeting;
mod meeting_files;
mod minutes;
mod outcomes;
mod row;
mod sealed_vote;
mod turnout;
mod vote;

pub mod token;

pub use ballot::ballot_page;
pub use invitation::answer_words;
pub use list::meetings_page;
pub use meeting::meeting_page;
pub use meeting_files::added_later;
pub use outcomes::{outcome_list, outcome_words};
pub use row::meeting_heading;

use crate::ui::{Element, el};
use crate::words::{key, t, tf};
use domain::ballots::{BallotPurpose, PurposeKind};
use domain::ids::{BallotId, CommunityCode, MeetingId};
use domain::time::UtcMillis;

/// Thirty-two random bytes.
fn chance() -> [u8; 32] {
    let mut chance = [0u8; 32];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut chance);
    }
    chance
}

/// What a ballot decides, and why a case is put again. Nothing for a ballot from before this was recorded.
pub fn ballot_purpose_view(purpose: &BallotPurpose) -> Option<Element> {
    let said = match purpose.kind {
        PurposeKind::Case => t(key::BALLOT_DECIDES),
        PurposeKind::Free => t(key::BALLOT_DECIDES_NOTHING),
        PurposeKind::Earlier => return None,
    };
    let why = purpose.reason.as_ref().map(|why| el("p", "").child(tf(key::BALLOT_AGAIN, &[("reason", why)])));
    Some(el("div", "").child(el("p", "faint").child(said)).child(why))
}

/// The meeting in the address; if there is none, an id that no meeting has.
pub fn meeting_of_page() -> (CommunityCode, MeetingId) {
    let id = crate::location::path_id("meetings");
    (crate::location::current_community(), id.unwrap_or_else(|| MeetingId::from_parts(UtcMillis(0), 0)))
}

fn ballot_of_page() -> (CommunityCode, BallotId) {
    let id = crate::location::path_id("ballots");
    (crate::location::current_community(), id.unwrap_or_else(|| BallotId::from_parts(UtcMillis(0), 0)))
}
