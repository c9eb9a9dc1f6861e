//! Statements of decisions. Those about meetings and ballots read what those features wrote.

use crate::ballots::sql::of_case;
use crate::db::DbError;
use crate::db::rows::{Columns, FromRow, Json, from_json, row};
use domain::ballots::BallotStatus;
use domain::decisions::{
    AuthorisationFacts, AuthorisationView, Case, CaseItem, CaseProcedure, CaseStatus, CaseStep, Certificate, CheckKind,
    Composition, HoldTold, HoldView, Linkable, MeetingFacts, MeetingTurnout, Method, OpinionOf, OpinionTold,
    OpinionView, PaperView, StepMeeting, VoteCounts,
};
use domain::ids::{BallotId, CaseId, MatterId, MeetingId, MemberId};
use domain::members::Day;
use domain::regions::RegionName;
use domain::time::UtcMillis;

row! { item_columns => CaseItem {
    code = "c.item_code",
    needs_legal_opinion = "c.needs_legal_opinion",
    reserved_to_assembly = "c.reserved_to_assembly",
    needs_filing = "c.needs_filing",
} }
row! { way_columns =>
    CaseProcedure { opening = "c.opening", party = "c.party", township = "c.township", decider = "c.decider" }
}
row! { state_columns => Case { way = (way_columns), status = "c.status", step = "c.step" } }
/// The later resolution that revokes a case `c`.
pub struct Revoking {
    pub case: Option<CaseId>,
}
/// Written out, because other features' statements name it too. Index: `cases_by_revoked`.
macro_rules! revoking_columns {
    () => {
        "(select v.id from cases v where v.revokes = c.id and v.status = 'resolved')"
    };
    (width) => {
        1
    };
}
pub(crate) use revoking_columns;

impl FromRow for Revoking {
    const WIDTH: usize = 1;
    fn from_columns(columns: &mut Columns<'_>) -> Result<Self, DbError> {
        Ok(Self { case: columns.next("the revoking case")? })
    }
}

row! { case_columns =>
    /// A case as it is stored.
    pub struct LoadedCase {
        pub id: CaseId = "c.id",
        pub number: u64 = "c.seq",
        pub matter: MatterId = "c.matter",
        pub title: String = "c.title",
        pub item: CaseItem = (item_columns),
        pub case: Case = (state_columns),
        pub rule_set: String = "c.rule_set",
        pub rules_version: String = "r.version",
        pub revokes: Option<CaseId> = "c.revokes",
        pub revoked_by: Option<CaseId> = (revoking_columns) => |found: Revoking| found.case,
        pub opened_at: UtcMillis = "c.opened_at",
        pub opened_by: String = "m.name",
        pub ended_at: Option<UtcMillis> = "c.ended_at",
        pub end_reason: Option<String> = "c.end_reason",
        pub draft_delivered_at: Option<UtcMillis> = "c.draft_delivered_at",
    }
}

macro_rules! case_row {
    ($rest:literal) => {
        concat!(
            "select ",
            case_columns!(),
            " from cases c join members m on m.id = c.opened_by join rule_sets r on r.hash = c.rule_set ",
            $rest
        )
    };
}

pub const CASE: &str = case_row!("where c.id = ?");
/// Index: `cases_by_status`. Few at a time, by a limit.
pub const OPEN_CASES: &str = case_row!("where c.status = 'open' order by c.seq limit 30");
pub const ENDED_CASES: &str = case_row!("where c.status <> 'open' and c.seq < ? order by c.seq desc limit ?");
pub const COUNT_OPEN: &str = "select count(*) from cases where status = 'open'";
pub const COMMUNITY: &str = "select kind, code from community";
/// The newest setting of each rule that was set. Index: `decision_settings_by_name`.
pub const SETTINGS: &str = "
select name, value, basis, at from decision_settings s
where seq = (select max(seq) from decision_settings where name = s.name) order by name limit 200";
pub const SET_RULE: &str = "insert into decision_settings (name, value, basis, at, by) values (?, ?, ?, ?, ?)";
/// Whether one person is secretary of the branch and director of the committee today, and how many belong to the party.
pub const PLACE: &str = "
select
  exists (
    select 1 from seats a join bodies p on p.id = a.body join seats b on b.member = a.member join bodies c on c.id = b.body
    where p.kind = 'party-branch' and a.post = 'secretary' and c.kind = 'residents-committee' and b.post = 'director'
      and a.ended_at is null and a.from_day <= ?1 and a.until_day >= ?1
      and b.ended_at is null and b.from_day <= ?1 and b.until_day >= ?1
  ),
  (
    select count(distinct s.member) from seats s join bodies b on b.id = s.body
    where b.kind = 'party-branch' and s.ended_at is null and s.from_day <= ?1 and s.until_day >= ?1
  )";
/// Index: `cases_by_revoked`.
pub const REVOKABLE: &str = "
select status = 'resolved' and not exists (
  select 1 from cases v where v.revokes = cases.id and v.status in ('open', 'resolved')
) from cases where id = ?";
pub const KEEP_RULES: &str =
    "insert into rule_sets (hash, version, rules, kept_at) values (?, ?, ?, ?) on conflict (hash) do nothing";
pub const RULES: &str = "select rules from rule_sets where hash = ?";
pub const OPEN: &str = "
insert into cases (
  id, seq, matter, title, item_code, needs_legal_opinion, reserved_to_assembly, needs_filing, opening, party, township,
  decider, rule_set, revokes, status, step, opened_at, opened_by
) values (?, (select coalesce(max(seq), 0) + 1 from cases), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)";
pub const ADD_STEPS: &str = "
insert into case_steps (case_id, place, step) select ?1, key + 1, value from json_each(?2)";
pub const MOVE: &str = "update cases set step = ? where id = ?";
pub const END: &str = "update cases set status = ?, ended_at = ?, ended_by = ?, end_reason = ? where id = ?";

row! { step_columns =>
    /// A step as it is stored.
    pub struct LoadedStep {
        pub name: CaseStep = "step",
        pub meeting: Option<MeetingId> = "meeting",
        pub closed_at: Option<UtcMillis> = "closed_at",
        pub certificate: Option<Certificate> = "certificate" => |json: Option<Json<Certificate>>| json.map(from_json),
        pub supervisors_informed_at: Option<UtcMillis> = "supervisors_informed_at",
    }
}
pub const STEPS: &str = concat!("select ", step_columns!(), " from case_steps where case_id = ? order by place");
pub const LINK: &str = "
update case_steps set meeting = ?, linked_at = ?, linked_by = ?, supervisors_informed_at = ?
where case_id = ? and step = ?";
pub const CLOSE: &str = "
update case_steps set closed_at = ?, closed_by = ?, certificate = ?, certificate_hash = ?
where case_id = ? and step = ?";
pub const DELIVERED: &str = "update cases set draft_delivered_at = ?, draft_delivered_by = ? where id = ?";

pub const ADD_PAPER: &str = "insert into case_papers (case_id, step, sha256, kind, at, by) values (?, ?, ?, ?, ?, ?)";
/// Papers of a step, and whether one with this hash is among them.
pub const COUNT_PAPERS: &str = "
select count(*), coalesce(sum(sha256 = ?), 0) from case_papers where case_id = ? and step = ?";
/// Papers of minutes, and other evidence: papers, and photos and sheets of the step's meeting. Values: case, step,
/// meeting or ''.
pub const PAPERS_OF_STEP: &str = "
select coalesce(sum(kind = 'minutes'), 0), coalesce(sum(kind <> 'minutes'), 0) + (
  select count(*) from file_uses
  where owner_kind = 'meeting' and owner = ?3 and purpose in ('photo', 'signature-sheet')
) from case_papers where case_id = ?1 and step = ?2";
row! { paper_columns => PaperView { step = "step", kind = "kind", file = "sha256", at = "at" } }
pub const PAPERS: &str =
    concat!("select ", paper_columns!(), " from case_papers where case_id = ? order by at, sha256 limit 300");

pub const ASK: &str = "
insert into opinions (id, seq, case_id, \"of\", kind, asked_at, asked_by, due_at)
values (?, (select coalesce(max(seq), 0) + 1 from opinions), ?, ?, ?, ?, ?, ?)";
/// Whether an opinion of this kind is pending, and whether one was given without an objection. Index:
/// `opinions_by_case`.
pub const ASKED_BEFORE: &str = "
select coalesce(max(given_at is null), 0), coalesce(max(verdict in ('agree', 'with-changes')), 0)
from opinions where case_id = ? and \"of\" = ? and kind is ?";
row! { asked_opinion_columns =>
    /// An opinion that was asked for, and the state of its case.
    pub struct AskedOpinion {
        pub of: OpinionOf = "o.\"of\"",
        pub is_given: bool = "o.given_at is not null",
        pub case: CaseId = "o.case_id",
        pub status: CaseStatus = "c.status",
        pub kind: Option<CheckKind> = "o.kind",
    }
}
pub const OPINION: &str =
    concat!("select ", asked_opinion_columns!(), " from opinions o join cases c on c.id = o.case_id where o.id = ?");
pub const GIVE: &str = "update opinions set verdict = ?, text = ?, given_at = ?, given_by = ?, way = ? where id = ?";
/// The newest of a kind. Index: `opinions_by_case`.
pub const NEWEST_OPINION: &str = "
select due_at, verdict, given_at from opinions where case_id = ? and \"of\" = ? order by seq desc limit 1";
row! { office_columns => RegionName {
    code = "o.region",
    name = "coalesce((select json_extract(path, '$[#-1].name') from community), '')",
} }
row! { opinion_columns => OpinionView {
    id = "o.id",
    of = "o.\"of\"",
    asked_at = "o.asked_at",
    due_at = "o.due_at",
    verdict = "o.verdict",
    given_at = "o.given_at",
    kind = "o.kind",
    region = (office_columns),
    received_at = "o.received_at",
    way = "o.way",
} }
// The giver is a member here, or the office that was asked, by its region's name.
row! { told_opinion_columns => OpinionTold {
    id = "o.id",
    by = "coalesce(m.name, iif(o.way = 'office', (select json_extract(path, '$[#-1].name') from community), ''), '')",
    text = "coalesce(o.text, '')",
} }
/// Index: `opinions_by_case`.
pub const OPINIONS: &str = concat!(
    "select ",
    opinion_columns!(),
    ", ",
    told_opinion_columns!(),
    " from opinions o left join members m on m.id = o.given_by where o.case_id = ? order by o.seq limit 100"
);

pub const RAISE: &str = "
insert into holds (id, seq, case_id, reason, raised_at, raised_by)
values (?, (select coalesce(max(seq), 0) + 1 from holds), ?, ?, ?, ?)";
pub const HOLD: &str = "
select h.lifted_at is not null, h.case_id from holds h where h.id = ?";
pub const LIFT: &str = "update holds set lifted_at = ?, lifted_by = ?, lift_reason = ? where id = ?";
pub const OPEN_HOLDS: &str = "select count(*) from holds where case_id = ? and lifted_at is null";
row! { hold_columns => HoldView { id = "h.id", raised_at = "h.raised_at", lifted_at = "h.lifted_at" } }
row! { told_hold_columns => HoldTold {
    id = "h.id",
    raised_by = "r.name",
    reason = "h.reason",
    lifted_by = "l.name",
    lift_reason = "h.lift_reason",
} }
pub const HOLDS: &str = concat!(
    "select ",
    hold_columns!(),
    ", ",
    told_hold_columns!(),
    " from holds h join members r on r.id = h.raised_by left join members l on l.id = h.lifted_by
     where h.case_id = ? order by h.seq limit 100"
);

pub const AUTHORISE: &str = "
insert into authorisations (id, seq, codes, from_day, until_day, basis, recorded_at, recorded_by)
values (?, (select coalesce(max(seq), 0) + 1 from authorisations), ?, ?, ?, ?, ?, ?)";
row! { authorised_columns => AuthorisationFacts {
    codes = "codes" => from_json,
    from = "from_day" => Day::date,
    until = "until_day" => Day::date,
} }
/// Authorisations that name an item. Index: `authorisations_by_day`.
pub const AUTHORISED: &str = concat!(
    "select ",
    authorised_columns!(),
    " from authorisations
     where until_day >= ? and exists (select 1 from json_each(codes) where value = ?) limit 50"
);
row! { authorisation_columns => AuthorisationView {
    id = "id",
    codes = "codes" => from_json,
    from = "from_day",
    until = "until_day",
    basis = "basis",
} }
pub const AUTHORISATIONS: &str = concat!(
    "select ",
    authorisation_columns!(),
    " from authorisations where until_day >= ? order by seq desc limit 100"
);

/// Holders of a seat in one of these kinds of body today. Index: `seats_by_body`.
pub const SEATED: &str = "
select distinct s.member from seats s join bodies b on b.id = s.body
where b.kind = ?1 and s.ended_at is null and s.from_day <= ?2 and s.until_day >= ?2 limit 50";

// --- meetings and ballots, as those features wrote them -------------------------------------------------------------

row! { attendance_columns => MeetingTurnout {
    roll = "roll_count",
    struck = "struck_count",
    present = "present_count",
    proxies = "proxy_count",
} }
row! { meeting_columns => MeetingFacts {
    id = "id",
    form = "form",
    electorate = "electorate",
    status = "status",
    announced_at = "announced_at",
    is_urgent = "urgent_reason is not null",
    starts_at = "starts_at",
    opened_at = "opened_at",
    roll_hash = "roll_hash",
    attendance = (attendance_columns),
} with {
    convened_by: vec![],
    composition: Composition::default(),
    unwritten_proxies: 0,
    proxies_of_one_max: 0,
} }
row! { convened_meeting_columns =>
    /// A meeting as its row tells it, and who convened it.
    pub struct ConvenedMeeting { pub convener: MemberId = "convened_by", pub facts: MeetingFacts = (meeting_columns) }
}
pub const MEETING: &str = concat!("select ", convened_meeting_columns!(), " from meetings where id = ?");
row! { linkable_columns => Linkable {
    form = "m.form",
    electorate = "m.electorate",
    status = "m.status",
    is_taken = "iif(
        exists (select 1 from json_each(m.agenda) a where a.value ->> 'case' = ?2),
        exists (select 1 from case_steps s where s.meeting = m.id and s.case_id = ?2),
        exists (select 1 from json_each(m.agenda) a where a.value ->> 'case' is not null)
          or (m.case_id is not null and m.case_id <> ?2) or (m.matter is not null and m.matter <> ?3)
          or exists (select 1 from case_steps s where s.meeting = m.id))",
} }
row! { linkable_meeting_columns =>
    /// A meeting that is to take a step.
    pub struct LinkableMeeting { pub starts_at: UtcMillis = "m.starts_at", pub facts: Linkable = (linkable_columns) }
}
/// Values: meeting, case, matter.
pub const LINKABLE: &str = concat!("select ", linkable_meeting_columns!(), " from meetings m where m.id = ?1");
pub const MEETING_STATUS: &str = "select status, starts_at from meetings where id = ?";
pub const PROXIES: &str = "
select coalesce(sum(count), 0), coalesce(max(count), 0), coalesce(sum(unwritten), 0) from (
  select count(*) as count, sum(coalesce(paper, '') = '') as unwritten from meeting_proxies
  where meeting = ? and ended_at is null group by proxy
)";
// Votes by phone or name, and hands or papers, which count once two people entered the same figures.
row! { vote_columns => VoteCounts {
    r#for = "b.votes_for + b.counted_for",
    against = "b.votes_against + b.counted_against",
    abstain = "b.votes_abstain + b.counted_abstain",
    invalid = "b.counted_invalid",
} }
row! { step_ballot_columns =>
    /// A ballot of a step: figures and votes.
    pub struct StepBallotRow {
        pub id: BallotId = "b.id",
        pub meeting: MeetingId = "b.meeting",
        pub method: Method = "b.method",
        pub status: BallotStatus = "b.status",
        pub entitled: u32 = "max(coalesce(b.entitled_at_opening, 0), coalesce(b.entitled_at_closing, 0))",
        pub present: u32 = "max(coalesce(b.present_at_opening, 0), coalesce(b.present_at_closing, 0))",
        pub counts: VoteCounts = (vote_columns),
        pub question: String = "b.question",
        pub reason: Option<String> = "b.reason",
        /// It was drafted for the case, not only put where the case was discussed.
        pub is_drafted_for: bool = "b.case_id is not null",
    }
}
macro_rules! step_ballot {
    ($($rest:tt)+) => {
        concat!(
            "select ", step_ballot_columns!(),
            " from ballots b join meetings m on m.id = b.meeting where b.status <> 'draft' and ",
            $($rest)+
        )
    };
}
/// Ballots that were drafted for a step of a case and put to the vote, in the order of closing. Index:
/// `ballots_by_case`.
pub const BALLOTS: &str =
    step_ballot!("b.case_id = ? and b.step = ? order by b.closed_at is null, b.closed_at, b.seq limit 100");
/// The same, with the other ballots at the meetings of the step, also those from before ballots named their case.
/// Values: case, step. Indexes: `ballots_by_meeting`, key of `case_meetings`.
pub const BALLOTS_SHOWN: &str = step_ballot!(
    "(b.case_id = ?1 and b.step = ?2 or b.case_id is null and ",
    of_case!("?1"),
    ") and b.meeting in (select meeting from case_meetings where case_id = ?1 and step = ?2) ",
    "order by b.closed_at is null, b.closed_at, b.seq limit 100"
);
row! { step_meeting_columns =>
    StepMeeting {
        meeting = "m.id",
        title = "m.title",
        status = "m.status",
        starts_at = "m.starts_at",
        entitled = "m.roll_count - m.struck_count",
        coming = "m.coming_count",
        not_coming = "m.not_coming_count",
    }
}
row! { case_meeting_columns =>
    /// A meeting that was linked to a step of a case.
    pub struct CaseMeeting { pub step: CaseStep = "s.step", pub meeting: StepMeeting = (step_meeting_columns) }
}
/// In the order of linking.
pub const CASE_MEETINGS: &str = concat!(
    "select ",
    case_meeting_columns!(),
    " from case_meetings s join meetings m on m.id = s.meeting
     where s.case_id = ? order by s.linked_at, m.seq limit 100"
);
pub const VOTERS: &str = "
select r.voter from meeting_roll r join members m on m.id = r.voter
where r.meeting = ? and r.struck_at is null order by r.voter limit 500";
/// The posts that the convener held on that day.
pub const CONVENER: &str = "
select b.kind, s.post from seats s join bodies b on b.id = s.body
where s.member = ?1 and s.from_day <= ?2 and s.until_day >= ?2 and (s.ended_at is null or s.ended_at > ?3)";
