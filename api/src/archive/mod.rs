//! Files of a community. The community's own store holds what they are and who may see them; another object, the bytes.
//!
//! | Part | File |
//! |---|---|
//! | bringing one in, after the gate has cleaned and stored it | `upload.rs` |
//! | the Archive's word that it is stored | `proof.rs` |
//! | who may see one | `show.rs` |
//! | attaching, for the handlers of other features | `attach.rs` |
//! | the bytes: the store of the Archive object, and the object | `store/`, `object.rs` |
//! | headers of a served file | `headers.rs` |
//!
//! Invariant: bytes are stored before they are registered, and requested after access was allowed. A crash in between
//! leaves bytes that nobody can request; the Archive's alarm asks the community about them and deletes them.

mod attach;
pub mod headers;
#[cfg(target_arch = "wasm32")]
mod object;
pub mod proof;
mod show;
pub(crate) mod sql;
pub mod store;
mod upload;

pub use attach::{Enclosed, all_files_of_each, attach, attach_all, attach_some, files_of, files_of_each, names};
pub use show::{Sight, show_file};
pub use upload::{FORGET, forget_unused, known, show_file_room, upload_file};
