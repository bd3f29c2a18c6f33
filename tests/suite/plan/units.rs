//! Administrative units from copied lists, and what the plan says of a unit or an agency that goes.

use std::fmt::Write;

use toasoan::pasted::Fate;
use toasoan::plan::{Locality, Plan, PlanIssue, UnitList};

use super::{day, plan};

/// The units of Cần Thơ since 1 July 2025, as Excel copies them.
const CAN_THO: &str = include_str!("../../../assets/units/can-tho-2025.tsv");

fn can_tho() -> &'static str {
    CAN_THO.split_once('\n').expect("the line of the source").1
}

/// "xã Phong Điền, thuộc ninh-kieu, từ 01/07/2025, …": what a row gives.
fn told(unit: &Locality) -> String {
    let mut text = unit.full_name();
    for (word, value) in [
        ("mã", Some(unit.id.clone())),
        ("thuộc", unit.parent.clone()),
        ("từ", unit.valid_from.map(|day| day.to_string())),
        ("đến", unit.valid_to.map(|day| day.to_string())),
        ("thay bằng", Some(unit.successors.join("+")).filter(|ids| !ids.is_empty())),
        ("gọi", Some(unit.contact.clone()).filter(|text| !text.is_empty())),
    ] {
        if let Some(value) = value {
            let _ = write!(text, ", {word} {value}");
        }
    }
    text
}

fn fates(list: &UnitList) -> (usize, usize, usize) {
    let count = |is: fn(&Fate) -> bool| list.rows.iter().filter(|row| is(&row.fate)).count();
    (
        count(|fate| *fate == Fate::New),
        count(|fate| matches!(fate, Fate::Changed(_))),
        count(|fate| *fate == Fate::Same),
    )
}

#[test]
fn a_list_is_read_as_people_have_it() {
    let plan = plan();
    for (list, units) in [
        // Heads in any case, without diacritics, in any order, with columns that say nothing known.
        (
            "STT\tTEN DON VI\tGhi chú\tLoại hình\tTừ ngày\tSố điện thoại\tEmail\n\
             1\tNinh Kiều\tmới\tphường\t1/7/2025\t0292 381 0000\tnk@cantho.gov.vn",
            vec!["phường Ninh Kiều, mã phuong-ninh-kieu, từ 2025-07-01, gọi 0292 381 0000, nk@cantho.gov.vn"],
        ),
        // Without heads, with CRLF and an empty row between; a day with Excel's hour.
        (
            "1\tphường\tCái Khế\t01/07/2025 00:00\r\n\r\n2\tXã\tNhơn Ái\t2025-07-01\t0292.3838.383\r\n",
            vec![
                "phường Cái Khế, mã phuong-cai-khe, từ 2025-07-01",
                "xã Nhơn Ái, mã xa-nhon-ai, từ 2025-07-01, gọi 0292.3838.383",
            ],
        ),
        // Lines of a Word document: numbers, dashes, abbreviations, capitals. The day follows from the plan's own.
        (
            "1. Phường An Bình\n- xã Thạnh Phú\n+ TT. Cờ Đỏ\nP.Hưng Phú\nPHƯỜNG TÂN AN",
            vec![
                "phường An Bình, mã phuong-an-binh, từ 2025-07-01",
                "xã Thạnh Phú, mã xa-thanh-phu, từ 2025-07-01",
                "thị trấn Cờ Đỏ, mã thi-tran-co-do, từ 2025-07-01",
                "phường Hưng Phú, mã phuong-hung-phu, từ 2025-07-01",
                "phường Tân An, mã phuong-tan-an, từ 2025-07-01",
            ],
        ),
        // Quoted cells with a line break and a doubled quotation mark; a lone quotation mark.
        (
            "Tên\tLiên hệ\n\"Phường\nCái Răng\"\t\"Ông \"\"Bảy\"\"\nvăn thư\"",
            vec!["phường Cái Răng, mã phuong-cai-rang, từ 2025-07-01, gọi Ông \"Bảy\" văn thư"],
        ),
        ("phường\t\"Ba Láng", vec!["phường \"Ba Láng, mã phuong-ba-lang, từ 2025-07-01"]),
        // Letters and their diacritics apart.
        (
            "phu\u{31b}o\u{31b}\u{300}ng Bi\u{300}nh Thu\u{309}y",
            vec!["phường Bình Thủy, mã phuong-binh-thuy, từ 2025-07-01"],
        ),
        // One name, two kinds; a number as a name; a code as the unit's own.
        (
            "phường\tLong Mỹ\nxã\tLong Mỹ\nphường\t12",
            vec![
                "phường Long Mỹ, mã phuong-long-my, từ 2025-07-01",
                "xã Long Mỹ, mã xa-long-my, từ 2025-07-01",
                "phường 12, mã phuong-12, từ 2025-07-01",
            ],
        ),
        ("Mã\tTên\n31150\tPhường An Cư", vec!["phường An Cư, mã 31150, từ 2025-07-01"]),
        // A unit below another of the list, and one below the city.
        (
            "Tên\tTrực thuộc\tTừ ngày\nPhường Hưng Lợi\tquận Ninh Kiều\t1/1/2004\nquận Tân Lập\tTP Cần Thơ\t1/1/2004\nXã Tân Lập Đông\tQuận Tân Lập\t1/1/2004",
            vec![
                "phường Hưng Lợi, mã phuong-hung-loi, thuộc ninh-kieu, từ 2004-01-01",
                "quận Tân Lập, mã quan-tan-lap, từ 2004-01-01",
                "xã Tân Lập Đông, mã xa-tan-lap-dong, thuộc quan-tan-lap, từ 2004-01-01",
            ],
        ),
    ] {
        let read = plan.read_units(list);
        assert_eq!(read.missed, [], "{list}");
        assert_eq!(read.rows.iter().map(|row| told(&row.unit)).collect::<Vec<_>>(), units, "{list}");
        assert_eq!(fates(&read), (units.len(), 0, 0), "{list}");
    }
}

#[test]
fn rows_that_change_the_plans_units_say_what_they_change() {
    let plan = plan();
    let list = "Loại\tTên\tĐến ngày\tThay bằng\tĐiện thoại\n\
        quận\tninh kiều\t30/06/2025\tphường Ninh Kiều; phường Cái Khế\t\n\
        quận\tBình Thuỷ\t30/06/2025\t\t\n\
        huyện\tCờ Đỏ\t\t\t0292 386 5555\n\
        phường\tNinh Kiều\t\t\t\n\
        phường\tCái Khế\t\t\t";
    let read = plan.read_units(list);
    assert_eq!(read.missed, []);
    let seen: Vec<_> =
        read.rows.iter().map(|row| (row.row, row.unit.id.as_str(), row.fate.clone())).collect();
    assert_eq!(
        seen,
        [
            (2, "ninh-kieu", Fate::Changed(vec!["Thay bằng"])),
            (3, "binh-thuy", Fate::Same),
            (4, "co-do", Fate::Changed(vec!["Liên hệ"])),
            (5, "phuong-ninh-kieu", Fate::New),
            (6, "phuong-cai-khe", Fate::New),
        ]
    );
    let renewed = plan.with_units(&read);
    let district = renewed.locality("ninh-kieu").expect("the district");
    assert_eq!(district.successors, ["phuong-ninh-kieu", "phuong-cai-khe"]);
    assert_eq!(renewed.locality("co-do").expect("the district").contact, "0292 386 5555");
    assert_eq!(renewed.localities.len(), plan.localities.len() + 2);
    // The same list again changes nothing.
    let again = renewed.read_units(list);
    assert_eq!(fates(&again), (0, 0, 5));
    assert_eq!(renewed.with_units(&again), renewed);
    assert_eq!(renewed.check(), plan.check());
}

#[test]
fn a_row_that_is_not_understood_is_left_out_with_its_reason() {
    let plan = plan();
    let list = "DANH SÁCH ĐƠN VỊ\n\
        Tên\tTrực thuộc\tTừ ngày\tĐến ngày\n\
        phường Ninh Kiều\t\t31/2/2025\t\n\
        \n\
        Ninh Kiều\t\t\t\n\
        phường Cái Khế\tquận Gò Vấp\t\t\n\
        phường Tân An\t\t1/7/2025\t30/6/2025\n\
        phường An Bình\t\t1/7/2025\t\n\
        Phường AN BÌNH\t\t1/7/2025\t\n\
        thị xã Ngã Bảy\t\t\t\n\
        phường Thới An\tphường Phước Thới\t\t\n\
        phường Phước Thới\tkhông đâu\t\t";
    let read = plan.read_units(list);
    let missed: Vec<_> = read.missed.iter().map(|missed| (missed.row, missed.reason.as_str())).collect();
    assert_eq!(
        missed,
        [
            (1, "Không thấy loại đơn vị (quận, huyện, phường, xã, thị trấn) ở dòng này."),
            (3, "“31/2/2025” không phải là một ngày. Ngày ghi như 01/07/2025."),
            (5, "Không thấy loại đơn vị (quận, huyện, phường, xã, thị trấn) ở dòng này."),
            (6, "Trực thuộc: không có đơn vị “quận Gò Vấp” trong kế hoạch hay trong danh sách."),
            (7, "Ngày kết thúc trước ngày bắt đầu: sửa một trong hai ngày."),
            (9, "phường An Bình đã có ở dòng 8 của danh sách."),
            (10, "Không thấy loại đơn vị (quận, huyện, phường, xã, thị trấn) ở dòng này."),
            (11, "Dòng này nhắc đến một đơn vị mà danh sách ghi chưa đúng."),
            (12, "Trực thuộc: không có đơn vị “không đâu” trong kế hoạch hay trong danh sách."),
        ]
    );
    let taken: Vec<_> = read.rows.iter().map(|row| row.unit.id.as_str()).collect();
    assert_eq!(taken, ["phuong-an-binh"]);
    for empty in ["", "\n\n", "\t\t\r\n\t", "\u{feff}"] {
        assert_eq!(plan.read_units(empty), UnitList::default());
    }
}

#[test]
fn the_103_units_of_can_tho_are_offered_where_they_are_missing() {
    let (old, new) = (plan(), Plan { year: 2026, ..plan() });
    assert_eq!(old.units_on_record(), None);
    assert_eq!(Plan { city: "Huế".into(), ..new.clone() }.units_on_record(), None);
    let list = new.units_on_record().expect("they are offered");
    assert_eq!((fates(&list), list.missed.len()), ((103, 0, 0), 0));
    let full = new.with_units(&list);
    assert_eq!(full.units_on_record(), None);
    assert_eq!(full.localities_on(day("2026-01-01")).count(), 103);
    assert_eq!(full.localities_on(day("2025-06-30")).count(), 9);
    let is_gap = |issue: &PlanIssue| issue.is_gap();
    assert!(new.check().iter().any(is_gap) && !full.check().iter().any(is_gap));
    // Pasted with CRLF, quoted, with letters and diacritics apart: the same units.
    let crlf = can_tho().replace('\n', "\r\n");
    let quoted: Vec<String> =
        can_tho().lines().map(|line| format!("\"{}\"", line.replace('\t', "\"\t\""))).collect();
    let apart: String = unicode_normalization::UnicodeNormalization::nfd(can_tho()).collect();
    for list in [can_tho().to_owned(), crlf, quoted.join("\n"), apart] {
        assert_eq!(fates(&full.read_units(&list)), (0, 0, 103));
    }
}

#[test]
fn what_names_a_unit_or_an_agency_goes_with_it() {
    let plan = plan();
    assert_eq!(plan.mentions_of_agency("so-tu-phap"), ["IV.1.b (phối hợp)", "IV.1.b (thống nhất)"]);
    assert_eq!(plan.mentions_of_locality("ninh-kieu"), Vec::<String>::new());
    let more = plan.with_units(&plan.read_units("Tên\tTrực thuộc\nphường Hưng Lợi\tquận Ninh Kiều"));
    assert_eq!(more.mentions_of_locality("ninh-kieu"), ["phường Hưng Lợi (trực thuộc)"]);
    let is_unknown = |issue: &PlanIssue| matches!(issue, PlanIssue::UnknownId { .. });
    for left in [
        more.without_locality("ninh-kieu"),
        more.without_agency("so-tu-phap"),
        more.without_agency("so-noi-vu"),
    ] {
        assert!(!left.check().iter().any(is_unknown));
    }
    assert_eq!(more.without_locality("ninh-kieu").localities.len(), more.localities.len() - 1);
}
