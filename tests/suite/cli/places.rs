//! Places on the command line: the register with what hangs there, lists from Excel, papers.

use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::{CONTENT, Program, copy, text};

fn sample() -> Program {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    program
}

fn listing(program: &Program, today: &str) -> Value {
    let out = program.ok(["places", "kho", "--today", today, "--json"]);
    serde_json::from_str(&out).expect("JSON")
}

fn workbook(program: &Program, rows: &[&[&str]]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let _ = sheet.write(at as u32, column as u16, *cell).expect("a cell");
        }
    }
    workbook.save(program.path("noi.xlsx")).expect("a workbook");
}

#[test]
fn the_sample_shows_where_its_poster_hangs_and_its_skit_plays() {
    let program = sample();
    let listing = listing(&program, "2014-03-31");
    let places = listing["places"].as_array().expect("places");
    assert_eq!(places.len(), 60);
    let copies: u64 = places
        .iter()
        .flat_map(|place| place["airings"].as_array().expect("airings"))
        .filter(|airing| airing["state"] == "up")
        .filter_map(|airing| airing["copies"].as_u64())
        .sum();
    assert_eq!(copies, 900);
    let of = |activity: &str| {
        let coverage = listing["coverage"].as_array().expect("coverage");
        coverage.iter().find(|one| one["activity"] == activity).expect("its coverage").clone()
    };
    assert_eq!((&of("pano-ap-phich")["done"], &of("pano-ap-phich")["of"]), (&9.into(), &9.into()));
    assert_eq!((&of("tieu-pham")["city"], &of("tieu-pham")["done"]), (&1.into(), &0.into()));
    assert_eq!((&of("cong-thong-tin")["done"], &of("cong-thong-tin")["of"]), (&3.into(), &6.into()));
    assert_eq!(&of("niem-yet")["done"], &0);
    // In the order of the plan; the table for people names the same.
    let table = program.ok(["places", "kho"]);
    assert!(table.contains("60 địa điểm."), "{table}");
}

#[test]
fn a_list_from_excel_is_taken_as_a_whole_or_not_at_all() {
    let program = sample();
    let before = std::fs::read(program.path("kho/places.ron")).expect("the register");
    let head: &[&str] = &["Danh sách", "", "", ""];
    let heads: &[&str] = &["Tên", "Địa chỉ", "Quận, huyện", "Điều kiện"];
    let known: &[&str] =
        &["Nhà thông tin khu vực 3", "phường An Khánh", "Ninh Kiều", "Chưa đủ: mới tróc sơn"];
    let new: &[&str] = &["Nhà thông tin ấp 9", "xã Đông Hiệp", "Cờ Đỏ", "Đủ"];
    workbook(&program, &[head, heads, known, new, &["Nhà thông tin ấp 10", "", "Sóc Trăng", "Đủ"]]);
    let output = program.run(["import", "places", "kho", "noi.xlsx", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let outcome: Value = serde_json::from_str(&text(&output.stdout)).expect("JSON");
    assert_eq!(outcome["taken"], false);
    assert_eq!(outcome["faults"][0]["cell"], "C5");
    assert_eq!(outcome["added"][0]["cell"], "A4");
    let changes: Vec<_> =
        outcome["changes"].as_array().expect("changes").iter().map(|change| change["cell"].clone()).collect();
    assert_eq!(changes[0], "D3");
    assert_eq!(std::fs::read(program.path("kho/places.ron")).expect("the register"), before);

    workbook(&program, &[head, heads, known, new]);
    let _ = program.ok(["import", "places", "kho", "noi.xlsx", "--dry-run"]);
    assert_eq!(std::fs::read(program.path("kho/places.ron")).expect("the register"), before);
    let _ = program.ok(["import", "places", "kho", "noi.xlsx"]);
    let listing = listing(&program, "2014-03-18");
    let find = |name: &str, address: &str| {
        let places = listing["places"].as_array().expect("places");
        places.iter().find(|place| place["name"] == name && place["address"] == address).expect("it").clone()
    };
    let changed = find("Nhà thông tin khu vực 3", "phường An Khánh");
    assert_eq!((&changed["fitness"], &changed["reason"]), (&"unfit".into(), &"mới tróc sơn".into()));
    assert_eq!(find("Nhà thông tin ấp 9", "xã Đông Hiệp")["fitness"], "fit");
    assert_eq!(listing["places"].as_array().expect("places").len(), 61);
    // What stands in the file beside the list stays.
    let after = std::fs::read_to_string(program.path("kho/places.ron")).expect("the register");
    assert!(after.contains("// Địa điểm của bộ mẫu"));
}

#[test]
fn the_exported_register_is_read_back_without_a_difference() {
    let program = sample();
    let _ = program.ok(["export", "places", "kho", "--out", "noi.xlsx"]);
    let outcome: Value =
        serde_json::from_str(&program.ok(["import", "places", "kho", "noi.xlsx", "--json"])).expect("JSON");
    assert_eq!((&outcome["same"], &outcome["taken"]), (&60.into(), &false.into()), "{outcome}");
}

#[test]
fn papers_on_places_are_written_in_each_format() {
    let program = sample();
    for (arguments, name) in [
        (vec!["places", "kho"], "danh-muc"),
        (vec!["places", "kho", "--kind", "nha-thong-tin", "--locality", "o-mon"], "o-mon"),
        (vec!["places", "kho", "--piece", "018GDCYP00"], "treo"),
        (vec!["places", "kho", "--piece", "018GDCYP00", "--delivery"], "giao"),
        (vec!["tour", "kho", "018GYPDVT0"], "luu-dien"),
        (vec!["tour", "kho", "018GYPDVT0", "--letters"], "giay"),
    ] {
        for extension in ["pdf", "docx", "xlsx"] {
            if name == "giay" && extension == "xlsx" {
                continue;
            }
            let file = format!("{name}.{extension}");
            let mut all = vec!["export"];
            all.extend(&arguments);
            all.extend(["--out", &file]);
            let output = program.run_all(&all);
            assert_eq!(output.status.code(), Some(0), "{all:?}: {}", text(&output.stderr));
            assert!(program.path(&file).metadata().expect("a file").len() > 1000);
        }
    }
    let wrong = program.run(["export", "tour", "kho", "018GDCYP00", "--out", "lich.pdf"]);
    assert_eq!(wrong.status.code(), Some(2));
}

/// What proves that a poster hangs somewhere is shown in the list, on paper and in Word.
#[test]
fn photos_stand_in_the_list_of_where_a_poster_hangs() {
    let program = sample();
    let poster = "kho/posters/2014-03-03 áp phích một cửa một lần hẹn 018GDCYP00.poster";
    let written = String::from_utf8(program.read(poster)).expect("a text");
    let sent = "sent: \"2014-02-27\", ";
    let shown = written.replacen(sent, &format!("{sent}evidence: [\"images/treo.jpg\"], "), 2);
    std::fs::write(program.path(poster), shown).expect("the poster");
    std::fs::create_dir_all(program.path("kho/images")).expect("a folder");
    let photo = include_bytes!("../../fixtures/pictures/jpeg-420.jpg");
    std::fs::write(program.path("kho/images/treo.jpg"), photo).expect("the photo");
    let _ = program.ok(["export", "places", "kho", "--piece", "018GDCYP00", "--out", "treo.docx"]);
    let word = std::io::Cursor::new(program.read("treo.docx"));
    let word = zip::ZipArchive::new(word).expect("a Word file");
    let names = word.file_names().map(|name| name.expect("a name").into_owned());
    assert_eq!(names.filter(|name| name.starts_with("word/media/")).count(), 2);
}

#[test]
fn notices_are_printed_for_the_wall_and_checked_on_the_spot() {
    let program = sample();
    let pieces = program.json(["pieces", "kho", "--json"]);
    let notice = pieces.iter().find(|piece| piece["activity"] == "niem-yet").expect("a notice");
    let id = notice["id"].as_str().expect("an id");
    let _ = program.ok(["export", "piece", "kho", id, "--notice", "--out", "tuong.pdf"]);
    let _ = program.ok(["export", "piece", "kho", id, "--notice", "--out", "tuong.docx"]);
    let _ = program.ok(["export", "places", "kho", "--check", "--out", "kiem-tra.pdf"]);
    assert!(program.read("tuong.pdf").starts_with(b"%PDF") && program.read("kiem-tra.pdf").len() > 10_000);
    let _ = program.ok(["export", "places", "kho", "--check", "--locality", "o-mon", "--out", "o-mon.pdf"]);
    assert!(program.read("o-mon.pdf").len() < program.read("kiem-tra.pdf").len());
    let refused = program.fails(2, ["export", "places", "kho", "--check", "--out", "a.xlsx"]);
    assert!(refused.contains(".pdf"), "{refused}");
}
