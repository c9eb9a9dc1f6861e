//! Statements of communities' questions to the office.

/// Whether this community lies directly below this region, and the region is open.
pub const OWN_CHILD: &str = "
select r.code from region r join children c on c.code = ? and c.kind is null";
pub const RECEIVE: &str = "
insert into checks (
  id, seq, community, case_id, title, kind, draft_version, draft, draft_hash, asked_at, due_at, received_at
) values (?, (select coalesce(max(seq), 0) + 1 from checks), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do nothing returning id";
pub const RECEIVED: &str = "select received_at, community from checks where id = ?";
/// The community no longer wants an answer; takes effect once.
pub const END: &str = "update checks set ended_because = ?, ended_at = ? where id = ? and ended_at is null and taken_at is null returning id";
pub const TAKEN: &str =
    "update checks set taken_at = ? where id = ? and taken_at is null and ended_at is null returning id";

macro_rules! check_row {
    ($rest:literal) => {
        concat!(
            "select k.id, k.seq, k.community, c.name, c.demonstration, k.case_id, k.title, k.kind, k.draft_version, ",
            "k.draft, k.draft_hash, k.asked_at, k.received_at, k.due_at, k.taken_at is not null, k.ended_because, ",
            "k.verdict, k.text, k.answered_at, o.name ",
            "from checks k join children c on c.code = k.community left join officers o on o.id = k.answered_by ",
            $rest
        )
    };
}

/// Index: `checks_waiting`.
pub const OPEN: &str =
    check_row!("where k.answered_at is null and k.ended_at is null order by k.due_at, k.seq limit ?");
pub const COUNT_OPEN: &str = "select count(*) from checks where answered_at is null and ended_at is null";
/// Index: `checks_done`.
pub const DONE: &str =
    check_row!("where (k.answered_at is not null or k.ended_at is not null) and k.seq < ? order by k.seq desc limit ?");
pub const CHECK: &str = "
select community, case_id, kind, answered_at is not null, taken_at is not null, ended_because from checks where id = ?";
pub const ANSWER: &str = "update checks set verdict = ?, text = ?, answered_at = ?, answered_by = ? where id = ?";
