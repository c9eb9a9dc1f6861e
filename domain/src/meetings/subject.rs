//! What a meeting is about, for its heading.

use crate::matters::{Stage, is_public};

/// The title of the one matter or decision that a meeting is about. None where it takes steps of further decisions. A
/// matter that not everybody may read is not named; its decision is public.
pub fn meeting_subject(takes_several: bool, matter: Option<(Stage, String)>, case: Option<String>) -> Option<String> {
    if takes_several {
        return None;
    }
    matter.filter(|(stage, _)| is_public(*stage)).map(|(_, title)| title).or(case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_may_read() {
        use Stage as S;
        for (takes_several, stage, case, expect) in [
            (false, Some(S::Discussing), None, "车棚"),
            (false, Some(S::Routed), None, "车棚"),
            (false, Some(S::Deciding), Some("决定"), "车棚"),
            (false, Some(S::Collecting), None, ""),
            (false, Some(S::PreReview), None, ""),
            (false, Some(S::Withdrawn), Some("决定"), "决定"),
            (false, None, Some("决定"), "决定"),
            (false, None, None, ""),
            (true, Some(S::Discussing), Some("决定"), ""),
        ] {
            let matter = stage.map(|stage| (stage, "车棚".to_owned()));
            let found = meeting_subject(takes_several, matter, case.map(str::to_owned));
            assert_eq!(found.unwrap_or_default(), expect, "{takes_several} {stage:?} {case:?}");
        }
    }
}
