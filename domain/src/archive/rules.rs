//! How much one person may bring in, and what may be attached. Figures are the program's own (`limits`): no law counts files.

use super::{FileRoom, MEGABYTE, OwnerKind, Refusal};
use crate::limits;

/// What is there already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stock {
    /// Brought in by this person since midnight.
    pub files_today: u32,
    /// Brought in by this person at any time and still here.
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

/// Whether one more file of so many bytes may come in.
pub fn room(stock: &Stock, bytes: u32) -> Result<(), Refusal> {
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
pub struct Attaching {
    /// Known here, and brought in by whoever attaches it. One answer for both, so that nobody learns what others brought.
    pub is_callers: bool,
    /// To what kind of thing.
    pub kind: OwnerKind,
    pub is_attached_here: bool,
    pub attached: u32,
}

fn files_max(kind: OwnerKind) -> u32 {
    match kind {
        OwnerKind::Case => limits::FILES_PER_CASE_MAX,
        OwnerKind::Matter | OwnerKind::Post | OwnerKind::Meeting => limits::FILES_PER_OWNER_MAX,
    }
}

pub fn attach(asked: &Attaching) -> Result<(), Refusal> {
    if !asked.is_callers {
        return Err(Refusal::NoSuchFile);
    }
    let count_max = files_max(asked.kind);
    if !asked.is_attached_here && asked.attached >= count_max {
        return Err(Refusal::TooManyAttached { count_max });
    }
    Ok(())
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
        let codes = |stock: &Stock, bytes: u32| room(stock, bytes).map_err(|refusal| refusal.spec().code);
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
        let one = Attaching { is_callers: true, kind: OwnerKind::Matter, is_attached_here: false, attached: 0 };
        let most = limits::FILES_PER_OWNER_MAX;
        for (asked, expect) in [
            (one, Ok(())),
            (Attaching { is_callers: false, ..one }, Err(Refusal::NoSuchFile)),
            (Attaching { attached: most - 1, ..one }, Ok(())),
            (Attaching { attached: most, ..one }, Err(Refusal::TooManyAttached { count_max: most })),
            (Attaching { attached: most, is_attached_here: true, ..one }, Ok(())),
            (Attaching { attached: most, kind: OwnerKind::Case, ..one }, Ok(())),
        ] {
            assert_eq!(attach(&asked), expect, "{asked:?}");
        }
        assert_eq!(Refusal::ATTACHING.map(|spec| spec.code), ["archive/no-such-file", "archive/too-many-attached"]);
    }
}
