//! Statements of ballots.

use crate::db::rows::row;
use domain::ballots::token::{BlindedHash, Element};
use domain::ballots::{
    BallotState, CaseHere, CountProgress, Counts, NamedVote, ReceiptRow, VoterStatus, VotingMeeting,
};
use domain::decisions::CaseStep;
use domain::ids::{BallotId, CaseId, MeetingId, MemberId, VoterId};
use domain::meetings::MeetingForm;
use domain::time::UtcMillis;

/// Whether a ballot was put where a case was discussed: by its agenda item if the agenda names cases, else by its
/// meeting. It selects what a dossier shows, never what decides.
macro_rules! of_case {
    ($case:literal) => {
        concat!(
            "(not exists (select 1 from json_each(m.agenda) a where a.value ->> 'case' is not null) ",
            "or json_extract(m.agenda, '$[' || max(b.item - 1, 0) || '].case') = ",
            $case,
            ")"
        )
    };
}
pub(crate) use of_case;

row! { first_count_columns =>
    /// The first count while it waits for a second.
    struct FirstCount {
        by: MemberId = "c.by",
        r#for: u32 = "c.votes_for",
        against: u32 = "c.votes_against",
        abstain: u32 = "c.votes_abstain",
        invalid: u32 = "c.votes_invalid",
    }
}
row! { entered_columns =>
    /// The figures on which two people agree, and the first count.
    struct EnteredCounts {
        is_agreed: bool = "b.counted",
        r#for: u32 = "b.counted_for",
        against: u32 = "b.counted_against",
        abstain: u32 = "b.counted_abstain",
        invalid: u32 = "b.counted_invalid",
        first: Option<FirstCount> = (first_count_columns),
    }
}
impl EnteredCounts {
    fn progress(self) -> CountProgress {
        let Self { is_agreed, r#for, against, abstain, invalid, first } = self;
        match first {
            _ if is_agreed => CountProgress::Agreed(Counts { r#for, against, abstain, invalid }),
            Some(FirstCount { by, r#for, against, abstain, invalid }) => {
                CountProgress::Once { by, counts: Counts { r#for, against, abstain, invalid } }
            }
            None => CountProgress::None,
        }
    }
}

row! { single_columns =>
    Counts { r#for = "b.votes_for", against = "b.votes_against", abstain = "b.votes_abstain" } with { invalid: 0 }
}

// Represented voters are present on the meeting's own list.
row! { voting_meeting_columns => VotingMeeting {
    is_open = "m.status = 'open'",
    chair = "m.chair",
    teller = "m.teller",
    entitled = "m.roll_count - m.struck_count",
    present = "m.present_count",
} }

row! { state_columns => BallotState {
    status = "b.status",
    method = "b.method",
    revision = "b.revision",
    closes_at = "b.closes_at",
    given = "b.given",
    handed_out = "b.handed_out",
    single = (single_columns),
    in_urn = "b.cast_count",
    entered = (entered_columns) => EnteredCounts::progress,
    meeting = (voting_meeting_columns),
} }

row! { ballot_columns =>
    /// A ballot as it is stored.
    pub struct LoadedBallot {
        pub id: BallotId = "b.id",
        pub meeting: MeetingId = "b.meeting",
        pub question: String = "b.question",
        pub rule: String = "b.rule",
        pub open_minutes: u32 = "b.open_minutes",
        pub opened_at: Option<UtcMillis> = "b.opened_at",
        pub closed_at: Option<UtcMillis> = "b.closed_at",
        pub public_key: Option<Element> = "b.public_key",
        pub sealed_key: Option<Vec<u8>> = "b.sealed_key",
        pub entitled_at_opening: Option<u32> = "b.entitled_at_opening",
        pub present_at_opening: Option<u32> = "b.present_at_opening",
        pub entitled_at_closing: Option<u32> = "b.entitled_at_closing",
        pub present_at_closing: Option<u32> = "b.present_at_closing",
        pub form: MeetingForm = "m.form",
        pub by_household: bool = "m.electorate = 'households'",
        /// The case that it decides.
        pub case: Option<CaseId> = "b.case_id",
        /// It was drafted as a question that decides nothing.
        pub free: bool = "b.free",
        pub reason: Option<String> = "b.reason",
        /// The step and the matter's version, set at opening.
        pub step: Option<CaseStep> = "b.step",
        pub version: Option<u32> = "b.version",
        /// The last minute in which wrong tokens came, and how many.
        pub wrong_minute: i64 = "b.wrong_minute",
        pub wrong_count: u32 = "b.wrong_count",
        pub state: BallotState = (state_columns),
    }
}

/// Ballots, each with the part of its meeting that matters to it, and the first count while that waits for a second.
macro_rules! ballot_row {
    ($($rest:tt)+) => {
        concat!(
            "select ", ballot_columns!(), " from ballots b join meetings m on m.id = b.meeting ",
            "left join ballot_counts c on c.ballot = b.id and c.hand = 'first' ",
            $($rest)+
        )
    };
}

row! { voice_columns =>
    /// A line of the roll in relation to one ballot.
    pub struct VoiceRow {
        pub voter: VoterId = "r.voter",
        pub line: VoterStatus = "r.struck_at is not null" => |is_struck: bool| {
            if is_struck { VoterStatus::Struck } else { VoterStatus::Entitled }
        },
        pub present: bool = "coalesce(p.how <> 'proxy', 0)",
        pub spokesman: Option<MemberId> = "s.id",
        pub proxy: Option<MemberId> = "iif(p.how = 'proxy', p.by, x.proxy)",
        pub has_voted: bool = "v.voter is not null",
        pub token: Option<BlindedHash> = "t.blinded",
        pub has_paper: bool = "w.voter is not null",
        pub name: Option<String> = "n.name",
    }
}

/// Lines of the roll in relation to one ballot. A voter present by mandate is represented by a person in the room; a
/// mandate that ended because the principal came is included, so that its holder is told.
macro_rules! voice_row {
    ($rest:literal) => {
        voice_row!("", $rest)
    };
    ($more:expr, $rest:literal) => {
        concat!(
            "select ",
            voice_columns!(),
            $more,
            " from ballots b join meeting_roll r on r.meeting = b.meeting ",
            "left join meeting_presence p on p.meeting = r.meeting and p.voter = r.voter ",
            "left join members s on s.id = p.by and s.household = r.voter ",
            "left join meeting_proxies x on x.meeting = r.meeting and x.principal = r.voter ",
            "and x.ended_cause = 'present' ",
            "left join ballot_votes v on v.ballot = b.id and v.voter = r.voter ",
            "left join ballot_tokens t on t.ballot = b.id and t.voter = r.voter ",
            "left join ballot_paper w on w.ballot = b.id and w.voter = r.voter ",
            "left join members n on n.id = r.voter ",
            $rest
        )
    };
}

pub const ONE: &str = ballot_row!("where b.id = ?");
/// Index: `ballots_by_meeting`.
pub const OF_MEETING: &str = ballot_row!("where b.meeting = ? order by b.seq limit 100");
/// Open ballots of open meetings whose votes are given by phone. Indexes: `meetings_current`, `ballots_by_meeting`.
pub const OPEN_BY_PHONE: &str = ballot_row!(
    "where m.status in ('announced', 'open') and m.status = 'open' and b.status = 'open' and b.method <> 'hands'
     order by b.seq limit 20"
);
row! { draft_meeting_columns =>
    /// A meeting at which ballots are drafted.
    pub struct DraftMeeting {
        pub is_over: bool = "m.status in ('closed', 'cancelled')",
        pub chair: MemberId = "m.chair",
        pub form: MeetingForm = "m.form",
        pub drafted: u32 = "(select count(*) from ballots b where b.meeting = m.id)",
        /// How many items its agenda has.
        pub items: u32 = "json_array_length(m.agenda)",
    }
}
/// Index: `ballots_by_meeting`.
pub const MEETING: &str = concat!("select ", draft_meeting_columns!(), " from meetings m where m.id = ?");

row! { case_here_columns => CaseHere {
    is_taken_here = "c.status = 'open' and (
        exists (select 1 from case_steps s where s.meeting = m.id and s.case_id = c.id and s.step = c.step)
        or m.status = 'announced' and (coalesce(m.case_id = c.id, 0)
        or exists (select 1 from json_each(m.agenda) a where a.value ->> 'case' = c.id)))",
    item = "coalesce((select min(a.key) + 1 from json_each(m.agenda) a where a.value ->> 'case' = c.id), 0) as item",
    is_asked = "exists (
        select 1 from ballots b where b.meeting = m.id and b.case_id = c.id and b.status <> 'closed' and b.id <> ?2)",
    was_put = "exists (select 1 from ballots b where b.meeting = m.id and b.case_id = c.id and b.status = 'closed')",
} }
row! { case_at_meeting_columns =>
    /// A case in relation to a meeting.
    pub struct CaseAtMeeting {
        pub case: CaseId = "c.id",
        pub title: String = "c.title",
        pub step: CaseStep = "c.step",
        /// The newest version of its matter.
        pub version: u32 = "coalesce((select max(v.number) from matter_versions v where v.matter = c.matter), 0)",
        pub facts: CaseHere = (case_here_columns),
    }
}
/// Cases in relation to a meeting ($1) and one ballot of it ($2 or ''): those whose step the meeting takes, and until
/// it begins those that it is called for. With each: its agenda item, whether another ballot on it is drafted or open,
/// and whether one was closed. Indexes: `case_steps_by_meeting`, `ballots_by_meeting`.
macro_rules! case_here {
    ($rest:literal) => {
        concat!("select ", case_at_meeting_columns!(), " from meetings m, cases c where m.id = ?1 and ", $rest)
    };
}
/// Values: meeting, ballot, case.
pub const CASE_HERE: &str = case_here!("c.id = ?3");
/// Values: meeting, ''.
pub const CASES_HERE: &str = case_here!(
    "c.id in (
       select s.case_id from case_steps s where s.meeting = ?1 union select m.case_id
       union select a.value ->> 'case' from json_each(m.agenda) a
     ) and c.status = 'open' order by item, c.seq limit 40"
);
/// The branch whose committee the chair of a meeting sits on. Index: `seats_by_member`.
pub const BRANCH_OF: &str = "
select s.body from seats s join bodies b on b.id = s.body
where s.member = ? and s.ended_at is null and b.kind = 'party-branch' order by s.body limit 1";

/// Whether one of some voters, as one JSON list, has voted or has a token or a paper. Values: meeting, voters. Index:
/// `ballots_by_meeting`.
pub const ANY_VOICE_USED: &str = "
select exists (
  select 1 from ballots b, json_each(?2) j where b.meeting = ?1 and (
    exists (select 1 from ballot_votes v where v.ballot = b.id and v.voter = j.value)
    or exists (select 1 from ballot_tokens t where t.ballot = b.id and t.voter = j.value)
    or exists (select 1 from ballot_paper w where w.ballot = b.id and w.voter = j.value)
  )
)";
/// Index: `ballots_by_meeting`.
pub const OPEN_COUNT: &str = "select count(*) from ballots where meeting = ? and status = 'open'";

pub const DRAFT: &str = "
insert into ballots (
  id, meeting, question, method, rule, item, open_minutes, drafted_by, drafted_at, case_id, free, reason
) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10 is null, ?11)";
pub const REVISE: &str = "
update ballots set question = ?1, method = ?2, rule = ?3, item = ?4, open_minutes = ?5, case_id = ?6, free = ?6 is null,
  reason = ?7, revision = revision + 1 where id = ?8";
pub const DROP: &str = "delete from ballots where id = ?";
/// What is fixed at opening: the question, the step and the matter's version. Values: these, ballot.
pub const BIND: &str = "update ballots set question = ?, step = ?, version = ? where id = ?";
pub const OPEN: &str = "
update ballots set status = 'open', revision = revision + 1, opened_at = ?, closes_at = ?, entitled_at_opening = ?,
  present_at_opening = ?, public_key = ?, sealed_key = ? where id = ?";
/// From now on nobody needs the seed of the key.
pub const CLOSE: &str = "
update ballots set status = 'closed', closed_at = ?, entitled_at_closing = ?, present_at_closing = ?, sealed_key = null
where id = ?";

pub const VOICE: &str = voice_row!("where b.id = ? and r.voter = ?");
/// For a JSON list of voters, the caller's own first. Values: ballot, list, own.
pub const VOICES: &str = voice_row!(
    "where b.id = ?1 and r.voter in (select value from json_each(?2)) order by r.voter <> ?3, r.voter limit 20"
);

row! { receiver_columns =>
    /// The name and the home of a voter who may take a paper.
    pub struct ReceiverName {
        pub name: String = "coalesce(n.name, o.name, '')",
        pub building: String = "h.building",
        pub unit: String = "h.unit",
    }
}
macro_rules! receivers {
    ($rest:literal) => {
        voice_row!(concat!(", ", receiver_columns!()), $rest)
    };
}
/// Values: ballot, voters as one JSON list.
pub const RECEIVERS_NAMED: &str = receivers!(
    "join households h on h.id = r.household left join members o on o.id = h.head
     where b.id = ? and r.voter in (select value from json_each(?)) order by r.voter"
);
/// Those in the room, or represented there. Values: ballot, after, limit.
pub const RECEIVERS: &str = receivers!(
    "join households h on h.id = r.household left join members o on o.id = h.head
     where b.id = ? and r.voter > ? and p.voter is not null and r.struck_at is null order by r.voter limit ?"
);

pub const VOTE: &str = "insert into ballot_votes (ballot, voter, choice, by, how) values (?, ?, ?, ?, ?)";
/// The stored time is that of the ballot's opening; the time of giving is stored nowhere.
pub const GIVE_TOKEN: &str = "insert into ballot_tokens (ballot, voter, blinded, at, by) values (?, ?, ?, ?, ?)";
pub const COUNT_WRONG: &str = "update ballots set wrong_minute = ?, wrong_count = ? where id = ?";
pub const CAST_BEFORE: &str = "select choice from ballot_cast where ballot = ? and receipt = ?";
pub const CAST: &str = "insert into ballot_cast (ballot, receipt, choice) values (?, ?, ?)";
/// Tokens without a journal row, in the order of their voters. An earlier version wrote a row as each was given. Index:
/// `journal_by_subject`. Values: ballot, command.
pub const TOKENS_TO_TELL: &str = "
select voter, by from ballot_tokens where ballot = ?1 and voter not in (
  select detail ->> 'voter' from journal where subject = ?1 and command = ?2
) order by voter";
/// Values: ballot, voters as one JSON list, at, by.
pub const HAND_OUT: &str = "
insert into ballot_paper (ballot, voter, at, by)
select distinct ?1, j.value, ?3, ?4 from json_each(?2) j returning voter";
pub const COUNTER: &str = "select name from members where id = ?";
pub const ENTER: &str = "
insert into ballot_counts (ballot, hand, votes_for, votes_against, votes_abstain, votes_invalid, at, by)
values (?, ?, ?, ?, ?, ?, ?, ?)";
pub const DROP_COUNT: &str = "delete from ballot_counts where ballot = ?";

// --- the urn ------------------------------------------------------------------------------------------------------

/// Adds blank sheets up to the wanted number. New ones come after all others, so that no sheet moves.
pub const MAKE_SHEETS: &str = "
insert into ballot_urn (sheet, ballot, votes)
with recursive missing (n, last) as (
  select 1, ?2 - (select count(*) from ballot_urn where ballot = ?1) union all select n + 1, last from missing where n < last
)
select (select max(sheet) from ballot_urn) + n, ?1, zeroblob(2140) from missing where n <= last";
/// Index: `ballot_urn_by_ballot`.
pub const LEND_SHEETS: &str = "
update ballot_urn set ballot = ? where sheet in (select sheet from ballot_urn where ballot = ? order by sheet limit ?)";
pub const COUNT_SHEETS: &str = "select count(*) from ballot_urn where ballot = ?";
pub const SHEET: &str = "select sheet, votes from ballot_urn where ballot = ? order by sheet limit 1 offset ?";
pub const SHEETS: &str = "select sheet, votes from ballot_urn where ballot = ? order by sheet";
/// The length stays the same, so the cell is overwritten in place.
pub const WRITE_SHEET: &str = "update ballot_urn set votes = ? where sheet = ?";
pub const WIPE_SHEETS: &str = "update ballot_urn set votes = zeroblob(2140) where ballot = ?";
pub const GIVE_SHEETS_BACK: &str = "update ballot_urn set ballot = ? where ballot = ?";
pub const COUNT_CAST: &str = "update ballots set cast_count = cast_count + 1 where id = ?";
pub const UNCOUNT_CAST: &str = "update ballots set cast_count = 0 where id = ?";

row! { receipt_columns => ReceiptRow { receipt = "receipt", choice = "choice" } }
pub const RECEIPTS: &str = concat!(
    "select ",
    receipt_columns!(),
    " from ballot_cast where ballot = ? and receipt > ? order by receipt limit ?"
);
row! { vote_columns =>
    NamedVote { voter = "v.voter", name = "coalesce(n.name, s.name, '')", choice = "v.choice", how = "v.how" }
}
/// For a household, the name of the person who voted for it.
pub const VOTES: &str = concat!(
    "select ",
    vote_columns!(),
    " from ballot_votes v left join members n on n.id = v.voter left join members s on s.id = v.by
     where v.ballot = ? and v.voter > ? order by v.voter limit ?"
);

// --- the dossier of a case --------------------------------------------------------------------------------------

/// Opened ballots of some meetings that belong to a case or were put where it was discussed. Index:
/// `ballots_by_meeting`.
pub const DOSSIER: &str = ballot_row!(
    "where b.meeting in (select value from json_each(?1)) and b.status <> 'draft' and (b.case_id = ?2 or ",
    of_case!("?2"),
    ") order by b.seq limit ?3"
);
/// For closed ballots, as one JSON list of {id, secret, hidden}: the number of entries of each public list, and all
/// entries as one text in the order of their keys.
pub const DOSSIER_LISTS: &str = "
select j.value ->> 'id', iif(j.value ->> 'secret',
  (select count(*) from ballot_cast where ballot = j.value ->> 'id'),
  (select count(*) from ballot_votes where ballot = j.value ->> 'id')
), coalesce(iif(j.value ->> 'secret',
  (select group_concat(line, char(10)) from (
    select lower(hex(receipt)) || iif(j.value ->> 'hidden', '', ' ' || choice) as line from ballot_cast
    where ballot = j.value ->> 'id' order by receipt
  )),
  (select group_concat(line, char(10)) from (
    select voter || ' ' || choice as line from ballot_votes where ballot = j.value ->> 'id' order by voter
  ))
), '')
from json_each(?) j";
