//! What the test binaries of `api` and of this package share.

pub mod plain;
pub mod refusals;
