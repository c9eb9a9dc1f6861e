//! What a meeting's page follows while it is open: counts that everybody may see, and nothing of a person.

use super::MeetingStatus;
use crate::ballots::Turnout;
use crate::ids::BallotId;
use crate::reply;

reply! {
    /// The same by one question and by every push.
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
