//! Statements about the community's data on files.

use crate::db::rows::row;
use domain::archive::{Attachment, FileKind};
use domain::ids::MemberId;

/// Whether the store belongs to the community of a code.
pub const IS_HERE: &str = "select 1 from community where code = ?";
/// Index: `file_uploads_by_member`. Values: when today began, member.
pub const STOCK: &str = "
select coalesce(sum(u.at >= ?), 0), coalesce(sum(u.bytes), 0), (select bytes from file_totals)
from file_uploads u where u.member = ?";
pub const BROUGHT: &str = "select 1 from file_uploads where file = ? and member = ?";
pub const REGISTER: &str = "insert into files (id, kind, bytes, at) values (?, ?, ?, ?) on conflict (id) do nothing";
pub const BRING: &str = "insert into file_uploads (file, member, bytes, at) values (?, ?, ?, ?)";

/// Files with these names, as one JSON list.
pub const KNOWN: &str = "select f.id from json_each(?) i join files f on f.id = i.value";
/// Only for a file that is attached nowhere. Index: `file_uses_by_file`.
pub const FORGET_UPLOADS: &str = "
delete from file_uploads where file = ?1 and not exists (select 1 from file_uses where file = ?1)";
pub const FORGET: &str = "
delete from files where id = ?1 and not exists (select 1 from file_uses where file = ?1) returning id";

row! { seen_columns =>
    /// A file's kind, the visibilities of its attachments, and an uploader.
    pub struct FoundFile {
        pub kind: FileKind = "f.kind",
        pub is_public: bool = "exists (select 1 from file_uses where file = f.id and visibility = 'public')",
        pub is_shown_somewhere: bool =
            "exists (select 1 from file_uses where file = f.id and visibility = 'while-shown')",
        pub is_restricted: bool = "exists (select 1 from file_uses where file = f.id and visibility = 'restricted')",
        /// The caller before others.
        pub brought_by: Option<MemberId> =
            "(select member from file_uploads where file = f.id order by member is ? desc, at limit 1)",
    }
}
/// Values: caller, file.
pub const SEEN: &str = concat!("select ", seen_columns!(), " from files f where f.id = ?");
/// The owners of a file that can be hidden. Index: `file_uses_by_file`.
pub const WHERE_SHOWN: &str = "
select owner_kind, owner from file_uses where file = ? and visibility = 'while-shown' order by owner_kind, owner limit ?";

/// A file's kind, if one of two people uploaded it. Index: primary key.
pub const OF_TWO: &str = "
select kind from files where id = ?1 and exists (select 1 from file_uploads where file = ?1 and member in (?2, ?3))";
/// How many files an owner has for a purpose, its highest position, and the purpose of this file there. Values:
/// purpose, file, owner's kind, owner.
pub const ATTACHED: &str = "
select coalesce(sum(purpose = ?), 0), coalesce(max(position), 0), max(iif(file = ?, purpose, null))
from file_uses where owner_kind = ? and owner = ?";
pub const ATTACH: &str = "
insert into file_uses (owner_kind, owner, position, file, purpose, visibility, caption, attached_by, at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
row! { attachment_columns => Attachment {
    file = "u.file",
    kind = "f.kind",
    bytes = "f.bytes",
    purpose = "u.purpose",
    caption = "u.caption",
    at = "u.at",
} }
row! { attached_columns =>
    /// An attachment with its owner and the member who attached it.
    pub struct AttachedFile {
        pub owner: String = "u.owner",
        pub attachment: Attachment = (attachment_columns),
        pub attached_by: MemberId = "u.attached_by",
    }
}
/// Of several owners of one kind, whose ids come as one JSON list. Index: primary key.
pub const OF_EACH: &str = concat!(
    "select ",
    attached_columns!(),
    " from json_each(?) i join file_uses u on u.owner_kind = ? and u.owner = i.value join files f on f.id = u.file
     order by u.owner, u.position"
);
