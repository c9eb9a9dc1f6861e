//! Statements of answers to invitations.

pub const ANSWER: &str = "
insert into meeting_answers (meeting, voter, answer, at, by) values (?, ?, ?, ?, ?)
on conflict (meeting, voter) do update set answer = excluded.answer, at = excluded.at, by = excluded.by";
pub const ANSWER_OF: &str = "select answer from meeting_answers where meeting = ? and voter = ?";
pub const DROP_ANSWER: &str = "delete from meeting_answers where meeting = ? and voter = ?";
