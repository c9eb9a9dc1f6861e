//! Statements of outgoing messages.

pub const ADD: &str = "insert into outgoing (id, message_sealed, made_at, tries, letter) values (?, ?, ?, 1, ?)";
pub const FIND: &str = "select made_at, tries, letter from outgoing where id = ?";
pub const TAKE: &str = "update outgoing set tries = tries + 1, taken = 1 where id = ?";
pub const TAKEN: &str = "select id, message_sealed, letter from outgoing where taken = 1 order by id limit 50";
pub const HANDED_ON: &str = "update outgoing set taken = 0 where taken = 1";
pub const REMOVE: &str = "delete from outgoing where id = ?";
