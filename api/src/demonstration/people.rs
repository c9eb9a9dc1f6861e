//! Grids, households and residents of the demonstration community.

use super::Dice;
use domain::ids::{GridId, HouseholdId, MemberId};
use domain::members::{Kinship, Sex};
use domain::time::{DAY, UtcMillis};

pub const HOUSEHOLDS_PER_GRID: usize = 400;
const GRIDS: [&str; 3] = ["第一网格（纱縠行）", "第二网格（下西街）", "第三网格（诗书路）"];
const SURNAMES: &[char] = &[
    '王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '马', '朱', '胡', '郭', '何', '高', '林',
    '罗', '郑', '梁', '谢', '宋', '唐', '许', '邓', '冯', '韩', '曹', '苏', '程', '彭', '曾', '肖', '田',
];
const GIVEN: &[char] = &[
    '伟', '芳', '秀', '英', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '兰',
    '霞', '平', '刚', '桂', '文', '辉', '玲', '红', '建', '华', '国', '志', '春', '梅', '琳', '宇', '佳', '欣', '慧',
    '晓', '云',
];

pub struct Grid {
    pub id: GridId,
    pub name: &'static str,
}

pub struct Resident {
    pub id: MemberId,
    pub household: HouseholdId,
    pub grid: GridId,
    pub name: String,
    pub phone: String,
    pub sex: Sex,
    pub born_day: String,
    pub kinship: Kinship,
}

pub struct Household {
    pub id: HouseholdId,
    pub grid: GridId,
    pub building: String,
    pub unit: String,
    pub door: String,
}

pub struct People {
    pub grids: Vec<Grid>,
    pub households: Vec<Household>,
    pub residents: Vec<Resident>,
}

/// People whom the sign-in page offers in demonstration mode: name and last digit of the phone.
pub const NAMED: [&str; 9] = ["陈建国", "周丽", "刘志强", "张敏", "赵小燕", "李秀英", "王明", "何玉兰", "吴桂芳"];

/// A phone of the demonstration: `138 0000 0001` and on; no message is ever sent to it.
pub fn demo_phone(number: usize) -> String {
    format!("1380000{number:04}")
}

/// All people, the named ones first.
pub fn make_people(dice: &mut Dice, now: UtcMillis) -> People {
    let long_ago = now.plus(-3 * 365 * DAY);
    let grids: Vec<Grid> = GRIDS.iter().map(|name| Grid { id: dice.id(long_ago, GridId::from_parts), name }).collect();
    let mut households = vec![];
    for (at, grid) in grids.iter().enumerate() {
        for number in 0..HOUSEHOLDS_PER_GRID {
            households.push(Household {
                id: dice.id(long_ago, HouseholdId::from_parts),
                grid: grid.id,
                building: format!("{}号楼", at * 10 + number / 40 + 1),
                unit: format!("{}单元", number % 40 / 20 + 1),
                door: format!("{}0{}", number % 20 / 4 + 1, number % 4 + 1),
            });
        }
    }
    let mut residents = vec![];
    for (at, household) in households.iter().enumerate() {
        for place in 0..=dice.below(3) {
            let number = residents.len() + 1;
            let (sex, born_day, kinship) = life(number, usize::try_from(place).unwrap_or(0));
            // The named people live in different households; all other names are drawn.
            let name = NAMED
                .get(residents.len())
                .filter(|_| at < NAMED.len())
                .map_or_else(|| name(dice), |name| (*name).to_owned());
            residents.push(Resident {
                id: dice.id(long_ago, MemberId::from_parts),
                household: household.id,
                grid: household.grid,
                name,
                phone: demo_phone(number),
                sex,
                born_day,
                kinship,
            });
            if at < NAMED.len() {
                break;
            }
        }
    }
    People { grids, households, residents }
}

/// The women among the named people.
const NAMED_WOMEN: [usize; 6] = [2, 4, 5, 6, 8, 9];
/// From this number on, the children of a household may be under age.
const YOUNG_FROM: usize = 1_200;

/// Sex, birth and kinship of the resident of this number, who is the first, second or third of the household.
fn life(number: usize, place: usize) -> (Sex, String, Kinship) {
    let head_is_woman = (number - place).is_multiple_of(3);
    let is_woman = match place {
        _ if number <= NAMED.len() => NAMED_WOMEN.contains(&number),
        0 => head_is_woman,
        1 => !head_is_woman,
        _ => number.is_multiple_of(2),
    };
    let head_born = 1941 + (number - place) * 7 % 45;
    let (born, kinship) = match place {
        0 => (head_born, Kinship::Head),
        1 => (head_born + 2, Kinship::Spouse),
        _ if number < YOUNG_FROM => ((head_born + 27).min(2004), Kinship::Child),
        _ => (head_born + 33, Kinship::Child),
    };
    let sex = if is_woman { Sex::Female } else { Sex::Male };
    (sex, format!("{born:04}-{:02}-{:02}", 1 + number % 12, 1 + number % 28), kinship)
}

fn name(dice: &mut Dice) -> String {
    let mut name = String::from(*dice.pick(SURNAMES));
    name.push(*dice.pick(GIVEN));
    if dice.below(4) > 0 {
        name.push(*dice.pick(GIVEN));
    }
    name
}
