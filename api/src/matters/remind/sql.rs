//! Statements of reminders.

pub const ENDING: &str = "select until_at, title from matters where id = ? and stage = 'discussing'";
/// A count and one JSON list: proposer, co-signers and authors who still live here.
pub const WHO_TAKE_PART: &str = "
select count(*), json_group_array(id) from (
  select m.id from members m where m.left_at is null and m.id in (
    select proposer from matters where id = ?1 union select member from cosigns where matter = ?1
    union select author from posts where matter = ?1
  ) order by m.id
)";
pub const IN_REVIEW: &str = "select handed_in_at, title from matters where id = ? and stage = 'pre-review'";
