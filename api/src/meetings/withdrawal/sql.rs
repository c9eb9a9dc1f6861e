//! Statements of entries of the paper list that are withdrawn.

/// Those whose votes go with the presence of a voter: the voter, and the principals for whom the voter is there. One
/// JSON list. Values: meeting, voter.
pub const VOICES_WITH: &str = "
select json_group_array(voter) from meeting_presence
where meeting = ?1 and (voter = ?2 or how = 'proxy' and by = ?2)";
/// Values: meeting, voter.
pub const WITHDRAW: &str = "delete from meeting_presence where meeting = ? and voter = ? and how = 'list'";
pub const WITHDRAW_PRINCIPALS: &str = "
delete from meeting_presence where meeting = ? and by = ? and how = 'proxy' returning voter";
/// The mandate that ended because its principal was listed counts again. Values: meeting, principal.
pub const REVIVE_MANDATE: &str = "
update meeting_proxies set ended_at = null, ended_cause = null
where meeting = ?1 and principal = ?2 and ended_cause = 'present' and exists (
  select 1 from meeting_presence p where p.meeting = ?1 and p.voter = proxy and p.how <> 'proxy'
) returning proxy";
