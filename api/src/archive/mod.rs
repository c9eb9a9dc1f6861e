//! Files of a community. The community's own store holds what they are and who may see them; another object, the bytes.
//!
//! | Part | File |
//! |---|---|
//! | bringing one in, after the gate has cleaned and stored it | `upload.rs` |
//! | the Archive's word that it is stored | `proof.rs` |
//! | who may see one | `show.rs` |
//! | attaching, for the handlers of other features | `attach.rs` |
//! | the bytes: the store of the Archive object, and the object | `byte_store/`, `object.rs` |
//! | headers of a served file | `file_headers.rs` |
//!
//! Invariant: bytes are stored before they are registered, and requested after access was allowed. A crash in between
//! leaves bytes that nobody can request; the Archive's alarm asks the community about them and deletes them.
//!
//! # A file comes in
//!
//! The gate measures the body, finds the kind by the first bytes, compares it with the content type, and cleans the
//! file (`domain::archive::clean_file`). It hashes the result, asks the community for room, and stores the bytes in the
//! Archive. Then it registers the file with the Archive's proof, without which the community registers nothing. The
//! same file sent again is the same file. Bytes that were stored and never registered belong to nobody: after
//! [`ARCHIVE_FIRST_CHECK_HOURS`](domain::limits::ARCHIVE_FIRST_CHECK_HOURS) hours the Archive's alarm asks its
//! community which files it knows, later it asks again, and it throws the others away. Bytes that are stored again
//! while the question is under way stay. A file that is registered and attached to nothing is forgotten after
//! [`FILE_UNUSED_DAYS`](domain::limits::FILE_UNUSED_DAYS) days.
//!
//! # A file goes out
//!
//! The community says whether this caller may see the file. The Archive answers with exactly that kind: `nosniff`, a
//! sandbox, documents as attachments. Who sees a file follows from its owner and its purpose
//! (`domain::archive::attachment_visibility`):
//!
//! | Attached to | For | Seen by |
//! |---|---|---|
//! | a matter, a post | enclosure | readers of the matter and the post, asked again each time; kept for minutes |
//! | a meeting | material, photo | everybody, from now on; may be kept for ever under its name |
//! | a meeting | signature sheet | its uploader and the two committees; never kept by a browser |
//! | a case | paper | the same |
//!
//! A file that is public in one place is public. A file that is attached to nothing is for its uploader and the two
//! committees. A hidden post hides its files, also from the committee that hid it.
//!
//! # Attaching
//!
//! Handlers of other features attach files in their own transaction. A proposal and a post bring files along, and get
//! more while their words may change. Materials come before a meeting; photos and signature sheets come from its
//! opening until [`MEETING_RECORD_DAYS`](domain::limits::MEETING_RECORD_DAYS) days after it. Each file has words, for
//! readers who cannot see it. Triggers keep an attachment for the purpose for which it came. Only the hidden words of
//! an erased person lose their files. The dossier of a case has the hashes of all files of its matter and its
//! meetings.

mod attach;
pub mod byte_store;
pub mod file_headers;
#[cfg(target_arch = "wasm32")]
mod object;
pub mod proof;
mod show;
pub(crate) mod sql;
mod upload;

pub use attach::{
    NewAttachment, all_files_of_each, attach_all, attach_file, attach_some, file_ids, files_of, files_of_each,
};
pub use show::FileAudience;
pub use upload::{forget_unused, known_files};
