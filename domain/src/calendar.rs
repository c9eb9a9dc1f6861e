//! Working days in China. Public holidays and make-up working days are data from the State Council's yearly notices
//! (国务院办公厅关于部分节假日安排的通知). Before the notice of a year, its statutory days count (全国年节及纪念日放假办法,
//! as in force since 2025): those on a weekend are made good on the next working days, and nothing is made up. For a year
//! without data, Monday to Friday count. In both cases the result is marked.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Month and day.
type DayOfYear = (u32, u32);

/// A year's holidays as ranges of days, both ends included, and its make-up working days.
struct Year {
    number: i32,
    is_published: bool,
    holidays: &'static [(DayOfYear, DayOfYear)],
    made_up: &'static [DayOfYear],
}

/// Published years are checked day by day against the `PyPI` package `chinesecalendar` 1.11.
const YEARS: &[Year] = &[
    Year {
        number: 2025,
        is_published: true,
        holidays: &[
            ((1, 1), (1, 1)),
            ((1, 28), (2, 4)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((5, 31), (6, 2)),
            ((10, 1), (10, 8)),
        ],
        made_up: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Year {
        number: 2026,
        is_published: true,
        holidays: &[
            ((1, 1), (1, 3)),
            ((2, 15), (2, 23)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 19), (6, 21)),
            ((9, 25), (9, 27)),
            ((10, 1), (10, 7)),
        ],
        made_up: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
    // 除夕 is 5 February, 清明 5 April, 端午 9 June, 中秋 15 September.
    Year {
        number: 2027,
        is_published: false,
        holidays: &[
            ((1, 1), (1, 1)),
            ((2, 5), (2, 10)),
            ((4, 5), (4, 5)),
            ((5, 1), (5, 4)),
            ((6, 9), (6, 9)),
            ((9, 15), (9, 15)),
            ((10, 1), (10, 5)),
        ],
        made_up: &[],
    },
];

/// Whether the holidays of the day's year are published. If not, deadlines are shown as provisional.
pub fn is_known(day: NaiveDate) -> bool {
    YEARS.iter().any(|y| y.number == day.year() && y.is_published)
}

/// Whether offices work on that day.
pub fn is_working_day(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let Some(year) = YEARS.iter().find(|y| y.number == day.year()) else { return !weekend };
    let at = (day.month(), day.day());
    if year.made_up.contains(&at) {
        return true;
    }
    !weekend && !year.holidays.iter().any(|(from, until)| (from..=until).contains(&&at))
}

/// The last day of a term of `count` working days that begins on the day after `start`.
pub fn add_working_days(start: NaiveDate, count: u32) -> NaiveDate {
    let mut day = start;
    let mut left = count;
    while left > 0 {
        let Some(next) = day.checked_add_days(Days::new(1)) else { return day };
        day = next;
        left -= u32::from(is_working_day(day));
    }
    day
}

/// Working days after `from` up to and including `until`; none when `until` is not later.
pub fn working_days_between(from: NaiveDate, until: NaiveDate) -> u32 {
    let working = from.iter_days().skip(1).take_while(|day| *day <= until).filter(|day| is_working_day(*day)).count();
    u32::try_from(working).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_and_made_up_days() {
        for (text, works) in [
            ("2026-11-20", true),  // Friday
            ("2026-11-22", false), // Sunday
            ("2026-10-07", false), // National Day holiday, a Wednesday
            ("2026-10-10", true),  // a Saturday made up
            ("2026-02-14", true),
            ("2026-02-15", false),
            ("2026-02-24", true),
            ("2025-10-08", false),
            ("2027-01-01", false), // not published yet: a statutory day, a Friday
            ("2027-02-04", true),
            ("2027-02-05", false), // 除夕
            ("2027-02-10", false), // for the Sunday of the festival
            ("2027-02-11", true),
            ("2027-05-04", false),
            ("2027-05-05", true),
            ("2027-10-05", false),
            ("2027-10-06", true),
            ("2028-01-03", true), // no data: a Monday
        ] {
            assert_eq!(is_working_day(day(text)), works, "{text}");
        }
        assert!(is_known(day("2026-12-31")) && !is_known(day("2027-01-01")));
    }

    #[test]
    fn ten_working_days_run_over_a_holiday() {
        for (start, count, end) in [
            ("2026-11-21", 10, "2026-12-04"),
            ("2026-09-30", 10, "2026-10-20"), // seven days off, one Saturday made up
            ("2026-11-22", 0, "2026-11-22"),
            ("2026-11-20", 1, "2026-11-23"),
        ] {
            assert_eq!(add_working_days(day(start), count), day(end), "{start} + {count}");
            assert_eq!(working_days_between(day(start), day(end)), count);
        }
        assert_eq!(working_days_between(day("2026-11-24"), day("2026-11-20")), 0);
    }
}
