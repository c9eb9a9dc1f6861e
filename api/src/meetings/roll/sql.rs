//! Statements of the frozen roll and of striking voters.

use crate::db::rows::row;
use crate::members::{is_seated, lives_here, lives_here_of_age};
use domain::ids::{HouseholdId, MemberId};
use domain::meetings::{PresentBy, StruckCause};
use domain::members::Post;
use domain::time::UtcMillis;

/// For a meeting ($meeting): that a stay is in its residents' group, or a seat in its branch, if it has one.
macro_rules! within_group {
    ($meeting:literal) => {
        concat!(
            " and exists (
               select 1 from meetings w join households h on h.id = t.household where w.id = ",
            $meeting,
            " and (w.residents_group is null or h.residents_group = w.residents_group))"
        )
    };
}
macro_rules! within_branch {
    ($meeting:literal) => {
        concat!(" and b.id = coalesce((select w.branch from meetings w where w.id = ", $meeting, "), b.id)")
    };
}

/// All who hold one of the seats; a holder of several is entered once, with the first of them. Values: moment, day,
/// seats, meeting.
pub const FREEZE_SEATED: &str = concat!(
    "insert into meeting_roll (voter, meeting, household, post, woman)
     select s.member, ?4, m.household, substr(min(case s.post
       when 'secretary' then '1' when 'deputy-secretary' then '2' when 'director' then '3' when 'deputy-director' then '4'
       when 'convener' then '5' when 'representative' then '6' when 'member' then '7' else '8' end || s.post), 2),
       max(m.sex is 'female')
     from bodies b join seats s on s.body = b.id join members m on m.id = s.member where ",
    is_seated!(),
    within_branch!("?4"),
    " group by s.member order by s.member"
);
/// Values: moment, born by, meeting.
pub const FREEZE_ADULTS: &str = concat!(
    "insert into meeting_roll (voter, meeting, household, woman)
     select t.member, ?3, t.household, m.sex is 'female' from stays t join members m on m.id = t.member where ",
    lives_here_of_age!(),
    within_group!("?3"),
    " group by t.member order by t.member"
);
/// Values: moment, meeting.
pub const FREEZE_HOUSEHOLDS: &str = concat!(
    "insert into meeting_roll (voter, meeting, household, woman)
     select t.household, ?2, t.household, 0 from stays t where ",
    lives_here!(),
    within_group!("?2"),
    " group by t.household order by t.household"
);
pub const ROLL_IDS: &str = "
select count(*), coalesce(group_concat(voter, char(10)), '')
from (select voter from meeting_roll where meeting = ? order by voter)";
pub const CLOSE_ROLL: &str = "update meetings set roll_hash = ?, roll_count = ? where id = ?";

/// Strikes voters who are no longer entitled. The cause for a voter who left is the one in the roster.
macro_rules! strike {
    ($otherwise:literal, $entitled:expr, $rest:literal) => {
        concat!(
            "update meeting_roll set struck_at = ?1, struck_cause = coalesce((
               select iif(m.left_cause in ('died', 'mistake'), m.left_cause, 'moved') from members m
               where m.id = voter and m.left_at is not null
             ), ",
            $otherwise,
            ") where struck_at is null and not exists (",
            $entitled,
            ") and ",
            $rest,
            " returning voter"
        )
    };
}
macro_rules! seated_voter {
    () => {
        concat!(
            "select 1 from seats s join bodies b on b.id = s.body where s.member = voter and ",
            is_seated!(),
            within_branch!("meeting")
        )
    };
}
macro_rules! adult_voter {
    () => {
        concat!(
            "select 1 from stays t join members m on m.id = t.member where t.member = voter and ",
            lives_here_of_age!(),
            within_group!("meeting")
        )
    };
}
/// Index: `members_by_household`.
macro_rules! household_voter {
    () => {
        concat!(
            "select 1 from members m join stays t on t.member = m.id where m.household = voter and ",
            "t.household = voter and ",
            lives_here!(),
            within_group!("meeting")
        )
    };
}
/// Values of the first: moment, day, seats, meeting; of the second also voters as one JSON list.
pub const STRIKE_SEATED: &str = strike!("'seat-ended'", seated_voter!(), "meeting = ?4");
pub const STRIKE_SEATED_SOME: &str =
    strike!("'seat-ended'", seated_voter!(), "meeting = ?4 and voter in (select value from json_each(?5))");
/// Moment, born by, meeting, voters.
pub const STRIKE_ADULTS: &str = strike!("'mistake'", adult_voter!(), "meeting = ?3");
pub const STRIKE_ADULTS_SOME: &str =
    strike!("'mistake'", adult_voter!(), "meeting = ?3 and voter in (select value from json_each(?4))");
/// Moment, meeting, voters.
pub const STRIKE_HOUSEHOLDS: &str = strike!("'moved'", household_voter!(), "meeting = ?2");
pub const STRIKE_HOUSEHOLDS_SOME: &str =
    strike!("'moved'", household_voter!(), "meeting = ?2 and voter in (select value from json_each(?3))");

row! { presence_columns =>
    /// The stored presence of a voter, with the person in the room for the voter.
    pub struct PresenceRow { pub how: PresentBy = "p.how", pub at: UtcMillis = "p.at", pub by: MemberId = "p.by" }
}
row! { voter_columns =>
    /// A voter on the roll.
    pub struct VoterRow {
        pub household: HouseholdId = "r.household",
        pub post: Option<Post> = "r.post",
        pub woman: bool = "r.woman",
        pub struck: Option<StruckCause> = "r.struck_cause",
        pub presence: Option<PresenceRow> = (presence_columns),
    }
}
pub const ON_ROLL: &str = concat!(
    "select ",
    voter_columns!(),
    " from meeting_roll r
     left join meeting_presence p on p.meeting = r.meeting and p.voter = r.voter where r.meeting = ? and r.voter = ?"
);
/// The voters for whom a member is in the room. Index: `meeting_presence_by_person`.
pub const REPRESENTED: &str =
    "select voter from meeting_presence where by = ? and meeting = ? order by voter limit 100";
/// For representatives: all who are entitled, the representatives among them, the women among these.
pub const COMPOSITION: &str = "
select count(*), sum(post in ('representative', 'convener')), sum(post in ('representative', 'convener') and woman)
from meeting_roll where meeting = ? and struck_at is null";
