//! Statements of personal data.

use crate::db::rows::row;
use domain::ids::{GridId, HouseholdId, MemberId};
use domain::privacy::{Correction, CorrectionField, CorrectionState, Reveal, RevealRow, Rules, SearchRow};
use domain::time::UtcMillis;

row! { person_columns =>
    /// The data of a person that this folder needs.
    pub struct PersonRow {
        pub household: HouseholdId = "m.household",
        pub grid: GridId = "m.grid",
        pub name: String = "m.name",
        /// Empty where there is none.
        pub phone: String = "coalesce(m.phone, '')",
        pub identity_sealed: Option<Vec<u8>> = "m.identity_sealed",
        pub born_day: Option<String> = "m.born_day",
        pub guardian: Option<MemberId> = "m.guardian",
        pub building: String = "h.building",
        pub unit: String = "h.unit",
    }
}
pub const PERSON: &str =
    concat!("select ", person_columns!(), " from members m join households h on h.id = m.household where m.id = ?");
/// The wards of a guardian; whether they are under age is decided by the rule.
pub const WARDS: &str = "select id, name, born_day from members where guardian = ? and left_at is null limit 20";

/// Index: `consents_by_member`.
pub const LAST_CONSENT: &str = "
select version, agrees, at from consents where member = ? and topic = ? order by seq desc limit 1";
pub const ADD_CONSENT: &str = "
insert into consents (member, topic, version, agrees, at, made_by) values (?, ?, ?, ?, ?, ?)";

row! { correction_columns => Correction {
    id = "c.id",
    seq = "c.seq",
    field = "c.field",
    wanted = "c.wanted",
    asked_at = "c.asked_at",
    answer_due = "c.asked_at" => |at: UtcMillis| CorrectionState::answer_due(at, Rules::current()),
    outcome = "c.outcome",
    reason = "c.reason",
} }
/// Index: `corrections_by_member`.
pub const CORRECTIONS_OF: &str =
    concat!("select ", correction_columns!(), " from corrections c where c.member = ? order by c.seq desc limit 20");
row! { waiting_columns =>
    /// A request that waits, with the present value of its field.
    pub struct WaitingCorrection {
        pub request: Correction = (correction_columns),
        pub member: MemberId = "c.member",
        pub name: String = "m.name",
        pub now: Option<String> = "case c.field when 'name' then m.name when 'phone' then m.phone
            when 'sex' then m.sex when 'born-day' then m.born_day end",
        pub household: HouseholdId = "m.household",
    }
}
/// Index: `corrections_waiting`.
pub const CORRECTIONS_WAITING: &str = concat!(
    "select ",
    waiting_columns!(),
    " from corrections c join members m on m.id = c.member
     where c.decided_at is null order by c.asked_at, c.seq limit 200"
);
pub const WAITS: &str = "select 1 from corrections where member = ? and field = ? and decided_at is null";
pub const ASK: &str = "insert into corrections (id, member, field, wanted, asked_at) values (?, ?, ?, ?, ?)";
row! { asked_columns =>
    /// A request as the decision about it needs it.
    pub struct AskedCorrection {
        pub member: MemberId = "c.member",
        pub field: CorrectionField = "c.field",
        pub wanted: String = "coalesce(c.wanted, '')",
        pub asked_at: UtcMillis = "c.asked_at",
        pub is_decided: bool = "c.decided_at is not null",
        pub household: HouseholdId = "m.household",
    }
}
pub const CORRECTION: &str =
    concat!("select ", asked_columns!(), " from corrections c join members m on m.id = c.member where c.id = ?");
pub const DECIDE: &str = "
update corrections set decided_at = ?, decided_by = ?, outcome = ?, reason = ? where id = ?";
pub const SET_NAME: &str = "update members set name = ?, initials = '' where id = ?";
pub const SET_SEX: &str = "update members set sex = ? where id = ?";
pub const SET_BORN_DAY: &str = "update members set born_day = ? where id = ?";
/// A couple may share a phone; strangers may not. Index: `members_by_phone`.
pub const PHONE_ELSEWHERE: &str = "
select 1 from members where phone = ? and left_at is null and household <> ? limit 1";

/// Posts of seats whose term is not over. Index: `seats_by_member`.
pub const SEATS_HELD: &str =
    "select post from seats where member = ? and ended_at is null and until_day >= ? limit 100";
/// Index: `closings_open`.
pub const CLOSING: &str = "
select closes_at, seq from closings where member = ? and taken_back_at is null and done_at is null";
pub const CLOSE: &str = "insert into closings (member, asked_at, closes_at) values (?, ?, ?)";
pub const TAKE_BACK: &str = "
update closings set taken_back_at = ? where member = ? and taken_back_at is null and done_at is null";
pub const DONE: &str = "update closings set done_at = ? where seq = ?";

/// Erases all data of the person; the row and its household stay for past rolls.
pub const ERASE_PERSON: &str = "
update members set name = ?, phone = null, sex = null, born_day = null, identity_hash = null, identity_sealed = null,
  kinship = null, guardian = null, initials = '', large_print = 0, left_reason = null, left_at = coalesce(left_at, ?)
where id = ?";
/// In this order, each with the member as its one value.
pub const ERASE_REST: [&str; 33] = [
    "delete from import_changes where member = ?",
    "update import_lines set member = null, findings = '[]' where member = ?",
    "update members set guardian = null where guardian = ?",
    "update households set head = null where head = ?",
    "delete from sessions where member = ?",
    "delete from sign_in_tickets where member = ?",
    "delete from sign_in_slips where member = ?",
    "delete from sign_in_events where member = ?",
    "delete from recovery_codes where member = ?",
    "delete from factors where member = ?",
    "delete from passkeys where member = ?",
    "delete from notices where member = ?",
    "delete from commands where actor = ?",
    "update seats set ended_at = coalesce(ended_at, (select max(at) from journal)), ended_reason = null where member = ?",
    "update sign_ups set state = 'withdrawn' where member = ? and state in ('confirmed', 'waiting')
       and activity in (select id from activities where ends_at > (select max(at) from journal))",
    "update services set reason = null where member = ?",
    "update assistances set proof = null where member = ?",
    "update corrections set wanted = null, reason = null, outcome = coalesce(outcome, 'refused'),
       decided_at = coalesce(decided_at, (select max(at) from journal)) where member = ?",
    "update assisted_acts set contest_reason = null where contested_by = ?",
    "update assisted_acts set answer = null where assistance in (select id from assistances where member = ?)",
    "update reveals set reason = null where member = ?",
    "update searches set word = null where seq in (select search from search_hits where member = ?)",
    "delete from search_hits where member = ?",
    // Matters that nobody can revise or withdraw any more are withdrawn; those handed in are answered.
    "insert into matter_events (matter, at, event, by)
       select id, (select max(at) from journal), 'withdrawn', 'clock' from matters
       where proposer = ? and stage in ('collecting', 'returned')",
    "update matters set stage = 'withdrawn' where proposer = ? and stage in ('collecting', 'returned')",
    // Posts stay for those who answered them, but not texts that nobody reads: withdrawn, never released, rewritten.
    "update posts set text = '', rewritten_at = coalesce(rewritten_at, at),
       withdrawn_at = coalesce(withdrawn_at, (select max(at) from journal))
       where author = ? and (withdrawn_at is not null or released_at is null)",
    "delete from post_texts where post in (select id from posts where author = ?)",
    "update moderations set appeal = iif(appealed_at is null, null, ''), answer = null,
       outcome = iif(appealed_at is null, null, coalesce(outcome, 'dismissed')),
       decided_at = iif(appealed_at is null, null, coalesce(decided_at, (select max(at) from journal)))
       where appealed_at is not null and post in (select id from posts where author = ?)",
    "delete from post_reports where member = ?",
    "delete from meeting_tries where member = ?",
    // Files of erased texts are detached, and files that then belong to nothing are deleted.
    "delete from file_uses where owner_kind = 'post' and owner in (select id from posts where author = ? and text = '')",
    "insert into due (kind, subject, at) select 'forget-file', file, (select max(at) from journal) from file_uploads
       where member = ? on conflict (kind, subject) do nothing",
    "delete from file_uploads where member = ?",
];
pub const ERASE_INBOX: &str = "
delete from demonstration_inbox where phone = (select phone from members where id = ?)";

pub const LOOKS_SINCE: &str = "select count(*) from reveals where worker = ? and at >= ?";
pub const ADD_REVEAL: &str = "insert into reveals (member, worker, at, reason) values (?, ?, ?, ?)";
row! { reveal_columns => Reveal { at = "r.at", worker_name = "w.name", reason = "r.reason" } }
/// Index: `reveals_by_member`.
pub const REVEALS_OF: &str = concat!(
    "select ",
    reveal_columns!(),
    " from reveals r join members w on w.id = r.worker where r.member = ? order by r.seq desc limit 20"
);
row! { look_columns => RevealRow { seq = "r.seq", member = "r.member", name = "m.name", look = (reveal_columns) } }
/// Of one member or, with '', of all.
pub const REVEALS: &str = concat!(
    "select ",
    look_columns!(),
    " from reveals r join members m on m.id = r.member join members w on w.id = r.worker
     where (?1 = '' or r.member = ?1) and r.seq < ?2 order by r.seq desc limit ?3"
);

row! { search_columns => SearchRow {
    seq = "s.seq",
    at = "s.at",
    worker = "s.worker",
    worker_name = "w.name",
    word = "s.word",
    grid_name = "g.name",
    hits = "s.hits",
    // The worker's number of searches on that day in China, up to this one.
    many = "(select count(*) from searches d
        where d.worker = s.worker and d.at between s.at - (s.at + 28800000) % 86400000 and s.at)"
        => |count: u32| count > Rules::current().searches_marked_above,
} }
macro_rules! searches {
    ($from:literal, $which:literal) => {
        concat!(
            "select ",
            search_columns!(),
            " from ",
            $from,
            " join members w on w.id = s.worker left join grids g on g.id = s.grid
             where s.seq < ?1 and ",
            $which,
            " order by s.seq desc limit ?2"
        )
    };
}
pub const ADD_SEARCH: &str = "insert into searches (worker, at, word, grid, hits) values (?, ?, ?, ?, ?) returning seq";
/// Values: search, JSON list of members.
pub const ADD_HITS: &str = "insert into search_hits (search, member) select ?1, value from json_each(?2)";
/// Values: below, limit. Indexes: primary key, `searches_by_day`.
pub const SEARCHES: &str = searches!("searches s", "true");
/// Values: below, limit, worker. Index: `searches_by_worker`.
pub const SEARCHES_BY: &str = searches!("searches s indexed by searches_by_worker", "s.worker = ?3");
/// Values: below, limit, the member who was found. Index: `search_hits_by_member`.
pub const SEARCHES_FOR: &str = searches!(
    "search_hits i indexed by search_hits_by_member cross join searches s on s.seq = i.search",
    "i.member = ?3 and i.search < ?1"
);
/// Index: `searches_by_age`.
pub const ERASE_SEARCHES: &str = "delete from searches where at < ? returning seq";

pub const ERASE_DEPARTED: &str = "
update members set phone = null, identity_hash = null, identity_sealed = null
where left_at < ? and (phone is not null or identity_sealed is not null) returning id";
/// Index: `notices_by_age`.
pub const ERASE_NOTICES: &str = "delete from notices where at < ? returning seq";

/// Closed or not: the discussion and every appeal about it are over by then. Index: `post_reports_by_age`.
pub const ERASE_REPORTS: &str = "delete from post_reports where at < ? returning post";
/// Of closed meetings; a cancelled one never had any.
pub const ERASE_TRIES: &str = "
delete from meeting_tries where meeting in (select id from meetings where status = 'closed' and closed_at < ?)
returning meeting";

/// A part of the copy: rows numbered, each as one JSON object. Values: member, below, limit.
macro_rules! part {
    ($order:literal, $object:literal, $from:expr) => {
        concat!(
            "select n, j from (select row_number() over (order by ",
            $order,
            ") n, json_object(",
            $object,
            ") j from ",
            $from,
            ") where n < ?2 order by n desc limit ?3"
        )
    };
}
// A file of its own, below the macro that it uses.
#[path = "deliberation/sql.rs"]
pub mod deliberation;

pub const PROFILE: &str = part!(
    "m.id",
    "'name', m.name, 'phone', m.phone, 'sex', m.sex, 'born_day', m.born_day, 'kinship', m.kinship, 'building', h.building,
     'unit', h.unit, 'door', h.door, 'grid', g.name, 'language', m.language, 'large_print', m.large_print,
     'joined_at', m.joined_at, 'guardian', (select w.name from members w where w.id = m.guardian)",
    "members m join households h on h.id = m.household join grids g on g.id = m.grid where m.id = ?1"
);
pub const STAYS: &str = part!(
    "s.from_at",
    "'from_at', s.from_at, 'until_at', s.until_at, 'building', h.building, 'unit', h.unit, 'door', h.door",
    "stays s join households h on h.id = s.household where s.member = ?1"
);
pub const SEATS: &str = part!(
    "s.from_day, s.id",
    "'body', b.name, 'post', s.post, 'from_day', s.from_day, 'until_day', s.until_day, 'ended_at', s.ended_at",
    "seats s join bodies b on b.id = s.body where s.member = ?1"
);
pub const SIGN_UPS: &str = part!(
    "s.at, s.activity",
    "'activity', a.title, 'starts_at', a.starts_at, 'state', s.state, 'at', s.at",
    "sign_ups s join activities a on a.id = s.activity where s.member = ?1"
);
pub const SERVICES: &str = part!(
    "s.checked_in_at, s.id",
    "'activity', a.title, 'state', s.state, 'checked_in_at', s.checked_in_at, 'checked_out_at', s.checked_out_at,
     'minutes', s.minutes, 'reason', s.reason",
    "services s join activities a on a.id = s.activity where s.member = ?1"
);
/// Index: `accounts_by_owner`.
pub const HOURS: &str = part!(
    "e.seq",
    "'at', t.at, 'purpose', t.purpose, 'minutes', e.amount, 'total_minutes', e.balance, 'reason', t.reason, 'transfer', t.id",
    "accounts c join entries e on e.account = c.id join transfers t on t.seq = e.transfer
     where c.unit = 'service-minutes' and c.kind = 'member' and coalesce(c.owner, '') = ?1"
);
pub const SESSIONS: &str = part!(
    "s.created_at, s.id",
    "'since', s.created_at, 'last_seen_at', s.last_seen_at, 'expires_at', s.expires_at, 'device', s.device,
     'revoked_at', s.revoked_at",
    "sessions s where s.member = ?1"
);
pub const SIGN_INS: &str =
    part!("e.seq", "'at', e.at, 'kind', e.kind, 'device', e.device", "sign_in_events e where e.member = ?1");
/// Only that there is one, and nothing that would identify it elsewhere.
pub const PASSKEYS: &str = part!(
    "p.created_at, p.id",
    "'since', p.created_at, 'last_used_at', p.last_used_at, 'device', p.device",
    "passkeys p where p.member = ?1"
);
pub const NOTICES: &str = part!(
    "n.seq",
    "'at', n.at, 'kind', n.kind, 'params', json(n.params), 'read_at', n.read_at, 'opened_at', n.opened_at,
     'put_away_at', n.put_away_at",
    "notices n where n.member = ?1"
);
pub const ASSISTANCE: &str = part!(
    "a.seq, c.at, c.id",
    "'number', a.seq, 'worker', w.name, 'consent', a.consent, 'proof', a.proof, 'opened_at', a.opened_at, 'act', c.command,
     'at', c.at, 'contested_at', c.contested_at, 'contest_reason', c.contest_reason, 'outcome', c.outcome, 'answer', c.answer",
    "assistances a join members w on w.id = a.worker left join assisted_acts c on c.assistance = a.id where a.member = ?1"
);
pub const CONSENTS: &str = part!(
    "c.seq",
    "'topic', c.topic, 'version', c.version, 'agrees', iif(c.agrees, json('true'), json('false')), 'at', c.at",
    "consents c where c.member = ?1"
);
pub const CORRECTIONS: &str = part!(
    "c.seq",
    "'field', c.field, 'wanted', c.wanted, 'asked_at', c.asked_at, 'decided_at', c.decided_at, 'outcome', c.outcome,
     'reason', c.reason",
    "corrections c where c.member = ?1"
);
pub const REVEALS_PART: &str = part!(
    "r.seq",
    "'at', r.at, 'worker', w.name, 'reason', r.reason",
    "reveals r join members w on w.id = r.worker where r.member = ?1"
);
pub const SEARCHES_PART: &str = part!(
    "s.seq",
    "'at', s.at, 'worker', w.name",
    "search_hits i join searches s on s.seq = i.search join members w on w.id = s.worker where i.member = ?1"
);
/// The member's uploads, and the member's attachments with their owners: a file's name is its address. Indexes:
/// `file_uploads_by_member`, `file_uses_by_attacher`.
pub const FILES_PART: &str = part!(
    "i.at, i.file, i.owner",
    "'at', i.at, 'file', i.file, 'kind', f.kind, 'bytes', f.bytes, 'attached_to', i.owner_kind, 'owner', i.owner,
     'purpose', i.purpose, 'caption', i.caption",
    "(select u.at, u.file, null owner_kind, null owner, null purpose, null caption from file_uploads u where u.member = ?1
      union all select x.at, x.file, x.owner_kind, x.owner, x.purpose, x.caption from file_uses x where x.attached_by = ?1) i
     join files f on f.id = i.file where true"
);
/// Rows of acts by the member, or by a worker on behalf of the member. Indexes: `journal_by_actor`,
/// `journal_by_resident`.
pub const JOURNAL: &str = part!(
    "j.seq",
    "'seq', j.seq, 'at', j.at, 'command', j.command, 'subject', j.subject, 'detail', json(j.detail),
     'by', iif(j.actor = ?1, 'self', 'worker'), 'hash', lower(hex(j.hash))",
    "(select seq from journal where actor = ?1 union select seq from journal where on_behalf_of = ?1) i
     join journal j on j.seq = i.seq"
);
/// Whether each part has content, in the order of `domain::privacy::DataPart`: not counted, because a person's history
/// only grows.
pub const HELD: &str = "
select 1, exists (select 1 from stays where member = ?1), exists (select 1 from seats where member = ?1),
  exists (select 1 from sign_ups where member = ?1), exists (select 1 from services where member = ?1),
  exists (select 1 from accounts where kind = 'member' and coalesce(owner, '') = ?1 and unit = 'service-minutes'),
  exists (select 1 from sessions where member = ?1 and revoked_at is null),
  exists (select 1 from sign_in_events where member = ?1), exists (select 1 from passkeys where member = ?1),
  exists (select 1 from notices where member = ?1), exists (select 1 from assistances where member = ?1),
  exists (select 1 from consents where member = ?1), exists (select 1 from corrections where member = ?1),
  exists (select 1 from reveals where member = ?1), exists (select 1 from search_hits where member = ?1),
  exists (select 1 from file_uploads where member = ?1) or exists (select 1 from file_uses where attached_by = ?1),
  exists (select 1 from matters where proposer = ?1), exists (select 1 from cosigns where member = ?1),
  exists (select 1 from posts where author = ?1), exists (select 1 from post_reports where member = ?1),
  exists (select 1 from meeting_roll where voter = ?1)
    or exists (select 1 from meeting_presence where by = ?1)
    or exists (select 1 from meeting_answers where by = ?1),
  exists (select 1 from meeting_roll r join meeting_proxies x on x.meeting = r.meeting and x.principal = r.voter
    where r.voter = ?1) or exists (select 1 from meeting_proxies where proxy = ?1),
  exists (select 1 from meeting_roll r join ballots b on b.meeting = r.meeting
    join ballot_votes v on v.ballot = b.id and v.voter = r.voter
    where r.voter = ?1 or (v.by = ?1 and r.voter in (select household from stays where member = ?1))),
  exists (select 1 from meeting_roll r join ballots b on b.meeting = r.meeting
    left join ballot_tokens t on t.ballot = b.id and t.voter = r.voter
    left join ballot_paper p on p.ballot = b.id and p.voter = r.voter
    where coalesce(t.ballot, p.ballot) is not null and (
      r.voter = ?1 or (coalesce(t.by, p.by) = ?1 and r.voter in (select household from stays where member = ?1)))),
  exists (select 1 from pre_reviews where by = ?1) or exists (select 1 from moderations where by = ?1)
    or exists (select 1 from moderations where decided_by = ?1) or exists (select 1 from opinions where given_by = ?1)
    or exists (select 1 from holds where raised_by = ?1) or exists (select 1 from holds where lifted_by = ?1)
    or exists (select 1 from meeting_minutes where by = ?1) or exists (select 1 from matter_summaries where by = ?1)
    or exists (select 1 from outcomes where by = ?1) or exists (select 1 from meeting_outcomes where by = ?1)
    or exists (select 1 from meetings where chair = ?1) or exists (select 1 from meetings where teller = ?1)
    or exists (select 1 from meetings where recorder = ?1),
  exists (select 1 from journal where actor = ?1) or exists (select 1 from journal where on_behalf_of = ?1)";
