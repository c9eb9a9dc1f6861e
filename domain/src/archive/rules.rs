//! How much one person may upload, and what may be attached. The limits are the program's own (`limits`), not the
//! law's.

use super::{FileKind, FilePurpose, FileRoom, MEGABYTE, OwnerKind, Refusal, Visibility};
use crate::limits;

/// What is stored already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stock {
    /// Uploaded by this person since midnight.
    pub files_today: u32,
    /// Uploaded by this person at any time and still stored.
    pub member_bytes: u64,
    pub community_bytes: u64,
}

impl Stock {
    pub fn room(&self) -> FileRoom {
        let of_member = limits::FILE_BYTES_PER_MEMBER_MAX.saturating_sub(self.member_bytes);
        let of_community = limits::FILE_BYTES_PER_COMMUNITY_MAX.saturating_sub(self.community_bytes);
        FileRoom {
            files_left_today: limits::FILES_PER_MEMBER_DAY.saturating_sub(self.files_today),
            bytes_left: of_member.min(of_community),
            file_bytes_max: limits::FILE_BYTES_MAX,
        }
    }
}

/// Whether one more file of this size may be uploaded.
pub fn check_room(stock: &Stock, bytes: u32) -> Result<(), Refusal> {
    let fits = |held: u64, bytes_max: u64| held.saturating_add(u64::from(bytes)) <= bytes_max;
    if bytes == 0 {
        return Err(Refusal::Damaged);
    }
    if bytes > limits::FILE_BYTES_MAX {
        return Err(Refusal::too_large());
    }
    if stock.files_today >= limits::FILES_PER_MEMBER_DAY {
        return Err(Refusal::TooManyToday { count_max: limits::FILES_PER_MEMBER_DAY });
    }
    if !fits(stock.member_bytes, limits::FILE_BYTES_PER_MEMBER_MAX) {
        return Err(Refusal::MemberFull { megabytes_max: limits::FILE_BYTES_PER_MEMBER_MAX / MEGABYTE });
    }
    if !fits(stock.community_bytes, limits::FILE_BYTES_PER_COMMUNITY_MAX) {
        return Err(Refusal::CommunityFull { megabytes_max: limits::FILE_BYTES_PER_COMMUNITY_MAX / MEGABYTE });
    }
    Ok(())
}

/// A file that somebody wants to attach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachmentFacts {
    /// The kind of the file, if it is known here and the person who attaches it uploaded it. One value for both
    /// conditions, so that nobody learns what others uploaded.
    pub callers: Option<FileKind>,
    /// The kind of item that the file is attached to.
    pub to: OwnerKind,
    pub purpose: FilePurpose,
    /// The purpose for which the file is already attached to the item.
    pub here_as: Option<FilePurpose>,
    /// How many files are attached to the item for this purpose.
    pub attached: u32,
}

/// How many files one item may have for one purpose.
pub fn files_max(to: OwnerKind, purpose: FilePurpose) -> u32 {
    match (to, purpose) {
        (OwnerKind::Case, _) => limits::FILES_PER_CASE_MAX,
        (OwnerKind::Post, _) => limits::FILES_PER_POST_MAX,
        (OwnerKind::Meeting, FilePurpose::Material) => limits::MEETING_MATERIALS_MAX,
        (OwnerKind::Matter | OwnerKind::Meeting, _) => limits::FILES_PER_OWNER_MAX,
    }
}

/// Who may see an attached file. A matter or a post may be hidden later, and its files with it. A meeting is public,
/// but signatures are not. Papers of a case contain names.
pub fn attachment_visibility(to: OwnerKind, purpose: FilePurpose) -> Visibility {
    match (to, purpose) {
        (OwnerKind::Matter | OwnerKind::Post, _) => Visibility::WhileShown,
        (OwnerKind::Case, _) | (OwnerKind::Meeting, FilePurpose::SignatureSheet) => Visibility::Restricted,
        (OwnerKind::Meeting, _) => Visibility::Public,
    }
}

/// Whether to attach the file: `false` when it is already attached for the same purpose.
pub fn check_attachment(asked: &AttachmentFacts) -> Result<bool, Refusal> {
    let kind = asked.callers.ok_or(Refusal::NoSuchFile)?;
    if let Some(purpose) = asked.here_as {
        return if purpose == asked.purpose { Ok(false) } else { Err(Refusal::AttachedOtherwise) };
    }
    if asked.purpose == FilePurpose::Photo && !kind.is_image() {
        return Err(Refusal::PictureNeeded);
    }
    let count_max = files_max(asked.to, asked.purpose);
    if asked.attached >= count_max {
        return Err(Refusal::TooManyAttached { count_max });
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_each_limit() {
        use limits as l;
        let free = Stock::default();
        let today = Stock { files_today: l::FILES_PER_MEMBER_DAY - 1, ..free };
        let own = Stock { member_bytes: l::FILE_BYTES_PER_MEMBER_MAX - 10, ..free };
        let all = Stock { community_bytes: l::FILE_BYTES_PER_COMMUNITY_MAX - 10, ..free };
        let codes = |stock: &Stock, bytes: u32| check_room(stock, bytes).map_err(|refusal| refusal.spec().code);
        for (stock, bytes, expect) in [
            (free, 1, Ok(())),
            (free, 0, Err("archive/damaged")),
            (free, l::FILE_BYTES_MAX, Ok(())),
            (free, l::FILE_BYTES_MAX + 1, Err("archive/file-too-large")),
            (today, 1, Ok(())),
            (Stock { files_today: l::FILES_PER_MEMBER_DAY, ..free }, 1, Err("archive/too-many-today")),
            (own, 10, Ok(())),
            (own, 11, Err("archive/member-full")),
            (all, 10, Ok(())),
            (all, 11, Err("archive/community-full")),
        ] {
            assert_eq!(codes(&stock, bytes), expect, "{stock:?} {bytes}");
        }
        assert_eq!((today.room().files_left_today, own.room().bytes_left, all.room().bytes_left), (1, 10, 10));
    }

    #[test]
    fn what_may_be_attached() {
        let one = AttachmentFacts {
            callers: Some(FileKind::Jpeg),
            to: OwnerKind::Matter,
            purpose: FilePurpose::Enclosure,
            here_as: None,
            attached: 0,
        };
        let of_meeting = |purpose, attached| AttachmentFacts { to: OwnerKind::Meeting, purpose, attached, ..one };
        let full = |count_max| Err(Refusal::TooManyAttached { count_max });
        let (most, of_post, materials) =
            (limits::FILES_PER_OWNER_MAX, limits::FILES_PER_POST_MAX, limits::MEETING_MATERIALS_MAX);
        let pdf = AttachmentFacts { callers: Some(FileKind::Pdf), ..one };
        for (asked, expect) in [
            (one, Ok(true)),
            (AttachmentFacts { callers: None, ..one }, Err(Refusal::NoSuchFile)),
            (AttachmentFacts { callers: None, here_as: Some(FilePurpose::Enclosure), ..one }, Err(Refusal::NoSuchFile)),
            (AttachmentFacts { attached: most - 1, ..one }, Ok(true)),
            (AttachmentFacts { attached: most, ..one }, full(most)),
            (AttachmentFacts { attached: most, here_as: Some(FilePurpose::Enclosure), ..one }, Ok(false)),
            (AttachmentFacts { attached: most, to: OwnerKind::Case, ..one }, Ok(true)),
            (AttachmentFacts { attached: of_post - 1, to: OwnerKind::Post, ..one }, Ok(true)),
            (AttachmentFacts { attached: of_post, to: OwnerKind::Post, ..one }, full(of_post)),
            (of_meeting(FilePurpose::Material, materials - 1), Ok(true)),
            (of_meeting(FilePurpose::Material, materials), full(materials)),
            (of_meeting(FilePurpose::SignatureSheet, most), full(most)),
            // A sheet with signatures must not become a public photo.
            (
                AttachmentFacts { here_as: Some(FilePurpose::SignatureSheet), ..of_meeting(FilePurpose::Photo, 0) },
                Err(Refusal::AttachedOtherwise),
            ),
            (pdf, Ok(true)),
            (AttachmentFacts { callers: Some(FileKind::Pdf), ..of_meeting(FilePurpose::SignatureSheet, 0) }, Ok(true)),
            (
                AttachmentFacts { callers: Some(FileKind::Pdf), ..of_meeting(FilePurpose::Photo, 0) },
                Err(Refusal::PictureNeeded),
            ),
        ] {
            assert_eq!(check_attachment(&asked), expect, "{asked:?}");
        }
    }

    #[test]
    fn who_sees_what_is_attached() {
        use Visibility as V;
        for to in OwnerKind::ALL {
            let seen = [FilePurpose::Enclosure, FilePurpose::Material, FilePurpose::Photo, FilePurpose::SignatureSheet]
                .map(|purpose| attachment_visibility(*to, purpose));
            let expect = match to {
                OwnerKind::Matter | OwnerKind::Post => [V::WhileShown; 4],
                OwnerKind::Meeting => [V::Public, V::Public, V::Public, V::Restricted],
                OwnerKind::Case => [V::Restricted; 4],
            };
            assert_eq!(seen, expect, "{to}");
        }
    }
}
