//! The catalogue of matters (议事协商事项目录): the default list as data, and what a community's own list must keep of
//! it.
//!
//! Invariant: a list is accepted as a whole or not at all; items that the law names stay in it, with the flags that the
//! law gives. Source: `domain/rules/matters/catalogue-*.json` (VC25 art. 28 and 31; RC25 art. 30 and 31).

use super::{CatalogueBounds, CatalogueItem, CatalogueLine, Flag, LawItem, LineFault, LineRule, Refusal, Rules};
use crate::communities::CommunityKind;
use crate::limits;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Deserialize, Default)]
struct Pack {
    items: Vec<CatalogueEntry>,
}

#[derive(Deserialize)]
struct CatalogueEntry {
    code: String,
    title_zh: String,
    title_en: String,
    flags: Vec<Flag>,
    /// Flags that a community cannot remove.
    floor: Vec<Flag>,
    /// Whether the law names it.
    law: bool,
    cosigners: Cosigners,
    source: String,
    article: Option<String>,
    verified: bool,
}

#[derive(Deserialize)]
struct Cosigners {
    value: u32,
}

static VILLAGE: LazyLock<Pack> = LazyLock::new(|| read(include_str!("../../rules/matters/catalogue-village.json")));
static COMMUNITY: LazyLock<Pack> = LazyLock::new(|| read(include_str!("../../rules/matters/catalogue-community.json")));

fn read(text: &str) -> Pack {
    serde_json::from_str(text).unwrap_or_default()
}

fn pack(kind: CommunityKind) -> &'static Pack {
    match kind {
        CommunityKind::Village => &VILLAGE,
        CommunityKind::Community => &COMMUNITY,
    }
}

/// The catalogue of a community without a list of its own.
pub fn default_catalogue(kind: CommunityKind) -> Vec<CatalogueItem> {
    let item = |entry: &CatalogueEntry| CatalogueItem {
        code: entry.code.clone(),
        title_zh: entry.title_zh.clone(),
        title_en: entry.title_en.clone(),
        flags: entry.flags.clone(),
        cosigners: entry.cosigners.value,
        source: entry.source.clone(),
        article: entry.article.clone(),
        verified: entry.verified,
        by_law: entry.law,
    };
    pack(kind).items.iter().map(item).collect()
}

/// The requirements for every list of a community of this kind.
pub fn catalogue_bounds(kind: CommunityKind, rules: &Rules) -> CatalogueBounds {
    let law = |entry: &CatalogueEntry| LawItem { code: entry.code.clone(), flags: entry.floor.clone() };
    CatalogueBounds {
        law: pack(kind).items.iter().filter(|entry| entry.law).map(law).collect(),
        cosigners_max: rules.cosigners_max,
        lines_max: limits::CATALOGUE_LINES_MAX,
    }
}

impl CatalogueBounds {
    /// The flags of an item that a community cannot remove.
    pub fn flags_of_law(&self, code: &str) -> &[Flag] {
        self.law.iter().find(|item| item.code == code).map_or(&[], |item| &item.flags)
    }

    /// Everything that is wrong with a list.
    pub fn faults(&self, lines: &[CatalogueLine]) -> Vec<LineFault> {
        let (mut faults, mut seen) = (vec![], BTreeSet::new());
        for (line, number) in lines.iter().zip(1..) {
            let code = line.code.as_str();
            let mut fault = |rule| faults.push(LineFault { line: number, code: code.to_owned(), rule });
            if !is_code(code) {
                fault(LineRule::CodeNotFitting);
            }
            if !seen.insert(code) {
                fault(LineRule::CodeTwice);
            }
            if line.title_zh.as_str().chars().count() < 2 {
                fault(LineRule::TitleMissing);
            }
            if line.cosigners > self.cosigners_max {
                fault(LineRule::TooManyCosigners);
            }
            if self.flags_of_law(code).iter().any(|flag| !line.flags.contains(flag)) {
                fault(LineRule::FlagOfLawMissing);
            }
        }
        for item in self.law.iter().filter(|item| !seen.contains(item.code.as_str())) {
            faults.push(LineFault { line: 0, code: item.code.clone(), rule: LineRule::ItemOfLawMissing });
        }
        if lines.len() > self.lines_max {
            faults.push(LineFault { line: 0, code: String::new(), rule: LineRule::TooManyLines });
        }
        faults.truncate(limits::CATALOGUE_LINES_MAX);
        faults
    }
}

/// The items of a list that a community submits, or every faulty line.
pub fn check_catalogue(
    kind: CommunityKind,
    lines: &[CatalogueLine],
    rules: &Rules,
) -> Result<Vec<CatalogueItem>, Refusal> {
    let faults = catalogue_bounds(kind, rules).faults(lines);
    if !faults.is_empty() {
        return Err(Refusal::CatalogueLines { count: faults.len(), faults });
    }
    Ok(lines.iter().map(|line| item_of(kind, line)).collect())
}

fn item_of(kind: CommunityKind, line: &CatalogueLine) -> CatalogueItem {
    let law = pack(kind).items.iter().find(|entry| entry.code == line.code.as_str() && entry.law);
    let flags: BTreeSet<Flag> = line.flags.iter().copied().collect();
    CatalogueItem {
        code: line.code.as_str().to_owned(),
        title_zh: line.title_zh.as_str().to_owned(),
        title_en: line.title_en.as_str().to_owned(),
        flags: flags.into_iter().collect(),
        cosigners: line.cosigners,
        source: law.map_or_else(|| line.source.as_str().to_owned(), |entry| entry.source.clone()),
        article: law.and_then(|entry| entry.article.clone()),
        verified: law.is_some_and(|entry| entry.verified),
        by_law: law.is_some(),
    }
}

/// Lower-case letters, digits and hyphens, so that the code may be used in an address and in the journal. `other` is
/// the code of matters without an item.
fn is_code(code: &str) -> bool {
    (2..=40).contains(&code.len())
        && code != super::OTHER_ITEM
        && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !code.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matters::catalogue_line;

    fn lines(kind: CommunityKind) -> Vec<CatalogueLine> {
        default_catalogue(kind).iter().map(catalogue_line).collect()
    }

    #[test]
    fn our_own_lists_are_whole() {
        for (kind, least) in [(CommunityKind::Village, 9), (CommunityKind::Community, 11)] {
            let items = default_catalogue(kind);
            assert!(items.len() >= least, "{kind}");
            assert!(
                items.iter().all(|item| is_code(&item.code) && !item.source.is_empty() && !item.title_en.is_empty())
            );
            assert!(
                pack(kind).items.iter().all(|entry| entry.law || entry.floor.is_empty()),
                "only the law gives a floor"
            );
            let again = check_catalogue(kind, &lines(kind), Rules::current()).unwrap();
            assert_eq!(again.len(), items.len());
        }
        let village = default_catalogue(CommunityKind::Village);
        let of_law = village.iter().filter(|item| item.by_law);
        let articles: Vec<&str> = of_law.filter_map(|item| item.article.as_deref()).collect();
        // VC25 art. 28 (1) to (6), 31; land and property are of another law (RCEO art. 26).
        assert_eq!(articles, ["28(1)", "28(2)", "28(3)", "28(4)", "28(5)", "28(6)", "31"]);
        let of_collective = village.iter().filter(|item| item.source == "农村集体经济组织法（2024）");
        assert_eq!(of_collective.filter(|item| !item.by_law && item.verified).count(), 5);
    }

    /// A change to the list, and the faulty lines that result.
    type LineCase<'a> = (&'a str, &'a dyn Fn(&mut Vec<CatalogueLine>), &'a [(u32, LineRule)]);

    #[test]
    fn a_list_is_refused_line_by_line() {
        let kind = CommunityKind::Community;
        let own = CatalogueLine {
            code: "canal".parse().unwrap(),
            title_zh: "沟渠清淤".parse().unwrap(),
            title_en: "".parse().unwrap(),
            flags: vec![],
            cosigners: 3,
            source: "本社区".parse().unwrap(),
        };
        let convention = |lines: &mut Vec<CatalogueLine>, flags: Vec<Flag>| {
            lines.iter_mut().find(|line| line.code.as_str() == "convention").unwrap().flags = flags;
        };
        let cases: [LineCase<'_>; 10] = [
            ("one more", &|lines| lines.push(own.clone()), &[]),
            ("a wish less", &|lines| lines.retain(|line| line.code.as_str() != "pets"), &[]),
            ("twice", &|lines| lines.extend([own.clone(), own.clone()]), &[(22, LineRule::CodeTwice)]),
            (
                "no code and no title",
                &|lines| {
                    lines.insert(
                        0,
                        CatalogueLine { code: "沟".parse().unwrap(), title_zh: "".parse().unwrap(), ..own.clone() },
                    );
                },
                &[(1, LineRule::CodeNotFitting), (1, LineRule::TitleMissing)],
            ),
            ("the word for none", &|lines| lines[3].code = "other".parse().unwrap(), &[(4, LineRule::CodeNotFitting)]),
            ("too many", &|lines| lines[4].cosigners = 201, &[(5, LineRule::TooManyCosigners)]),
            (
                "RC25 art. 31: filing",
                &|lines| convention(lines, vec![Flag::ReservedToAssembly]),
                &[(2, LineRule::FlagOfLawMissing)],
            ),
            (
                "our own wish may be switched off",
                &|lines| convention(lines, vec![Flag::ReservedToAssembly, Flag::NeedsFiling]),
                &[],
            ),
            (
                "RC25 art. 30: it may be left to the representatives",
                &|lines| convention(lines, vec![Flag::NeedsFiling]),
                &[],
            ),
            ("RC25 art. 30 taken out", &|lines| drop(lines.remove(0)), &[(0, LineRule::ItemOfLawMissing)]),
        ];
        for (name, change, expect) in cases {
            let mut list = lines(kind);
            change(&mut list);
            let found = match check_catalogue(kind, &list, Rules::current()) {
                Ok(items) => {
                    assert_eq!(items.len(), list.len(), "{name}");
                    vec![]
                }
                Err(Refusal::CatalogueLines { faults, .. }) => {
                    faults.iter().map(|fault| (fault.line, fault.rule)).collect()
                }
                Err(other) => panic!("{name}: {other:?}"),
            };
            assert_eq!(found, expect, "{name}");
        }
    }
}
