//! Bodies of every kind: filling and handing over seats, near relatives, rolls of any day, sizes of grids.

mod create;
mod fill;
mod grid_changes;
mod grids;
mod relatives;
mod review;
mod rolls;
mod sql;

pub(crate) use sql::{is_seated, lives_here, lives_here_of_age};
