//! Statements of meetings. Triggers maintain the counts in the meeting's row: only freezing counts a roll.

use crate::db::rows::{from_json, row};
use domain::decisions::DossierMeeting;
use domain::ids::{MeetingId, MemberId};
use domain::masking::{mask_address, mask_name};
use domain::matters::Stage;
use domain::meetings::{
    AdoptedMinutes, AgendaItem, Electorate, LastMeeting, MeetingForm, MeetingOutcome, MeetingPresenceRow,
    MeetingRollRow, MeetingRow, MeetingState, ProxyEnd, meeting_subject,
};
use domain::members::NearKinship;
use domain::time::UtcMillis;

row! { adopted_columns => AdoptedMinutes {
    version = "v.version",
    hash = "v.hash",
    adopted_at = "max(v.chair_signed_at, v.teller_signed_at)",
} }

row! { subject_columns =>
    /// What a meeting `g` is about.
    pub struct SubjectColumns {
        takes_several: bool = "exists (select 1 from json_each(g.agenda) a where a.value ->> 'case' is not null)",
        stage: Option<Stage> = "(select x.stage from matters x where x.id = g.matter)",
        matter: Option<String> = "(select x.title from matters x where x.id = g.matter)",
        case: Option<String> = "(select y.title from cases y where y.id = g.case_id)",
    }
}

impl SubjectColumns {
    fn subject(self) -> Option<String> {
        meeting_subject(self.takes_several, self.stage.zip(self.matter), self.case)
    }
}

row! { meeting_columns => MeetingRow {
    id = "g.id",
    seq = "g.seq",
    form = "g.form",
    electorate = "g.electorate",
    status = "g.status",
    title = "g.title",
    subject = (subject_columns) => SubjectColumns::subject,
    place = "g.place",
    starts_at = "g.starts_at",
    entitled = "g.roll_count - g.struck_count",
    present = "g.present_count",
    coming = "g.coming_count",
    not_coming = "g.not_coming_count",
    matter = "g.matter",
    case = "g.case_id",
    step = "g.step",
} }

/// Meetings of a list.
macro_rules! listed {
    ($rest:literal) => {
        concat!("select ", meeting_columns!(), " from meetings g ", $rest)
    };
}

/// Index: `meetings_current`.
pub const UPCOMING: &str = listed!(
    "where g.status in ('announced', 'open') and (g.starts_at, g.id) > (?, ?) order by g.starts_at, g.id limit ?"
);
/// Index: `meetings_over`.
pub const PAST: &str = listed!(
    "where g.status in ('closed', 'cancelled') and (g.starts_at, g.id) < (?, ?)
     order by g.starts_at desc, g.id desc limit ?"
);
/// Indexes: `meetings_current`, `meetings_unsigned`.
pub const RUNNING: &str = listed!(
    "where g.id in (
       select id from meetings where status in ('announced', 'open')
       union all select id from meetings where status = 'closed' and minutes_version is null
     ) and ?1 in (g.chair, g.teller, g.recorder) and (g.starts_at, g.id) > (?2, ?3)
     order by g.starts_at, g.id limit ?4"
);
/// Meetings with a member (?1) or a household (?2) on the roll. Index: `meeting_roll_by_voter`.
pub const MINE: &str = listed!(
    "where g.id in (
       select meeting from (select meeting from meeting_roll where voter = ?1 and meeting < ?3 order by meeting desc limit ?4)
       union
       select meeting from (select meeting from meeting_roll where voter = ?2 and meeting < ?3 order by meeting desc limit ?4)
     ) order by g.id desc limit ?4"
);
/// Announced and open meetings with a member (?1) or a household (?2) on the roll. Indexes: `meetings_current`, the key
/// of the roll.
pub const COMING: &str = listed!(
    "where g.status in ('announced', 'open') and exists (
       select 1 from meeting_roll r where r.meeting = g.id and r.voter in (?1, ?2) and r.struck_at is null
     ) order by g.starts_at, g.id limit 20"
);
/// Index: `meetings_by_matter`.
pub const OF_MATTER: &str = listed!("where g.matter = ? and g.seq < ? order by g.seq desc limit ?");
/// Meetings that were called for a case, that take or were to take a step of it, and coming ones with it on the agenda.
/// Indexes: `meetings_by_case`, the keys of `case_steps` and `case_meetings`, `meetings_current`.
pub const OF_CASE: &str = listed!(
    "where g.id in (
       select id from meetings where case_id = ?1
       union select meeting from case_steps where case_id = ?1 and meeting is not null
       union select meeting from case_meetings where case_id = ?1
       union select m.id from meetings m, json_each(m.agenda) a
         where m.status in ('announced', 'open') and a.value ->> 'case' = ?1
     ) and g.seq < ?2 order by g.seq desc limit ?3"
);
row! { last_columns => LastMeeting {
    place = "g.place",
    starts_at = "g.starts_at",
    chair = "g.chair",
    teller = "g.teller",
} }
/// The last meeting of a form that was not cancelled.
pub const LAST: &str = concat!(
    "select ",
    last_columns!(),
    " from meetings g where g.form = ? and g.status <> 'cancelled' order by g.seq desc limit 1"
);
pub const POSITION: &str = "select starts_at, seq from meetings where id = ?";
row! { meeting_more_columns =>
    /// What the page of one meeting shows beyond its row in lists.
    pub struct MeetingMore {
        pub agenda: Vec<AgendaItem> = "g.agenda" => from_json,
        pub seats: u32 = "g.seats",
        pub chair_name: String = "c.name",
        pub teller_name: Option<String> = "t.name",
        pub recorder_name: Option<String> = "r.name",
        pub announced_at: UtcMillis = "g.announced_at",
        pub notice_days: u32 = "g.notice_days",
        pub urgent: Option<String> = "g.urgent_reason",
        pub opened_at: Option<UtcMillis> = "g.opened_at",
        pub closed_at: Option<UtcMillis> = "g.closed_at",
        pub cancelled_reason: Option<String> = "g.cancelled_reason",
        pub roll_hash: String = "g.roll_hash",
        pub roll_count: u32 = "g.roll_count",
        pub struck: u32 = "g.struck_count",
        pub proxies: u32 = "g.proxy_count",
        pub visitors: u32 = "g.visitors",
        pub minutes: Option<AdoptedMinutes> = (adopted_columns),
        pub within: Option<String> = "coalesce(n.name, y.name)",
    }
}
/// A meeting's row and [`MeetingMore`].
pub const ONE: &str = concat!(
    "select ",
    meeting_columns!(),
    ", ",
    meeting_more_columns!(),
    " from meetings g
     join members c on c.id = g.chair left join members t on t.id = g.teller left join members r on r.id = g.recorder
     left join residents_groups n on n.id = g.residents_group left join bodies y on y.id = g.branch
     left join meeting_minutes v on v.meeting = g.id and v.version = g.minutes_version where g.id = ?"
);
pub const GUESTS: &str = "select name, capacity from meeting_guests where meeting = ? order by no limit 100";

row! { state_columns => MeetingState { status = "status", starts_at = "starts_at", opened_at = "opened_at" } }
row! { facts_columns =>
    /// What the rules need of a meeting.
    pub struct LoadedMeeting {
        pub id: MeetingId = "id",
        pub form: MeetingForm = "form",
        pub electorate: Electorate = "electorate",
        pub state: MeetingState = (state_columns),
        pub title: String = "title",
        pub place: String = "place",
        pub chair: MemberId = "chair",
        pub teller: Option<MemberId> = "teller",
        pub recorder: Option<MemberId> = "recorder",
        pub roll_count: u32 = "roll_count",
        pub struck: u32 = "struck_count",
        pub present: u32 = "present_count",
        pub proxies: u32 = "proxy_count",
        pub visitors: u32 = "visitors",
        pub agenda: Vec<AgendaItem> = "agenda" => from_json,
        /// The case for which it was called.
        pub case: Option<domain::ids::CaseId> = "case_id",
        /// The version of the minutes that two people have signed.
        pub minutes_version: Option<u32> = "minutes_version",
    }
}
pub const FACTS: &str = concat!("select ", facts_columns!(), " from meetings where id = ?");
pub const COMMUNITY_KIND: &str = "select kind from community";
/// How many of some people, as one JSON list, live here.
pub const LIVING: &str = "
select count(*) from members where id in (select value from json_each(?)) and left_at is null";

/// The roll is written after the meeting's row, and its hash last. Materials are attached; the old column stays empty.
pub const ANNOUNCE: &str = "
insert into meetings (id, seq, form, electorate, residents_group, branch, matter, case_id, step, title, agenda, materials, place, seats, starts_at,
  notice_days, status, announced_at, roll_hash, roll_count, chair, teller, recorder, convened_by, rules_version,
  urgent_reason)
values (?, (select coalesce(max(seq), 0) + 1 from meetings), ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, 'announced', ?, '', 0,
  ?, ?, ?, ?, ?, ?)";
pub const REVISE: &str =
    "update meetings set place = ?, starts_at = ?, chair = ?, teller = ?, recorder = ? where id = ?";
pub const CANCEL: &str = "update meetings set status = 'cancelled', cancelled_reason = ? where id = ?";
pub const OPEN: &str = "update meetings set status = 'open', opened_at = ? where id = ?";
pub const CLOSED_AT: &str = "select closed_at from meetings where id = ?";
pub const CLOSE: &str = "update meetings set status = 'closed', closed_at = ?, visitors = ? where id = ?";

/// Adds guests, one JSON list of {name, capacity}, after the existing ones. Values: meeting, list, at, by.
pub const ADD_GUESTS: &str = "
insert into meeting_guests (meeting, no, name, capacity, at, by)
select ?1, (select coalesce(max(no), 0) from meeting_guests where meeting = ?1) + 1 + j.key,
  j.value ->> 'name', j.value ->> 'capacity', ?3, ?4 from json_each(?2) j";
pub const GUEST_COUNT: &str = "select count(*) from meeting_guests where meeting = ?";
/// Whether the group or the branch exists.
pub const GROUP_THERE: &str = "select 1 from residents_groups where id = ?";
pub const BRANCH_THERE: &str = "select 1 from bodies where id = ? and kind = 'party-branch'";
/// Whether somebody of a household is of age. Values: member, household, born by.
pub const MAY_SPEAK: &str =
    "select 1 from members where id = ? and household = ? and left_at is null and born_day <= ?";

row! { home_columns =>
    /// Where a household lives.
    struct HomeRow { building: String = "h.building", unit: String = "h.unit" }
}
row! { roll_columns => MeetingRollRow {
    voter = "r.voter",
    name = "coalesce(m.name, o.name, '')",
    address_masked = (home_columns) => |home: HomeRow| mask_address(&home.building, &home.unit),
    post = "r.post",
    woman = "r.woman",
    struck = "r.struck_cause",
    present = "p.how",
    speakers = "iif(?4, (
       select json_group_array(json_object('member', a.id, 'name', a.name)) from members a
       where a.household = r.voter and a.left_at is null and a.born_day <= ?5
     ), '[]')" => from_json,
} }
/// With all adults of the household, where households vote. Values: meeting, after, limit, households vote, born by.
/// Index: `members_by_household`.
pub const ROLL: &str = concat!(
    "select ",
    roll_columns!(),
    " from meeting_roll r join households h on h.id = r.household left join members m on m.id = r.voter
     left join members o on o.id = h.head left join meeting_presence p on p.meeting = r.meeting and p.voter = r.voter
     where r.meeting = ?1 and r.voter > ?2 order by r.voter limit ?3"
);
row! { present_columns => MeetingPresenceRow {
    voter = "p.voter",
    name = "coalesce(m.name, o.name, '')",
    how = "p.how",
    at = "p.at",
    by = "p.by",
    by_name = "w.name",
} }
pub const ATTENDANCE: &str = concat!(
    "select ",
    present_columns!(),
    " from meeting_presence p join members w on w.id = p.by left join members m on m.id = p.voter
     left join households h on h.id = p.voter left join members o on o.id = h.head
     where p.meeting = ? and p.voter > ? order by p.voter limit ?"
);

/// Who is notified, as one JSON list. Values: meeting.
pub const VOTERS_TO_TELL: &str = "
select count(*), json_group_array(voter) from meeting_roll where meeting = ? and struck_at is null";
/// All adults of the households. Values: meeting, born by.
pub const HOUSEHOLDS_TO_TELL: &str = "
select count(*), json_group_array(m.id) from meeting_roll r join members m on m.household = r.household
where r.meeting = ? and r.struck_at is null and m.left_at is null and m.born_day <= ?";

pub const WRONG_TRIES: &str = "select wrong from meeting_tries where meeting = ? and member = ?";
pub const COUNT_WRONG_TRY: &str = "
insert into meeting_tries (meeting, member, wrong) values (?, ?, 1)
on conflict (meeting, member) do update set wrong = wrong + 1";
pub const ENTER: &str = "
insert into meeting_presence (meeting, voter, how, at, by, entered_by) values (?, ?, ?, ?, ?, ?)";
/// The principal of a mandate came in person. Values: how, at, by, entered by, meeting, voter.
pub const REPLACE_PROXY: &str = "
update meeting_presence set how = ?, at = ?, by = ?, entered_by = ? where meeting = ? and voter = ? and how = 'proxy'";
/// Lines of the paper list in their order, with what is known of each voter. Values: lines, meeting, households vote,
/// born by.
pub const LISTED: &str = "
select j.value ->> 'voter', r.voter is not null, r.struck_cause, iif(?3,
  exists (select 1 from members m where m.id = j.value ->> 'speaker' and m.household = r.household
    and m.left_at is null and m.born_day <= ?4),
  j.value ->> 'speaker' is null)
from json_each(?1) j left join meeting_roll r on r.meeting = ?2 and r.voter = j.value ->> 'voter' order by j.key";
/// Values: lines, meeting, at, entered by.
pub const LIST_PRINCIPALS: &str = "
update meeting_presence set how = 'list', at = ?3, by = voter, entered_by = ?4
where meeting = ?2 and how = 'proxy' and voter in (select value ->> 'voter' from json_each(?1)) returning voter";
pub const LIST: &str = "
insert into meeting_presence (meeting, voter, how, at, by, entered_by)
select ?2, j.value ->> 'voter', 'list', ?3, coalesce(j.value ->> 'speaker', j.value ->> 'voter'), ?4
from json_each(?1) j where not exists (
  select 1 from meeting_presence p where p.meeting = ?2 and p.voter = j.value ->> 'voter'
) group by j.value ->> 'voter' returning voter";
/// Index: `meeting_proxies_by_holder`. Values: meeting, holders as one JSON list.
pub const PRINCIPALS: &str = "
select count(*), json_group_array(principal) from meeting_proxies
where meeting = ? and ended_at is null and proxy in (select value from json_each(?))";
/// Enters the principals of the holders as present. Values: meeting, holders, at, entered by.
pub const ENTER_MANDATES: &str = "
insert into meeting_presence (meeting, voter, how, at, by, entered_by)
select x.meeting, x.principal, 'proxy', ?3, x.proxy, ?4 from meeting_proxies x
join meeting_roll r on r.meeting = x.meeting and r.voter = x.principal and r.struck_at is null
where x.meeting = ?1 and x.ended_at is null and x.proxy in (select value from json_each(?2)) and not exists (
  select 1 from meeting_presence p where p.meeting = x.meeting and p.voter = x.principal
) returning voter";
pub const ROLL_HASH: &str = "select roll_hash from meetings where id = ?";

/// The newest version, its time, and the time of the first one.
pub const OUTCOMES_NEWEST: &str = "
select version, at, (select min(at) from meeting_outcomes where meeting = ?1)
from meeting_outcomes where meeting = ?1 order by version desc limit 1";
row! { outcome_columns => MeetingOutcome {
    item = "item",
    suggestion = "suggestion",
    outcome = "outcome",
    reason = "reason",
} }
pub const OUTCOMES: &str =
    concat!("select ", outcome_columns!(), " from meeting_outcomes where meeting = ? and version = ? order by no");
/// Outcomes as one JSON list. Values: meeting, version, list, at, by.
pub const RECORD_OUTCOMES: &str = "
insert into meeting_outcomes (meeting, version, no, item, suggestion, outcome, reason, at, by)
select ?1, ?2, j.key + 1, j.value ->> 'item', j.value ->> 'suggestion', j.value ->> 'outcome', j.value ->> 'reason', ?4, ?5
from json_each(?3) j order by j.key";
/// A meeting without recorded outcomes: the time when both had signed its minutes.
pub const OUTCOMES_OWED: &str = "
select max(v.chair_signed_at, v.teller_signed_at), g.title from meetings g
join meeting_minutes v on v.meeting = g.id and v.version = g.minutes_version
where g.id = ?1 and not exists (select 1 from meeting_outcomes where meeting = ?1)";
pub const TO_COME: &str =
    "select starts_at, title, place, electorate from meetings where id = ? and status = 'announced'";
/// Those who were present and still live here, as one JSON list.
pub const CAME: &str = "
select count(*), json_group_array(by) from (
  select distinct p.by from meeting_presence p join members m on m.id = p.by and m.left_at is null
  where p.meeting = ? order by p.by
)";

// --- the dossier of a case --------------------------------------------------------------------------------------

row! { dossier_columns => DossierMeeting {
    meeting = "g.id",
    form = "g.form",
    electorate = "g.electorate",
    status = "g.status",
    title = "g.title",
    place = "g.place",
    announced_at = "g.announced_at",
    notice_days = "g.notice_days",
    urgent = "g.urgent_reason",
    starts_at = "g.starts_at",
    opened_at = "g.opened_at",
    closed_at = "g.closed_at",
    cancelled_reason = "g.cancelled_reason",
    roll_hash = "g.roll_hash",
    roll_count = "g.roll_count",
    struck = "g.struck_count",
    present = "g.present_count",
    proxies = "g.proxy_count",
    visitors = "g.visitors",
    chair = "c.name" => |name: String| mask_name(&name),
    teller = "t.name" => |name: Option<String>| name.map(|name| mask_name(&name)),
    recorder = "r.name" => |name: Option<String>| name.map(|name| mask_name(&name)),
    minutes = (adopted_columns),
    mandates_count = "(select count(*) from meeting_proxies x where x.meeting = g.id)",
} with { mandates: vec![], ballots: vec![], files: vec![] } }
row! { dossier_name_columns =>
    /// The names in full, and the text of the adopted minutes.
    pub struct DossierNames {
        pub meeting: MeetingId = "g.id",
        pub form: MeetingForm = "g.form",
        pub chair: String = "c.name",
        pub teller: Option<String> = "t.name",
        pub recorder: Option<String> = "r.name",
        pub minutes: Option<String> = "v.sections",
    }
}
row! { dossier_mandate_columns =>
    pub struct DossierMandateRow {
        pub meeting: MeetingId = "x.meeting",
        pub principal: String = "p.name",
        pub proxy: String = "h.name",
        pub kinship: NearKinship = "x.kinship",
        pub ended: Option<ProxyEnd> = "x.ended_cause",
    }
}
/// Values: meetings that took a step as one JSON list, case, the most. Index: `meetings_by_case`.
pub const DOSSIER: &str = concat!(
    "select ",
    dossier_columns!(),
    ", ",
    dossier_name_columns!(),
    "
from meetings g join members c on c.id = g.chair left join members t on t.id = g.teller
left join members r on r.id = g.recorder
left join meeting_minutes v on v.meeting = g.id and v.version = g.minutes_version
where g.id in (
  select value from json_each(?1)
  union select id from (select id from meetings where case_id = ?2 order by seq desc limit ?3)
) order by g.seq"
);
/// Values: meetings as one JSON list, the most.
pub const DOSSIER_MANDATES: &str = concat!(
    "select ",
    dossier_mandate_columns!(),
    " from meeting_proxies x
     join members p on p.id = x.principal join members h on h.id = x.proxy
     where x.meeting in (select value from json_each(?)) order by x.meeting, x.principal limit ?"
);
