//! Files of a community: what they are and who may see them, in the community's own store; their bytes in another object.
//!
//! | Part | File |
//! |---|---|
//! | bringing one in, after the gate has cleaned and stored it | `upload.rs` |
//! | the Archive's word that it is stored | `proof.rs` |
//! | who may see one | `show.rs` |
//! | attaching, for the handlers of other features | `attach.rs` |
//! | the bytes: the store of the Archive object, and the object | `store/`, `object.rs` |
//! | how a file leaves the house | `headers.rs` |
//!
//! Invariant: bytes are stored before they are registered, and asked for after they were allowed. So a crash in between
//! leaves bytes that nobody can ask for, and the Archive's alarm, which asks the community, throws them away.

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
