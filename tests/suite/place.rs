//! The register of places, from the lists that offices have.

use std::fmt::Write;

use toasoan::fold::Query;
use toasoan::pasted::Fate;
use toasoan::place::{Fitness, Place, PlaceKind, PlaceList, Places};

use crate::plan::{day, plan};

fn read(places: &Places, list: &str) -> PlaceList {
    places.read_list(list, &plan(), day("2014-03-18"), &PlaceKind::NoticeHouse)
}

/// "pano Pano cầu Rạch, ninh-kieu, đường 3, 8 × 4 m, đủ": what a row gives.
fn told(place: &Place) -> String {
    let fitness = match place.fitness {
        Fitness::Fit => "đủ",
        Fitness::Unfit => "chưa đủ",
        Fitness::Unknown => "",
    };
    let opinions =
        place.opinions.map_or("", |has| if has { "có mục ý kiến" } else { "không mục ý kiến" });
    let from = place.valid_from.map_or_else(String::new, |day| format!("từ {day}"));
    let parts = [&place.locality, &place.address, &place.size, &place.owner, &place.contact, fitness];
    let parts = parts.into_iter().chain([place.reason.as_str(), opinions, &from]);
    let parts = parts.filter(|part| !part.is_empty()).fold(String::new(), |mut all, part| {
        let _ = write!(all, ", {part}");
        all
    });
    format!("{} {}{parts}", place.kind.code(), place.name)
}

#[test]
fn a_list_of_places_is_read_as_offices_have_it() {
    for (list, expected) in [
        // Heads in any order, without diacritics; a column that says nothing known.
        (
            "STT\tTEN NHA THONG TIN\tPhường, xã\tQuận, huyện\tĐiều kiện\tLý do\tĐiện thoại\tMàu sơn\n\
             1\tNhà thông tin khu vực 3\tphường An Khánh\tNinh Kiều\tĐủ\t\t0710 381 0000\txanh\n\
             2\tNhà thông tin ấp Nhơn Lộc\txã Nhơn Ái\tH. Phong Điền\tChưa đủ: mái dột\t\t\t",
            vec![
                "nha-thong-tin Nhà thông tin khu vực 3, ninh-kieu, phường An Khánh, 0710 381 0000, đủ",
                "nha-thong-tin Nhà thông tin ấp Nhơn Lộc, phong-dien, xã Nhơn Ái, chưa đủ, mái dột",
            ],
        ),
        // Without heads: each cell by what it looks like, under a title that Excel copies too.
        (
            "1\tPano ngã ba vào chợ\tquận Ô Môn\tđường vào chợ\t8 × 4 m\tTrung tâm Văn hóa quận\tx\t01/02/2014",
            vec![
                "pano Pano ngã ba vào chợ, o-mon, đường vào chợ, 8 × 4 m, Trung tâm Văn hóa quận, đủ, từ 2014-02-01",
            ],
        ),
        // Only names; a web site; the office's own kind.
        ("Hội trường Ủy ban", vec!["hoi-truong Hội trường Ủy ban"]),
        (
            "Tên\tLoại\tMục ý kiến\nTrang Sở Nội vụ\tTrang tin\tCó\nTrang Sở Tư pháp\tTrang tin\tChưa\nChợ nổi\tChợ\t",
            vec![
                "trang-tin Trang Sở Nội vụ, có mục ý kiến",
                "trang-tin Trang Sở Tư pháp, không mục ý kiến",
                "Chợ Chợ nổi",
            ],
        ),
    ] {
        let list = read(&Places::default(), list);
        assert_eq!(list.missed, [], "{expected:?}");
        assert_eq!(list.rows.iter().map(|row| told(&row.place)).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn what_is_not_understood_is_left_out_with_its_cell_and_what_to_mend() {
    let list = read(
        &Places::default(),
        "Tên\tĐịa bàn\tĐiều kiện\tTừ ngày\n\
         Nhà thông tin ấp 1\tNinh Kiều\tĐủ\t\n\
         Nhà thông tin ấp 1\tNinh Kiều\tĐủ\t\n\
         Nhà thông tin ấp 2\tSài Gòn\tĐủ\t\n\
         Nhà thông tin ấp 3\tCờ Đỏ\tđể hỏi lại\t\n\
         Nhà thông tin ấp 4\tCờ Đỏ\tĐủ\t30/2/2014\n\
         \tCờ Đỏ\tĐủ\t",
    );
    assert_eq!(list.rows.len(), 1);
    let missed: Vec<_> = list.missed.iter().map(|missed| (missed.row, missed.column)).collect();
    assert_eq!(missed, [(3, None), (4, Some(1)), (5, Some(2)), (6, Some(3)), (7, None)]);
    for (missed, said) in list.missed.iter().zip(["dòng 2", "Sài Gòn", "để hỏi lại", "30/2/2014", "tên"])
    {
        assert!(missed.reason.contains(said), "{}", missed.reason);
    }
}

/// 630 notice houses of which 512 are fit, many with one name.
fn notice_houses() -> String {
    let localities = ["Ninh Kiều", "Bình Thủy", "Cái Răng", "Ô Môn", "Thốt Nốt"];
    let mut list = "TT\tTên\tĐịa chỉ\tQuận, huyện\tĐủ điều kiện\n".to_owned();
    for number in 0..630 {
        let fit = if number < 512 { "Có" } else { "Không" };
        let _ = writeln!(
            list,
            "{}\tNhà thông tin khu vực {}\tphường {}\t{}\t{fit}",
            number + 1,
            number % 7,
            number / 7,
            localities[number % 5]
        );
    }
    list
}

#[test]
fn a_list_taken_twice_changes_nothing_and_a_corrected_one_only_its_rows() {
    let list = notice_houses();
    let first = read(&Places::default(), &list);
    assert_eq!((first.rows.len(), first.missed.len()), (630, 0));
    let places = Places::default().with_list(&first);
    let fit = places.places.iter().filter(|place| place.fitness == Fitness::Fit).count();
    assert_eq!(fit, 512);
    let ids: std::collections::HashSet<_> = places.places.iter().map(|place| &place.id).collect();
    assert_eq!(ids.len(), 630);

    let again = read(&places, &list);
    assert!(again.rows.iter().all(|row| row.fate == Fate::Same));
    let corrected = read(&places, &list.replacen("\tCó\n", "\tKhông\n", 1));
    let changed: Vec<_> = corrected.changes().map(|row| (row.row, row.fate.clone())).collect();
    assert_eq!(changed, [(2, Fate::Changed(vec!["Điều kiện"]))]);
    let after = places.with_list(&corrected);
    assert_eq!(after.places.iter().filter(|place| place.fitness == Fitness::Fit).count(), 511);
}

#[test]
fn places_are_found_without_diacritics_by_all_that_is_known_of_them() {
    let plan = plan();
    let place = Place {
        name: "Nhà thông tin khu vực 3".into(),
        address: "phường An Khánh".into(),
        locality: "ninh-kieu".into(),
        owner: "Ban nhân dân khu vực".into(),
        ..Place::default()
    };
    let text = place.search_text(&plan);
    for query in ["khu vuc 3 an khanh", "NINH KIEU", "ban nhan dan", "nha thong tin ninh kiều"] {
        assert!(Query::new(query).matches_folded(&text), "{query}");
    }
    assert!(!Query::new("ô môn").matches_folded(&text));
}
