//! The gate: every request passes it before it reaches an object. Pure parts in `checks.rs`,
//! `object_address.rs` (the object of a request, and its internal address), `link_preview.rs` (titles of shared links)
//! and `static_headers.rs`; the awaiting parts in `entry.rs` (the order of checks), `directory.rs` (which codes are
//! real), `forward.rs` (handing over to an object), `follow.rs` (sockets), `static_files.rs`, `file_transfer.rs`
//! (files of communities, in and out), `sender.rs` (outgoing messages), `letters.rs` (letters from object to object),
//! `health.rs` (monitoring) and `tunnel.rs` (`CONNECT`, which is no request).
//!
//! # The order of checks
//!
//! 1. An address that is too long is a 414. A path with anything but letters, digits, `-` and `_` between single
//!    slashes is a 404 before it is routed, because two parsers could read it differently.
//! 2. An unknown route is a 404, a wrong method a 405. A path outside `/api/` is a file of `dist/`; without an
//!    extension it is the app. Endpoints of the demonstration do not exist in production.
//! 3. A command must come from our own origin (403), be JSON or the file that its endpoint carries (415), be no older
//!    than the oldest contract that is accepted (409), and stay below the limit, by its declared and by its measured
//!    length (413).
//! 4. The code of the object must be real. Otherwise it is a 404, and no object is woken.
//! 5. The gate makes a new request. It has only the headers that an object reads: cookie, command key,
//!    `linli-sent-at`, `if-none-match`, `linli-on-behalf-of` and user agent. A read gets cookie, `if-none-match` and
//!    `linli-on-behalf-of` only; an `Anonymous` request gets none.
//! 6. The gate adds headers of its own: the caller's address, when the configuration names a header for it; whether
//!    the connection was encrypted; our origin, for passkeys only; and the Archive's proof, with a file that is
//!    registered.
//!
//! Where an object gives no answer at all, because of a broken file or a full disk, the gate makes the fault, and the
//! log names object and file.

pub mod checks;
pub mod link_preview;
pub mod object_address;
pub mod static_headers;

#[cfg(target_arch = "wasm32")]
pub mod directory;
#[cfg(target_arch = "wasm32")]
pub mod entry;
#[cfg(target_arch = "wasm32")]
pub mod file_transfer;
#[cfg(target_arch = "wasm32")]
pub mod follow;
#[cfg(target_arch = "wasm32")]
pub mod forward;
#[cfg(target_arch = "wasm32")]
pub mod health;
#[cfg(target_arch = "wasm32")]
pub mod letters;
#[cfg(target_arch = "wasm32")]
pub mod sender;
#[cfg(target_arch = "wasm32")]
pub mod static_files;
#[cfg(target_arch = "wasm32")]
pub mod tunnel;
