//! Statements of reminders.

/// A count and one JSON list. Index: `seats_by_body`. Value: today.
pub const COMMITTEE: &str = "
select count(*), json_group_array(member) from (
  select distinct s.member from bodies b join seats s on s.body = b.id join members m on m.id = s.member
  where b.kind = 'residents-committee' and s.ended_at is null and s.from_day <= ?1 and s.until_day >= ?1
    and m.left_at is null order by s.member
)";
