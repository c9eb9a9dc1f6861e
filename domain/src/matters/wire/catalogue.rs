//! What goes over the wire about the catalogue of matters (协商事项目录).

use crate::text::Line;
use crate::time::UtcMillis;
use crate::{body, limits, reply, words};

pub type CatalogueCell = Line<0, { limits::BASIS_CHARS_MAX }>;

words! {
    /// A requirement of an item of the catalogue.
    pub enum Flag: "matters.flag" {
        /// The legal adviser's opinion before it is decided.
        NeedsLegalOpinion = "needs-legal-opinion",
        /// Only the assembly of all residents decides it, never the representatives.
        ReservedToAssembly = "reserved-to-assembly",
        /// The decision is filed with the street or township.
        NeedsFiling = "needs-filing",
        /// It cannot be proposed anonymously.
        NamedOnly = "named-only",
    }
}

words! {
    /// What is wrong with a line of a catalogue.
    pub enum LineRule: "catalogue.fault" {
        CodeNotFitting = "code-not-fitting",
        CodeTwice = "code-twice",
        TitleMissing = "title-missing",
        TooManyCosigners = "too-many-cosigners",
        /// A flag that the law requires is missing.
        FlagOfLawMissing = "flag-of-law-missing",
        /// An item that the law names is missing; line 0.
        ItemOfLawMissing = "item-of-law-missing",
        /// Line 0.
        TooManyLines = "too-many-lines",
        /// Of an imported table: a cell that is too long, or that cannot be shown.
        CellNotFitting = "cell-not-fitting",
        NotYesOrNo = "not-yes-or-no",
        NotANumber = "not-a-number",
        /// No row names the columns; line 0.
        NoHeading = "no-heading",
    }
}

body! {
    /// A community's own list, which replaces the previous one.
    pub struct ReplaceCatalogueRequest { pub lines: Vec<CatalogueLine> }
    pub struct CatalogueLine {
        pub code: CatalogueCell,
        pub title_zh: CatalogueCell,
        pub title_en: CatalogueCell,
        pub flags: Vec<Flag>,
        /// 0: one resident may propose it alone.
        pub cosigners: u32,
        /// The decision or document on which it is based.
        pub source: CatalogueCell,
    }
}

reply! {
    pub struct Catalogue {
        pub items: Vec<CatalogueItem>,
        /// Since when the community has its own list; `None`: it uses the default list.
        pub own_since: Option<UtcMillis>,
        /// The version of the default list against which the community's own list is checked.
        pub version: String,
        /// Empty in answers stored before this field existed.
        #[serde(default)]
        pub bounds: CatalogueBounds,
    }
    /// The requirements for every list.
    #[derive(Default)]
    pub struct CatalogueBounds {
        /// The items that the law names, with the flags that it requires.
        pub law: Vec<LawItem>,
        pub cosigners_max: u32,
        pub lines_max: usize,
    }
    pub struct LawItem {
        pub code: String,
        pub flags: Vec<Flag>,
    }
    pub struct CatalogueItem {
        pub code: String,
        pub title_zh: String,
        pub title_en: String,
        pub flags: Vec<Flag>,
        /// 0: one resident may propose it alone.
        pub cosigners: u32,
        pub source: String,
        pub article: Option<String>,
        /// Whether the item was checked against its source.
        pub verified: bool,
        /// Named by law: it stays in every list, with its flags.
        pub by_law: bool,
    }
    pub struct LineFault {
        /// Counted from 1; 0 is the whole list.
        pub line: u32,
        pub code: String,
        pub rule: LineRule,
    }
}
