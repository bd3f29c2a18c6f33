//! The calendar: weeks from Monday, lunar dates, holidays and wording.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use toasoan::calendar::{self, Holiday, Lunar, lunar, month_view, week, wording};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

/// First days of the year; 1985, 2007 and 2030 differ from China.
const TET: &[(&str, &str)] = &[
    ("1968-01-29", "Mậu Thân"),
    ("1985-01-21", "Ất Sửu"),
    ("2007-02-17", "Đinh Hợi"),
    ("2013-02-10", "Quý Tỵ"),
    ("2014-01-31", "Giáp Ngọ"),
    ("2024-02-10", "Giáp Thìn"),
    ("2025-01-29", "Ất Tỵ"),
    ("2026-02-17", "Bính Ngọ"),
    ("2027-02-06", "Đinh Mùi"),
    ("2028-01-26", "Mậu Thân"),
    ("2030-02-02", "Canh Tuất"),
];

#[test]
fn tet_falls_on_its_day() {
    for (date, name) in TET {
        let lunar = lunar::from_solar(day(date));
        let expected = Lunar { year: day(date).year(), month: 1, is_leap: false, day: 1 };
        assert_eq!((lunar, lunar.year_name().as_str()), (expected, *name), "{date}");
    }
}

#[test]
fn the_kings_anniversary_is_the_tenth_of_the_third_month() {
    for date in ["2013-04-19", "2014-04-09", "2026-04-26"] {
        let lunar = lunar::from_solar(day(date));
        assert_eq!((lunar.month, lunar.day, lunar.is_leap), (3, 10, false), "{date}");
        assert_eq!(lunar::to_solar(lunar), Some(day(date)));
    }
}

#[test]
fn leap_months_are_those_of_printed_calendars() {
    let leaps: Vec<(i32, u32)> =
        (2013..=2034).filter_map(|year| Some((year, lunar::leap_month(year)?))).collect();
    let known = [(2014, 9), (2017, 6), (2020, 4), (2023, 2), (2025, 6), (2028, 5), (2031, 3), (2033, 11)];
    assert_eq!(leaps, known);
}

#[test]
fn each_day_of_a_century_and_a_half_has_one_lunar_date_and_goes_back_to_itself() {
    let mut months = lunar::Months::default();
    let mut before: Option<Lunar> = None;
    for date in day("1945-01-01").iter_days().take_while(|date| date.year() < 2100) {
        let lunar = months.lunar(date);
        assert_eq!(lunar::to_solar(lunar), Some(date), "{lunar:?}");
        if let Some(before) = before {
            let follows = if lunar.day == 1 { before.day >= 29 } else { lunar.day == before.day + 1 };
            assert!(follows, "{before:?} then {lunar:?}");
        }
        before = Some(lunar);
    }
}

#[test]
fn lunar_dates_that_do_not_exist_have_no_day() {
    let lunar = |year, month, is_leap, day| lunar::to_solar(Lunar { year, month, is_leap, day });
    for date in [
        lunar(2014, 13, false, 1),
        lunar(2014, 0, false, 1),
        lunar(2014, 8, true, 1),
        lunar(2015, 9, true, 1),
        lunar(2014, 1, false, 31),
        // The last month of Giáp Ngọ has 30 days, that of Ất Tỵ 29.
        lunar(2025, 12, false, 30),
        lunar(i32::MAX, 1, false, 1),
        lunar(i32::MIN, 12, false, 1),
    ] {
        assert_eq!(date, None);
    }
}

#[test]
fn lunar_dates_are_said_in_words() {
    for (date, words, cell) in [
        ("2014-03-18", "18 tháng Hai, năm Giáp Ngọ", "18"),
        ("2014-01-31", "mồng 1 tháng Giêng, năm Giáp Ngọ", "1/1"),
        ("2014-01-30", "30 tháng Chạp, năm Quý Tỵ", "30"),
        ("2014-10-24", "mồng 1 tháng Chín nhuận, năm Giáp Ngọ", "1/9n"),
        ("2014-12-22", "mồng 1 tháng Mười Một, năm Giáp Ngọ", "1/11"),
    ] {
        let lunar = lunar::from_solar(day(date));
        assert_eq!((lunar.to_string().as_str(), lunar.cell().as_str()), (words, cell), "{date}");
    }
}

#[test]
fn a_month_is_six_weeks_from_monday() {
    for (date, first, last) in [
        ("2014-03-18", "2014-02-24", "2014-04-06"),
        ("2014-09-30", "2014-09-01", "2014-10-12"),
        ("2015-02-01", "2015-01-26", "2015-03-08"),
    ] {
        let grid = week::month_grid(day(date));
        assert_eq!((grid[0], grid[41]), (day(first), day(last)), "{date}");
        assert!(grid.iter().step_by(7).all(|monday| monday.weekday() == Weekday::Mon));
    }
    // Far out of range, but a typing mistake must not end the program.
    let _ = week::month_grid(NaiveDate::MAX);
    let _ = week::month_grid(NaiveDate::MIN);
}

#[test]
fn iso_years_have_52_or_53_weeks() {
    for (year, weeks) in [(2013, 52), (2014, 52), (2015, 53), (2020, 53), (2025, 52), (2026, 53)] {
        assert_eq!(week::iso_weeks_in(year), weeks, "{year}");
    }
    assert_eq!(week::iso_week(day("2013-12-30")), (2014, 1));
    assert_eq!(week::bounds(2014, 1), Some((day("2013-12-30"), day("2014-01-05"))));
    assert_eq!(week::bounds(2014, 53), None);
    assert_eq!(week::month_bounds(2014, 13), None);
    assert_eq!(week::add_months(day("2014-01-31"), 1), day("2014-02-28"));
    assert_eq!(week::add_months(day("2014-01-31"), -2), day("2013-11-30"));
}

#[test]
fn holidays_are_computed_and_the_settings_add_theirs() {
    let extra = [
        Holiday {
            date: day("2014-05-02"), name: "Nghỉ hoán đổi".into(), day_off: true, is_workday: false
        },
        Holiday { date: day("2014-04-26"), name: "Làm bù".into(), day_off: false, is_workday: true },
        Holiday {
            date: day("2014-04-30"),
            name: "Ngày Chiến thắng".into(),
            day_off: true,
            is_workday: false,
        },
        Holiday { date: day("2014-03-29"), name: "Hội sách".into(), day_off: false, is_workday: false },
    ];
    for (date, marks, is_day_off) in [
        ("2014-01-01", &["Tết Dương lịch"][..], true),
        ("2014-01-23", &["Ông Công, ông Táo"], false),
        ("2014-01-29", &[], false),
        ("2014-01-30", &["Tất niên"], true),
        ("2014-01-31", &["Mồng 1 Tết"], true),
        ("2014-04-09", &["Giỗ Tổ Hùng Vương"], true),
        ("2014-04-30", &["Ngày Chiến thắng"], true),
        ("2014-05-02", &["Nghỉ hoán đổi"], true),
        ("2014-04-26", &["Làm bù"], false),
        ("2014-04-27", &[], true),
        // An anniversary in the settings does not make a Saturday a working day.
        ("2014-03-29", &["Hội sách"], true),
        ("2014-11-20", &["Nhà giáo Việt Nam"], false),
        ("2012-11-09", &[], false),
        // The last month of Ất Tỵ has 29 days: its eve is the 29th.
        ("2026-02-16", &["Tất niên"], true),
        // Mid-autumn is not repeated in a leap eighth month: 2033 has a leap eleventh month, 2014 a leap
        // ninth.
        ("2014-09-08", &["Tết Trung thu"], false),
    ] {
        let view = month_view(day(date), &extra);
        let cell = view.iter().find(|cell| cell.date == day(date)).expect("the month shows its days");
        assert_eq!(
            (cell.marks.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), cell.is_day_off),
            (marks.to_vec(), is_day_off),
            "{date}"
        );
        assert_eq!(calendar::is_day_off(day(date), &extra), is_day_off, "{date}");
    }
    // Giỗ Tổ has been a public holiday since 2007.
    assert!(!calendar::is_day_off(day("2006-04-07"), &[]));
    assert_eq!(month_view(day("2014-03-18"), &extra).len(), 42);
}

#[test]
fn dates_and_times_are_worded_as_vietnamese_papers_do() {
    let date = day("2013-12-24");
    assert_eq!(wording::long_date(date), "Thứ Ba, ngày 24 tháng 12 năm 2013");
    assert_eq!(wording::official_date(day("2009-02-05")), "ngày 05 tháng 02 năm 2009");
    assert_eq!(wording::official_date(day("2013-04-03")), "ngày 03 tháng 4 năm 2013");
    assert_eq!(wording::date(day("2014-03-05")), "05/03/2014");
    assert_eq!(wording::weekday_date(day("2014-03-20")), "T.5, 20/03/2014");
    assert_eq!(wording::weekday(day("2014-03-23").weekday()), "Chủ nhật");
    for (from, to, words) in [
        ("2014-03-17", "2014-03-23", "17–23/03/2014"),
        ("2014-03-31", "2014-04-06", "31/03–06/04/2014"),
        ("2013-12-30", "2014-01-05", "30/12/2013–05/01/2014"),
        ("2014-03-17", "2014-03-17", "17/03/2014"),
    ] {
        assert_eq!(wording::range(day(from), day(to)), words);
    }
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of the test");
    assert_eq!(wording::clock(time(5, 5)), "05:05");
    assert_eq!([15, 60, 95].map(wording::minutes), ["15 phút", "1 giờ", "1 giờ 35 phút"]);
    assert_eq!([1, 2, 3, 4].map(wording::roman_quarter), ["I", "II", "III", "IV"]);
}

#[test]
fn typed_dates_and_times_are_read_in_any_usual_form() {
    for text in ["20/3/2014", "20-03-2014", "20.3.14", " 20/3 ", "2014-03-20"] {
        assert_eq!(wording::parse_date(text, 2014), Some(day("2014-03-20")), "{text}");
    }
    for text in ["", "20", "31/2/2014", "20/13", "hôm nay", "20/3/20144", "-1/3/2014"] {
        assert_eq!(wording::parse_date(text, 2014), None, "{text}");
    }
    for text in ["19:45", "19h45", "19g45", "19 giờ 45 phút", "19 Giờ 45"] {
        assert_eq!(wording::parse_time(text), NaiveTime::from_hms_opt(19, 45, 0), "{text}");
    }
    assert_eq!(wording::parse_time("8h"), NaiveTime::from_hms_opt(8, 0, 0));
    for text in ["", "25:00", "19:60", "19", "45 phút", "h"] {
        assert_eq!(wording::parse_time(text), None, "{text}");
    }
}
