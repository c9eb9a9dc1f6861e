//! The gate: what every request passes before an object sees it. Pure parts in `checks.rs` and `headers.rs`; the
//! awaiting parts in `front.rs` (the order of things), `object.rs` (the address by which an object is asked),
//! `directory.rs` (which codes are real), `files.rs` (static files), `archive.rs` (files of communities, in and out),
//! `sender.rs` (messages that leave the house), `letters.rs` (letters from object to object), `health.rs` (what a watcher is
//! told) and `tunnel.rs` (what is no request).

pub mod checks;
pub mod headers;
pub mod object;

#[cfg(target_arch = "wasm32")]
pub mod archive;
#[cfg(target_arch = "wasm32")]
pub mod directory;
#[cfg(target_arch = "wasm32")]
pub mod files;
#[cfg(target_arch = "wasm32")]
pub mod follow;
#[cfg(target_arch = "wasm32")]
pub mod front;
#[cfg(target_arch = "wasm32")]
pub mod health;
#[cfg(target_arch = "wasm32")]
pub mod letters;
#[cfg(target_arch = "wasm32")]
pub mod sender;
#[cfg(target_arch = "wasm32")]
pub mod tunnel;
