//! The public counts that a meeting's page follows while it is open; no personal data.

use super::MeetingStatus;
use crate::ballots::Turnout;
use crate::ids::BallotId;
use crate::reply;

reply! {
    /// The answer to a request, and the content of every push.
    pub struct LiveMeeting {
        pub status: MeetingStatus,
        /// 应到
        pub entitled: u32,
        /// 实到
        pub present: u32,
        pub ballots: Vec<LiveBallot>,
    }
    pub struct LiveBallot {
        pub ballot: BallotId,
        pub turnout: Turnout,
    }
}
