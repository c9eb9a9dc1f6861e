//! Rule packs and shares in words.

use crate::words::{key, look_up, t, tf};
use domain::decisions::Share;

/// `community-2025` in words.
pub fn pack_words(name: &str) -> String {
    look_up(&["decisions.pack.", name].concat()).unwrap_or_else(|| name.to_owned())
}

/// `defaults@2026-12 community-2025@2026-12` in words: the rule packs that are frozen for a case.
pub fn packs_words(version: &str) -> String {
    let names = version.split(' ').map(|pack| pack_words(pack.split('@').next().unwrap_or_default()));
    names.collect::<Vec<_>>().join(&t(key::DECISIONS_PACK_AND))
}

/// `过半数`, `2/3 以上`.
pub fn share_words(share: Share) -> String {
    match share.parts() {
        (true, 1, 2) => t(key::DECISIONS_SHARE_HALF),
        (false, part, whole) if part == whole => t(key::DECISIONS_SHARE_ALL),
        (more_than, part, whole) => {
            let figures = [("part", &*part.to_string()), ("whole", &*whole.to_string())];
            tf(if more_than { key::DECISIONS_SHARE_MORE } else { key::DECISIONS_SHARE_LEAST }, &figures)
        }
    }
}
