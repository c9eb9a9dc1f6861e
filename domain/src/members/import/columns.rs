//! Finds columns by their names. Committees name them in many ways, put a title above them, and include columns that
//! are not needed here.

use super::line::clean_text;
use crate::{limits, words};

words! {
    /// What a column of the spreadsheet contains. The order is that of [`super::ImportLine::values`].
    pub enum Column {
        /// 姓名
        Name = "name",
        /// 性别
        Sex = "sex",
        /// 出生日期
        Born = "born",
        /// 公民身份号码
        Identity = "identity",
        /// 联系电话
        Phone = "phone",
        /// Building, unit and door in one (住址)
        Address = "address",
        /// 楼栋
        Building = "building",
        /// 单元
        Unit = "unit",
        /// 房号
        Door = "door",
        /// 网格
        Grid = "grid",
        /// 居民小组
        Group = "group",
        /// 与户主关系
        Kinship = "kinship",
        /// Whether the household register is here (户籍)
        Registered = "registered",
    }
}

impl Column {
    /// The accepted names, without spaces and without text in brackets.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["姓名", "名字", "居民姓名", "人员姓名", "成员姓名", "name"],
            Self::Sex => &["性别", "sex", "gender"],
            Self::Born => &["出生日期", "出生年月日", "出生年月", "生日", "birthday", "dateofbirth"],
            Self::Identity => &[
                "身份证号",
                "身份证号码",
                "身份证",
                "公民身份号码",
                "公民身份证号",
                "证件号码",
                "证件号",
                "identitynumber",
            ],
            Self::Phone => {
                &["联系电话", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "phone", "mobile"]
            }
            Self::Address => {
                &["住址", "地址", "家庭住址", "现住址", "居住地址", "现居住地", "详细地址", "房屋地址", "address"]
            }
            Self::Building => &["楼栋", "楼栋号", "楼号", "栋", "栋号", "幢", "幢号", "楼", "building"],
            Self::Unit => &["单元", "单元号", "unit"],
            Self::Door => &["房号", "房间号", "门牌", "门牌号", "室", "室号", "户号", "door"],
            Self::Grid => &["网格", "所属网格", "网格名称", "网格号", "grid"],
            Self::Group => &["居民小组", "小组", "所属小组", "村民小组", "group"],
            Self::Kinship => &["与户主关系", "户主关系", "关系", "家庭关系", "与户主的关系", "relation"],
            Self::Registered => {
                &["户籍", "是否户籍", "户籍类型", "户籍性质", "是否本地户籍", "人口类别", "人户状态", "registered"]
            }
        }
    }

    fn of(heading: &str) -> Option<Self> {
        let heading = plain(heading);
        Self::ALL.iter().copied().find(|column| column.names().contains(&heading.as_str()))
    }
}

/// `姓 名（必填）*` as `姓名`.
fn plain(heading: &str) -> String {
    let (text, _) = clean_text(heading);
    let text = text.split(['（', '(', '【', '[']).next().unwrap_or_default();
    let kept = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | ':' | '：' | '_'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The row with the column names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its position among the rows, from 0.
    pub row: usize,
    pub columns: Vec<Option<Column>>,
}

/// Finds the row with the column names, below any title: the first row with the column of names and at least one other
/// column. A name that occurs twice counts once.
pub fn find_heading(rows: &[Vec<String>]) -> Option<Heading> {
    rows.iter().take(limits::IMPORT_HEADING_ROWS_MAX).enumerate().find_map(|(row, cells)| {
        let mut columns: Vec<Option<Column>> = vec![];
        for cell in cells {
            let found = Column::of(cell).filter(|column| !columns.contains(&Some(*column)));
            columns.push(found);
        }
        let known = columns.iter().flatten().count();
        (known >= 2 && columns.contains(&Some(Column::Name))).then_some(Heading { row, columns })
    })
}
