//! The roster and the bodies.

mod bodies;
pub mod import;
mod needs;
mod roster;
mod seats;
pub(crate) mod sql;

pub(crate) use bodies::{is_seated, lives_here, lives_here_of_age};
pub use roster::read_sort_keys;
