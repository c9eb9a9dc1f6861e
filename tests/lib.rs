//! What the test binaries of `api` and of this package share: the scenes, and the record of refusals.

// Helpers of tests: one that cannot continue has failed, and the contract is imported as a whole.
#![allow(clippy::missing_panics_doc, clippy::wildcard_imports, clippy::return_self_not_must_use)]
// They wait for what a real server does by itself; no house rule depends on these clocks.
#![allow(clippy::disallowed_methods)]

pub mod plain;
pub mod refusals;
pub mod scenes;
