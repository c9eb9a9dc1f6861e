//! Bodies of every kind: filling and handing over seats, near relatives, rolls of any day, sizes of grids.

mod create;
mod fill;
mod grid_changes;
mod grids;
mod relatives;
mod review;
mod rolls;
mod sql;

pub use create::create_body;
pub use fill::fill_seat;
pub use grid_changes::{rename_grid, split_grid};
pub use grids::review_grids;
pub use relatives::{declare_relative, withdraw_relative};
pub use review::review_bodies;
pub use rolls::{record_roll, show_roll};
pub(crate) use sql::{is_seated, lives_here, lives_here_of_age};
