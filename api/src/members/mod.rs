//! The roster and the bodies.

mod bodies;
pub mod import;
mod needs;
mod roster;
mod seats;
pub(crate) mod sql;

pub use bodies::{
    create_body, declare_relative, fill_seat, record_roll, rename_grid, review_bodies, review_grids, show_roll,
    split_grid, withdraw_relative,
};
pub(crate) use bodies::{is_seated, lives_here, lives_here_of_age};
pub use needs::{name_guardian, note_needs};
pub use roster::{leave_roster, read_initials, search_roster, show_roster};
pub use seats::{end_seat, list_bodies};
