//! The output of the export commands.

use std::path::Path;

use calamine::{Data, Reader};
use icalendar::parser::{read_calendar, unfold};

use super::{CONTENT, Program, copy, text};

/// Excel counts days from 30 December 1899.
fn day(serial: f64) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date");
    (first + chrono::Days::new(serial as u64)).to_string()
}

/// A time is a fraction of a day.
fn clock(part: f64) -> String {
    let minutes = (part * 24.0 * 60.0).round() as u32;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[test]
fn a_month_is_exported_in_each_form() {
    let program = Program::new();
    for extension in ["pdf", "xlsx", "csv", "ics"] {
        let out = format!("lich.{extension}");
        // An existing file is replaced.
        std::fs::write(program.path(&out), "cũ").expect("a write");
        let _ = program.ok([
            "export",
            "schedule",
            CONTENT,
            "--from",
            "2014-03-01",
            "--to",
            "2014-03-31",
            "--out",
            &out,
        ]);
    }
    // CSV
    let bytes = program.read("lich.csv");
    assert!(bytes.starts_with("\u{feff}Ngày,Thứ,Giờ".as_bytes()));
    let records: Vec<csv::StringRecord> =
        csv::Reader::from_reader(&bytes[3..]).records().collect::<Result<_, _>>().expect("CSV");
    // Two television segments, five Mondays, and five weeks of nine districts are in March.
    assert!(records.len() > 40, "{}", records.len());
    let segment =
        records.iter().find(|record| &record[12] == "chuyen-muc-cchc/2014-03/2").expect("the segment");
    assert_eq!(
        (&segment[0], &segment[1], &segment[2], &segment[3]),
        ("2014-03-20", "Thứ Năm", "19:45", "15")
    );

    // Excel: the same rows, real dates and times.
    let mut book =
        calamine::open_workbook::<calamine::Xlsx<_>, _>(program.path("lich.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("Lịch phát sóng").expect("the sheet");
    let rows: Vec<_> = sheet.rows().collect();
    let head = rows.iter().position(|row| row[0] == Data::String("Ngày".into())).expect("the head");
    assert_eq!(rows.len() - head - 1, records.len());
    assert!(
        rows[..head]
            .iter()
            .flat_map(|row| row.iter())
            .any(|cell| *cell == Data::String("LỊCH PHÁT SÓNG".into()))
    );
    for (row, record) in rows[head + 1..].iter().zip(&records) {
        match &row[0] {
            Data::DateTime(date) => {
                assert_eq!(day(date.as_f64()), record[0]);
            }
            other => assert_eq!((other, &record[0]), (&Data::String("Chưa xếp ngày".into()), "")),
        }
        if let Data::DateTime(time) = &row[2] {
            assert_eq!(clock(time.as_f64()), record[2]);
        }
        assert_eq!(row[4], Data::String(record[5].into()));
    }

    // iCalendar: the dated rows, in UTC.
    let source = text(&program.read("lich.ics"));
    assert!(source.lines().all(|line| line.len() <= 75) && source.contains("\r\n"));
    let unfolded = unfold(&source);
    let calendar = read_calendar(&unfolded).expect("a calendar");
    let dated = records.iter().filter(|record| !record[0].is_empty()).count();
    let events: Vec<_> = calendar.components.iter().filter(|component| component.name == "VEVENT").collect();
    assert_eq!(events.len(), dated);
    let of = |event: &icalendar::parser::Component<'_>, name: &str| {
        event.find_prop(name).map(|property| property.val.as_str().to_owned())
    };
    let uids: std::collections::HashSet<_> = events.iter().map(|event| of(event, "UID")).collect();
    assert_eq!(uids.len(), dated);
    let segment = events
        .iter()
        .find(|event| {
            of(event, "DESCRIPTION").is_some_and(|text| text.ends_with("Kỳ: chuyen-muc-cchc/2014-03/2"))
        })
        .expect("the segment");
    assert_eq!(of(segment, "DTSTART").as_deref(), Some("20140320T124500Z"));
    assert_eq!(of(segment, "DTEND").as_deref(), Some("20140320T130000Z"));

    // PDF
    let pdf = lopdf::Document::load_mem(&program.read("lich.pdf")).expect("a PDF");
    assert!(!pdf.get_pages().is_empty());
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let program = Program::new();
    for extension in ["pdf", "xlsx", "csv", "ics"] {
        let names = ["một", "hai"].map(|name| format!("{name}.{extension}"));
        for name in &names {
            let _ = program.ok([
                "export",
                "schedule",
                CONTENT,
                "--from",
                "2014-03-01",
                "--to",
                "2014-03-09",
                "--today",
                "2014-03-18",
                "--out",
                name,
            ]);
        }
        assert!(program.read(&names[0]) == program.read(&names[1]), "{extension}");
    }
}

#[test]
fn a_schedule_is_narrowed_by_activity_and_locality() {
    let program = Program::new();
    let _ = program.ok([
        "export",
        "schedule",
        CONTENT,
        "--from",
        "2014-01-01",
        "--to",
        "2014-12-31",
        "--activity",
        "truyen-thanh",
        "--activity",
        "khao-sat",
        "--locality",
        "o-mon",
        "--out",
        "lich.csv",
    ]);
    let bytes = program.read("lich.csv");
    let slots: std::collections::BTreeSet<String> = csv::Reader::from_reader(&bytes[3..])
        .records()
        .map(|record| record.expect("a record")[12].to_owned())
        .collect();
    assert_eq!(slots.len(), 52 + 2);
    assert!(slots.iter().all(|slot| slot.ends_with("@o-mon")));
}

#[test]
fn an_agency_gets_its_own_part_of_the_schedule_and_the_report() {
    let program = Program::new();
    let export = |kind: &str, mine: &str, out: &str| {
        let days = ["2014-01-01", "2014-12-31"];
        program.ok([
            "export", kind, CONTENT, "--from", days[0], "--to", days[1], "--mine", mine, "--today", days[1],
            "--out", out,
        ])
    };
    let _ = export("schedule", "bao-can-tho", "lich.csv");
    let bytes = program.read("lich.csv");
    let mut rows = csv::Reader::from_reader(&bytes[3..]);
    let slots: Vec<String> = rows.records().map(|record| record.expect("a record")[12].to_owned()).collect();
    assert!(slots.len() >= 52 && slots.iter().all(|slot| slot.starts_with("dien-dan-bao/")), "{slots:?}");
    let _ = export("report", "bao-can-tho", "bao-cao.pdf");
    assert!(program.read("bao-cao.pdf").starts_with(b"%PDF"));
    let why = program.fails(2, ["export", "report", CONTENT, "--mine", "khong-co", "--out", "khac.pdf"]);
    assert!(why.contains("bao-can-tho"), "it names the known ones: {why}");
}

#[test]
fn a_piece_is_named_by_id_beginning_or_path() {
    let program = Program::new();
    let skit = program
        .json(["pieces", CONTENT, "--json"])
        .into_iter()
        .find(|piece| piece["format"] == "fountain")
        .expect("a skit");
    let (id, path) = (skit["id"].as_str().expect("an id"), skit["path"].as_str().expect("a path"));
    let whole = format!("{CONTENT}/{path}");
    for (index, name) in [id, &id[..10], &id.to_lowercase(), path, &whole].iter().enumerate() {
        let out = format!("{index}.fountain");
        let _ = program.ok(["export", "piece", CONTENT, name, "--out", &out]);
        let fountain = text(&program.read(&out));
        assert!(fountain.starts_with(&format!("Title: {}\n", skit["title"].as_str().expect("a title"))));
        assert!(fountain.contains("\n# Nhân vật\n"));
    }
    let _ = program.ok(["export", "piece", CONTENT, id, "--out", "a.txt"]);
    let plain = text(&program.read("a.txt"));
    assert!(plain.contains(&skit["title"].as_str().expect("a title").to_uppercase()), "{plain}");
    let _ = program.ok(["export", "piece", CONTENT, id, "--out", "a.pdf"]);
    assert!(lopdf::Document::load_mem(&program.read("a.pdf")).expect("a PDF").get_pages().len() >= 6);
}

#[test]
fn everything_is_exported_and_what_fails_is_named() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    // Few pieces, for a fast test; the code is the same for all.
    for (folder, kept) in [
        ("pieces/2014/truyen-thanh", 1),
        ("pieces/2014/dien-dan-bao", 1),
        ("pieces/2014/chuyen-muc-cchc", 1),
        ("posters", 1),
        ("pieces/2014/tieu-pham", 1),
    ] {
        let mut files: Vec<_> = std::fs::read_dir(program.path("kho").join(folder))
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
        for file in files.iter().skip(kept) {
            std::fs::remove_file(file).expect("a removal");
        }
    }
    let said = program.ok(["export", "all", "kho", "--out", "ra"]);
    assert!(said.contains("Đã xuất"), "{said}");
    for name in ["lich/2014.pdf", "lich/2014.xlsx", "lich/2014-12.ics", "lich/2014-01.csv", "bao-cao.pdf"] {
        assert!(!program.read(&format!("ra/{name}")).is_empty());
    }
    let count = |folder: &str, extension: &str| {
        std::fs::read_dir(program.path(folder))
            .expect("a folder")
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|found| found == extension))
            .count()
    };
    assert_eq!((count("ra/bai/tieu-pham", "pdf"), count("ra/bai/tieu-pham", "fountain")), (1, 1));
    assert_eq!((count("ra/pano", "pdf"), count("ra/pano", "png")), (1, 1));

    // An invalid poster fails alone.
    let poster = std::fs::read_dir(program.path("kho/posters"))
        .expect("posters")
        .flatten()
        .next()
        .expect("a poster")
        .path();
    let source = std::fs::read_to_string(&poster).expect("the poster");
    let (header, _) = source.split_once("\n---\n").expect("a header");
    std::fs::write(&poster, format!("{header}\n---\n(width: 7)\n")).expect("a write");
    let output = program.run(["export", "all", "kho", "--out", "ra2"]);
    assert_eq!(output.status.code(), Some(1));
    let message = text(&output.stderr).replace('\\', "/");
    assert!(message.contains("2 tệp không xuất được") && message.contains("pano/"), "{message}");
    assert!(program.path("ra2/lich/2014.pdf").is_file() && program.path("ra2/bao-cao.pdf").is_file());
}

#[test]
fn what_a_print_shop_would_send_back_is_told_beside_the_file() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let poster = "posters/2014-03-03 áp phích một cửa một lần hẹn 018GDCYP00.poster";
    let file = program.path("kho").join(poster);
    let source = std::fs::read_to_string(&file).expect("the poster");
    let set_for = |distance: &str| {
        let far = source.replacen("viewing_distance: 2.0", &format!("viewing_distance: {distance}"), 1);
        assert!(distance == "2.0" || far != source);
        std::fs::write(&file, far).expect("a write");
    };
    let export = ["export", "poster", "kho", poster, "--out", "a.pdf"];
    set_for("2.0");
    let output = program.run(export);
    assert_eq!(output.status.code(), Some(0));
    assert!(!text(&output.stderr).contains("Lỗi: "));
    std::fs::remove_file(program.path("a.pdf")).expect("written");

    // A poster with errors is written only when it is wanted all the same.
    set_for("30.0");
    let output = program.run(export);
    let refused = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{refused}");
    assert!(
        refused.contains("bản in còn lỗi:") && refused.contains("\n  Chữ ") && refused.contains("--force"),
        "{refused}"
    );
    assert!(refused.contains("người xem đứng cách 30 m cần 84 mm"), "{refused}");
    assert!(!program.path("a.pdf").exists());
    let output = program.run(["export", "poster", "kho", poster, "--out", "a.pdf", "--force"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(program.read("a.pdf").starts_with(b"%PDF-"));
    let far = text(&output.stderr);
    assert!(far.starts_with("Kiểm tra in, ") && far.contains("\n  Lỗi: Chữ "), "{far}");

    let rows: serde_json::Value =
        serde_json::from_str(&program.ok(["preflight", "kho", poster, "--json"])).expect("JSON");
    let rows = rows.as_array().expect("a list");
    assert!(rows.iter().any(|row| {
        row["severity"] == "error"
            && row["code"] == "letter-height"
            && row["element"].is_u64()
            && row["name"].as_str().is_some_and(|name| !name.is_empty())
            && row["message"].as_str().is_some_and(|message| message.contains("cần 84 mm"))
    }));
    assert!(program.ok(["preflight", "kho", poster]).contains("Lỗi ["));
}

#[test]
fn paper_is_chosen_and_a_skit_goes_to_each_of_its_roles() {
    let program = Program::new();
    let pages = |name: &str| lopdf::Document::load_mem(&program.read(name)).expect("a PDF").get_pages().len();
    let skit = "018GYPDVT0";
    let _ = program.ok(["export", "piece", CONTENT, skit, "--out", "ca.pdf"]);
    let _ = program.ok(["export", "piece", CONTENT, skit, "--pages", "2-4", "--out", "ba.pdf"]);
    let _ = program.ok(["export", "piece", CONTENT, skit, "--large", "--duplex", "--out", "lon.pdf"]);
    assert!(pages("ba.pdf") == 3 && pages("lon.pdf") > pages("ca.pdf"));

    let reported = program.ok(["export", "roles", CONTENT, skit, "--layout", "kich-ban", "--out", "vai"]);
    assert_eq!(reported, "Đã xuất 5 vai vào vai\n");
    let mut names: Vec<_> = std::fs::read_dir(program.path("vai"))
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["ANH LUÂN.pdf", "BÀ TƯ SEN.pdf", "CÔ DIỄM.pdf", "ÔNG BẢY VỊT.pdf", "ÔNG TƯ ĐIỂN.pdf"]);

    let poster = "posters/2014-03-03 áp phích một cửa một lần hẹn 018GDCYP00.poster";
    let _ = program.ok(["export", "poster", CONTENT, poster, "--tile", "a4", "--out", "ghep.pdf"]);
    assert_eq!(pages("ghep.pdf"), 9, "a map and eight sheets");
    for (name, resolution) in
        [("a.jpg", &b"JFIF\0\x01\x02\x01\0\x24\0\x24"[..]), ("a.TIFF", b"\x24\0\0\0\x01\0\0\0")]
    {
        let _ = program.ok(["export", "poster", CONTENT, poster, "--dpi", "36", "--out", name]);
        let file = program.read(name);
        let picture = image::load_from_memory(&file).expect("a picture");
        assert_eq!((picture.width(), picture.height()), (595, 842), "{name}: A2 at 36 dpi");
        assert!(file.windows(resolution.len()).any(|window| window == resolution), "{name} knows its 36 dpi");
    }

    let _ = program.ok(["export", "poster", CONTENT, poster, "--dpi", "36", "--bleed", "--out", "tran.tif"]);
    let bled = image::load_from_memory(&program.read("tran.tif")).expect("a picture");
    assert_eq!((bled.width(), bled.height()), (604, 850), "3 mm more on each side");

    for (arguments, said) in [
        (["piece", CONTENT, skit, "--pages", "5-2"], "không phải khoảng trang"),
        (["piece", CONTENT, skit, "--pages", "40-"], "văn bản có 8 trang"),
        (["piece", CONTENT, skit, "--role", "BÀ NÀO"], "Các vai: ÔNG TƯ ĐIỂN"),
        (["piece", CONTENT, skit, "--layout", "dep"], "không phải một trong: san-khau"),
        (["piece", CONTENT, skit, "--paper", "a9"], "không phải một trong: "),
        (["poster", CONTENT, poster, "--dpi", "0"], "không phải một số từ 1 đến 2400"),
    ] {
        let [kind, content, name, option, value] = arguments;
        let error = program.fails(2, ["export", kind, content, name, option, value, "--out", "x.pdf"]);
        assert!(error.contains(said), "{option} {value}: {error}");
    }
}

/// The sample with an exports folder, as left by earlier commands.
fn workspace(program: &Program) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![program.path("kho")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let _ = found.insert(entry.path(), std::fs::read(entry.path()).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn nothing_is_exported_over_a_workspace() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    copy(Path::new(CONTENT), &program.path("bên cạnh"));
    std::fs::create_dir(program.path("kho/xuat")).expect("a folder");
    // "Everything" is exported into folders with these names: the workspace must not be one of them.
    copy(Path::new(CONTENT), &program.path("quanh/lich"));
    #[cfg(unix)]
    std::os::unix::fs::symlink(program.path("kho/pieces"), program.path("lối tắt")).expect("a link");
    let before = workspace(&program);
    let piece = ["export", "piece", "kho", "018GYPDVT0", "--out"];
    let refused = |target: &str, command: &[&str]| {
        let whole: Vec<&str> = command.iter().copied().chain([target]).collect();
        let output = program.run_all(&whole);
        let said = text(&output.stderr);
        assert!(
            output.status.code() == Some(1) && said.contains("nằm trong không gian làm việc"),
            "{target}: {said}"
        );
        assert!(said.contains("xuat"), "the remedy is named: {said}");
    };
    let own = before.keys().find(|path| path.to_string_lossy().ends_with(".fountain")).expect("a skit");
    let own = own.display().to_string();
    let shout = if cfg!(windows) { "KHO/Pieces/x.txt" } else { "./kho//pieces/./x.txt" };
    for target in
        [own.as_str(), "kho/x.pdf", "kho/pieces/2014/x.txt", "kho/xuat/../x.pdf", "bên cạnh/x.pdf", shout]
    {
        refused(target, &piece);
    }
    if cfg!(unix) {
        refused("lối tắt/x.txt", &piece);
    }
    refused("kho/images", &["export", "roles", "kho", "018GYPDVT0", "--out"]);
    refused("kho/mọi thứ", &["export", "all", "kho", "--out"]);
    refused("quanh", &["export", "all", "quanh/lich", "--out"]);
    assert_eq!(workspace(&program), before);
    let _ = program.ok(["export", "piece", "kho", "018GYPDVT0", "--out", "kho/xuat/x.txt"]);
    assert!(program.path("kho/xuat/x.txt").is_file());
}

#[test]
fn the_work_of_a_piece_and_of_people_is_exported() {
    let program = Program::new();
    let _ = program.ok(["export", "assignment", CONTENT, "018JNEAG93", "--out", "phieu.pdf"]);
    let _ = program.ok(["export", "people", CONTENT, "--person", "Trần Mỹ Duyên", "--out", "viec.pdf"]);
    for file in ["phieu.pdf", "viec.pdf"] {
        assert!(program.read(file).starts_with(b"%PDF"), "{file}");
    }
    let said = program.fails(2, ["export", "people", CONTENT, "--person", "Duyên", "--out", "viec.pdf"]);
    assert!(said.contains("không có người tên \"Duyên\""), "{said}");
    let said = program.fails(2, ["export", "assignment", CONTENT, "018JNEAG93", "--out", "phieu.xlsx"]);
    assert!(said.contains(".pdf"), "{said}");
}
