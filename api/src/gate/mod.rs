//! The gate: every request passes it before it reaches an object. Pure parts in `checks.rs` and `headers.rs`; the
//! awaiting parts in `front.rs` (the order of checks), `object.rs` (the internal address of an object), `directory.rs`
//! (which codes are real), `files.rs` (static files), `archive.rs` (files of communities, in and out), `sender.rs`
//! (outgoing messages), `letters.rs` (letters from object to object), `health.rs` (monitoring) and `tunnel.rs`
//! (`CONNECT`, which is no request).

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
