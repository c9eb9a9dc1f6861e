//! Statements of communities' questions to the office.

use crate::db::rows::row;
use domain::decisions::{CheckEnd, CheckKind};
use domain::ids::{CaseId, CommunityCode};
use domain::regions::{CheckAnswered, CheckDraft, CheckRow, CheckState, check_state};

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

row! { progress_columns =>
    /// From which the state of a question follows.
    struct CheckProgress {
        is_answered: bool = "k.answered_at is not null",
        is_taken: bool = "k.taken_at is not null",
        ended: Option<CheckEnd> = "k.ended_because",
    }
}
impl CheckProgress {
    fn state(self) -> CheckState {
        check_state(self.is_answered, self.is_taken, self.ended)
    }
}
row! { draft_columns => CheckDraft { version = "k.draft_version", text = "k.draft", hash = "k.draft_hash" } }
row! { answered_columns => CheckAnswered {
    at = "k.answered_at",
    verdict = "k.verdict",
    text = "k.text",
    by_name = "o.name" => |name: Option<String>| name.unwrap_or_default(),
} }
row! { check_columns => CheckRow {
    id = "k.id",
    seq = "k.seq",
    community = "k.community",
    community_name = "c.name",
    demonstration = "c.demonstration",
    case = "k.case_id",
    title = "k.title",
    kind = "k.kind",
    draft = (draft_columns),
    asked_at = "k.asked_at",
    received_at = "k.received_at",
    due_at = "k.due_at",
    state = (progress_columns) => CheckProgress::state,
    answer = (answered_columns),
} }
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "select ",
            check_columns!(),
            " from checks k join children c on c.code = k.community left join officers o on o.id = k.answered_by ",
            $rest
        )
    };
}

/// Index: `checks_waiting`.
pub const OPEN: &str = listed!("where k.answered_at is null and k.ended_at is null order by k.due_at, k.seq limit ?");
pub const COUNT_OPEN: &str = "select count(*) from checks where answered_at is null and ended_at is null";
/// Index: `checks_done`.
pub const DONE: &str =
    listed!("where (k.answered_at is not null or k.ended_at is not null) and k.seq < ? order by k.seq desc limit ?");
row! { asked_columns =>
    /// A question that the office is about to answer.
    pub struct AskedCheck {
        pub community: CommunityCode = "k.community",
        pub case: CaseId = "k.case_id",
        pub kind: CheckKind = "k.kind",
        pub state: CheckState = (progress_columns) => CheckProgress::state,
    }
}
pub const CHECK: &str = concat!("select ", asked_columns!(), " from checks k where k.id = ?");
pub const ANSWER: &str = "update checks set verdict = ?, text = ?, answered_at = ?, answered_by = ? where id = ?";
